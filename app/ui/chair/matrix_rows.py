"""The judge × entry matrix as a table model: every text and mark is made once, so that 400 × 40 cells only have to be painted.

What a colour says stands in the cell too: the ground follows the number, dropped totals have a sign and a line through them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from app.core.words import say
from app.ui.chair.matrix_lines import FIRST, NO_LINES, Line, Lines
from app.ui.columns import AT_LEFT, AT_RIGHT, CENTRED, NOWHERE, Cell, Index, PlainRows
from app.ui.tips import tip

if TYPE_CHECKING:
    from app.scoring.view import PanelRow
    from app.ui.theme import Colours

FROZEN = 3
STEPS = 5
"""Grounds of the heat, from the lowest total of the panel to the highest."""
_FAINT = 0.04
_RIGHT = {0, 3}


class MatrixRows(PlainRows):
    """排名 编号 课题 · 最终得分 建议等级 分差 备注 · one column a judge. Filtered and sorted here: a panel is small."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._made: Lines = NO_LINES
        self._shown: tuple[Line, ...] = ()
        self._names: Mapping[str, str] = {}
        self._titles: tuple[str, ...] = ()
        self._asked = ("", "", "", False)
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self._struck = QFont()
        self._struck.setStrikeOut(True)
        self._grounds: tuple[QBrush, ...] = ()

    def show(self, made: Lines, names: Mapping[str, str]) -> None:
        """Replace everything; filter and order stay. `names`: judge → as they are called now."""
        self.beginResetModel()
        self._made = made
        self._name(names)
        self._shown = self._chosen()
        self.endResetModel()

    def rename(self, names: Mapping[str, str]) -> None:
        """The judges are called otherwise from now on, or all is said in another language."""
        self._name(names)
        if self.columnCount():
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def narrow(self, text: str, field: str, level: str, flagged: bool) -> None:
        """Only rows with this text, of this field and level (codes, "" for any; "-" for no level), flagged 分差 or marked."""
        if (asked := (text.strip().casefold(), field, level, flagged)) != self._asked:
            self._asked = asked
            self._narrow()

    def dress(self, colours: Colours) -> None:
        """Grounds from the theme in force."""
        self._grounds = tuple(QBrush(_between(colours.surface, colours.accent, _FAINT * step)) for step in range(1, STEPS + 1))
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, self.columnCount() - 1))

    def row(self, at: int) -> PanelRow | None:
        """The entry of this row, or None."""
        return self._shown[at].row if 0 <= at < len(self._shown) else None

    def cells(self, row: int, columns: Sequence[int]) -> Sequence[Cell]:
        line = self._shown[row]
        texts, heat, struck = line.texts, line.heat, line.struck
        return [Cell(texts[at], self.ground(heat[at]), struck.get(at, 0)) for at in columns]

    def ground(self, heat: int) -> QBrush | None:
        """What lies under a cell of this heat."""
        return self._grounds[heat - 1] if heat and self._grounds else None

    def side(self, column: int) -> int:
        return AT_RIGHT if column in _RIGHT else CENTRED if column >= FIRST else AT_LEFT

    def find(self, code: str) -> int:
        """The row of this entry, −1 where it is not shown."""
        return next((n for n, line in enumerate(self._shown) if line.row.code == code), -1)

    @property
    def total(self) -> int:
        """Entries before the filter."""
        return len(self._made.lines)

    def widest(self, column: int) -> tuple[str, ...]:
        """Every text of this column, filtered or not, so that widths stay while a person types."""
        return self._made.texts[column]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By this column; what has no value stays last. Current cell and selection go with their rows."""
        self._sorted = (column, order) if column >= 0 else None
        self.layoutAboutToBeChanged.emit()
        before, kept = self._shown, self.persistentIndexList()
        self._shown = self._ordered(self._shown)
        places = {line.row.code: n for n, line in enumerate(self._shown)}
        self.changePersistentIndexList(kept, [self.index(places[before[i.row()].row.code], i.column()) for i in kept])
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() or not self._made.lines else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self._shown[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return line.texts[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken(column, self._spoken())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(line.spoken(column, self._spoken()))
        if role == Qt.ItemDataRole.BackgroundRole:
            return self.ground(line.heat[column])
        if role == Qt.ItemDataRole.FontRole and column in line.struck:
            return self._struck
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.side(column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.side(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._titles[section]

    def _narrow(self) -> None:
        self.beginResetModel()
        self._shown = self._chosen()
        self.endResetModel()

    def _chosen(self) -> tuple[Line, ...]:
        return self._ordered(tuple(line for line in self._made.lines if line.meets(*self._asked)))

    def _name(self, names: Mapping[str, str]) -> None:
        self._names = names
        own = (
            self.tr("排名"), self.tr("编号"), self.tr("课题"), self.tr("最终得分"), self.tr("建议等级"), self.tr("分差"), self.tr("备注"),
        )  # fmt: skip
        self._titles = (*own, *(_heading(names.get(j, j), j in self._made.unsigned) for j in self._made.judges))

    def _spoken(self) -> tuple[str, ...]:
        """Headings as they are read aloud: whole."""
        return tuple(self._names.get(j, j) for j in self._made.judges)

    def _ordered(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        if self._sorted is None:
            places = {line.row.code: n for n, line in enumerate(self._made.lines)}
            return tuple(sorted(lines, key=lambda line: places[line.row.code]))
        column, order = self._sorted
        known = [line for line in lines if line.keys[column] is not None]
        known.sort(key=lambda line: line.keys[column], reverse=order is Qt.SortOrder.DescendingOrder)  # type: ignore[arg-type, return-value]  # one column's keys are of one kind, and None was left out
        return (*known, *(line for line in lines if line.keys[column] is None))


def _heading(name: str, unsigned: bool) -> str:
    return name.partition("（")[0].partition(" (")[0] + say(" 代录", " copied") if unsigned else name


def _between(one: str, other: str, share: float) -> QColor:
    a, b = QColor(one), QColor(other)
    mixed = (round(x + (y - x) * share) for x, y in zip((a.red(), a.green(), a.blue()), (b.red(), b.green(), b.blue()), strict=True))
    return QColor(*mixed)
