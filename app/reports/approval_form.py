"""Why: 审定表: the bodies that recognise the results sign and seal one form; which bodies there are is the season's business.

A box is never split over two pages, for a seal must not be.
"""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.core.errors import InvalidEntry
from app.core.words import say
from app.reports.flow import PORTRAIT, Flow
from app.reports.fonts import Face
from app.reports.grid import PAD_Y, SHADE, Cell, LaidRow, draw_frame, lay
from app.reports.meeting_values import ApprovalBlock, ApprovalForm
from app.reports.pages import book
from app.reports.signatures import DAY
from app.reports.styles import HEAD, LABEL, NUMBER, STRONG, TEXT, TITLE, VALUE
from app.reports.text import Style, draw, height_of, width_of, wrap
from app.reports.values import Imprint

_NAME_WIDTH = 34 * mm
_NAME = Style(Face.BOLD, 10.5, 16, "center")
_WORDS = Style(Face.SERIF, 11, 18)
_SIGN = Style(Face.SANS, 10.5, 20)
_RIGHT = Style(Face.SANS, 10.5, 20, "right")
_PEN = 34 * mm
_INSET = 3 * mm


def approval_form_pdf(form: ApprovalForm, imprint: Imprint) -> bytes:
    """A4 portrait. Raises InvalidEntry for counts that do not fit the levels."""
    target = BytesIO()
    with book(target, form.title, imprint) as made:
        made.add(lay_out(form), left="审定表")
    return target.getvalue()


def lay_out(form: ApprovalForm) -> Flow:
    """The form's pages."""
    flow = Flow(PORTRAIT, margin=18 * mm, top=16 * mm)
    flow.text(form.title, TITLE)
    flow.gap(3 * mm)
    widths = [_NAME_WIDTH, flow.width - _NAME_WIDTH]
    flow.table((), [lay(widths, [Cell(name, LABEL, shaded=True), Cell(text, VALUE)], 8.5 * mm) for name, text in form.facts])
    flow.gap(3 * mm)
    flow.mark("等级数量")
    _counts(flow, form)
    flow.gap(3 * mm)
    for block in form.blocks:
        _box(flow, block)
    return flow


def _counts(flow: Flow, form: ApprovalForm) -> None:
    each = min(26 * mm, (flow.width - 46 * mm) / (len(form.levels) + 1))
    widths = [flow.width - each * (len(form.levels) + 1), *([each] * (len(form.levels) + 1))]
    header = [lay(widths, [Cell(name, HEAD, shaded=True) for name in ("领域", *form.levels, "合计")], 8 * mm)]
    for label, counts in form.counts:
        if len(counts) != len(form.levels):
            raise InvalidEntry(
                say("“{label}”的数目与等级列不符。", "“{label}” does not fit the level columns.", label=label),
                say("请重新统计后再出表。", "Count again, then print."),
            )
    sums = tuple(sum(counts[index] for _, counts in form.counts) for index in range(len(form.levels)))
    flow.table(header, [*(_line(widths, label, counts) for label, counts in form.counts), _line(widths, "合计", sums, total=True)])


def _line(widths: list[float], label: str, counts: tuple[int, ...], *, total: bool = False) -> LaidRow:
    cells = [Cell(label, STRONG if total else TEXT, shaded=total)]
    cells += [Cell(str(count), STRONG if total else NUMBER, shaded=total) for count in (*counts, sum(counts))]
    return lay(widths, cells, 7 * mm)


def _box(flow: Flow, block: ApprovalBlock) -> None:
    """The body's name at the left; what it says above, the seal's place, signatures and the day at the lower right."""
    inner = flow.width - _NAME_WIDTH - 2 * _INSET
    words, name = wrap(block.words, _WORDS, inner), wrap(block.name, _NAME, _NAME_WIDTH - 2 * mm)
    below = _SIGN.leading * (len(block.signs) + 1 + block.seal) + 2 * PAD_Y
    height = max(block.height * mm, height_of(words, _WORDS) + below + 10 * mm, height_of(name, _NAME) + 4 * mm)

    def paint(canvas: Canvas, top: float) -> None:
        left = flow.margin + _NAME_WIDTH
        canvas.setFillGray(SHADE)
        canvas.rect(flow.margin, top - height, _NAME_WIDTH, height, stroke=0, fill=1)
        canvas.setFillGray(0)
        draw_frame(canvas, flow.margin, top, flow.width, height)
        canvas.setLineWidth(0.4)
        canvas.line(left, top, left, top - height)
        draw(canvas, name, _NAME, flow.margin + 1 * mm, top - (height - height_of(name, _NAME)) / 2, _NAME_WIDTH - 2 * mm)
        draw(canvas, words, _WORDS, left + _INSET, top - 2 * mm, inner)
        _signing(canvas, block, left + _INSET, top - height + below, inner)

    flow.mark(block.name)
    flow.put(height, paint)


def _signing(canvas: Canvas, block: ApprovalBlock, left: float, top: float, width: float) -> None:
    y = top
    if block.seal:
        draw(canvas, wrap("（公章）", _RIGHT, width), _RIGHT, left, y, width - 12 * mm)
        y -= _SIGN.leading
    for label in block.signs:
        text = f"{label}："
        x = left + max(0.0, width - _PEN - width_of(text, _SIGN))
        draw(canvas, wrap(text, _SIGN, width)[:1], _SIGN, x, y, width)
        canvas.setLineWidth(0.5)
        canvas.line(left + width - _PEN, y - _SIGN.leading + 2, left + width, y - _SIGN.leading + 2)
        y -= _SIGN.leading
    draw(canvas, wrap(DAY, _RIGHT, width), _RIGHT, left, y, width)
