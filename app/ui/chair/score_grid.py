"""A sheet drawn as a table of words: on the chair's own page and, larger, in the projection window. Nothing in it scrolls or hovers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.ui.chair.sheet_cells import KINDS, LEAST_WIDE, Shape, Wanted, make, need, say_anew
from app.ui.chair.tight_cell import Kind
from app.ui.widgets import clear

if TYPE_CHECKING:
    from app.ui.chair.score_sheet import Cell, Sheet
    from app.ui.theme import Colours

_WORD = 8
"""A heading longer than this is broken into lines: a name with a mark behind it."""
_MOST, _BESIDE = 7, 16
_LEAST_SHARE, _LEAST = 0.5, 13
"""Of the others' own widths, where a table has too little room; of an item's letters."""
_UNBROKEN = re.compile(r"[!-~]+")


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
        self._shown: tuple[Wanted, ...] = ()
        self._cells: list[QLabel] = []
        self._measured: dict[tuple[str, str, Shape], int] = {}

    def dress(self, colours: Colours, base: int, points: int, row: int) -> None:
        """Colours and sizes in pixels: of words, of points, of a row."""
        self._row, self._base = row, base
        self._edge = row // 4 if self._wide else row // 2
        c = colours
        look = (
            f"QWidget#scoreGrid {{ background: {c.surface}; }}"
            f"QLabel {{ color: {c.ink}; font-size: {base}px; padding: 0 6px; border-bottom: 1px solid {c.line}; background: {c.surface}; }}"
            f"QLabel[cell='head'] {{ color: {c.muted}; background: {c.window}; font-size: {max(13, base - 2)}px; padding: 4px 6px; }}"
            f"QLabel[edge='true'] {{ padding-left: {self._edge}px; }}"
            f"QLabel[cell='points'] {{ font-size: {points}px; }}"
            f"QLabel[cell='total'] {{ font-size: {points}px; font-weight: 600; border-top: 2px solid {c.edge}; }}"
            f"QLabel[cell='marked'] {{ font-size: {points}px; font-weight: 600; border: 2px solid {c.bad}; }}"
            f"QLabel[cell='line'] {{ color: {c.accent}; font-weight: 600; border: none; border-top: 3px solid {c.accent}; }}"
        )
        if look != self.styleSheet():  # of the same one too each cell would be polished anew
            self.setStyleSheet(look)
            self._measured.clear()
        if self._sheet is not None:
            self.show_sheet(self._sheet)

    def show_sheet(self, sheet: Sheet) -> None:
        """Replace what is shown."""
        self._sheet, self._columns = sheet, len(sheet.heads)
        self._widths = self.tight(sheet) if self.tight is not None else ()
        if self.tight is None:
            own, whole = self._needs(sheet)
            self.natural = max(sum(own) + self._least_wide(sheet), whole)
            if 0 < self._room < self.natural:
                self._widths = self._narrower(sheet, own)
        self._build(sheet)
        if self.tight is not None:
            self.natural = self._grid.minimumSize().width()

    def fit(self, room: int) -> None:
        """In less room than its words need the columns are narrower and what is in them smaller: a table before the hall is not scrolled."""
        before, self._room = self._room, room
        if self._sheet is not None and room != before and min(room, before or room) < self.natural:
            self.show_sheet(self._sheet)

    def _narrower(self, sheet: Sheet, own: list[int]) -> tuple[int, ...]:
        """What the column of words leaves, shared as the columns would share it."""
        least = LEAST_WIDE if self._wide else self._item_width(sheet)
        share = max(_LEAST_SHARE, min(1.0, (self._room - least) / max(1, sum(own))))
        return tuple(0 if at == self._wide else int(width * share) for at, width in enumerate(own))

    def _needs(self, sheet: Sheet) -> tuple[list[int], int]:
        """What each column's own words need, nothing for the wide one; and what a line across all of them does. Nothing is built for it."""
        own, across = [0] * max(map(len, (sheet.heads, *sheet.rows))), 0
        for cell in self._wanted(sheet):
            if cell.shape.span == 1 and not cell.shape.wide:
                own[cell.at] = max(own[cell.at], self._need(cell))
            elif not cell.shape.wide:
                across = max(across, self._need(cell))
        return own, across

    def _need(self, cell: Wanted) -> int:
        """Points repeat: each is measured once."""
        known = (cell.text, cell.role, cell.shape)
        if known not in self._measured:
            self._measured[known] = need(cell, self)
        return self._measured[known]

    def _build(self, sheet: Sheet) -> None:
        """Out of sight: a cell that is shown, or takes another width, in a table in view lays out anew all that are there and around it."""
        in_view = self.isVisible()
        if in_view:
            self.hide()
        self._fill(tuple(self._wanted(sheet)))
        for at in range(self._grid.columnCount()):
            self._grid.setColumnStretch(at, 0)
            self._grid.setColumnMinimumWidth(at, 0)
        self._grid.setColumnMinimumWidth(self._wide, self._least_wide(sheet))
        self._fit_items(sheet)
        for at in range(len(sheet.heads)):
            self._grid.setColumnStretch(at, self._share(sheet) if at == self._wide else 1 if self._wide == 0 and not self._widths else 0)
        if in_view:
            self.show()

    def _fill(self, wanted: tuple[Wanted, ...]) -> None:
        """Where the table has the same places their cells take the new words: the next entry of a panel costs next to no new ones."""
        if [(c.down, c.at, c.shape.span) for c in wanted] == [(c.down, c.at, c.shape.span) for c in self._shown]:
            for n, (cell, before) in enumerate(zip(wanted, self._shown, strict=True)):
                self._again(n, cell, before)
        else:
            clear(self._grid)
            self._cells = [make(cell, self, self._row) for cell in wanted]
            for cell, made in zip(wanted, self._cells, strict=True):
                self._grid.addWidget(made, cell.down, cell.at, 1, cell.shape.span)
        self._shown = wanted

    def _again(self, n: int, cell: Wanted, before: Wanted) -> None:
        old = self._cells[n]
        if cell.shape == before.shape:
            say_anew(old, cell, self._row)
            return
        self._cells[n] = made = make(cell, self, self._row)
        self._grid.replaceWidget(old, made)
        old.hide()
        old.deleteLater()

    def _wanted(self, sheet: Sheet) -> Iterator[Wanted]:
        """Every cell of it, row by row."""
        for at, head in enumerate(sheet.heads):
            yield self._as_wanted(0, at, head, "head")
        for down, cells in enumerate(sheet.rows, 1):
            if len(cells) == 1:
                yield self._as_wanted(down, 0, cells[0].words, "line", span=len(sheet.heads))
                continue
            last = down == len(sheet.rows) and self._wide == 0
            for at, cell in enumerate(cells):
                yield self._as_wanted(down, at, cell.words, self._role(at, cell, last=last))._replace(struck=cell.struck)

    def _role(self, at: int, cell: Cell, *, last: bool) -> str:
        words = bool(self._wide and self._widths) and not cell.is_points
        return "marked" if cell.marked else "total" if last else "points" if at > self._wide and not words else "text"

    def _as_wanted(self, down: int, at: int, text: str, role: str, span: int = 1) -> Wanted:
        wide, head, alone = at == self._wide, role == "head", span == 1
        titled = wide and self._wide > 0 and alone
        wrapped = (wide and not titled and alone) or (head and len(text) > _WORD)
        shape = Shape(
            span=span, head=head, titled=titled, wrapped=wrapped, wide=wide, right=at > self._wide and alone,
            edge=self.tight is not None and at == 0, outlined=role == "marked",
        )  # fmt: skip
        if self._widths and not wide and alone:
            shape = shape._replace(tight=KINDS.get(role, Kind.POINTS), edges=self._edges(at))
            return Wanted(down, at, text, role, shape, self._widths[at])
        return Wanted(down, at, text, role, shape)

    def _edges(self, at: int) -> tuple[int, int]:
        """Along the screen's edges a line stands in from them."""
        last = self._wide and at == self._columns - 1
        return self._edge if self._wide and at == 0 else 0, self._edge if last else 0

    def _least_wide(self, sheet: Sheet) -> int:
        return LEAST_WIDE if self._wide else 0 if self.tight else self._item_width(sheet)

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

    def measure(self, text: str) -> int:
        """The width of words of this size."""
        return self._longest((text,))
