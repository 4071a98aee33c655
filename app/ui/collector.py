"""Python's cyclic collector belongs to the window's thread.

Running by itself it may destroy widgets from a worker thread, which ends the process (seen 5 of 5 times within
0.3 s); a full collection stalls for 60–150 ms. So it is off, a timer collects the young generations each second,
and everything only after half a minute without a key or a click. Where work makes objects by the hundred thousand (500
score files are read) a second's worth would stall too: such young ones are collected as soon as they are many.
"""

from __future__ import annotations

import gc
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QTimer

IDLE_SECONDS = 30.0
_EVERY_MS, _LOOK_MS = 1000, 100
_MANY = 10_000
"""Young objects that a collection passes in a millisecond or two."""
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
        self._aged = 0
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self.relieve)

    def settle(self) -> None:
        """After the late imports: what lives now lives for ever, later collections pass over it.

        Nothing is collected first: that takes 50 ms of the start, and imports leave less than a megabyte behind. For the
        same reason `relieve` begins only here: it would look a hundred thousand objects through that all stay.
        """
        gc.freeze()
        self._look.start()

    def relieve(self) -> None:
        """Between two ticks: collect what is young before it is too much for one turn."""
        if gc.get_count()[0] + self._aged > _MANY:
            self._collect_young(whole=True)

    def collect(self) -> None:
        """One tick: young objects each second, the second generation every tenth, all of them in a pause of work."""
        self._ticks += 1
        if monotonic() - self._input > IDLE_SECONDS:
            if not self._whole:
                gc.collect(2)
                self._whole = True
            return
        self._collect_young(whole=self._ticks % _SECOND_GENERATION == 0)

    def _collect_young(self, *, whole: bool) -> None:
        """The first generation; `whole`: the second with it, which holds what the first left there meanwhile."""
        self._aged = 0 if whole else self._aged + gc.get_count()[0]
        gc.collect(1 if whole else 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes the time of input; takes nothing away."""
        if event.type() in _INPUT:
            self._input, self._whole = monotonic(), False
        return False
