"""Why: 评委个人评分汇总表: all a judge's points on a few landscape pages, so that one signature stands for forty sheets.

Entries scored with different rubrics cannot share columns; each rubric has its own table under its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.reports.fonts import Face
from app.reports.grid import Cell, LaidRow, draw_row, lay
from app.reports.pages import LANDSCAPE, Flow, book
from app.reports.text import Style
from app.reports.values import Imprint, JudgeSummary, RubricGroup, SummaryEntry, score_text, total_text

TITLE = Style(Face.BOLD, 15, 22, "center")
LINE = Style(Face.SERIF, 10, 15)
GROUP = Style(Face.BOLD, 10.5, 18)
HEAD = Style(Face.BOLD, 8, 10.5, "center")
TEXT = Style(Face.SERIF, 9, 12)
NUMBER = Style(Face.SANS, 9, 12, "center")
TOTAL = Style(Face.BOLD, 9.5, 12, "center")
_TOPIC_LEAST = 45 * mm
_SIGNATURE = 14 * mm


def judge_summary_pdf(summary: JudgeSummary, imprint: Imprint) -> bytes:
    """The summary as A4 landscape with repeated headers and one signature row at the end."""
    target = BytesIO()
    code = f"校验码 {summary.check_code}" if summary.check_code else ""
    with book(target, f"{summary.title}（{summary.judge}）", imprint) as made:
        made.add(lay_out(summary), left=code)
    return target.getvalue()


def lay_out(summary: JudgeSummary) -> Flow:
    """The summary's pages."""
    flow = Flow(LANDSCAPE)
    flow.text(summary.title, TITLE)
    flow.gap(1 * mm)
    facts = [f"评委：{summary.judge}", f"专业组：{summary.panel}" if summary.panel else "", f"【{summary.standing}】" if summary.standing else ""]
    flow.text("　　".join(fact for fact in facts if fact), LINE)
    flow.gap(1 * mm)
    number = 0
    for group in summary.groups:
        _group(flow, group, number)
        number += len(group.entries)
    _closing(flow, summary)
    return flow


def _widths(group: RubricGroup, units: bool, width: float) -> list[float]:
    """序号 编号 课题 小组 (单位) items… 总分 备注; items give way when there are many."""
    fixed = [9 * mm, 19 * mm, 0.0, 32 * mm, *([34 * mm] if units else []), 19 * mm, 22 * mm]
    count = max(1, len(group.items))
    item = min(19 * mm, (width - sum(fixed) - _TOPIC_LEAST) / count)
    fixed[2] = width - sum(fixed) - item * len(group.items)
    return [*fixed[:-2], *([item] * len(group.items)), *fixed[-2:]]


def _group(flow: Flow, group: RubricGroup, before: int) -> None:
    units = any(entry.unit is not None for entry in group.entries)
    widths = _widths(group, units, flow.width)
    names = ["序号", "编号", "课题名称", "小组名称", *(["完成单位"] if units else [])]
    names += [f"{name}\n（{score_text(full)}）" for name, full in group.items]
    full = sum(points for _, points in group.items)
    names += [f"总分\n（{score_text(full)}）", "备注"]
    header = [lay(widths, [Cell(name, HEAD, shaded=True) for name in names], 11 * mm)]
    body = [lay(widths, _entry(before + index, entry, units), 7.5 * mm) for index, entry in enumerate(group.entries, 1)]
    needed = GROUP.leading + 2 * mm + header[0].height + (body[0].height if body else 0.0)
    if needed > flow.room and flow.pages[-1]:
        flow.turn()
    flow.gap(2 * mm)
    flow.text(f"{group.name}（{len(group.entries)} 项）", GROUP)
    flow.table(header, body)


def _entry(number: int, entry: SummaryEntry, units: bool) -> list[Cell]:
    cells = [Cell(str(number), NUMBER), Cell(entry.code, NUMBER), Cell(entry.topic, TEXT), Cell(entry.circle, TEXT)]
    if units:
        cells.append(Cell(entry.unit or "", TEXT))
    if entry.recused:
        cells.append(Cell("回　避", NUMBER, span=len(entry.scores) + 1, shaded=True))
    else:
        cells += [Cell(score_text(score, "未评"), NUMBER) for score in entry.scores]
        cells.append(Cell(total_text(entry.total, "未评完"), TOTAL))
    return [*cells, Cell(entry.note, replace(TEXT, size=8, leading=10.5))]


def _closing(flow: Flow, summary: JudgeSummary) -> None:
    """What is signed, in numbers, and the one signature row; kept together."""
    entries = [entry for group in summary.groups for entry in group.entries]
    recused = sum(entry.recused for entry in entries)
    scored = sum(not entry.recused and entry.total is not None for entry in entries)
    open_ = len(entries) - recused - scored
    words = f"本表共 {len(entries)} 项成果：已评 {scored} 项，回避 {recused} 项" + (f"，未评完 {open_} 项" if open_ else "") + "。"
    if summary.check_code:
        words += f"　校验码：{summary.check_code}"
    day = summary.signed_on or "　　　　年　　　月　　　日"
    sign = signature_row(flow.width, ("评委签名", "", "日期", day), (28, 0, 24, 60))
    if 3 * mm + LINE.leading + 2 * mm + sign.height > flow.room:
        flow.turn()
    flow.gap(3 * mm)
    flow.text(words, LINE)
    flow.gap(1.5 * mm)

    def paint(canvas: Canvas, top: float) -> None:
        draw_row(canvas, sign, flow.margin, top)

    flow.put(sign.height, paint)


def signature_row(width: float, texts: Sequence[str], millimetres: Sequence[float], height: float = _SIGNATURE) -> LaidRow:
    """A ruled row to sign in: labels and empty cells in turn; 0 mm takes what is left, shared among such cells."""
    open_cells = [index for index, size in enumerate(millimetres) if not size]
    rest = (width - sum(millimetres) * mm) / max(1, len(open_cells))
    widths = [rest if index in open_cells else size * mm for index, size in enumerate(millimetres)]
    label = Style(Face.SANS, 10, 14, "center")
    return lay(widths, [Cell(text, label, shaded=index % 2 == 0) for index, text in enumerate(texts)], height)
