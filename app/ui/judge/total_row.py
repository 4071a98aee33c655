"""Over the cards: the total, how much of the sheet is scored or what it lacks, and the way to stand aside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.models.points import short
from app.models.shape import Points
from app.ui.judge.sheet_model import SheetModel
from app.ui.theme import Metrics
from app.ui.widgets import Elided, button, label


class TotalRow(QWidget):
    """`recuse` is lent to the strip's card; `take_back` brings it home."""

    def __init__(self, model: SheetModel, sizes: Metrics, stand_aside: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("totalRow")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = model
        self._told: object = None
        self.total, self.name, self.rest = label("total"), label(), Elided("small")
        self.recuse = button("flat", stand_aside)
        self.recuse.setObjectName("recuse")
        self.setFixedHeight(sizes.top)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 0, 8, 0)
        self._row.setSpacing(6)
        self._row.addWidget(self.name)
        self._row.addWidget(self.total)
        self._row.addWidget(self.rest, 1)
        self.take_back()

    def take_back(self) -> None:
        """The way to stand aside is at the end of the row again."""
        self._row.addWidget(self.recuse)

    def resize_to(self, sizes: Metrics) -> None:
        self.setFixedHeight(max(sizes.top, sizes.line(sizes.px(26))))

    def retranslate(self) -> None:
        """All of it is said anew at the next `refresh`."""
        self.name.setText(self.tr("总分"))
        self._told = None

    def refresh(self) -> None:
        """Anything of the sheet changed."""
        model, view = self._model, self._model.view
        away, locked = bool(model.away), view is None or view.locked
        told = away, locked, view.rubric.id if view is not None else "", dict(model.points), model.wants
        if told == self._told:
            return
        self._told = told
        self.recuse.setText(self.tr("回避…"))
        self.recuse.setAccessibleName(self.tr("回避本份"))
        self.recuse.setEnabled(not locked)
        self.total.setText(model.total_shown)
        self.rest.setText("" if away else self._words())
        self.total.setAccessibleName(self.tr("总分 {n}").format(n=model.total_shown))

    def _words(self) -> str:
        model = self._model
        blank = len(model.items) - model.filled
        if not model.filled:
            return self.tr("满分 {full} · {m} 项未评").format(full=short(Points(sum(i.max for i in model.items))), m=blank)
        if blank:
            return self.tr("/{full} 已评 {n} 项 · 未评 {m} 项").format(full=short(model.total_max), n=model.filled, m=blank)
        if "remark" in model.wants:
            return self.tr("/{full} 缺总体评价").format(full=short(model.total_max))
        if model.wants:
            return self.tr("/{full} 缺建议等级").format(full=short(model.total_max))
        return self.tr("/{full} 各项已评完").format(full=short(model.total_max))
