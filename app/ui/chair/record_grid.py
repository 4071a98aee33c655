"""The cells of a pass: the judge's own grid, with a sign in the cells on which the two passes disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import say
from app.models.sheet import SheetState
from app.ui.judge.own_table_grid import Grid

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from app.services.judge.own_table import TableRow
    from app.ui.chair.record_model import RecordModel


class RecordGrid(Grid):
    """A pass never shows the other's points; that they differ is shown only when both are finished."""

    def __init__(self, record: RecordModel, parent: QObject | None = None) -> None:
        super().__init__(record, parent)
        self._record = record
        record.compared.connect(self._repaint)

    def _text(self, row: TableRow, column: int) -> str:
        place, text = self.item_at(column), super()._text(row, column)
        if place is not None and row.points[place] is None and not row.recused and self._cell(row, place) is None:
            return say("未录", "blank")
        if place is not None:
            return f"≠ {text}" if self._apart(row, place) else text
        if column == self.columnCount() - 1 and row.state in (SheetState.DONE, SheetState.UNTOUCHED):
            return say("已录完", "Copied") if row.state is SheetState.DONE else say("未录", "Not copied")
        return text

    def _look(self, row: TableRow, column: int) -> str:
        place = self.item_at(column)
        if place is not None and self._apart(row, place):
            return "problem"
        return super()._look(row, column)

    def _apart(self, row: TableRow, place: int) -> bool:
        """Of the points that are kept: a block being looked at shows what it would write, and nobody knows yet whether that differs."""
        seen = self._cell(row, place)
        return (seen is None or seen.state.value == "unchanged") and self._record.differs(row.code, self.items[place].code)
