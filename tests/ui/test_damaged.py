"""A store that does not open any more: the start offers the newest whole copy beside it, and takes one from a stick."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.errors import Corrupt
from app.services import backup
from app.services.judge import read_entries, score
from app.services.profile import Profile
from app.ui.judge.damaged_page import DamagedPage
from app.ui.judge.restore_pages import RestorePage
from app.ui.judge.secret_pages import SecretPage
from app.ui.judge.start_stage import Stage
from tests.fakes import desk_profile
from tests.fakes.desk_profile import PASSPHRASE, Plan
from tests.ui.conftest import Desk
from tests.ui.test_appearance import cut_off_at_rest, nameless
from tests.unit.services.test_restore_whole import damage


@pytest.fixture
def code(home: Path) -> str:
    """A scored profile with a snapshot and a copy outside; the recovery code of the latter."""
    profile = desk_profile.make(home, Plan(entries=2))
    score.set_remark(profile, "Z-001", "有数据")
    backup.on_disk(profile, "desk")
    made = profile.vault.renew_recovery()
    backup.off_disk(profile, home.parent / "stick.qcbackup")
    profile.close()
    return made


def damaged_page(desk: Desk) -> DamagedPage:
    desk.qtbot.waitUntil(lambda: desk.window.model.stage is Stage.DAMAGED, timeout=20_000)
    desk.qtbot.waitUntil(lambda: desk.window.model.restore.snapshots is not None, timeout=20_000)
    (page,) = (p for p in desk.window.start.findChildren(DamagedPage) if p.isVisible())
    assert cut_off_at_rest(desk) == []
    assert nameless(desk.window) == []
    return page


def remark(desk: Desk) -> str:
    desk.ready()
    view = desk.room.bench.sheet.view
    assert view is not None
    return view.sheet.remark


@pytest.mark.parametrize("how", ["half", "zeroed", "gone"])
def test_the_newest_snapshot_is_offered_and_comes_back(desk: Desk, home: Path, code: str, how: str) -> None:
    damage(home, how)
    desk.start()
    page = damaged_page(desk)
    assert "1 份完好的备份" in page.state.text()
    assert "草稿" in page.choice.currentText()
    QTest.mouseClick(page.go, Qt.MouseButton.LeftButton)
    assert remark(desk) == "有数据"


def test_the_passphrase_is_asked_for_before_anything_is_said_of_the_store(desk: Desk, home: Path, code: str) -> None:
    damage(home, "gone")
    desk.start(passphrase=None)
    desk.qtbot.waitUntil(lambda: desk.window.model.stage is Stage.PASSPHRASE, timeout=20_000)
    page = desk.window.start.findChild(SecretPage)
    assert page is not None
    page.field.setText(PASSPHRASE)
    QTest.mouseClick(page.go, Qt.MouseButton.LeftButton)
    QTest.mouseClick(damaged_page(desk).go, Qt.MouseButton.LeftButton)
    assert remark(desk) == "有数据"


def test_a_copy_from_a_stick_takes_the_place_of_a_damaged_profile(desk: Desk, home: Path, code: str) -> None:
    damage(home, "zeroed")
    desk.start()
    damaged_page(desk)
    desk.window.open_file(home.parent / "stick.qcbackup")
    desk.qtbot.waitUntil(lambda: desk.window.model.stage is Stage.RESTORE, timeout=20_000)
    desk.qtbot.waitUntil(lambda: any(p.isVisible() for p in desk.window.start.findChildren(RestorePage)), timeout=20_000)
    (page,) = (p for p in desk.window.start.findChildren(RestorePage) if p.isVisible())
    page.code.setText(code)
    page.preview()
    desk.qtbot.waitUntil(page.go.isEnabled, timeout=20_000)
    QTest.mouseClick(page.go, Qt.MouseButton.LeftButton)
    assert remark(desk) == "有数据"
    assert any(p.name.endswith("vault.json") for p in (home / "moved-aside").iterdir())


def test_a_store_that_is_damaged_further_in_is_found_while_it_is_read(
    desk: Desk, home: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, broken = read_entries.desk_state, [True]

    def state(profile: Profile) -> read_entries.DeskState:
        if broken[0]:
            raise Corrupt("本机数据文件已损坏。")
        return real(profile)

    monkeypatch.setattr(read_entries, "desk_state", state)
    desk.start()
    page = damaged_page(desk)
    assert desk.window.model.services is None
    broken[0] = False
    QTest.mouseClick(page.go, Qt.MouseButton.LeftButton)
    assert remark(desk) == "有数据"
