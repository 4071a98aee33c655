"""Why: every paper is laid out completely before it is drawn, so that "第 2 页，共 5 页" is true and headers repeat.

A `Flow` collects what goes on each page as drawing functions; a `Book` writes pages to one PDF with
the same bytes every time: the creation date is the one the caller names, nothing else varies.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any, BinaryIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import TimeStamp
from reportlab.pdfgen.canvas import Canvas

from app.reports.fonts import Face, load, press, printable
from app.reports.grid import LaidRow, draw_frame, draw_row, split
from app.reports.text import Style, draw, wrap
from app.reports.values import Imprint

Draw = Callable[[Canvas], None]
PORTRAIT = (A4[0], A4[1])
LANDSCAPE = (landscape(A4)[0], landscape(A4)[1])
SMALL = Style(Face.SANS, 7.5, 10)
_FUZZ = 1e-6  # sums of the same heights in another order
FOOT = 9 * mm  # from the paper's edge to the footer's line


@dataclass
class Flow:
    """Blocks placed from top to bottom; positions in points from the paper's lower left corner."""

    size: tuple[float, float]
    margin: float = 12 * mm
    top: float = 13 * mm
    bottom: float = 15 * mm
    pages: list[list[Draw]] = field(default_factory=lambda: [[]])

    def __post_init__(self) -> None:
        self.y = self.size[1] - self.top

    @property
    def width(self) -> float:
        return self.size[0] - 2 * self.margin

    @property
    def room(self) -> float:
        return self.y - self.bottom

    @property
    def whole(self) -> float:
        """Height of an empty page's body."""
        return self.size[1] - self.top - self.bottom

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append([])
        self.y = self.size[1] - self.top

    def put(self, height: float, paint: Callable[[Canvas, float], None]) -> None:
        """Place a block of `height`; `paint` gets the canvas and the block's top edge."""
        if height > self.room + _FUZZ and self.pages[-1]:
            self.turn()
        top = self.y
        self.pages[-1].append(lambda canvas: paint(canvas, top))
        self.y -= height

    def together(self, height: float) -> None:
        """Turn the page unless `height` fits on what is left of it."""
        if height > self.room + _FUZZ and self.pages[-1] and height <= self.whole:
            self.turn()

    def gap(self, height: float) -> None:
        self.y -= height

    def text(self, text: str, style: Style) -> None:
        """Place a text over the full width, line by line over pages."""
        for line in wrap(text, style, self.width):
            self.put(style.leading, lambda canvas, top, line=line: draw(canvas, (line,), style, self.margin, top, self.width))  # type: ignore[misc]

    def table(self, header: Sequence[LaidRow], body: Sequence[LaidRow]) -> None:
        """Place a table; `header` rows repeat on every page, a row taller than a page is split."""
        head = sum(row.height for row in header)
        waiting = list(body)
        while waiting or header:
            first = min(waiting[0].height, self.whole - head) if waiting else 0.0
            if head + first > self.room + _FUZZ and self.pages[-1]:
                self.turn()
            rows = list(header)
            left = self.room - head
            if waiting and waiting[0].height > left + _FUZZ:
                waiting[:1] = split(waiting[0], left)
            while waiting and waiting[0].height <= left + _FUZZ:
                left -= waiting[0].height
                rows.append(waiting.pop(0))
            self._block(rows)
            if not waiting:
                return

    def _block(self, rows: Sequence[LaidRow]) -> None:
        height = sum(row.height for row in rows)

        def paint(canvas: Canvas, top: float) -> None:
            y = top
            for row in rows:
                draw_row(canvas, row, self.margin, y)
                y -= row.height
            draw_frame(canvas, self.margin, top, sum(cell.width for cell in rows[0].cells), height)

        self.put(height, paint)


class Book:
    """One PDF being written. Use `book()`."""

    def __init__(self, target: BinaryIO, title: str, imprint: Imprint) -> None:
        base: Any = load(Face.SANS).fontName  # else every file names Helvetica, which is not embedded; the stubs want a float here
        self._canvas = Canvas(target, pagesize=PORTRAIT, invariant=1, pageCompression=1, initialFontName=base)
        self._canvas.setTitle(printable(title))
        self._canvas.setAuthor(printable(imprint.author))
        self._canvas.setSubject(printable(imprint.subject))
        self._canvas.setCreator("QC Review Desk 质评台")
        document: Any = vars(self._canvas)["_doc"]
        document._timeStamp = _stamp(imprint)  # ReportLab offers no public way to name the date
        document.signature = hashlib.md5(b"qcdesk paper", usedforsecurity=False)  # seeds the file's /ID, else from SOURCE_DATE_EPOCH
        self._total = 0

    def add(self, flow: Flow, *, left: str = "", bookmark: str = "", right: bool = False, counted: bool = True) -> None:
        """Draw a laid-out paper: each page with `left` and, if `counted`, 第 x 页，共 y 页; `right` adds the place in the whole file."""
        for number, page in enumerate(flow.pages, 1):
            self._total += 1
            canvas = self._canvas
            canvas.setPageSize(flow.size)
            if bookmark and number == 1:
                key = f"p{self._total}"
                canvas.bookmarkPage(key)
                canvas.showOutline()
                canvas.addOutlineEntry(printable(bookmark), key, 0)
            for paint in page:
                paint(canvas)
            self._footer(flow, left, f"第 {number} 页，共 {len(flow.pages)} 页" if counted else "", right)
            canvas.showPage()

    def _footer(self, flow: Flow, left: str, middle: str, right: bool) -> None:
        top = FOOT + SMALL.leading
        center = Style(SMALL.face, SMALL.size, SMALL.leading, "center")
        draw(self._canvas, wrap(left, SMALL, flow.width), SMALL, flow.margin, top, flow.width)
        draw(self._canvas, wrap(middle, center, flow.width), center, flow.margin, top, flow.width)
        if right:
            self._canvas.saveState()
            self._canvas.translate(flow.size[0] - flow.margin, top)
            mine = wrap(f"本册 {self._total} / ", SMALL, 200)
            draw(self._canvas, mine, SMALL, -8 * mm - mine[0].width - 2, 0, 200)
            self._canvas.translate(-8 * mm, 0)
            self._canvas.doForm("leaves")  # the file's page count, known only at the end
            self._canvas.restoreState()

    def close(self) -> None:
        self._canvas.beginForm("leaves", -1, -20, 100, 20)
        draw(self._canvas, wrap(str(self._total), SMALL, 100), SMALL, 0, 0, 100)
        self._canvas.endForm()
        self._canvas.save()


def _stamp(imprint: Imprint) -> TimeStamp:
    """ReportLab's time record for the caller's moment, so that the machine's clock never enters the file."""
    if imprint.made.tzinfo is None:
        raise RuntimeError("naive time")
    made = imprint.made.astimezone(UTC)
    stamp = TimeStamp(1)
    stamp.t, stamp.lt = made.timestamp(), time.gmtime(made.timestamp())
    stamp.YMDhms, stamp.dhh, stamp.dmm, stamp.tzname = tuple(stamp.lt)[:6], 0, 0, "UTC"
    return stamp


@contextmanager
def book(target: BinaryIO, title: str, imprint: Imprint) -> Iterator[Book]:
    """A PDF written to `target` when the block ends without an error; one at a time in the process."""
    with press():
        made = Book(target, title, imprint)
        yield made
        made.close()
