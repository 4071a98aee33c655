"""Where the judge is in the papers: the place kept per document, jumps and the way back, and notes shown on their pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.media.geometry import Rect
from app.models.entry import Document, DocumentRole
from app.models.sheet import Note
from app.ui.judge.page_marks import box_in
from app.ui.judge.timeline_layout import neighbour
from app.ui.judge.video_model import Phase
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.scoring.steps import StepList
    from app.services.judge.read_entries import EntryView
    from app.services.judge.reading_place import ReadingPlace
    from app.ui.judge.services import JudgeServices
    from app.ui.judge.workbench import Workbench

_SETTLED_MS = 900
_LONGEST_WAY = 50


@dataclass(frozen=True)
class _Left:
    """Where a jump began: so far down the pages, or at a moment (ms) of a video."""

    entry: str
    document: Document
    at: int


class Reading(QObject):
    """Belongs to a workbench; `steps` are those of the open entry's topic type, None until they are read (`stepped`)."""

    stepped = Signal()

    def __init__(self, bench: Workbench, services: JudgeServices, runner: Runner) -> None:
        super().__init__(bench)
        self._bench, self._services, self._runner = bench, services, runner
        self._way: list[_Left] = []
        self._then: tuple[int, Rect | None] | int | None = None
        self._kept: tuple[object, ...] = ()
        self.steps: StepList | None = None
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self.keep)
        bench.pages.verticalScrollBar().valueChanged.connect(lambda _at: self._settled.start())
        bench.pages.went_back.connect(self.back)
        bench.video.went_back.connect(self.back)
        bench.document.ready.connect(self._arrive)
        bench.sheet.changed.connect(self.show_notes)
        bench.shown.connect(lambda _front: self.show_notes())
        bench.desk.opened.connect(self._opened)

    def _opened(self, view: EntryView) -> None:
        """Its steps, behind what the page needs of the database."""
        wanted = view.entry.topic_type
        QTimer.singleShot(0, self, lambda: self._runner.database(self._services.step_list, wanted, then=self._stepped))

    def open_at_place(self, document: Document) -> None:
        """Before a document is opened: it starts where it was left. The database answers in order, so this comes first."""
        self._runner.database(self._services.reading_place, document.sha256, then=lambda place: self._placed(document, place))

    def keep(self) -> None:
        """Remember where the document in front is read or watched."""
        self.left()()

    def left(self) -> Callable[[], None]:
        """The same in two steps: where it is read now, to be remembered when the next one is on its way and does not wait behind this."""
        self._settled.stop()
        self._bench.video.model.keep()
        front, pages = self._bench.front, self._bench.pages
        if front is None or not self._bench.document.page_count or self._bench.document.document != front:
            return lambda: None
        return partial(self._keep, front.sha256, pages.page, pages.zoom, pages.whole, pages.rotation)

    def _keep(self, *place: Any) -> None:
        """Only where it changed."""
        if place != self._kept:
            self._runner.database(self._services.keep_reading_place, *place, then=lambda _done: self._is_kept(place))

    def _is_kept(self, place: tuple[object, ...]) -> None:
        if self._bench.front is not None and self._bench.front.sha256 == place[0]:
            self._kept = place

    def jump(self, page: int, box: Rect | None = None, document: Document | None = None, *, frame: bool = True) -> None:
        """Go to a place in this or another document of the entry; `back` returns."""
        bench = self._bench
        self._depart()
        if document is None or document == bench.front:
            if bench.document.page_count:
                bench.pages.lead_to(page, box, frame=frame)
            else:
                self._then = page, box
            return
        self._then = page, box
        bench.show_document(document, page)

    def to_moment(self, moment: int, document: Document) -> None:
        """Show a video standing still at a moment (ms); `back` returns."""
        self._depart()
        self._hold(document, moment)

    def to_note(self, note: Note) -> None:
        """The place a note points at: a page with its outline, or the very second of a video."""
        anchor = note.anchor
        if anchor is None or (document := self.document(anchor.document)) is None:
            return
        if document.role is DocumentRole.VIDEO:
            self.to_moment(anchor.moment or 0, document)
        elif anchor.page is not None:
            self.jump(anchor.page - 1, box_in(anchor), document)

    def back(self) -> None:
        """Alt+← or the mouse's back button: where the last jump began."""
        bench, entry = self._bench, self._entry()
        while self._way:
            left = self._way.pop()
            if left.entry != entry:
                continue
            bench.pages.marks.led_to = None
            if left.document.role is DocumentRole.VIDEO:
                self._hold(left.document, left.at)
            elif left.document == bench.front:
                bench.pages.verticalScrollBar().setValue(left.at)
                bench.pages.viewport().update()
            else:
                self._then = left.at
                bench.show_document(left.document, 0)
            return

    def beside(self, by: int) -> Note | None:
        """The next note (by 1) of the document in front, or the one before (by −1), counted from where the judge is."""
        mine = self.notes_in_front()
        at = neighbour([_order(n) for n in mine], self._here(), by)
        return mine[at] if at is not None else None

    def notes_in_front(self) -> tuple[Note, ...]:
        """The notes on the document in front, in the order of their places."""
        front = self._bench.front
        mine = (n for n in self._bench.sheet.notes if front is not None and n.anchor is not None and n.anchor.document == front.sha256)
        return tuple(sorted(mine, key=_order))

    @property
    def report(self) -> Document | None:
        """The newest report of the open entry."""
        held = (d.document for d in reversed(self._bench.documents) if d.document.role is DocumentRole.REPORT)
        return next(held, None)

    def document(self, sha256: str) -> Document | None:
        """A document of the open entry, replaced ones too."""
        view = self._bench.desk.view
        return view.entry.document(sha256) if view is not None else None

    def is_old(self, note: Note) -> bool:
        """Whether the note lies on a version that was replaced."""
        view = self._bench.desk.view
        return view is not None and note.anchor is not None and any(d.supersedes == note.anchor.document for d in view.entry.documents)

    def show_notes(self) -> None:
        """Marks on the pages or the timeline of the document in front."""
        mine = self.notes_in_front()
        self._bench.pages.show_notes(mine)
        self._bench.video.show_notes(tuple(n for n in mine if n.anchor is not None and n.anchor.moment is not None))

    def _here(self) -> tuple[int, int]:
        """Where the judge is, in the order of notes: the moment, else the place last led to, else the page."""
        front, pages = self._bench.front, self._bench.pages
        if front is not None and front.role is DocumentRole.VIDEO:
            return self._bench.video.position_ms, 0
        if (led := pages.marks.led_to) is not None:
            return led[0] + 1, round(led[1].top) if led[1] is not None else 0
        return pages.page + 1, -1

    def _entry(self) -> str:
        view = self._bench.desk.view
        return view.entry.code if view is not None else ""

    def _depart(self) -> None:
        bench, front = self._bench, self._bench.front
        if front is None:
            return
        if front.role is DocumentRole.VIDEO:
            self._way.append(_Left(self._entry(), front, bench.video.position_ms))
        elif bench.document.page_count:
            self._way.append(_Left(self._entry(), front, bench.pages.verticalScrollBar().value()))
        del self._way[:-_LONGEST_WAY]

    def _hold(self, document: Document, moment: int) -> None:
        if document == self._bench.front and self._bench.video.model.phase is Phase.READY:
            self._bench.video.model.hold(moment)
        else:
            self._bench.show_document(document, moment=moment)

    def _placed(self, document: Document, place: ReadingPlace | None) -> None:
        if place is not None and self._bench.front == document:
            self._bench.pages.start_as(place.page, place.zoom, whole=place.whole, rotation=place.rotation)
            self._kept = document.sha256, place.page, place.zoom, place.whole, place.rotation

    def _arrive(self) -> None:
        """The other document is open: to the very place."""
        there, self._then = self._then, None
        if isinstance(there, int):
            self._bench.pages.verticalScrollBar().setValue(there)
        elif there is not None:
            self._bench.pages.lead_to(*there)

    def _stepped(self, steps: StepList) -> None:
        self.steps = steps
        self.stepped.emit()


def _order(note: Note) -> tuple[int, int]:
    """Where a note lies in its document: moment of a video, or page (1…) and how far down."""
    anchor = note.anchor
    if anchor is None:
        return 0, 0
    if anchor.moment is not None:
        return anchor.moment, 0
    return anchor.page or 0, anchor.box.top if anchor.box is not None else 0
