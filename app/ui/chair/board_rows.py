"""The board as a table: one row a judge, one narrow column an entry; every mark is a word or a sign of its own shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QTableView

from app.core.words import say
from app.ui.columns import AT_LEFT, CENTRED, NOWHERE, Cell, Index, PlainRows, measured

if TYPE_CHECKING:
    from app.services.chair.board import Board, BoardRow

_FIRST, _CODE = 4, 2
_MARGIN = 20

_MARKS = {
    "received": ("已收", "in"), "missing": ("缺", "missing"), "recused": ("回避", "recused"), "unsigned": ("未签", "unsigned"),
    "unconfirmed": ("身份待确认", "not confirmed"), "undecided": ("待定", "undecided"), "not-assigned": ("未分配", "not assigned"),
}  # fmt: skip
"""What is known of one judge's sheet of one entry, in both languages."""
_SIGNS = {"received": "✓", "not-assigned": "·"}


class BoardRows(PlainRows):
    """评委 · 评分文件 · 校验码 · 备注, then the entries. `codes`: payload → 校验码, "" while it is being computed; `said`: a text as it may be shown now;
    `nameless`: whether judges go by letters now, for then their offices would tell whose letter it is; `mirrored`: whether the hall sees
    it, for then 校验码 and the time a file came would."""

    def __init__(
        self,
        codes: Mapping[str, str],
        said: Callable[[str], str],
        nameless: Callable[[], bool] = bool,
        parent: QObject | None = None,
        mirrored: Callable[[], bool] = bool,
    ) -> None:
        super().__init__(parent)
        self._codes, self._said, self._nameless, self._mirrored = codes, said, nameless, mirrored
        self._board: Board | None = None

    def show(self, board: Board) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self._board = board
        self.endResetModel()

    def row(self, at: int) -> BoardRow | None:
        """The row at this place, or None."""
        return self._board.rows[at] if self._board is not None and 0 <= at < len(self._board.rows) else None

    @staticmethod
    def is_missing(row: BoardRow) -> bool:
        """Whether nothing has come of this judge."""
        return row.received is None and "missing" in row.marks

    def retitle(self) -> None:
        """The language was switched."""
        if self._board is not None:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def coded(self, payload: str) -> None:
        """A 校验码 is known."""
        at = next((n for n, row in enumerate(self._board.rows if self._board is not None else ()) if row.payload == payload), -1)
        if at >= 0:
            self.dataChanged.emit(self.index(at, _CODE), self.index(at, _CODE))

    def fit(self, table: QTableView) -> None:
        """Each column as wide as its widest word."""
        wide, header = measured(table.fontMetrics()), table.horizontalHeader()
        for at in range(self.columnCount()):
            width = max(map(wide, self._texts(at))) + _MARGIN
            if header.sectionSize(at) != width:
                header.resizeSection(at, width)

    def cells(self, row: int, columns: Sequence[int]) -> Sequence[Cell]:
        return [Cell(self._text(row, at)) for at in columns]

    def side(self, column: int) -> int:
        return CENTRED if column >= _FIRST else AT_LEFT

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() or self._board is None else len(self._board.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() or self._board is None else _FIRST + len(self._board.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.side(index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or self._board is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.side(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section >= _FIRST:
            return self._board.entries[section - _FIRST]
        return (self.tr("评委"), self.tr("评分文件"), self.tr("校验码"), self.tr("备注"))[section]

    def _texts(self, column: int) -> set[str]:
        """Every text of a column, its heading among them."""
        head = str(self.headerData(column, Qt.Orientation.Horizontal))
        if self._board is not None and column >= _FIRST:
            return {head, *map(_sign, {row.marks[column - _FIRST] for row in self._board.rows})}
        return {head, *(self._text(at, column) for at in range(self.rowCount())), *(["000 000 000 000 000"] if column == _CODE else [])}

    def _text(self, at: int, column: int) -> str:
        row = self.row(at)
        if row is None:
            return ""
        if column == 0:
            name = self._said(row.name)
            if self._nameless():
                return name
            if row.deputy:
                return self.tr("{name}（副组长）").format(name=name)
            return self.tr("{name}（组长）").format(name=name) if row.chair else name
        if column == 1:
            return self._file(row)
        if column == _CODE:
            return "" if self._mirrored() else self._codes.get(row.payload, "") or (self.tr("计算中…") if row.payload else "")
        return self._said(row.note) if column == 3 else _sign(row.marks[column - _FIRST])

    def _file(self, row: BoardRow) -> str:
        if row.received is not None:
            return "✓" if self._mirrored() else f"✓ {_minute(row.received)}"
        return self.tr("缺") if self.is_missing(row) else "—"

    def _spoken(self, at: int, column: int) -> str:
        if column < _FIRST or self._board is None:
            return self._text(at, column)
        row = self.row(at)
        return (
            f"{self._said(row.name)} {self._board.entries[column - _FIRST]} {_words(row.marks[column - _FIRST])}" if row is not None else ""
        )


@lru_cache(4096)
def _minute(moment: datetime) -> str:
    """In local time; a hall's files came in a few minutes, and each is shown again and again."""
    return moment.astimezone().strftime("%m-%d %H:%M")


def _sign(mark: str) -> str:
    return _SIGNS.get(mark) or _words(mark)


def _words(mark: str) -> str:
    return say(*_MARKS[mark])
