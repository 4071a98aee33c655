"""代录 without a widget: one pass of one judge's paper as cells, saved as they are typed, taken back cell by cell, compared, adopted.

Typing changes nothing that counts, so it is no step of the chair: it has an undo of its own, until it is adopted.
Longer than other files: what is typed, saved, taken back and read again has one order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from app.core.executor import Priority
from app.core.words import say
from app.models.chairing import HalfTyped, PaperSheet
from app.models.changes import Changes, Topic
from app.models.rubric import Rubric
from app.models.shape import Points
from app.models.sheet import SheetState
from app.ui.chair.record_services import read_file, write_template
from app.ui.judge.cell_table import CellTable

if TYPE_CHECKING:
    from app.services.chair.record import Adopted, Comparison
    from app.services.chair.record_file import FilePreview, Sheets
    from app.services.chair.record_grid import Copyist, PassTable, Template
    from app.ui.chair.chair_model import ChairModel

FIRST, SECOND = 1, 2


@dataclass(frozen=True)
class Edit:
    """Sheets of one pass before and after something was typed, pasted, cleared or read."""

    judge: str
    number: int
    before: tuple[PaperSheet, ...]
    after: tuple[PaperSheet, ...]


class RecordModel(CellTable):
    """`offered`: who can be copied. `turned`: another judge, pass or rubric. `compared`: `comparison` is there. `wrote(n)`: cells at once.

    `said(words, good)`; `filed(path)`: the template was written. `adopted`: what both passes agree on counts.
    """

    offered = Signal()
    turned = Signal()
    compared = Signal()
    wrote = Signal(int)
    said = Signal(object, bool)
    filed = Signal(object)
    adopted = Signal()

    def __init__(self, chair: ChairModel, parent: QObject | None = None) -> None:
        super().__init__(chair.runner, parent)
        self.chair, self._services = chair, chair.services.record
        self.people: tuple[Copyist, ...] = ()
        self.judge, self.number = "", FIRST
        self.half: HalfTyped | None = None
        self.comparison: Comparison | None = None
        self._of = ""
        self._tables: dict[str, str] = {}
        self._sheets: dict[str, PaperSheet] = {}
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        self._waiting, self._owed = 0, False
        chair.bus.changed.connect(self._touched)

    @property
    def rubric(self) -> Rubric | None:
        return next((r for r in self.rubrics if r.id == self._of), None)

    @property
    def name(self) -> str:
        """The judge's name."""
        return next((p.name for p in self.people if p.judge == self.judge), "")

    def differs(self, code: str, item: str) -> bool:
        """Whether the passes, both finished, disagree on this cell."""
        found = self.comparison
        return found is not None and any(d.entry == code and d.item in ("", item) for d in found.differences)

    def read(self) -> None:
        """Who can be copied; the pass in front follows."""
        self._runner.database(self._services.copyists, then=self._offered)

    def turn(self, judge: str, number: int, rubric: str = "") -> None:
        """Another judge or pass, or the same read anew."""
        self.drop_preview()
        if judge != self.judge:  # what one judge's passes say is not to be seen, nor adopted, beside the next judge's name
            self.judge, self.comparison = judge, None
            self.compared.emit()
        self.judge, self.number, self._of = judge, number, rubric or self._of
        if judge:
            self._runner.database(self._services.table, judge, number, then=self._read)
            self._compare()

    def turn_to_entry(self, code: str) -> None:
        """The table of the rubric by which this entry is judged."""
        if rubric := self._tables.get(code, ""):
            self.turn(self.judge, self.number, rubric)

    def set_cell(self, at: int, column: int, value: Points | None) -> None:
        """One cell's points, None blank again: shown at once, kept at once."""
        row, rubric = self.rows[at], self.rubric
        if rubric is None or not row.editable or row.points[column] == value:
            self.give_up()
            return
        sheet = self._sheet(row.code)
        points = {k: v for k, v in sheet.points.items() if k != rubric.items[column].code}
        self._write((replace(sheet, points=points if value is None else {**points, rubric.items[column].code: value}),))
        cells = (*row.points[:column], value, *row.points[column + 1 :])
        filled = [p for p in cells if p is not None]
        state = SheetState.DONE if None not in cells else SheetState.DRAFT if filled else SheetState.UNTOUCHED
        total = Points(sum(filled)) if filled else None
        fresh = replace(row, points=cells, total=total, complete=None not in cells, state=state)
        self.rows = (*self.rows[:at], fresh, *self.rows[at + 1 :])
        self.redrawn.emit(at)

    def half_typed(self, at: int, column: int, text: str) -> None:
        """At every key: what stands in the cell survives the end of this program."""
        rubric = self.rubric
        if rubric is not None and 0 <= at < len(self.rows):
            self._keep_half(HalfTyped(self.rows[at].code, rubric.items[column].code, text) if text else None)

    def give_up(self) -> None:
        """The cell was left as it was."""
        if self.half is not None:
            self._keep_half(None)

    def clear(self, at: int, column: int, shape: tuple[int, int]) -> None:
        """Cells back to blank, one step of undo."""
        rubric = self.rubric
        rows = [r for r in self.rows[at : at + shape[0]] if r.editable]
        if rubric is None or not rows:
            return
        gone = {i.code for i in rubric.items[column : column + shape[1]]}
        fresh = [replace(s, points={k: v for k, v in s.points.items() if k not in gone}) for s in (self._sheet(r.code) for r in rows)]
        self._write(tuple(fresh), reread=True)

    def stand_aside(self, at: int) -> None:
        """The paper says 回避 for this entry, or no longer."""
        if 0 <= at < len(self.rows):
            row = self.rows[at]
            words = "" if row.recused else say("纸质评分表写明回避", "recused, as the paper says")
            self._write((PaperSheet(row.code, {}, words),), reread=True)

    def paste(self, block: str, at: int, column: int) -> None:
        """See what a copied block would change."""
        corner = (self.rows[at].code, column)
        self._look(partial(self._services.paste_preview, self.judge, self.number, block, corner, self.codes))

    def apply(self) -> None:
        if (taken := self.taken) is None:
            return
        if taken.whole:
            self._take_file(cast("FilePreview", self.preview))
            return
        fresh: dict[str, PaperSheet] = {}
        changes = taken.changes
        for cell in changes:
            sheet = fresh.get(cell.entry) or self._sheet(cell.entry)
            points = {k: v for k, v in sheet.points.items() if k != cell.item}
            fresh[cell.entry] = replace(sheet, points=points if cell.after is None else {**points, cell.item: cell.after})
        self.drop_preview()
        self._write(tuple(fresh.values()), reread=True)
        self.wrote.emit(len(changes))

    def look_at_file(self, file: Path) -> None:
        """See what a table would make of this pass, cell by cell."""
        here = (self.judge, self.number)

        def judged(read: Sheets) -> None:
            if here == (self.judge, self.number):  # nobody turned to another pass meanwhile
                self._look(partial(self._services.file_preview, *here, read))

        self._runner.pool(read_file, file, then=judged)

    def _take_file(self, seen: FilePreview) -> None:
        """A whole pass from a table; it replaces what the pass held, and is one step to take back."""
        self.drop_preview()
        self._runner.database(partial(self._services.take_file, seen), priority=Priority.SAVE, then=lambda _done: self._took(seen))

    def write_template(self, out: Path) -> None:
        def write(made: Template) -> None:
            self._runner.pool(write_template, made, out, then=self.filed.emit)

        self._runner.database(self._services.template, self.judge, self.number, then=write)

    def adopt(self, reason: str, *, own_table: bool) -> None:
        """Let what both passes agree on count: a step of the chair. Only what is seen beside this judge's name."""
        if self.comparison is None or self.comparison.judge != self.judge:
            return
        self._runner.database(self._services.adopt, self.judge, reason, own_table, priority=Priority.SAVE, then=self._adopted)

    def take_back(self, *, again: bool) -> bool:
        """The last thing typed here, or the last one taken back; False when there is none."""
        taken, kept = (self._undone, self._done) if again else (self._done, self._undone)
        if not taken:
            return False
        edit = taken.pop()
        kept.append(edit)
        self.judge, self.number = edit.judge, edit.number
        self._save(edit.after if again else edit.before, reread=True)
        return True

    def _sheet(self, code: str) -> PaperSheet:
        return self._sheets.get(code) or PaperSheet(code, {})

    def _write(self, fresh: Sequence[PaperSheet], *, reread: bool = False) -> None:
        before = tuple(self._sheet(s.entry) for s in fresh)
        self._done.append(Edit(self.judge, self.number, before, tuple(fresh)))
        self._undone.clear()
        self._sheets |= {s.entry: s for s in fresh}
        self._save(fresh, reread=reread)

    def _save(self, sheets: Sequence[PaperSheet], *, reread: bool) -> None:
        self.half = None
        self._waiting += 1
        save = partial(self._services.put, self.judge, self.number, tuple(sheets))
        self._runner.database(save, priority=Priority.SAVE, failed=self._failed, then=lambda _done: self._stored(reread))

    def _keep_half(self, half: HalfTyped | None) -> None:
        self.half = half
        self._runner.database(self._services.keep_half, self.judge, self.number, half, priority=Priority.SAVE)

    def _stored(self, reread: bool) -> None:
        self._waiting -= 1
        if reread or self._owed:
            self.turn(self.judge, self.number)
        else:
            self._compare()

    def _failed(self, error: BaseException) -> None:
        """What was not saved is not shown as saved."""
        self._waiting -= 1
        self._runner.failure.emit(error)
        self.turn(self.judge, self.number)

    def _compare(self) -> None:
        self._runner.database(self._services.compare, self.judge, then=self._compared)

    def _compared(self, found: Comparison) -> None:
        if found.judge == self.judge:
            self.comparison = found
            self.compared.emit()

    def _read(self, found: PassTable) -> None:
        if (found.judge, found.number) != (self.judge, self.number):
            return
        self._owed = self._waiting > 0  # what is being saved may be missing in it: read again after the save
        if self._owed:
            return
        self.rubrics, self.half = found.table.rubrics, found.half
        self._sheets = {s.entry: s for s in found.sheets}
        self._tables = {r.code: r.rubric for r in found.table.rows}
        if self.half is not None and (row := next((r for r in found.table.rows if r.code == self.half.entry), None)) is not None:
            self._of = row.rubric
        if self.rubric is None and self.rubrics:
            self._of = self.rubrics[0].id
        self.rows = tuple(r for r in found.table.rows if r.rubric == self._of)
        self.turned.emit()
        self.listed.emit(True)

    def _took(self, seen: FilePreview) -> None:
        before, after = ({s.entry: s for s in sheets} for sheets in (seen.before, seen.sheets))
        codes = dict.fromkeys((*before, *after))
        edit = (tuple(x.get(c) or PaperSheet(c, {}) for c in codes) for x in (before, after))
        self._done.append(Edit(seen.judge, seen.number, *edit))
        self._undone.clear()
        self.turn(seen.judge, seen.number)
        self.said.emit(say("已读入 {n} 份；Ctrl+Z 可撤销。", "{n} {n:sheet|sheets} read; Ctrl+Z takes it back.", n=len(after)), True)

    def _adopted(self, done: tuple[Adopted, Changes]) -> None:
        """From here on the chair's own undo takes it back."""
        adopted, changes = done
        self._done.clear()
        self._undone.clear()
        self.chair.bus.publish(changes)
        self.adopted.emit()
        self.said.emit(say("已采用：{words}。Ctrl+Z 可撤销。", "Adopted: {words}. Ctrl+Z takes it back.", words=adopted.words), True)

    def _offered(self, people: tuple[Copyist, ...]) -> None:
        self.people = people
        known = [p.judge for p in people]
        if self.judge not in known:
            self.judge, self.comparison = (known[0] if known else ""), None
            self.rows, self.rubrics = (), ()
        self.offered.emit()
        self.turn(self.judge, self.number)
        if not self.judge:
            self.listed.emit(True)

    def _touched(self, changes: Changes) -> None:
        """A signed file came, an adoption was taken back: who can be copied may be others."""
        if changes.touches(Topic.PANEL) and self.people:
            self.read()
