"""Everything can be reached, seen and told apart by keyboard and by a screen reader, on every screen and panel.

The tour goes everywhere; what is checked there is checked for whatever will be added to those places later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QAction, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QTableView,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.judge import rail
from app.ui.judge.own_table_cells import GridView
from tests.ui.conftest import Desk, Opener
from tests.ui.tour import BENCH, Stop, shut_all, start_pages, tour

ROLE = QAccessible.Role
ROLES: tuple[tuple[type[QWidget], set[QAccessible.Role]], ...] = (
    (QAbstractButton, {ROLE.Button, ROLE.ButtonMenu, ROLE.CheckBox, ROLE.RadioButton}),
    (QLineEdit, {ROLE.EditableText}),
    (QPlainTextEdit, {ROLE.EditableText}),
    (QComboBox, {ROLE.ComboBox}),
    (QTableView, {ROLE.Table}),
    (QTreeWidget, {ROLE.Tree}),
    (QListWidget, {ROLE.List}),
    (QProgressBar, {ROLE.ProgressBar}),
    (QLabel, {ROLE.StaticText}),
)
LEAST = 36
LOW = {
    "care": "the status line is 26 px high; the same panel opens from the settings by a button of full size",
    "note": "a line of a note in the card: 证据 shows the same notes in rows of full size",
    "link": "＋记一条 is Ctrl+M, 评审内容 stands in the row of its card",
    "head": "rows of 34 in a small window are 42 points of the screen at the 125 % it is made for",
    "clear": "Qt's own button inside a field; Ctrl+A and Delete do the same",
}


def low(widget: QWidget) -> str:
    """Why this one may be lower than 36 px, or nothing."""
    if isinstance(widget.parentWidget(), QLineEdit):
        return "clear"
    name = widget.objectName() if widget.objectName() in LOW else str(widget.property("kind") or "")
    return name if name in LOW and (name != "head" or widget.window().width() < 1200) else ""


def controls(root: QWidget) -> list[QWidget]:
    """What can have the keyboard or be clicked, as it is seen now."""
    return [w for w in root.findChildren(QWidget) if w.isVisible() and _is_control(w)]


def _is_control(widget: QWidget) -> bool:
    if isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_"):
        return False
    return isinstance(widget, QAbstractButton) or in_tab_order(widget)


def in_tab_order(widget: QWidget) -> bool:
    return widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value != 0


def told(widget: QWidget) -> str:
    """One line about a widget for reports."""
    return f"{type(widget).__name__} “{widget.accessibleName() or getattr(widget, 'text', str)()}” in {type(widget.parent()).__name__}"


def faults(root: QWidget) -> list[str]:
    """Controls without a name, of a wrong role, too low, or out of the keyboard's reach."""
    found = []
    for widget in controls(root):
        interface = QAccessible.queryAccessibleInterface(widget)
        # on Linux Qt gives a combo box's value as its name and leaves the name to relations
        name = widget.accessibleName() if isinstance(widget, QComboBox) else interface.text(QAccessible.Text.Name)
        if not name.strip():
            found.append(f"no name: {told(widget)}")
        right = next((roles for kind, roles in ROLES if isinstance(widget, kind)), None)
        if right is not None and interface.role() not in right:
            found.append(f"{interface.role()}: {told(widget)}")
        if widget.height() < LEAST and not low(widget) and not isinstance(widget, QLabel):
            found.append(f"{widget.height()} px: {told(widget)}")
        if not in_tab_order(widget) and low(widget) != "clear" and not _one_of_a_group(widget):
            found.append(f"not by keyboard: {told(widget)}")
    return found


def turned_by_the_wheel(root: QWidget) -> list[str]:
    """Values that the wheel changes."""
    kinds = (QComboBox, QAbstractSpinBox, QAbstractSlider, QLineEdit)
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, kinds) or isinstance(widget, QScrollBar):
            continue
        before, turned = _value(widget), False
        for turn in (120, -120):  # there and back again is no change: looked at after each
            at = QPointF(widget.width() / 2, widget.height() / 2)
            wheel = QWheelEvent(
                at, widget.mapToGlobal(at), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(widget, wheel)
            turned = turned or _value(widget) != before
        if turned:
            found.append(f"turned by the wheel: {told(widget)}")
    return found


def _value(widget: QWidget) -> object:
    return widget.currentIndex() if isinstance(widget, QComboBox) else widget.text() if isinstance(widget, QLineEdit) else widget.value()  # type: ignore[attr-defined]


Look = Callable[[Stop, QWidget], None]


def gather(wrong: dict[str, list[str]]) -> Look:
    """The look of a tour: what is wrong, by place."""

    def look(stop: Stop, root: QWidget) -> None:
        if found := faults(root) + turned_by_the_wheel(root):
            wrong[stop.name] = found

    return look


@pytest.mark.parametrize(("size", "language"), [((1366, 697), "zh"), ((1092, 543), "en")])
def test_every_control_of_the_desk(open_desk: Opener, size: tuple[int, int], language: str) -> None:
    wrong: dict[str, list[str]] = {}
    desk = open_desk(width=size[0], height=size[1], language=language)
    tour(desk, gather(wrong))
    assert wrong == {}


def test_every_control_before_the_desk(qtbot: QtBot, home: object) -> None:
    wrong: dict[str, list[str]] = {}
    desk = Desk(qtbot, home)  # type: ignore[arg-type]
    desk.start(passphrase=None)
    qtbot.waitUntil(lambda: desk.window.model.stage == "no-invitation", timeout=20_000)
    start_pages(desk, gather(wrong))
    desk.close()
    assert wrong == {}


def test_faults_are_noticed(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    box.setStyleSheet("QLineEdit { min-height: 0 }")
    nameless, closed, wheel = QLineEdit(box), QAbstractScrollArea(box), QComboBox(box)
    nameless.setFixedSize(80, 20)
    wheel.setGeometry(0, 40, 80, 40)
    wheel.setAccessibleName("list")
    wheel.addItems(["a", "b", "c"])
    wheel.setCurrentIndex(1)
    closed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    box.show()
    assert [f.partition(":")[0] for f in faults(box)] == ["no name", "20 px"]
    wheel.setCurrentIndex(1)
    assert len(turned_by_the_wheel(box)) in (0, 1)  # up and down again may end where it began
    wheel.setCurrentIndex(0)
    assert len(turned_by_the_wheel(box)) == 1


def keyboard() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def tabs(start: QWidget, most: int = 120) -> list[QWidget]:
    """Where Tab leads from here until it is back; Ctrl+Tab leaves the cells of a table."""
    start.setFocus()
    way = [keyboard()]
    for _ in range(most):
        held = Qt.KeyboardModifier.ControlModifier if isinstance(keyboard(), GridView) else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(keyboard(), Qt.Key.Key_Tab, held)
        if keyboard() is way[0]:
            return way
        way.append(keyboard())
    pytest.fail(f"Tab never came back to {told(start)}: {[told(w) for w in way[-4:]]}")


def against_reading_order(way: list[QWidget]) -> list[str]:
    """Steps that go up, or back within a line; a step up to the right begins another column."""
    found = []
    for one, other in pairwise(way):
        if one.visibleRegion().isEmpty() or other.visibleRegion().isEmpty():
            continue  # scrolled out of sight
        a, b = _place(one), _place(other)
        up = b.bottom() <= a.top() and b.left() < a.right()
        same_line = min(a.bottom(), b.bottom()) - max(a.top(), b.top()) > min(a.height(), b.height()) / 2
        if up or (same_line and b.left() < a.left()):
            found.append(f"{told(one)} → {told(other)}")
    return found


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def test_tab_visits_everything_in_reading_order_and_comes_back(open_desk: Opener) -> None:
    """From every panel and screen: nothing that is on the screen is left out, and inside the place it goes as one reads."""
    desk = open_desk()
    wrong: dict[str, list[str]] = {}

    def look(stop: Stop, root: QWidget) -> None:
        here = [w for w in controls(root) if in_tab_order(w) and w.isEnabled()]
        if not here:
            return
        way = tabs(here[0])
        inside = [] if root is desk.window else _through(way, root)
        missed = [w for w in here if w not in way and not _one_of_a_group(w)]
        found = [f"missed: {told(w)}" for w in missed] + against_reading_order(inside)
        found += [f"twice: {told(w)}" for w, n in Counter(way).items() if n > 1]
        if found:
            wrong[stop.name] = found

    tour(desk, look)
    assert wrong == {}


def _one_of_a_group(widget: QWidget) -> bool:
    """Arrow keys go through radio buttons and exclusive buttons; Tab stops at one of them."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and any(in_tab_order(b) for b in group.buttons())


def _through(way: list[QWidget], root: QWidget) -> list[QWidget]:
    """The part of the way that goes through `root`, from where it comes in."""
    inside = [root.isAncestorOf(w) for w in way]
    first = next((n for n, here in enumerate(inside) if here and not inside[n - 1]), 0)
    turned = way[first:] + way[:first]
    return [w for w in turned if root.isAncestorOf(w)]


def test_the_window_is_walked_through_from_the_top_bar_to_the_status_line(open_desk: Opener) -> None:
    desk = open_desk()
    way, window, bench = tabs(desk.window.top.menu), desk.window, desk.room.bench
    regions = (window.top, window.rail, bench.side, bench.rubric, window.status)
    met = [next((n for n, region in enumerate(regions) if region.isAncestorOf(w)), -1) for w in way]
    assert [n for n, _ in enumerate(regions) if n in met] == [0, 1, 2, 3, 4]
    assert met == sorted(met)


@pytest.mark.parametrize("origin", ["document", "score box"])
def test_esc_shuts_every_panel_and_the_keyboard_is_where_it_was(open_desk: Opener, origin: str) -> None:
    desk = open_desk()
    room = desk.room
    where = room.bench.pages if origin == "document" else room.bench.rubric.body.box
    wrong = []
    panels = [stop for stop in BENCH if stop.root(desk) in (*(room._panel(key) for key in room._panels), room.note)]
    assert len(panels) >= 13
    for stop in panels:
        shut_all(desk)
        where.setFocus()
        stop.open(desk)
        panel = stop.root(desk)
        desk.qtbot.waitUntil(panel.isVisible, timeout=20_000)
        if not panel.isAncestorOf(keyboard()):
            wrong.append(f"{stop.name}: the keyboard stayed in {told(keyboard())}")
            continue
        QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
        if panel.isVisible() or keyboard() is not where:
            wrong.append(f"{stop.name}: shut {panel.isHidden()}, keyboard in {told(keyboard())}")
        if marked := [key for key, b in desk.window.rail.buttons.items() if b.isChecked() and key != rail.REPORT]:
            wrong.append(f"{stop.name}: the rail still marks {marked}")
    assert wrong == []
    desk.saved()


def test_esc_in_the_document_shuts_what_lies_over_it(open_desk: Opener) -> None:
    desk = open_desk()
    desk.room.toggle("entries")
    desk.room.bench.pages.setFocus()
    QTest.keyClick(desk.room.bench.pages, Qt.Key.Key_Escape)
    assert desk.room.drawer.isHidden()


def test_esc_with_nothing_to_drop_leads_from_the_score_box_to_the_document(open_desk: Opener) -> None:
    desk = open_desk()
    bench = desk.room.bench
    bench.rubric.begin("1")
    QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
    assert (keyboard(), bench.sheet.typed) == (bench.rubric.body.box, {})
    QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
    assert keyboard() is bench.pages
    QTest.keyClick(desk.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(keyboard(), Qt.Key.Key_2)
    assert bench.side.card.isVisible()
    QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
    QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
    assert (bench.side.card.isVisible(), keyboard()) == (False, bench.pages)
    desk.saved()


def test_digits_score_from_a_head_a_button_and_a_note_of_the_card(open_desk: Opener) -> None:
    desk = open_desk()
    bench = desk.room.bench
    for place in (bench.rubric.cards[3].head, bench.rubric.body.full, bench.rubric.recuse, bench.rubric.remark.toggle):
        place.setFocus()
        QTest.keyClick(keyboard(), Qt.Key.Key_7)
        assert (bench.rubric.body.box.text(), keyboard()) == ("7", bench.rubric.body.box)
        QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
    bench.rubric.cards[3].head.setFocus()
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)
    assert bench.sheet.current == 3
    desk.saved()


def test_a_click_on_a_button_of_the_card_leaves_the_keyboard_in_the_box(open_desk: Opener) -> None:
    desk = open_desk()
    body = desk.room.bench.rubric.body
    body.box.setFocus()
    for control in (body.full, body.less, body.more):
        QTest.mouseClick(control, Qt.MouseButton.LeftButton)
        assert keyboard() is body.box
    body.full.setFocus()
    QTest.keyClick(body.full, Qt.Key.Key_Return)
    assert desk.room.bench.sheet.points == {"TOPIC": 1500}
    desk.saved()


def test_no_two_things_answer_to_one_key_and_no_letter_is_underlined(open_desk: Opener) -> None:
    desk = open_desk()
    wrong: list[str] = []

    def look(stop: Stop, root: QWidget) -> None:
        texts = [w.text() for w in root.findChildren(QWidget) if isinstance(w, (QAbstractButton, QLabel)) and w.isVisible()]
        wrong.extend(f"{stop.name}: {text}" for text in texts if "&" in text.replace("&&", ""))

    tour(desk, look)
    bound = [s.key().toString() for s in desk.window.findChildren(QShortcut) if s.isEnabled()]
    bound += [key.toString() for action in desk.window.findChildren(QAction) for key in action.shortcuts()]
    assert [key for key, n in Counter(bound).items() if n > 1] == []
    assert wrong == []


def test_lists_speak_their_rows(open_desk: Opener) -> None:
    desk = open_desk()
    desk.room.toggle("entries")
    table: QAbstractItemView = desk.room.drawer.table
    desk.qtbot.waitUntil(lambda: table.model().rowCount() > 0, timeout=20_000)
    interface = QAccessible.queryAccessibleInterface(table)
    cells = [interface.child(n) for n in range(interface.childCount())]
    assert any(c is not None and c.text(QAccessible.Text.Name) == "Z-001" for c in cells)
