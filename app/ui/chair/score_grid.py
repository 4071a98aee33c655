"""A sheet drawn as a table of words: on the chair's own page and, larger, in the projection window. Nothing in it scrolls or hovers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from app.ui.widgets import clear, label

if TYPE_CHECKING:
    from app.ui.chair.score_sheet import Cell, Sheet
    from app.ui.theme import Colours

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WORD = 8
"""A heading longer than this is broken into lines: a name with a mark behind it."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ScoreGrid(QWidget):
    """`wide`: the column that takes what room is left."""

    def __init__(self, wide: int = 0) -> None:
        super().__init__()
        self.setObjectName("scoreGrid")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._wide, self._row = wide, 36
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._sheet: Sheet | None = None

    def dress(self, colours: Colours, base: int, points: int, row: int) -> None:
        """Colours and sizes in pixels: of words, of points, of a row."""
        self._row = row
        c = colours
        self.setStyleSheet(
            f"QWidget#scoreGrid {{ background: {c.surface}; }}"
            f"QLabel {{ color: {c.ink}; font-size: {base}px; padding: 0 6px; border-bottom: 1px solid {c.line}; background: {c.surface}; }}"
            f"QLabel[cell='head'] {{ color: {c.muted}; background: {c.window}; font-size: {max(13, base - 2)}px; padding: 4px 6px; }}"
            f"QLabel[cell='points'] {{ font-size: {points}px; }}"
            f"QLabel[cell='total'] {{ font-size: {points}px; font-weight: 600; border-top: 2px solid {c.edge}; }}"
            f"QLabel[cell='marked'] {{ font-size: {points}px; font-weight: 600; border: 2px solid {c.bad}; }}"
            f"QLabel[cell='line'] {{ color: {c.accent}; font-weight: 600; border: none; border-top: 3px solid {c.accent}; }}"
        )
        if self._sheet is not None:
            self.show_sheet(self._sheet)

    def show_sheet(self, sheet: Sheet) -> None:
        """Replace what is shown."""
        self._sheet = sheet
        clear(self._grid)
        for at in range(self._grid.columnCount()):
            self._grid.setColumnStretch(at, 0)
            self._grid.setColumnMinimumWidth(at, 0)
        self._grid.setColumnMinimumWidth(self._wide, 4 * self._row)
        for at, head in enumerate(sheet.heads):
            self._add(0, at, head, "head")
        for down, cells in enumerate(sheet.rows, 1):
            if len(cells) == 1:
                self._add(down, 0, cells[0].words, "line", span=len(sheet.heads))
            for at, cell in enumerate(cells if len(cells) > 1 else ()):
                self._cell(down, at, cell, last=down == len(sheet.rows) and self._wide == 0)
        for at in range(len(sheet.heads)):
            self._grid.setColumnStretch(at, 3 if at == self._wide else 1 if at > self._wide else 0)

    def texts(self) -> list[str]:
        """Every word that is shown."""
        return [w.text() for n in range(self._grid.count()) if (i := self._grid.itemAt(n)) and isinstance(w := i.widget(), QLabel)]

    def _cell(self, down: int, at: int, cell: Cell, *, last: bool) -> None:
        kind = "marked" if cell.marked else "total" if last else "points" if at > self._wide else "text"
        made = self._add(down, at, cell.words, kind)
        if cell.struck:
            font = made.font()
            font.setStrikeOut(True)
            made.setFont(font)

    def _add(self, down: int, at: int, text: str, kind: str, span: int = 1) -> QLabel:
        wrapped = at == self._wide or (kind == "head" and len(text) > _WORD)
        made = label("", text, wrap=wrapped and span == 1)
        made.setProperty("cell", kind)
        made.setMinimumHeight(self._row)
        made.setAlignment(_RIGHT if at > self._wide and span == 1 else _LEFT)
        if wrapped:
            made.setSizePolicy(
                QSizePolicy.Policy.Ignored if at == self._wide else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred
            )
        self._grid.addWidget(made, down, at, 1, span)
        return made
