"""Work that can be watched and stopped: progress as a value, cancel as an exception.

An operation is a plain function `op(..., ctx)`. It calls `ctx.report(message, fraction)` now and then;
that stores the latest value (the window samples it) and raises `Cancelled` when asked to stop.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from app.core.errors import Cancelled
from app.core.words import say


@dataclass(frozen=True)
class Progress:
    """What is being done, and how much of it: fraction in [0, 1], None while unknown."""

    message: str = ""
    fraction: float | None = None


class Context:
    """Handed to every operation: where it reports, and where it learns that it was cancelled."""

    def __init__(self, listener: Callable[[Progress], None] | None = None) -> None:
        self._cancel = threading.Event()
        self._listener = listener
        self.progress = Progress()

    def cancel(self) -> None:
        """Ask the operation to stop at its next report."""
        self._cancel.set()

    @property
    def cancelled(self) -> bool:
        return self._cancel.is_set()

    def report(self, message: str = "", fraction: float | None = None) -> None:
        """Store the latest progress; raises Cancelled when the person asked to stop."""
        if self._cancel.is_set():
            raise Cancelled(say("已取消。", "Cancelled."))
        self.progress = Progress(message or self.progress.message, fraction)
        if self._listener:
            self._listener(self.progress)

    def part(self, start: float, end: float) -> Context:
        """A context whose 0…1 is `start`…`end` of this one; cancelling either stops both."""
        return _Part(self, start, end)


class _Part(Context):
    def __init__(self, parent: Context, start: float, end: float) -> None:
        super().__init__()
        self._parent, self._start, self._end = parent, start, end

    @property
    def cancelled(self) -> bool:
        return self._parent.cancelled

    def cancel(self) -> None:
        self._parent.cancel()

    def report(self, message: str = "", fraction: float | None = None) -> None:
        whole = None if fraction is None else self._start + (self._end - self._start) * fraction
        self._parent.report(message, whole)
