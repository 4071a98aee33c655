"""Python's cyclic collector belongs to the window's thread.

Running by itself it may destroy widgets from a worker thread, which ends the process (seen 5 of 5 times within
0.3 s); a full collection stalls for 60–150 ms. So it is off, a timer collects the young generations each second,
and everything only after half a minute without a key or a click.
"""

from __future__ import annotations

import gc
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QTimer

IDLE_SECONDS = 30.0
_EVERY_MS = 1000
_SECOND_GENERATION = 10
_INPUT = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.InputMethod}


class Collector(QObject):
    """Collects by timer; install it as event filter on the window to learn when a person is working."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if gc.isenabled():
            raise RuntimeError("gc.disable() comes first")
        self._ticks = 0
        self._input = monotonic()
        self._whole = False
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """One tick: young objects each second, the second generation every tenth, all of them in a pause of work."""
        self._ticks += 1
        if monotonic() - self._input > IDLE_SECONDS:
            if not self._whole:
                gc.collect(2)
                self._whole = True
            return
        gc.collect(1 if self._ticks % _SECOND_GENERATION == 0 else 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes the time of input; takes nothing away."""
        if event.type() in _INPUT:
            self._input, self._whole = monotonic(), False
        return False


def settle() -> None:
    """After the late imports: what lives now lives for ever, later collections pass over it.

    Nothing is collected first: that takes 50 ms of the start, and imports leave less than a megabyte behind.
    """
    gc.freeze()
