"""Where the keyboard is, and what is chosen, differs from the rest by a contrast of 3:1 and not by a tint, in both themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QListWidget,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QTableView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.chair.statistics_tables import ShortTable
from app.ui.columns import Column
from app.ui.fields import Combo
from app.ui.plain_table import PlainTable
from app.ui.widgets import button
from tests.ui.on_screen import SEEN, bar_of, contrast
from tests.ui.test_plain_table import Told


@pytest.fixture(params=["light", "dark"])
def board(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication) -> Iterator[QWidget]:
    """A page to put things on, in each theme; its first button has the keyboard."""
    theme.apply(qapp, request.param, theme.metrics(1366, 697))
    page = QWidget()
    page.setObjectName("page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    page.resize(400, 500)
    QVBoxLayout(page).addWidget(QPushButton("第一个"))
    yield page
    page.close()


def put(qtbot: QtBot, board: QWidget, part: QWidget) -> None:
    layout = board.layout()
    assert layout is not None
    layout.addWidget(part)
    with qtbot.waitActive(board, timeout=20_000):
        board.show()
        board.activateWindow()
    board.findChildren(QPushButton)[0].setFocus()
    qtbot.waitUntil(lambda: part.height() > 0 and not part.hasFocus(), timeout=20_000)


def pictured(part: QWidget) -> QImage:
    return part.window().grab(QRect(part.mapTo(part.window(), QPoint()), part.size())).toImage()


def told_apart(one: QImage, other: QImage) -> int:
    """How many pixels differ so that it is seen."""
    every = [(x, y) for x in range(one.width()) for y in range(one.height()) if one.pixel(x, y) != other.pixel(x, y)]
    return sum(contrast(one.pixelColor(x, y), other.pixelColor(x, y)) >= SEEN for x, y in every)


def _button(kind: str, *, on: bool) -> QPushButton:
    made = button(kind, lambda: None)
    made.setText("名额线")
    made.setCheckable(on)
    made.setChecked(on)
    return made


def _tick(kind: type[QCheckBox | QRadioButton], *, on: bool) -> QAbstractButton:
    made = kind("同时给每位评委写回执")
    made.setAutoExclusive(False)
    made.setChecked(on)
    return made


@pytest.mark.parametrize("on", [False, True], ids=["off", "on"])
@pytest.mark.parametrize(
    "made",
    [
        lambda on: _button("", on=on), lambda on: _button("step", on=on), lambda on: _button("tab", on=on),
        lambda on: _tick(QCheckBox, on=on), lambda on: _tick(QRadioButton, on=on),
    ],
    ids=["button", "step", "tab", "check box", "radio button"],
)  # fmt: skip
def test_what_has_the_keyboard(qtbot: QtBot, board: QWidget, made: Callable[[bool], QAbstractButton], on: bool) -> None:
    part = made(on)
    put(qtbot, board, part)
    needed, without = measured_anew(part), pictured(part)
    part.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(part.hasFocus, timeout=20_000)
    assert told_apart(without, pictured(part)) >= part.width()
    assert measured_anew(part) == needed, "nothing beside it moves"


def measured_anew(part: QAbstractButton) -> QSize:
    """As when its words change: until then Qt tells what it measured before."""
    words = part.text()
    part.setText("")
    part.setText(words)
    return part.sizeHint()


def test_the_chosen_line_of_a_list_that_drops_down(qtbot: QtBot, board: QWidget) -> None:
    """Every line of a short list is in view and whole, and the current one is not like the others."""
    box = Combo()
    box.addItems(["全部领域", "制造类", "市场服务类，名称比上面的框长得多的一类"])
    box.setMinimumContentsLength(2)
    box.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setFixedWidth(90)
    put(qtbot, board, box)
    box.showPopup()
    view, model = box.view(), box.model()
    qtbot.waitUntil(view.isVisible, timeout=20_000)
    QTest.keyClick(view, Qt.Key.Key_Down)
    lines = [view.visualRect(model.index(at, 0)) for at in range(3)]
    assert all(view.viewport().rect().contains(line) for line in lines)
    assert view.viewport().width() >= view.sizeHintForColumn(0)
    grounds = [view.viewport().grab().toImage().pixelColor(2, line.center().y()) for line in lines]
    assert contrast(grounds[1], grounds[2]) >= SEEN
    box.hidePopup()


def test_the_chosen_row_of_a_list(qtbot: QtBot, board: QWidget) -> None:
    rows = QListWidget()
    rows.addItems(["Z-001", "Z-002"])
    put(qtbot, board, rows)
    rows.setCurrentRow(1)
    assert contrast(*bar_of(rows, 1)) >= SEEN
    assert contrast(*bar_of(rows, 0)) == 1


def test_the_chosen_row_of_a_tree(qtbot: QtBot, board: QWidget) -> None:
    tree = QTreeWidget()
    tree.setHeaderHidden(True)
    tree.setRootIsDecorated(False)
    tree.setColumnCount(2)
    tree.addTopLevelItems([QTreeWidgetItem([code, "已在本机"]) for code in ("Z-001", "Z-002")])
    put(qtbot, board, tree)
    tree.setCurrentItem(tree.topLevelItem(1))
    assert contrast(*bar_of(tree, 1)) >= SEEN
    assert contrast(*bar_of(tree, 0)) == 1
    second = tree.visualRect(tree.model().index(1, 1))
    at_second = tree.viewport().grab().toImage().pixelColor(second.left() + 1, second.center().y())
    assert at_second == bar_of(tree, 1)[1], "one bar a row, not one a cell"


@pytest.mark.parametrize("plain", [True, False], ids=["painted by itself", "by the style"])
def test_the_chosen_row_of_a_table(qtbot: QtBot, board: QWidget, plain: bool) -> None:
    table = _plain_table(board) if plain else _short_table()
    put(qtbot, board, table)
    table.selectRow(1)
    assert contrast(*bar_of(table, 1)) >= SEEN
    assert contrast(*bar_of(table, 0)) == 1


def _plain_table(board: QWidget) -> QTableView:
    table = PlainTable(Told())
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.dress(theme.colours("dark" if board.palette().window().color().lightness() < 128 else "light"))
    return table


def _short_table() -> QTableView:
    table = ShortTable()
    columns: tuple[Column[str], ...] = (Column("a", lambda: "甲", str), Column("b", lambda: "乙", str))
    table.fill(columns, ("一", "二", "三"), 1)
    return table


def test_how_far_work_has_come(qtbot: QtBot, board: QWidget) -> None:
    bar = QProgressBar()
    bar.setRange(0, 100)
    bar.setValue(50)
    bar.setFormat("")
    put(qtbot, board, bar)
    seen = pictured(bar)
    part, rest = bar.width() // 4, 3 * bar.width() // 4
    assert max(contrast(seen.pixelColor(part, y), seen.pixelColor(rest, y)) for y in range(bar.height())) >= SEEN
