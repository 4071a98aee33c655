"""Why: 评委评分汇总表 by entry: for each entry all judges' points side by side, as a meeting reads them, signed once by everybody."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.units import mm

from app.reports.flow import PORTRAIT, Flow
from app.reports.grid import TIGHT, Cell, LaidRow, lay
from app.reports.matrix_columns import RECORDED, RECORDED_WORDS
from app.reports.meeting_values import EntryJudgement, EntrySummaries, EntrySummary
from app.reports.pages import book
from app.reports.signatures import panel_signs
from app.reports.styles import HEAD, LINE, NOTE, NUMBER, SECTION, STRONG, TEXT, TITLE
from app.reports.text import wrap
from app.reports.values import Imprint, score_text, total_text

_JUDGE, _TOTAL, _NOTE_LEAST, _ITEM_MOST, _ITEM_LEAST = 26 * mm, 19 * mm, 28 * mm, 18.2 * mm, 9.4 * mm
_ROW, _BETWEEN = 6.1 * mm, 1.2 * mm


def entry_summaries_pdf(summaries: EntrySummaries, imprint: Imprint) -> bytes:
    """A4 portrait, entries one after the other, each with its header; a bookmark each."""
    target = BytesIO()
    with book(target, summaries.title, imprint) as made:
        made.add(lay_out(summaries), left=f"{summaries.panel} 评分汇总表（按成果）")
    return target.getvalue()


def lay_out(summaries: EntrySummaries) -> Flow:
    """The pages: an entry that fits on a page stays on one."""
    flow = Flow(PORTRAIT, margin=14 * mm)
    flow.text(summaries.title, TITLE)
    flow.gap(1 * mm)
    copied = any(RECORDED in j.note for e in summaries.entries for j in e.judgements)
    flow.text(f"专业组：{summaries.panel}　　成果 {len(summaries.entries)} 项" + (f"　　{RECORDED_WORDS}" if copied else ""), LINE)
    signs = panel_signs(flow.width, "评委签名", summaries.signers, summaries.review, each=4)
    for number, entry in enumerate(summaries.entries, 1):
        _entry(flow, number, entry, signs.height if number == len(summaries.entries) else 0.0)
    signs.place(flow)
    return flow


def _entry(flow: Flow, number: int, entry: EntrySummary, closing: float) -> None:
    tables = _tables(flow.width, entry)
    unit = f"　{entry.unit}" if entry.unit else ""
    heading = f"{number}. {entry.code}　{entry.topic}（{entry.circle}）{unit}"
    rows = [row for header, body in tables for row in (header, *body)]
    lines = len(wrap(heading, SECTION, flow.width))
    between = _BETWEEN * (len(tables) - 1)
    flow.together(3 * mm + lines * SECTION.leading + sum(row.height for row in rows) + between + closing)
    flow.gap(3 * mm)
    flow.mark(f"{entry.code} {entry.topic}")
    first, judges = tables[0]
    flow.text(heading, SECTION, closing=flow.beginning([first], judges, closing if len(tables) == 1 else 0.0))
    for at, (header, body) in enumerate(tables, 1):
        flow.gap(_BETWEEN if at > 1 else 0.0)
        flow.table([header], body, closing=closing if at == len(tables) else 0.0)


def _tables(width: float, entry: EntrySummary) -> list[tuple[LaidRow, list[LaidRow]]]:
    """The judges' lines; items beyond what a page's width holds go on in further tables, totals in each."""
    most = int((width - _JUDGE - _TOTAL - _NOTE_LEAST) // _ITEM_LEAST)
    count = max(1, -(-len(entry.items) // most))
    each = -(-len(entry.items) // count)
    return [_table(width, entry, slice(at * each, (at + 1) * each)) for at in range(count)]


def _table(width: float, entry: EntrySummary, part: slice) -> tuple[LaidRow, list[LaidRow]]:
    items = entry.items[part]
    item = min(_ITEM_MOST, (width - _JUDGE - _TOTAL - _NOTE_LEAST) / max(1, len(items)))
    widths = [_JUDGE, *([item] * len(items)), _TOTAL, width - _JUDGE - _TOTAL - item * len(items)]
    full = sum(points for _, points in entry.items)
    heads = ["评委", *(f"{name}\n（{score_text(points)}）" for name, points in items), f"总分\n（{score_text(full)}）", "备注"]
    header = lay(widths, [Cell(head, HEAD, shaded=True, pad=TIGHT) for head in heads], 9 * mm)
    body = [_judge(widths, judgement, judgement.scores[part]) for judgement in entry.judgements]
    place = "" if entry.rank is None else f"第 {entry.rank} 名"
    closing = [Cell("最终得分", STRONG, shaded=True), Cell(entry.rule, TEXT, span=len(items)), Cell(total_text(entry.final, "—"), STRONG)]
    return header, [*body, lay(widths, [*closing, Cell(place, STRONG)], _ROW)]


def _judge(widths: list[float], judgement: EntryJudgement, scores: tuple[int | None, ...]) -> LaidRow:
    cells = [Cell(judgement.judge, NUMBER)]
    if judgement.recused:
        cells.append(Cell("回　避", NUMBER, span=len(scores) + 1, shaded=True))
    else:
        cells += [Cell(score_text(score, "—"), NUMBER, pad=TIGHT) for score in scores]
        cells.append(Cell(total_text(judgement.total, "缺"), STRONG, pad=TIGHT))
    return lay(widths, [*cells, Cell(judgement.note, NOTE)], _ROW)
