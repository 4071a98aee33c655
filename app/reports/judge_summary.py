"""Why: 评委个人评分汇总表: all a judge's points on a few landscape pages, so that one signature stands for forty sheets.

Entries scored with different rubrics cannot share columns; each rubric has its own table under its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO

from reportlab.lib.units import mm

from app.reports.flow import LANDSCAPE, Flow
from app.reports.fonts import Face
from app.reports.grid import TIGHT, Cell, lay
from app.reports.pages import book
from app.reports.signatures import DAY, SignBlock, signature_row
from app.reports.styles import LINE, STRONG, scaled
from app.reports.text import Style
from app.reports.values import Imprint, JudgeSummary, RubricGroup, SummaryEntry, score_text, total_text

TITLE = Style(Face.BOLD, 15, 22, "center")
GROUP = Style(Face.BOLD, 10.5, 18)
HEAD = Style(Face.BOLD, 8, 10.5, "center")
TEXT = Style(Face.SERIF, 9, 12)
NUMBER = Style(Face.SANS, 9, 12, "center")
NOTE = Style(Face.SERIF, 8, 10.5)
_TOPIC_LEAST = 45 * mm
_ITEM_LEAST = 9.4 * mm
_ITEMS_MOST = 14  # items side by side in one table
_SCALES = (1.0, 0.92, 0.85, 0.78)


def judge_summary_pdf(summary: JudgeSummary, imprint: Imprint) -> bytes:
    """The summary as A4 landscape with repeated headers and one signature row at the end."""
    return _made([summary], f"{summary.title}（{summary.judge}）", imprint)


def judge_summaries_pdf(summaries: Iterable[JudgeSummary], imprint: Imprint, *, title: str = "评委个人评分汇总表") -> bytes:
    """The summaries of all judges in one file, a bookmark each, pages counted per judge."""
    return _made(summaries, title, imprint)


def _made(summaries: Iterable[JudgeSummary], title: str, imprint: Imprint) -> bytes:
    target = BytesIO()
    with book(target, title, imprint) as made:
        for summary in summaries:
            code = f"　校验码 {summary.check_code}" if summary.check_code else ""
            made.add(lay_out(summary), left=f"{summary.panel} {summary.judge}{code}", bookmark=summary.judge)
    return target.getvalue()


def lay_out(summary: JudgeSummary) -> Flow:
    """The summary's pages."""
    flow = Flow(LANDSCAPE)
    flow.text(summary.title, TITLE)
    flow.gap(1 * mm)
    facts = [
        f"评委：{summary.judge}",
        f"专业组：{summary.panel}" if summary.panel else "",
        f"【{summary.standing}】" if summary.standing else "",
    ]
    flow.text("　　".join(fact for fact in facts if fact), LINE)
    flow.gap(1 * mm)
    signs = _signs(flow.width, summary)
    tables, number = [], 0
    for group in summary.groups:
        tables += [(part, number, full) for part, full in _tables(group)]
        number += len(group.entries)
    for at, (part, before, full) in enumerate(tables, 1):
        _table(flow, part, before, full, signs.height if at == len(tables) else 0.0)
    signs.place(flow)
    return flow


def _widths(count: int, units: bool, width: float) -> tuple[list[float], float]:
    """(序号 编号 课题 小组 (单位) items… 总分 备注, scale of the type) for `count` items; the type gives way before the columns do."""
    fixed = [9, 17, 0, 30, *([37] if units else []), 18, 19]
    each = {scale: (width - (sum(fixed) * mm + _TOPIC_LEAST) * scale) / max(1, count) for scale in _SCALES}
    scale = next((scale for scale in _SCALES if each[scale] >= _ITEM_LEAST * scale), _SCALES[-1])
    item = min((15.3 if units else 17) * mm, each[scale])
    widths = [size * mm * scale for size in fixed]
    widths[2] = width - sum(widths) - item * count
    return [*widths[:-2], *([item] * count), *widths[-2:]], scale


def _tables(group: RubricGroup) -> Iterator[tuple[RubricGroup, int | None]]:
    """One rubric's table; items beyond what a page's width holds go on in further tables, the full points in the last."""
    tables = max(1, -(-len(group.items) // _ITEMS_MOST))
    each = -(-len(group.items) // tables)
    for table in range(tables):
        part = slice(table * each, (table + 1) * each)
        entries = tuple(replace(entry, scores=entry.scores[part]) for entry in group.entries)
        name = f"{group.name}（{len(entries)} 项）" + (f"　评审项目分表 {table + 1}/{tables}" if tables > 1 else "")
        full = sum(points for _, points in group.items)
        yield RubricGroup(name, group.items[part], entries), full if table == tables - 1 else None


def _table(flow: Flow, group: RubricGroup, before: int, full: int | None, after: float) -> None:
    units = any(entry.unit is not None for entry in group.entries)
    closing = full is not None
    widths, scale = _widths(len(group.items), units, flow.width)
    names = ["序号", "编号", "课题名称", "小组名称", *(["完成单位"] if units else [])]
    names += [f"{name}\n（{score_text(full)}）" for name, full in group.items]
    names += [f"总分\n（{score_text(full)}）" if closing else "总分", "备注"]
    header = [lay(widths, [Cell(name, scaled(HEAD, scale), shaded=True, pad=TIGHT) for name in names], 11 * mm)]
    body = [lay(widths, _entry(before + index, entry, units, closing, scale), 7.5 * mm) for index, entry in enumerate(group.entries, 1)]
    flow.together(GROUP.leading + 2 * mm + flow.beginning(header, body, after))
    flow.gap(2 * mm)
    flow.mark(group.name)
    flow.text(group.name, GROUP)
    flow.table(header, body, closing=after)


def _entry(number: int, entry: SummaryEntry, units: bool, closing: bool, scale: float) -> list[Cell]:
    text, figure = scaled(TEXT, scale), scaled(NUMBER, scale)
    cells = [Cell(str(number), figure, pad=TIGHT), Cell(entry.code, figure, pad=TIGHT), Cell(entry.topic, text), Cell(entry.circle, text)]
    if units:
        cells.append(Cell(entry.unit or "", text))
    if entry.recused:
        cells.append(Cell("回　避", figure, span=len(entry.scores) + 1, shaded=True))
    else:
        cells += [Cell(score_text(score, "未评"), figure, pad=TIGHT) for score in entry.scores]
        total = total_text(entry.total, "未评完") if closing else "见末表"
        cells.append(Cell(total, scaled(STRONG, scale), pad=TIGHT))
    return [*cells, Cell(entry.note, scaled(NOTE, scale))]


def _signs(width: float, summary: JudgeSummary) -> SignBlock:
    """What is signed, in numbers, and the one signature row."""
    listed = [entry for group in summary.groups for entry in group.entries]
    entries = [entry for entry in listed if entry.counted]
    recused = sum(entry.recused for entry in entries)
    scored = sum(not entry.recused and entry.total is not None for entry in entries)
    open_ = len(entries) - recused - scored
    words = f"本表共 {len(listed)} 项成果：已评 {scored} 项，回避 {recused} 项" + (f"，未评完 {open_} 项" if open_ else "")
    words += (f"，不计分 {len(listed) - len(entries)} 项" if len(listed) > len(entries) else "") + "。"
    if summary.check_code:
        words += f"　校验码：{summary.check_code}"
    row = signature_row(width, ("评委签名", "", "日期", summary.signed_on or DAY), (28, 0, 24, 60))
    return SignBlock(width, words, (row,), LINE)
