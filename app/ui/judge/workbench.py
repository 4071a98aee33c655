"""The working part of the desk: one entry's documents on the left, its rubric on the right, and what keeps them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from app.core.errors import AppError
from app.models.entry import Document, DocumentRole
from app.models.sheet import Anchor, Note
from app.ui.bus import ChangesBus
from app.ui.judge import entry_notice, layouts
from app.ui.judge.desk_model import DeskModel
from app.ui.judge.document_model import DocumentModel
from app.ui.judge.document_view import DocumentView
from app.ui.judge.entry_notice import EntryNotice
from app.ui.judge.page_marks import box_of
from app.ui.judge.reading import Reading
from app.ui.judge.rubric_pane import RubricPane
from app.ui.judge.sheet_model import SheetModel
from app.ui.judge.strip_card import ReadingSide
from app.ui.judge.video_view import VideoView
from app.ui.tasks import Runner
from app.ui.theme import Colours, Metrics

if TYPE_CHECKING:
    from app.services.judge.read_entries import DocumentView as Held
    from app.services.judge.read_entries import EntryView
    from app.ui.judge.services import JudgeServices


class Workbench(QSplitter):
    """`shown(Document or None)`: which document is in front now. `leaving`: save what is being typed about this entry."""

    shown = Signal(object)
    leaving = Signal()

    def __init__(
        self, services: JudgeServices, runner: Runner, bus: ChangesBus, sizes: Metrics, *, folded: bool, rubric_width: int
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.desk = DeskModel(services, runner, bus, self)
        self.sheet = SheetModel(services, runner, bus, self)
        self.document = DocumentModel(services, runner, self)
        self.pages, self.video = DocumentView(self.document), VideoView(services, runner)
        self.rubric = RubricPane(self.sheet, sizes, folded=folded)
        self.front: Document | None = None
        self._entry = ""
        self._state: tuple[bool, bool] = (False, False)
        self._papers: QStackedWidget = QStackedWidget()
        self._papers.addWidget(self.pages)
        self._papers.addWidget(self.video)
        self.notice = EntryNotice(self, services, runner)
        self.side = ReadingSide(entry_notice.above(self._papers, self.notice), self.rubric, self.sheet, sizes)
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
        self.retranslate()

    @property
    def documents(self) -> tuple[Held, ...]:
        """The entry's documents that are not superseded."""
        view = self.desk.view
        if view is None:
            return ()
        old = {d.document.supersedes for d in view.documents}
        return tuple(d for d in view.documents if d.document.sha256 not in old)

    def resize_to(self, sizes: Metrics) -> None:
        """The window became smaller or larger: the rubric takes its width, the page the rest."""
        wide = sizes.rubric if sizes.compact or self._wanted_width == 420 else self._wanted_width
        self.rubric.resize_to(sizes)
        self.side.resize_to(sizes)
        self.apply_layout()
        self.setSizes([max(1, self.width() - wide - 1), wide])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.apply_layout()

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
        wide = self.side.in_hall or self._papers.currentWidget() is self.video
        return layouts.offered(self.window().width(), self._text_percent, wide=wide)

    def dress(self, colours: Colours) -> None:
        self.pages.dress(colours)

    def show_role(self, roles: tuple[DocumentRole, ...]) -> None:
        """The next document of these roles; once more goes on to the one after it."""
        self.side.use_hall(False)
        mine = [d for d in self.documents if d.document.role in roles]
        if mine:
            at = next((n for n, d in enumerate(mine) if d.document == self.front), -1)
            self._show(mine[(at + 1) % len(mine)])

    def next_document(self) -> None:
        mine = self.documents
        if mine:
            at = next((n for n, d in enumerate(mine) if d.document == self.front), -1)
            self._show(mine[(at + 1) % len(mine)])

    def anchor(self) -> Anchor | None:
        """Where the judge is looking now, for a note."""
        if self.front is None:
            return None
        if self.front.role is DocumentRole.VIDEO:
            return Anchor(self.front.sha256, moment=self.video.position_ms)
        chosen = self.pages.pointer.area
        if chosen is not None:
            return Anchor(self.front.sha256, page=chosen[0] + 1, box=box_of(chosen[1]))
        return Anchor(self.front.sha256, page=self.pages.page + 1) if self.document.page_count else None

    def go_to(self, note: Note) -> None:
        """Show the place a note points at."""
        self.reading.to_note(note)

    def show_document(self, document: Document, page: int) -> None:
        """Bring a document of this entry to the front, at a zero-based page."""
        view = self.desk.view
        held = next((d for d in view.documents if d.document == document), None) if view is not None else None
        if held is not None:
            self._show(held, page)

    def leave(self) -> None:
        """Before another entry opens, or the window closes: what is being typed is saved, files are let go."""
        self.rubric.remark.save()
        self.leaving.emit()
        self.reading.keep()

    def close_files(self) -> None:
        """At the very end, after the pool has stopped."""
        self.video.shut()
        self.document.shut_now()

    def retranslate(self) -> None:
        self.pages.setAccessibleName(self.tr("成果资料"))
        self.video.setAccessibleName(self.tr("发表视频"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _connect(self) -> None:
        self.desk.opened.connect(self._opened)
        self.sheet.elsewhere.connect(self._elsewhere)
        self.document.refused.connect(self._refused)
        self._papers.currentChanged.connect(lambda _at: self.apply_layout())
        self.desk.opened.connect(lambda view: self.side.hall.show_entry(view.entry))
        for reader in (self.pages, self.video, self.side.hall):
            reader.typed.connect(self.rubric.begin)
            reader.accepted.connect(self.sheet.accept)
            reader.dropped.connect(self.sheet.drop)

    def _opened(self, view: EntryView) -> None:
        code, access = view.entry.code, (view.sheet.recusal is None, any(d.available for d in view.documents))
        other = code != self._entry
        if other:
            self.leave()
        if other or not self.sheet.waiting:
            self.sheet.show(view)
        if other or access != self._state:
            self._entry, self._state = code, access
            self._first_document()

    def _first_document(self) -> None:
        self.front = None
        self.document.close()
        self.video.shut()
        mine = self.documents
        first = next((d for d in mine if d.document.role is DocumentRole.REPORT), mine[0] if mine else None)
        if not self._state[0]:
            self._say(self.tr("本份已回避，资料不开放。"))
        elif first is None:
            self._say(self.tr("本份没有资料。"))
        else:
            self._show(first)

    def _show(self, held: Held, page: int | None = None) -> None:
        if not self._state[0]:
            return
        self.reading.keep()
        self.front = held.document
        view = self.desk.view
        if view is None:
            return
        video = held.document.role is DocumentRole.VIDEO
        self._papers.setCurrentWidget(self.video if video else self.pages)
        if video:
            self.document.close()
            self.video.open(view.entry.code, held)
        else:
            self.video.shut()
            self.pages.tell("" if held.available else self.tr("“{name}”还没有下载，可先评别的成果。").format(name=held.document.title))
            if held.available:
                self.pages.start_as(page or 0, 1.0, whole=False, rotation=0)
                if page is None:
                    self.reading.open_at_place(held.document)
                self.document.open(view.entry.code, held.document)
        self.shown.emit(held.document)

    def _refused(self, error: BaseException) -> None:
        self._say(str(error) if isinstance(error, AppError) else self.tr("这份资料打不开，可先评分。"))

    def _say(self, words: str) -> None:
        self._papers.setCurrentWidget(self.pages)
        self.pages.tell(words)
        self.shown.emit(None)

    def _elsewhere(self, code: str) -> None:
        """Undo touched an entry: show it, as it stands now."""
        self.desk.open(code)

    def current_reader(self) -> QWidget:
        """The widget that takes the keys of the document in front."""
        if self.side.in_hall:
            return self.side.hall
        return self.video if self._papers.currentWidget() is self.video else self.pages
