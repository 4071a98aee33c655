"""Headings that are painted in one turn are seen as the style sheet says, and ask the model no more than what they show."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any, cast

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.columns import NOWHERE, Column, Index, PlainRows, RowsModel
from app.ui.plain_table import PlainTable
from tests.ui.by_delegate import heads, heads_by_sheet

_TITLES = ("编号", "一个很长的课题名称, longer than there is room for", "Qg", "", "评委\nJ-03", "x")
_WIDTHS = (80, 90, 60, 50, 90, 0)
Dressed = Callable[..., PlainTable]


@pytest.fixture
def dressed(qtbot: QtBot) -> Iterator[Dressed]:
    app = cast(QApplication, QApplication.instance())
    before = app.styleSheet(), app.font(), app.palette()

    def make(rows: PlainRows, name: str = "light", text: int = 100) -> PlainTable:
        colours = theme.apply(app, name, theme.metrics(1366, 768, text))
        table = PlainTable(rows)
        qtbot.addWidget(table)
        table.dress(colours)
        for at, width in enumerate(_WIDTHS[: rows.columnCount()]):
            table.setColumnWidth(at, width)
        table.resize(600, 300)
        table.show()
        return table

    yield make
    app.setStyleSheet(before[0])
    app.setFont(before[1])
    app.setPalette(before[2])


def rows() -> RowsModel[int]:
    columns = [Column(title, lambda title=title: title, str, right=at % 2 == 1) for at, title in enumerate(_TITLES)]  # type: ignore[misc]
    made = RowsModel(columns)
    made.show(tuple(range(5)))
    return made


def as_any(table: PlainTable, touch: Callable[[QTableView], object] = lambda _table: None) -> bool:
    twin = heads_by_sheet(table)
    for each in (table, twin):
        each.horizontalHeader().setMinimumSectionSize(0)
        touch(each)
    same = heads(table) == heads(twin)
    shiboken6.delete(twin)  # now: it shares the selection with a table that goes with its test
    return same


@pytest.mark.parametrize("text", [100, 115, 125, 150, 175])
@pytest.mark.parametrize("name", ["light", "dark"])
def test_they_look_as_any(dressed: Dressed, name: str, text: int) -> None:
    table = dressed(rows(), name, text)
    head = table.horizontalHeader()
    assert as_any(table)
    table.selectRow(1)
    assert as_any(table)
    table.selectColumn(0)
    assert as_any(table)
    table.setSortingEnabled(True)
    for order in Qt.SortOrder:
        head.setSortIndicator(1, order)
        assert as_any(table)
    table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.setFixedWidth(230)
    table.horizontalScrollBar().setValue(37)
    assert head.offset() == 37
    assert as_any(table)


def test_under_the_mouse_and_where_nothing_can_be_done(dressed: Dressed) -> None:
    table = dressed(rows())
    at = QPoint(30, 10)
    assert as_any(table, lambda each: QTest.mouseMove(each.horizontalHeader().viewport(), at))
    assert as_any(table, lambda each: QTest.mousePress(each.horizontalHeader().viewport(), Qt.MouseButton.LeftButton, pos=at))
    assert as_any(table, lambda each: QTest.mouseRelease(each.horizontalHeader().viewport(), Qt.MouseButton.LeftButton, pos=at))
    assert as_any(table, lambda each: each.setEnabled(False))


def test_dressed_anew(dressed: Dressed) -> None:
    """Another theme and larger letters in a table that is there already."""
    table = dressed(rows())
    table.dress(theme.apply(cast(QApplication, QApplication.instance()), "dark", theme.metrics(1366, 768, 150)))
    assert as_any(table)


def test_a_strip_painted_anew_shows_what_the_whole_does(dressed: Dressed) -> None:
    table = dressed(rows())
    table.selectColumn(2)
    port = table.horizontalHeader().viewport()
    whole = port.grab().toImage()
    for part in (QRect(0, 0, 20, 5), QRect(75, 3, 100, 4), QRect(whole.width() - 30, 0, 30, whole.height())):
        assert port.grab(part).toImage() == whole.copy(part)


class Told(PlainRows):
    """Rows whose headings Qt itself makes."""

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 2

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return None


def test_headings_that_qt_makes_and_none_at_all(dressed: Dressed) -> None:
    assert as_any(dressed(Told()))
    assert as_any(dressed(RowsModel[int](())))


def test_a_heading_is_asked_what_it_shows_and_nothing_else(dressed: Dressed) -> None:
    table = dressed(rows())
    head = table.horizontalHeader()
    head.viewport().grab()

    assert _asked(lambda: head.viewport().grab()) == [Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole] * 5


def _asked(work: Callable[[], object]) -> list[int]:
    """The roles that the model was asked for about its headings, by whomever."""
    found: list[int] = []

    def look(frame: FrameType, event: str, _what: object) -> None:
        if event == "call" and frame.f_code is RowsModel.headerData.__code__:
            found.append(frame.f_locals["role"])

    sys.setprofile(look)
    try:
        work()
    finally:
        sys.setprofile(None)
    return found
