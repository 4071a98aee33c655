"""A sheet drawn as a table of words: on the chair's own page and, larger, in the projection window. Nothing in it scrolls or hovers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from app.ui.chair.tight_cell import Kind, TightCell
from app.ui.few_lines import FewLines
from app.ui.widgets import clear, label

if TYPE_CHECKING:
    from app.ui.chair.score_sheet import Cell, Sheet
    from app.ui.theme import Colours

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WORD = 8
"""A heading longer than this is broken into lines: a name with a mark behind it."""
_HEAD_LINES, _MOST, _BESIDE = 3, 7, 16
_LEAST_WIDE, _LEAST_SHARE, _LEAST = 96, 0.5, 13
"""Of the column of titles, in pixels; of the others' own widths, where a table has too little room; of an item's letters."""
_UNBROKEN = re.compile(r"[!-~]+")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _OneLine(QLabel):
    """Long titles end in …, so that twelve rows fit the hall's screen; the whole text stays the label's own."""

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDE, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QPainter(self), QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        inside = self.rect().adjusted(6, 0, -6, 0)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(inside, int(_LEFT | Qt.TextFlag.TextSingleLine), shown)


class ScoreGrid(QWidget):
    """`wide`: the column that takes what room is left; as the first it is wrapped, else (titles) cut to one line."""

    def __init__(self, wide: int = 0) -> None:
        super().__init__()
        self.setObjectName("scoreGrid")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._wide, self._row, self._base, self._edge = wide, 36, 15, 0
        self.tight: Callable[[Sheet], tuple[int, ...]] | None = None
        """In the hall: columns of these widths, whatever is in them; the wide one takes what is left."""
        self.items = 0
        """Beside a page: what those columns leave for the items, in pixels."""
        self._widths: tuple[int, ...] = ()
        self._room = self.natural = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._sheet: Sheet | None = None
        self._columns = 0

    def dress(self, colours: Colours, base: int, points: int, row: int) -> None:
        """Colours and sizes in pixels: of words, of points, of a row."""
        self._row, self._base = row, base
        self._edge = row // 4 if self._wide else row // 2
        c = colours
        self.setStyleSheet(
            f"QWidget#scoreGrid {{ background: {c.surface}; }}"
            f"QLabel {{ color: {c.ink}; font-size: {base}px; padding: 0 6px; border-bottom: 1px solid {c.line}; background: {c.surface}; }}"
            f"QLabel[cell='head'] {{ color: {c.muted}; background: {c.window}; font-size: {max(13, base - 2)}px; padding: 4px 6px; }}"
            f"QLabel[edge='true'] {{ padding-left: {self._edge}px; }}"
            f"QLabel[cell='points'] {{ font-size: {points}px; }}"
            f"QLabel[cell='total'] {{ font-size: {points}px; font-weight: 600; border-top: 2px solid {c.edge}; }}"
            f"QLabel[cell='marked'] {{ font-size: {points}px; font-weight: 600; border: 2px solid {c.bad}; }}"
            f"QLabel[cell='line'] {{ color: {c.accent}; font-weight: 600; border: none; border-top: 3px solid {c.accent}; }}"
        )
        if self._sheet is not None:
            self.show_sheet(self._sheet)

    def show_sheet(self, sheet: Sheet) -> None:
        """Replace what is shown."""
        self._sheet, self._columns = sheet, len(sheet.heads)
        self._widths = self.tight(sheet) if self.tight is not None else ()
        self._build(sheet)
        self.natural = self._grid.minimumSize().width()
        if self.tight is None and 0 < self._room < self.natural:
            self._widths = self._narrower(sheet)
            self._build(sheet)

    def fit(self, room: int) -> None:
        """In less room than its words need the columns are narrower and what is in them smaller: a table before the hall is not scrolled."""
        before, self._room = self._room, room
        if self._sheet is not None and room != before and min(room, before or room) < self.natural:
            self.show_sheet(self._sheet)

    def _narrower(self, sheet: Sheet) -> tuple[int, ...]:
        """What the column of words leaves, shared as the columns would share it."""
        own = self._needs()
        least = _LEAST_WIDE if self._wide else self._item_width(sheet)
        others = sum(width for at, width in enumerate(own) if at != self._wide)
        share = max(_LEAST_SHARE, min(1.0, (self._room - least) / max(1, others)))
        return tuple(0 if at == self._wide else int(width * share) for at, width in enumerate(own))

    def _needs(self) -> list[int]:
        """What each column's own words need."""
        wide = [0] * self._columns
        for n in range(self._grid.count()):
            at, span = cast(tuple[int, int, int, int], self._grid.getItemPosition(n))[1::2]
            item = self._grid.itemAt(n)
            if span == 1 and item is not None:
                wide[at] = max(wide[at], item.minimumSize().width())
        return wide

    def _build(self, sheet: Sheet) -> None:
        clear(self._grid)
        for at in range(self._grid.columnCount()):
            self._grid.setColumnStretch(at, 0)
            self._grid.setColumnMinimumWidth(at, 0)
        self._grid.setColumnMinimumWidth(self._wide, _LEAST_WIDE if self._wide else 0 if self.tight else self._item_width(sheet))
        for at, head in enumerate(sheet.heads):
            self._add(0, at, head, "head")
        for down, cells in enumerate(sheet.rows, 1):
            if len(cells) == 1:
                self._add(down, 0, cells[0].words, "line", span=len(sheet.heads))
                continue
            for at, cell in enumerate(cells):
                self._cell(down, at, cell, last=down == len(sheet.rows) and self._wide == 0)
        self._fit_items(sheet)
        for at in range(len(sheet.heads)):
            self._grid.setColumnStretch(at, self._share(sheet) if at == self._wide else 1 if self._wide == 0 and not self._widths else 0)

    def _fit_items(self, sheet: Sheet) -> None:
        """Beside a page the items' column cannot grow: their letters shrink until no word is cut. One size for all of them."""
        if not self.items or self._wide:
            return
        texts, room, size = self._words_of(sheet), self.items - self._edge - _BESIDE, self._base
        while size > _LEAST and self._longest(texts, size) > room:
            size -= 1
        for down in range(1, len(sheet.rows)):
            item = self._grid.itemAtPosition(down, 0)
            if size < self._base and item is not None and (cell := item.widget()) is not None:
                cell.setStyleSheet(f"font-size: {size}px;")

    @staticmethod
    def _words_of(sheet: Sheet) -> list[str]:
        """What no line can be broken in."""
        return [word for cells in sheet.rows if len(cells) > 1 for word in _UNBROKEN.findall(cells[0].words)]

    def _item_width(self, sheet: Sheet) -> int:
        """Room for the longest word of an item: a wrapped label cuts what it cannot break."""
        longest = self._longest(self._words_of(sheet))
        return min(max(4 * self._row, longest + _BESIDE), _MOST * self._row)

    def _share(self, sheet: Sheet) -> int:
        """Of the wide column, in columns of points: one more where that lets long items stand in one line."""
        whole = self._longest(cells[0].words for cells in sheet.rows if len(cells) > 1) if self._wide == 0 else 0
        return 4 if whole > 6 * self._row else 3

    def _longest(self, texts: Iterable[str], size: int = 0) -> int:
        font = QFont(self.font())
        font.setPixelSize(size or self._base)
        return max((QFontMetrics(font).horizontalAdvance(text) for text in texts), default=0)

    def texts(self) -> list[str]:
        """Every word that is shown."""
        return [w.text() for n in range(self._grid.count()) if (i := self._grid.itemAt(n)) and isinstance(w := i.widget(), QLabel)]

    def _cell(self, down: int, at: int, cell: Cell, *, last: bool) -> None:
        words = bool(self._wide and self._widths) and not cell.is_points
        kind = "marked" if cell.marked else "total" if last else "points" if at > self._wide and not words else "text"
        made = self._add(down, at, cell.words, kind)
        if cell.struck:
            font = made.font()
            font.setStrikeOut(True)
            made.setFont(font)

    def _add(self, down: int, at: int, text: str, kind: str, span: int = 1) -> QLabel:
        titled = at == self._wide > 0 and span == 1
        wrapped = (at == self._wide and not titled) or (kind == "head" and len(text) > _WORD)
        if self._widths and at != self._wide and span == 1:
            made: QLabel = self._tight(text, at, kind)
        else:
            made = _OneLine(text) if titled else self._words(text, kind, wrapped=wrapped and span == 1)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setProperty("cell", kind)
        made.setProperty("edge", self.tight is not None and at == 0)
        made.setMinimumHeight(self._row)
        made.setAlignment(_RIGHT if at > self._wide and span == 1 else _LEFT)
        if wrapped or titled:
            made.setSizePolicy(
                QSizePolicy.Policy.Ignored if at == self._wide else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred
            )
        self._grid.addWidget(made, down, at, 1, span)
        made.show()  # a layout shows it a turn later, and until then has no width for it: who measures the table would measure nothing
        if isinstance(made, TightCell):
            made.setMinimumHeight(max(self._row, made.minimumSizeHint().height()))
        return made

    def _tight(self, text: str, at: int, kind: str) -> TightCell:
        """Along the screen's edges a line stands in from them."""
        kinds = {"head": Kind.HEAD, "text": Kind.WORDS}
        last = self._wide and at == self._columns - 1
        left, right = self._edge if self._wide and at == 0 else 0, self._edge if last else 0
        return TightCell(text, self._widths[at], kinds.get(kind, Kind.POINTS), left=left, right=right)

    def measure(self, text: str) -> int:
        """The width of words of this size."""
        return self._longest((text,))

    def _words(self, text: str, kind: str, *, wrapped: bool) -> QLabel:
        return FewLines(_HEAD_LINES, text) if wrapped and kind == "head" else label("", text, wrap=wrapped)
