"""The statistics as a chair reads them, line by line: points with their margin, places in words, never who is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.core.words import say
from app.scoring.statistics import words
from app.scoring.statistics.values import Hinge, JudgeFlag, JudgeLine, JudgingStatistics, Standing, SubmissionLine

if TYPE_CHECKING:
    from app.services.chair.lines import LineRow

_Z = 1.96
_MOST = 12
UNKNOWN = "—"


def severity(line: JudgeLine) -> str:
    """ "+1.25 ±0.60": points above or below colleagues on the same entries, with the half width of the 95 % interval."""
    if line.severity is None:
        return UNKNOWN
    text = _signed(line.severity)
    return text if line.severity_se is None else f"{text} ±{_Z * line.severity_se:.2f}"


def beside_colleagues(line: JudgeLine) -> str:
    """Lenient or strict only where the figure is beyond chance and large enough to matter; other flags follow."""
    said = {
        JudgeFlag.HIGHER: say("与同组对同一成果相比偏宽", "lenient beside colleagues on the same entries"),
        JudgeFlag.LOWER: say("与同组对同一成果相比偏严", "strict beside colleagues on the same entries"),
    }
    flags = [said.get(flag) or words.flag_words(flag) for flag in line.flags]
    if not flags and line.severity is not None:
        flags = [say("与同组看不出差别", "no difference from colleagues to be seen")]
    return say("；", "; ").join(flags)


def chances(found: JudgingStatistics, places: int) -> dict[str, str]:
    """Entry → how surely it is among so many, in words; empty where that is not told for this number."""
    drawn = found.posterior
    told = {} if drawn is None else drawn.p_top_k if places == drawn.k else drawn.also.get(places, {})
    return {s.name: words.chance(replace(s, p_top=told[s.name])) for s in found.submissions if s.name in told}


def toss_ups(found: JudgingStatistics, titles: Mapping[str, str]) -> tuple[str, ...]:
    """难分上下者, in the order of the ranking."""
    close = (s for s in found.submissions if s.standing is Standing.TOSS_UP)
    return tuple(f"{s.name} {titles.get(s.name, '')}　{words.chance(s)}" for s in close)


def reliability(found: JudgingStatistics | None) -> str:
    """The one sentence, or why there is none."""
    if found is None:
        return say("还没有评分。", "Nothing was scored yet.")
    if found.reliability is not None:
        return words.reliability_words(found.reliability)
    return say("可靠性算不出，原因见下。", "Reliability cannot be told; the reasons are below.")


def refusals(found: JudgingStatistics | None, names: Mapping[str, str]) -> tuple[str, ...]:
    """Each reason once, judges by name."""
    parts = {"sd_submission": say("成果之间", "between entries"), "sd_judge": say("评委之间", "between judges")}
    told = (replace(r, names=tuple(parts.get(n) or names.get(n, n) for n in r.names)) for r in (found.refused if found else ()))
    return tuple(dict.fromkeys(words.why(r) for r in told))


def side(row: LineRow) -> str:
    """Where it stands: above the line, tied at it, below; 待复核 and 暂缓 follow."""
    place = {"above": say("线上", "above"), "tied": say("并列", "tied"), "below": say("线下", "below")}[row.side]
    marks = (say("待复核", "to confirm") if row.stale else "", say("暂缓", "deferred") if row.deferred else "")
    return say("、", ", ").join(w for w in (place, *marks) if w)


def points(value: float | None) -> str:
    """Two decimals, or a dash."""
    return UNKNOWN if value is None else f"{value:.2f}"


def adjusted(line: SubmissionLine) -> str:
    """The score freed of who happened to read it, with its margin."""
    if line.adjusted is None or line.adjusted_se is None:
        return points(line.adjusted)
    return f"{line.adjusted:.2f} ±{_Z * line.adjusted_se:.2f}"


def places(value: float | None) -> str:
    """An expected rank, to the whole."""
    return UNKNOWN if value is None else say("约 {n}", "about {n}", n=round(value))


def changes(found: JudgingStatistics) -> tuple[str, ...]:
    """Who would change level: by adjusted score, and without one judge's sheet."""
    said = [words.complete_words(found)] if found.complete else []
    if found.enter or found.leave:
        said.append(
            say(
                "按调整后得分：进 {enter}，出 {leave}。",
                "By adjusted score: in {enter}, out {leave}.",
                enter=_names(found.enter),
                leave=_names(found.leave),
            )
        )
    return tuple(s for s in said if s)


def without_one(found: JudgingStatistics, names: Mapping[str, str]) -> tuple[str, ...]:
    """Whose sheet alone decides who is in."""
    return tuple(
        say("若不计{judge}：进 {enter}，出 {leave}。", "Without {judge}: in {enter}, out {leave}.",
            judge=names.get(gone.judge, gone.judge), enter=_names(gone.enter), leave=_names(gone.leave))
        for gone in found.left_out
        if gone.enter or gone.leave
    )  # fmt: skip


def design(found: JudgingStatistics, names: Mapping[str, str]) -> tuple[str, ...]:
    """Who is comparable with whom, on what that hangs, and what would be most useful to read next."""
    known, said = found.design, []
    if found.counts.n_components > 1:
        said.append(say("分成 {n} 组，互相没有共同评过的成果。", "{n} groups share no entry with each other.", n=found.counts.n_components))
    said += [_hinge(h, names) for h in known.hinges[:_MOST]]
    if known.few_reads:
        few = [names.get(j, j) for j in known.few_reads]
        said.append(say("评得太少（不足 5 份）：{names}。", "Fewer than 5 reads: {names}.", names=_names(few)))
    if known.extra:
        best = say("；", "; ").join(say("{j}评 {s}", "{j} reads {s}", j=names.get(e.judge, e.judge), s=e.submission) for e in known.extra)
        said.append(say("补评最有用的：{best}。", "Most useful extra reads: {best}.", best=best))
    return tuple(said) or (say("全部连通，可以放在一起比较。", "All connected: everything can be compared."),)


def _hinge(hinge: Hinge, names: Mapping[str, str]) -> str:
    judge = names.get(hinge.judge or "", hinge.judge or "")
    if hinge.submission and hinge.judge:
        return say("两组评委只靠{j}评 {s} 这一次相连。", "Two groups of judges meet only where {j} read {s}.", j=judge, s=hinge.submission)
    if hinge.judge:
        return say("两组只靠评委{j}一人相连。", "Two groups meet only in judge {j}.", j=judge)
    return say("两组只靠成果 {s} 一份相连。", "Two groups meet only in entry {s}.", s=hinge.submission)


def _names(found: Sequence[str]) -> str:
    return say("、", ", ").join(found[:_MOST]) + (" …" if len(found) > _MOST else "") if found else say("（无）", "(none)")


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")
