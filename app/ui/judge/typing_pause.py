"""When words being typed are saved: as soon as the fingers rest, and every two seconds while they do not."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

_REST_MS, _LONGEST_MS = 400, 2_000


class TypingPause(QTimer):
    """`timeout` is the time to save; `touch` with each key."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, singleShot=True, interval=_REST_MS)
        self._since = QElapsedTimer()

    def touch(self) -> None:
        """Something was typed: wait for a rest, but never longer than the longest since the first key that is not saved."""
        if not self.isActive():
            self._since.start()
        self.start(max(0, min(_REST_MS, _LONGEST_MS - self._since.elapsed())))
