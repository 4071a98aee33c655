"""The list of entries as the drawer shows it: filtered, searched and sorted in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.models.changes import Changes, Topic
from app.models.sheet import SheetState
from app.ui.bus import ChangesBus
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.services.judge.read_entries import EntryRow
    from app.ui.judge.services import JudgeServices


class DrawerModel(QObject):
    """`listed(rows)` after each reading; only the newest question is answered."""

    listed = Signal(object)

    def __init__(self, services: JudgeServices, runner: Runner, bus: ChangesBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner = services, runner
        self.state: SheetState | None = None
        self.text, self.field = "", ""
        self.order, self.descending = "position", False
        self.active = False
        self._asked = 0
        bus.changed.connect(self._touched)

    def filter(self, state: SheetState | None) -> None:
        self.state = state
        self.read()

    def only_field(self, field: str) -> None:
        """One 领域 by its code; "" for all."""
        self.field = field
        self.read()

    def search(self, text: str) -> None:
        self.text = text.strip()
        self.read()

    def sort(self, order: str, descending: bool) -> None:
        self.order, self.descending = order, descending
        self.read()

    def read(self) -> None:
        """Ask the store."""
        self._asked += 1
        ticket = self._asked
        self._runner.database(
            self._services.rows, self.state, self.text, self.order, self.descending, self.field,
            then=lambda rows: self._listed(ticket, rows),
        )  # fmt: skip

    def _listed(self, ticket: int, rows: tuple[EntryRow, ...]) -> None:
        if ticket == self._asked:
            self.listed.emit(rows)

    def _touched(self, changes: Changes) -> None:
        if self.active and changes.topics & {Topic.SHEETS, Topic.ENTRIES, Topic.SUBMISSION}:
            self.read()
