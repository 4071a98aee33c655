"""Beside the matrix: one entry, its items × judges, where they differ most, and what was decided about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QStyleOptionViewItem, QTableView, QVBoxLayout

from app.core.words import say
from app.models.points import short, to_text
from app.ui import word_columns
from app.ui.chair import score_sheet
from app.ui.columns import Column, RowsModel
from app.ui.marked_rows import MarkedRows
from app.ui.plain_head import LOOKS
from app.ui.steady_table import SteadyTable
from app.ui.widgets import Elided, button, label
from app.ui.wrapped_rows import WrappedRows

if TYPE_CHECKING:
    from app.services.chair.one_entry import EntryDesk, ItemRow
    from app.ui.theme import Metrics

_MOST = 3
_ITEM, _RANGE, _FIRST = 0, 1, 2
"""Columns; the last is the first judge's."""
_SHARE, _AROUND = 40, 28
"""The largest part of the table that the items have, in per cent, and what stands beside their words: points are what the table is for."""


class PointsTable(SteadyTable):
    """Items × judges. Only an item's words may need a second line, so a row is as high as its first cells are: Qt would ask each judge's."""

    def sizeHintForRow(self, row: int) -> int:
        option, rows, high = QStyleOptionViewItem(), self.model(), 0
        self.initViewItemOption(option)
        for at in range(min(_FIRST + 1, rows.columnCount())):
            option.rect = QRect(0, 0, self.columnWidth(at), max(1, self.rowHeight(row)))
            index = rows.index(row, at)
            high = max(high, self.itemDelegateForIndex(index).sizeHint(option, index).height())
        return high


class _Items(MarkedRows, WrappedRows):
    """Long names wrap; the row that 证据 opens is marked, whichever judge of it was clicked."""


class EntryPanel(QFrame):
    """`left`: put it away. `evidence_wanted(item)`: by the button, or Enter on an item."""

    left = Signal()
    evidence_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.desk: EntryDesk | None = None
        self._dressed = QTimer(self, singleShot=True, interval=0)
        self._dressed.timeout.connect(self._widen)
        self.title, self.state, self.notes = Elided("title"), label("", wrap=True), label("small", wrap=True)
        self.shut = button("", self.left.emit)
        self.evidence = button("", self._evidence)
        self.rows: RowsModel[ItemRow] = RowsModel((), self)
        self.table = PointsTable()
        self.table.doubleClicked.connect(lambda _index: self._evidence())
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.setItemDelegateForColumn(_ITEM, _Items(self.table))
        head, column = QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        head.addWidget(self.title, 1)
        head.addWidget(self.evidence)
        head.addWidget(self.shut)
        column.addLayout(head)
        column.addWidget(self.state)
        column.addWidget(self.table, 1)
        column.addWidget(self.notes)
        self.retranslate()

    def show_entry(self, desk: EntryDesk) -> None:
        """Replace what is shown."""
        self.desk = desk
        self._fill(desk)
        self.show()

    def resize_to(self, sizes: Metrics) -> None:
        self.table.least = sizes.row
        self._widen()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _widen(self) -> None:
        word_columns.fit(self.table, self.rows, range(_RANGE, self.rows.columnCount()))

    def _fit(self) -> None:
        """A long item in two lines leaves the judges' points in view."""
        measure, table = self.table.fontMetrics(), self.table
        longest = max((measure.horizontalAdvance(row.name) for row in self.rows.rows), default=0) + _AROUND
        if self.rows.rows:
            room = table.width() - table.verticalScrollBar().sizeHint().width()  # which may come with the rows' heights
            table.horizontalHeader().resizeSection(_ITEM, min(longest, room * _SHARE // 100))
            table.fit_rows()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("一份成果"))
        self.table.setAccessibleName(self.tr("评审项目 × 评委"))
        self.evidence.setText(self.tr("证据"))
        self.evidence.setAccessibleName(self.tr("各评委在所选项目的证据"))
        self.shut.setText(self.tr("收起"))
        self.shut.setAccessibleName(self.tr("收起这份成果"))
        if self.desk is not None:
            self._fill(self.desk)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.hasFocus():
            self._evidence()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in LOOKS and self.desk is not None:
            self._dressed.start()  # new letters come as several events, and to the table last
        super().changeEvent(event)

    def _evidence(self) -> None:
        row = self.rows.row(self.table.currentIndex())
        self.evidence_wanted.emit(row.item if row is not None else "")

    def _fill(self, desk: EntryDesk) -> None:
        row = desk.row
        self.title.setText(f"{row.code} {row.title}")
        self.state.setText(score_sheet.header(desk))
        self.rows = RowsModel(self._columns(desk), self)
        self.rows.show(desk.items)
        self.table.setModel(self.rows)
        self._widen()
        self._fit()
        said = [words for words in (desk.avoid, desk.rule, desk.carried) if words]
        said += [line.words for line in desk.decisions[-_MOST:]]
        self.notes.setText("\n".join(said))
        self.notes.setVisible(bool(said))

    def _columns(self, desk: EntryDesk) -> tuple[Column[ItemRow], ...]:
        judges: tuple[Column[ItemRow], ...] = tuple(
            Column(j, _said(name), partial(_cell, at), right=True) for at, (j, name) in enumerate(desk.judges.items())
        )
        return (
            Column("item", lambda: self.tr("评审项目"), lambda i: i.name),
            Column("range", lambda: self.tr("极差"), _range, right=True),
            *judges,
            Column("official", lambda: self.tr("平均"), lambda i: "—" if i.official is None else to_text(i.official), right=True),
        )


def _said(name: str) -> Callable[[], str]:
    return lambda: name


def _range(item: ItemRow) -> str:
    if item.range is None:
        return "—"
    mark = say(" 需复议", " discuss") if item.flag else say(" 最大", " widest") if item.widest and item.range else ""
    return short(item.range) + mark


def _cell(judge: int, item: ItemRow) -> str:
    """As it counts; after 复议改分 the original stands before it. `judge`: in the panel's order."""
    cell = item.cells[judge]
    points = "—" if cell.points is None else short(cell.points)
    return f"{short(cell.independent)}→{points}" if cell.changed and cell.independent is not None else points
