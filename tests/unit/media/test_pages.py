"""Pages: pictures, words, places and bookmarks, through awkward readers and from damaged files."""

from __future__ import annotations

import gc
import io
import random
import threading
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.core.errors import BadSignature, Cancelled, MediaError
from app.media.geometry import LEAST_HIGH, LEAST_WIDE, MAX_PIXELS, Rect, cut_out, picture_size
from app.media.pages import PdfDocument


@pytest.fixture(params=["whole", "short"])
def report(request: pytest.FixtureRequest, report_pdf: bytes, short_reads: type[io.BytesIO]) -> PdfDocument:
    return PdfDocument((io.BytesIO if request.param == "whole" else short_reads)(report_pdf))


def test_a_page_is_drawn_at_the_width_asked_for(report: PdfDocument) -> None:
    picture = report.render(0, width_px=886)
    assert (report.page_count, report.page_size(0)) == (3, (595.0, 842.0))
    assert (picture.width, picture.height, picture.stride) == (886, 1254, 3544)
    assert len(picture.data) == picture.stride * picture.height
    scale = 886 / 595
    assert picture.pixel(round(125 * scale), round((842 - 120) * scale)) == (255, 0, 0)
    assert picture.pixel(5, 5) == (255, 255, 255)


@pytest.mark.parametrize(
    ("rotation", "at"), [(0, (125, 722)), (90, (842 - 722, 125)), (180, (595 - 125, 842 - 722)), (270, (722, 595 - 125))]
)
def test_turning_moves_the_red_box_clockwise(report: PdfDocument, rotation: int, at: tuple[int, int]) -> None:
    picture = report.render(0, scale=1, rotation=rotation)
    assert picture.pixel(*at) == (255, 0, 0)
    assert (picture.width, picture.height) == ((595, 842) if rotation in (0, 180) else (842, 595))


def test_night_pages_are_dark_with_light_ink(report: PdfDocument) -> None:
    picture = report.render(0, scale=1, night=True)
    assert picture.pixel(5, 5) == (30, 30, 30)
    assert picture.pixel(125, 722) == (30, 222, 222)


def test_words_come_in_reading_order(report: PdfDocument) -> None:
    assert report.text(1).split("\n")[:2] == ["Cause analysis page 2", "末端原因确认：压力不"]


@pytest.mark.parametrize("query", ["末端原因", "压力不足", " 压力 不 足 ", "不足(实测)", "CAUSE ANALYSIS", "Ｃａｕｓｅ", "压\u2f12不足"])
def test_search_ignores_line_breaks_case_and_width(report: PdfDocument, query: str) -> None:
    hits = report.search(query)
    assert [hit.page for hit in hits] == [0, 1, 2]
    assert all(hit.rectangles for hit in hits)


def test_a_find_over_two_lines_has_a_rectangle_on_each(report: PdfDocument) -> None:
    hit = report.search("压力不足")[0]
    first, second = hit.rectangles
    assert first.top < 842 - 700 < first.bottom + 6
    assert second.top > first.bottom
    assert "压力不 足（实测）" in hit.context


def test_a_find_in_upright_writing_is_one_rectangle(draw: Callable[..., bytes]) -> None:
    def content(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 20)
        for line, char in enumerate("末端原因"):
            canvas.drawString(300, 700 - 30 * line, char)
        canvas.showPage()

    (hit,) = PdfDocument(io.BytesIO(draw(content))).search("末端原因")
    (box,) = hit.rectangles
    assert box.bottom - box.top > 90


def test_search_stops_at_its_limit_and_finds_nothing_in_blanks(report: PdfDocument) -> None:
    assert len(report.search("原因", limit=2)) == 2
    assert report.search("  ") == () == report.search("不存在的词")


def test_characters_stand_where_they_are_drawn(report: PdfDocument) -> None:
    letter = next(c for c in report.characters(0) if c.char == "C")
    assert letter.box.holds(78, 842 - 749)
    assert letter.box.left == pytest.approx(72, abs=2)


def test_drawing_over_a_line_copies_it(report: PdfDocument) -> None:
    assert report.text_in(0, Rect(60, 842 - 716, 500, 842 - 668)) == "末端原因确认：压力不\n足（实测）"
    assert report.text_in(0, Rect(60, 80, 500, 110)) == "Cause analysis page 1"
    assert report.text_in(0, Rect(0, 0, 20, 20)) == ""


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_places_follow_the_page_rotation_of_the_file(draw: Callable[..., bytes], turn: int) -> None:
    def content(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.setFont("Helvetica", 40)
        canvas.drawString(100, 300, "IIII")
        canvas.showPage()

    document = PdfDocument(io.BytesIO(draw(content, size=(400, 600))))
    picture = document.render(0, scale=1)
    (hit,) = document.search("IIII")
    (box,) = hit.rectangles
    dark = [(x, y) for x in range(picture.width) for y in range(picture.height) if picture.pixel(x, y)[0] < 60]
    assert dark
    assert all(box.holds(x + 0.5, y + 0.5) for x, y in dark)


def test_filled_form_fields_are_drawn(draw: Callable[..., bytes]) -> None:
    def content(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="verdict", value="MMMMMM", x=50, y=50, width=200, height=40, fontSize=20, borderWidth=0)
        canvas.showPage()

    picture = PdfDocument(io.BytesIO(draw(content, size=(300, 140)))).render(0, scale=1)
    assert any(max(picture.pixel(x, y)) < 60 for x in range(52, 250) for y in range(52, 88))


def test_bookmarks_lead_to_pages(report: PdfDocument) -> None:
    assert [(e.title, e.page, e.level) for e in report.outline()] == [(f"第{n}章 chapter", n - 1, 0) for n in (1, 2, 3)]


@pytest.mark.parametrize("size", [(300_000, 300_000), (300_000, 1), (1, 300_000)])
def test_a_gigantic_page_costs_little(draw: Callable[..., bytes], size: tuple[int, int]) -> None:
    document = PdfDocument(io.BytesIO(draw(lambda canvas: canvas.showPage(), size=size)))
    for picture in (document.render(0, scale=2), document.render(0, width_px=886)):
        assert len(picture.data) <= 4 * 4_000_000
        assert max(picture.width, picture.height) <= 32_767


@pytest.mark.parametrize(
    ("side", "scale", "expected"), [(1000, 6.0, 36_000_000), (1000, 6.3245, 6324**2), (1000, 6.4, 6324**2), (1000, 1e6, 6324**2)]
)
def test_pixels_stop_at_the_limit(side: float, scale: float, expected: int) -> None:
    width, height = picture_size(side, side, scale)
    assert width * height == expected <= MAX_PIXELS


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "empty"), (b"This is a text file, not a report.\n" * 50, "pdf-format"), (b"%PDF-1.7\nnothing", "pdf-format")],
)
def test_what_is_not_a_pdf_is_refused_in_words(content: bytes, reason: str) -> None:
    with pytest.raises(MediaError) as caught:
        PdfDocument(io.BytesIO(content))
    assert caught.value.reason == reason
    assert caught.value.hint


def test_a_password_is_named_also_after_other_failures(draw: Callable[..., bytes]) -> None:
    with pytest.raises(MediaError) as caught:
        PdfDocument(io.BytesIO(draw(lambda canvas: canvas.showPage(), password="secret")))
    assert caught.value.reason == "pdf-password"


def test_damage_never_crashes(report_pdf: bytes) -> None:
    rng, outcomes = random.Random(20260712), []
    for _ in range(50):
        damaged = bytearray(report_pdf)
        for _ in range(rng.randint(1, 40)):
            damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
        try:
            with PdfDocument(io.BytesIO(bytes(damaged))) as document:
                document.search("原因")
                document.outline()
                for page in range(document.page_count):
                    document.render(page, width_px=100)
                    document.characters(page)
                outcomes.append(document.page_count)
        except MediaError as error:
            outcomes.append(-1 if error.reason.startswith("pdf-") else -2)
    assert len(outcomes) == 50
    assert max(outcomes) == 3
    assert min(outcomes) >= -1


class _Tampered(io.BytesIO):
    """A sealed reader that finds a forged chunk after a while."""

    broken = False

    def read(self, size: int | None = -1, /) -> bytes:
        if self.broken:
            raise BadSignature("forged")
        return super().read(size)


def test_an_error_of_the_source_is_not_called_damage(draw: Callable[..., bytes]) -> None:
    rng = random.Random(1)

    def content(canvas: Canvas) -> None:
        for _ in range(60):
            for line in range(40):
                canvas.drawString(20, 20 * line, "".join(chr(rng.randint(65, 90)) for _ in range(80)))
            canvas.showPage()

    source = _Tampered(draw(content))
    document = PdfDocument(source)
    source.broken = True
    with pytest.raises(BadSignature):
        for page in range(document.page_count):
            document.text(page)
    source.broken = False
    assert document.text(59)


def test_a_closed_document_says_so_and_closes_twice(report: PdfDocument) -> None:
    report.close()
    report.close()
    with pytest.raises(Cancelled):
        report.render(0, scale=1)


@pytest.mark.parametrize("wish", [{}, {"scale": 1.0, "width_px": 10}, {"scale": 0.0}, {"width_px": -1}, {"scale": 1.0, "rotation": 45}])
def test_a_wrong_call_is_our_fault(report: PdfDocument, wish: dict[str, float]) -> None:
    with pytest.raises(RuntimeError):
        report.render(0, **wish)  # type: ignore[arg-type]
    with pytest.raises(RuntimeError):
        report.text(3)


def test_threads_share_documents_and_forgotten_ones_are_closed(report_pdf: bytes) -> None:
    shared, seen, failures = PdfDocument(io.BytesIO(report_pdf)), [], []

    def work(number: int) -> None:
        try:
            for turn in range(6):
                own = PdfDocument(io.BytesIO(report_pdf))
                seen.append(shared.render(turn % 3, width_px=60 + number).width + len(own.text(0)))
                if turn % 2:
                    own.close()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    gc.collect()
    assert not failures
    assert len(seen) == 24
    assert shared.text(0)
    shared.close()


def test_a_part_is_drawn_alone_and_says_where_its_box_is(report: PdfDocument) -> None:
    box = Rect(100, 692, 150, 752)
    part = report.part(0, box, 660)
    assert part.mark is not None
    middle = round((part.mark.left + part.mark.right) / 2), round((part.mark.top + part.mark.bottom) / 2)
    assert part.image.width == 660
    assert part.image.pixel(*middle) == (255, 0, 0)
    assert len(part.image.data) == part.image.width * part.image.height * 4 < 660 * 660 * 4
    whole = report.part(0, None, 300)
    assert (whole.image.width, whole.image.height, whole.mark) == (300, 425, None)
    assert report.part(0, Rect(9_000, 0, 9_010, 10), 300).mark is None, "a box outside the page shows the page"


@pytest.mark.parametrize("box", [Rect(0, 0, 20, 8), Rect(580, 830, 595, 842), Rect(-5, 400, 700, 410), Rect(290, 0, 300, 842)])
def test_a_cut_out_stays_on_the_page_and_keeps_some_room(box: Rect) -> None:
    area = cut_out(box, (595.0, 842.0))
    assert 0 <= area.left < area.right <= 595
    assert 0 <= area.top < area.bottom <= 842
    assert area.right - area.left >= LEAST_WIDE
    assert area.bottom - area.top >= LEAST_HIGH
    assert area.left <= max(0, box.left)
    assert area.bottom >= min(842, box.bottom)
