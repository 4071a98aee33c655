"""换一个恢复码: for a paper that was lost or seen. The old code stays in force until the new one is written down."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.executor import Priority
from app.models.changes import Changes
from app.ui.bus import ChangesBus
from app.ui.judge.code_sheet import CodeSheet
from app.ui.panels import Panel
from app.ui.tasks import Runner
from app.ui.widgets import button, clear, label

if TYPE_CHECKING:
    from app.services.recovery_code import FreshCode
    from app.ui.judge.season_services import SeasonServices


class RecoveryPanel(Panel):
    """A code is made each time it opens. `renewed(said)`: another code is in force."""

    renewed = Signal(object)

    def __init__(self, season: SeasonServices, runner: Runner, bus: ChangesBus, parent: QWidget) -> None:
        super().__init__(parent)
        self._season, self._runner, self._bus = season, runner, bus
        self._fresh: FreshCode | None = None
        self.sheet: CodeSheet | None = None
        self.title, self.close_ = label("title"), button("flat", self.hide)
        inside, self._scroll, outer = QWidget(), QScrollArea(), QVBoxLayout(self)
        inside.setObjectName("page")
        self._column = QVBoxLayout()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_)
        column.addLayout(head)
        column.addLayout(self._column, 1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(self._scroll)
        self.retranslate()
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._runner.database(self._season.fresh_code, priority=Priority.READ, then=self._seen)

    def hideEvent(self, event: QHideEvent) -> None:
        """A code that was not kept is forgotten."""
        super().hideEvent(event)
        self._seen(None)

    def retranslate(self) -> None:
        self.title.setText(self.tr("换一个恢复码"))
        self.close_.setText(self.tr("关闭"))
        self.close_.setAccessibleName(self.tr("关闭"))
        self._scroll.setAccessibleName(self.title.text())
        self._seen(self._fresh)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _seen(self, fresh: FreshCode | None) -> None:
        clear(self._column)
        self._fresh, self.sheet = fresh, None
        if fresh is None:
            return
        from app.ui.judge.without_profile import recovery_page

        paper = partial(recovery_page, fresh.code, fresh.season, fresh.judge, "")
        self.sheet = CodeSheet(fresh.code, paper, self._runner, self.tr("启用新恢复码"), self._keep)
        words = self.tr(
            "启用后，旧恢复码不再能打开这台电脑上的评分和以后的副本；以前备份的副本仍用旧恢复码打开。没有启用就关闭，旧恢复码照旧有效。"
        )
        self._column.addWidget(label("", words, wrap=True))
        self._column.addWidget(self.sheet)
        self._column.addStretch(1)

    def _keep(self) -> None:
        if self._fresh is not None and self.sheet is not None:
            self.sheet.go.setEnabled(False)
            self._runner.database(self._season.keep_code, self._fresh.code, priority=Priority.SAVE, then=self._done)

    def _done(self, changes: Changes) -> None:
        self._bus.publish(changes)
        self.hide()
        self.renewed.emit(lambda: self.tr("新恢复码已启用，旧的不再有效。请再备份一份副本。"))
