"""The page `qcdesk stats` prints: what a chair needs, in the order and the proportion in which it is needed.

1 scores and ranks · 2 who changes place when severity is taken out · 3 how sure the line is · 4 judges · 5 who read
what · 6 one figure of reliability · and what was withheld, and why.
"""

from __future__ import annotations

from app.cli.columns import columns
from app.cli.stats_sections import LISTED, design, judges, names_in_short
from app.core.words import say
from app.scoring.statistics import words
from app.scoring.statistics.cut_values import Standing
from app.scoring.statistics.values import JudgingStatistics, Reason, SubmissionLine
from app.services.statistics import TableStatistics

_ALL_ROWS, _AROUND = 30, 6
_NUMERALS = "一二三四五六七"
_GUTTER = "┊"
"""Stands beside the entries of the band around the line."""
_COARSE = 20
"""Scores that reach this are told to a tenth of a point, smaller ones to a hundredth."""


def page(told: TableStatistics) -> list[str]:
    """The lines of the page."""
    found = told.found
    sections = [
        _scores(found),
        _line(found),
        _changes(found),
        judges(found, _digits(found)),
        design(found, _digits(found)),
        _reliability(found),
        _refused(found),
    ]
    lines = _head(told)
    for number, (title, *body) in enumerate((s for s in sections if s), 1):
        lines += ["", say("{n}、", "{n}. ", n=say(_NUMERALS[number - 1], str(number))) + title, *body]
    return lines


def _head(told: TableStatistics) -> list[str]:
    n, k = told.found.counts, told.found.k
    lines = [
        say("评审统计  {name}", "Judging statistics  {name}", name=told.name),
        say(
            "成果 {s} 份 · 评委 {j} 位 · 评分 {o} 次",
            "{s} {s:entry|entries} · {j} {j:judge|judges} · {o} {o:read|reads}",
            s=n.n_submissions,
            j=n.n_judges,
            o=n.n_obs,
        )
        + ("" if k is None else say(" · 名额 {k}", " · {k} {k:place|places}", k=k)),
    ]
    if told.absent:
        lines.append(say("{n} 行没有分数，未计入。", "{n} {n:row has|rows have} no score and are left out.", n=told.absent))
    if told.averaged:
        lines.append(
            say(
                "每次评分的 {n} 个评审项目已取平均（只看一项：--criterion 名称）。",
                "The {n} criteria of each read were averaged (for one of them: --criterion NAME).",
                n=len(told.averaged),
            )
        )
    return lines


def _scores(found: JudgingStatistics) -> list[str]:
    lines = [say("得分与名次", "Scores and ranks")]
    for number in range(found.counts.n_components):
        rows = [s for s in found.submissions if s.part == number]
        if found.counts.n_components > 1:
            lines.append(say("  第 {n} 组（各组分别排名）", "  Group {n} (each group is ranked on its own)", n=number + 1))
        lines += _table(found, rows)
    notes = (words.margin_words() if any("±" in line for line in lines) else "", words.complete_words(found))
    return [*lines, *(f"  {note}" for note in notes if note)]


def _table(found: JudgingStatistics, rows: list[SubmissionLine]) -> list[str]:
    shown = rows if len(rows) <= _ALL_ROWS else _near_line(found, rows)
    head = [
        "", say("名次", "rank"), say("成果", "entry"), say("次数", "reads"), say("平均", "mean"), say("校正后", "adjusted"),
        say("进入名额", "in the quota"),
    ]  # fmt: skip
    lines = columns(head, [_row(s, _digits(found)) for s in shown], right=(1, 3, 4, 5))
    left = len(rows) - len(shown)
    if left:
        lines.append(say("  其余 {n} 份见 --json。", "  The other {n} {n:is|are} in --json.", n=left))
    return lines


def _digits(found: JudgingStatistics) -> int:
    return 1 if max(abs(s.mean) for s in found.submissions) >= _COARSE else 2


def _near_line(found: JudgingStatistics, rows: list[SubmissionLine]) -> list[SubmissionLine]:
    """The band around the cut, and some ranks on both sides of it; where no line goes through all groups, the first ranks."""
    if found.k is None or found.counts.n_components > 1:
        return rows[:_ALL_ROWS]
    chosen = {s.name for s in rows[max(0, found.k - _AROUND) : found.k + _AROUND]}
    band = [s for s in rows if s.standing in words.BAND]
    chosen |= {s.name for s in band[:_ALL_ROWS]} | set(found.enter[:LISTED]) | set(found.leave[:LISTED])
    return [s for s in rows if s.name in chosen]


def _row(line: SubmissionLine, digits: int) -> list[str]:
    adjusted = "" if line.adjusted is None else f"{line.adjusted:.{digits}f}"
    if line.adjusted_margin is not None:
        adjusted += words.margin(line.adjusted_margin, digits)
    rank = "" if line.rank is None else str(line.rank)
    gutter = _GUTTER if line.standing in words.BAND else ""
    return [gutter, rank, line.name, str(line.reads), f"{line.mean:.2f}", adjusted, words.chance(line)]


def _line(found: JudgingStatistics) -> list[str]:
    """The band around the cut in words; nothing without probabilities, or where no line goes through everything."""
    if found.posterior is None or found.k is None:
        return []
    by = {standing: [s.name for s in found.submissions if s.standing is standing] for standing in Standing}
    lines = [say("名额线一带（┊）", "Around the line (┊)")]
    for standing in Standing:
        names = by[standing]
        ends = standing in (Standing.CLEAR_IN, Standing.CLEAR_OUT)
        lines.append(
            f"  {words.standing_words(standing)} {len(names)}" + ("" if ends or not names else say("：", ": ") + names_in_short(names))
        )
    return lines


def _changes(found: JudgingStatistics) -> list[str]:
    """The short list: names that cross the line when it is taken out who happened to read them."""
    if found.complete or found.ols is None or found.k is None or found.counts.n_components > 1:
        return []
    title = say(
        "校正宽严后跨过名额线的成果（只供参考，不改变得分）",
        "Entries that cross the line once severity is taken out (information only)",
    )
    if not (found.enter or found.leave):
        return [title, say("  没有。", "  None.")]
    places = {s.name: s for s in found.submissions}
    lines = []
    for names, zh, en in ((found.enter, "进", "in"), (found.leave, "出", "out")):
        for name in names[:LISTED]:
            line = places[name]
            lines.append(f"  {say(zh, en)} {name}  " + say("第{a} → 第{b}", "no. {a} → no. {b}", a=line.mean_rank, b=line.adjusted_rank))
    return [title, *lines]


def _reliability(found: JudgingStatistics) -> list[str]:
    if found.reliability is None:
        return []
    kappa = [] if found.fleiss_kappa is None else [words.kappa_words(found.fleiss_kappa)]
    return [say("可靠性", "Reliability"), *(f"  {line}" for line in (words.reliability_words(found.reliability), *kappa))]


def _refused(found: JudgingStatistics) -> list[str]:
    """Each sentence once, with what it is about left to the sentence; figures for complete tables go unmentioned here."""
    said = dict.fromkeys(words.why(r) for r in found.refused if r.reason is not Reason.INCOMPLETE)
    return [say("没有给出的，和要留意的", "Withheld, and with care"), *(f"  {line}" for line in said)] if said else []
