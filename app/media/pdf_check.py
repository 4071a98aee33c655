"""Is this PDF fit to be judged? Asked by the organiser before a season is published.

A lenient viewer repairs what it can; the formality check must not, or a report that lost its second
half on the way would reach the judges.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.media.geometry import LARGEST_SIDE_POINTS
from app.media.pages import PdfDocument
from app.media.pdf_errors import HUGE, NOT_PDF, TOO_MANY, TRUNCATED, pdf_error
from app.media.source import SeekableSource, read_at, require_bytes

MAX_PAGES = 2_000
# ISO 32000-1, annex H: readers accept the header in the first and the end mark in the last 1,024 bytes.
_HEADER_WITHIN = _END_WITHIN = 1_024
_PADDING = 1 << 16


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What the formality check notes: a file without text was scanned and cannot be searched."""

    pages: int
    has_text: bool
    largest_side_points: float


def check_pdf(source: SeekableSource) -> PdfFacts:
    """Open the file and load every page.

    MediaError reasons: those of `PdfDocument`, and pdf-truncated, pdf-page, pdf-page-huge, pdf-too-many-pages.
    """
    size = require_bytes(source)
    if b"%PDF-" not in read_at(source, 0, _HEADER_WITHIN):
        raise pdf_error(NOT_PDF)
    with PdfDocument(source) as document:
        if not _has_end(source, size):
            raise pdf_error(TRUNCATED)
        if document.page_count > MAX_PAGES:
            raise pdf_error(TOO_MANY, pages=document.page_count, limit=MAX_PAGES)
        largest = max(_side(document, page) for page in range(document.page_count))
        texts = [bool(document.text(page).strip()) for page in range(document.page_count)]
    return PdfFacts(document.page_count, any(texts), largest)


def _has_end(source: SeekableSource, size: int) -> bool:
    """Whether the end mark stands where readers look for it, zero padding of a transfer aside."""
    start = max(0, size - _PADDING)
    return b"%%EOF" in read_at(source, start, size - start).rstrip(b"\x00 \r\n\t")[-_END_WITHIN:]


def _side(document: PdfDocument, page: int) -> float:
    side = max(document.page_size(page))
    if side > LARGEST_SIDE_POINTS:
        raise pdf_error(HUGE, page=page + 1, side=round(side))
    return side
