"""Columns as wide as their words: as wide as Qt would make them, for a fraction of its questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.chair import statistics_tables
from app.ui.chair.statistics_tables import ShortTable
from app.ui.columns import Column, Index, RowsModel

MANY, WIDE = 400, 2
OTHERS = (0, 1, 3, 4, 5, 6)
COLUMNS = (
    Column[int]("code", lambda: "编号", lambda n: f"Z-{n:03}"),
    Column[int]("words", lambda: "与同组评委在同样成果上相比", lambda n: f"宽 {n % 7}.{n % 10} 分"),
    Column[int]("title", lambda: "课题", lambda n: "降低3号线轮对踏面磨耗超限率"),
    Column[int]("long", lambda: "位置", lambda n: "在名额内" * (1 + n % 3)),
    Column[int]("mean", lambda: "平均", lambda n: f"{n / 3:.2f}", right=True),
    Column[int]("range", lambda: "Range", lambda n: f"{n % 9}.5 discuss" if n % 5 else "10.5 discuss", right=True),
    Column[int]("close", lambda: "n", lambda n: "Z-000" if n % 2 else "9.75 t"),  # as wide but for a part of a pixel
)


class Asked(RowsModel[int]):
    """How often Qt asks, of all of them. A class of its own: a model remembers its method when a patch of it is long undone."""

    times: ClassVar[int] = 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        Asked.times += 1
        return super().data(index, role)


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[ShortTable]:
    _letters(100)
    made = ShortTable()
    qtbot.addWidget(made)
    made.resize(1100, 500)
    yield made
    _letters(100)


def _letters(percent: int) -> None:
    theme.apply(cast(QApplication, QApplication.instance()), "light", theme.metrics(1366, 697, percent))


def _fits(table: ShortTable) -> None:
    """No word is cut, and no column is wider than its words and its heading."""
    header = table.horizontalHeader()
    for at in OTHERS:
        needed = max(header.minimumSectionSize(), table.sizeHintForColumn(at), header.sectionSizeHint(at))
        assert needed <= table.columnWidth(at) <= needed + 1, at


@pytest.mark.parametrize("percent", [100, 125, 150, 175])
def test_columns_are_as_wide_as_their_words(table: ShortTable, percent: int) -> None:
    _letters(percent)
    table.show()
    table.fill(COLUMNS, tuple(range(MANY)), WIDE)
    _fits(table)


def test_a_table_is_right_before_it_is_seen(table: ShortTable) -> None:
    """A page is filled first and shown then."""
    table.fill(COLUMNS, tuple(range(MANY)), WIDE)
    before = [table.columnWidth(at) for at in OTHERS]
    table.show()
    assert [table.columnWidth(at) for at in OTHERS] == before
    _fits(table)


def test_letters_of_another_size_give_other_widths(table: ShortTable) -> None:
    table.show()
    table.fill(COLUMNS, tuple(range(9)), WIDE)
    before = [table.columnWidth(at) for at in OTHERS]
    _letters(175)
    QApplication.processEvents()
    _fits(table)
    assert all(table.columnWidth(at) > old for at, old in zip(OTHERS, before, strict=True))
    _letters(100)
    QApplication.processEvents()
    assert [table.columnWidth(at) for at in OTHERS] == before


def test_other_rows_give_other_widths(table: ShortTable) -> None:
    table.show()
    table.fill(COLUMNS, tuple(range(MANY)), WIDE)
    before = table.columnWidth(3)
    table.fill(COLUMNS, (0,), WIDE)
    assert table.columnWidth(3) < before
    _fits(table)


def test_the_column_of_long_words_has_the_room_that_is_left(table: ShortTable, qtbot: QtBot) -> None:
    table.show()
    table.fill(COLUMNS, tuple(range(9)), WIDE)
    qtbot.waitUntil(lambda: table.horizontalHeader().length() == table.viewport().width(), timeout=20_000)
    assert table.horizontalScrollBar().maximum() == 0


def test_where_no_room_is_left_that_column_keeps_what_it_had(table: ShortTable, qtbot: QtBot) -> None:
    """It was given what lay between the old widths of its neighbours and the new ones."""
    table.show()
    table.fill(COLUMNS, tuple(range(9)), WIDE)
    qtbot.waitUntil(lambda: table.horizontalHeader().length() == table.viewport().width(), timeout=20_000)
    had = table.columnWidth(WIDE)
    longer = tuple(replace(column, text=lambda n: "与同组评委在同样成果上相比") for column in COLUMNS)
    table.fill(longer, tuple(range(9)), WIDE)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() > 0, timeout=20_000)
    assert table.columnWidth(WIDE) == had


def test_filling_a_table_of_hundreds_asks_for_the_rows_in_view(table: ShortTable, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight questions of each of thousands of cells, twice over, were half a second in one turn."""
    monkeypatch.setattr(Asked, "times", 0)
    monkeypatch.setattr(statistics_tables, "RowsModel", Asked)
    table.show()
    table.fill(COLUMNS, tuple(range(MANY)), WIDE)
    table.grab()
    assert 0 < Asked.times < MANY * len(COLUMNS)


def test_an_empty_table_has_the_widths_of_its_headings(table: ShortTable) -> None:
    table.show()
    table.fill(COLUMNS, (), WIDE)
    assert table.columnWidth(1) == table.horizontalHeader().sectionSizeHint(1)
