"""Why: one PDF of laid-out papers, with an outline, "第 2 页，共 5 页" on each page, and the same bytes every time.

The creation date is the one the caller names, nothing else varies.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from typing import Any, BinaryIO

from reportlab.lib.units import mm
from reportlab.lib.utils import TimeStamp
from reportlab.pdfgen.canvas import Canvas

from app.reports.flow import PORTRAIT, Flow
from app.reports.fonts import Face, load, press, printable
from app.reports.text import Style, draw, wrap
from app.reports.values import Imprint

SMALL = Style(Face.SANS, 7.5, 10)
_LEFT = 0.4  # share of the footer's line for what the paper is; page counts stand in its middle
FOOT = 9 * mm  # from the paper's edge to the footer's line
_STANDING = Style(Face.BOLD, 10, 13, "right")
_HEAD = 7 * mm  # from the paper's upper edge to what the paper is as yet


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
        self._title, self._above, self._standing = title, "", imprint.standing
        self._total = self._marked = 0

    def add(self, flow: Flow, *, left: str = "", bookmark: str = "", above: str = "", right: bool = False, counted: bool = True) -> None:
        """Draw a laid-out paper: each page with `left` and, if `counted`, 第 x 页，共 y 页; `right` adds the place in the whole file.

        In the outline stands `bookmark` (default: the file's title), below `above` when papers come in groups, and the
        flow's own marks below it.
        """
        canvas = self._canvas
        for number, page in enumerate(flow.pages, 1):
            self._total += 1
            canvas.setPageSize(flow.size)
            if number == 1:
                self._outline(bookmark or self._title, above, flow)
            for mark in (m for m in flow.marks if m.page == number - 1):
                self._entry(mark.title, mark.top, 2 if above else 1)
            for paint in page:
                paint(canvas)
            self._head(flow)
            self._footer(flow, left, f"第 {number} 页，共 {len(flow.pages)} 页" if counted else "", right)
            canvas.showPage()

    def _outline(self, title: str, above: str, flow: Flow) -> None:
        self._canvas.showOutline()
        if above and above != self._above:
            self._entry(above, flow.size[1], 0)
        self._above = above
        self._entry(title, flow.size[1], 1 if above else 0)

    def _entry(self, title: str, top: float, level: int) -> None:
        self._marked += 1
        key = f"m{self._marked}"
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=top)
        self._canvas.addOutlineEntry(printable(title), key, level)

    def _head(self, flow: Flow) -> None:
        lines = wrap(self._standing, _STANDING, flow.width)[:1]
        draw(self._canvas, lines, _STANDING, flow.margin, flow.size[1] - _HEAD, flow.width)

    def _footer(self, flow: Flow, left: str, middle: str, right: bool) -> None:
        top = FOOT + SMALL.leading
        center = Style(SMALL.face, SMALL.size, SMALL.leading, "center")
        draw(self._canvas, wrap(left, SMALL, flow.width * _LEFT)[:1], SMALL, flow.margin, top, flow.width)
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
