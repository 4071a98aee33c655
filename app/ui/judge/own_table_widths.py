"""How wide each column of 我的评分表 is: points, codes and states are never cut, names of items only where the topic would starve."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QTableView

from app.ui.judge.own_table_grid import FIRST, Grid

_MARGIN = 22
_NARROW_NAME = 104
_TOPIC, _GOOD_TOPIC, _SOME_TOPIC, _LONG_TOPIC = 90, 280, 440, 680
"""A topic in less room than the first is not worth showing; the last two hold its circle, and its unit too."""
_MOST_SPREAD = 36
_WIDEST_POINTS = "→ 28.5"


def fit(table: QTableView, grid: Grid) -> None:
    """Set the widths for the rows, the words and the room there are now."""
    if grid.columnCount() <= 4:
        return
    head, items, last = table.horizontalHeader(), range(FIRST, FIRST + len(grid.items)), grid.columnCount() - 1
    bold = QFont(table.font())
    bold.setWeight(QFont.Weight.DemiBold)
    strong, plain = QFontMetrics(bold), head.fontMetrics()
    room = table.viewport().width()
    code = _widest(grid, 0, strong, plain.horizontalAdvance(_title(grid, 0)))
    state = _widest(grid, last, table.fontMetrics(), plain.horizontalAdvance(_title(grid, last)))
    points = strong.horizontalAdvance(_WIDEST_POINTS) + _MARGIN
    total = max(points, plain.horizontalAdvance(_title(grid, last - 1)) + _MARGIN)
    names = [plain.horizontalAdvance(_title(grid, at)) for at in items]
    limit = max(names) if room - code - state - total - sum(max(points, n + _MARGIN) for n in names) >= _GOOD_TOPIC else _NARROW_NAME
    grid.cut = lambda text: plain.elidedText(text, Qt.TextElideMode.ElideRight, limit)
    wide = [max(points, min(n, limit) + _MARGIN) for n in names]
    spare = room - code - state - total - sum(wide)
    table.setColumnHidden(1, spare < _TOPIC)
    table.setColumnHidden(last, spare < 0)
    left = spare + (state if spare < 0 else 0)
    more = max(0, left // len(wide)) if spare < _TOPIC else min(_MOST_SPREAD, max(0, spare - _LONG_TOPIC) // len(wide))
    topic = spare - more * len(wide)
    grid.more = 2 if topic >= _LONG_TOPIC else 1 if topic >= _SOME_TOPIC else 0
    for at, size in zip((0, *items, last - 1, last), (code, *(w + more for w in wide), total, state), strict=True):
        head.resizeSection(at, size)
    head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)


def _title(grid: Grid, column: int) -> str:
    return str(grid.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole))


def _widest(grid: Grid, column: int, measure: QFontMetrics, least: int) -> int:
    texts = (str(grid.index(row, column).data()) for row in range(grid.rowCount()))
    return max([least, *(measure.horizontalAdvance(text) for text in set(texts))]) + _MARGIN
