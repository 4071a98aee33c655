"""One thread, three priorities: order, pausing, and an orderly end."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import CancelledError

import pytest

from app.core.errors import UsageError
from app.core.executor import TURN_SECONDS, Priority, PriorityExecutor, take_short_turns


@pytest.fixture
def executor() -> Iterator[PriorityExecutor]:
    made = PriorityExecutor()
    yield made
    made.resume()
    made.shutdown()


class Held:
    """Keeps the worker busy until released, so that work piles up behind it."""

    def __init__(self, executor: PriorityExecutor) -> None:
        self._go, started = threading.Event(), threading.Event()
        self.future = executor.submit(lambda: (started.set(), self._go.wait(60)), priority=Priority.SAVE)
        assert started.wait(60)

    def release(self) -> None:
        self._go.set()


def test_results_and_errors_come_back(executor: PriorityExecutor) -> None:
    def refuse() -> None:
        raise UsageError("no")

    assert executor.submit(divmod, 17, 5, priority=Priority.READ).result(10) == (3, 2)
    with pytest.raises(UsageError):
        executor.submit(refuse, priority=Priority.SAVE).result(10)
    assert executor.submit(executor.on_thread, priority=Priority.READ).result(10)
    assert not executor.on_thread()


def test_saving_before_reading_before_indexing_and_each_in_its_order(executor: PriorityExecutor) -> None:
    done: list[str] = []
    held = Held(executor)
    futures = [
        executor.submit(done.append, f"{priority.name}{number}", priority=priority)
        for number in (1, 2)
        for priority in (Priority.INDEX, Priority.READ, Priority.SAVE)
    ]
    held.release()
    for future in futures:
        future.result(10)
    assert done == ["SAVE1", "SAVE2", "READ1", "READ2", "INDEX1", "INDEX2"]


def test_indexing_pauses_while_everything_else_goes_on(executor: PriorityExecutor) -> None:
    executor.pause()
    page = executor.submit(str, "page", priority=Priority.INDEX)
    assert executor.submit(str, "saved", priority=Priority.SAVE).result(10) == "saved"
    assert executor.submit(str, "read", priority=Priority.READ).result(10) == "read"
    assert not page.done()
    executor.resume()
    assert page.result(10) == "page"


def test_work_that_waits_can_be_cancelled(executor: PriorityExecutor) -> None:
    held = Held(executor)
    future = executor.submit(str, "x", priority=Priority.READ)
    assert future.cancel()
    held.release()
    assert executor.submit(str, "y", priority=Priority.READ).result(10) == "y"
    with pytest.raises(CancelledError):
        future.result(0)


@pytest.mark.parametrize(("drain", "done"), [(True, ["save", "read"]), (False, [])])
def test_the_end_finishes_what_must_not_be_lost(drain: bool, done: list[str]) -> None:
    executor = PriorityExecutor()
    finished: list[str] = []
    held = Held(executor)
    executor.pause()
    futures = [executor.submit(finished.append, priority.name.lower(), priority=priority) for priority in Priority]
    ending = threading.Thread(target=executor.shutdown, args=(drain,))
    ending.start()
    with pytest.raises(CancelledError):
        futures[Priority.INDEX].result(10)
    held.release()
    ending.join(10)
    assert not ending.is_alive()
    assert finished == done
    assert [future.cancelled() for future in futures] == [not drain, not drain, True]
    assert held.future.result(0)


def test_after_the_end_nothing_is_taken() -> None:
    executor = PriorityExecutor()
    executor.shutdown()
    with pytest.raises(RuntimeError, match="after shutdown"):
        executor.submit(str, priority=Priority.SAVE)
    executor.shutdown()
    assert not executor.on_thread()


def test_it_cannot_wait_for_itself(executor: PriorityExecutor) -> None:
    with pytest.raises(RuntimeError, match="itself"):
        executor.submit(executor.shutdown, priority=Priority.SAVE).result(10)


def test_an_error_and_its_result_are_freed_without_the_cyclic_collector(executor: PriorityExecutor) -> None:
    class Big:
        def __call__(self) -> None:
            raise UsageError("no")

    gc.collect()
    gc.disable()
    try:
        work = Big()
        alive = weakref.ref(work)
        future = executor.submit(work, priority=Priority.READ)
        error = future.exception(10)
        assert isinstance(error, UsageError)
        del work, error, future
        executor.submit(str, priority=Priority.READ).result(10)
        assert alive() is None
    finally:
        gc.enable()


def test_a_program_with_a_window_takes_short_turns() -> None:
    before = sys.getswitchinterval()
    try:
        take_short_turns()
        assert sys.getswitchinterval() == pytest.approx(TURN_SECONDS)
        assert TURN_SECONDS <= 0.001
    finally:
        sys.setswitchinterval(before)
