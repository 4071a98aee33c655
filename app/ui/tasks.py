"""How the window has work done elsewhere without ever waiting: one thread owns the database, a small pool does the rest.

Work is a plain function. Its result comes back through one queued signal of one object in the window's thread;
signals owned by the work itself lose results, and other ways of starting threads are invisible to coverage.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.core.errors import Cancelled
from app.core.executor import Priority, PriorityExecutor
from app.core.tasks import Context, Progress

T = TypeVar("T")
Then = Callable[[Any], None]
Failed = Callable[[BaseException], None]
SAMPLE_MS = 100


@dataclass(frozen=True)
class _Delivery:
    future: Future[Any]
    then: Then | None
    failed: Failed | None


class Runner(QObject):
    """Hands out work and brings results back. `failure` carries every error that nobody else takes."""

    failure = Signal(object)
    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 3) -> None:
        super().__init__(parent)
        self._database = PriorityExecutor("database")
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="pool")
        self._watched: list[tuple[Context, Callable[[Progress], None], Future[Any]]] = []
        self._sampling = QTimer(self, interval=SAMPLE_MS)
        self._sampling.timeout.connect(self._sample)
        self._closed = False
        self._delivered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def database(
        self,
        fn: Callable[..., T],
        /,
        *args: object,
        priority: Priority = Priority.READ,
        then: Callable[[T], None] | None = None,
        failed: Failed | None = None,
    ) -> Future[T]:
        """Run `fn(*args)` in the database's thread; `then(result)` or `failed(error)` follows in the window's."""
        return self._follow(self._database.submit(fn, *args, priority=priority), then, failed)

    def pool(
        self, fn: Callable[..., T], /, *args: object, then: Callable[[T], None] | None = None, failed: Failed | None = None
    ) -> Future[T]:
        """As `database`, for files, network and rendering."""
        return self._follow(self._pool.submit(fn, *args), then, failed)

    def watched(self, context: Context, shown: Callable[[Progress], None], future: Future[T]) -> None:
        """Show `context`'s progress every 100 ms until `future` is done; closing the window cancels it."""
        self._watched.append((context, shown, future))
        self._sampling.start()

    def typing(self, active: bool) -> None:
        """Indexing waits while a person types."""
        if active:
            self._database.pause()
        else:
            self._database.resume()

    def close(self, last: Callable[[], None] | None = None) -> None:
        """Cancel what can be cancelled, do every save that waits, run `last` in the database's thread, end both."""
        if self._closed:
            return
        self._closed = True
        self._sampling.stop()
        for context, _, _ in self._watched:
            context.cancel()
        self._watched.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)
        if last is not None:
            self._database.submit(last, priority=Priority.READ)
        self._database.shutdown(drain=True)

    def _sample(self) -> None:
        self._watched = [watch for watch in self._watched if not watch[2].done()]
        for context, shown, _ in self._watched:
            shown(context.progress)
        if not self._watched:
            self._sampling.stop()

    def _follow(self, future: Future[T], then: Callable[[T], None] | None, failed: Failed | None) -> Future[T]:
        future.add_done_callback(lambda done: self._bring(_Delivery(done, then, failed)))
        return future

    def _bring(self, delivery: _Delivery) -> None:
        """In the worker's thread."""
        if not self._closed:
            self._delivered.emit(delivery)

    def _deliver(self, delivery: _Delivery) -> None:
        if self._closed:
            return
        try:
            error = delivery.future.exception()
        except CancelledError:
            return
        if error is None:
            if delivery.then is not None:
                delivery.then(delivery.future.result())
        elif delivery.failed is not None:
            delivery.failed(error)
        elif not isinstance(error, Cancelled):
            self.failure.emit(error)
