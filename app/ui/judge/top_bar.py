"""The line above everything: which entry of how many, its title, and the one button that leads on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.ui.widgets import Elided, button, label

if TYPE_CHECKING:
    from app.ui.judge.desk_model import DeskModel
    from app.ui.theme import Metrics


class TopBar(QFrame):
    """Signals only; the frame decides what they do."""

    entries = Signal()
    previous = Signal()
    following = Signal()
    finish = Signal()

    def __init__(self, sizes: Metrics) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self._model: DeskModel | None = None
        self.menu = button("menu", self.entries.emit)
        self.code, self.title, self.kind = label("code"), Elided("title"), label("small")
        self.back = button("", self.previous.emit)
        self.on = button("", self.following.emit)
        self.done = button("primary", self.finish.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self.menu)
        row.addWidget(self.code)
        row.addWidget(self.title, 1)
        row.addWidget(self.kind)
        for control in (self.back, self.on, self.done):
            row.addWidget(control)
        self.back.setText("◀")
        self.on.setText("▶")
        self.resize_to(sizes)
        self.retranslate()
        self._enable(False)

    def bind(self, model: DeskModel) -> None:
        """Follow a desk from now on."""
        self._model = model
        model.listed.connect(self.refresh)
        model.opened.connect(lambda _view: self.refresh())
        self._enable(True)
        self.refresh()

    def resize_to(self, sizes: Metrics) -> None:
        self.setFixedHeight(sizes.top)
        high = max(36, sizes.top - 8)
        for control in (self.back, self.on):
            control.setFixedSize(sizes.scaled(40), high)
        for control in (self.menu, self.done):
            control.setFixedHeight(high)
        self.kind.setVisible(not sizes.compact)

    def refresh(self) -> None:
        """The list or the open entry changed."""
        if self._model is None:
            return
        at, count = self._model.place
        self.menu.setText(self.tr("☰ 成果 {at}/{n} ▾").format(at=at, n=count) if count else self.tr("☰ 成果"))
        view = self._model.view
        if view is None:
            return
        from app.ui.judge import words

        self.code.setText(view.entry.code)
        self.title.setText(view.entry.title)
        self.kind.setText(words.topic_type(view.entry.topic_type))

    def retranslate(self) -> None:
        self.menu.setText(self.tr("☰ 成果"))
        self.menu.setAccessibleName(self.tr("成果列表"))
        self.back.setAccessibleName(self.tr("上一份"))
        self.on.setAccessibleName(self.tr("下一份"))
        self.back.setToolTip(self.tr("上一份（Ctrl+PgUp）"))
        self.on.setToolTip(self.tr("下一份（Ctrl+PgDn）"))
        self.done.setText(self.tr("完成并下一份 Ctrl+Enter"))
        self.done.setAccessibleName(self.tr("完成并转到下一份未评"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _enable(self, enabled: bool) -> None:
        for control in (self.menu, self.back, self.on, self.done):
            control.setEnabled(enabled)
