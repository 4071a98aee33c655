"""Rows of hundreds, each as high as its words: few are measured before the window has its turn again."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from app.ui.chair.rows_by_turns import RowsByTurns
from app.ui.columns import Column, RowsModel

MANY, LEAST = 300, 24


class Table(QTableView):
    """Long words in every third row. Notes which rows it was asked to measure."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        qtbot.addWidget(self)
        self.rows: RowsModel[int] = RowsModel((Column("words", lambda: "项目", lambda n: f"第{n}项 " + "差 " * 30 * (n % 3 == 0)),), self)
        self.setModel(self.rows)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setMinimumSectionSize(LEAST)
        self.resize(300, 400)
        self.show()
        self.measured: list[int] = []
        self.heights = RowsByTurns(self)
        self.rows.show(range(MANY))

    def sizeHintForRow(self, row: int) -> int:
        self.measured.append(row)
        return super().sizeHintForRow(row)

    def heights_of_all(self) -> list[int]:
        return [self.rowHeight(row) for row in range(MANY)]


def test_what_is_in_view_is_measured_at_once_and_the_rest_in_turns(qtbot: QtBot) -> None:
    table = Table(qtbot)
    table.measured.clear()
    table.heights.measure()
    seen = table.rowAt(table.viewport().height() - 1)
    assert set(range(seen + 1)) <= set(table.measured)
    assert len(table.measured) < 40
    qtbot.waitUntil(lambda: table.heights.done, timeout=20_000)
    assert table.heights_of_all() == [max(LEAST, QTableView.sizeHintForRow(table, row)) for row in range(MANY)]
    assert len(set(table.heights_of_all())) > 1, "long words stand in several lines"


@pytest.mark.parametrize("letters", [16, 28])
def test_what_is_at_the_top_stays_there_while_the_rows_above_it_grow(qtbot: QtBot, letters: int) -> None:
    """Large letters make the table longer than its bar knows of."""
    table = Table(qtbot)
    table.setStyleSheet(f"font-size: {letters}px;")
    bar = table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=20_000)
    bar.setValue(bar.maximum() * 2 // 3)
    top = table.rowAt(0)
    assert top > 100
    before = table.rowViewportPosition(top)
    table.heights.measure()
    qtbot.waitUntil(lambda: table.heights.done, timeout=20_000)
    assert table.rowViewportPosition(top) == before


def test_other_rows_are_measured_anew(qtbot: QtBot) -> None:
    table = Table(qtbot)
    table.heights.measure()
    qtbot.waitUntil(lambda: table.heights.done, timeout=20_000)
    table.horizontalHeader().resizeSection(0, 1200)
    table.heights.measure()
    qtbot.waitUntil(lambda: table.heights.done, timeout=20_000)
    assert len(set(table.heights_of_all())) == 1, "now all of them stand in one line"
    table.rows.show(range(5))
    table.heights.measure()
    qtbot.waitUntil(lambda: table.heights.done, timeout=20_000)
