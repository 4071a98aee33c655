"""Files on their way while a judge reads: how far, how fast, how long yet, and stopping them, without a widget.

Nothing here stands in front of the work: without a network it says so and goes on with the next news.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import AppError, Cancelled, DownloadError, OfflineError
from app.core.tasks import Context
from app.core.words import joined
from app.models.changes import Topic, changed
from app.ui.bus import ChangesBus
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.services.judge.load_plan import FileLine, LoadPlan
    from app.services.judge.loading import Board
    from app.ui.judge.season_services import SeasonServices

IDLE, RUNNING, PAUSED, STOPPED, NO_ROOM, FAILED, DONE = "idle", "running", "paused", "stopped", "no-room", "failed", "done"
_MINUTE, _HOUR = 60, 3600
RETRY_MS = (2_000, 4_000, 8_000, 15_000)
"""After a line broke off it is tried again by itself, soon at first; an online moment may be short."""


class LoadModel(QObject):
    """`changed` ten times a second while something moves; `finished` when everything wanted that has room is here."""

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
        self.problem: AppError | None = None
        self._failures = 0
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
        """Load no more until a person asks for it."""
        self._halt(STOPPED)

    def resume(self) -> None:
        """Go on, or try again at once."""
        self._failures = 0
        self.state, self.problem = IDLE, None
        self.begin()

    def again(self) -> None:
        """Something else is wanted now: it comes first, what was on its way goes on after it."""
        self._halt(IDLE)
        self.board = self.problem = None
        self._runner.database(self._season.plan, then=self._start)

    def choose(self, *, videos: bool, entries: frozenset[str] | None) -> None:
        """Leave out videos, or everything but some entries; loading goes on with what is wanted now."""
        from app.services.judge.load_plan import Wanted

        again = self.state in (RUNNING, NO_ROOM, DONE, FAILED)
        self._halt(IDLE if again else self.state)
        self._runner.database(self._season.choose, Wanted(videos, entries), then=self._start if again else self._seen)

    def wanted_bytes(self) -> tuple[int, int]:
        """(here, all) of what is wanted, with the file on its way."""
        lines = [line for line in self.plan.lines if line.wanted] if self.plan else []
        return sum(self.here(line) for line in lines), sum(line.size for line in lines)

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
        """(files here, files wanted)."""
        lines = [line for line in self.plan.lines if line.wanted] if self.plan else []
        return sum(self.here(line) == line.size for line in lines), len(lines)

    def readable(self) -> int:
        """Entries whose wanted files are here, but for videos: they can be scored while the rest loads."""
        papers = [line for line in self.plan.lines if line.wanted and not line.video] if self.plan else []
        return len({line.entry for line in papers} - {line.entry for line in papers if self.here(line) < line.size})

    def words(self) -> str:
        """One line for every place that speaks of it; empty when there is nothing to say."""
        if self.plan is None:
            return ""
        done, files = self.counts()
        here, size = self.wanted_bytes()
        if self.state == RUNNING:
            moving = self.tr("正在下载 {n}/{all} · 已下 {here}/{size}").format(n=done, all=files, here=amount(here), size=amount(size))
            ready = self.tr("已可评 {n} 份").format(n=many) if (many := self.readable()) else ""
            return " · ".join(w for w in (moving, ready, self._speed_words()) if w)
        if self.state in (PAUSED, STOPPED):
            return self.tr("下载已停，已下 {here}/{size}；已到的可先评").format(here=amount(here), size=amount(size))
        if self.state == NO_ROOM:
            return self._no_room_words(self.plan)
        if self.state == FAILED:
            return self.tr("下载中断，已下 {here}/{size}；已到的可先评").format(here=amount(here), size=amount(size))
        return self.tr("资料齐备：{n} 个文件都在本机").format(n=files) if done == files else ""

    def _no_room_words(self, plan: LoadPlan) -> str:
        left = plan.left_out
        said = self.tr("磁盘不够：{n} 个文件没有下载，要 {need}；磁盘余 {free}，其中 {kept} 留给评分。").format(
            n=len(left), need=amount(sum(line.size - line.done for line in left)), free=amount(plan.room.free),
            kept=amount(min(plan.room.reserve, plan.room.free)),
        )  # fmt: skip
        step = self.tr("请腾出空间再点“继续下载”，或不下载视频") if any(x.video for x in left) else self.tr("请腾出空间再点“继续下载”")
        return joined(said, step)

    def _speed_words(self) -> str:
        speed = self.board.speed() if self.board else 0.0
        if speed < 1:
            return ""
        here, size = self.wanted_bytes()
        left = (size - here) / speed
        if left < _MINUTE:
            after = self.tr("还需不到 1 分钟")
        elif left < _HOUR:
            after = self.tr("还需约 {n} 分钟").format(n=round(left / _MINUTE))
        else:
            after = self.tr("还需约 {n} 小时").format(n=round(left / _HOUR, 1))
        return self.tr("{speed}/秒 · {left}").format(speed=amount(speed), left=after)

    def _start(self, plan: LoadPlan | None) -> None:
        self.plan, self.problem = plan, None
        if plan is None or self.state in (RUNNING, PAUSED, STOPPED):
            self.changed.emit()
        elif not plan.waiting:
            self._end(DONE)
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
        self._end(state)

    def _end(self, state: str) -> None:
        self.state = state
        self.changed.emit()
        if self._fresh and state in (DONE, NO_ROOM):
            self._fresh = False
            self.finished.emit()  # whoever comes later reads the state: there is no moment between the two

    def _seen(self, plan: LoadPlan | None) -> None:
        self.plan = plan
        self.changed.emit()


def amount(count: float) -> str:
    """Bytes as a person reads them: 350 KB, 12 MB, 1.4 GB."""
    for size, unit in ((1e9, "GB"), (1e6, "MB")):
        if count >= size:
            return f"{count / size:.1f} {unit}" if count < 100 * size else f"{count / size:.0f} {unit}"
    return f"{count / 1e3:.0f} KB"
