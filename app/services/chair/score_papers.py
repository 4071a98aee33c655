"""评分表 and the 评分汇总表 of all judges, by judge and by entry, as values: what was handed in, and what counts."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.clock import day_on_paper
from app.core.words import say
from app.models.assignment import PanelEntry
from app.models.rubric import Rubric
from app.models.sheet import ScoreSheet
from app.reports import values
from app.reports.matrix_columns import RECORDED, SIGNS
from app.reports.meeting_values import EntryJudgement, EntrySummaries, EntrySummary
from app.reports.values import JudgeSummary, RubricGroup, SheetItem, SummaryEntry
from app.scoring import totals
from app.scoring.aggregate import rule_words
from app.scoring.view import PanelRow
from app.services.chair.matrix_paper import dropped
from app.services.chair.paper_basis import Basis, code_of
from app.services.judge.sheets import KIND, TYPE


def score_sheets(basis: Basis) -> Iterator[values.ScoreSheet]:
    """Every complete sheet as it was handed in, judge by judge, entries in the panel's order."""
    for judge, name in basis.judges.items():
        for entry in basis.panel.entries:
            sheet, rubric = basis.sheets.get(judge, {}).get(entry.code), basis.season.rubric(entry.rubric)
            if sheet is not None and rubric is not None and sheet.recusal is None:
                total = totals.complete_total(sheet.points, rubric)
                if total is not None:
                    yield _score_sheet(basis, judge, name, entry, rubric, sheet, total)


def _score_sheet(
    basis: Basis, judge: str, name: str, entry: PanelEntry, rubric: Rubric, sheet: ScoreSheet, total: int
) -> values.ScoreSheet:
    season, arrived = basis.season, basis.panel.counted().get(judge)
    comment = next((c.remark for c in arrived.parts.comments if c.entry == entry.code), "") if arrived else ""
    items = tuple(
        SheetItem(i.name.zh, tuple(f"({c.id}) {c.words.zh}" for c in i.criteria), i.max, sheet.points.get(i.code)) for i in rubric.items
    )
    recorded = basis.is_recorded(judge, entry.code)
    return values.ScoreSheet(
        title=basis.of_round(values.sheet_title(season.words, season.year, KIND[entry.topic_type])), code=entry.code, topic=entry.title, circle=entry.circle,
        topic_type=TYPE[entry.topic_type], judge=name, items=items, total=total, comment=comment, unit=basis.unit(entry), panel=basis.panel_name,
        proposed_level=basis.level_name(sheet.proposed_level), check_code=code_of(arrived) if arrived and not recorded else "",
        standing=UNSIGNED if recorded else "", signed_on=day_on_paper(arrived.evidence.received) if arrived and not recorded else "",
        review=season.words.review,
    )  # fmt: skip


UNSIGNED = "未签名，组长代录"


def judge_summaries(basis: Basis) -> tuple[JudgeSummary, ...]:
    """One 评委个人评分汇总表 for each judge of whom sheets are there."""
    made = (_judge_summary(basis, judge, name) for judge, name in basis.judges.items())
    return tuple(summary for summary in made if any(e.total is not None for g in summary.groups for e in g.entries))


def _judge_summary(basis: Basis, judge: str, name: str) -> JudgeSummary:
    arrived, mine = basis.panel.counted().get(judge), basis.sheets.get(judge, {})
    groups = []
    for rubric in basis.season.rubrics:
        entries = [e for e in basis.panel.entries if e.rubric == rubric.id and e.code in mine]
        if entries:
            lines = tuple(_line(basis, judge, entry, rubric, mine[entry.code]) for entry in entries)
            groups.append(RubricGroup(rubric.title.zh, tuple((i.name.zh, i.max) for i in rubric.items), lines))
    unsigned = any(basis.is_recorded(judge, code) for code in mine)
    return JudgeSummary(
        basis.title("评委个人评分汇总表"), basis.panel_name, name, tuple(groups), code_of(arrived) if arrived else "",
        UNSIGNED if unsigned else "", day_on_paper(arrived.evidence.received) if arrived and not unsigned else "",
    )  # fmt: skip


def _line(basis: Basis, judge: str, entry: PanelEntry, rubric: Rubric, sheet: ScoreSheet) -> SummaryEntry:
    recused = sheet.recusal is not None
    scores = tuple(None if recused else sheet.points.get(i.code) for i in rubric.items)
    total = None if recused else totals.complete_total(sheet.points, rubric)
    notes = (RECORDED if basis.is_recorded(judge, entry.code) else "", say("撤出", "withdrawn") if entry.withdrawn else "")
    return SummaryEntry(
        entry.code,
        entry.title,
        entry.circle,
        scores,
        total,
        recused,
        basis.unit(entry),
        "；".join(note for note in notes if note),
        not entry.withdrawn and not entry.practice,
    )


def entry_summaries(basis: Basis) -> EntrySummaries:
    """The same points entry by entry, by rank, as they count after consensus."""
    entries = tuple(_entry_summary(basis, row) for row in basis.view.rows if basis.season.rubric(basis.panel.by_code[row.code].rubric))
    return EntrySummaries(
        basis.title("评分汇总表（按成果）"), basis.panel_name, entries, tuple(basis.judges.values()), basis.season.words.review
    )


def _entry_summary(basis: Basis, row: PanelRow) -> EntrySummary:
    entry = basis.panel.by_code[row.code]
    rubric = basis.season.rubric(entry.rubric)
    items = rubric.items if rubric else ()
    codes = [i.code for i in items]
    judgements = tuple(_judgement(basis, row, judge, name, codes) for judge, name in basis.judges.items() if judge in row.scores)
    rule = f"{row.reads} 份评分，{rule_words(row.rule)}" if row.reads else ""
    return EntrySummary(
        row.code,
        row.title,
        row.circle,
        tuple((i.name.zh, i.max) for i in items),
        judgements,
        row.official,
        row.rank,
        rule,
        basis.unit(entry),
    )


def _judgement(basis: Basis, row: PanelRow, judge: str, name: str, codes: list[str]) -> EntryJudgement:
    points = row.by_judge.get(judge, {})
    end = {"high": "去掉的最高分", "low": "去掉的最低分"}.get(dropped(row, judge), "")
    notes = (
        f"{SIGNS[dropped(row, judge)]} {end}" if end else "",
        RECORDED if basis.is_recorded(judge, row.code) else "",
        ("复议改分" if row.discussed[judge] else "复议改分后改回原分") if judge in row.discussed else "",
    )
    recused = judge in row.recused
    scores = tuple(points.get(code) for code in codes)
    return EntryJudgement(name, scores, row.scores.get(judge), recused, "；".join(note for note in notes if note))
