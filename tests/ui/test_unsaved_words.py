"""Words written while the disk is full stay on the screen, are said to be unsaved, and are saved once there is room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from app.core.errors import DiskFull
from app.models.season import Policy, Requirement
from app.models.sheet import Note
from app.services.chair import letters
from app.services.judge import score
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener
from tests.ui.test_scoring import on_disk, type_points

FULL = "磁盘已满。"


class Disk:
    """Saves of words fail while it is full."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def fill(self) -> None:
        def full(*_args: object, **_named: object) -> None:
            raise DiskFull(FULL)

        for name in ("set_points", "set_half_typed", "set_remark", "set_level", "put_note", "remove_note"):
            self._patch.setattr(score, name, full)
        self._patch.setattr(letters, "save", full)

    def empty(self) -> None:
        self._patch.undo()


@pytest.fixture
def disk() -> Iterator[Disk]:
    with pytest.MonkeyPatch.context() as patch:
        yield Disk(patch)


def unsaved(desk: Desk, count: int) -> None:
    """So many words are on the screen alone, and the bottom line says so."""
    sheet, status = desk.room.bench.sheet, desk.window.status
    desk.qtbot.waitUntil(lambda: sheet.waiting == 0 and len(sheet.unsaved) == count, timeout=20_000)
    assert (f"有 {count} 处没有存下" in status.saved.text(), status.again.isVisible()) == (count > 0, count > 0)


def write(desk: Desk, remark: str, note: str) -> Note:
    desk.room.bench.rubric.remark.open()
    desk.room.bench.rubric.remark.text.setPlainText(remark)
    desk.room.note_wanted("")
    desk.room.note.text.setPlainText(note)
    desk.room.bench.rubric.remark.save()
    desk.room.note.save()
    return desk.room.bench.sheet.notes[0]


def test_words_stay_and_are_saved_by_the_button(open_desk: Opener, home: Path, disk: Disk) -> None:
    desk = open_desk(Plan(entries=2))
    disk.fill()
    write(desk, "数据充分。", "末端原因没有确认")
    unsaved(desk, 2)
    remark, note = desk.room.bench.rubric.remark.text, desk.room.note
    assert (remark.toPlainText(), note.text.toPlainText(), note.isVisible()) == ("数据充分。", "末端原因没有确认", True)
    note.hide()
    desk.room.bench.desk.step(1)
    desk.shows("Z-002")
    assert remark.toPlainText() == ""
    desk.room.bench.desk.step(-1)
    desk.shows("Z-001")
    assert (remark.toPlainText(), [n.text for n in desk.room.bench.sheet.notes]) == ("数据充分。", ["末端原因没有确认"])
    desk.window.status.again.click()
    unsaved(desk, 2)
    disk.empty()
    desk.window.status.again.click()
    unsaved(desk, 0)
    desk.close()
    sheet = on_disk(home).sheet
    assert (sheet.remark, [n.text for n in sheet.notes]) == ("数据充分。", ["末端原因没有确认"])


def test_words_are_saved_after_the_next_save_that_goes_through(open_desk: Opener, home: Path, disk: Disk) -> None:
    desk = open_desk(Plan(entries=1))
    disk.fill()
    write(desk, "数据充分。", "末端原因没有确认")
    unsaved(desk, 2)
    desk.room.note.hide()
    disk.empty()
    type_points(desk, "13")
    unsaved(desk, 0)
    desk.close()
    assert on_disk(home).sheet.remark == "数据充分。"


def test_closing_tries_once_more(open_desk: Opener, home: Path, disk: Disk) -> None:
    desk = open_desk(Plan(entries=1))
    disk.fill()
    write(desk, "数据充分。", "末端原因没有确认")
    unsaved(desk, 2)
    disk.empty()
    desk.window.close()
    desk.qtbot.waitUntil(lambda: not desk.window.isVisible(), timeout=20_000)
    desk.close()
    sheet = on_disk(home).sheet
    assert (sheet.remark, [n.text for n in sheet.notes]) == ("数据充分。", ["末端原因没有确认"])


def test_the_window_does_not_close_over_them_without_a_question(open_desk: Opener, home: Path, disk: Disk) -> None:
    desk = open_desk(Plan(entries=1))
    disk.fill()
    write(desk, "数据充分。", "末端原因没有确认")
    unsaved(desk, 2)
    asked(desk)
    offer(desk, "复制这些文字").click()
    assert QGuiApplication.clipboard().text() == "Z-001\n数据充分。\n\nZ-001\n末端原因没有确认"
    asked(desk)
    disk.empty()
    offer(desk, "再存一次").click()
    unsaved(desk, 0)
    desk.close()
    assert on_disk(home).sheet.remark == "数据充分。"


def test_and_closes_when_a_person_says_so(open_desk: Opener, disk: Disk) -> None:
    desk = open_desk(Plan(entries=1))
    disk.fill()
    write(desk, "数据充分。", "末端原因没有确认")
    unsaved(desk, 2)
    asked(desk)
    offer(desk, "仍然关闭").click()
    assert not desk.window.isVisible()


def test_points_that_could_not_be_saved_are_digits_again_and_saved_later(open_desk: Opener, home: Path, disk: Disk) -> None:
    desk = open_desk(Plan(entries=2))
    sheet = desk.room.bench.sheet
    disk.fill()
    type_points(desk, "13")
    desk.qtbot.waitUntil(lambda: sheet.waiting == 0 and sheet.points == {} and sheet.typed == {"TOPIC": "13"}, timeout=20_000)
    assert "有 1 处没有存下" in desk.window.status.saved.text()
    desk.room.moves.step(1)
    desk.shows("Z-002")
    desk.room.moves.step(-1)
    desk.shows("Z-001")
    assert sheet.typed == {"TOPIC": "13"}
    disk.empty()
    desk.window.status.again.click()
    desk.qtbot.waitUntil(lambda: sheet.waiting == 0 and sheet.points == {"TOPIC": 1300}, timeout=20_000)
    assert (sheet.typed, sheet.lost, on_disk(home).sheet.points) == ({}, 0, {"TOPIC": 1300})


def test_a_level_that_could_not_be_saved_stays_chosen_and_is_saved_later(open_desk: Opener, home: Path, disk: Disk) -> None:
    desk = open_desk(Plan(entries=2, policy=Policy(proposed_level=Requirement.OPTIONAL)))
    choice = desk.room.bench.rubric.remark.level.choice
    desk.room.bench.rubric.remark.open()
    disk.fill()
    choice.setCurrentIndex(choice.findData("EXCELLENT"))
    unsaved(desk, 1)
    assert choice.chosen == "EXCELLENT"
    desk.room.bench.desk.step(1)
    desk.shows("Z-002")
    assert choice.chosen == ""
    desk.room.bench.desk.step(-1)
    desk.shows("Z-001")
    assert choice.chosen == "EXCELLENT"
    desk.room.bench.rubric.remark.open()
    desk.room.bench.rubric.remark.text.setPlainText("数据充分。")
    desk.room.bench.rubric.remark.save()
    unsaved(desk, 2)
    asked(desk)
    offer(desk, "复制这些文字").click()
    assert QGuiApplication.clipboard().text() == "Z-001\n建议等级 EXCELLENT\n\nZ-001\n数据充分。"
    disk.empty()
    desk.window.status.again.click()
    unsaved(desk, 0)
    desk.close()
    assert on_disk(home).sheet.proposed_level == "EXCELLENT"


def asked(desk: Desk) -> None:
    """The window was told to close, and asks."""
    assert not desk.window.close()
    desk.qtbot.waitUntil(lambda: "有 2 处没有存下" in desk.window.notice.text(), timeout=20_000)
    assert desk.window.isVisible()


def offer(desk: Desk, words: str) -> QPushButton:
    """The notice's button with these words, once it can be clicked."""

    def found() -> list[QPushButton]:
        """Not the one of an earlier notice, which goes with the next turn of the loop."""
        return [b for b in desk.window.notice.findChildren(QPushButton) if b.text() == words and b.isVisible()]

    desk.qtbot.waitUntil(lambda: len(found()) == 1, timeout=20_000)
    return found()[0]
