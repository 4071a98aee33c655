"""Why: 评分表, the form each judge signs for each entry, in the columns the association prescribes (10 28 96 16 20 mm).

The criteria are set as large as one page allows, leaving at least 60 mm for 总体评价; a longer comment
goes on as 附页, signed again, because sheets are pulled apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.reports.flow import PORTRAIT, Flow
from app.reports.fonts import Face
from app.reports.grid import Cell, LaidRow, draw_frame, lay
from app.reports.pages import SMALL, book
from app.reports.text import Line, Style, draw, height_of, width_of, wrap
from app.reports.values import Imprint, ScoreSheet, SheetItem, score_text, total_text

WIDTHS = tuple(width * mm for width in (10, 28, 96, 16, 20))
HEAD_WIDTHS = tuple(width * mm for width in (20, 66, 20, 64))
COMMENT_LEAST = 60 * mm
SIGNATURE = 15 * mm
_CRITERIA_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
TITLE = Style(Face.BOLD, 16, 23, "center")
LABEL = Style(Face.SANS, 9.5, 13, "center")
VALUE = Style(Face.SERIF, 10.5, 14)
HEADING = Style(Face.BOLD, 10, 14, "center")
ITEM = Style(Face.SANS, 10, 14, "center")
POINTS = Style(Face.SANS, 11, 14, "center")
SCORE = Style(Face.BOLD, 12, 15, "center")
TOTAL = Style(Face.BOLD, 13, 17, "center")
COMMENT = Style(Face.SERIF, 10.5, 16.5, "justify")
COMMENT_TITLE = Style(Face.BOLD, 10, 14)
SIGN = Style(Face.SANS, 10.5, 14)
DATE = Style(Face.SANS, 10.5, 14, "right")
_RULED = 9 * mm  # pitch of the writing lines on a blank form
_PEN = 32 * mm  # room for a signature


def by_hand(sheet: ScoreSheet) -> ScoreSheet:
    """The same form without points, comment and check code, for those who write on paper."""
    items = tuple(replace(item, score=None) for item in sheet.items)
    return replace(sheet, items=items, total=None, comment="", check_code="", standing="", signed_on="", proposed_level="", by_hand=True)


def score_sheet_pdf(sheet: ScoreSheet, imprint: Imprint) -> bytes:
    """One sheet as a PDF file."""
    target = BytesIO()
    score_sheets_pdf([sheet], target, imprint)
    return target.getvalue()


def score_sheets_pdf(
    sheets: Iterable[ScoreSheet], target: BinaryIO, imprint: Imprint, *, title: str = "评分表", by_judge: bool = False
) -> None:
    """All sheets in one file, a bookmark each (`by_judge`: below the judge's name), pages counted per sheet and over the file.

    Sheets are taken one by one.
    """
    with book(target, title, imprint) as made:
        for sheet in sheets:
            mark = f"{sheet.code} {sheet.topic}" + (f"（{sheet.judge}）" if sheet.judge and not by_judge else "")
            code = f"校验码 {sheet.check_code}" if sheet.check_code else ""
            made.add(lay_out(sheet), left=code, bookmark=mark, above=sheet.judge if by_judge else "", right=True)


def lay_out(sheet: ScoreSheet) -> Flow:
    """The sheet's pages."""
    flow = Flow(PORTRAIT, margin=20 * mm, top=14 * mm, bottom=17 * mm)
    if sheet.standing:
        style = Style(Face.BOLD, 9, 12, "right")
        flow.text(f"【{sheet.standing}】", style)
    flow.text(sheet.title, TITLE)
    flow.gap(2.5 * mm)
    flow.table((), _head(sheet))
    flow.gap(3 * mm)
    heading, body = _fitting_items(sheet, flow.room)
    flow.table((heading,), body)
    _comment(flow, sheet)
    return flow


def _head(sheet: ScoreSheet) -> list[LaidRow]:
    def label(text: str) -> Cell:
        return Cell(text, LABEL, shaded=True)

    rows = [
        [label("编号"), Cell(sheet.code, VALUE), label("课题类型"), Cell(sheet.topic_type, VALUE)],
        [label("课题名称"), Cell(sheet.topic, VALUE, span=3)],
        [label("小组名称"), Cell(sheet.circle, VALUE), label("评委"), Cell(sheet.judge, VALUE)],
    ]
    if sheet.unit is not None:
        rows.append([label("完成单位"), Cell(sheet.unit, VALUE, span=3)])
    if sheet.proposed_level:
        rows.append([label("专业组"), Cell(sheet.panel, VALUE), label("建议等级"), Cell(sheet.proposed_level, VALUE)])
    elif sheet.panel:
        rows.append([label("专业组"), Cell(sheet.panel, VALUE, span=3)])
    return [lay(HEAD_WIDTHS, row, 7 * mm) for row in rows]


def _fitting_items(sheet: ScoreSheet, room: float) -> tuple[LaidRow, list[LaidRow]]:
    """The item table in the largest criteria size that leaves room for the comment; else the smallest but one."""
    for size in _CRITERIA_SIZES:
        heading, body = _items(sheet, size)
        if heading.height + sum(row.height for row in body) + COMMENT_LEAST + SIGNATURE <= room + 1e-6:
            return heading, body
    return _items(sheet, _CRITERIA_SIZES[-2])


def _items(sheet: ScoreSheet, size: float) -> tuple[LaidRow, list[LaidRow]]:
    names = ("序号", f"{sheet.review}项目", f"{sheet.review}内容", "配分", "得分")
    heading = lay(WIDTHS, [Cell(name, HEADING, shaded=True) for name in names], 8 * mm)
    criteria = Style(Face.SERIF, size, size * 1.36, hang=1.35)
    rows = [lay(WIDTHS, _item(number, item, sheet, criteria), 12 * mm) for number, item in enumerate(sheet.items, 1)]
    total = "回避" if sheet.recused else total_text(sheet.total, "" if sheet.by_hand else "未评完")
    closing = [Cell("总    分", HEADING, span=3, shaded=True), Cell(score_text(sheet.full), POINTS), Cell(total, TOTAL)]
    return heading, [*rows, lay(WIDTHS, closing, 9 * mm)]


def _item(number: int, item: SheetItem, sheet: ScoreSheet, criteria: Style) -> list[Cell]:
    score = None if sheet.recused else item.score
    empty = "" if sheet.by_hand or sheet.recused else "未评"
    return [
        Cell(str(number), POINTS),
        Cell(item.name, ITEM),
        Cell("\n".join(item.criteria), criteria),
        Cell(score_text(item.full), POINTS),
        Cell(score_text(score, empty), SCORE if score is not None else ITEM),
    ]


def _comment(flow: Flow, sheet: ScoreSheet) -> None:
    """总体评价 on the rest of the page (at least 60 mm), then as many 附页 as it needs; each is signed."""
    flow.together(COMMENT_LEAST + SIGNATURE)
    lines = wrap(sheet.comment, COMMENT, flow.width - 6 * mm)
    lines = _box(flow, sheet, lines, "总体评价", flow.room - SIGNATURE)
    number = 0
    while lines:
        number += 1
        flow.turn()
        flow.text(f"{sheet.title}　附页{number}", replace(TITLE, size=13, leading=19))
        flow.gap(2 * mm)
        flow.table((), _head(sheet)[:3])
        flow.gap(3 * mm)
        lines = _box(flow, sheet, lines, f"总体评价（附页{number}）", flow.room - SIGNATURE)


def _box(flow: Flow, sheet: ScoreSheet, lines: tuple[Line, ...], title: str, height: float) -> tuple[Line, ...]:
    """Draw a comment box of `height` with the signature line below; returns the lines that did not fit."""
    room = height - COMMENT_TITLE.leading - 3.5 * mm
    fits = int(room // COMMENT.leading)
    more = len(lines) > fits
    shown = lines[: fits - 1] if more else lines
    rest = lines[len(shown) :]

    def paint(canvas: Canvas, top: float) -> None:
        draw_frame(canvas, flow.margin, top, flow.width, height)
        left, inner, y = flow.margin + 3 * mm, flow.width - 6 * mm, top - 1.5 * mm
        draw(canvas, wrap(title, COMMENT_TITLE, inner), COMMENT_TITLE, left, y, inner)
        y -= COMMENT_TITLE.leading + 0.5 * mm
        draw(canvas, shown, COMMENT, left, y, inner)
        if more:
            style = replace(SMALL, align="right", size=9)
            draw(canvas, wrap("（下接附页）", style, inner), style, left, y - height_of(shown, COMMENT) - 3, inner)
        if sheet.by_hand:
            _ruled(canvas, left, y, inner, top - height)
        _signature(canvas, flow, sheet, top - height)

    flow.put(height + SIGNATURE, paint)
    return rest


def _ruled(canvas: Canvas, left: float, top: float, width: float, bottom: float) -> None:
    canvas.saveState()
    canvas.setStrokeGray(0.7)
    canvas.setLineWidth(0.3)
    y = top - _RULED
    while y > bottom + 3 * mm:
        canvas.line(left, y, left + width, y)
        y -= _RULED
    canvas.restoreState()


def _signature(canvas: Canvas, flow: Flow, sheet: ScoreSheet, top: float) -> None:
    """评委签名 · 评审组长签字 · 日期, each with its line to write on."""
    day = sheet.signed_on or "　　　年　　月　　日"
    x, y = flow.margin, top - 5.5 * mm
    for text in ("评委签名：", f"{sheet.review}组长签字："):
        width = width_of(text, SIGN)
        draw(canvas, wrap(text, SIGN, flow.width), SIGN, x, y, flow.width)
        canvas.setLineWidth(0.5)
        canvas.line(x + width, y - SIGN.leading, x + width + _PEN, y - SIGN.leading)
        x += width + _PEN + 5 * mm
    draw(canvas, wrap(f"日期：{day}", DATE, flow.width), DATE, flow.margin, y, flow.width)
