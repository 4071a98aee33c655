"""The cells of the matrix, painted in one turn of Python: a delegate is called for each of hundreds, and every call waits for a turn while
another thread computes.

They look as the style sheet says (a test compares pixels). What is painted comes from rows, widths and heights kept
here; the calls that remain neither ask the model nor give the interpreter away.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QTableView

from app.ui.columns import measured

if TYPE_CHECKING:
    from app.ui.chair.matrix_rows import MatrixRows
    from app.ui.theme import Colours

_LOOKS = {QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange}
_PADDING, _MANY = 6, 20
"""Logical pixels beside a text (of the style sheet; the style adds its own); widths from which all sections are set at once."""
Chosen = tuple[int, int, int, int]
"""Top, left, bottom, right of a selected block, all included."""


class CellGrid(QTableView):
    """Rows of one height, columns as wide as `share` says; the model is a `MatrixRows`."""

    def __init__(self, rows: MatrixRows) -> None:
        super().__init__()
        self._rows = rows
        self._starts: tuple[int, ...] = (0,)
        self._ink, self._line, self._open, self._surface = QColor(), QBrush(), QBrush(), QBrush()
        self._plain, self._struck = QFont(), QFont()
        self._aside = 0
        self._fitted: dict[tuple[str, int], str] = {}
        self._wide: Callable[[str], int] = len
        self.setModel(rows)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else Qt moves nothing that is painted and paints all anew

    def dress(self, colours: Colours) -> None:
        self._ink = QColor(colours.ink)
        self._line, self._open, self._surface = (QBrush(QColor(name)) for name in (colours.line, colours.open_card, colours.surface))
        self._measure()

    def share(self, widths: Sequence[int]) -> None:
        """Only what has another width, and many at once: each single change has the header count all sections anew."""
        header = self.horizontalHeader()
        wrong = [width for at, width in enumerate(widths) if header.sectionSize(at) != width]
        if len(wrong) > _MANY:
            header.setDefaultSectionSize(Counter(wrong).most_common(1)[0][0])
        for at, width in enumerate(widths):
            if header.sectionSize(at) != width:
                header.resizeSection(at, width)
        self._starts = tuple(accumulate(widths, initial=0))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LOOKS:
            self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setFont(self._plain)
        painter.setPen(self._ink)
        chosen = self.selectionModel().selection().toList()
        blocks = [(block.top(), block.left(), block.bottom(), block.right()) for block in chosen]
        for part in event.region():  # type: ignore[attr-defined]  # iterable, though the stubs do not say so
            painter.fillRect(part, self._surface)
            self._paint(painter, part, blocks)

    def _measure(self) -> None:
        """Texts may look otherwise from now on."""
        self._plain, self._struck = QFont(self.font()), QFont(self.font())
        self._struck.setStrikeOut(True)
        self._aside = _PADDING + self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
        self._fitted, self._wide = {}, measured(self.fontMetrics())

    def _paint(self, painter: QPainter, part: QRect, blocks: Sequence[Chosen]) -> None:
        """Every cell that reaches into this part."""
        left, above, high = self.horizontalOffset(), self.verticalOffset(), self.verticalHeader().defaultSectionSize()
        first, last = (part.top() + above) // high, (part.bottom() + above) // high
        columns = self._columns(part.left() + left, part.right() + left)
        for row, line in self._rows.lines(first, last):
            top = row * high - above
            near = [block for block in blocks if block[0] <= row <= block[2]]
            for column, start, width, side in columns:
                chosen = any(block[1] <= column <= block[3] for block in near)
                ground = self._open if chosen else self._rows.ground(line.heat[column])
                self._cell(painter, (start - left, top, width, high), ground, whole=chosen)
                self._text(painter, (start - left, top, width, high), side, line.texts[column], struck=column in line.struck)

    def _columns(self, left: int, right: int) -> list[tuple[int, int, int, int]]:
        """Column, start, width, side of those between these two pixels of the whole table."""
        starts = self._starts
        first, last = max(0, bisect_right(starts, left) - 1), min(len(starts) - 2, bisect_right(starts, right) - 1)
        spans = ((at, starts[at], starts[at + 1] - starts[at]) for at in range(first, last + 1))
        return [(at, start, width, self._rows.side(at)) for at, start, width in spans if width]

    def _cell(self, painter: QPainter, at: tuple[int, int, int, int], ground: QBrush | None, *, whole: bool) -> None:
        """The ground with white around it, unless the cell is chosen; the line below."""
        x, y, width, high = at
        if ground is not None:
            edge = 0 if whole else 1
            painter.fillRect(x + edge, y + edge, width - 2 * edge, high - 1 - 2 * edge, ground)
        painter.fillRect(x, y + high - 1, width, 1, self._line)

    def _text(self, painter: QPainter, at: tuple[int, int, int, int], side: int, text: str, *, struck: bool) -> None:
        x, y, width, high = at
        inside = width - 2 * self._aside
        if self._wide(text) > inside:
            text = self._cut(text, inside)
        if struck:
            painter.setFont(self._struck)
        painter.drawText(x + self._aside, y, inside, high - 1, side, text)
        if struck:
            painter.setFont(self._plain)

    def _cut(self, text: str, width: int) -> str:
        """As much of the text as there is room for."""
        found = self._fitted.get((text, width))
        if found is None:
            found = self._fitted[text, width] = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
        return found
