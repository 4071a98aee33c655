"""One thread, three kinds of work: saving a score never waits behind reading a list or indexing a page.

The database belongs to one thread. Work of one priority runs in the order it came; the next piece is always
of the highest priority that waits. Indexing can be paused while a person types.
"""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from enum import IntEnum
from typing import Any, TypeVar

T = TypeVar("T")


class Priority(IntEnum):
    """Smaller runs first."""

    SAVE = 0
    READ = 1
    INDEX = 2


TURN_SECONDS = 0.001 if sys.platform == "win32" else 0.0002
"""Windows waits in whole milliseconds; less than one is a wait without end to it."""


def take_short_turns() -> None:
    """For a program with a window: a thread that computes gives way soon, not after five milliseconds.

    A save, a key and every picture wait for such turns dozens of times; Python's default is made for throughput. Windows
    rounds such a wait up to its clock, 15.6 ms, unless a program asks for a finer one (not tried: no Windows here).
    """
    sys.setswitchinterval(TURN_SECONDS)
    if sys.platform == "win32":
        import ctypes

        ctypes.WinDLL("winmm").timeBeginPeriod(1)


_Work = tuple["Future[Any]", Callable[..., Any], tuple[object, ...]]


class PriorityExecutor:
    """A single worker thread; `submit` may be called from any thread."""

    def __init__(self, name: str = "database") -> None:
        self._waiting: dict[Priority, deque[_Work]] = {priority: deque() for priority in Priority}
        self._change = threading.Condition()
        self._paused = False
        self._closing = False
        # daemon: a crash of the window must end the process; a save is whole on disk or not begun
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, fn: Callable[..., T], /, *args: object, priority: Priority) -> Future[T]:
        """Queue `fn(*args)`; its result, error or cancellation arrives in the future. RuntimeError after shutdown."""
        future: Future[T] = Future()
        with self._change:
            if self._closing:
                raise RuntimeError("work submitted after shutdown")
            self._waiting[priority].append((future, fn, args))
            self._change.notify()
        return future

    def pause(self) -> None:
        """Leave INDEX work waiting; the piece that runs now ends."""
        with self._change:
            self._paused = True

    def resume(self) -> None:
        """Go on with INDEX work."""
        with self._change:
            self._paused = False
            self._change.notify()

    def on_thread(self) -> bool:
        """Whether the caller runs inside this executor."""
        return threading.current_thread() is self._thread

    def shutdown(self, drain: bool = True, patience: float | None = None) -> None:
        """Take no more work and wait for the thread to end; with `patience` no longer than so many seconds.

        With `drain` every SAVE and READ that waits is done first; INDEX work is cancelled (it is found again at the
        next start). Without, only the piece that runs is finished and everything else is cancelled.
        """
        if self.on_thread():
            raise RuntimeError("the executor cannot wait for itself")
        with self._change:
            self._closing = True
            given_up = [Priority.INDEX] if drain else list(Priority)
            dropped = [self._waiting[priority].popleft() for priority in given_up for _ in range(len(self._waiting[priority]))]
            self._change.notify()
        # outside the lock: a future's callbacks may come back to this executor
        for future, _, _ in dropped:
            future.cancel()
        self._thread.join(patience)

    def _run(self) -> None:
        while (work := self._next()) is not None:
            _perform(*work)
            # a result must not live on in this frame while the thread waits
            del work

    def _next(self) -> _Work | None:
        with self._change:
            while True:
                for priority, queue in self._waiting.items():
                    if queue and not (priority is Priority.INDEX and self._paused):
                        return queue.popleft()
                if self._closing:
                    return None
                self._change.wait()


def _perform(future: Future[Any], fn: Callable[..., Any], args: tuple[object, ...]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = fn(*args)
    except BaseException as error:  # noqa: BLE001  (every error belongs to the one who waits for the result)
        future.set_exception(error)
        # future → error → traceback → this frame → future would wait for the cyclic collector
        del future
    else:
        future.set_result(result)
