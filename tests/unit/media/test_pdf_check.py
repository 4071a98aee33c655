"""The formality check refuses in words what a lenient viewer would show."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from app.core.errors import MediaError
from app.media.pdf_check import PdfFacts, check_pdf


def _reason(content: bytes) -> str:
    with pytest.raises(MediaError) as caught:
        check_pdf(io.BytesIO(content))
    assert caught.value.message
    assert caught.value.hint
    return caught.value.reason


def test_a_sound_report_passes(report_pdf: bytes, short_reads: type[io.BytesIO]) -> None:
    assert check_pdf(short_reads(report_pdf)) == PdfFacts(pages=3, has_text=True, largest_side_points=842.0)


def test_a_scan_has_no_text(draw: Callable[..., bytes]) -> None:
    facts = check_pdf(io.BytesIO(draw(lambda canvas: (canvas.rect(10, 10, 50, 50), canvas.showPage()))))
    assert facts == PdfFacts(pages=1, has_text=False, largest_side_points=842.0)


def test_padding_after_the_end_is_harmless(report_pdf: bytes) -> None:
    assert check_pdf(io.BytesIO(report_pdf + b"\x00" * 5000)).pages == 3


@pytest.mark.parametrize("part", [0.3, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_refused(report_pdf: bytes, part: float) -> None:
    assert _reason(report_pdf[: int(len(report_pdf) * part)]) in {"pdf-truncated", "pdf-format", "pdf-page"}


def test_only_the_last_mark_missing_is_named_truncated(report_pdf: bytes) -> None:
    assert _reason(report_pdf[: report_pdf.rindex(b"startxref")]) == "pdf-truncated"


def test_other_files_are_refused(draw: Callable[..., bytes]) -> None:
    assert _reason(b"") == "empty"
    assert _reason("课题报告".encode() * 400) == "pdf-format"
    assert _reason(draw(lambda canvas: canvas.showPage(), password="secret")) == "pdf-password"


def _pageless(count: int) -> bytes:
    file, places = b"%PDF-1.4\n", []
    for number, body in enumerate((b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count %d>>" % count), 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    index = b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return file + index + b"trailer\n<</Root 1 0 R/Size 3>>\nstartxref\n%d\n%%%%EOF\n" % len(file)


@pytest.mark.parametrize(
    ("claimed", "reason"), [(0, "pdf-empty"), (3, "pdf-page"), (5_000, "pdf-too-many-pages"), (2_000_000_000, "pdf-empty")]
)
def test_a_file_without_pages_is_refused(claimed: int, reason: str) -> None:
    assert _reason(_pageless(claimed)) == reason


@pytest.mark.parametrize(("side", "fits"), [(14_400, True), (14_401, False), (300_000, False)])
def test_a_page_larger_than_pdf_allows_is_refused(draw: Callable[..., bytes], side: int, fits: bool) -> None:
    content = draw(lambda canvas: canvas.showPage(), size=(595, side))
    if fits:
        assert check_pdf(io.BytesIO(content)).largest_side_points == side
    else:
        assert _reason(content) == "pdf-page-huge"
