"""Why: every paper is laid out completely before it is drawn, so that pages can be counted, headers repeat, and nothing stands alone.

A `Flow` collects what goes on each page as drawing functions. What people read or sign together stays together: a
heading with what it heads, a table's header with a row, signatures with at least one row of what is signed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.reports.grid import LaidRow, draw_frame, draw_row, split
from app.reports.text import Line, Style, draw, wrap

Draw = Callable[[Canvas], None]
PORTRAIT = (A4[0], A4[1])
LANDSCAPE = (landscape(A4)[0], landscape(A4)[1])
_FUZZ = 1e-6  # sums of the same heights in another order


@dataclass(frozen=True, slots=True)
class Mark:
    """A place for the file's outline: page (0…) and the y coordinate of its top."""

    title: str
    page: int
    top: float


@dataclass
class Flow:
    """Blocks placed from top to bottom; positions in points from the paper's lower left corner."""

    size: tuple[float, float]
    margin: float = 12 * mm
    top: float = 13 * mm
    bottom: float = 15 * mm
    pages: list[list[Draw]] = field(default_factory=lambda: [[]])
    marks: list[Mark] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.y = self.size[1] - self.top
        self._named: list[str] = []

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

    def mark(self, title: str) -> None:
        """Name the next block in the file's outline."""
        self._named.append(title)

    def put(self, height: float, paint: Callable[[Canvas, float], None]) -> None:
        """Place a block of `height`; `paint` gets the canvas and the block's top edge."""
        if height > self.room + _FUZZ and self.pages[-1]:
            self.turn()
        top = self.y
        self.marks += [Mark(title, len(self.pages) - 1, top) for title in self._named]
        self._named.clear()
        self.pages[-1].append(lambda canvas: paint(canvas, top))
        self.y -= height

    def together(self, height: float) -> None:
        """Turn the page unless `height` fits on what is left of it."""
        if height > self.room + _FUZZ and self.pages[-1] and height <= self.whole + _FUZZ:
            self.turn()

    def gap(self, height: float) -> None:
        """White between two blocks; none at the top of a page, where it would only push the text down."""
        if self.pages[-1]:
            self.y -= height

    def text(self, text: str, style: Style, *, closing: float = 0.0) -> None:
        """Place a text over the full width; no line of a text stands alone on a page, the last ones keep `closing` points below them."""
        lines = wrap(text, style, self.width)
        at = 0
        while at < len(lines):
            fits = int((self.room + _FUZZ) // style.leading)
            rest = len(lines) - at
            if rest > fits or rest * style.leading + self._tail(closing, style.leading) > self.room + _FUZZ:
                fits = _unlonely(min(fits, rest - 1), rest)
                if fits <= 0 and self.pages[-1]:
                    self.turn()
                    continue
            count = max(1, min(rest, fits))
            self._lines(lines[at : at + count], style)
            at += count
            if at < len(lines):
                self.turn()

    def _lines(self, lines: tuple[Line, ...], style: Style) -> None:
        self.put(len(lines) * style.leading, lambda canvas, top: draw(canvas, lines, style, self.margin, top, self.width))

    def _tail(self, closing: float, last: float) -> float:
        """`closing` as long as a page can hold it together with the `last` piece before it."""
        return closing if closing + last <= self.whole + _FUZZ else 0.0

    def table(self, header: Sequence[LaidRow], body: Sequence[LaidRow], *, closing: float = 0.0) -> None:
        """Place a table; `header` rows repeat on every page, a row taller than a page is split, and the last row
        keeps `closing` points free below it on its page."""
        head = sum(row.height for row in header)
        waiting = list(body)
        while waiting or header:
            if self.beginning(header, waiting, closing) > self.room + _FUZZ and self.pages[-1]:
                self.turn()
            rows = list(header)
            left = self.room - head
            if waiting and waiting[0].height > left + _FUZZ:
                waiting[:1] = split(waiting[0], left)
            while waiting and waiting[0].height + self._after(waiting, head, closing) <= left + _FUZZ:
                left -= waiting[0].height
                rows.append(waiting.pop(0))
            self._block(rows)
            if not waiting:
                return

    def beginning(self, header: Sequence[LaidRow], body: Sequence[LaidRow], closing: float = 0.0) -> float:
        """Height of what a table begins with on one page: a heading above it stands with that. More than three rows of `body` change nothing."""
        head = sum(row.height for row in header)
        return head + (min(body[0].height, self.whole - head) + self._after(body, head, closing) if body else 0.0)

    def _after(self, waiting: Sequence[LaidRow], head: float, closing: float) -> float:
        """What the next row must leave free: the last two go together, and the last one keeps what closes the table."""
        if len(waiting) > 2:
            return 0.0
        last = sum(row.height for row in waiting)
        beside = sum(row.height for row in waiting[1:])
        return beside + self._tail(closing, head + last) if head + last <= self.whole + _FUZZ else 0.0

    def _block(self, rows: Sequence[LaidRow]) -> None:
        height = sum(row.height for row in rows)

        def paint(canvas: Canvas, top: float) -> None:
            y = top
            for row in rows:
                draw_row(canvas, row, self.margin, y)
                y -= row.height
            draw_frame(canvas, self.margin, top, sum(cell.width for cell in rows[0].cells), height)

        self.put(height, paint)


def _unlonely(fits: int, rest: int) -> int:
    """How many of `rest` lines to place where `fits` have room, so that neither the first nor the last stands alone."""
    kept = fits - 1 if rest - fits == 1 else fits
    return 0 if kept == 1 and rest > 1 else kept
