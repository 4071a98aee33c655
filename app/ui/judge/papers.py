"""The documents of the open entry: which one is in front, and what stands there when none can be shown."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.core.errors import AppError
from app.models.entry import Document, DocumentRole
from app.ui.judge.document_model import DocumentModel
from app.ui.judge.document_view import DocumentView
from app.ui.judge.outside_offer import OutsideOffer, is_outside
from app.ui.judge.video_view import VideoView
from app.ui.later import Later
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.services.judge.read_entries import DocumentView as Held
    from app.services.judge.read_entries import EntryView
    from app.ui.judge.services import JudgeServices
    from app.ui.judge.workbench import Workbench


class Gap(StrEnum):
    """Why there is no document to read: it is shown, aside, nothing published, not downloaded, freed, or it does not open."""

    NONE = ""
    RECUSED = "recused"
    EMPTY = "empty"
    MISSING = "missing"
    FREED = "freed"
    REFUSED = "refused"


class Papers(QStackedWidget):
    """`shown(Document or None)`: which document is in front now. `files_wanted`: of the open entry; `next_wanted`: another entry."""

    shown = Signal(object)
    files_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, bench: Workbench, services: JudgeServices, runner: Runner) -> None:
        super().__init__()
        self._bench = bench
        self.document = DocumentModel(services, runner, self)
        self.pages, self.video = DocumentView(self.document), VideoView(services, runner)
        self.front: Document | None = None
        self._entry = ""
        self._recused = False
        self._here: bool | None = None
        self._gap = Gap.NONE
        self._refusal: BaseException | None = None
        self.outside = Later(partial(OutsideOffer, bench, services, runner))
        self.addWidget(self.pages)
        self.addWidget(self.video)
        self.document.refused.connect(self._refused)
        self.video.files_wanted.connect(self.files_wanted)
        self.retranslate()

    @property
    def documents(self) -> tuple[Held, ...]:
        """The entry's documents that are not superseded."""
        view = self._bench.desk.view
        if view is None:
            return ()
        old = {d.document.supersedes for d in view.documents}
        return tuple(d for d in view.documents if d.document.sha256 not in old)

    @property
    def watching(self) -> bool:
        """Whether a video is in front."""
        return self.currentWidget() is self.video

    @property
    def reader(self) -> QWidget:
        """The widget that takes the keys of the document in front."""
        return self.video if self.watching else self.pages

    def follow(self, view: EntryView) -> None:
        """Another entry is open, or the same one with other files or another standing."""
        code, recused = view.entry.code, view.sheet.recusal is not None
        fresh = code != self._entry or recused != self._recused or self.front is None
        self._entry, self._recused = code, recused
        front = next((d for d in view.documents if d.document == self.front), None)
        if fresh:
            self._first()
        elif front is not None and front.available != self._here:
            self.show_held(front)

    def show_role(self, roles: tuple[DocumentRole, ...]) -> None:
        """The next document of these roles; once more goes on to the one after it."""
        self._after([d for d in self.documents if d.document.role in roles])

    def next_document(self) -> None:
        self._after(list(self.documents))

    def show_document(self, document: Document, page: int = 0, *, moment: int | None = None) -> None:
        """Bring a document of this entry to the front, at a zero-based page, or a video at a moment (ms)."""
        view = self._bench.desk.view
        held = next((d for d in view.documents if d.document == document), None) if view is not None else None
        if held is not None:
            self.show_held(held, page, moment)

    def show_held(self, held: Held, page: int | None = None, moment: int | None = None) -> None:
        """The same for what `documents` holds; without a page where it was left."""
        view = self._bench.desk.view
        if self._recused or view is None:
            return
        keep, same = self._bench.reading.left(), held.document == self.front
        if same:  # it opens where it is left
            keep()
        self.front, self._here = held.document, held.available
        focused, reader = QApplication.focusWidget(), self._bench.current_reader()
        had_keys = focused is reader or (focused is not None and reader.isAncestorOf(focused))
        video = held.document.role is DocumentRole.VIDEO
        self.setCurrentWidget(self.video if video else self.pages)
        if video:
            self.document.close()
            self.video.open(view.entry.code, held, moment)
        else:
            self.video.shut()
            self._open_pages(view.entry.code, held, page)
        if not same:
            keep()
        self.shown.emit(held.document)
        if had_keys:
            self._bench.current_reader().setFocus()

    def let_go(self) -> None:
        """The files of the open entry are about to leave the disk: none of them stays open. `follow` shows what is left."""
        self._here = None
        self.document.close()
        self.video.shut()

    def retranslate(self) -> None:
        self.pages.setAccessibleName(self.tr("成果资料"))
        self.video.setAccessibleName(self.tr("发表视频"))
        self._tell(self._gap)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _after(self, mine: list[Held]) -> None:
        """The one behind the document in front, around the end."""
        if mine:
            at = next((n for n, d in enumerate(mine) if d.document == self.front), -1)
            self.show_held(mine[(at + 1) % len(mine)])

    def _first(self) -> None:
        self.front = None
        self.document.leave()
        self.video.shut()
        mine = self.documents
        first = next((d for d in mine if d.document.role is DocumentRole.REPORT), mine[0] if mine else None)
        if self._recused or first is None:
            self.document.close()
            self._say(Gap.RECUSED if self._recused else Gap.EMPTY)
        else:
            self.show_held(first)

    def _open_pages(self, code: str, held: Held, page: int | None) -> None:
        self._tell(Gap.NONE if held.available else Gap.FREED if held.freed else Gap.MISSING)
        if not held.available:
            self.document.close()
        elif is_outside(held.document):
            self.document.close()
            self.outside()  # lies over the empty papers
        else:
            self.pages.start_as(page or 0, 1.0, whole=False, rotation=0)
            if page is None:
                self._bench.reading.open_at_place(held.document)
            self.document.open(code, held.document)

    def _refused(self, error: BaseException) -> None:
        self._refusal = error
        self._say(Gap.REFUSED)

    def _say(self, gap: Gap) -> None:
        self.setCurrentWidget(self.pages)
        self._tell(gap)
        self.shown.emit(None)

    def _tell(self, gap: Gap) -> None:
        """The sentence, and the button that leads on."""
        self._gap = gap
        name = self.front.title if self.front is not None else ""
        if gap is Gap.RECUSED:
            self.pages.tell(self.tr("本份已回避，资料不开放。"), self.tr("看下一份未评"), self.next_wanted.emit)
        elif gap is Gap.EMPTY:
            self.pages.tell(self.tr("本份没有资料。"), self.tr("看下一份未评"), self.next_wanted.emit)
        elif gap is Gap.MISSING:
            words = self.tr("“{name}”还没有下载，可先评别的成果。").format(name=name)
            self.pages.tell(words, self.tr("现在下载"), self.files_wanted.emit)
        elif gap is Gap.FREED:
            self.pages.tell(self.tr("“{name}”已释放，可重新下载。").format(name=name), self.tr("重新下载"), self.files_wanted.emit)
        elif gap is Gap.REFUSED:
            error = self._refusal
            words = str(error) if isinstance(error, AppError) else self.tr("这份资料打不开，可先评分。")
            self.pages.tell(words, self.tr("再试一次"), self._again)
        else:
            self.pages.tell("")

    def _again(self) -> None:
        held = next((d for d in self.documents if d.document == self.front), None)
        if held is not None:
            self.show_held(held)
