"""The recovery code is in force when it was written down, not before: it comes back after a kill, and can be changed in the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.errors import Locked
from app.services import profile as profiles
from app.services import recovery_code
from app.services.profile import Profile
from app.trust.vault import Vault
from app.ui.judge.secret_pages import CodePage
from app.ui.judge.start_stage import Stage
from tests.fakes import desk_profile
from tests.fakes.desk_profile import PASSPHRASE, Plan
from tests.ui.conftest import Desk, Opener
from tests.ui.test_appearance import cut_off_at_rest, nameless


@pytest.fixture
def new_desk(qtbot: QtBot, home: Path) -> Iterator[Callable[[], Desk]]:
    made: list[Desk] = []

    def make() -> Desk:
        made.append(Desk(qtbot, home))
        return made[-1].start()

    yield make
    for desk in made:
        desk.close()


def reaches(desk: Desk, stage: Stage) -> None:
    desk.qtbot.waitUntil(lambda: desk.window.model.stage is stage, timeout=20_000)


def opens(home: Path, code: str) -> bool:
    try:
        Vault.open_with_recovery(home, code)
    except Locked:
        return False
    return True


def test_a_code_nobody_wrote_down_is_asked_for_again_at_the_next_start(new_desk: Callable[[], Desk], home: Path) -> None:
    first = new_desk()
    reaches(first, Stage.NO_INVITATION)
    first.window.model.accept_invitation(PASSPHRASE)
    reaches(first, Stage.RECOVERY_CODE)
    lost = first.window.model.recovery_code
    first.close()
    second = new_desk()
    reaches(second, Stage.RECOVERY_CODE)
    again = second.window.model.recovery_code
    assert again not in ("", lost)
    page = second.window.start.findChild(CodePage)
    assert page is not None
    page.kept.setChecked(True)
    QTest.mouseClick(page.go, Qt.MouseButton.LeftButton)
    reaches(second, Stage.NO_INVITATION)
    second.close()
    assert (opens(home, again), opens(home, lost)) == (True, False)
    assert not profiles.code_mark(home).exists()


def test_the_mark_is_there_before_there_is_anything_to_recover(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed in any moment after the vault was made: the code is asked for at the next start."""
    real = profiles._new_vault

    def cut_off(place: Path, passphrase: str | None) -> tuple[Vault, str]:
        real(place, passphrase)
        raise KeyboardInterrupt

    monkeypatch.setattr(profiles, "_new_vault", cut_off)
    with pytest.raises(KeyboardInterrupt):
        profiles.create(home, passphrase=PASSPHRASE, shown=True)
    assert (Vault.exists(home), profiles.code_mark(home).exists()) == (True, True)


def test_a_profile_cut_off_before_its_store_was_made_is_none(new_desk: Callable[[], Desk], home: Path) -> None:
    home.mkdir()
    Vault.create(home, passphrase=PASSPHRASE)
    desk = new_desk()
    reaches(desk, Stage.NO_INVITATION)
    desk.window.model.accept_invitation(PASSPHRASE)
    reaches(desk, Stage.RECOVERY_CODE)


def test_another_code_from_the_settings_is_in_force_once_it_is_kept(open_desk: Opener, home: Path) -> None:
    desk = open_desk(Plan(entries=2), 1092, 543, text=175)
    desk.room.toggle("settings")
    QTest.mouseClick(desk.room.settings._pages["recovery"], Qt.MouseButton.LeftButton)
    panel = desk.room.care.recovery
    desk.qtbot.waitUntil(lambda: panel.sheet is not None, timeout=20_000)
    assert panel.sheet is not None
    dropped = "".join(panel.sheet.code.text().split())
    assert cut_off_at_rest(desk) == []
    assert nameless(desk.window) == []
    panel.hide()
    assert not opens(home, dropped)
    desk.room.toggle("recovery")
    desk.qtbot.waitUntil(lambda: panel.sheet is not None, timeout=20_000)
    assert panel.sheet is not None
    code = "".join(panel.sheet.code.text().split())
    panel.sheet.kept.setChecked(True)
    QTest.mouseClick(panel.sheet.go, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: not panel.isVisible(), timeout=20_000)
    assert opens(home, code)


def test_the_copy_that_leaves_by_itself_is_sealed_anew(tmp_path: Path) -> None:
    profile: Profile = desk_profile.make(tmp_path / "home", Plan(entries=2))
    with profile.database.write() as tx:
        tx.settings.put("copy-queued", '{"digest":"as before"}')
    recovery_code.keep(profile, recovery_code.fresh(profile).code)
    with profile.database.read() as tx:
        assert tx.settings.get("copy-queued") == "{}"
    profile.close()
