"""A score is on the disk before the next key is typed: the service through the executor, against one fdatasync."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import count
from pathlib import Path
from time import perf_counter

from app.core.executor import Priority, PriorityExecutor, take_short_turns
from app.media.pages import PdfDocument
from app.services import profile as profiles
from app.services.judge import read_entries, score
from app.services.profile import Profile
from tests.bench.measure import Line, median, quantile
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan

SAVES, ENTRIES = 600, 40
HISTORY = 4_000


def measure(folder: Path) -> list[Line]:
    desk_profile.make(folder / "home", Plan(entries=ENTRIES)).close()
    take_short_turns()  # as the desk does
    executor = PriorityExecutor()
    profile = executor.submit(_opened, folder / "home", priority=Priority.READ).result()
    _fill(executor, profile)
    idle, synced = _saves(executor, profile, folder)
    with _load(executor, profile):
        busy, synced_busy = _saves(executor, profile, folder)
    head = [_timed(executor, profile) for _ in range(60)]
    executor.submit(profile.close, priority=Priority.SAVE).result()
    executor.shutdown()
    one, one_busy = median(synced), median(synced_busy)
    return [
        Line("saving a score, p50", quantile(idle, 0.5), most=0.005),
        Line("saving a score, p99", quantile(idle, 0.99), most=0.020),
        Line("saving a score, p50", quantile(idle, 0.5), "one fdatasync, p50", one),
        Line("saving a score while pages are drawn and lists read, p50", quantile(busy, 0.5), most=0.005),
        Line("saving a score while pages are drawn and lists read, p99", quantile(busy, 0.99), most=0.020),
        Line("saving a score while pages are drawn and lists read, p50", quantile(busy, 0.5), "one fdatasync then, p50", one_busy),
        Line(f"the head of the desk after {HISTORY} changes, p50", median(head), most=0.005),
    ]  # fmt: skip


def _opened(home: Path) -> Profile:
    return profiles.open_profile(home, passphrase=desk_profile.PASSPHRASE)


def _save(profile: Profile, number: int) -> None:
    view = f"Z-{number % ENTRIES + 1:03}"
    score.set_points(profile, view, {"1": 100 + 50 * (number // ENTRIES % 9)})


def _fill(executor: PriorityExecutor, profile: Profile) -> None:
    """A judge's season of changes: what is measured is not an empty store."""
    for number in range(HISTORY):
        executor.submit(_save, profile, number, priority=Priority.SAVE).result()


def _saves(executor: PriorityExecutor, profile: Profile, folder: Path) -> tuple[list[float], list[float]]:
    """Times of saves as the window waits for them, and of bare syncs, in turn."""
    ours, bare = [], []
    with (folder / "synced").open("ab", buffering=0) as plain:
        for number in range(HISTORY + 1, HISTORY + 1 + SAVES):
            started = perf_counter()
            executor.submit(_save, profile, number, priority=Priority.SAVE).result()
            between = perf_counter()
            plain.write(b"x" * 4096)
            os.fdatasync(plain.fileno())
            ours.append(between - started)
            bare.append(perf_counter() - between)
    return ours, bare


def _timed(executor: PriorityExecutor, profile: Profile) -> float:
    started = perf_counter()
    executor.submit(read_entries.desk_state, profile, priority=Priority.READ).result()
    return perf_counter() - started


@contextmanager
def _load(executor: PriorityExecutor, profile: Profile) -> Iterator[None]:
    """Two threads: one draws pages at reading size, one asks the store for lists and entries."""
    stop = threading.Event()

    def draw() -> None:
        with PdfDocument(BytesIO(desk_profile.small_pdf(6))) as paper:
            for page in count():
                if stop.is_set():
                    return
                paper.render(page % 6, width_px=1200)

    def read() -> None:
        while not stop.is_set():
            executor.submit(read_entries.rows, profile, priority=Priority.READ).result()

    threads = [threading.Thread(target=work) for work in (draw, read)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()
