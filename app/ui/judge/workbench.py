"""The working part of the desk: one entry's documents on the left, its rubric on the right, and what keeps them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from app.models.entry import Document, DocumentRole
from app.models.sheet import Anchor, Note
from app.ui.bus import ChangesBus
from app.ui.judge import entry_notice, layouts
from app.ui.judge.desk_model import DeskModel
from app.ui.judge.document_view import SCORE_KEYS
from app.ui.judge.entry_notice import EntryNotice
from app.ui.judge.page_marks import box_of
from app.ui.judge.papers import Papers
from app.ui.judge.reading import Reading
from app.ui.judge.rubric_pane import RubricPane
from app.ui.judge.sheet_model import SheetModel
from app.ui.judge.stills import Moment, Stills
from app.ui.judge.strip_card import ReadingSide
from app.ui.tasks import Runner
from app.ui.theme import Colours, Metrics
from app.ui.widgets import end_composition

if TYPE_CHECKING:
    from app.services.judge.read_entries import DocumentView as Held
    from app.services.judge.read_entries import EntryView
    from app.ui.judge.services import JudgeServices


class Workbench(QSplitter):
    """`shown(Document or None)`: which document is in front now. `leaving`: save what is being typed about this entry."""

    leaving = Signal()

    def __init__(
        self, services: JudgeServices, runner: Runner, bus: ChangesBus, sizes: Metrics, *, folded: tuple[bool, bool], rubric_width: int
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.desk = DeskModel(services, runner, bus, self)
        self.sheet = SheetModel(services, runner, bus, self)
        self.papers = Papers(self, services, runner)
        self.document, self.pages, self.video = self.papers.document, self.papers.pages, self.papers.video
        self.shown = self.papers.shown
        self.stills = Stills(services, runner, self)
        self.rubric = RubricPane(self.sheet, sizes, folded=folded)
        self._entry = ""
        self.notice = EntryNotice(self, services, runner)
        self.side = ReadingSide(entry_notice.above(self.papers, self.notice), self.rubric, self.sheet, sizes)
        self.layout_chosen = layouts.COLUMN
        self._text_percent = 100
        self.addWidget(self.side)
        self.addWidget(self.rubric)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.rubric.setMinimumWidth(360)
        self.rubric.setMaximumWidth(520)
        self._wanted_width = rubric_width
        self.resize_to(sizes)
        self.reading = Reading(self, services, runner)
        self._connect()

    @property
    def front(self) -> Document | None:
        """The document in front; None where none is shown."""
        return self.papers.front

    @property
    def documents(self) -> tuple[Held, ...]:
        """The entry's documents that are not superseded."""
        return self.papers.documents

    @property
    def watching(self) -> bool:
        """Whether a video is in front of the papers."""
        return self.papers.watching

    def resize_to(self, sizes: Metrics) -> None:
        """The window became smaller or larger: the rubric takes its width, the page the rest."""
        wide = sizes.rubric if sizes.compact or self._wanted_width == 420 else self._wanted_width
        self.rubric.setMaximumWidth(max(520, sizes.rubric))
        self.rubric.resize_to(sizes)
        self.side.resize_to(sizes)
        self.apply_layout()
        self.setSizes([max(1, self.width() - wide - 1), wide])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.apply_layout()
        if (offer := self.papers.outside.made) is not None:
            offer.place()

    def choose_layout(self, chosen: str, text_percent: int) -> None:
        """评分栏, 评分条 or neither; the text size tells how much room there is."""
        self.layout_chosen, self._text_percent = chosen, text_percent
        self.apply_layout()

    def next_layout(self) -> str:
        """What Ctrl+B leads to from here."""
        return layouts.following(self.layout_chosen, self._offered())

    def apply_layout(self) -> None:
        """Put in force what was chosen, or what there is room for."""
        now = layouts.in_force(self.layout_chosen, self._offered())
        self.rubric.setVisible(now == layouts.COLUMN)
        self.side.use_strip(now == layouts.STRIP)

    def _offered(self) -> tuple[str, ...]:
        wide = self.side.in_hall or self.watching
        return layouts.offered(self.window().width(), self._text_percent, wide=wide)

    def dress(self, colours: Colours) -> None:
        self.pages.dress(colours)
        self.video.dress(colours)

    def show_role(self, roles: tuple[DocumentRole, ...]) -> None:
        """The next document of these roles; once more goes on to the one after it."""
        self.side.use_hall(False)
        self.papers.show_role(roles)

    def moment_of(self, note: Note) -> Moment | None:
        """The picture a note is about, if it lies on a video of the open entry."""
        view, anchor = self.desk.view, note.anchor
        if view is None or anchor is None or anchor.moment is None or view.entry.document(anchor.document) is None:
            return None
        return Moment(view.entry.code, anchor.document, anchor.moment)

    def pause_to_write(self) -> None:
        """A note is begun: a video that plays stands still until it is written."""
        if self.watching:
            self.video.model.pause_to_write()

    def anchor(self) -> Anchor | None:
        """Where the judge is looking now, for a note."""
        if self.front is None:
            return None
        if self.front.role is DocumentRole.VIDEO:
            unseen = self.video.model.problem and not self.video.position_ms  # it never opened: 0:00 would be no place
            return None if unseen else Anchor(self.front.sha256, moment=self.video.position_ms)
        chosen = self.pages.pointer.area
        if chosen is not None:
            return Anchor(self.front.sha256, page=chosen[0] + 1, box=box_of(chosen[1]))
        return Anchor(self.front.sha256, page=self.pages.page + 1) if self.document.page_count else None

    def go_to(self, note: Note) -> None:
        """Show the place a note points at."""
        self.reading.to_note(note)

    def show_document(self, document: Document, page: int = 0, *, moment: int | None = None) -> None:
        """Bring a document of this entry to the front, at a zero-based page, or a video at a moment (ms)."""
        self.papers.show_document(document, page, moment=moment)

    def leave(self) -> None:
        """Before the papers go out of sight: what is being typed is saved, and the place."""
        self.save_typed()
        self.reading.keep()

    def save_typed(self) -> None:
        """Before another entry opens; the place is kept once that one is on its way."""
        end_composition()
        self.rubric.remark.save()
        self.leaving.emit()

    def close_files(self) -> None:
        """At the very end, after the pool has stopped."""
        self.video.shut()
        self.document.shut_now()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard was given to the papers: to the one in front. (A focus proxy would take its neighbours out of the Tab order.)"""
        super().focusInEvent(event)
        self.current_reader().setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit that nothing inside wanted: a card's head or a button has the keyboard, and still one just types."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if self.watching and not self.side.in_hall and event.key() == Qt.Key.Key_Space:  # which no score needs
            self.video.keyPressEvent(event)
        elif not held and event.text() and event.text() in SCORE_KEYS:
            self.rubric.begin(event.text())
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.desk.opened.connect(self._opened)
        self.sheet.elsewhere.connect(self._elsewhere)
        self.papers.currentChanged.connect(lambda _at: self.apply_layout())
        self.desk.opened.connect(lambda view: self.side.hall.show_entry(view.entry))
        self.rubric.body.left.connect(self._back_to_reading)
        for reader in (self.pages, self.video, self.side.hall):
            reader.typed.connect(self.rubric.begin)
            reader.accepted.connect(self.sheet.accept)
            reader.dropped.connect(self.sheet.drop)

    def _back_to_reading(self) -> None:
        """Esc in a score box with nothing to drop."""
        self.side.card.hide()
        self.current_reader().setFocus()

    def _opened(self, view: EntryView) -> None:
        other = view.entry.code != self._entry
        self._entry = view.entry.code
        if other:
            self.save_typed()
        keep = self.reading.left()
        self.papers.follow(view)  # first: other threads open the file while this one fills the rubric
        if other:
            keep()
        if other or not self.sheet.waiting:
            self.sheet.show(view)

    def _elsewhere(self, code: str) -> None:
        """Undo touched an entry: show it, as it stands now."""
        self.desk.open(code)

    def current_reader(self) -> QWidget:
        """The widget that takes the keys of the document in front."""
        if self.side.in_hall:
            return self.side.hall
        return self.papers.reader
