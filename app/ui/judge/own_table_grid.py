"""The cells of 我的评分表: columns of one rubric over frozen rows, with a pasted block shown in place before it counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.core.words import say
from app.models.points import short
from app.models.rubric import RubricItem
from app.models.sheet import SheetState
from app.ui.judge import words
from app.ui.judge.cell_table import CellTable
from app.ui.tips import tip

if TYPE_CHECKING:
    from app.services.judge.own_table import TableRow
    from app.services.judge.table_preview import CellPreview

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
LOOK = Qt.ItemDataRole.UserRole + 1
"""How a cell is drawn: "code", "blank", "new", "problem", "away", "total", "part" or ""."""
FIRST = 3
"""Column of the first item; before it 组内序号, the code and the topic, after the items the total and the state."""
TOPIC = 2
_SHOWN, _TOLD = 8, 100
"""Characters of a text that is no points: in its cell, and in the tip."""


class Grid(QAbstractTableModel):
    """`wanted(order, descending)` when a header asks for another order."""

    wanted = Signal(str, bool)

    def __init__(self, table: CellTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.items: tuple[RubricItem, ...] = ()
        self._rows: tuple[TableRow, ...] = ()
        self.cut: Callable[[str], str] = str
        """How a long name of an item is shortened; the view knows its font."""
        self.more = 0
        """How much there is room for beside the topic: nothing, the circle, circle and unit."""
        self._seen: dict[tuple[str, str], CellPreview] = {}
        table.listed.connect(self._listed)
        table.redrawn.connect(self._redraw)
        table.previewed.connect(self._previewed)

    def item_at(self, column: int) -> int | None:
        """Place of the item in a column; None for the other columns."""
        return column - FIRST if FIRST <= column < FIRST + len(self.items) else None

    def row_at(self, row: int) -> TableRow | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    @property
    def empties(self) -> bool:
        """Whether a cell is looked at that would be blank: a longer word than any points, for which names make room only then."""
        return any(c.state.value == "new" and c.after is None for c in self._seen.values())

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.items) + FIRST + 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self.row_at(index.row())
        editable = row is not None and row.editable and self.item_at(index.column()) is not None
        return chosen | Qt.ItemFlag.ItemIsEditable if editable else chosen

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        if role == LOOK:
            return self._look(row, index.column())
        if role == Qt.ItemDataRole.EditRole:
            place = self.item_at(index.column())
            value = row.points[place] if place is not None else None
            return short(value) if value is not None else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._tip(row, index.column()) or "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.code} {self._title(index.column())} {self._text(row, index.column())}"
        if role == Qt.ItemDataRole.TextAlignmentRole and FIRST <= index.column() <= FIRST + len(self.items):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        place = self.item_at(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(section) if place is None else f"{self.cut(self._title(section))}\n/ {short(self.items[place].max)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = FIRST <= section <= FIRST + len(self.items)
            return int((Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter)
        return tip(self._title(section)) if role == Qt.ItemDataRole.ToolTipRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; the rows come back sorted from the store. No column: the judge's own order."""
        names = ("position", "code", "title", *(f"item:{i.code}" for i in self.items), "total", "state")
        if column < 0:
            self.wanted.emit("position", False)
        elif column < len(names):
            self.wanted.emit(names[column], order is Qt.SortOrder.DescendingOrder)

    def retitle(self) -> None:
        """The language was switched."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def _title(self, column: int) -> str:
        place = self.item_at(column)
        if place is not None:
            return say(self.items[place].name.zh, self.items[place].name.en)
        names = (self.tr("序号"), self.tr("编号"), self.tr("课题"), self.tr("总分"), self.tr("状态"))
        return names[column if column < FIRST else column - len(self.items)]

    def _text(self, row: TableRow, column: int) -> str:
        place = self.item_at(column)
        if place is None:
            return (str(row.number), row.code, self._topic(row), short(row.total) if row.total is not None else "—", _state(row))[
                column if column < FIRST else column - len(self.items)
            ]
        seen = self._cell(row, place)
        if seen is not None and seen.state.value != "unchanged":
            doubtful = seen.zero and not self.table.zeros_confirmed
            return f"✕ {_begun(seen.text)}" if seen.words else f"{'?' if doubtful else '→'} {points_words(seen.after)}"
        return "—" if row.recused else points_words(row.points[place])

    def _topic(self, row: TableRow) -> str:
        return " · ".join(t for t in (row.title, row.circle, row.unit)[: 1 + self.more] if t)

    def _look(self, row: TableRow, column: int) -> str:
        place = self.item_at(column)
        if place is None:
            at = column if column < FIRST else column - len(self.items)
            return ("", "code", "", "total" if row.complete else "part", "")[at]
        seen = self._cell(row, place)
        if seen is not None and seen.state.value != "unchanged":
            return "problem" if seen.words else "new"
        if row.recused or not row.editable:
            return "away"
        return "blank" if row.points[place] is None else ""

    def _tip(self, row: TableRow, column: int) -> str | None:
        place = self.item_at(column)
        seen = self._cell(row, place) if place is not None else None
        if seen is not None and seen.words:
            return say("{text}：{words}", "{text}: {words}", text=seen.text.strip()[:_TOLD], words=seen.words)
        if column == TOPIC:
            return " · ".join(t for t in (row.title, row.circle, row.unit) if t)
        return None

    def _cell(self, row: TableRow, place: int) -> CellPreview | None:
        return self._seen.get((row.code, self.items[place].code))

    def _listed(self, reset: bool) -> None:
        rubric = self.table.rubric
        items = rubric.items if rubric is not None else ()
        if reset or items != self.items or len(self.table.rows) != len(self._rows):
            self.beginResetModel()
            self.items, self._rows = items, self.table.rows
            self.endResetModel()
        else:
            self._rows = self.table.rows
            self._repaint()

    def _redraw(self, at: int) -> None:
        self._rows = self.table.rows
        self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))

    def _previewed(self) -> None:
        preview = self.table.preview
        self._seen = {(c.entry, c.item): c for c in preview.cells if c.item} if preview is not None else {}
        self._repaint()

    def _repaint(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))


def points_words(value: int | None) -> str:
    """What stands in a cell of points."""
    return short(value) if value is not None else say("未评", "blank")  # type: ignore[arg-type]


def _begun(text: str) -> str:
    """Of a text that is none, enough to know it again; its tip has more. A cut end is seen as one: eight digits of twelve are another number."""
    text = text.strip()
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _state(row: TableRow) -> str:
    if row.withdrawn:
        return say("已撤出", "Taken out")
    text = words.state(row.state)
    return f"{text} {sum(p is not None for p in row.points)}/{len(row.points)}" if row.state is SheetState.DRAFT else text
