"""发表现场: which presentation is on, and how long it has been running. No widget; the clock is asked, never counted."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

ALLOWED_SECONDS = 15 * 60
"""A presentation's usual time; the display changes colour and says so in words after it."""


class HallModel(QObject):
    """`ticked` twice a second while the timer runs, and at each change."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None, now: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self._now = now
        self._before = 0.0
        self._since: float | None = None
        self._entry = ""
        self._tick = QTimer(self, interval=500)
        self._tick.timeout.connect(self.ticked)

    @property
    def seconds(self) -> int:
        """Whole seconds that the presentation has run."""
        return int(self._before + (self._now() - self._since if self._since is not None else 0.0))

    @property
    def running(self) -> bool:
        return self._since is not None

    @property
    def over(self) -> bool:
        """Longer than allowed."""
        return self.seconds >= ALLOWED_SECONDS

    def follow(self, entry: str) -> None:
        """Another result is on: its time begins at nought, stopped."""
        if entry != self._entry:
            self._entry = entry
            self.reset()

    def toggle(self) -> None:
        """Start or stop."""
        if self._since is None:
            self._since = self._now()
            self._tick.start()
        else:
            self._before, self._since = self._before + self._now() - self._since, None
            self._tick.stop()
        self.ticked.emit()

    def reset(self) -> None:
        """Back to nought, stopped."""
        self._before, self._since = 0.0, None
        self._tick.stop()
        self.ticked.emit()
