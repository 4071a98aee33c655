"""Scoring one entry, without a widget: what is being typed, what changes, what waits to be saved.

The screen follows the keys at once; each accepted change is one service call in the database's thread, and what
that call returns is the truth again. Digits not yet accepted are saved as half-typed, newest only: typing never
waits for the disk.

Words, or a level, that could not be saved (a full disk) stay on the screen and are kept in `unsaved`, points in `unkept`: they are tried again after the next
save that goes through, when they are changed, or when a person asks. Longer than other files: keys, saves and what failed have one order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.errors import StoreError, UsageError
from app.core.executor import Priority
from app.models.changes import Changes
from app.models.rubric import RubricItem
from app.models.shape import Points
from app.models.sheet import Note, ScoreSheet
from app.scoring.typed import TypedKind
from app.ui.bus import ChangesBus
from app.ui.judge.half_typed import Box, HalfTyped
from app.ui.judge.sheet_figures import SheetFigures
from app.ui.judge.unsaved_words import LEVEL, Unkept, UnsavedWords, Written, saving
from app.ui.tasks import Failed, Runner

if TYPE_CHECKING:
    from app.services.judge.read_entries import EntryView
    from app.ui.judge.services import JudgeServices


class SheetModel(SheetFigures):
    """The sheet of the open entry. `changed` after anything, `moved` when another item is current, `saved` when all is on disk.

    `zero_asked` and `unfinished` say why the last Enter was not taken.
    `finished`: Enter on the last item. `elsewhere(code)`: undo or redo touched another entry.
    """

    changed = Signal()
    moved = Signal(int)
    saved = Signal()
    finished = Signal()
    elsewhere = Signal(str)

    def __init__(self, services: JudgeServices, runner: Runner, bus: ChangesBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner, self._bus = services, runner, bus
        self.notes: tuple[Note, ...] = ()
        self.zero_asked = self.unfinished = False
        self.unsaved, self.unkept = UnsavedWords(), Unkept()
        self._waiting = 0
        self._half = HalfTyped(services)

    @property
    def lost(self) -> int:
        """How many places show what is not on the disk."""
        return len(self.unsaved) + len(self.unkept)

    @property
    def waiting(self) -> int:
        """Saves under way; 0 means everything typed is on disk."""
        return self._waiting

    def show(self, view: EntryView) -> None:
        """Another entry, or the same one read anew."""
        same = self.view is not None and self.view.entry.code == view.entry.code
        self.view = view
        if not same:
            self.typed = {}
        self._take(view.sheet)
        if not same:
            blank = (n for n, i in enumerate(view.rubric.items) if i.code not in self.points)
            self.current = next(blank, 0)
            self.zero_asked = self.unfinished = False
        self.changed.emit()
        if not same:
            self.moved.emit(self.current)

    def go_to(self, index: int) -> None:
        """Make another item current; digits left behind stay half-typed."""
        if self.items and index != self.current:
            self.current, self.zero_asked, self.unfinished = max(0, min(index, len(self.items) - 1)), False, False
            self.moved.emit(self.current)
            self.changed.emit()

    def type(self, text: str) -> None:
        """The score box holds `text` now."""
        item = self.item
        if item is None or self.view is None or not self.editable or self.typed.get(item.code) == text:
            return
        self.typed[item.code], self.zero_asked, self.unfinished = text[:40], False, False
        self._save_half((self.view.entry.code, item.code), text[:40])
        self.changed.emit()

    def drop(self) -> None:
        """Esc: forget what was typed and not accepted."""
        item = self.item
        if item and self.view and self.typed.pop(item.code, None) is not None:
            self.zero_asked = self.unfinished = False
            self._save_half((self.view.entry.code, item.code), None)
            self.changed.emit()

    def accept(self) -> bool:
        """Enter: take the digits and go on; False (and stay) when they are no points of this item."""
        item = self.item
        if item is None or not self.editable:
            return False
        if item.code not in self.typed:
            self._next()
            return True
        read = self.reading()
        if read.kind is TypedKind.VALUE and read.value == 0 and not self.zero_asked and self.points.get(item.code) != 0:
            self.zero_asked = True
            self.changed.emit()
            return False
        if read.kind not in (TypedKind.VALUE, TypedKind.EMPTY):
            self.unfinished = read.kind is TypedKind.INCOMPLETE
            self.changed.emit()
            return False
        self._set(item, read.value)
        self._next()
        return True

    def put(self, value: Points) -> None:
        """A button was used instead of digits: full points, a step up or down, one of two neighbours."""
        item = self.item
        if item is not None and self.editable and item.min <= value <= item.max:
            self._set(item, value)
            self.changed.emit()

    def nudge(self, steps: int) -> None:
        """Up or down by steps from what stands."""
        if (item := self.item) is not None and (stands := self.points.get(item.code)) is not None:
            self.put(Points(max(item.min, min(item.max, stands + steps * item.step))))

    def write_remark(self, text: str) -> None:
        """The 总体评价 as it is typed."""
        if self.view is None or not self.editable:
            return
        code = self.view.entry.code
        if text != self.remark or (code, "") in self.unsaved:
            self.remark = text
            self._save_words(code, "", text)
            self.changed.emit()

    def choose_level(self, level: str) -> None:
        """建议等级 by its code, "" for none."""
        if self.view is not None and self.editable and level != self.level:
            code, self.level = self.view.entry.code, level
            self._save_words(code, LEVEL, level)
            self.changed.emit()

    def put_note(self, note: Note) -> None:
        """Add a note or replace the one with its id; an empty one is removed."""
        if self.view is None or not self.editable:
            return
        code, text = self.view.entry.code, note.text.strip()
        others = tuple(n for n in self.notes if n.id != note.id)
        known = len(others) != len(self.notes)
        if text:
            self.notes = tuple(note if n.id == note.id else n for n in self.notes) if known else (*self.notes, note)
            self._save_words(code, note.id, note)
        elif known:
            self.notes = others
            self._save_words(code, note.id, None)
        self.changed.emit()

    def save_again(self) -> None:
        """Try what is not on the disk once more."""
        for (code, item), kept in list(self.unkept.items()):
            if isinstance(kept, str):
                self._save_half((code, item), kept)
            else:
                self._save_points(code, item, kept)
        for (code, note_id), words in list(self.unsaved.items()):
            self._save_words(code, note_id, words)
        self.changed.emit()

    def undo(self) -> None:
        """Take back the newest change, wherever it was made; digits that were not accepted go first."""
        if self.item is not None and self.item.code in self.typed:
            self.drop()
            return
        self._waiting += 1
        self._runner.database(self._services.undo, priority=Priority.SAVE, then=self._reversed, failed=self._failed)

    def redo(self) -> None:
        self._waiting += 1
        self._runner.database(self._services.redo, priority=Priority.SAVE, then=self._reversed, failed=self._failed)

    def _next(self) -> None:
        if self.current + 1 < len(self.items):
            self.go_to(self.current + 1)
        else:
            self.changed.emit()
            self.finished.emit()

    def _set(self, item: RubricItem, value: Points | None) -> None:
        if self.view is None:
            return
        code = self.view.entry.code
        self.typed.pop(item.code, None)
        self._half.forget((code, item.code))
        self.zero_asked = self.unfinished = False
        if value is None:
            self.points.pop(item.code, None)
        else:
            self.points[item.code] = value
        self._save_points(code, item.code, value)

    def _save_points(self, code: str, item: str, value: Points | None) -> None:
        """Accepted points that cannot be saved are digits again, and are tried again as words are."""

        def failed(error: BaseException) -> None:
            if isinstance(error, StoreError) and value is not None:
                self.unkept[code, item] = value
            self._failed(error)

        self.unkept.pop((code, item), None)
        self._save(code, lambda: self._services.set_points(code, {item: value}), failed)

    def _save_half(self, box: Box, text: str | None) -> None:
        """Digits that were not accepted yet; those that cannot be saved stay in the box and are tried again."""

        def failed(error: BaseException) -> None:
            if isinstance(error, StoreError) and (kept := self._half.refused(box)):
                self.unkept[box] = kept
            self._failed(error)

        self.unkept.pop(box, None)
        if self._half.put(box, text):
            self._save(box[0], lambda: self._half.save(box), failed)

    def _save(self, code: str, work: Callable[[], tuple[ScoreSheet, Changes] | None], failed: Failed | None = None) -> None:
        self._waiting += 1
        self._runner.database(work, priority=Priority.SAVE, then=lambda done: self._stored(code, done), failed=failed or self._failed)

    def _save_words(self, code: str, note_id: str, words: Written) -> None:
        """The remark (""), the level or a note; what cannot be saved is kept."""

        def stored(done: tuple[ScoreSheet, Changes]) -> None:
            self.unsaved.pop((code, note_id), None)
            self._stored(code, done)

        def failed(error: BaseException) -> None:
            if isinstance(error, UsageError):  # handed in or recused meanwhile: there is no place for them
                self.unsaved.pop((code, note_id), None)
                self._failed(error)
                return
            self._waiting -= 1
            self.unsaved[code, note_id] = words
            self._runner.failure.emit(error)
            self.changed.emit()

        self._waiting += 1
        if (code, note_id) in self.unsaved:
            self.unsaved[code, note_id] = words  # the newest is what is shown, whatever becomes of it
        work = saving(self._services, code, note_id, words)
        self._runner.database(work, priority=Priority.SAVE, then=stored, failed=failed)

    def _stored(self, code: str, done: tuple[ScoreSheet, Changes] | None) -> None:
        self._waiting -= 1
        if done is not None:
            sheet, changes = done
            if self._waiting == 0 and self.view is not None and self.view.entry.code == code:
                self._take(sheet)
                self.changed.emit()
            self._bus.publish(changes)
        if self._waiting == 0 and self.lost:
            self.save_again()
        elif self._waiting == 0:
            self.saved.emit()

    def _reversed(self, done: tuple[str | None, Changes]) -> None:
        self._waiting -= 1
        code, changes = done
        if code is not None:
            self.elsewhere.emit(code)
            self._bus.publish(changes)

    def _failed(self, error: BaseException) -> None:
        """What was not saved is not shown as saved: say it and read the truth again."""
        self._waiting -= 1
        self._runner.failure.emit(error)
        if self.view is not None:
            self._runner.database(self._services.view, self.view.entry.code, then=self._again)

    def _again(self, view: EntryView) -> None:
        if self.view is not None and self.view.entry.code == view.entry.code:
            self.show(view)

    def _take(self, sheet: ScoreSheet) -> None:
        self.points = dict(sheet.points)
        # an emptied box is half-typed too, but there is nothing of it to save
        emptied = {k: v for k, v in self.typed.items() if not v}
        self.typed = emptied | {k: v for k, v in sheet.half_typed.items() if v} | self.unkept.of(sheet.entry)
        self.remark, self.notes, self.level = self.unsaved.over(sheet)
