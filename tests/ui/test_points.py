"""Points exactly as drawn, through the real box, buttons and keys: completion, neighbours, limits, zero, fractions, minimum.

And every action back and forth by Ctrl+Z and Ctrl+Y, with the program started again in between.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.models.points import of
from app.models.rubric import Rubric, RubricItem, TopicType
from app.models.sheet import ScoreSheet
from app.ui.judge import rail
from tests.fakes.desk_profile import Plan
from tests.fakes.scoring_values import two
from tests.ui.conftest import Desk, Opener
from tests.ui.test_scoring import ENTER, ESC, on_disk, press, type_points

CONTROL = Qt.KeyboardModifier.ControlModifier


def _item(code: str, most: str, step: str, least: str = "0") -> RubricItem:
    return RubricItem(code, two(code), of(most), of(step), (), of(least))


FINE = Rubric(
    "FINE", two("细分表"), "-", "-", tuple(TopicType),
    (_item("HALF", "8.5", "0.5"), _item("CENT", "3.5", "0.01", "1"), _item("WHOLE", "12", "1"), _item("QUARTER", "6", "0.25")), of("30"), 1,
)  # fmt: skip
PLAN = Plan(entries=2, rubric=FINE)


def choices(desk: Desk) -> list[QPushButton]:
    """The buttons of the neighbours, once the layout has shown them."""
    body = desk.room.bench.rubric.body
    offered = [b for b in body.way() if isinstance(b, QPushButton) and b.accessibleName().startswith("记 ")]
    desk.qtbot.waitUntil(lambda: all(b.isVisible() for b in offered), timeout=10_000)
    return offered


def types(desk: Desk, item: int, text: str) -> str:
    """Digits for an item and Enter; what is said when they are refused, else ""."""
    desk.room.choose_item(item)
    type_points(desk, text)
    return desk.room.bench.rubric.body.hint.text()


@pytest.mark.parametrize(
    ("item", "text", "points"),
    [
        (0, "8.5", 850), (0, "8.", 850), (0, "-0.5", 800), (0, "0.5", 50), (0, "８．５", 850), (0, "8。5", 850), (0, "－1", 750),
        (1, "3.49", 349), (1, "1", 100), (1, "-2.5", 100), (1, "3.5", 350), (1, "1.1", 110), (1, "2，75", 275),
        (2, "12", 1200), (2, "12.", 1200), (2, "-4", 800), (2, "7.0", 700), (2, "１２", 1200), (3, "5.75", 575), (3, "-0.25", 575),
    ],
)  # fmt: skip
def test_what_is_typed_is_what_stands(open_desk: Opener, item: int, text: str, points: int) -> None:
    desk = open_desk(PLAN)
    assert types(desk, item, text) == ""
    code = FINE.items[item].code
    assert desk.room.bench.sheet.points == {code: points}
    desk.saved()
    desk.close()
    assert on_disk(desk.home).sheet.points == {code: points}


@pytest.mark.parametrize(
    ("item", "text", "said", "offered"),
    [
        (0, "8.3", "0.5", ["8", "8.5"]), (0, "9", "最高 8.5", ["8.5"]), (0, "-9", "", None), (1, "3.51", "最高 3.5", ["3.5"]), (1, "0.99", "1", ["1"]),
        (1, "0", "1", ["1"]), (1, "-3", "1", ["1"]), (1, "2.555", "0.01", ["2.55", "2.56"]), (2, "7.5", "1", ["7", "8"]), (3, "5.3", "0.25", ["5.25", "5.5"]),
        (3, "6.1", "最高 6", ["6"]),
    ],
)  # fmt: skip
def test_what_is_no_points_is_refused_and_its_neighbours_are_offered(
    open_desk: Opener, item: int, text: str, said: str, offered: list[str] | None
) -> None:
    desk = open_desk(PLAN)
    sheet = desk.room.bench.sheet
    words = types(desk, item, text)
    assert said in words
    assert len(words) > 3
    assert (sheet.points, sheet.current) == ({}, item)
    if offered is None:
        return
    shown = choices(desk)
    assert [b.text() for b in shown] == offered
    QTest.mouseClick(shown[-1], Qt.MouseButton.LeftButton)
    assert sheet.points == {FINE.items[item].code: of(offered[-1])}
    assert QApplication.focusWidget() is desk.room.bench.rubric.body.box
    desk.saved()


def test_a_neighbour_is_taken_by_the_keyboard_alone(open_desk: Opener) -> None:
    """Tab leads past the buttons of the row to the two values, Enter takes one."""
    desk = open_desk()
    desk.room.choose_item(1)
    type_points(desk, "26.3")
    assert [b.text() for b in choices(desk)] == ["26", "26.5"]
    for _ in range(10):
        focus = QApplication.focusWidget()
        assert focus is not None
        if isinstance(focus, QPushButton) and focus.text() == "26.5":
            break
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), ENTER)
    assert desk.room.bench.sheet.points == {"CAUSE": 2650}
    desk.saved()


@pytest.mark.parametrize("text", ["3.", "-", "."])
def test_what_is_not_finished_says_so_at_enter(open_desk: Opener, text: str) -> None:
    desk = open_desk(PLAN)
    desk.room.choose_item(1)
    type_points(desk, text, enter=False)
    body = desk.room.bench.rubric.body
    assert body.hint.isHidden()
    QTest.keyClick(body.box, ENTER)
    assert (body.hint.text(), desk.room.bench.sheet.points) == ("数字没有写完。", {})
    press(body.box, "2") if text != "-" else press(body.box, "1")
    assert body.hint.text() != "数字没有写完。"
    desk.saved()


def test_zero_is_asked_twice_and_for_a_reason(open_desk: Opener) -> None:
    desk = open_desk()
    body, sheet = desk.room.bench.rubric.body, desk.room.bench.sheet
    type_points(desk, "0")
    assert body.hint.text() == "记 0 分？再按 Enter，并请记一条理由。"
    press(body.box, ".")  # going on typing takes the question back
    assert "记 0 分" not in body.hint.text()
    QTest.keyClick(body.box, Qt.Key.Key_Backspace)
    QTest.keyClick(body.box, ENTER)
    assert sheet.points == {}
    QTest.keyClick(body.box, ENTER)
    assert (sheet.points, sheet.current) == ({"TOPIC": 0}, 1)
    desk.room.choose_item(0)
    assert body.marks.words.text() == "0 分未写理由"
    desk.room.note_wanted("")
    desk.room.note.text.setPlainText("没有选题理由")
    desk.room.note.hide()
    assert body.marks.words.text() == ""
    desk.saved()


def test_buttons_step_by_the_items_own_step_and_stop_at_its_limits(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    body, sheet = desk.room.bench.rubric.body, desk.room.bench.sheet
    desk.room.choose_item(1)
    assert (body.less.text(), body.more.text()) == ("−0.01", "＋0.01")
    QTest.mouseClick(body.full, Qt.MouseButton.LeftButton)
    assert sheet.points == {"CENT": 350}
    QTest.mouseClick(body.more, Qt.MouseButton.LeftButton)
    assert sheet.points == {"CENT": 350}
    QTest.mouseClick(body.less, Qt.MouseButton.LeftButton)
    assert sheet.points == {"CENT": 349}
    type_points(desk, "1")
    desk.room.choose_item(1)
    QTest.mouseClick(body.less, Qt.MouseButton.LeftButton)
    assert sheet.points == {"CENT": 100}
    desk.saved()


def test_the_total_of_fractions_is_exact(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    for item, text in enumerate(("8.5", "3.49", "11", "5.75")):
        types(desk, item, text)
    assert desk.room.bench.rubric.total.text() == "28.74"
    desk.saved()


def undo(desk: Desk, key: Qt.Key = Qt.Key.Key_Z) -> None:
    """Ctrl+Z in the document, and what it changed is on the screen."""
    bench = desk.room.bench
    desk.window.show_bench()
    bench.pages.setFocus()
    before = state(desk)
    QTest.keyClick(bench.pages, key, CONTROL)
    desk.qtbot.waitUntil(lambda: bench.sheet.waiting == 0 and bench.sheet.view is not None and state(desk) != before, timeout=10_000)


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
    desk.qtbot.waitUntil(lambda: desk.room.bench.sheet.editable is not before, timeout=10_000)


def paste(desk: Desk) -> None:
    desk.room.choose(rail.TABLE)
    table = desk.room.papers.table
    desk.qtbot.waitUntil(lambda: table.grid.rowCount() > 0, timeout=10_000)
    table.table.setCurrentIndex(table.grid.index(0, 3))
    QGuiApplication.clipboard().setText("25\t15\t18")
    QTest.keyClick(table.table, Qt.Key.Key_V, CONTROL)
    desk.qtbot.waitUntil(table.paste.isVisible, timeout=10_000)
    table.paste.take.click()
    desk.qtbot.waitUntil(lambda: desk.room.bench.sheet.points.get("ACTION") == 1500, timeout=10_000)
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
    desk.qtbot.waitUntil(lambda: state(desk) == states[-1], timeout=10_000)
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
    assert (note.text.toPlainText(), sheet.points) == ("", {"TOPIC": 1300})
    QTest.keyClick(note.text, Qt.Key.Key_Z, CONTROL)
    desk.qtbot.waitUntil(lambda: sheet.points == {}, timeout=10_000)
    QTest.keyClick(note.text, Qt.Key.Key_Y, CONTROL)
    assert note.text.toPlainText() == "abc"
    QTest.keyClick(note.text, Qt.Key.Key_Y, CONTROL)
    desk.qtbot.waitUntil(lambda: sheet.points == {"TOPIC": 1300}, timeout=10_000)
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
    desk.qtbot.waitUntil(lambda: sheet.points == {}, timeout=10_000)
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
    desk.qtbot.waitUntil(lambda: sheet.remark == "", timeout=10_000)
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
    desk.qtbot.waitUntil(lambda: sheet.notes == (), timeout=10_000)
    assert note.isHidden()
    desk.saved()
    assert sheet.notes == ()


def test_a_saved_note_keeps_its_words_and_their_own_undo(open_desk: Opener) -> None:
    """Each pause saves: what comes back from the disk changes neither the words in the box nor what Ctrl+Z takes of them."""
    desk = open_desk()
    type_points(desk, "13")
    sheet, note = desk.room.bench.sheet, desk.room.note
    desk.room.note_wanted("")
    QTest.keyClicks(note.text, "abc ")
    desk.qtbot.waitUntil(lambda: [n.text for n in sheet.notes] == ["abc"] and sheet.waiting == 0, timeout=10_000)
    assert note.text.toPlainText() == "abc "
    QTest.keyClick(note.text, Qt.Key.Key_Z, CONTROL)
    assert (note.text.toPlainText(), sheet.points) == ("", {"TOPIC": 1300})
    desk.saved()


def test_an_open_note_shows_the_words_that_undo_left(open_desk: Opener) -> None:
    desk = open_desk()
    sheet, note = desk.room.bench.sheet, desk.room.note
    write_note(desk, "末端原因未确认")
    write_note(desk, "末端原因③未确认", sheet.notes[0].id)
    desk.room.note_wanted(sheet.notes[0].id)
    QTest.keyClick(note.text, Qt.Key.Key_Z, CONTROL)
    desk.qtbot.waitUntil(lambda: [n.text for n in sheet.notes] == ["末端原因未确认"], timeout=10_000)
    assert note.text.toPlainText() == "末端原因未确认"
    note.hide()
    desk.saved()
    assert [n.text for n in sheet.notes] == ["末端原因未确认"]


def test_esc_leaves_what_stood(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    type_points(desk, "13")
    desk.room.choose_item(0)
    type_points(desk, "9", enter=False)
    body = desk.room.bench.rubric.body
    widget: QWidget = body.box
    QTest.keyClick(widget, ESC)
    assert body.box.text() == "13"
    desk.saved()
    desk.close()
    assert (on_disk(home).sheet.points, on_disk(home).sheet.half_typed) == ({"TOPIC": 1300}, {})
