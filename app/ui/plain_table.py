"""A table of plain texts that is painted in one turn of Python.

Qt asks a model in Python a dozen things about each cell, a thousand for a screen, and each question waits for the
interpreter while another thread computes: a turn of the wheel took a tenth of a second then. Here rows are asked for
their texts, and no call that remains gives the interpreter away. What is seen is what the style sheet says of any
table (a test compares pixels).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QTableView, QWidget

from app.ui.columns import AT_LEFT, AT_RIGHT, CENTRED, Cell, PlainRows, measured
from app.ui.marked_rows import BAR
from app.ui.plain_head import LOOKS, PlainHeads, between
from app.ui.steady_area import given_up

if TYPE_CHECKING:
    from app.ui.theme import Colours

_PADDING = 6
"""Logical pixels beside a text, of the style sheet; the style adds its own."""
_CURRENT = 2
"""Logical pixels of the edge of the cell that the keys are at."""
_Place = tuple[int, int, int, int]
"""Left, top, width, height of a cell in the viewport."""


class _Column(NamedTuple):
    at: int
    start: int
    width: int
    side: int


class PlainTable(QTableView):
    """Rows of one height, as the vertical header says. Before it is seen it has to be dressed.

    `by_cell`: cells are chosen one by one, and each has an edge then; the ground of the style sheet is lost among others.
    """

    def __init__(
        self, rows: PlainRows, parent: QWidget | None = None, *, by_cell: bool = False, heads: type[PlainHeads] = PlainHeads
    ) -> None:
        super().__init__(parent)
        self._heads = heads(rows, self)
        self.setHorizontalHeader(self._heads)
        self._rows, self._by_cell = rows, by_cell
        self._ink, self._line, self._open, self._surface, self._edge = QColor(), QBrush(), QBrush(), QBrush(), QBrush()
        self._plain, self._struck = QFont(), QFont()
        self._aside = 0
        self._fitted: dict[tuple[str, int], str] = {}
        self._wide: Callable[[str], int] = len
        self.setModel(rows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self._row = self.verticalHeader().defaultSectionSize()
        for changed in (rows.modelReset, rows.rowsInserted, rows.rowsRemoved):
            changed.connect(self._fit_rows)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else Qt moves nothing that is painted and paints all anew

    def dress(self, colours: Colours) -> None:
        self._ink = QColor(colours.ink)
        names = (colours.line, colours.open_card, colours.surface, colours.accent)
        self._line, self._open, self._surface, self._edge = (QBrush(QColor(name)) for name in names)
        self._heads.dress(colours)
        self._measure()
        self.viewport().update()

    def set_row(self, pixels: int) -> None:
        """How high a row usually is; a pixel or two less where that alone keeps the last one in view without a bar."""
        self._row = pixels
        self._fit_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOKS:
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

    def _fit_rows(self) -> None:
        down, many = self.verticalHeader(), self._rows.rowCount()
        high = self._row - given_up(many * self._row - self.viewport().height(), many)
        if down.defaultSectionSize() != high:
            down.setDefaultSectionSize(high)

    def _measure(self) -> None:
        """Texts may look otherwise from now on."""
        self._plain, self._struck = QFont(self.font()), QFont(self.font())
        self._struck.setStrikeOut(True)
        self._aside = _PADDING + self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
        self._fitted, self._wide = {}, measured(self.fontMetrics())

    def _paint(self, painter: QPainter, part: QRect, blocks: Sequence[_Place]) -> None:
        """Every cell that reaches into this part. `blocks`: top, left, bottom, right of what is selected, all included."""
        down, columns, here = self.verticalHeader(), self._columns(part), self.currentIndex()
        current = (here.row(), here.column())
        numbers = [column.at for column in columns]
        for row in between(down, part.top(), part.bottom()) if columns else ():
            top, high = down.sectionViewportPosition(row), down.sectionSize(row)
            near = [block for block in blocks if block[0] <= row <= block[2]]
            for column, cell in zip(columns, self._rows.cells(row, numbers), strict=True):
                place = (column.start, top, column.width, high)
                chosen = any(block[1] <= column.at <= block[3] for block in near)
                self._ground(painter, place, cell, chosen=chosen)
                if chosen and not self._by_cell and column.at == 0:
                    painter.fillRect(column.start, top, BAR, high - 1, self._edge)
                self._text(painter, place, cell, column.side)
                if self._by_cell and (chosen or (row, column.at) == current):
                    self._frame(painter, place, _CURRENT if (row, column.at) == current else 1)

    def _columns(self, part: QRect) -> list[_Column]:
        """Those that reach into this part."""
        across = self.horizontalHeader()
        wide = ((at, across.sectionSize(at)) for at in between(across, part.left(), part.right()))
        return [_Column(at, across.sectionViewportPosition(at), width, self._rows.side(at)) for at, width in wide if width]

    def _ground(self, painter: QPainter, place: _Place, cell: Cell, *, chosen: bool) -> None:
        """A chosen cell is filled whole; below each is a line."""
        x, y, width, high = place
        if chosen:
            painter.fillRect(x, y, width, high - 1, self._open)
        elif cell.ground is not None:
            painter.fillRect(x + 1, y + 1, width - 2, high - 3, cell.ground)
        painter.fillRect(x, y + high - 1, width, 1, self._line)

    def _frame(self, painter: QPainter, place: _Place, thick: int) -> None:
        x, y, width, high = place
        for edge in (
            (x, y, width, thick), (x, y + high - 1 - thick, width, thick), (x, y, thick, high - 1), (x + width - thick, y, thick, high - 1),
        ):  # fmt: skip
            painter.fillRect(*edge, self._edge)

    def _text(self, painter: QPainter, place: _Place, cell: Cell, side: int) -> None:
        x, y, width, high = place
        inside, text = width - 2 * self._aside, cell.text
        if self._wide(text) > inside:
            text = self._cut(text, inside)
        if cell.struck:
            self._strike(painter, (x + self._aside, y, inside, high - 1), side, text, cell.struck)
        else:
            painter.drawText(x + self._aside, y, inside, high - 1, side, text)

    def _strike(self, painter: QPainter, place: _Place, side: int, text: str, count: int) -> None:
        """The line ends where the struck characters do: a word behind them stays to be read."""
        head, rest = text[:count], text[count:]
        painter.setFont(self._struck)
        if not rest:
            painter.drawText(*place, side, head)
        else:
            x, y, width, high = place
            free = max(0, width - self._wide(text))
            start = x + (free // 2 if side == CENTRED else free if side == AT_RIGHT else 0)
            after = start + self._wide(head)
            painter.drawText(start, y, after - start, high, AT_LEFT, head)
            painter.setFont(self._plain)
            painter.drawText(after, y, max(0, x + width - after), high, AT_LEFT, rest)
        painter.setFont(self._plain)

    def _cut(self, text: str, width: int) -> str:
        """As much of the text as there is room for."""
        found = self._fitted.get((text, width))
        if found is None:
            found = self._fitted[text, width] = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
        return found
