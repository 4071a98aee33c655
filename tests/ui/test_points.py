"""Points exactly as drawn, through the real box, buttons and keys: completion, neighbours, limits, zero, fractions, minimum."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.models.points import of
from app.models.rubric import Rubric, RubricItem, TopicType
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
    desk.qtbot.waitUntil(lambda: all(b.isVisible() for b in offered), timeout=20_000)
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


def test_a_click_takes_hold_of_the_value_and_the_next_digit_replaces_it(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    type_points(desk, "7")
    desk.room.bench.sheet.go_to(0)
    box = desk.room.bench.rubric.body.box
    for _ in range(2):  # also when the box has the keyboard already
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
        assert box.selectedText() == "7"
    press(box, "1")
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 12, box.height() // 2))
    assert box.selectedText() == ""
    press(box, "2")
    QTest.keyClick(box, Qt.Key.Key_Return)
    desk.saved()
    desk.close()
    assert on_disk(home).sheet.points == {"TOPIC": 1200}
