"""How wide each column of 我的评分表 is: points, codes and states are never cut; names of items take two lines and
smaller letters where the topic would starve, then its room, then that of 组内序号; at last they are cut."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QTableView

from app.ui.judge.own_table_grid import FIRST, TOPIC, Grid, points_words
from app.ui.judge.strip_name import LEAST

_MARGIN = 22
_NARROW_NAME = 104
_FREE = 1 << 16
_HEAD = 14 / 16
"""Letters of a head beside those of its table, as the style sheet has them."""
_SMALLER = 0.8
_TOPIC, _LEAST_TOPIC, _GOOD_TOPIC, _SOME_TOPIC, _LONG_TOPIC = 90, 150, 280, 440, 680
"""A topic in less room than the first is not worth showing; for the second names become smaller, for the third they take two
lines; the last two hold its circle, and its unit too."""
_MOST_SPREAD = 36
_WIDEST_POINTS = "→ 28.5"


def fit(table: QTableView, grid: Grid) -> None:
    """Set the widths for the rows, the words and the room there are now."""
    if grid.columnCount() <= FIRST + 2:
        return
    head, items, last = table.horizontalHeader(), range(FIRST, FIRST + len(grid.items)), grid.columnCount() - 1
    bold = QFont(table.font())
    bold.setWeight(QFont.Weight.DemiBold)
    strong, plain = QFontMetrics(bold), head.fontMetrics()
    room = table.viewport().width()
    number, code = (max(_widest(grid, at, strong, plain.horizontalAdvance(_title(grid, at))), head.minimumSectionSize()) for at in (0, 1))
    state = _widest(grid, last, table.fontMetrics(), plain.horizontalAdvance(_title(grid, last)))
    longest = (_WIDEST_POINTS, f"→ {points_words(None)}") if grid.empties else (_WIDEST_POINTS,)
    points = max(map(strong.horizontalAdvance, longest)) + _MARGIN
    total = max(points, plain.horizontalAdvance(_title(grid, last - 1)) + _MARGIN)
    titles, rest = [_title(grid, at) for at in items], room - code - state - total
    names = _names(titles, head.font(), points, rest - number)
    if starved := sum(names.columns(points)) > rest - number or names.limit < _FREE:
        names, number = _names(titles, head.font(), points, rest), 0
    table.setColumnHidden(0, starved)
    _write_in(head, names)
    grid.cut = names.shown
    wide = names.columns(points)
    spare = rest - number - sum(wide)
    table.setColumnHidden(TOPIC, spare < _TOPIC)
    table.setColumnHidden(last, spare < 0)
    left = spare + (state if spare < 0 else 0)
    more = max(0, left // len(wide)) if spare < _TOPIC else min(_MOST_SPREAD, max(0, spare - _LONG_TOPIC) // len(wide))
    topic = spare - more * len(wide)
    grid.more = 2 if topic >= _LONG_TOPIC else 1 if topic >= _SOME_TOPIC else 0
    for at, size in zip((0, 1, *items, last - 1, last), (number, code, *(w + more for w in wide), total, state), strict=True):
        if size:
            head.resizeSection(at, size)
    head.setSectionResizeMode(TOPIC, QHeaderView.ResizeMode.Stretch)


class _Names(NamedTuple):
    """Names of items in the head: the letters, the lines each is broken into, and how wide a line may be."""

    font: QFont
    lines: dict[str, tuple[str, ...]]
    limit: int

    def columns(self, least: int) -> list[int]:
        """Width of each item's column."""
        return [max(least, min(self.limit, _width(lines, self.font)) + _MARGIN) for lines in self.lines.values()]

    def shown(self, title: str) -> str:
        """What stands in the head."""
        measure = QFontMetrics(self.font)
        lines = self.lines.get(title, (title,))
        return "\n".join(measure.elidedText(line, Qt.TextElideMode.ElideRight, self.limit) for line in lines)


def _names(titles: list[str], font: QFont, points: int, room: int) -> _Names:
    """In one line where the topic keeps good room beside them; else in two, in somewhat smaller letters, without the topic; cut at last."""
    usual = round(font.pixelSize() * _HEAD)
    whole = _Names(_sized(font, usual), {title: (title,) for title in titles}, _FREE)
    if room - sum(whole.columns(points)) >= _GOOD_TOPIC:
        return whole
    smaller = [_sized(font, pixels) for pixels in range(usual, max(LEAST, round(usual * _SMALLER)) - 1, -1)] or [whole.font]
    ways = [_Names(letters, {title: _two_lines(title, letters) for title in titles}, _FREE) for letters in smaller]
    last = ways[-1]
    widest = max(_width(lines, last.font) for lines in last.lines.values())
    cut = [last._replace(limit=limit) for limit in range(widest, _NARROW_NAME - 1, -1)]
    tried = [(way, left) for left in (_LEAST_TOPIC, 0) for way in ways] + [(way, 0) for way in cut]
    return next((way for way, left in tried if room - sum(way.columns(points)) >= left), last._replace(limit=_NARROW_NAME))


def _write_in(head: QHeaderView, names: _Names) -> None:
    """The letters of the head. What the style sheet says of them wins over any font, so it is said there."""
    wanted = f"QHeaderView::section {{ font-size: {names.font.pixelSize()}px; }}"
    if head.styleSheet() != wanted:
        head.setStyleSheet(wanted)


def _sized(font: QFont, pixels: int) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    return made


def _width(lines: tuple[str, ...], font: QFont) -> int:
    return max(map(QFontMetrics(font).horizontalAdvance, lines))


def _two_lines(title: str, font: QFont) -> tuple[str, ...]:
    """Broken at the space that makes it narrowest; whole without one."""
    words = title.split(" ")
    ways = [(title,), *((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))]
    return min(ways, key=lambda way: _width(way, font))


def _title(grid: Grid, column: int) -> str:
    return str(grid.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole))


def _widest(grid: Grid, column: int, measure: QFontMetrics, least: int) -> int:
    texts = (str(grid.index(row, column).data()) for row in range(grid.rowCount()))
    return max([least, *(measure.horizontalAdvance(text) for text in set(texts))]) + _MARGIN
