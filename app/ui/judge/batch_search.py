"""Searching the whole batch without a widget: the index is built one page at a time, and not while a person works the keys.

A page takes the database's thread for some milliseconds, so pages come at most twenty a second and every save goes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.executor import Priority
from app.models.changes import Changes, Topic
from app.ui.bus import ChangesBus
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.services.judge.index_texts import Indexing
    from app.ui.judge.services import JudgeServices

_EACH_MS, _QUIET_MS, _LATER_MS = 50, 1_500, 20_000


class BatchSearch(QObject):
    """`found(hits)` answers `search`; `progressed` when `left`, the documents still to be indexed, changed."""

    found = Signal(object)
    progressed = Signal()

    def __init__(self, services: JudgeServices, runner: Runner, bus: ChangesBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner = services, runner
        self._work: Indexing | None = None
        self._running = False
        self._query = ""
        self.left = 0
        self._next = QTimer(self, singleShot=True, interval=_EACH_MS)
        self._next.timeout.connect(self._step)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(lambda: runner.typing(False))
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self.begin)
        bus.changed.connect(self._touched)
        self._later.start()

    def begin(self) -> None:
        """Index what is here and not indexed yet; by itself a while after the start, at once when somebody searches."""
        if not self._running:
            self._running = True
            self._runner.database(self._services.begin_index, priority=Priority.INDEX, then=self._begun, failed=self._failed)

    def pause(self) -> None:
        """A person types: wait until the keys have been quiet for a moment."""
        if not self._quiet.isActive():
            self._runner.typing(True)
        self._quiet.start()

    def search(self, query: str) -> None:
        """Titles, names and pages with these words; empty words find nothing."""
        self._query = query.strip()
        if self._query:
            asked = self._query
            self._runner.database(self._services.find_text, asked, then=lambda hits: self._answer(asked, hits))
        else:
            self.found.emit(())

    def _answer(self, asked: str, hits: object) -> None:
        if asked == self._query:
            self.found.emit(hits)

    def _begun(self, work: Indexing | None) -> None:
        self._work, self.left = work, work.left if work is not None else 0
        self.progressed.emit()
        if work is None:
            self._running = False
        else:
            self._next.start()

    def _step(self) -> None:
        if self._work is not None:
            self._runner.database(self._services.index_page, self._work, priority=Priority.INDEX, then=self._stepped, failed=self._failed)

    def _stepped(self, more: bool) -> None:
        if more:
            self._next.start()
            return
        self._running = False
        self.begin()
        if self._query:
            self.search(self._query)

    def _failed(self, error: BaseException) -> None:
        """Scoring goes on without it; the next change of documents tries again."""
        self._work, self._running, self.left = None, False, 0
        self._runner.failure.emit(error)
        self.progressed.emit()

    def _touched(self, changes: Changes) -> None:
        if changes.topics & {Topic.DOCUMENTS, Topic.SEASON} and not self._running:
            self._later.start()
