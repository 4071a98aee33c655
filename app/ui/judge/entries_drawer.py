"""☰: every entry with its state, over the page; Enter opens one, Esc shuts the drawer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from app.core.words import say
from app.models.points import short
from app.models.sheet import SheetState
from app.ui.columns import Column, RowsModel
from app.ui.fields import Combo, Search
from app.ui.judge import words
from app.ui.judge.drawer_model import DrawerModel
from app.ui.panels import Panel
from app.ui.widgets import label

if TYPE_CHECKING:
    from app.services.judge.read_entries import EntryRow

WIDTH = 480
_FILTERS = (None, SheetState.UNTOUCHED, SheetState.DRAFT, SheetState.DONE, SheetState.RETURNED, SheetState.RECUSED, SheetState.SUBMITTED)


class EntriesDrawer(Panel):
    """`chosen(code)` opens an entry."""

    chosen = Signal(str)

    def __init__(self, model: DrawerModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.search, self.state = Search(), Combo()
        self.count = label("small")
        self.rows: RowsModel[EntryRow] = RowsModel(self._columns(), self)
        self.table = QTableView()
        self._dress_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.state)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.count)
        self.search.textChanged.connect(model.search)
        self.state.currentIndexChanged.connect(lambda at: model.filter(_FILTERS[at]))
        self.rows.wanted.connect(model.sort)
        model.listed.connect(self._listed)
        self.table.activated.connect(self._choose)
        self.table.clicked.connect(self._choose)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("搜索编号、课题、小组、单位"))
        self.search.setAccessibleName(self.tr("搜索成果"))
        self.state.setAccessibleName(self.tr("按状态筛选"))
        self.table.setAccessibleName(self.tr("成果列表"))
        self.state.blockSignals(True)
        at = max(0, self.state.currentIndex())
        self.state.clear()
        self.state.addItems([words.state(s) if s else self.tr("全部") for s in _FILTERS])
        self.state.setCurrentIndex(at)
        self.state.blockSignals(False)
        self.rows.retitle()
        self._listed(self.rows.rows)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.active = True
        self._model.read()
        self.search.setFocus()
        self.search.selectAll()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.active = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.search.hasFocus() and self.rows.rows:
            if key == Qt.Key.Key_Down:
                self.table.setFocus()
                self.table.selectRow(0)
            else:
                self._choose(self.rows.index(0, 0))
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        row = self.rows.row(index)
        if row is not None:
            self.hide()
            self.chosen.emit(row.code)

    def _listed(self, rows: tuple[EntryRow, ...]) -> None:
        self.rows.show(rows)
        self.count.setText(self.tr("{n} 份").format(n=len(rows)) if rows else self.tr("没有符合条件的成果。"))

    def _columns(self) -> tuple[Column[EntryRow], ...]:
        return (
            Column("code", lambda: self.tr("编号"), lambda r: r.code, order="code"),
            Column("title", lambda: self.tr("课题"), lambda r: r.title, order="title"),
            Column("state", lambda: self.tr("状态"), _state, order="state"),
            Column("total", lambda: self.tr("总分"), lambda r: short(r.total) if r.total is not None else "—", right=True, order="total"),
        )

    def _dress_table(self) -> None:
        table = self.table
        table.setModel(self.rows)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(38)
        table.setSortingEnabled(True)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for at, width in ((0, 70), (2, 92), (3, 60)):
            header.resizeSection(at, width)


def _state(row: EntryRow) -> str:
    """草稿 3/6: how far a draft is stands beside its state."""
    if row.withdrawn:
        return say("已撤出", "Taken out")
    text = words.state(row.state)
    return f"{text} {row.filled}/{row.items}" if row.state is SheetState.DRAFT and row.items else text
