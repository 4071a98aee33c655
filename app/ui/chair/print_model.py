"""Printing without a widget, at both scopes: papers made beside the database, and what people typed for them, kept as they type."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.core.errors import Cancelled
from app.core.executor import Priority

if TYPE_CHECKING:
    from app.core.tasks import Context
    from app.models.approval import BodyChoice
    from app.models.meeting_head import MeetingHead
    from app.services.chair.paper_memory import PaperMemory
    from app.services.chair.papers import PanelPapers
    from app.services.organiser.season_order import SeasonPapers
    from app.ui.tasks import Runner

HEAD, BODIES = "head", "bodies"


class PrintModel(QObject):
    """`busied`: work began or ended, and `papers` may be new (None unless the last try ended well). `progressed(Progress)` while papers are made. `remembered`: `memory` is read.

    Subclasses say what is kept where (`keepers`), and how papers are made.
    """

    busied = Signal()
    progressed = Signal(object)
    remembered = Signal()

    def __init__(self, runner: Runner, keepers: dict[str, Callable[[Any], None]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self.papers: PanelPapers | SeasonPapers | None = None
        self.memory: PaperMemory | None = None
        self.busy = self.cancelled = self.failed = False
        self.unkept: set[str] = set()
        self._keepers, self._latest = keepers, dict[str, Any]()
        self._work: Context | None = None
        self._changes = 0

    @abstractmethod
    def read_memory(self) -> Any:
        """What is kept, in the database's thread."""

    @abstractmethod
    def recalled(self, found: Any) -> None:
        """It was read."""

    def recall(self) -> None:
        """Read what is kept; what was typed while it was read is newer, and is read once more."""
        asked = self._changes

        def then(found: Any) -> None:
            if asked == self._changes:
                self.recalled(found)
            else:
                self.recall()

        self.runner.database(self.read_memory, then=then)

    def cancel(self) -> None:
        """Make no further paper."""
        if self._work is not None:
            self._work.cancel()

    def keep_head(self, head: MeetingHead) -> None:
        """Where and when they met, as it is typed."""
        self.keep(HEAD, head)

    def keep_bodies(self, choices: tuple[BodyChoice, ...] | None) -> None:
        """The bodies of the 审定表; None: those of the program again."""
        self.keep(BODIES, choices)

    def keep(self, what: str, value: Any) -> None:
        """It is on its way to the disk at once; of several states that wait there the newest is written."""
        self._changes += 1
        self._latest[what] = value
        self.unkept.add(what)
        self.runner.database(self._keep_latest, what, priority=Priority.SAVE)

    def save_again(self) -> None:
        """What the disk refused."""
        for what in tuple(self.unkept):
            self.runner.database(self._keep_latest, what, priority=Priority.SAVE)

    def _keep_latest(self, what: str) -> None:
        """In the database's thread."""
        if what in self.unkept:
            self.unkept.discard(what)
            try:
                self._keepers[what](self._latest[what])
            except BaseException:
                self.unkept.add(what)  # the next change tries again
                raise

    def _make(self, frame: Callable[[], Any], write: Callable[..., PanelPapers | SeasonPapers], folder: Path) -> None:
        """Read in the database's thread, make and write in the pool."""
        from app.core.tasks import Context

        self._begin()
        self._work = context = Context()

        def made(taken: Any) -> None:
            future = self.runner.pool(write, taken, folder, context, then=self._written, failed=self._failed)
            self.runner.watched(context, self.progressed.emit, future)

        self.runner.database(frame, then=made, failed=self._failed)

    def remember(self, memory: PaperMemory) -> None:
        """This is kept."""
        self.memory = memory
        self.remembered.emit()

    def _begin(self) -> None:
        self.busy, self.cancelled, self.failed = True, False, False
        self.papers = None
        self.busied.emit()

    def _end(self) -> None:
        self.busy, self._work = False, None
        self.busied.emit()

    def _failed(self, error: BaseException) -> None:
        self.cancelled = isinstance(error, Cancelled)
        self.failed = not self.cancelled
        self._end()
        if not self.cancelled:
            self.runner.failure.emit(error)

    def _written(self, papers: PanelPapers | SeasonPapers) -> None:
        self.papers = papers
        self._end()
