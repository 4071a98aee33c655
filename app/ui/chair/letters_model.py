"""评语合稿 without a widget: one letter in work, every change on its way to the disk at once, and changes taken back.

A change is handed to the database's thread when it is made. Of several that wait there the newest is written and the others
are nothing: typing never queues up, and what was typed last is written also when the window is closed the next moment.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError
from app.core.executor import Priority
from app.models.chairing import LetterPoint, LetterState
from app.models.changes import Changes
from app.models.sheet import NoteKind
from app.services.chair import letter_merge, letters
from app.ui.chair.letter_drafts import Draft, Drafts, for_the_circle, without

if TYPE_CHECKING:
    from app.services.chair.letters import LetterDesk, LetterLine, NoteOffer
    from app.ui.chair.chair_model import ChairModel

_MOST = 200


class LettersModel(QObject):
    """`listed`: the list was read anew. `opened`: another letter, or another state. `changed`: points came, went or were taken back.
    `saved`: what was typed is on the disk (`waiting` changes are not, `unwritten` are the letters the disk refused). `said(said, good)`: what came of it.
    """

    listed = Signal()
    opened = Signal()
    changed = Signal()
    saved = Signal()
    said = Signal(object, bool)

    def __init__(self, chair: ChairModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chair, self._services, self._runner = chair, chair.services.letters, chair.runner
        self.lines: tuple[LetterLine, ...] = ()
        self.desk: LetterDesk | None = None
        self.drafts: Drafts = ()
        self.code, self.waiting, self.failed = "", 0, False
        self._by = ""
        self.unwritten: dict[str, tuple[LetterPoint, ...]] = {}
        self._past: list[Drafts] = []
        self._future: list[Drafts] = []
        self._typing, self._own, self._asked = "", 0, 0
        chair.pictured.connect(self.read)

    @property
    def final(self) -> bool:
        """Nothing may be changed before it is moved back."""
        return self.desk is None or self.stands_aside or self.desk.state is LetterState.FINAL

    @property
    def stands_aside(self) -> bool:
        """The chair is recused from the entry in front, and nobody else has sat down."""
        return self.desk is not None and bool(self.desk.avoid)

    @property
    def items(self) -> frozenset[str]:
        """The items of the open letter's rubric."""
        picture = self.chair.picture
        return frozenset(i.code for i in picture.rubric_of(self.desk.code).items) if picture is not None and self.desk else frozenset()

    def read(self) -> None:
        """The list, and the letter in front: the panel may have got new notes."""
        if self.chair.picture is not None:
            self._runner.database(self._services.lines, then=self._listed)

    def go(self, code: str) -> None:
        """Open a letter. What was typed in the one before is written first."""
        self.save_again()
        if code != self.code:
            self._by = ""
        self.code = code
        self._asked += 1
        ticket = self._asked
        self._runner.database(self._services.desk, code, self._by, then=lambda desk: self._opened(ticket, desk))

    def sit_down(self, judge: str) -> None:
        """Somebody else works at the letter in front, whose entry the chair stands aside from; until another letter is opened."""
        self._by = judge
        self.go(self.code)

    def save_again(self) -> None:
        """What the disk refused."""
        for late in tuple(self.unwritten):
            self._queue(late)

    def step(self, by: int) -> None:
        """The next letter of the list, or the one before."""
        codes = [line.code for line in self.lines]
        if self.code in codes and 0 <= codes.index(self.code) + by < len(codes):
            self.go(codes[codes.index(self.code) + by])

    def tick(self, offer: NoteOffer, on: bool) -> None:
        """Take a note into the letter, or out of it; one that was merged into another is taken out of that."""
        if not self._offers(offer):
            return
        if on and not self.draft_of(offer.note):
            self._change((*self.drafts, Draft(offer.note, letters.point_of(offer))))
        elif not on:
            kept = [d for d in self.drafts if offer.note not in (d.key, d.point.note)]
            self._change(tuple(Draft(d.key, without(d.point, offer.note)) for d in kept))

    def part(self, offer: NoteOffer) -> None:
        """Take a merged note out again, as a sentence of its own with the judge's words; the merged text stays."""
        if not self._offers(offer):
            return
        kept = tuple(Draft(d.key, without(d.point, offer.note)) for d in self.drafts)
        self._change((*kept, Draft(offer.note, letters.point_of(offer))))

    def type_text(self, key: str, text: str) -> None:
        """The text of a point as it is typed: a row of strokes in one box is one step to take back."""
        if any(d.key == key and d.point.text != text for d in self.drafts):
            new = tuple(Draft(d.key, replace(d.point, text=text)) if d.key == key else d for d in self.drafts)
            self._change(new, typing=key)

    def add(self, kind: NoteKind, item: str, place: str) -> str:
        """A sentence of one's own; its key."""
        self._own += 1
        key = f"own-{self._own}"
        self._change((*self.drafts, Draft(key, LetterPoint("", kind, None, item or None, place))))
        return key

    def remove(self, key: str) -> None:
        self._change(tuple(d for d in self.drafts if d.key != key))

    def merge(self, key: str, into: str) -> None:
        """Make one sentence of two."""
        held = {d.key: d.point for d in self.drafts}
        if key in held and into in held and key != into:
            one = letter_merge.joined(held[into], held[key])
            self._change(tuple(Draft(d.key, one if d.key == into else d.point) for d in self.drafts if d.key != key))

    def duplicates(self) -> tuple[tuple[str, str], ...]:
        """(key that stays, key that says the same)."""
        found = letter_merge.duplicates([d.point for d in self.drafts])
        return tuple((self.drafts[a].key, self.drafts[b].key) for a, b in found)

    def merge_duplicates(self) -> None:
        """All of them, as one step."""
        held = dict(self.drafts)
        for into, key in self.duplicates():
            held[into] = letter_merge.joined(held[into], held.pop(key))
        if len(held) < len(self.drafts):
            self._change(tuple(Draft(k, p) for k, p in held.items()))

    def draft_of(self, note: str) -> Draft | None:
        """The point that says this note, also one it was merged into."""
        return next((d for d in self.drafts if note in (d.key, d.point.note, *d.point.also)), None)

    def can_take_back(self, *, again: bool) -> bool:
        """Whether there is something to undo, or to redo."""
        source = self._future if again else self._past
        return not self.final and any(s != self.drafts for s in source)

    def take_back(self, *, again: bool = False) -> bool:
        """Undo or redo a change of this letter; whether there was one."""
        source, target = (self._future, self._past) if again else (self._past, self._future)
        while source and source[-1] == self.drafts:
            source.pop()
        if self.final or not source:
            return False
        target.append(self.drafts)
        self.drafts, self._typing = source.pop(), ""
        self._save()
        self.changed.emit()
        return True

    def move_to(self, state: LetterState, by: str = "", reason: str = "") -> None:
        """待主评, 定稿, or back."""
        if self.desk is not None:
            self._runner.database(
                self._services.move_to, self.desk.code, state, by, reason, priority=Priority.SAVE, then=self._moved, failed=self._refused
            )

    def _change(self, drafts: Drafts, typing: str = "") -> None:
        if self.final or drafts == self.drafts:
            return
        if not typing or typing != self._typing:
            self._past = [*self._past[-_MOST:], self.drafts]
        self._future.clear()
        self.drafts, self._typing = drafts, typing
        self._save()
        if not typing:
            self.changed.emit()

    def _offers(self, offer: NoteOffer) -> bool:
        """Whether it is a note for the circle on this very entry: the screen may still show another letter's for a moment."""
        known = self.desk.items if self.desk is not None else ()
        return for_the_circle(offer) and any(n.note == offer.note for i in known for n in i.notes)

    def _save(self) -> None:
        """Of the letter that is in the boxes; another may be on its way already."""
        if self.desk is not None:
            self.unwritten[self.desk.code] = tuple(d.point for d in self.drafts)
            self._queue(self.desk.code)

    def _queue(self, code: str) -> None:
        self.waiting += 1
        self._runner.database(self._save_latest, code, priority=Priority.SAVE, then=self._saved, failed=self._not_saved)

    def _save_latest(self, code: str) -> tuple[LetterDesk, Changes] | None:
        """In the database's thread: the newest points of this letter, unless they are written already."""
        points = self.unwritten.pop(code, None)
        if points is None:
            return None
        try:
            return self._services.save(code, points)
        except BaseException:
            self.unwritten.setdefault(code, points)  # the next change, or the next visit, tries again
            raise

    def _saved(self, done: tuple[LetterDesk, Changes] | None) -> None:
        self.waiting -= 1
        self.failed = False
        if done is not None:
            desk, changes = done
            self._told(desk)
            if self.desk is not None and desk.code == self.desk.code:
                self.desk = desk
            self.chair.bus.publish(changes)
        self.saved.emit()

    def _not_saved(self, error: BaseException) -> None:
        self.waiting -= 1
        self.failed = True
        self.saved.emit()
        self._runner.failure.emit(error)

    def _listed(self, found: tuple[tuple[LetterLine, ...], str]) -> None:
        self.lines, place = found
        self.listed.emit()
        codes = [line.code for line in self.lines]
        wanted = self.code or place
        if codes:
            self.go(wanted if wanted in codes else codes[0])

    def _opened(self, ticket: int, desk: LetterDesk) -> None:
        if ticket != self._asked:
            return
        if self.desk is None or desk.code != self.desk.code:
            self._past, self._future, self._typing = [], [], ""
        elif self.waiting:
            return  # the newest is still on its way to the disk; what comes back then is newer
        self._take(desk)

    def _take(self, desk: LetterDesk) -> None:
        self.desk, self.code = desk, desk.code
        self.drafts = self._keyed(desk.points)
        self._told(desk)
        self.opened.emit()

    def _keyed(self, points: tuple[LetterPoint, ...]) -> Drafts:
        """Sentences of one's own keep the key they had, so that their boxes stay the same."""
        held, made = [d for d in self.drafts if d.key.startswith("own-")], []
        for point in points:
            old = next((d for d in held if d.point == point), None)
            if old is not None:
                held.remove(old)
            self._own += 1
            made.append(Draft(old.key if old is not None else point.note or f"own-{self._own}", point))
        return tuple(made)

    def _moved(self, done: tuple[LetterDesk, Changes]) -> None:
        desk, changes = done
        if desk.code == self.code:
            self._take(desk)
        self.chair.bus.publish(changes)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, AppError):
            self.said.emit(lambda: str(error), False)
        else:
            self._runner.failure.emit(error)

    def _told(self, desk: LetterDesk) -> None:
        """The list without reading it anew; a letter that is covered says nothing of itself."""
        if desk.avoid:
            return
        points = len(desk.points)
        self.lines = tuple(
            replace(x, state=desk.state, points=points, fresh=desk.fresh, begun=desk.begun) if x.code == desk.code else x
            for x in self.lines
        )
        self.listed.emit()
