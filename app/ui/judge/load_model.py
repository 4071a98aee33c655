"""Files on their way while a judge reads: how far, how fast, how long yet, and stopping them, without a widget.

Nothing here stands in front of the work: without a network it says so and goes on with the next news.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import AppError, Cancelled, DownloadError, OfflineError
from app.core.executor import Priority
from app.core.tasks import Context
from app.models.changes import Topic, changed
from app.ui.bus import ChangesBus
from app.ui.judge.load_words import DONE, FAILED, IDLE, NO_ROOM, PAUSED, RUNNING, STOPPED, LoadWords, amount
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.services.judge.load_plan import FileLine, LoadPlan
    from app.services.judge.loading import Board
    from app.ui.judge.season_services import SeasonServices

RETRY_MS = (2_000, 4_000, 8_000, 15_000)
"""After a line broke off it is tried again by itself, soon at first; an online moment may be short."""


__all__ = ["DONE", "FAILED", "IDLE", "NO_ROOM", "PAUSED", "RUNNING", "STOPPED", "LoadModel", "amount"]


class LoadModel(QObject):
    """`changed` ten times a second while something moves; `finished` when everything wanted that has room is here.

    `listed`: how far down the list of entries stands that somebody opened on the pledge, None while it is shut: the page is built anew in
    another language.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, season: SeasonServices, runner: Runner, bus: ChangesBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._season, self._runner, self._bus = season, runner, bus
        self._context: Context | None = None
        self._told, self._fresh = 0, False
        self.plan: LoadPlan | None = None
        self.board: Board | None = None
        self.state = IDLE
        self.listed: int | None = None
        self.problem: AppError | None = None
        self._failures = 0
        self._asked = self._goes_on = False
        self._choices = 0
        self._words = LoadWords(self)
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self._try_again)
        bus.changed.connect(lambda changes: self.look() if changes.topics & {Topic.SEASON, Topic.ENTRIES} else None)

    def begin(self) -> None:
        """Load what is wanted and not here, unless a person stopped it."""
        if self.state not in (RUNNING, PAUSED, STOPPED):
            self._runner.database(self._season.plan, then=self._start)

    def look(self) -> None:
        """What is here, without loading."""
        self._runner.database(self._season.plan, then=self._seen)

    def pause(self) -> None:
        """Stop now; what came so far is kept."""
        self._halt(PAUSED)

    def cancel(self) -> None:
        """Load no more until a person asks for it, also after the next start."""
        self._halt(STOPPED)
        self._runner.database(self._season.stop_loading, True, priority=Priority.SAVE, then=self._seen)

    def resume(self) -> None:
        """Go on, or try again at once."""
        self._failures = 0
        self._go_on()

    def again(self) -> None:
        """Something else is wanted now: it comes first, what was on its way goes on after it."""
        self._halt(IDLE)
        self.board = None
        self._go_on()

    def _go_on(self) -> None:
        """A person asked for it: an earlier stop is over."""
        self.state, self.problem, self._asked = IDLE, None, True
        self._runner.database(self._season.stop_loading, False, priority=Priority.SAVE, then=self._told_to_go, failed=self._not_told)

    def _told_to_go(self, plan: LoadPlan | None) -> None:
        self._asked = False
        self._start(plan)

    def _not_told(self, error: BaseException) -> None:
        self._asked = False
        self._runner.failure.emit(error)

    def _still_stopped(self, plan: LoadPlan | None) -> bool:
        """An earlier window was told to stop. What was read before somebody asked to go on tells nothing any more."""
        return plan is not None and plan.stopped and bool(plan.waiting) and not self._asked

    def choose(self, *, videos: bool, entries: frozenset[str] | None) -> None:
        """Leave out videos, or everything but some entries; loading goes on with what is wanted now."""
        from dataclasses import replace

        from app.services.judge.load_plan import Wanted

        chosen = Wanted(videos, entries)
        self._goes_on = self._goes_on or self.state in (RUNNING, NO_ROOM, DONE, FAILED)
        self._choices += 1
        ticket = self._choices
        if self.plan is not None:  # what is ticked next stands beside it, also before the store has answered
            self.plan = replace(self.plan, wanted=chosen)
        self._halt(IDLE if self._goes_on else self.state)
        self._runner.database(self._season.choose, chosen, then=lambda plan: self._chosen(ticket, plan), failed=self._not_chosen)

    def _chosen(self, ticket: int, plan: LoadPlan | None) -> None:
        """Only the newest choice is answered."""
        if ticket == self._choices:
            goes_on, self._goes_on = self._goes_on, False
            (self._start if goes_on else self._seen)(plan)

    def _not_chosen(self, error: BaseException) -> None:
        self._goes_on = False
        self._runner.failure.emit(error)
        self.look()

    def wanted_bytes(self) -> tuple[int, int]:
        """(here, all) of what is wanted and comes, with the file on its way."""
        lines = self._coming()
        return sum(self.here(line) for line in lines), sum(line.size for line in lines)

    def _coming(self) -> list[FileLine]:
        out = self.short if self.state == RUNNING else ()
        return [line for line in self.plan.lines if line.wanted and line not in out] if self.plan else []

    def here(self, line: FileLine) -> int:
        """Bytes of one file that are here now."""
        if line.freed:
            return 0
        if line.ready or (self.board is not None and any(done.sealed == line.sealed for done in self.board.landed)):
            return line.size
        if self.board is not None and self.board.sealed == line.sealed:
            return max(line.done, min(self.board.done, line.size))
        return line.done

    def counts(self) -> tuple[int, int]:
        """(files here, files wanted); while they load, without those that there is no room for."""
        lines = self._coming()
        return sum(self.here(line) == line.size for line in lines), len(lines)

    def readable(self) -> int:
        """Entries whose wanted files are here, but for videos: they can be scored while the rest loads."""
        papers = [line for line in self.plan.lines if line.wanted and not line.video] if self.plan else []
        return len({line.entry for line in papers} - {line.entry for line in papers if self.here(line) < line.size})

    @property
    def short(self) -> tuple[FileLine, ...]:
        """What there will be no room for, known before the first byte comes."""
        return self.plan.left_out if self.plan is not None else ()

    def words(self) -> str:
        """One line for every place that speaks of it; empty when there is nothing to say."""
        return self._words.line()

    def _start(self, plan: LoadPlan | None) -> None:
        self.plan, self.problem = plan, None
        if plan is None or self.state in (RUNNING, PAUSED, STOPPED):
            self.changed.emit()
        elif not plan.waiting:
            self._end(DONE)
        elif self._still_stopped(plan):
            self._end(STOPPED)
        elif not plan.fitting:
            self._end(NO_ROOM)
        else:
            self._run()

    def _run(self) -> None:
        from app.services.judge.loading import Board

        self.state, self.board, self._told = RUNNING, Board(), 0
        self._context = context = Context()
        future = self._runner.pool(
            self._season.load, context, self.board, then=lambda came: self._came(context, came), failed=lambda e: self._broke(context, e)
        )
        self._runner.watched(context, lambda _progress: self._moved(), future)
        self.changed.emit()

    def _moved(self) -> None:
        landed = self.board.landed if self.board else ()
        if len(landed) > self._told:
            self._told, self._failures = len(landed), 0
            self._bus.publish(changed(Topic.DOCUMENTS))
        self.changed.emit()

    def _came(self, context: Context, came: int) -> None:
        if context is self._context:
            self._moved()
            self.state, self._fresh = IDLE, True
            self._runner.database(self._season.plan, then=self._start if came else self._filled)

    def _filled(self, plan: LoadPlan | None) -> None:
        """Nothing came although something waits: the disk filled up meanwhile, and asking again at once would go round in circles."""
        self.plan = plan
        self._end(NO_ROOM if plan is not None and plan.waiting else DONE)

    def _broke(self, context: Context, error: BaseException) -> None:
        self._moved()
        if context is not self._context or isinstance(error, Cancelled):
            self.look()
            return
        if isinstance(error, AppError):
            self.problem = error
        else:
            self._runner.failure.emit(error)
        self._end(FAILED)
        if isinstance(error, (OfflineError, DownloadError)):
            self._retry.start(RETRY_MS[min(self._failures, len(RETRY_MS) - 1)])
            self._failures += 1
        self.look()

    def _try_again(self) -> None:
        if self.state == FAILED:
            self.begin()

    def _halt(self, state: str) -> None:
        if self._context is not None:
            self._context.cancel()
            self._context = None
        self._goes_on = self._goes_on and state == IDLE
        self._end(state)

    def _end(self, state: str) -> None:
        self.state = state
        self.changed.emit()
        if self._fresh and state in (DONE, NO_ROOM):
            self._fresh = False
            self.finished.emit()  # whoever comes later reads the state: there is no moment between the two

    def _seen(self, plan: LoadPlan | None) -> None:
        self.plan = plan
        if self.state == IDLE and self._still_stopped(plan):
            self.state = STOPPED
        self.changed.emit()
