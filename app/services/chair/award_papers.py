"""成果名单, 反馈信, 推荐全国名单 and 统计表 as values. A panel proposes; official lists come from the season."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from app.core.clock import day_on_paper
from app.core.errors import UsageError
from app.core.words import say
from app.reports.award_values import AwardGroup, AwardList, FeedbackLetter, NamedEntry, NationalList
from app.reports.values import StatisticsSection, StatisticsTable
from app.scoring.view import PanelRow
from app.services.chair.method_note import policy_lines
from app.services.chair.paper_basis import Basis
from app.services.judge.sheets import TYPE


def award_list(basis: Basis, *, proposed: bool = True) -> AwardList:
    """Entries by level and field, in each by code: a panel's proposal, or the season's list. Raises UsageError when no entry has a level."""
    groups = tuple(
        AwardGroup(level.name.zh, field.name.zh, tuple(named(basis, row) for row in rows))
        for level in basis.season.levels
        for field in basis.season.fields
        if (rows := _at(basis, level.code, field.code))
    )
    if not groups:
        raise UsageError(
            say("还没有成果定出建议等级。", "No entry has a proposed level yet."),
            say("请先汇总和合议。", "Merge and decide first."),
            reason="no-levels",
        )
    order = "同一等级和领域内按编号排列，不分先后。"
    if proposed:
        issuer, notes = f"{basis.season.organiser}{basis.panel_name}", (f"本名单为专业组建议，以季终审定为准。{order}",)
        return AwardList(basis.title("建议名单"), issuer, groups, (), notes)
    return AwardList(basis.title("名单"), basis.season.organiser, groups, (), (order,))


def _at(basis: Basis, level: str, field: str) -> list[PanelRow]:
    rows = [r for r in basis.view.rows if r.counted and r.level == level and r.field == field]
    return sorted(rows, key=lambda r: r.code)


def named(basis: Basis, row: PanelRow, *, scored: bool = False) -> NamedEntry:
    """An entry as lists name it; with its score and rank only when `scored`."""
    entry = basis.panel.by_code[row.code]
    return NamedEntry(
        row.code, row.title, row.circle, TYPE[entry.topic_type], basis.field_name(row.field), basis.unit(entry), basis.recommender(entry),
        row.official if scored else None, row.rank if scored else None,
    )  # fmt: skip


def national_list(basis: Basis, codes: Sequence[str]) -> NationalList:
    """推荐全国名单 of these entries, in this order: season scope, where it is known who is recommended."""
    found = [row for code in codes if (row := basis.view.row(code)) is not None]
    return NationalList(basis.title("推荐全国名单"), basis.season.organiser, tuple(named(basis, row, scored=True) for row in found))


def letters(basis: Basis) -> tuple[FeedbackLetter, ...]:
    """The letters whose text is final, by code. Raises UsageError when there is none."""
    activity = f"{basis.season.year}年质量管理小组活动成果{basis.season.words.review}"
    day = day_on_paper(basis.imprint.made)
    entries = basis.panel.by_code
    made = tuple(
        FeedbackLetter(
            code, entries[code].title, entries[code].circle, basis.season.organiser, activity, True, final.strengths, final.weaknesses,
            final.suggestions, basis.unit(entries[code]), day=day,
        )
        for code, final in sorted(basis.given.letters.items())
        if code in entries
    )  # fmt: skip
    if not made:
        raise UsageError(
            say("评语都还没有定稿，反馈信不能打印。", "No remarks are final yet; letters are not printed."),
            say("请在“评语合稿”里定稿。", "Finish them under “Letters”."),
            reason="not-final",
        )
    return made


def not_final(basis: Basis) -> tuple[str, ...]:
    """Codes of counted entries whose letter is not final."""
    return tuple(sorted(r.code for r in basis.view.rows if r.counted and r.code not in basis.given.letters))


def statistics(basis: Basis) -> StatisticsTable:
    """Counted entries by field, topic type and recommender, each by level."""
    season, by_code = basis.season, basis.panel.by_code
    levels = [v.code for v in season.levels]

    def section(name: str, label: Callable[[PanelRow], str]) -> StatisticsSection:
        counts: dict[str, Counter[str]] = {}
        for row in basis.view.rows:
            if row.counted:
                counts.setdefault(label(row), Counter())[row.level or ""] += 1
        return StatisticsSection(name, tuple((k, tuple(c[v] for v in (*levels, ""))) for k, c in sorted(counts.items())))

    sections = [section("领域", lambda r: basis.field_name(r.field)), section("课题类型", lambda r: TYPE[by_code[r.code].topic_type])]
    if any(basis.recommender(e) for e in basis.panel.entries):
        sections.append(section("推荐单位", lambda r: by_code[r.code].recommender or "—"))
    names = (*(v.name.zh for v in season.levels), "未定")
    aside = sum(1 for r in basis.view.rows if not r.counted)
    notes = (f"撤出和试评的成果 {aside} 项不计入。",) if aside else ()
    return StatisticsTable(basis.title("统计表"), names, tuple(sections), (*notes, *policy_lines(basis.panel, basis.view)[:1]))
