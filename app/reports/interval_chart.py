"""Why: one picture of how sure an order is: each entry's official score with its interval, and the line of the quota.

A vector drawing that prints in grey: above and below the line differ by filled and open marks, not by colour. It is
reference (参考): no default print has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from math import ceil, floor

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor, black, grey, lightgrey, white
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.reports.chart_values import ChartEntry, IntervalChart
from app.reports.flow import PORTRAIT, Flow
from app.reports.fonts import Face
from app.reports.pages import book
from app.reports.styles import LINE, NOTE, TITLE
from app.reports.text import Style, width_of, wrap
from app.reports.values import Imprint, total_text

_NAME = Style(Face.SERIF, 8.5, 10)
_FIGURE = Style(Face.SANS, 8, 10)
_ROW = 6.6 * mm
_NAMES, _FIGURES = 64 * mm, 15 * mm
_AXIS = 8 * mm
_PALE = HexColor(0xEDEDED)
_DOT, _CAP = 2.4, 1.3 * mm
_STEPS = (50, 100, 200, 500, 1000, 2000)  # hundredths between two ticks
_MOST_TICKS = 8


@dataclass(frozen=True)
class _Scale:
    """Hundredths to points from the left edge."""

    low: int
    high: int
    step: int
    left: float
    width: float

    def at(self, value: int) -> float:
        return self.left + self.width * (value - self.low) / (self.high - self.low)

    @property
    def ticks(self) -> range:
        return range(self.low, self.high + 1, self.step)


def interval_chart_pdf(chart: IntervalChart, imprint: Imprint) -> bytes:
    """A report page (or more) with the chart, marked 参考."""
    return interval_charts_pdf((chart,), imprint)


def interval_charts_pdf(charts: Sequence[IntervalChart], imprint: Imprint) -> bytes:
    """The same of several lines, each chart on pages of its own under the name of its line. `charts` is not empty."""
    target, several = BytesIO(), len(charts) > 1
    with book(target, charts[0].title, imprint) as made:
        for chart in charts:
            made.add(lay_out(chart), left="参考，不作评定依据", bookmark=chart.cut_words if several else "", right=several)
    return target.getvalue()


def lay_out(chart: IntervalChart) -> Flow:
    """The pages: one scale for all of them, entries never parted from their names."""
    flow = Flow(PORTRAIT, margin=18 * mm, top=16 * mm)
    flow.text(chart.title, TITLE)
    flow.gap(1 * mm)
    flow.text("参考：官方得分及其区间；只供会议讨论，不改变任何得分和名次。", LINE)
    flow.gap(2 * mm)
    scale = _scale(chart, flow.width)
    waiting = chart.entries
    while waiting:
        fits = max(1, int((flow.room - _AXIS - NOTE.leading) // _ROW))
        drawing = interval_drawing(chart, flow.width, waiting[:fits], scale)
        flow.put(drawing.height, lambda canvas, top, drawing=drawing: _paint(canvas, drawing, flow.margin, top))  # type: ignore[misc]
        waiting = waiting[fits:]
        if waiting:
            flow.turn()
    flow.gap(2 * mm)
    signs = "● 线上（含线）　○ 线下　├─┤ 区间" + ("　▒ 不能断定在内还是在外的一段" if chart.band else "")
    flow.text("\n".join((signs, *chart.notes)), NOTE)
    return flow


def interval_drawing(
    chart: IntervalChart, width: float, entries: Sequence[ChartEntry] | None = None, scale: _Scale | None = None
) -> Drawing:
    """The vector drawing alone, `width` points wide, for any page that wants it."""
    shown = chart.entries if entries is None else entries
    made = Drawing(width, _AXIS + _ROW * len(shown))
    on = scale or _scale(chart, width)
    _band(made, on, chart)
    _grid(made, on, chart)
    for number, entry in enumerate(shown):
        _entry(made, on, entry, made.height - _AXIS - _ROW * (number + 0.5), above=chart.cut is None or entry.official >= chart.cut)
    return made


def _paint(canvas: Canvas, drawing: Drawing, left: float, top: float) -> None:
    renderPDF.draw(drawing, canvas, left, top - drawing.height)


def _scale(chart: IntervalChart, width: float) -> _Scale:
    values = [v for e in chart.entries for v in (e.official, e.low, e.high) if v is not None]
    values += [chart.cut] if chart.cut is not None else []
    values += chart.band or ()
    low, high = (min(values), max(values)) if values else (0, 100)
    step = next((step for step in _STEPS if (high - low) / step <= _MOST_TICKS - 2), _STEPS[-1])
    first, last = floor(low / step) * step, ceil(high / step) * step
    left = _NAMES + 3 * mm
    return _Scale(first, last if last > first else first + step, step, left, width - left - _FIGURES - 4 * mm)


def _band(made: Drawing, scale: _Scale, chart: IntervalChart) -> None:
    """Behind everything: the scores among which nobody can be told from the line, with an edge that also prints in black and white."""
    if chart.band is None:
        return
    left, right = (scale.at(v) for v in chart.band)
    high = made.height - _AXIS
    pale = Rect(left, 0, max(right - left, 1), high)
    pale.fillColor = pale.strokeColor = _PALE
    made.add(pale)
    for x in (left, max(right, left + 1)):
        made.add(Line(x, 0, x, high, strokeColor=grey, strokeWidth=0.5, strokeDashArray=[1, 2]))


def _grid(made: Drawing, scale: _Scale, chart: IntervalChart) -> None:
    top = made.height - _AXIS
    for tick in scale.ticks:
        x = scale.at(tick)
        made.add(Line(x, 0, x, top, strokeColor=lightgrey, strokeWidth=0.4))
        _write(made, f"{'-' * (tick < 0)}{total_text(abs(tick))}", _FIGURE, x, top + 1.5 * mm, "middle")
    made.add(Line(scale.left, top, scale.left + scale.width, top, strokeColor=grey, strokeWidth=0.6))
    if chart.cut is not None:
        x = scale.at(chart.cut)
        made.add(Line(x, 0, x, top, strokeColor=black, strokeWidth=0.9, strokeDashArray=[4, 2]))
        _write(made, f"{chart.cut_words} {total_text(chart.cut)}", Style(Face.BOLD, 8, 10), x, top + 5 * mm, "middle")


def _entry(made: Drawing, scale: _Scale, entry: ChartEntry, y: float, *, above: bool) -> None:
    base = y - 0.36 * _NAME.size
    _write(made, entry.code, _FIGURE, 0, base, "start")
    name = wrap(entry.title, _NAME, _NAMES - 18 * mm)
    more = "…" if len(name) > 1 else ""
    _write(made, (name[0].text[:-1] if more else name[0].text) + more if name else "", _NAME, 18 * mm, base, "start")
    if entry.low is not None and entry.high is not None:
        left, right = scale.at(entry.low), scale.at(entry.high)
        made.add(Line(left, y, right, y, strokeColor=black, strokeWidth=0.9))
        for x in (left, right):
            made.add(Line(x, y - _CAP, x, y + _CAP, strokeColor=black, strokeWidth=0.9))
    made.add(Circle(scale.at(entry.official), y, _DOT, fillColor=black if above else white, strokeColor=black, strokeWidth=0.9))
    _write(made, total_text(entry.official), _FIGURE, made.width, base, "end")


def _write(made: Drawing, text: str, style: Style, x: float, y: float, anchor: str) -> None:
    """A text of any characters: one String per face, for a String has one font only."""
    for line in wrap(text, style, 10_000)[:1]:
        at = x - line.width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        for face, part in line.runs:
            made.add(String(at, y, part, fontName=face.value, fontSize=style.size, fillColor=black))
            at += width_of(part, replace(style, face=face))
