"""Tables as data: a tuple of columns over frozen rows, one model for all of them.

Rows arrive sorted and filtered by the store (a proxy model costs up to 1.3 s on 10,000 rows); the model only
shows them and says by which column the person wants them sorted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics

from app.ui.tips import tip

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
AT_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
AT_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
CENTRED = int(Qt.AlignmentFlag.AlignCenter)
_SHORT = 6
"""A text longer than this may be cut off by its column; a person who points at it reads all of it."""


def measured(metrics: QFontMetrics) -> Callable[[str], int]:
    """How wide a text is, each text measured once: a table has few, in thousands of cells."""
    known: dict[str, int] = {}  # not functools.cache: wrapping a method of Qt reads its signature, 30 ms at the first time

    def width(text: str) -> int:
        found = known.get(text)
        if found is None:
            found = known[text] = metrics.horizontalAdvance(text)
        return found

    return width


class Cell(NamedTuple):
    """What is seen of a cell of plain text; `ground` lies a pixel inside it; a line goes through its first `struck` characters."""

    text: str
    ground: QBrush | None = None
    struck: int = 0


class PlainRows(QAbstractTableModel):
    """A model that a `PlainTable` can paint: what it shows of a row can be had at once."""

    def cells(self, row: int, columns: Sequence[int]) -> Sequence[Cell]:
        """The cells of this row in these columns; a model that has its texts at hand gives them without asking itself through Qt."""
        return [Cell(str(self.index(row, at).data() or "")) for at in columns]

    def side(self, column: int) -> int:
        """Where texts of this column stand: Qt alignment flags."""
        return AT_LEFT


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column: `title` gives its words in the language in force, `text` a cell's; `order` names it for sorting."""

    key: str
    title: Callable[[], str]
    text: Callable[[T], str]
    right: bool = False
    order: str | None = None
    spoken: Callable[[T], str] | None = None


class RowsModel(PlainRows, Generic[T]):
    """Frozen rows under columns. Emits `wanted(order, descending)` when a header asks for another order."""

    wanted = Signal(str, bool)

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: tuple[T, ...] = ()

    @property
    def rows(self) -> tuple[T, ...]:
        """What is shown now."""
        return self._rows

    def show(self, rows: Sequence[T]) -> None:
        """Replace all rows; where their number stays only the cells are repainted, so a selection stays too."""
        fresh = tuple(rows)
        if len(fresh) == len(self._rows) and fresh:
            self._rows = fresh
            self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, len(self._columns) - 1))
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def row(self, index: Index) -> T | None:
        """The row of an index, or None."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def texts(self, column: int) -> Iterator[str]:
        """Every text of it, without a question through Qt."""
        return map(self._columns[column].text, self._rows)

    def cells(self, row: int, columns: Sequence[int]) -> Sequence[Cell]:
        return [Cell(self._columns[at].text(self._rows[row])) for at in columns]

    def side(self, column: int) -> int:
        return AT_RIGHT if self._columns[column].right else AT_LEFT

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole and len(text := column.text(row)) > _SHORT:
            return tip(text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (column.spoken or column.text)(row)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.right:
            return AT_RIGHT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(self._columns):
            return self._columns[section].title()
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole and 0 <= section < len(self._columns):
            return self.side(section)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; the rows come back sorted from the store."""
        if 0 <= column < len(self._columns) and (name := self._columns[column].order):
            self.wanted.emit(name, order is Qt.SortOrder.DescendingOrder)

    def retitle(self) -> None:
        """The language was switched."""
        if self._columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
