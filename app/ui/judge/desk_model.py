"""Which entry is open and which comes next: the judge's list, its head, and moving through it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.models.changes import Changes, Topic
from app.models.sheet import SheetState
from app.ui.bus import ChangesBus
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.services.judge.read_entries import DeskState, EntryRow, EntryView
    from app.ui.judge.services import JudgeServices

OPEN_STATES = (SheetState.UNTOUCHED, SheetState.DRAFT, SheetState.RETURNED, SheetState.WITHDRAWN)


class DeskModel(QObject):
    """`listed`: rows or head changed. `opened(view)`: another entry, or the same one read anew. `all_done`: none is left to score.

    `moving(on)`: another entry is on its way; off where none will come. `arrived`: the one that was on its way is here and shown.
    """

    listed = Signal()
    opened = Signal(object)
    all_done = Signal()
    moving = Signal(bool)
    arrived = Signal()

    def __init__(self, services: JudgeServices, runner: Runner, bus: ChangesBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner, self._bus = services, runner, bus
        self.state: DeskState | None = None
        self.rows: tuple[EntryRow, ...] = ()
        self.view: EntryView | None = None
        self._wanted = ""
        self._choosing = 0
        bus.changed.connect(self._touched)

    @property
    def code(self) -> str:
        """The entry that is open, or being opened."""
        return self._wanted

    @property
    def place(self) -> tuple[int, int]:
        """(place of the open entry in reading order from 1, number of entries)."""
        at = self._index()
        return (at + 1 if at is not None else 0), len(self.rows)

    def load(self, first: str = "") -> None:
        """Open `first`, or once the list is read the first entry that is not finished.

        The page of `first` does not wait for the list: it is read after the entry and what its page needs.
        """
        if first:
            self._wanted = first
            self._runner.database(self._services.view, first, then=self._begun, failed=lambda _gone: self._list())
        else:
            self._list()

    def open(self, code: str) -> None:
        """Show an entry; a later call wins."""
        if not code:
            return
        self._wanted = code
        if self.view is not None and self.view.entry.code != code:
            self.moving.emit(True)
        self._runner.database(self._services.view, code, then=self._opened, failed=partial(self._stayed, code))

    def step(self, by: int) -> None:
        """The entry before or after in reading order, around the ends."""
        if self.rows:
            at = self._index() or 0
            self.open(self.rows[(at + by) % len(self.rows)].code)

    def next_unscored(self) -> None:
        """The next entry still to be scored, from here around; `all_done` when there is none."""
        self._choosing += 1
        self.moving.emit(True)
        self._runner.database(self._read, then=self._go_on, failed=partial(self._stuck, self._wanted))

    def _read(self) -> tuple[tuple[EntryRow, ...], DeskState | None]:
        state = self._services.state()
        return (self._services.rows(None, "", "position", False) if state else ()), state

    def _begun(self, view: EntryView) -> None:
        self._opened(view)
        self._list()

    def _list(self) -> None:
        self._runner.database(self._read, then=self._loaded)

    def _loaded(self, read: tuple[tuple[EntryRow, ...], DeskState | None]) -> None:
        self._keep(read)
        codes = [r.code for r in self.rows]
        if self._wanted not in codes:
            self.open(next((r.code for r in self.rows if r.state in OPEN_STATES and not r.withdrawn), codes[0] if codes else ""))

    def _keep(self, read: tuple[tuple[EntryRow, ...], DeskState | None]) -> None:
        self.rows, self.state = read
        self.listed.emit()

    def _go_on(self, read: tuple[tuple[EntryRow, ...], DeskState | None]) -> None:
        self._choosing -= 1
        self._keep(read)
        at = self._index()
        start = 0 if at is None else at + 1
        around = (*self.rows[start:], *self.rows[: max(0, start - 1)])
        following = next((r.code for r in around if r.state in OPEN_STATES and not r.withdrawn), None)
        if following is None:
            self.moving.emit(False)
            self.all_done.emit()
        else:
            self.open(following)

    def _opened(self, view: EntryView) -> None:
        if view.entry.code == self._wanted:
            self.view = view
            self.opened.emit(view)
            if not self._choosing:  # else it is the old entry, read anew while the next one is looked for
                self.arrived.emit()

    def _stuck(self, code: str, error: BaseException) -> None:
        """Which entry is next could not be read."""
        self._choosing -= 1
        self._stayed(code, error)

    def _stayed(self, code: str, error: BaseException) -> None:
        """The entry could not be read: the one on the screen stays the open one, unless another was asked for meanwhile."""
        if code == self._wanted:
            self.moving.emit(False)
            self._wanted = self.view.entry.code if self.view is not None else self._wanted
        self._runner.failure.emit(error)

    def _touched(self, changes: Changes) -> None:
        if changes.topics & {Topic.SHEETS, Topic.ENTRIES, Topic.SUBMISSION, Topic.SEASON}:
            self._runner.database(self._read, then=self._keep)
        whole = {Topic.SUBMISSION, Topic.ENTRIES, Topic.SEASON, Topic.DOCUMENTS}
        if self._wanted and any(changes.touches(t, self._wanted) for t in whole):
            self.open(self._wanted)

    def _index(self) -> int | None:
        return next((n for n, row in enumerate(self.rows) if row.code == self._wanted), None)
