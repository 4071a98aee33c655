"""What a pasted block or a spreadsheet would change, cell by cell, beside the table: nothing counts before it is applied."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.core.words import say
from app.models.points import short
from app.models.shape import Points
from app.services.judge.table_preview import RECUSAL
from app.ui.columns import Column, RowsModel
from app.ui.judge.cell_table import CellTable
from app.ui.marked_rows import MarkedRows
from app.ui.steady_area import SteadyArea
from app.ui.widgets import button, label

if TYPE_CHECKING:
    from app.services.judge.table_preview import CellPreview, Preview

_AROUND, _MEASURED, _LIST_LEAST = 14, 200, 96
"""Around the words of a row; rows from which on none is measured: their long names end in …; the least of the list."""


class PastePanel(QFrame):
    """Follows the model's preview; hidden without one."""

    def __init__(self, model: CellTable) -> None:
        super().__init__()
        self.setObjectName("sidePanel")
        self._model = model
        self._tight = False
        self._shown: Preview | None = None
        self.zeros = QCheckBox()
        self.zeros.toggled.connect(model.confirm_zeros)
        self.title, self.sum, self.why = label("title"), label("", wrap=True), label("small", wrap=True)
        self.rows: RowsModel[CellPreview] = RowsModel(self._columns(), self)
        self.list, self.area = QTableView(), SteadyArea(self._give)
        self.list.setModel(self.rows)
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setItemDelegate(MarkedRows(self.list))
        self.list.setShowGrid(False)
        self.list.setWordWrap(True)
        self.list.setTabKeyNavigation(False)
        self.list.verticalHeader().hide()
        self.list.horizontalHeader().hide()
        self.list.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.take, self.drop = button("primary", model.apply), button("", model.drop_preview)
        self.take.setMinimumHeight(36)
        self.drop.setMinimumHeight(36)
        self._lay_out()
        model.previewed.connect(self.refresh)
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._explain(now.row()))
        self.retranslate()
        self.hide()

    def _lay_out(self) -> None:
        """What is said and asked scrolls in a low window; the buttons stay in view."""
        inside, foot = QWidget(), QHBoxLayout()
        inside.setObjectName("page")
        body, column = QGridLayout(inside), QVBoxLayout(self)
        self._body, self._column = body, column
        body.setContentsMargins(0, 0, 0, 0)
        for at, part in enumerate((self.sum, self.list, self.zeros, self.why)):
            body.addWidget(part, at, 0)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._give(0)  # a least height of the list itself would be taken from the words above it
        body.setRowStretch(1, 1)
        self.area.setWidget(inside)
        foot.addWidget(self.take, 1)
        foot.addWidget(self.drop)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(self.title)
        column.addWidget(self.area, 1)
        column.addLayout(foot)

    def _give(self, pixels: int) -> None:
        """Of the list's least height."""
        self._body.setRowMinimumHeight(1, _LIST_LEAST - pixels)

    def fit(self, wide: int, *, tight: bool) -> None:
        """So wide; `tight` in a low window: no title, a line a cell, so that more than one cell is seen."""
        self._tight = tight
        self.setFixedWidth(wide)
        self.title.setVisible(not tight)
        self._set_rows()
        self.why.setVisible(not (tight and self.zeros.isVisibleTo(self)))

    def _set_rows(self) -> None:
        """Two lines a cell; in large text a long name takes more, and the outcome stands below it."""
        metrics = self.list.fontMetrics()
        usual = (1 if self._tight else 2) * metrics.lineSpacing() + _AROUND
        self.list.verticalHeader().setDefaultSectionSize(usual)
        room = QRect(0, 0, self.list.viewport().width() - _AROUND, 1 << 16)
        for at, cell in enumerate(self.rows.rows[:_MEASURED]):
            need = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._said(cell)).height() + _AROUND
            self.list.setRowHeight(at, usual if self._tight else max(usual, need))

    def _settle(self, *, fresh: bool) -> None:
        """What is said comes first, and the space bar ticks nothing that is out of view then."""
        self._set_rows()
        for layout in (self._column, self._body):  # words that were just set have their lines only now
            layout.activate()
        if fresh and self.zeros.hasFocus() and self.zeros.geometry().bottom() >= self.area.viewport().height():
            self.area.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """The preview came, or went."""
        preview, taken = self._model.preview, self._model.taken
        fresh, self._shown = preview is not self._shown, preview
        self.setVisible(preview is not None)
        if preview is None or taken is None:
            return
        changes, left_out = len(taken.changes), len(preview.cells) - len(taken.cells)
        self._sum_up(preview, changes)
        self.rows.show((*preview.problems, *preview.zeros, *(c for c in preview.changes if not c.zero)))
        self._set_rows()
        QTimer.singleShot(0, self, partial(self._settle, fresh=fresh))  # once more when the list has its width
        held = preview.whole and left_out > 0
        if left_out and changes and not self._tight and not held:
            self.take.setText(self.tr("跳过 {m} 处，应用 {n} 项").format(m=left_out, n=changes))
        else:
            self.take.setText(self.tr("应用 {n} 项").format(n=changes))
        self.take.setAccessibleName(self.take.text())
        self.take.setEnabled(changes > 0 and not held)
        if fresh:
            self.area.verticalScrollBar().setValue(0)
            first = self.take if self.take.isEnabled() else self.zeros if preview.zeros else self.drop
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sum_up(self, preview: Preview, changes: int) -> None:
        """How many of what, and the question about zeros."""
        zeros, problems = len(preview.zeros), len(preview.problems)
        parts = [self.tr("将改 {n} 项").format(n=changes), self.tr("{n} 项不变").format(n=preview.unchanged)]
        if problems:
            parts.append(self.tr("{n} 处不能写入").format(n=problems))
        self.sum.setText("\n".join(w for w in (preview.note, " · ".join(parts)) if w))
        self.title.setText(self.tr("读入预览") if preview.whole else self.tr("粘贴预览"))
        self.zeros.setVisible(zeros > 0)
        self.zeros.setChecked(self._model.zeros_confirmed)
        self.zeros.setText(self.tr("其中 {n} 格是 0 分，确认记 0 分").format(n=zeros))
        self.zeros.setAccessibleName(self.zeros.text())
        self.why.setVisible(not (self._tight and zeros))  # a low window has room for one of the two
        why = self.tr("现在还没有写入。应用后按一次 Ctrl+Z 可全部撤销。")
        if preview.whole and problems:
            why = self.tr("有读不出来的格，整张表都没有写入；请改正后再读。")
        elif zeros and self.zeros.isChecked():
            why += self.tr("0 分请各记一条理由。")
        self.why.setText(why)

    def retranslate(self) -> None:
        self.title.setText(self.tr("粘贴预览"))
        self.drop.setText(self.tr("取消"))
        for part in (self.list, self.area):
            part.setAccessibleName(self.tr("粘贴预览"))
        self.rows.retitle()
        self.refresh()
        self._model.look_again()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _explain(self, at: int) -> None:
        if 0 <= at < len(self.rows.rows) and self.rows.rows[at].words:
            self.why.setText(self.rows.rows[at].reason)

    def _columns(self) -> tuple[Column[CellPreview], ...]:
        return (Column("cell", lambda: self.tr("结果"), self._said),)

    def _said(self, cell: CellPreview) -> str:
        if self._tight and cell.words:  # they name the item
            return f"{cell.place}  {cell.entry or '—'}  {_outcome(cell)}"
        between = "  " if self._tight else "\n"
        doubt = self.tr("（待确认）") if cell.zero and not self._model.zeros_confirmed else ""
        return f"{cell.place}  {cell.entry or '—'}  {self._item(cell)}{between}{_outcome(cell)}{doubt}"

    def _item(self, cell: CellPreview) -> str:
        if cell.item == RECUSAL:
            return self.tr("是否回避")
        items = (i for r in self._model.rubrics for i in r.items if i.code == cell.item)
        found = next(items, None)
        return say(found.name.zh, found.name.en) if found is not None else self.tr("总分")


def _outcome(cell: CellPreview) -> str:
    """13 → 14, or why not."""
    if cell.item == RECUSAL:
        return f"→ {cell.text}"
    return f"✕ {cell.text.strip()[:12]}  {cell.words}" if cell.words else f"{_points(cell.before)} → {_points(cell.after)}"


def _points(value: Points | None) -> str:
    return short(value) if value is not None else say("未评", "blank")
