"""A table has no bar for a few pixels of its last row: the rows give them, and have them back where there is room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.steady_area import SPARE
from app.ui.steady_table import SteadyTable

ROWS = 6


@pytest.fixture
def table(qapp: QApplication, qtbot: QtBot) -> Iterator[SteadyTable]:
    """Six rows and room for them to the pixel."""
    sizes = theme.metrics(1366, 697)
    theme.apply(qapp, "light", sizes)
    made = SteadyTable()
    made.least = sizes.row
    model = QStandardItemModel(ROWS, 1, made)
    for at in range(ROWS):
        model.setItem(at, QStandardItem("选题"))
    made.setModel(model)
    made.resize(300, 600)
    made.show()
    made.fit_rows()
    qtbot.waitUntil(lambda: made.isVisible() and made.verticalHeader().length() == ROWS * sizes.row, timeout=20_000)
    made.resize(300, 600 - made.viewport().height() + ROWS * sizes.row)
    qtbot.waitUntil(lambda: made.viewport().height() == ROWS * sizes.row, timeout=20_000)
    yield made
    made.close()


@pytest.mark.parametrize("lacking", range(1, SPARE))
def test_the_rows_give_a_few_pixels_and_get_them_back(qtbot: QtBot, table: SteadyTable, lacking: int) -> None:
    whole, room = table.height(), table.viewport().height()
    table.resize(300, whole - lacking)
    qtbot.waitUntil(lambda: table.viewport().height() == room - lacking and table.verticalScrollBar().maximum() == 0, timeout=20_000)
    heights = {table.rowHeight(at) for at in range(ROWS)}
    assert len(heights) == 1
    assert table.least - 2 <= heights.pop() < table.least
    table.resize(300, whole)
    qtbot.waitUntil(lambda: {table.rowHeight(at) for at in range(ROWS)} == {table.least}, timeout=20_000)


def test_what_lacks_more_is_scrolled_for(qtbot: QtBot, table: SteadyTable) -> None:
    table.resize(300, table.height() - SPARE)
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() > 0, timeout=20_000)
    assert {table.rowHeight(at) for at in range(ROWS)} == {table.least}
