"""The order with its intervals as a picture of its own size, not as pages: what a command saves as PNG. Reference (参考), as the pages are."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from reportlab.graphics import renderPDF
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.reports.chart_values import IntervalChart
from app.reports.fonts import press
from app.reports.interval_chart import interval_drawing
from app.reports.styles import NOTE, TITLE
from app.reports.text import draw, height_of, wrap

_WIDTH, _EDGE, _GAP = 190 * mm, 8 * mm, 3 * mm


def interval_picture(chart: IntervalChart, signs: str) -> bytes:
    """One page, as high as the entries need: title, drawing, and what its `signs` mean."""
    inside = _WIDTH - 2 * _EDGE
    title, notes = wrap(chart.title, TITLE, inside), wrap("\n".join((signs, *chart.notes)), NOTE, inside)
    made = interval_drawing(chart, inside)
    high = 2 * _EDGE + 2 * _GAP + height_of(title, TITLE) + made.height + height_of(notes, NOTE)
    target = BytesIO()
    with press():
        canvas = Canvas(target, pagesize=(_WIDTH, high))
        top = high - _EDGE
        draw(canvas, title, TITLE, _EDGE, top, inside)
        top -= height_of(title, TITLE) + _GAP + made.height
        renderPDF.draw(made, canvas, _EDGE, top)
        draw(canvas, notes, NOTE, _EDGE, top - _GAP, inside)
        canvas.showPage()
        canvas.save()
    return target.getvalue()


def png(width: int, height: int, pixels: bytes, stride: int) -> bytes:
    """The page once it is rendered (blue, green, red and an empty byte a pixel), as PNG."""
    written = BytesIO()
    Image.frombytes("RGB", (width, height), pixels, "raw", "BGRX", stride).save(written, "PNG")
    return written.getvalue()
