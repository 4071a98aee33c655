"""Why: 专家组意见表: what the panel proposes for each entry and why, signed by all of the panel.

A missing score is a dash and a missing opinion an empty cell with room to write by hand.
"""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.units import mm

from app.reports.flow import LANDSCAPE, Flow
from app.reports.grid import TIGHT, Cell, LaidRow, lay
from app.reports.meeting_values import OpinionRow, OpinionTable
from app.reports.pages import book
from app.reports.signatures import panel_signs
from app.reports.styles import HEAD, LINE, NOTE, NUMBER, STRONG, TEXT, TITLE
from app.reports.values import Imprint, total_text

_WIDTHS = (9, 17, 46, 28, 15, 15, 16, 11, 18)
_UNIT = 32
_LEAST = 14 * mm
_HEADS = ("序号", "编号", "课题名称", "小组名称", "资料分", "发表分", "总分", "排名", "建议等级", "主评意见")


def opinion_table_pdf(table: OpinionTable, imprint: Imprint) -> bytes:
    """A4 landscape, headers repeated, signatures on a page with at least one entry."""
    target = BytesIO()
    with book(target, table.title, imprint) as made:
        made.add(lay_out(table), left=f"{table.panel} 专家组意见表")
    return target.getvalue()


def lay_out(table: OpinionTable) -> Flow:
    """The table's pages."""
    flow = Flow(LANDSCAPE, margin=10 * mm)
    flow.text(table.title, TITLE)
    flow.gap(1 * mm)
    flow.text(f"专业组：{table.panel}　　成果 {len(table.rows)} 项", LINE)
    flow.gap(1.5 * mm)
    widths = _widths(flow.width, table.units)
    heads = [*_HEADS[:4], *(["完成单位"] if table.units else []), *_HEADS[4:]]
    header = [lay(widths, [Cell(head, HEAD, shaded=True, pad=TIGHT) for head in heads], 9 * mm)]
    body = [_row(widths, number, row, units=table.units) for number, row in enumerate(table.rows, 1)]
    signs = panel_signs(flow.width, "专家组成员签字", table.signers, table.review)
    flow.mark("意见")
    flow.table(header, body, closing=signs.height)
    signs.place(flow)
    flow.gap(2 * mm)
    flow.text("\n".join(table.notes), NOTE)
    return flow


def _widths(width: float, units: bool) -> list[float]:
    fixed = [*_WIDTHS[:4], *([_UNIT] if units else []), *_WIDTHS[4:]]
    return [*(size * mm for size in fixed), width - sum(fixed) * mm]


def _row(widths: list[float], number: int, row: OpinionRow, *, units: bool) -> LaidRow:
    cells = [Cell(str(number), NUMBER, pad=TIGHT), Cell(row.code, NUMBER, pad=TIGHT), Cell(row.topic, TEXT), Cell(row.circle, TEXT)]
    if units:
        cells.append(Cell(row.unit or "", TEXT))
    cells += [Cell(total_text(score, "—"), NUMBER, pad=TIGHT) for score in (row.document, row.presentation)]
    cells += [Cell(total_text(row.total, "—"), STRONG, pad=TIGHT), Cell("—" if row.rank is None else str(row.rank), STRONG, pad=TIGHT)]
    return lay(widths, [*cells, Cell(row.level, NUMBER, pad=TIGHT), Cell(_opinion(row), TEXT)], _LEAST)


def _opinion(row: OpinionRow) -> str:
    grade = f"【{row.grade}】" if row.grade else ""
    lead = f"（主评：{row.lead}）" if row.lead and (row.opinion or row.grade) else ""
    return grade + row.opinion + lead
