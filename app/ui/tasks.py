"""How the window has work done elsewhere without ever waiting: one thread owns the database, a small pool does the rest.

Work is a plain function. Its result comes back through one queued signal of one object in the window's thread;
signals owned by the work itself lose results, and other ways of starting threads are invisible to coverage.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from weakref import ref

from PySide6 import QtCore
from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from app.core.executor import Priority, PriorityExecutor
    from app.core.tasks import Context, Progress

T = TypeVar("T")
Then = Callable[[Any], None]
Failed = Callable[[BaseException], None]
Lost = Callable[[Any], object]
SAMPLE_MS = 100
PATIENCE = 3.0
"""Seconds that closing waits for files and network. Saves are always waited for; a stick that does not answer would keep the window for ever."""


class _Work(NamedTuple):
    """What makes two pieces of work the same, and where it runs: `saving` keeps what a person did, `pooled` is files and network."""

    kind: object
    saving: bool = False
    pooled: bool = False


class _Delivery:
    """A piece of work on its way back: exactly one of `then`, `failed` and `lost` takes it."""

    def __init__(self, future: Future[Any], work: _Work, then: Then | None, failed: Failed | None, lost: Lost | None) -> None:
        self.future, self.work, self.then, self.failed, self._lost = future, work, then, failed, lost

    def lose(self) -> None:
        """Nobody waits any more: what the work opened is closed. In whatever thread finds that out, when the work ends."""
        lost, self._lost = self._lost, None
        if lost is not None:
            self.future.add_done_callback(lambda _done: self._hand_to(lost))

    def _hand_to(self, lost: Lost) -> None:
        whole = not self.future.cancelled() and self.future.exception() is None
        lost(self.future.result() if whole else None)


class Runner(QObject):
    """Hands out work and brings results back. `failure` carries every error that nobody else takes.

    `recovered(error)`: the same piece of work that failed with it went well now.

    What is asked for after `close` is dropped: a window that goes away may still be told to draw. `hanging`, after it: work of the pool
    did not end; its threads would keep the process alive.

    The threads begin with the first piece of work: the window is painted before that.
    """

    failure = Signal(object)
    recovered = Signal(object)
    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 3) -> None:
        super().__init__(parent)
        self._count = threads
        self._threads: tuple[PriorityExecutor, ThreadPoolExecutor] | None = None
        self._watched: list[tuple[Context, Callable[[Progress], None], Future[Any]]] = []
        self._sampling = QTimer(self, interval=SAMPLE_MS)
        self._sampling.timeout.connect(self._sample)
        self._closed = False
        self.patience, self.hanging = PATIENCE, False
        self._underway: dict[_Delivery, None] = {}
        self._broken: dict[object, BaseException] = {}

    def database(
        self,
        fn: Callable[..., T],
        /,
        *args: object,
        priority: Priority | None = None,
        then: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        lost: Lost | None = None,
    ) -> Future[T]:
        """Run `fn(*args)` in the database's thread (READ unless said otherwise); `then(result)` or `failed(error)` follows in the window's.

        `lost(result or None)`, in any thread, where the runner was closed meanwhile: for results that must be closed.
        """
        if self._closed:
            return _dropped(lost)
        from app.core.executor import Priority

        future = self._begun()[0].submit(fn, *args, priority=Priority.READ if priority is None else priority)
        return self._follow(future, _Work(_kind(fn), saving=priority is Priority.SAVE), then, failed, lost)

    def pool(
        self,
        fn: Callable[..., T],
        /,
        *args: object,
        then: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        lost: Lost | None = None,
    ) -> Future[T]:
        """As `database`, for files, network and rendering."""
        if self._closed:
            return _dropped(lost)
        return self._follow(self._begun()[1].submit(fn, *args), _Work(_kind(fn), pooled=True), then, failed, lost)

    def watched(self, context: Context, shown: Callable[[Progress], None], future: Future[T]) -> None:
        """Show `context`'s progress every 100 ms until `future` is done; closing the window cancels it."""
        self._watched.append((context, shown, future))
        self._sampling.start()

    def typing(self, active: bool) -> None:
        """Indexing waits while a person types."""
        if active:
            self._begun()[0].pause()
        else:
            self._begun()[0].resume()

    def settle(self) -> int:
        """Before closing: wait for every save and take its answer now, also of what an answer saves again. How many failed."""
        from concurrent.futures import wait

        failed = 0
        while saves := [d for d in self._underway if d.work.saving]:
            wait([d.future for d in saves])
            for delivery in saves:
                failed += not delivery.future.cancelled() and delivery.future.exception() is not None
                self._deliver(delivery)
        return failed

    def close(self, last: Callable[[], None] | None = None) -> None:
        """Cancel what can be cancelled, do every save that waits, run `last` in the database's thread, end both.

        The pool is waited for as long as `patience` says; what still hangs then is left to itself. Without `last` nothing is open that
        could be saved, and what hangs may hold up the opening too.
        """
        if self._closed:
            return
        self._closed = True
        self._sampling.stop()
        for context, _, _ in self._watched:
            context.cancel()
        self._watched.clear()
        if self._threads is None:
            return
        database, pool = self._threads
        self._end(pool)
        if last is not None:
            from app.core.executor import Priority

            database.submit(last, priority=Priority.READ)
        database.shutdown(drain=True, patience=self.patience if self.hanging and last is None else None)
        while self._underway:  # delivered to a loop that turns no more
            self._underway.popitem()[0].lose()

    def _end(self, pool: ThreadPoolExecutor) -> None:
        from concurrent.futures import wait

        pool.shutdown(wait=False, cancel_futures=True)
        running = [d.future for d in self._underway if d.work.pooled and not d.future.done()]  # one that was cancelled is never notified
        self.hanging = bool(wait(running, self.patience).not_done)
        if not self.hanging:
            pool.shutdown(wait=True)

    def _begun(self) -> tuple[PriorityExecutor, ThreadPoolExecutor]:
        if self._threads is None:
            from concurrent.futures import ThreadPoolExecutor

            from app.core.executor import PriorityExecutor, take_short_turns

            take_short_turns()
            self._delivered.connect(self._deliver, QtCore.Qt.ConnectionType.QueuedConnection)
            self._threads = PriorityExecutor("database"), ThreadPoolExecutor(max_workers=self._count, thread_name_prefix="pool")
        return self._threads

    def _sample(self) -> None:
        self._watched = [watch for watch in self._watched if not watch[2].done()]
        for context, shown, _ in self._watched:
            shown(context.progress)
        if not self._watched:
            self._sampling.stop()

    def _follow(self, future: Future[T], work: _Work, then: Then | None, failed: Failed | None, lost: Lost | None) -> Future[T]:
        delivery = _Delivery(future, work, then, failed, lost)
        self._underway[delivery] = None
        # weakly: a future that holds who holds it is forgotten only by the collector, and with it a picture of megabytes
        future.add_done_callback(partial(self._bring, ref(delivery)))
        return future

    def _bring(self, waiting: ref[_Delivery], _done: Future[Any]) -> None:
        """In the worker's thread."""
        delivery = waiting()
        if not self._closed and delivery is not None:
            self._delivered.emit(delivery)

    def _deliver(self, delivery: _Delivery) -> None:
        if self._closed or delivery not in self._underway:  # `close` has lost it, or `settle` has brought it
            return
        del self._underway[delivery]
        future = delivery.future
        if future.cancelled():
            delivery.lose()
            return
        error = future.exception()
        if error is None:
            if (before := self._broken.pop(delivery.work.kind, None)) is not None:
                self.recovered.emit(before)
            if delivery.then is not None:
                delivery.then(future.result())
            return
        self._broken[delivery.work.kind] = error
        if delivery.failed is not None:
            delivery.failed(error)
        elif getattr(error, "reason", "") != "cancelled":
            self.failure.emit(error)


def _kind(work: Callable[..., Any]) -> object:
    """What makes two pieces of work the same: their code, so that a function made anew for each save is one."""
    return getattr(work, "__code__", work)


def _dropped(lost: Lost | None) -> Future[Any]:
    from concurrent.futures import Future

    future: Future[Any] = Future()
    future.cancel()
    if lost is not None:
        lost(None)
    return future
