"""Every action back and forth by Ctrl+Z and Ctrl+Y, with the program started again in between; text and digits go first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.models.sheet import ScoreSheet
from app.ui.judge import rail
from app.ui.judge.own_table_grid import FIRST
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener
from tests.ui.test_points import types
from tests.ui.test_scoring import on_disk, type_points

CONTROL = Qt.KeyboardModifier.ControlModifier


def undo(desk: Desk, key: Qt.Key = Qt.Key.Key_Z) -> None:
    """Ctrl+Z in the document, and what it changed is on the screen."""
    bench = desk.room.bench
    desk.window.show_bench()
    bench.pages.setFocus()
    before = state(desk)
    QTest.keyClick(bench.pages, key, CONTROL)
    desk.qtbot.waitUntil(lambda: bench.sheet.waiting == 0 and bench.sheet.view is not None and state(desk) != before, timeout=20_000)


def state(desk: Desk) -> tuple[object, ...]:
    """What stands for the open entry, as the screen has it."""
    sheet = desk.room.bench.sheet
    return _of(ScoreSheet("", points=sheet.points, remark=sheet.remark, notes=sheet.notes), recused=not sheet.editable)


def _of(sheet: ScoreSheet, *, recused: bool) -> tuple[object, ...]:
    return dict(sheet.points), sheet.remark, tuple((n.kind, n.text) for n in sheet.notes), recused


def write_note(desk: Desk, text: str, note_id: str = "") -> None:
    desk.room.note_wanted(note_id)
    desk.room.note.text.setPlainText(text)
    desk.room.note.hide()
    desk.saved()


def write_remark(desk: Desk, text: str) -> None:
    """The whole 总体评价."""
    remark = desk.room.bench.rubric.remark
    remark.text.setPlainText(text)
    remark.save()
    desk.saved()


def recuse(desk: Desk, reason: str) -> None:
    desk.room.toggle("recuse")
    if reason:
        desk.room.recuse.reason.setText(reason)
    before = desk.room.bench.sheet.editable
    desk.room.recuse.go.click()
    desk.qtbot.waitUntil(lambda: desk.room.bench.sheet.editable is not before, timeout=20_000)


def paste(desk: Desk) -> None:
    desk.room.choose(rail.TABLE)
    table = desk.room.papers.table
    desk.qtbot.waitUntil(lambda: table.grid.rowCount() > 0, timeout=20_000)
    table.table.setCurrentIndex(table.grid.index(0, FIRST + 1))
    QGuiApplication.clipboard().setText("25\t15\t18")
    QTest.keyClick(table.table, Qt.Key.Key_V, CONTROL)
    desk.qtbot.waitUntil(table.paste.isVisible, timeout=20_000)
    table.paste.take.click()
    desk.qtbot.waitUntil(lambda: desk.room.bench.sheet.points.get("ACTION") == 1500, timeout=20_000)
    desk.window.show_bench()


def test_every_action_is_undone_and_redone_across_restarts(open_desk: Opener) -> None:
    """Each step's state is remembered; all of them come back in reverse, and forth again, with a new start in between."""
    desk = open_desk(Plan(entries=3))
    note = desk.room.bench.sheet
    steps = (
        lambda: type_points(desk, "13"),
        lambda: types(desk, 0, "12.5"),
        lambda: (desk.room.choose_item(0), desk.room.bench.rubric.body.full.click()),
        lambda: write_note(desk, "末端原因未确认"),
        lambda: write_note(desk, "末端原因③未确认", note.notes[0].id),
        lambda: write_note(desk, "层次清楚"),
        lambda: write_note(desk, "", note.notes[0].id),
        lambda: write_remark(desk, "数据充分。"),
        lambda: write_remark(desk, "数据充分，逻辑清楚。"),
        lambda: paste(desk),
        lambda: recuse(desk, "曾辅导该小组"),
        lambda: recuse(desk, ""),
    )
    states = [state(desk)]
    for step in steps:
        step()
        desk.saved()
        states.append(state(desk))
    assert len({repr(s) for s in states}) >= len(states) - 1  # a recusal taken back is the state before it
    desk.close()
    desk = open_desk()
    desk.qtbot.waitUntil(lambda: state(desk) == states[-1], timeout=20_000)
    for expected in reversed(states[:-1]):
        undo(desk)
        assert state(desk) == expected
    QTest.keyClick(desk.room.bench.pages, Qt.Key.Key_Z, CONTROL)  # nothing is left to undo
    desk.saved()
    assert state(desk) == states[0]
    desk.close()
    desk = open_desk()
    for expected in states[1:]:
        undo(desk, Qt.Key.Key_Y)
        assert state(desk) == expected
    desk.saved()
    desk.close()
    assert _of(on_disk(desk.home).sheet, recused=False) == states[-1]


def test_ctrl_z_takes_text_first_then_scores(open_desk: Opener) -> None:
    desk = open_desk()
    type_points(desk, "13")
    desk.saved()
    sheet, note = desk.room.bench.sheet, desk.room.note
    desk.room.note_wanted("")
    QTest.keyClicks(note.text, "abc")
    QTest.keyClick(note.text, Qt.Key.Key_Z, CONTROL)
    desk.qtbot.waitUntil(lambda: note.text.toPlainText() == "", timeout=20_000)
    assert (sheet.notes, sheet.points) == ((), {"TOPIC": 1300})
    QTest.keyClick(note.text, Qt.Key.Key_Z, CONTROL)
    desk.qtbot.waitUntil(lambda: sheet.points == {}, timeout=20_000)
    QTest.keyClick(note.text, Qt.Key.Key_Y, CONTROL)
    assert note.text.toPlainText() == "abc"
    QTest.keyClick(note.text, Qt.Key.Key_Y, CONTROL)
    desk.qtbot.waitUntil(lambda: sheet.points == {"TOPIC": 1300}, timeout=20_000)
    desk.saved()


def test_ctrl_z_takes_digits_that_were_not_accepted_first(open_desk: Opener) -> None:
    desk = open_desk()
    type_points(desk, "13")
    type_points(desk, "2", enter=False)
    desk.saved()
    sheet, box = desk.room.bench.sheet, desk.room.bench.rubric.body.box
    QTest.keyClick(box, Qt.Key.Key_Z, CONTROL)
    desk.saved()
    assert (sheet.typed, sheet.points, box.text()) == ({}, {"TOPIC": 1300}, "")
    QTest.keyClick(box, Qt.Key.Key_Z, CONTROL)
    desk.qtbot.waitUntil(lambda: sheet.points == {}, timeout=20_000)
    desk.saved()


def test_an_undone_remark_leaves_its_box_too(open_desk: Opener) -> None:
    """The box has the keyboard and nothing unsaved: what was undone must not come back with the next save."""
    desk = open_desk()
    sheet, remark = desk.room.bench.sheet, desk.room.bench.rubric.remark
    remark.flip()
    write_remark(desk, "甲")
    remark.text.document().clearUndoRedoStacks()
    remark.text.setFocus()
    QTest.keyClick(remark.text, Qt.Key.Key_Z, CONTROL)
    desk.qtbot.waitUntil(lambda: sheet.remark == "", timeout=20_000)
    assert remark.text.toPlainText() == ""
    desk.room.bench.leave()
    desk.saved()
    assert sheet.remark == ""


def test_an_undone_note_leaves_its_panel_too(open_desk: Opener) -> None:
    desk = open_desk()
    sheet, note = desk.room.bench.sheet, desk.room.note
    desk.room.note_wanted("")
    note.text.setPlainText("末端原因未确认")
    note.save()
    desk.saved()
    note.text.document().clearUndoRedoStacks()
    QTest.keyClick(note.text, Qt.Key.Key_Z, CONTROL)
    desk.qtbot.waitUntil(lambda: sheet.notes == (), timeout=20_000)
    assert (note.isHidden(), note.text.toPlainText()) == (False, ""), "the keyboard is in it: a person goes on writing"
    QTest.keyClick(note.text, Qt.Key.Key_Y, CONTROL)
    desk.qtbot.waitUntil(lambda: note.text.toPlainText() == "末端原因未确认", timeout=20_000)
    undo(desk)
    assert (note.isHidden(), sheet.notes) == (True, ())


def test_a_saved_note_keeps_its_words_and_is_taken_back_whole(open_desk: Opener) -> None:
    """Each pause saves: what comes back from the disk does not change the words in the box. Then they are one change among others."""
    desk = open_desk()
    type_points(desk, "13")
    sheet, note = desk.room.bench.sheet, desk.room.note
    desk.room.note_wanted("")
    QTest.keyClicks(note.text, "abc ")
    desk.qtbot.waitUntil(lambda: [n.text for n in sheet.notes] == ["abc"] and sheet.waiting == 0, timeout=20_000)
    assert note.text.toPlainText() == "abc "
    QTest.keyClick(note.text, Qt.Key.Key_Z, CONTROL)
    desk.qtbot.waitUntil(lambda: note.text.toPlainText() == "", timeout=20_000)
    assert (sheet.notes, sheet.points) == ((), {"TOPIC": 1300})
    desk.saved()


def test_an_open_note_shows_the_words_that_undo_left(open_desk: Opener) -> None:
    desk = open_desk()
    sheet, note = desk.room.bench.sheet, desk.room.note
    write_note(desk, "末端原因未确认")
    write_note(desk, "末端原因③未确认", sheet.notes[0].id)
    desk.room.note_wanted(sheet.notes[0].id)
    QTest.keyClick(note.text, Qt.Key.Key_Z, CONTROL)
    desk.qtbot.waitUntil(lambda: [n.text for n in sheet.notes] == ["末端原因未确认"], timeout=20_000)
    assert note.text.toPlainText() == "末端原因未确认"
    note.hide()
    desk.saved()
    assert [n.text for n in sheet.notes] == ["末端原因未确认"]


def test_a_text_goes_back_and_forth_in_one_line(open_desk: Opener, home: Path) -> None:
    desk = open_desk(Plan(entries=1))
    remark = desk.room.bench.rubric.remark
    remark.open()
    whole = ("一。", "一。二。", "一。二。三。")
    for words in whole:
        remark.text.insertPlainText(words[-2:])
        remark.save()
        desk.saved()
    seen = []
    for key in (Qt.Key.Key_Z,) * 3 + (Qt.Key.Key_Y,) * 3:
        before = remark.text.toPlainText()
        QTest.keyClick(remark.text, key, CONTROL)
        desk.qtbot.waitUntil(
            lambda before=before: desk.room.bench.sheet.waiting == 0 and remark.text.toPlainText() != before, timeout=20_000
        )
        seen.append(remark.text.toPlainText())
    assert seen == [*whole[1::-1], "", *whole]
    desk.close()
    assert on_disk(home).sheet.remark == whole[-1]
