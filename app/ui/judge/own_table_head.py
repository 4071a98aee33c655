"""Over 我的评分表: which rubric, which entries by their state, and the search."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.core.words import say
from app.models.sheet import SheetState
from app.ui.fields import Combo, Search
from app.ui.judge import words
from app.ui.judge.own_table_model import OwnTableModel
from app.ui.widgets import label

_FILTERS = (None, SheetState.UNTOUCHED, SheetState.DRAFT, SheetState.DONE, SheetState.RETURNED, SheetState.RECUSED, SheetState.SUBMITTED)
_PAUSE_MS = 200


class OwnTableHead(QHBoxLayout):
    """Asks the model for what is chosen here; another rubric is another table: `rubric_wanted(id)`."""

    rubric_wanted = Signal(str)

    def __init__(self, model: OwnTableModel) -> None:
        super().__init__()
        self._model = model
        self.title = label("title")
        self.rubrics, self.state, self.search = Combo(), Combo(), Search()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(lambda: model.ask(text=self.search.text().strip()))
        self.rubrics.activated.connect(lambda at: self.rubric_wanted.emit(self.rubrics.itemData(at)))
        self.state.activated.connect(lambda at: model.ask(state=_FILTERS[at]))
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self._lay_out()

    def retranslate(self) -> None:
        self.title.setText(self.tr("我的评分表"))
        self.rubrics.setAccessibleName(self.tr("评分表"))
        self.state.setAccessibleName(self.tr("按状态筛选"))
        self.search.offer(self.tr("搜索编号、课题、小组、单位"), self.tr("搜索成果"), self.tr("搜索"))
        self.search.setAccessibleName(self.tr("搜索成果"))
        self.state.blockSignals(True)
        at = max(0, self.state.currentIndex())
        self.state.clear()
        self.state.addItems([words.state(s) if s else self.tr("全部") for s in _FILTERS])
        self.state.setCurrentIndex(at)
        self.state.blockSignals(False)
        self.name_rubrics()

    def name_rubrics(self) -> None:
        """As the model lists them; one alone is not offered."""
        self.rubrics.clear()
        for rubric in self._model.rubrics:
            self.rubrics.addItem(say(rubric.title.zh, rubric.title.en), rubric.id)
        self.rubrics.setCurrentIndex(max(0, self.rubrics.findData(self._model.query.rubric)))
        self.rubrics.setVisible(self.rubrics.count() > 1)

    def _lay_out(self) -> None:
        for box in (self.rubrics, self.state, self.search):
            box.setMinimumHeight(36)
        self.search.setMaximumWidth(320)
        self.addWidget(self.title)
        self.addSpacing(8)
        self.addWidget(self.rubrics)
        self.addStretch(1)
        self.addWidget(self.search, 2)
        self.addWidget(self.state)
