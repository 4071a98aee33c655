"""回避本份: a reason in words, then the entry's files shut; the same panel takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.executor import Priority
from app.models.changes import Changes
from app.models.shape import LINE
from app.models.sheet import ScoreSheet
from app.ui.bus import ChangesBus
from app.ui.fields import Counted
from app.ui.judge.workbench import Workbench
from app.ui.panels import Panel
from app.ui.tasks import Runner
from app.ui.theme import Metrics
from app.ui.widgets import button, label

if TYPE_CHECKING:
    from app.services.judge.read_entries import EntryView
    from app.ui.judge.services import JudgeServices

WIDTH, HEIGHT = 400, 224


class RecusePanel(Panel):
    """For the entry that was open when it was opened: it names it, and goes when another one comes."""

    def __init__(self, bench: Workbench, services: JudgeServices, runner: Runner, bus: ChangesBus, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._services, self._runner, self._bus = bench, services, runner, bus
        self.title, self.words, self.reason = label("title"), label("muted", wrap=True), Counted(LINE)
        self.go, self.close_ = button("primary", self.act), button("flat", self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        head, acts = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_)
        column.addLayout(head)
        for widget in (self.words, self.reason, self.reason.counter):
            column.addWidget(widget)
        acts.addWidget(self.go)
        acts.addStretch(1)
        column.addLayout(acts)
        self._entry, self._back = "", False
        self.reason.setMinimumHeight(36)
        self.go.setMinimumHeight(36)
        self.reason.textChanged.connect(lambda _text: self._offer())
        self.reason.returnPressed.connect(self.act)
        bench.leaving.connect(self.hide)
        bench.sheet.changed.connect(self._follow)
        self.retranslate()
        self.hide()

    def act(self) -> None:
        """Stand aside, or take that back."""
        view = self._bench.sheet.view
        if view is None or not self.go.isEnabled() or not self._is_of(view):
            return
        if not self._back:
            self._runner.database(
                self._services.recuse, view.entry.code, self.reason.text().strip(), priority=Priority.SAVE, then=self._done
            )
        else:
            self._runner.database(self._services.take_back_recusal, view.entry.code, priority=Priority.SAVE, then=self._done)

    def area(self, width: int, sizes: Metrics) -> QRect:
        """Beside the rubric, over papers of this width."""
        wide = sizes.scaled(WIDTH)
        return QRect(max(0, width - wide - 24), 0, wide, sizes.scaled(HEIGHT))

    def retranslate(self) -> None:
        recused, deed = self._back, self.tr("撤销回避") if self._back else self.tr("回避本份")
        self.title.setText(" · ".join(w for w in (deed, self._entry) if w))
        self.words.setText(
            self.tr("撤销后资料重新开放，可继续评分。") if recused else self.tr("回避后资料关闭，已打的分不计。回避和理由随评分文件提交。")
        )
        self.reason.setVisible(not recused)
        self.reason.setPlaceholderText(self.tr("理由，例如“曾辅导该小组”"))
        self.reason.setAccessibleName(self.tr("回避理由"))
        self.go.setText(deed)
        self.go.setAccessibleName(self.title.text())
        self.close_.setText(self.tr("关闭"))
        self.close_.setAccessibleName(self.tr("关闭"))
        self._offer()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        view = self._bench.sheet.view
        self._entry = view.entry.code if view is not None else ""
        self._back = view is not None and view.sheet.recusal is not None
        self.reason.clear()
        self.retranslate()
        (self.go if self.reason.isHidden() else self.reason).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._fit)
        return super().event(event)

    def _fit(self) -> None:
        """As high as its words need, whatever it was given: they are longer in English, and of another size."""
        inside, frame = self.layout(), self.height() - self.contentsRect().height()
        if inside is not None and self.height() != (high := inside.totalHeightForWidth(self.contentsRect().width()) + frame):
            self.resize(self.width(), high)

    def _leave(self) -> None:
        self.hide()

    def _is_of(self, view: EntryView) -> bool:
        """Whether it still says what would be done to this entry."""
        return view.entry.code == self._entry and (view.sheet.recusal is not None) is self._back

    def _follow(self) -> None:
        """Another entry is shown, or this one was recused, or taken back, by other hands."""
        view = self._bench.sheet.view
        if not self.isHidden() and (view is None or not self._is_of(view)):
            self.hide()

    def _offer(self) -> None:
        view = self._bench.sheet.view
        free = view is not None and not view.locked
        self.go.setEnabled(free and (self.reason.isHidden() or (bool(self.reason.text().strip()) and not self.reason.over)))

    def _done(self, done: tuple[ScoreSheet, Changes]) -> None:
        self.hide()
        self._bus.publish(done[1])
