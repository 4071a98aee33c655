"""Rows as high as their words need, of a table of hundreds: those in view at once, the others a few in each turn of the window.

Qt measures all of them in one turn, again whenever a column or a text changes, and asks the model a dozen things of each cell for it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QHeaderView, QTableView

_AT_ONCE = 20
"""Rows of a turn: some milliseconds."""


class RowsByTurns(QObject):
    """`measure()` after rows, columns or letters changed. What is at the top of the view stays there."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table, self._next = table, 0
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._some)

    @property
    def done(self) -> bool:
        return not self._turn.isActive()

    def measure(self) -> None:
        """Anew, from the first on."""
        top, end = self._table.rowAt(0), self._table.viewport().height()
        for row in range(max(0, top), self._many()):
            if self._table.rowViewportPosition(row) > end:
                break
            self._fit(row)
        self._next = 0
        self._turn.start()

    def _some(self) -> None:
        first, self._next = self._next, min(self._next + _AT_ONCE, self._many())
        top = self._table.rowAt(0)
        before = self._table.rowViewportPosition(top)
        for row in range(first, self._next):
            self._fit(row)
        if top >= 0 and (moved := self._table.rowViewportPosition(top) - before):
            bar = self._table.verticalScrollBar()
            bar.setMaximum(max(bar.maximum(), bar.value() + moved))  # Qt lengthens it at the next layout only
            bar.setValue(bar.value() + moved)
        if self._next >= self._many():
            self._turn.stop()

    def _fit(self, row: int) -> None:
        rows = self._table.verticalHeader()
        high = max(self._table.sizeHintForRow(row), rows.minimumSectionSize())
        if rows.sectionSize(row) != high:
            rows.resizeSection(row, high)

    def _many(self) -> int:
        return self._table.verticalHeader().count()
