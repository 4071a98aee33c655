"""看完可释放空间, without a widget: which entries may go, what is chosen, what that gains, and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.executor import Priority
from app.models.changes import Changes, Topic, changed
from app.ui.bus import ChangesBus
from app.ui.judge.load_model import LoadModel, amount
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.services.judge.free_space import EntryFiles, Freed, FreePlan, Holding
    from app.ui.judge.season_services import SeasonServices


class FreeModel(QObject):
    """`changed` after anything; `leaving(codes)`: their files go now, whoever has one open lets go of it first.

    `chosen` begins as every entry that may be freed; `last`: the entries freed last, for taking that back.
    """

    changed = Signal()
    leaving = Signal(object)

    def __init__(self, season: SeasonServices, runner: Runner, bus: ChangesBus, load: LoadModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._season, self._runner, self._bus, self._load = season, runner, bus, load
        self._left_out: frozenset[str] = frozenset()
        self._left = 0
        self.holding: Holding | None = None
        self.gains: dict[str, int] = {}
        self.videos_only = self.busy = self._going = self._looking = self._owed = False
        self.last: tuple[str, ...] = ()
        self.last_bytes = 0
        bus.changed.connect(self._touched)

    def look(self) -> None:
        """Read anew what lies on this disk; one look at a time, for a stick that hangs must not take every thread of the pool."""
        self._owed = self._looking
        if not self._looking:
            self._looking = True
            self._runner.pool(self._season.holding, then=self._seen, failed=self._unseen)

    @property
    def rows(self) -> tuple[EntryFiles, ...]:
        """Finished entries with something here, and those of which something was freed, in reading order."""
        held = self.holding.entries if self.holding is not None else ()
        return tuple(e for e in held if not e.shut and (e.freed or (e.finished and any(f.here for f in e.files))))

    @property
    def chosen(self) -> frozenset[str]:
        return frozenset(e.entry for e in self.rows if e.finished and any(f.here for f in e.files)) - self._left_out

    @property
    def plan(self) -> FreePlan | None:
        """What freeing the chosen entries would remove; None before the first look."""
        if self.holding is None:
            return None
        from app.services.judge.free_space import foresee

        return foresee(self.holding, self.chosen, videos_only=self.videos_only)

    def choose(self, entry: str, *, on: bool) -> None:
        """Take an entry in or leave it out."""
        self._left_out = self._left_out - {entry} if on else self._left_out | {entry}
        self.changed.emit()

    def choose_videos(self, only: bool) -> None:
        """Reports stay, videos go."""
        self.videos_only = only
        self.changed.emit()

    def free(self) -> None:
        """Let the chosen files go."""
        plan = self.plan
        if plan is None or not plan.files or self.busy:
            return
        self.busy = self._going = True
        self.leaving.emit(self.chosen)
        self._runner.pool(self._season.free, self.chosen, self.videos_only, then=self._freed, failed=self._broke)

    def fetch(self, entries: Iterable[str]) -> None:
        """Have the files of these entries here again; it goes before whatever else is being loaded."""
        self.last = ()
        self._runner.database(self._season.fetch_again, tuple(entries), priority=Priority.SAVE, then=self._asked)

    def take_back(self) -> None:
        """Undo the last freeing: fetch again."""
        self.fetch(self.last)

    def said(self) -> str:
        """What became of the last freeing; empty when there is nothing to take back."""
        if not self.last:
            return ""
        words = self.tr("已释放 {n} 份，腾出 {size}。").format(n=len(self.last), size=amount(self.last_bytes))
        return (
            words + "\n" + self.tr("{n} 个文件正在使用，下次启动时释放。", None, self._left).format(n=self._left) if self._left else words
        )

    def _seen(self, held: Holding | None) -> None:
        self.holding, self._looking = held, False
        self.busy = self._going or self._owed  # what was read before the files went is no news of them
        if held is not None:
            from app.services.judge.free_space import gains

            self.gains = gains(held)
        self.changed.emit()
        if self._owed:
            self.look()

    def _unseen(self, error: BaseException) -> None:
        self._looking = False
        self._runner.failure.emit(error)

    def _freed(self, done: tuple[Freed, Changes]) -> None:
        self._going = False
        freed, changes = done
        self.last, self.last_bytes, self._left = freed.entries, freed.bytes, freed.left
        self.changed.emit()
        self._bus.publish(changes)
        self._load.look()

    def _broke(self, error: BaseException) -> None:
        self._going = False
        self._runner.failure.emit(error)
        self._bus.publish(changed(Topic.DOCUMENTS))

    def _asked(self, changes: Changes) -> None:
        self._bus.publish(changes)
        self._load.again()

    def _touched(self, changes: Changes) -> None:
        """Only once somebody has looked: before that nothing of it is shown."""
        if self.holding is not None and changes.topics & {Topic.SHEETS, Topic.SUBMISSION, Topic.ENTRIES, Topic.DOCUMENTS}:
            self.look()
