"""试恢复: with the desk open a copy is really restored with the code on paper, said in words, and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from app.core.homes import NOTE
from app.services import backup, recovery_code
from app.services import profile as profiles
from app.services.backup import COPIES
from app.services.rehearsal import Rehearsal
from app.ui.judge.care_room import CARE, DRILL
from app.ui.judge.drill_panel import DrillPanel
from app.ui.preferences import NAME
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener
from tests.ui.test_appearance import SIZES, cut_off, cut_off_at_rest, nameless
from tests.ui.test_scoring import type_points


@pytest.fixture
def copied(home: Path, tmp_path: Path) -> tuple[Path, str]:
    """A profile in `home`, a copy of it on a stick, and the code on paper."""
    profile = desk_profile.make(home, Plan(entries=2))
    code = recovery_code.fresh(profile).code
    recovery_code.keep(profile, code)
    backup.off_disk(profile, tmp_path / "评委03.qcbackup")
    profile.close()
    return tmp_path / "评委03.qcbackup", code


def tried(desk: Desk, copy: Path, code: str) -> DrillPanel:
    """The panel after a try, reached from 资料与副本."""
    if desk.room.care.drill.isHidden():
        desk.room.toggle(CARE)
        desk.room.care.panel.drill.click()
    panel = desk.room.care.drill
    panel.take(copy)
    panel.code.setText(code)
    panel.go.click()
    desk.qtbot.waitUntil(lambda: panel.go.isEnabled() and panel.said.text() != "", timeout=30_000)
    return panel


def test_a_good_copy_is_called_good_and_one_that_is_behind_is_told(open_desk: Opener, copied: tuple[Path, str]) -> None:
    desk = open_desk()
    files = {p.name for p in desk.home.iterdir()}
    panel = tried(desk, *copied)
    assert "能恢复" in panel.said.text()
    assert "与本机现在的评分一致" in panel.said.text()
    type_points(desk, "13")
    desk.saved()
    assert "此后本机有 1 份改过" in tried(desk, *copied).said.text()
    assert desk.room.bench.sheet.points == {"TOPIC": 1300}
    assert {p.name for p in desk.home.iterdir()} - files <= {COPIES, NOTE, NAME}, "the desk itself writes these when it comes to it"
    panel.hide()
    assert panel.code.text() == ""
    assert not panel.go.isEnabled()


def test_a_wrong_code_and_a_damaged_copy_are_said_in_words(open_desk: Opener, copied: tuple[Path, str], tmp_path: Path) -> None:
    desk, (copy, code) = open_desk(), copied
    other = desk_profile.make(tmp_path / "other", Plan(entries=1))
    theirs = recovery_code.fresh(other).code
    recovery_code.keep(other, theirs)
    backup.off_disk(other, tmp_path / "other.qcbackup")
    other.close()
    panel = tried(desk, copy, theirs)
    assert panel.said.property("role") == "bad"
    assert "能恢复" not in panel.said.text()
    damaged = tmp_path / "damaged.qcbackup"
    damaged.write_bytes(copy.read_bytes()[:-200])
    assert tried(desk, damaged, code).said.property("role") == "bad"
    assert "能恢复" in tried(desk, copy, code).said.text()


def test_what_is_said_is_of_the_file_and_code_that_are_shown(
    open_desk: Opener, copied: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, (copy, code) = open_desk(), copied
    panel = tried(desk, copy, code)
    panel.code.setText(f"{code}X")
    assert panel.said.text() == ""
    panel.code.setText(code)
    seen, ended = panel._seen, list[Rehearsal]()

    def watched(ticket: int, found: Rehearsal) -> None:
        seen(ticket, found)
        ended.append(found)

    monkeypatch.setattr(panel, "_seen", watched)
    panel.go.click()
    panel.take(tmp_path / "another.qcbackup")
    desk.qtbot.waitUntil(lambda: len(ended) == 1, timeout=30_000)
    assert panel.file.text() == "another.qcbackup"
    assert panel.said.text() == ""


def test_a_copy_that_is_double_clicked_can_be_tried(open_desk: Opener, copied: tuple[Path, str]) -> None:
    desk = open_desk()
    desk.window.open_file(copied[0])
    notice = desk.window.notice

    def offered() -> list[QPushButton]:
        return [b for b in notice.findChildren(QPushButton) if b.text() == "试恢复…" and b.isVisible()]

    desk.qtbot.waitUntil(lambda: len(offered()) == 1, timeout=20_000)
    offered()[0].click()
    panel = desk.room.care.drill
    assert panel.isVisible()
    assert panel.file.text() == copied[0].name
    assert panel.code.hasFocus()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_fits(open_desk: Opener, size: tuple[int, int], language: str) -> None:
    desk = open_desk(width=size[0], height=size[1], language=language)
    desk.room.toggle(DRILL)
    desk.rests()
    assert cut_off_at_rest(desk) == []
    assert nameless(desk.window) == []


@pytest.mark.parametrize("text", [100, 175])
def test_a_long_name_of_a_copy_fits(open_desk: Opener, tmp_path: Path, text: int) -> None:
    desk = open_desk(width=1092, height=543, text=text)
    desk.room.toggle(DRILL)
    panel, copy = desk.room.care.drill, tmp_path / ("P&G 第一采气厂的副本 2026-07-09" * 4 + ".qcbackup")
    panel.take(copy)
    desk.qtbot.waitUntil(lambda: panel.file.text().startswith("P&&G"), timeout=20_000)
    desk.qtbot.waitUntil(lambda: cut_off(desk.window) == [], timeout=20_000)
    assert panel.file.width() < panel.width()
    assert panel.file.accessibleName() == copy.name


def test_nothing_of_a_profile_is_needed(copied: tuple[Path, str], tmp_path: Path) -> None:
    """The same copy comes back on a computer that has nothing, which is what was rehearsed."""
    backup.restore(*copied, tmp_path / "new", passphrase="another phrase")
    assert profiles.exists(tmp_path / "new")
