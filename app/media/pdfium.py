"""The one door to pdfium: everything untyped and not thread-safe stays behind it.

pdfium may be entered by one thread at a time, whichever document it works on, so every function here
takes the module lock. The raw binding is used instead of its object layer because that one closes
forgotten objects from the garbage collector, in any thread and outside the lock.
"""

from __future__ import annotations

import ctypes
import threading
import weakref
from array import array
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2.internal as binding
import pypdfium2.raw as raw

from app.core.errors import Cancelled
from app.core.words import say
from app.media.geometry import PageFrame
from app.media.pdf_errors import EMPTY, PAGE, pdf_error
from app.media.pdf_stream import PdfStream
from app.media.pixels import blank
from app.media.values import OutlineEntry

_LOCK = threading.Lock()
_ORPHANS: deque[Handle] = deque()
_WHITE = 0xFFFFFFFF
_OUTLINE_DEPTH, _OUTLINE_ENTRIES, _TITLE_BYTES = 15, 5_000, 4_096


@dataclass(eq=False)
class Handle:
    """An open document: pdfium's pointer, and the objects that must live as long as it does."""

    pointer: Any
    form: Any
    stream: PdfStream
    access: Any

    def close(self) -> None:
        """Give the document back to pdfium; a second call does nothing."""
        with _entered(self.stream):
            self._release()

    def _release(self) -> None:
        if self.form:
            raw.FPDFDOC_ExitFormFillEnvironment(self.form)
        if self.pointer:
            raw.FPDF_CloseDocument(self.pointer)
        self.form = self.pointer = None

    def live(self) -> Any:
        """The pointer; asked for under the lock, since the window may close a file while a page is drawn."""
        if not self.pointer:
            raise Cancelled(say("文件已关闭。", "The document was closed."))
        return self.pointer


@contextmanager
def _entered(stream: PdfStream) -> Iterator[None]:
    """Hold pdfium; afterwards an error of the source counts more than what pdfium made of it."""
    with _LOCK:
        while _ORPHANS:
            _ORPHANS.popleft()._release()
        try:
            yield
        finally:
            stream.raise_failure()


def open_document(stream: PdfStream) -> Handle:
    """Open a PDF; raises MediaError (password, not a PDF, no pages) or the source's own error."""
    with _entered(stream):
        access, hold = binding.get_bufreader(stream)
        pointer = raw.FPDF_LoadCustomDocument(access, None)
        if not pointer:
            raise pdf_error(int(raw.FPDF_GetLastError()))
        if raw.FPDF_GetPageCount(pointer) < 1:
            raw.FPDF_CloseDocument(pointer)
            raise pdf_error(EMPTY)
        form, info = _form(pointer)
        return Handle(pointer, form, stream, (access, hold, info))


def _form(pointer: Any) -> tuple[Any, Any]:
    """Without a form environment the fields that a unit filled in stay invisible; this build runs no scripts."""
    if raw.FPDF_GetFormType(pointer) == raw.FORMTYPE_NONE:
        return None, None
    info = raw.FPDF_FORMFILLINFO(version=2)
    return raw.FPDFDOC_InitFormFillEnvironment(pointer, info), info


def close_when_forgotten(owner: object, handle: Handle) -> weakref.finalize[[Handle], Any]:
    """Queue the document for closing under the lock should `owner` vanish without `close`."""
    forget = weakref.finalize(owner, _ORPHANS.append, handle)
    forget.atexit = False
    return forget


def page_count(handle: Handle) -> int:
    with _entered(handle.stream):
        return int(raw.FPDF_GetPageCount(handle.live()))


def page_size(handle: Handle, page: int) -> tuple[float, float]:
    """(width, height) in points as shown; raises MediaError for a damaged page."""
    size = raw.FS_SIZEF()
    with _entered(handle.stream):
        if not raw.FPDF_GetPageSizeByIndexF(handle.live(), page, size):
            raise pdf_error(PAGE, page=page + 1)
    return float(size.width), float(size.height)


@contextmanager
def _page(handle: Handle, page: int) -> Iterator[Any]:
    with _entered(handle.stream):
        loaded = raw.FPDF_LoadPage(handle.live(), page)
        if not loaded:
            raise pdf_error(PAGE, page=page + 1)
        if handle.form:
            raw.FORM_OnAfterLoadPage(loaded, handle.form)
        try:
            yield loaded
        finally:
            if handle.form:
                raw.FORM_OnBeforeClosePage(loaded, handle.form)
            raw.FPDF_ClosePage(loaded)


@contextmanager
def _text_page(handle: Handle, page: int) -> Iterator[tuple[Any, Any]]:
    with _page(handle, page) as loaded:
        text = raw.FPDFText_LoadPage(loaded)
        if not text:
            raise pdf_error(PAGE, page=page + 1)
        try:
            yield loaded, text
        finally:
            raw.FPDFText_ClosePage(text)


def render(
    handle: Handle, page: int, width: int, height: int, rotation: int, *, whole: tuple[int, int] | None = None, at: tuple[int, int] = (0, 0)
) -> memoryview:
    """BGRx pixels, `width * 4` bytes a row, on white paper with annotations and filled form fields.

    A part of the page: `whole` is the page's size in pixels, `at` the part's left top in it; only the part takes memory.
    """
    pixels = blank(width * height * 4)
    memory = ctypes.c_ubyte.from_buffer(pixels)  # only the first: an array type of each size would be left to the collector
    with _page(handle, page) as loaded:
        bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGRx, ctypes.byref(memory), width * 4)
        if not bitmap:
            raise pdf_error(PAGE, page=page + 1)
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
            place = (bitmap, loaded, -at[0], -at[1], *(whole or (width, height)), rotation // 90, raw.FPDF_ANNOT)
            raw.FPDF_RenderPageBitmap(*place)
            if handle.form:
                raw.FPDF_FFLDraw(handle.form, *place)
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
    return pixels


def page_letters(handle: Handle, page: int) -> tuple[list[int], array[float]]:
    """pdfium's characters of a page as code units, and four numbers of a box (see `Rect`) for each.

    A box has the height of the line rather than of the ink; invented spaces and line ends get zeros.
    """
    box = raw.FS_RECTF()
    units: list[int] = []
    boxes = array("f")
    with _text_page(handle, page) as (loaded, text):
        frame = _frame(loaded)
        for i in range(raw.FPDFText_CountChars(text)):
            units.append(int(raw.FPDFText_GetUnicode(text, i)))
            found = not raw.FPDFText_IsGenerated(text, i) and raw.FPDFText_GetLooseCharBox(text, i, box)
            boxes.extend(frame.shown(box.left, box.bottom, box.right, box.top) if found else (0.0, 0.0, 0.0, 0.0))
    return units, boxes


def _frame(loaded: Any) -> PageFrame:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(loaded, box)
    return PageFrame(box.left, box.bottom, box.right, box.top, 90 * (int(raw.FPDFPage_GetRotation(loaded)) % 4))


def outline(handle: Handle) -> tuple[OutlineEntry, ...]:
    """Bookmarks in reading order, at most 5,000 and 15 levels; rings in a broken file are cut."""
    entries: list[OutlineEntry] = []
    with _entered(handle.stream):
        _collect(handle.live(), None, 0, entries, set())
    return tuple(entries)


def _collect(document: Any, parent: Any, level: int, entries: list[OutlineEntry], seen: set[int]) -> None:
    mark = raw.FPDFBookmark_GetFirstChild(document, parent)
    while mark and len(entries) < _OUTLINE_ENTRIES:
        address = ctypes.addressof(mark.contents)
        if address in seen:
            return
        seen.add(address)
        target = raw.FPDFBookmark_GetDest(document, mark)
        page = int(raw.FPDFDest_GetDestPageIndex(document, target)) if target else -1
        entries.append(OutlineEntry(_title(mark), page if page >= 0 else None, level))
        if level + 1 < _OUTLINE_DEPTH:
            _collect(document, mark, level + 1, entries, seen)
        mark = raw.FPDFBookmark_GetNextSibling(document, mark)


def _title(mark: Any) -> str:
    size = min(int(raw.FPDFBookmark_GetTitle(mark, None, 0)), 1 << 20)
    if size < 2:
        return ""
    memory = ctypes.create_string_buffer(size)
    raw.FPDFBookmark_GetTitle(mark, memory, size)
    return memory.raw[: min(size - 2, _TITLE_BYTES)].decode("utf-16-le", errors="replace").strip("\x00 \r\n\t")
