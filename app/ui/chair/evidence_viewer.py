"""The same page, or the same second, beside the judges' notes: the document view and the video of the judge's desk, opened at the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.models.sheet import Anchor, Note, NoteKind
from app.ui.judge.document_model import DocumentModel
from app.ui.judge.document_view import DocumentView
from app.ui.judge.page_marks import rect_of
from app.ui.panels import Panel
from app.ui.widgets import Elided, button

if TYPE_CHECKING:
    from app.services.chair.evidence import Clue, Place
    from app.ui.chair.evidence_model import EvidenceModel
    from app.ui.judge.video_view import VideoView
    from app.ui.theme import Colours


class EvidenceViewer(Panel):
    """Hidden until a place is opened; Esc shuts it and lets go of the file. `closed` with it."""

    closed = Signal()

    def __init__(self, model: EvidenceModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._colours: Colours | None = None
        self._place: Place | None = None
        self._key = ("", "")
        self._notes: tuple[Note, ...] = ()
        self.title, self.shut = Elided("title"), button("flat", self.hide)
        self.document = DocumentModel(model.services, model.chair.runner, self)
        self.pages = DocumentView(self.document)
        self.video: VideoView | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self.pages)
        head, column = QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(self.title, 1)
        head.addWidget(self.shut)
        column.setContentsMargins(10, 6, 10, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        self.document.ready.connect(self._ready)
        self.document.refused.connect(self._refused)
        self.pages.dropped.connect(self.hide)
        self.gone.connect(self._let_go)
        self.retranslate()
        self.hide()

    def show_place(self, code: str, place: Place, clues: tuple[tuple[str, Clue], ...]) -> None:
        """Open the page or the second; `clues`: (heading of the judge, note) of everybody in front, drawn on the page."""
        self._place = place
        self.title.setText(f"{code} · {place.words}")
        self._notes = tuple(n for name, c in clues if (n := _note(name, c, place.document)) is not None)
        self.show()
        if place.moment is not None:
            self._play(code, place)
            return
        self.stack.setCurrentWidget(self.pages)
        if self.video is not None:
            self.video.shut()
        if self._key == (code, place.document) and self.document.page_count:
            self._ready()
            return
        entry = self._model.document(place.document)
        if entry is not None:
            self._key = (code, place.document)
            self.pages.tell(self.tr("正在打开…"))
            self.pages.begin_at((place.page or 1) - 1)
            self.document.open(code, entry.document)

    def close_files(self) -> None:
        """At the end of the program."""
        self.document.shut_now()
        if self.video is not None:
            self.video.shut()

    def first(self) -> QWidget:
        return self.video if self.video is not None and self.stack.currentWidget() is self.video else self.pages

    def dress(self, colours: Colours) -> None:
        self._colours = colours
        self.pages.dress(colours)
        if self.video is not None:
            self.video.dress(colours)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("原处"))
        self.pages.setAccessibleName(self.tr("资料原页"))
        self.shut.setText(self.tr("收起 Esc"))
        self.shut.setAccessibleName(self.tr("收起原处"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _play(self, code: str, place: Place) -> None:
        from app.ui.judge.video_view import VideoView

        if self.video is None:
            self.video = VideoView(self._model.services, self._model.chair.runner)
            self.video.dropped.connect(self.hide)
            self.video.controls.only_watch()
            self.stack.addWidget(self.video)
            if self._colours is not None:
                self.video.dress(self._colours)
        self.stack.setCurrentWidget(self.video)
        held = self._model.document(place.document)
        if held is not None:
            self.video.open(code, held, place.moment)
            self.video.show_notes(tuple(sorted(self._notes, key=_moment)))  # judge by judge they are not in the order of the timeline

    def _ready(self) -> None:
        place = self._place
        if place is not None and place.page is not None:
            self.pages.show_notes(self._notes)
            self.pages.lead_to(place.page - 1, rect_of(place.box) if place.box is not None else None)

    def _refused(self, error: BaseException) -> None:
        self._key = ("", "")
        self.pages.tell(f"{error} {error.hint}" if isinstance(error, AppError) else self.tr("打不开这份资料。"))

    def _let_go(self) -> None:
        self._key = ("", "")
        self.document.close()
        if self.video is not None:
            self.video.shut()
        self.closed.emit()


def _moment(note: Note) -> int:
    return (note.anchor.moment if note.anchor is not None else None) or 0


def _note(name: str, clue: Clue, document: str) -> Note | None:
    """A judge's place as the page draws it; the tag is the kind's, the words begin with whose it is."""
    place = clue.place
    if place is None or place.document != document or place.problem:
        return None
    anchor = Anchor(document, place.page, place.box, place.moment)
    return Note(clue.id, clue.kind or NoteKind.WEAKNESS, f"{name}：{clue.text}", anchor=anchor)
