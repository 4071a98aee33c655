"""我的评分表 without a widget: which rows are shown and in which order, saving cells, pasted blocks seen before they count.

A change shows at once and is saved in the database's thread. Rows keep their place until the person sorts or filters
again: a row that jumps away while its points are typed is worse than one out of order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.core.executor import Priority
from app.models.changes import Changes, Topic
from app.models.rubric import Rubric
from app.models.shape import Points
from app.models.sheet import SheetState
from app.ui.bus import ChangesBus
from app.ui.judge.cell_table import CellTable
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.services.judge.own_table import OwnTable, TableRow
    from app.services.judge.read_entries import EntryView
    from app.ui.judge.paper_services import PaperServices


@dataclass(frozen=True)
class TableQuery:
    """One rubric (id, "" all), a state, words, and the column it is sorted by: a name of Order, or "item:CODE"."""

    rubric: str = ""
    state: SheetState | None = None
    text: str = ""
    order: str = "position"
    descending: bool = False


class OwnTableModel(CellTable):
    """`wrote(n)`: cells saved at once. `touched(codes)`: entries whose sheets were
    changed here. `compared(pair)`, `filed(path)`.
    """

    wrote = Signal(int)
    touched = Signal(object)
    compared = Signal(object)
    filed = Signal(object)

    def __init__(self, services: PaperServices, runner: Runner, bus: ChangesBus, parent: QObject | None = None) -> None:
        super().__init__(runner, parent)
        self._services, self._bus = services, bus
        self.query = TableQuery()
        self.active = False
        self._asked = self._waiting = 0
        self._owed = False
        bus.changed.connect(self._touched)

    @property
    def rubric(self) -> Rubric | None:
        """The rubric whose items are the columns."""
        return next((r for r in self.rubrics if r.id == self.query.rubric), None)

    @property
    def saving(self) -> bool:
        """Whether anything shown is not on disk yet."""
        return self._waiting > 0

    def ask(self, **changes: Any) -> None:
        """Another rubric, filter or order."""
        self.query = replace(self.query, **changes)
        self._read(reset=True)

    def read(self) -> None:
        """Read again, rows in the order shown."""
        self._read(reset=not self.rows)

    def set_cell(self, at: int, column: int, value: Points | None) -> None:
        """One cell's points, None blank again."""
        row, rubric = self.rows[at], self.rubric
        if rubric is None or not row.editable or row.points[column] == value:
            return
        points = (*row.points[:column], value, *row.points[column + 1 :])
        filled = [p for p in points if p is not None]
        fresh = replace(row, points=points, total=Points(sum(filled)) if filled else None, complete=None not in points)
        self.rows = (*self.rows[:at], fresh, *self.rows[at + 1 :])
        self.redrawn.emit(at)
        self._save(self._services.set_points, row.code, rubric.items[column].code, value, codes=(row.code,))

    def clear(self, at: int, column: int, shape: tuple[int, int]) -> None:
        """Cells back to blank, one step of undo."""
        corner = (self.rows[at].code, column)
        self._save(self._services.clear_cells, corner, shape, self.codes, codes=self.codes[at : at + shape[0]], told=True)

    def paste(self, block: str, at: int, column: int) -> None:
        """See what a copied block would change."""
        self._look(partial(self._services.paste_preview, block, (self.rows[at].code, column), self.codes))

    def look_into(self, file: Path) -> None:
        """See what a spreadsheet would change."""
        self._look(partial(self._services.preview_import, file), from_file=True)

    def apply(self) -> None:
        if (taken := self.taken) is not None:
            self.drop_preview()
            self._save(self._services.apply, taken, codes=tuple({c.entry for c in taken.changes}), told=True)

    def export(self, out: Path) -> None:
        self._runner.pool(self._services.export_scores, out.with_suffix(".xlsx"), then=self.filed.emit)

    def compare(self, first: str, second: str) -> None:
        """Read two entries to be shown side by side."""
        self._runner.database(self._services.pair, first, second, then=self._compared)

    def _read(self, *, reset: bool) -> None:
        self._asked += 1
        ticket = self._asked
        self._runner.database(self._services.own_table, self.query, then=lambda read: self._listed(ticket, read, reset))

    def _listed(self, ticket: int, read: tuple[OwnTable, tuple[TableRow, ...]], reset: bool) -> None:
        if ticket != self._asked:
            return
        if self._waiting:
            # a save is under way: what it saves is read after it, in the order asked for
            self._owed = self._owed or reset
            return
        whole, found = read
        reset, self._owed = reset or self._owed, False
        self.rubrics = whole.rubrics
        if self.rubric is None and self.rubrics:
            self.ask(rubric=self.rubrics[0].id)
            return
        if not reset:
            by_code = {row.code: row for row in whole.rows}
            kept = tuple(by_code[code] for code in self.codes if code in by_code)
            reset, found = len(kept) != len(self.rows), kept
        self.rows = found
        self.listed.emit(reset)

    def _save(self, work: Any, *args: Any, codes: tuple[str, ...], told: bool = False) -> None:
        self._waiting += 1
        self._runner.database(work, *args, priority=Priority.SAVE, then=lambda done: self._stored(done, codes, told), failed=self._failed)

    def _stored(self, done: tuple[object, Changes], codes: tuple[str, ...], told: bool) -> None:
        self._waiting -= 1
        count, changes = done
        self._bus.publish(changes)
        self.touched.emit(codes)
        if told and isinstance(count, int):
            self.wrote.emit(count)

    def _failed(self, error: BaseException) -> None:
        """What was not saved is not shown as saved."""
        self._waiting -= 1
        self._runner.failure.emit(error)
        self.read()

    def _compared(self, pair: tuple[EntryView, EntryView]) -> None:
        self.compared.emit(pair)

    def _touched(self, changes: Changes) -> None:
        if self.active and not self._waiting and changes.topics & {Topic.SHEETS, Topic.ENTRIES, Topic.SUBMISSION}:
            self._read(reset=not changes.touches(Topic.SHEETS))
