"""出发检查 without a widget: it begins by itself at every start and after new files, and holds until one of its files changes.

News that bring nothing change nothing: what was checked is remembered file by file, not by the moment of a sync.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.tasks import Context, Progress
from app.core.words import joined, now
from app.models.changes import Changes, Topic
from app.ui.bus import ChangesBus
from app.ui.judge.load_model import DONE, IDLE, NO_ROOM, RUNNING, STOPPED, LoadModel
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.services.judge.load_plan import LoadPlan
    from app.services.judge.travel_check import Check, TravelCheck
    from app.ui.judge.season_services import SeasonServices

Files = frozenset[tuple[str, bool]]
_AT_REST = (IDLE, DONE, NO_ROOM, STOPPED)
CALM_MS = 8_000
"""At a start the judge's own page, the list and the news come first: reading every file once more is in no hurry."""
_SOON_MS = 1_500
"""After work or a copy: what is cheap to look at is looked at again, once for many changes."""


class TravelModel(QObject):
    """`changed`: something else to say. `told(good)`: a check of the files ended with another answer than the one before, or with the
    same one for something that was not wrong before."""

    changed = Signal()
    told = Signal(bool)

    def __init__(self, season: SeasonServices, runner: Runner, bus: ChangesBus, load: LoadModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._season, self._runner, self._load = season, runner, load
        self._news_came = self._undone = False
        self._seen: object = None
        self._of: Files | None = None
        self._answer: frozenset[str] | None = None
        self.checking: Progress | None = None
        self.found: TravelCheck | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._look_around)
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self._begin)
        load.changed.connect(self._follow)
        load.finished.connect(self._fresh)
        bus.changed.connect(self._touched)
        if load.state in (DONE, NO_ROOM) and load.board is not None:  # everything came while the pledge was read
            self._check(lately=True)

    def news_came(self) -> None:
        """The first try of the network ended: what is missing now does not come by itself."""
        self._news_came = True
        self._follow()

    def check(self) -> None:
        """Is everything here and does it open? Somebody asks: takes as long as reading all files once."""
        self._check(lately=False)

    def _check(self, *, lately: bool) -> None:
        if self.checking is None:
            self.checking, self._undone = Progress(), False
            self._of = _files(self._load.plan)
            context = Context()
            future = self._runner.pool(self._season.travel_check, context, lately, then=self._checked, failed=self._not_checked)
            self._runner.watched(context, self._progressed, future)
            self.changed.emit()

    @property
    def ready(self) -> bool | None:
        """None while unknown: not checked yet, being checked, or files are on their way."""
        return None if self.found is None or self.checking is not None or self._load.state == RUNNING else self.found.ready

    def words(self) -> str:
        """One line: ready, or what to do first."""
        if self.checking is not None:
            return now(self.checking.message) or self.tr("正在检查…")
        if self._undone:
            return self.tr("检查没有做完，请再点“现在检查”。")
        if self.found is None or self._load.state == RUNNING:
            return self.tr("资料到齐后自动检查。")
        return self.answer()

    def answer(self) -> str:
        """What the last check found, also while another one runs."""
        if self.found is None:
            return ""
        if wrong := [c for c in self.found.checks if not c.ok]:
            return joined(*(self._stopped_words() if c.name == "files" and self._load.state == STOPPED else c.words for c in wrong))
        return self._ready_words(self.found)

    def short(self) -> str:
        """The same where a line has no room for more; empty while unknown."""
        ready = self.ready
        return "" if ready is None else self.tr("可以出发") if ready else self.tr("还不能出发")

    def _stopped_words(self) -> str:
        here, wanted = self._load.counts()
        return self.tr("还有 {n} 个文件没有下载：您停了下载，点“继续下载”就接着来。", None, wanted - here).format(n=wanted - here)

    def _ready_words(self, found: TravelCheck) -> str:
        if not found.freed and not found.left_out:
            return self.tr("可以出发：所有资料都在本机，都能打开，离线也能评。")
        first = self.tr("可以出发：要评的资料都在本机，都能打开")
        freed = self.tr("看完的已释放 {n} 个文件", None, found.freed).format(n=found.freed) if found.freed else ""
        left = self.tr("按您的选择没有下载 {n} 个文件", None, found.left_out).format(n=found.left_out) if found.left_out else ""
        return self.tr("；").join(w for w in (first, freed, left) if w) + self.tr("。")

    def _follow(self) -> None:
        """Asked ten times a second while something moves: files that were looked at are not looked at again."""
        load = self._load
        if load.state not in _AT_REST or load.plan is None or self.checking is not None:
            return
        if (load.plan, load.state, self._news_came) == self._seen:
            return
        self._seen = load.plan, load.state, self._news_came
        if load.plan.waiting and not self._news_came:
            return
        if self._stale(_files(load.plan)):
            self._calm.start()
        else:
            self._look_around()

    def _begin(self) -> None:
        if self._load.state in _AT_REST and self.checking is None and self._stale(_files(self._load.plan)):
            self._check(lately=True)

    def _stale(self, files: Files) -> bool:
        """Less to look at leaves a good answer good; anything new, or anything else after a bad one, is looked at."""
        if self._of is None:
            return True
        return not files <= self._of if self.found is not None and self.found.ready else files != self._of

    def _fresh(self) -> None:
        """Files came, perhaps one that was here before and did not open."""
        if self.found is None or not self.found.ready or self._stale(_files(self._load.plan)):
            self._calm.stop()
            self._check(lately=True)

    def _progressed(self, progress: Progress) -> None:
        if self.checking is not None:
            self.checking = progress
            self.changed.emit()

    def _checked(self, found: TravelCheck) -> None:
        self.checking, self.found = None, found
        if found.damaged:  # wanted again, and known as such
            self._of = frozenset((sealed, here and sealed not in found.damaged) for sealed, here in self._of or ())
            self._load.look()
        self.changed.emit()
        before, self._answer = self._answer, _wrong(found)
        if before is None or bool(before) is found.ready or not self._answer <= before:
            self.told.emit(found.ready)
        self._follow()

    def _not_checked(self, error: BaseException) -> None:
        self.checking, self._undone = None, True
        self.changed.emit()
        self._runner.failure.emit(error)

    def _look_around(self) -> None:
        if self.found is not None and self.checking is None:
            self._runner.database(self._season.travel_around, then=self._seen_around)

    def _seen_around(self, around: tuple[Check, ...]) -> None:
        from dataclasses import replace

        if self.found is not None and self.checking is None:
            names = {c.name for c in around}
            self.found = replace(self.found, checks=(*(c for c in self.found.checks if c.name not in names), *around))
            before, self._answer = self._answer, _wrong(self.found)
            self.changed.emit()
            if before and not self._answer:
                self.told.emit(True)

    def _touched(self, changes: Changes) -> None:
        if {Topic.SHEETS, Topic.DOCUMENTS} <= changes.topics:  # stood aside, or back: other files are wanted
            self._load.look()
        if changes.topics & {Topic.SHEETS, Topic.SAFETY}:
            self._soon.start()


def _wrong(found: TravelCheck) -> frozenset[str]:
    """What keeps a judge from leaving, by name."""
    return frozenset(c.name for c in found.checks if not c.ok)


def _files(plan: LoadPlan | None) -> Files:
    """What is wanted, and whether it is here."""
    return frozenset((line.sealed, line.ready) for line in plan.lines if line.wanted) if plan is not None else frozenset()
