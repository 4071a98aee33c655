"""An open document without a widget: sizes, pictures, bookmarks and finds, all made in the pool.

One picture is drawn at a time; when it is there the view is asked anew what it needs most, so that turning
through pages never leaves a queue of pages nobody looks at any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError, MediaError
from app.ui.judge.opener import shut
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.media.pages import PdfDocument
    from app.media.values import Character, OutlineEntry, PageImage, SearchHit
    from app.models.entry import Document
    from app.services.judge.open_document import OpenDocument
    from app.ui.judge.opener import Opener

A4 = (595.0, 842.0)


@dataclass(frozen=True)
class Wish:
    """A picture the view needs: zero-based page, pixels across, light or night, turned clockwise by degrees."""

    page: int
    width_px: int
    night: bool = False
    rotation: int = 0


class DocumentModel(QObject):
    """`ready`: pages may be asked for. `drawn(wish, image)` or `failed_page(page, error)` answer a wish.

    `lettered(page, characters)` answers `letters`, `small(page, image)` answers `thumbnail`; a damaged page stays silent.
    """

    ready = Signal()
    closed = Signal()
    drawn = Signal(object, object)
    failed_page = Signal(int, object)
    refused = Signal(object)
    found = Signal(object)
    outlined = Signal(object)
    lettered = Signal(int, object)
    small = Signal(int, object)

    def __init__(self, services: Opener, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner = services, runner
        self._pdf: PdfDocument | None = None
        self._reader: Any = None
        self._before: list[tuple[PdfDocument, Any]] = []
        self._busy = False
        self._opening = 0
        self.document: Document | None = None
        self.sizes: tuple[tuple[float, float], ...] = ()
        self.wanted: Callable[[], Wish | None] = lambda: None
        """The view's answer to “what do you need most?”; None for nothing."""

    @property
    def page_count(self) -> int:
        return len(self.sizes)

    def open(self, code: str, document: Document) -> None:
        """Open a document of an entry; `refused(error)` when it cannot be shown. The one before is given back once this one is seen."""
        self.leave()
        self.document = document
        self._opening += 1
        ticket = self._opening
        self._runner.database(
            self._services.open_document, code, document.sha256,
            then=lambda opened: self._opened(ticket, opened), failed=lambda error: self._refuse(ticket, error), lost=shut,
        )  # fmt: skip

    def leave(self) -> None:
        """It is in front no more, and is closed when another one is seen, or with `close`."""
        self._opening += 1
        if self.document is None:
            return
        if self._pdf is not None:
            self._before.append((self._pdf, self._reader))
        self._pdf = self._reader = self.document = None
        self.sizes = ()
        self.closed.emit()

    def close(self) -> None:
        """Let go of the file; pictures still being drawn are dropped. With nothing open nobody is told."""
        self.leave()
        self._give_back()

    def shut_now(self) -> None:
        """At the end of the program: close in this thread, after the pool."""
        if self._pdf is not None:
            self._before.append((self._pdf, self._reader))
        self._pdf = self._reader = None
        while self._before:
            _shut(*self._before.pop())

    def draw(self) -> None:
        """Begin with what the view needs most, unless a picture is being drawn."""
        pdf, wish = self._pdf, None if self._busy else self.wanted()
        if pdf is None or wish is None:
            return
        self._busy = True
        self._runner.pool(
            _picture, pdf, wish, then=lambda image: self._drawn(pdf, wish, image), failed=lambda error: self._not_drawn(pdf, wish, error)
        )

    def search(self, query: str, *, apart: bool = False) -> None:
        """`found(hits)` follows; empty words find nothing. `apart`: where they do not stand together, each word by itself."""
        pdf = self._pdf
        if pdf is None or not query.strip():
            self.found.emit(())
            return
        self._runner.pool(_search, pdf, query, apart, then=lambda hits: self.found.emit(hits) if pdf is self._pdf else None)

    def outline(self) -> None:
        """`outlined(entries)` follows."""
        pdf = self._pdf
        if pdf is not None:
            self._runner.pool(_outline, pdf, then=lambda entries: self.outlined.emit(entries) if pdf is self._pdf else None)

    def letters(self, page: int) -> None:
        """The characters of a page with their places; none for a scan."""
        pdf = self._pdf
        if pdf is not None:
            self._runner.pool(_letters, pdf, page, then=lambda found: self.lettered.emit(page, found) if pdf is self._pdf else None)

    def thumbnail(self, page: int, width_px: int) -> None:
        """A small picture of a page, light."""
        pdf = self._pdf
        if pdf is not None:
            wish = Wish(page, width_px)
            self._runner.pool(
                _picture,
                pdf,
                wish,
                then=lambda image: self.small.emit(page, image) if pdf is self._pdf else None,
                failed=lambda _error: None,
            )

    def _give_back(self) -> None:
        """Close what was in front before. pdfium does one thing at a time, and what it holds of a font serves the next document too."""
        for pdf, reader in self._before:
            self._runner.pool(_shut, pdf, reader)
        self._before = []

    def _opened(self, ticket: int, opened: OpenDocument) -> None:
        self._runner.pool(
            _open, opened, then=lambda made: self._made(ticket, *made), failed=lambda error: self._refuse(ticket, error),
            lost=lambda made: _shut(*made[:2]) if made is not None else opened.reader.close(),
        )  # fmt: skip
        self._runner.database(self._services.note_opening, opened)

    def _made(self, ticket: int, pdf: PdfDocument, reader: Any, sizes: tuple[tuple[float, float], ...]) -> None:
        if ticket != self._opening:
            self._runner.pool(_shut, pdf, reader)
            return
        self._pdf, self._reader, self.sizes = pdf, reader, sizes
        self._busy = False
        self.ready.emit()
        self.draw()

    def _refuse(self, ticket: int, error: BaseException) -> None:
        if ticket == self._opening:
            self._give_back()
            self.refused.emit(error)

    def _drawn(self, pdf: PdfDocument, wish: Wish, image: PageImage) -> None:
        self._busy = False
        if pdf is self._pdf:
            self.drawn.emit(wish, image)
            self._give_back()
        self.draw()

    def _not_drawn(self, pdf: PdfDocument, wish: Wish, error: BaseException) -> None:
        self._busy = False
        if pdf is self._pdf:
            self.failed_page.emit(wish.page, error)
            self._give_back()
        self.draw()


def _open(opened: OpenDocument) -> tuple[PdfDocument, Any, tuple[tuple[float, float], ...]]:
    from app.media.pages import PdfDocument

    try:
        pdf = PdfDocument(opened.reader)
    except BaseException:
        opened.reader.close()
        raise
    return pdf, opened.reader, tuple(_size(pdf, page) for page in range(pdf.page_count))


def _size(pdf: PdfDocument, page: int) -> tuple[float, float]:
    """A damaged page takes the room of an A4 one; drawing it says what is wrong."""
    try:
        return pdf.page_size(page)
    except AppError:
        return A4


def _picture(pdf: PdfDocument, wish: Wish) -> PageImage:
    return pdf.render(wish.page, width_px=wish.width_px, night=wish.night, rotation=wish.rotation)


def _letters(pdf: PdfDocument, page: int) -> tuple[Character, ...]:
    try:
        return pdf.characters(page)
    except MediaError:
        return ()


def _search(pdf: PdfDocument, query: str, apart: bool) -> tuple[SearchHit, ...]:
    found = pdf.search(query)
    if found or not apart:
        return found
    return tuple(sorted((hit for word in dict.fromkeys(query.split()) for hit in pdf.search(word)), key=lambda hit: hit.page))


def _outline(pdf: PdfDocument) -> tuple[OutlineEntry, ...]:
    return pdf.outline()


def _shut(pdf: PdfDocument, reader: Any) -> None:
    pdf.close()
    reader.close()
