"""One run of the real desk under a watch: `python -m tests.bench.desk_run use FOLDER JUDGE PORT` or `… read HOME PASSPHRASE`; JSON on stdout.

A process of its own, so that its memory is the desk's alone and nothing else has a say in its loop. A timer of 2 ms
notes when it was late: that lateness is what a hand on wheel or keyboard feels.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic, perf_counter, thread_time

from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.core import memory
from app.ui.desktop import Desktop
from app.ui.judge import load_model, rail
from app.ui.judge.bench_room import BenchRoom
from tests.fakes.season import PASSPHRASE, Season

READ, CLIP, LARGE = "Z-001", "Z-002", "Z-003"
"""Entries: with the long report, with the video to be played, with the video to be fetched."""
_BEAT_MS, _WHEEL_MS, _TYPE_MS = 2, 80, 300
_PATIENCE = 60.0
TURNS, JUMP, PLAYED_MS = 30, 7, 5_000


class Watch:
    """Gaps between beats, from `begin` to `end`; and `pieces`, what the window's own thread computed in each of them: the part of a gap
    that is ours on a busy machine too."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self.pieces: list[float] = []
        self._last = self._spent = 0.0
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=_BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        self.gaps, self._last = [], perf_counter()
        self.pieces, self._spent = [], thread_time()
        self._timer.start()

    def end(self) -> list[float]:
        self._timer.stop()
        return self.gaps

    def _beat(self) -> None:
        now, spent = perf_counter(), thread_time()
        self.gaps.append(now - self._last)
        self.pieces.append(spent - self._spent)
        self._last, self._spent = now, spent


class Run:
    """An open desk and what a hand does to it."""

    def __init__(self, home: Path, passphrase: str, serve: Callable[[], subprocess.Popen[bytes]] | None = None) -> None:
        self.home, self._serve = home, serve
        self._server: subprocess.Popen[bytes] | None = None
        self.desktop = Desktop(home)
        self.window = self.desktop.window
        self.watch = Watch()
        self.figures: dict[str, object] = {}
        self._typed = 0
        self.window.show()
        self.window.resize(1366, 697)
        self.window.model.begin(passphrase, None)
        until(lambda: self.window.room is not None and self.room.first_page_is_drawn())

    @property
    def room(self) -> BenchRoom:
        room = self.window.room
        assert room is not None
        return room

    def open(self, code: str) -> None:
        bench = self.room.bench
        bench.desk.open(code)
        until(lambda: bench.sheet.view is not None and bench.sheet.view.entry.code == code and self.room.first_page_is_drawn())

    def opening(self, code: str, *, cold: bool = False) -> float:
        """Seconds from choosing an entry until its first page is sharp; `cold`: its file is not in the system's memory."""
        bench = self.room.bench
        if cold:
            forget_files(self.home / "blobs")

        def there() -> bool:
            return bench.sheet.view is not None and bench.sheet.view.entry.code == code and bench.pages.pictured()

        return timed_until(lambda: bench.desk.open(code), there)

    def turning(self) -> float:
        """Seconds until the next page is sharp, after the time that a glance takes."""
        pages = self.room.bench.pages
        wait(0.25)
        return timed_until(lambda: pages.turn(1), pages.pictured)

    def jumping(self, page: int) -> float:
        """The same for a page far away."""
        pages = self.room.bench.pages
        wait(0.25)
        return timed_until(lambda: pages.go_to(page), pages.pictured)

    def watched(self, name: str, seconds: float, *hands: Callable[[], None]) -> None:
        """Let the hands work for so long; gaps, memory and the longest blank page under `name`."""
        timers = [self._repeating(hand) for hand in hands]
        blank = Blank(self.room)
        self.watch.begin()
        wait(seconds)
        gaps = self.watch.end()
        for timer in timers:
            timer.stop()
        self.figures[name] = {"gaps": gaps, "blank": blank.end(), "rss": resident(), "peak": resident("VmHWM")}

    def wheel(self) -> None:
        """A notch down, around at the end."""
        pages = self.room.bench.pages
        bar = pages.verticalScrollBar()
        if bar.value() >= bar.maximum():
            bar.setValue(0)
        at = QPointF(pages.viewport().rect().center())
        turn = QWheelEvent(
            at, pages.viewport().mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(pages.viewport(), turn)

    def score(self) -> None:
        """A digit and Enter, as the document takes them; after the last item the first, with another digit."""
        reader, sheet = self.room.bench.current_reader(), self.room.bench.sheet
        self._typed += 1
        if sheet.current == len(sheet.items) - 1:
            sheet.go_to(0)
        digit = 1 + self._typed // len(sheet.items) % 5
        for key, text in ((Qt.Key(Qt.Key.Key_0 + digit), str(digit)), (Qt.Key.Key_Return, "\r")):
            to: QWidget = QApplication.focusWidget() or reader
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                QApplication.sendEvent(to, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))

    def fetch(self) -> None:
        """Begin to load what is not here."""
        assert self._serve is not None
        self._server = self._serve()
        assert self._server.stdout is not None
        self._server.stdout.readline()
        self.room.care.load.resume()

    def close(self) -> None:
        self.window.close()
        if self._server is not None:
            self._server.terminate()
            self._server.communicate(timeout=20)

    def play(self) -> None:
        """The video of the open entry, from its start."""
        self.room.choose(rail.VIDEO)
        reader = self.room.bench.current_reader()
        wait(1.0)
        QApplication.sendEvent(reader, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " "))

    def _repeating(self, hand: Callable[[], None]) -> QTimer:
        timer = QTimer(interval=_TYPE_MS if hand == self.score else _WHEEL_MS)
        timer.timeout.connect(hand)
        timer.start()
        return timer


class Blank:
    """How long, at most, a page in view showed nothing of itself."""

    def __init__(self, room: BenchRoom) -> None:
        self._room, self._since, self._longest = room, 0.0, 0.0
        self._timer = QTimer(interval=10)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def end(self) -> float:
        self._timer.stop()
        return self._longest

    def _look(self) -> None:
        pages, now = self._room.bench.pages, monotonic()
        if not pages.isVisible() or not pages.blank():
            self._since = 0.0
            return
        self._since = self._since or now
        self._longest = max(self._longest, now - self._since)


def wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def until(done: Callable[[], bool]) -> None:
    end = monotonic() + _PATIENCE
    while not done():
        if monotonic() > end:
            raise SystemExit("the desk did not get there")
        wait(0.01)


def timed_until(begin: Callable[[], object], done: Callable[[], bool]) -> float:
    """Seconds from `begin` until `done`, looked at every millisecond."""
    loop, started = QEventLoop(), perf_counter()
    ticks = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=1)
    ticks.timeout.connect(lambda: loop.quit() if done() else None)
    begin()
    ticks.start()
    QTimer.singleShot(round(_PATIENCE * 1000), loop.quit)
    loop.exec()
    if not done():
        raise SystemExit("the desk did not get there")
    return perf_counter() - started


def forget_files(folder: Path) -> None:
    """Take them out of the system's memory, where it lets us: the next reading comes from the disk."""
    for place in folder.rglob("*"):
        if place.is_file() and hasattr(os, "posix_fadvise"):
            with place.open("rb") as held:
                os.posix_fadvise(held.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def resident(name: str = "VmRSS") -> int:
    """Bytes of this process in memory now (VmRSS), or at most so far (VmHWM). Linux."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) * 1024
    raise RuntimeError("no such line in /proc/self/status")


def use(folder: Path, judge: str, port: str) -> dict[str, object]:
    """What a hand feels, and how much memory it takes, in the season of `bench_desk`."""
    season = Season(folder, (), ())
    serve = partial(season.desk("organiser").start, "organizer", "serve", season.repository, "--port", port)
    run = Run(season.home(judge), PASSPHRASE, serve)
    run.figures["ready"] = {"rss": resident()}
    run.open(READ)
    run.watched("scrolling", 8.0, run.wheel)
    run.watched("scrolling and scoring", 8.0, run.wheel, run.score)
    run.fetch()
    run.watched("scrolling, scoring, fetching 300 MB", 10.0, run.wheel, run.score)
    until(lambda: run.room.care.load.state == load_model.DONE)
    run.open(CLIP)
    run.play()
    run.watched("playing and scoring", 8.0, run.score)
    if run.room.bench.video.position_ms < PLAYED_MS:
        raise SystemExit("the video did not play")
    run.close()
    return run.figures


def read(home: Path, passphrase: str) -> dict[str, object]:
    """How long a person waits for an entry, and for the next page, in the profile of `bench_entries`."""
    run = Run(home, passphrase)
    wait(4.0)  # the copy on this disk and the first try of the network are over
    bench = run.room.bench
    codes = [row.code for row in bench.desk.rows][1:]
    run.figures["cold"] = [run.opening(code, cold=True) for code in codes]
    run.figures["warm"] = [run.opening(code) for code in codes]
    run.figures["turn"] = [run.turning() for _ in range(TURNS)]
    run.figures["jump"] = [run.jumping(page) for page in range(JUMP, bench.document.page_count, JUMP)]
    run.close()
    return run.figures


if __name__ == "__main__":
    gc.disable()
    memory.keep_little()  # as the desk does
    scene = {"use": use, "read": read}[sys.argv[1]]
    print(json.dumps(scene(Path(sys.argv[2]), *sys.argv[3:])))
