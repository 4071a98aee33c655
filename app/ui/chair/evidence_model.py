"""Evidence side by side without a widget: which entry, which item, which judges; what is opened, and what goes to the hall."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError
from app.core.words import now, strung
from app.services.chair.evidence import WHOLE, Medium
from app.ui.chair.chair_model import ChairModel
from app.ui.chair.cited import Cited
from app.ui.chair.crops import Clip, Crops
from app.ui.chair.score_sheet import entry_sheet
from app.ui.judge.stills import Moment, Stills

if TYPE_CHECKING:
    from app.services.chair.evidence import Clue, EntryEvidence, ItemEvidence, JudgeEvidence, Place
    from app.services.chair.one_entry import EntryDesk
    from app.services.judge.read_entries import DocumentView

AT_FIRST = 2
"""Judges side by side until the chair chooses: the one who gave most and the one who gave least."""


class Ask(NamedTuple):
    """What another page wants to see: an entry, an item ("" for where judges differ most), the order to walk in, the page to go back to."""

    code: str
    item: str = ""
    order: tuple[str, ...] = ()
    back: str = ""


class EvidenceModel(QObject):
    """`shown`: the entry was read, or another item or judge is wanted. `said(said, good)`: what came of it."""

    shown = Signal()
    said = Signal(object, bool)

    def __init__(self, chair: ChairModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chair, self.services, self._runner = chair, chair.services.evidence, chair.runner
        self.crops, self.stills = Crops(self.services, chair.runner, self), Stills(self.services, chair.runner, self)
        self.entry: EntryEvidence | None = None
        self.item = WHOLE
        self.order: tuple[str, ...] = ()
        self._code, self._wanted = "", ""
        self._picked: tuple[str, ...] | None = None
        chair.pictured.connect(self.read)

    @property
    def here(self) -> ItemEvidence | None:
        """The item in front."""
        return self.entry.item(self.item) if self.entry is not None else None

    @property
    def chosen(self) -> tuple[JudgeEvidence, ...]:
        """The judges side by side, in the panel's order."""
        here = self.here
        if here is None:
            return ()
        picked = self._picked if self._picked is not None else _apart(here)
        return tuple(j for j in here.judges if j.judge in picked)

    def open(self, ask: Ask) -> None:
        """Another entry, or the same at another item."""
        self.order = ask.order or tuple(r.code for r in self.chair.picture.view.rows) if self.chair.picture is not None else ask.order
        self._wanted = ask.item
        self._code, self._picked = ask.code, None
        self.read()

    def read(self) -> None:
        """The results changed, or another entry is wanted."""
        if self._code:
            code = self._code
            self._runner.database(
                self.services.entry, code, then=lambda found: self._read(code, found), failed=lambda error: self._refused(code, error)
            )

    def step(self, by: int) -> None:
        """The next entry of the list it was opened from, or the one before, at the item where its judges differ most."""
        at = self.order.index(self._code) + by if self._code in self.order else 0
        if 0 <= at < len(self.order):
            self.open(Ask(self.order[at], "", self.order))

    def step_item(self, by: int) -> None:
        """The next item, or the one before."""
        codes = [i.item for i in self.entry.items] if self.entry is not None else []
        if self.item in codes and 0 <= (at := codes.index(self.item) + by) < len(codes):
            self.turn_to(codes[at])

    def turn_to(self, item: str) -> None:
        """This item; whoever was chosen stays chosen."""
        if self.entry is not None and item != self.item and self.entry.item(item) is not None:
            self.item = item
            self.shown.emit()

    def toggle(self, judge: str) -> None:
        """Put a judge beside the others, or away; one always stays."""
        here = self.here
        if here is None or judge not in {j.judge for j in here.judges}:
            return
        now = [j.judge for j in self.chosen]
        fresh = [j for j in now if j != judge] if judge in now else [*now, judge]
        if fresh:
            self._picked = tuple(fresh)
        self.shown.emit()

    def clip(self, place: Place) -> Clip | None:
        """The picture of a page, when there can be one."""
        if place.problem or place.medium is not Medium.PAGE or place.page is None:
            return None
        return Clip(self._code, place.document, place.page, place.box)

    def moment(self, place: Place) -> Moment | None:
        """The still of a video, when there can be one."""
        if place.problem or place.medium is not Medium.MOMENT or place.moment is None:
            return None
        return Moment(self._code, place.document, place.moment)

    def document(self, digest: str) -> DocumentView | None:
        """A document of the entry in front."""
        return next((d for d in self.entry.documents if d.document.sha256 == digest), None) if self.entry is not None else None

    def cite(self, clue: Clue, *, whole: bool = False) -> None:
        """To the hall: the place alone, or the `whole` page with the place marked; the judge by letter, no word of the note."""
        place, entry = clue.place, self.entry
        if place is None or entry is None:
            self.said.emit(lambda: self.tr("这一条没有指明原处，不能投影。"), False)
            return
        words = self._cited_words(clue, place)
        if (clip := self.clip(place)) is not None:
            self.crops.large(clip._replace(whole=whole), lambda p: self._project(Cited(entry.code, words, p.image, p.mark)))
        elif (moment := self.moment(place)) is not None:
            self.stills.large(moment, lambda image: self._project(Cited(entry.code, words, image, None)))
        else:
            self.said.emit(place.problem, False)

    def _cited_words(self, clue: Clue, place: Place) -> str:
        here = self.here
        who = self.chair.veil.unmarked.get(clue.judge, "")
        return strung(" · ", (w for w in (here.name if here is not None else "", who, place.words) if w))

    def _project(self, cited: Cited) -> None:
        """The entry's own sheet stands beside it, read anew."""

        def read(desk: EntryDesk) -> None:
            picture = self.chair.picture
            if picture is not None:
                self.chair.cited.emit(cited, entry_sheet(desk, self.chair.veil.unmarked))
                self.said.emit(lambda: self.tr("会场现在看到：{words}").format(words=now(cited.words)), True)

        self._runner.database(self.services.desk, cited.code, then=read)

    def _read(self, code: str, found: EntryEvidence) -> None:
        if code != self._code:
            return
        if self.entry is None or self.entry.code != code:
            self.crops.forget()
            self.stills.forget()
            self.item = self._wanted or found.first
        elif self._wanted:
            self.item = self._wanted
        self._wanted, self.entry = "", found
        if found.items and found.item(self.item) is None:
            self.item = found.first
        self.shown.emit()

    def _refused(self, code: str, error: BaseException) -> None:
        if code == self._code and isinstance(error, AppError):
            self.said.emit(lambda: str(error), False)
        elif not isinstance(error, AppError):
            self._runner.failure.emit(error)


def _apart(item: ItemEvidence) -> frozenset[str]:
    """The judges farthest apart on the item; of equals those with notes, then the first."""
    scored = [(n, j) for n, j in enumerate(item.judges) if j.points is not None]
    if len(scored) < AT_FIRST:
        return frozenset(j.judge for j in item.judges[:AT_FIRST])
    by_points = sorted(scored, key=lambda x: (x[1].points or 0, not x[1].clues, x[0]))
    low = by_points[0][1].judge
    high = max(scored, key=lambda x: (x[1].points or 0, bool(x[1].clues), x[1].judge != low, -x[0]))[1].judge
    return frozenset((low, high if high != low else by_points[1][1].judge))
