"""成果名单, 推荐全国名单, 统计表 and 反馈信 as values. A panel proposes; official lists come from the season.

Lists and statistics are functions of a season and of listed entries, so that the season's scope makes them of all panels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from app.core.clock import day_on_paper
from app.core.errors import UsageError
from app.core.words import say
from app.models.rubric import TopicType
from app.models.season import Season
from app.reports.award_values import AwardGroup, AwardList, FeedbackLetter, NamedEntry, NationalList
from app.reports.values import StatisticsSection, StatisticsTable
from app.scoring.decisions import deferred
from app.scoring.view import PanelRow
from app.services.chair.method_note import rule_line
from app.services.chair.paper_basis import Basis, FinalLetter, fields_of
from app.services.judge.sheets import TYPE

WAITING = "暂缓"
"""Where an entry is counted that is decided later; no level's code, for codes are not Chinese."""


@dataclass(frozen=True)
class Listed:
    """One entry's result with what lists name beside it; None hides a unit. `put_off`: why it is 暂缓. `asked`: its level is beyond the
    places and not granted yet (申请增额). `copied`: among its scores are some that nobody signed (代录)."""

    row: PanelRow
    topic_type: TopicType
    unit: str | None = None
    recommender: str | None = None
    put_off: str = ""
    asked: bool = False
    copied: bool = False


def listed(basis: Basis) -> tuple[Listed, ...]:
    """The panel's counted entries, by rank."""
    by_code, why = basis.panel.by_code, deferred(basis.panel.decisions)
    found = ((row, by_code[row.code]) for row in basis.view.rows if row.counted)
    return tuple(
        Listed(
            row, entry.topic_type, basis.unit(entry), basis.recommender(entry), why.get(row.code, ""), row.code in basis.raised,
            any(basis.is_recorded(judge, row.code) for judge, score in row.scores.items() if score is not None),
        )
        for row, entry in found
    )  # fmt: skip


def award_list(season: Season, entries: Iterable[Listed], issuer: str, *, proposed: bool = False) -> AwardList:
    """Entries by level and field in the season's order, in each by code; what is 暂缓 stands at no level and is named below. Raises UsageError when no entry has a level."""
    known = sorted(entries, key=lambda e: e.row.code)
    groups = tuple(
        AwardGroup(level.name.zh, name, tuple(_named(season, e) for e in found))
        for level in season.levels
        for field, name in fields_of(season, (e.row.field for e in known))
        if (found := [e for e in known if (e.row.settled_level, e.row.field) == (level.code, field)])
    )
    if not groups:
        raise UsageError(
            say("还没有成果定出等级。", "No entry has a level yet."), say("请先汇总和合议。", "Merge and decide first."), reason="no-levels"
        )
    order = "同一等级和领域内按编号排列，不分先后。"
    waiting, asked = put_off_words(known), asked_words(known)
    notes = (f"本名单为专业组建议，以季终审定为准。{order}" if proposed else order,)
    name = "建议名单" if proposed else "名单"
    return AwardList(
        f"{season.year}年质量管理小组活动成果{name}",
        issuer,
        groups,
        (),
        (*((f"暂缓，不列入等级：{waiting}。",) if waiting else ()), *((f"超出名额、申请增额待批准：{asked}。",) if asked else ()), *notes),
    )


def put_off_words(entries: Iterable[Listed]) -> str:
    """Those that are 暂缓, by code, each with its reason: Z-004《…》（等补充材料）；Z-009《…》. Empty without any."""
    waiting = sorted((e for e in entries if e.row.deferred), key=lambda e: e.row.code)
    return "；".join(f"{e.row.code}《{e.row.title}》" + (f"（{e.put_off}）" if e.put_off else "") for e in waiting)


def asked_words(entries: Iterable[Listed]) -> str:
    """Those at a level for which a place is only asked for, by code. Empty without any."""
    found = sorted((e.row for e in entries if e.asked and not e.row.deferred), key=lambda row: row.code)
    return "；".join(f"{row.code}《{row.title}》" for row in found)


def copied_words(entries: Iterable[Listed]) -> str:
    """Which final scores rest on sheets that nobody signed, by code; empty without any."""
    found = sorted(e.row.code for e in entries if e.copied)
    return f"得分中含未签名、由组长代录的评分：{'、'.join(found)}。" if found else ""


def national_list(season: Season, entries: Iterable[Listed]) -> NationalList:
    """推荐全国名单 of these entries, in this order: who is recommended is the season's decision."""
    named = tuple(_named(season, e, scored=True) for e in entries)
    return NationalList(f"{season.year}年推荐全国质量管理小组活动成果名单", season.organiser, named)


def _named(season: Season, entry: Listed, *, scored: bool = False) -> NamedEntry:
    row = entry.row
    score, rank = (row.official, row.rank) if scored else (None, None)
    field = _field_name(season, row.field)
    marks = ((row.deferred, "暂缓"), (entry.asked, "申请增额"), (entry.copied and scored, "含未签名代录"))
    note = "；".join(words for there, words in marks if there)
    return NamedEntry(row.code, row.title, row.circle, TYPE[entry.topic_type], field, entry.unit, entry.recommender, score, rank, note)


def _field_name(season: Season, code: str) -> str:
    return next((f.name.zh for f in season.fields if f.code == code), code)


def statistics(season: Season, entries: Sequence[Listed], notes: tuple[str, ...] = ()) -> StatisticsTable:
    """Counted entries by field, topic type and (where known) recommender, each by level; 暂缓 has a column of its own where there is any."""
    fields, types = [f.name.zh for f in season.fields], list(TYPE.values())
    sections = [
        _section(season, "领域", entries, lambda e: _field_name(season, e.row.field), fields),
        _section(season, "课题类型", entries, lambda e: TYPE[e.topic_type], types),
    ]
    if any(e.recommender for e in entries):
        sections.append(_section(season, "推荐单位", entries, lambda e: e.recommender or "—", []))
    names = (*(v.name.zh for v in season.levels), "未定", *(("暂缓",) if any(e.row.deferred for e in entries) else ()))
    return StatisticsTable(f"{season.year}年质量管理小组活动成果统计表", names, tuple(sections), notes)


def _section(season: Season, name: str, entries: Sequence[Listed], label: Callable[[Listed], str], order: list[str]) -> StatisticsSection:
    """Rows in the season's order, others by name."""
    counts: dict[str, Counter[str]] = {}
    for entry in entries:
        counts.setdefault(label(entry), Counter())[WAITING if entry.row.deferred else entry.row.level or ""] += 1
    levels = (*(v.code for v in season.levels), "", *((WAITING,) if any(e.row.deferred for e in entries) else ()))
    labels = sorted(counts, key=lambda key: (order.index(key) if key in order else len(order), key))
    return StatisticsSection(name, tuple((key, tuple(counts[key][v] for v in levels)) for key in labels))


def panel_statistics(basis: Basis) -> StatisticsTable:
    """The panel's 统计表 with what it leaves out and the rule of scoring."""
    aside = sum(1 for r in basis.view.rows if not r.counted)
    notes = (f"撤出和试评的成果 {aside} 项不计入。",) if aside else ()
    return replace(statistics(basis.season, listed(basis), (*notes, rule_line(basis.season))), title=basis.title("统计表"))


def letters(basis: Basis) -> tuple[FeedbackLetter, ...]:
    """The letters whose text is final, by code. Raises UsageError when there is none."""
    given = sorted(basis.given.letters.items())
    made = tuple(letter(basis, code, final, final=True) for code, final in given if code in basis.panel.by_code)
    if not made:
        raise UsageError(
            say("评语都还没有定稿，反馈信不能打印。", "No remarks are final yet; letters are not printed."),
            say("请在“评语合稿”里定稿。", "Finish them under “Letters”."),
            reason="not-final",
        )
    return made


def letter(basis: Basis, code: str, text: FinalLetter, *, final: bool) -> FeedbackLetter:
    """One entry's letter; `final`: whether it may leave the house."""
    entry, day = basis.panel.by_code[code], day_on_paper(basis.imprint.made)
    activity = basis.title(basis.season.words.review)
    return FeedbackLetter(
        code, entry.title, entry.circle, basis.season.organiser, activity, final, text.strengths, text.weaknesses, text.suggestions,
        basis.unit(entry), day=day,
    )  # fmt: skip


def not_final(basis: Basis) -> tuple[str, ...]:
    """Codes of counted entries whose letter is not final."""
    return tuple(sorted(r.code for r in basis.view.rows if r.counted and r.code not in basis.given.letters))
