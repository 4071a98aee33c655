"""☰: every entry with its state, over the page; Enter opens one, Esc shuts the drawer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from app.core.words import say
from app.models.points import short
from app.models.sheet import SheetState
from app.ui.columns import Column, RowsModel
from app.ui.fields import Combo, Search
from app.ui.judge import words
from app.ui.judge.drawer_model import DrawerModel
from app.ui.panels import Panel
from app.ui.plain_table import PlainTable
from app.ui.theme import Colours, Metrics
from app.ui.widgets import button, label

if TYPE_CHECKING:
    from app.models.season import EntryField
    from app.services.judge.read_entries import EntryRow

WIDTH = 736
"""Wider than the sketch: with number, 领域 and 回避 beside the topic, titles of 14 characters still show whole. It grows to its longest
title, which in English has less beside it, while a strip of the papers stays in view."""
_STRIP, _TITLE_SIGNS = 60, 30
_FIELD, _TOPIC, _RECUSE = 3, 2, 6
_TOPIC_SIGNS = 10
"""With less room than for so many signs of the topic 领域, which can be filtered by, makes way."""
_MARGIN = 20
_FILTERS = (None, SheetState.UNTOUCHED, SheetState.DRAFT, SheetState.DONE, SheetState.RETURNED, SheetState.RECUSED, SheetState.SUBMITTED)


class EntriesDrawer(Panel):
    """`chosen(code)` opens an entry. `recuse_wanted(row)`: stand aside from it, or take that back, without opening it.
    `everywhere(words)`: look for the words in all the papers of the batch.
    """

    chosen = Signal(str)
    recuse_wanted = Signal(object)
    everywhere = Signal(str)

    def __init__(self, model: DrawerModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.search, self.state, self.field = Search(), Combo(), Combo()
        self.recuse = button("flat", self._recuse)
        self.count, self.texts = label("small"), button("flat", lambda: self.everywhere.emit(self.search.text().strip()))
        self._fields: tuple[EntryField, ...] = ()
        self._left: Callable[[], str] = str
        self._judge = ""
        self._wanted, self._papers = 0, (0, 0)
        self._sizes: Metrics | None = None
        self.rows: RowsModel[EntryRow] = RowsModel(self._columns(), self)
        self.table = PlainTable(self.rows)
        self._dress_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        for box in (self.field, self.state):
            box.setMinimumHeight(36)
            top.addWidget(box)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.texts)
        foot.addWidget(self.recuse)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.search.textChanged.connect(model.search)
        self.search.textChanged.connect(lambda _text: self._offer_texts())
        self.field.currentIndexChanged.connect(lambda at: model.only_field(str(self.field.itemData(at) or "")))
        self.state.currentIndexChanged.connect(lambda at: model.filter(_FILTERS[at]))
        self.rows.wanted.connect(model.sort)
        model.listed.connect(self._listed)
        self.table.activated.connect(self._choose)
        self.table.clicked.connect(self._clicked)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._offer_recusal())
        self.retranslate()
        self.hide()

    def area(self, width: int, height: int, sizes: Metrics) -> QRect:
        """Where it lies over papers of this size."""
        self._papers, self._sizes = (width, height), sizes
        least = min(sizes.scaled(WIDTH), width)
        return QRect(0, 0, max(least, min(self._wanted, width - sizes.scaled(_STRIP))), height)

    def _grow(self, others: int) -> None:
        """`others`: what stands beside the topic. It never shrinks under the hand of somebody who searches."""
        sign, around = self.table.fontMetrics().horizontalAdvance("字"), self.width() - self.table.viewport().width()
        wanted = others + min(self._needs(_TOPIC, 0) + sign, _TITLE_SIGNS * sign) + around
        if self.isVisible() and self._sizes is not None and wanted > self._wanted:
            self._wanted = wanted
            self.setGeometry(self.area(*self._papers, self._sizes))

    def dress(self, colours: Colours) -> None:
        self.table.dress(colours)

    def retranslate(self) -> None:
        self.search.offer(self.tr("搜索编号、课题、小组、单位"), self.tr("搜索成果"), self.tr("搜索"))
        self.search.setAccessibleName(self.tr("搜索成果"))
        self.state.setAccessibleName(self.tr("按状态筛选"))
        self.table.setAccessibleName(self.tr("成果列表"))
        self.state.blockSignals(True)
        at = max(0, self.state.currentIndex())
        self.state.clear()
        self.state.addItems([words.state(s) if s else self.tr("全部状态") for s in _FILTERS])
        self.state.setCurrentIndex(at)
        self.state.blockSignals(False)
        self._name_fields()
        self._offer_texts()
        self.rows.retitle()
        self._listed(self.rows.rows)

    def know(self, fields: tuple[EntryField, ...], left: Callable[[], str], judge: str = "") -> None:
        """The 领域 of this list (a choice is offered from two on); `left()` says how long the deadline is away; `judge`: whose 主评 count."""
        self._left, self._judge = left, judge
        if fields != self._fields:
            self._fields = fields
            self._name_fields()
        self._listed(self.rows.rows)

    def _name_fields(self) -> None:
        several = len(self._fields) > 1
        self.field.setAccessibleName(self.tr("按领域筛选"))
        self.field.blockSignals(True)
        at = max(0, self.field.currentIndex())
        self.field.clear()
        self.field.addItem(self.tr("全部领域"), "")
        for known in self._fields:
            self.field.addItem(say(known.name.zh, known.name.en), known.code)
        self.field.setCurrentIndex(at if at < self.field.count() else 0)
        self.field.blockSignals(False)
        self.field.setVisible(several)
        self._fit()

    def _topic(self, row: EntryRow) -> str:
        """Marked where this judge is the 主评."""
        return self.tr("【主评】{title}").format(title=row.title) if row.lead and row.lead == self._judge else row.title

    def _field_name(self, row: EntryRow) -> str:
        return next((say(f.name.zh, f.name.en) for f in self._fields if f.code == row.field), row.field)

    def _offer_texts(self) -> None:
        words = self.search.text().strip()
        self.texts.setVisible(bool(words))
        self.texts.setText(self.tr("在全部资料里找“{words}”").format(words=words if len(words) < 9 else words[:8] + "…"))
        self.texts.setAccessibleName(self.texts.text())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.set_row(max(38, self.table.fontMetrics().height() + 14))
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

    def _clicked(self, index: QModelIndex) -> None:
        row = self.rows.row(index)
        if index.column() != _RECUSE:
            self._choose(index)
        elif row is not None and _may_recuse(row):
            self.recuse_wanted.emit(row)

    def _line(self) -> EntryRow | None:
        """The line that is chosen, where the judge may stand aside from it."""
        chosen = self.table.selectionModel().selectedRows()
        row = self.rows.row(chosen[0]) if chosen else None
        return row if row is not None and _may_recuse(row) else None

    def _recuse(self) -> None:
        if (row := self._line()) is not None:
            self.recuse_wanted.emit(row)

    def _offer_recusal(self) -> None:
        """For whoever works by keys: of the line that the arrows chose."""
        row = self._line()
        self.recuse.setVisible(row is not None)
        if row is not None:
            words = self.tr("撤销 {code} 的回避…") if row.state is SheetState.RECUSED else self.tr("回避 {code}…")
            self.recuse.setText(words.format(code=row.code))
            self.recuse.setAccessibleName(self.recuse.text())

    def _listed(self, rows: tuple[EntryRow, ...]) -> None:
        self.rows.show(rows)
        self._offer_recusal()
        self._fit()
        many = self.tr("{n} 份", None, len(rows)).format(n=len(rows)) if rows else self.tr("没有符合条件的成果。")
        aside = words.not_counted(sum(r.withdrawn for r in rows), sum(r.practice and not r.withdrawn for r in rows))
        self.count.setText(" · ".join(w for w in (many, aside, self._turned(rows), self._left()) if w))

    def _turned(self, rows: tuple[EntryRow, ...]) -> str:
        """Why the list does not begin with number 1: every judge of a panel begins elsewhere."""
        first = rows[0] if rows else None
        if first is None or self._model.order != "position" or first.position != 1 or first.number == min(r.number for r in rows):
            return ""
        return self.tr("您从 {n} 号开始评").format(n=first.number)

    def _columns(self) -> tuple[Column[EntryRow], ...]:
        return (
            Column("number", lambda: self.tr("序号"), lambda r: str(r.number), order="position"),
            Column("code", lambda: self.tr("编号"), lambda r: r.code, order="code"),
            Column("title", lambda: self.tr("课题"), self._topic, order="title"),
            Column("field", lambda: self.tr("领域"), self._field_name, order="field"),
            Column("state", lambda: self.tr("状态"), _state, order="state"),
            Column(
                "total",
                lambda: self.tr("总分"),
                lambda r: short(r.total) if r.total is not None and not r.withdrawn else "—",
                right=True,
                order="total",
            ),
            Column("recuse", lambda: "", self._recusal),
        )

    def _recusal(self, row: EntryRow) -> str:
        if not _may_recuse(row):
            return ""
        return self.tr("撤销…") if row.state is SheetState.RECUSED else self.tr("回避…")

    def _dress_table(self) -> None:
        table = self.table
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        table.set_row(38)
        table.setSortingEnabled(True)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_TOPIC, QHeaderView.ResizeMode.Stretch)

    def _fit(self) -> None:
        """Everything but the topic as wide as it needs."""
        header = self.table.horizontalHeader()
        widths = {at: self._needs(at, least) for at, least in ((0, 44), (1, 70), (_FIELD, 92), (4, 92), (5, 60), (_RECUSE, 56))}
        self._grow(sum(width for at, width in widths.items() if at != _FIELD or len(self._fields) > 1))
        room = self.table.viewport().width()
        starved = room - sum(widths.values()) < _TOPIC_SIGNS * self.table.fontMetrics().horizontalAdvance("字")
        self.table.setColumnHidden(_FIELD, len(self._fields) < 2 or (starved and self.isVisible()))
        for at, width in widths.items():
            if not self.table.isColumnHidden(at):
                header.resizeSection(at, width)

    def _needs(self, at: int, least: int) -> int:
        header, measure = self.table.horizontalHeader(), self.table.fontMetrics()
        title = header.fontMetrics().horizontalAdvance(str(self.rows.headerData(at, Qt.Orientation.Horizontal)))
        texts = {str(self.rows.index(row, at).data()) for row in range(self.rows.rowCount())}
        return max([least, *(w + _MARGIN for w in (title, *map(measure.horizontalAdvance, texts)))])


def _may_recuse(row: EntryRow) -> bool:
    return not row.withdrawn and row.state is not SheetState.SUBMITTED


def _state(row: EntryRow) -> str:
    """草稿 3/6: how far a draft is stands beside its state."""
    if row.withdrawn:
        return say("已撤出", "Taken out")
    if row.practice and row.state is SheetState.UNTOUCHED:
        return say("试评", "Practice")
    text = words.state(row.state)
    return f"{text} {row.filled}/{row.items}" if row.state is SheetState.DRAFT and row.items else text
