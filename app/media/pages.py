"""A report as the judge reads it: pictures of pages, their words, and where the words stand."""

from __future__ import annotations

from itertools import islice

from app.core.errors import Cancelled, MediaError
from app.core.words import say
from app.media import pdfium
from app.media.geometry import Rect, cut_out, mark_in, picture_size
from app.media.page_text import PageText, selected
from app.media.pdf_errors import PAGE, pdf_error
from app.media.pdf_stream import PdfStream
from app.media.pixels import recolour
from app.media.source import SeekableSource, require_bytes
from app.media.values import Character, OutlineEntry, PageImage, PagePart, SearchHit

MAX_HITS = 2_000
_NIGHT_PAPER, _NIGHT_INK = 30, 222
# Paper becomes dark grey, ink light grey: full contrast tires the eyes.
_NIGHT = bytes(round(_NIGHT_INK + (_NIGHT_PAPER - _NIGHT_INK) * level / 255) for level in range(256))


class PdfDocument:
    """An open PDF; pages are counted from 0. May be used from any thread, one call runs at a time.

    The source stays the caller's: close it after this. Every method raises MediaError when a page is
    damaged, the source's own error (tampered, gone) when reading fails, Cancelled after `close`
    (the window closes a file while the pool still draws from it).
    """

    def __init__(self, source: SeekableSource) -> None:
        """Open; MediaError reasons: empty, pdf-password, pdf-security, pdf-format, pdf-empty."""
        require_bytes(source)
        self._handle: pdfium.Handle | None = pdfium.open_document(PdfStream(source))
        self._forget = pdfium.close_when_forgotten(self, self._handle)
        self.page_count = pdfium.page_count(self._handle)
        self._texts: dict[int, PageText] = {}

    def __enter__(self) -> PdfDocument:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Free pdfium's memory; a second call does nothing."""
        handle, self._handle = self._handle, None
        if handle is not None:
            self._forget.detach()
            handle.close()

    def page_size(self, page: int) -> tuple[float, float]:
        """(width, height) in points as shown, the page's own rotation applied."""
        width, height = pdfium.page_size(self._open(page), page)
        if not (0 < width < float("inf") and 0 < height < float("inf")):
            raise pdf_error(PAGE, page=page + 1)
        return width, height

    def render(
        self, page: int, *, scale: float | None = None, width_px: int | None = None, rotation: int = 0, night: bool = False
    ) -> PageImage:
        """Picture of a page: at `scale` pixels a point, or `width_px` wide after `rotation` (clockwise 0, 90, 180, 270).

        Limits: see `geometry.picture_size`; a larger wish gives a smaller picture of the same shape.
        """
        if (scale is None) == (width_px is None) or rotation not in (0, 90, 180, 270):
            raise RuntimeError("render takes scale or width_px, and a rotation of 0, 90, 180 or 270")
        width, height = self.page_size(page)
        if rotation in (90, 270):
            width, height = height, width
        factor = scale if scale is not None else (width_px or 0) / width
        if not 0 < factor < float("inf"):
            raise RuntimeError("scale and width_px must be above zero")
        across, down = picture_size(width, height, factor)
        pixels = self._pixels(page, across, down, rotation)
        if night:
            recolour(pixels, _NIGHT)
        return PageImage(across, down, across * 4, pixels)

    def part(self, page: int, box: Rect | None, width_px: int, *, whole: bool = False, tall: float = 0.0) -> PagePart:
        """What stands around `box` (the page for None, or when it is wanted `whole`), `width_px` wide, and where the box is in the picture.

        `tall` as in `cut_out`. Only the part is drawn, so a small box on a large page costs no more than its picture. A box outside the page gives the page.
        """
        size = self.page_size(page)
        area = cut_out(None if whole else box, size, tall)
        factor = width_px / (area.right - area.left)
        across, down = picture_size(area.right - area.left, area.bottom - area.top, factor)
        scale = across / (area.right - area.left)
        all_of_it = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
        pixels = self._pixels(page, across, down, 0, whole=all_of_it, at=(round(area.left * scale), round(area.top * scale)))
        image = PageImage(across, down, across * 4, pixels)
        return PagePart(image, mark_in(box, area, scale))

    def _pixels(
        self, page: int, width: int, height: int, rotation: int, *, whole: tuple[int, int] | None = None, at: tuple[int, int] = (0, 0)
    ) -> memoryview:
        try:
            return pdfium.render(self._open(page), page, width, height, rotation, whole=whole, at=at)
        except MemoryError as error:
            raise MediaError(
                say("内存不足，第 {page} 页无法显示。", "Not enough memory to show page {page}.", page=page + 1),
                say("请关闭其他程序或缩小显示。", "Close other programs or zoom out."),
                reason="memory",
            ) from error

    def text(self, page: int) -> str:
        """The words of a page in the file's order; "" for a scanned page."""
        return self._page_text(page).text

    def characters(self, page: int) -> tuple[Character, ...]:
        """Every character with its box, for selecting and marking."""
        return tuple(self._page_text(page).characters())

    def text_in(self, page: int, area: Rect) -> str:
        """What a judge copies by drawing `area` over the page."""
        return selected(self.characters(page), area)

    def search(self, query: str, *, limit: int = MAX_HITS) -> tuple[SearchHit, ...]:
        """Finds of `query` in page order, at most `limit`; white space, case and character width do not matter.

        A damaged page is passed over: the others can still be searched.
        """
        hits: list[SearchHit] = []
        for page in range(self.page_count):
            hits += self._hits(page, query, limit - len(hits))
            if len(hits) >= limit:
                break
        return tuple(hits)

    def _hits(self, page: int, query: str, limit: int) -> list[SearchHit]:
        try:
            text = self._page_text(page)
        except MediaError as error:
            if error.reason != "pdf-page":
                raise
            return []
        places = islice(text.find(query), limit)
        return [SearchHit(page, text.rectangles(*place), text.around(*place)) for place in places]

    def outline(self) -> tuple[OutlineEntry, ...]:
        """The bookmarks of the file; () when it has none."""
        return pdfium.outline(self._open())

    def _page_text(self, page: int) -> PageText:
        handle = self._open(page)
        if page not in self._texts:
            self._texts[page] = PageText(*pdfium.page_letters(handle, page))
        return self._texts[page]

    def _open(self, page: int = 0) -> pdfium.Handle:
        if self._handle is None:
            raise Cancelled(say("文件已关闭。", "The document was closed."))
        if not 0 <= page < self.page_count:
            raise RuntimeError(f"page {page} of {self.page_count}")
        return self._handle
