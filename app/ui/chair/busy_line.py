"""Work that lasts: what is being done, how much of it, and a way to stop it. It comes into sight only after a second."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from app.ui.said import Line
from app.ui.widgets import button, label

if TYPE_CHECKING:
    from app.core.tasks import Progress

PATIENCE_MS = 1000
_STEPS = 1000


class BusyLine(QFrame):
    """One line; `stop` is asked by its button."""

    def __init__(self, stop: Callable[[], object]) -> None:
        super().__init__()
        self.words, self.bar, self.cancel = label("small"), QProgressBar(), button("", stop)
        self._line = Line(self.words)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(14)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self.retranslate()
        self.hide()

    def begin(self) -> None:
        """Work began; nobody has to see it if it is short."""
        self._line.say("", "small")
        self.bar.setRange(0, 0)
        self._patience.start()

    def follow(self, progress: Progress) -> None:
        """How far it is."""
        self._line.say(progress.message, "small")
        if progress.fraction is not None:
            self.bar.setRange(0, _STEPS)
            self.bar.setValue(round(_STEPS * progress.fraction))

    def end(self) -> None:
        self._patience.stop()
        self.hide()

    def retranslate(self) -> None:
        self.cancel.setText(self.tr("取消"))
        self.cancel.setAccessibleName(self.tr("取消"))
        self.bar.setAccessibleName(self.tr("进度"))
        self._line.again()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
