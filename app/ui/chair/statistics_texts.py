"""The statistics as a chair reads them, line by line: points with their margin, places in words, never who is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.core.words import say
from app.scoring.statistics import words
from app.scoring.statistics.cut_values import Standing
from app.scoring.statistics.values import Contrast, Hinge, JudgeLine, JudgingStatistics, SubmissionLine
from app.services.chair.panel_lines import no_line_words

if TYPE_CHECKING:
    from app.services.chair.lines import LineRow
    from app.services.chair.panel_lines import PanelLine

_MOST = 12
UNKNOWN = "—"


def severity(line: JudgeLine) -> str:
    """ "+1.25 ±0.60": points above or below colleagues on the same entries."""
    if line.severity is None:
        return UNKNOWN
    return _signed(line.severity) + ("" if line.severity_margin is None else words.margin(line.severity_margin, 2))


def agreement(line: JudgeLine) -> str:
    """1 the same order as colleagues, 0 none of it, below 0 the reverse."""
    return UNKNOWN if line.agreement is None else f"{line.agreement:.2f}".replace("-", "−")


def beside_colleagues(line: JudgeLine) -> str:
    """What is beyond chance and large enough to matter; else that nothing is to be seen."""
    flags = [words.flag_words(flag) for flag in line.flags]
    if not flags and line.severity is not None:
        flags = [say("看不出与同组评委的差别", "no difference from colleagues to be seen")]
    return say("；", "; ").join(flags)


def line_name(line: PanelLine) -> str:
    """优秀级 · 制造类."""
    return say(line.name.zh, line.name.en)


def places_of(same: Sequence[PanelLine]) -> str:
    """Heads the column of lines that differ by field alone: 优秀级, or the line's own name where there is one."""
    if len(same) == 1:
        return say("在{line}内", "In {line}", line=line_name(same[0]))
    level, _, _ = line_name(same[0]).partition(" · ")
    return say("在{level}内（各领域）", "In {level} (by field)", level=level)


def chances(line: PanelLine) -> dict[str, str]:
    """Entry → how surely it is in the places of this line, in words; empty where that is not told."""
    return {} if line.figures is None else {code: words.chance_words(p) for code, p in line.figures.chances.items()}


def toss_ups(lines: Sequence[PanelLine], found: JudgingStatistics, titles: Mapping[str, str]) -> tuple[str, ...]:
    """难分上下者 line by line, each in the order of the ranking."""
    said: list[str] = []
    for line in lines:
        told = chances(line)
        close = [s.name for s in found.submissions if line.figures and line.figures.standing(s.name) is Standing.TOSS_UP]
        if close:
            said.append(say("{line}：", "{line}:", line=line_name(line)))
            said += [f"　{code} {titles.get(code, '')}　{told[code]}" for code in close]
    return tuple(said)


def reliability(found: JudgingStatistics | None) -> str:
    """The one sentence, or why there is none."""
    if found is None:
        return say("还没有评分。", "Nothing was scored yet.")
    if found.reliability is not None:
        return words.reliability_words(found.reliability)
    return say("可靠性算不出，原因见下。", "Reliability cannot be told; the reasons are below.")


def refusals(found: JudgingStatistics | None, names: Mapping[str, str]) -> tuple[str, ...]:
    """Each reason once, judges by name."""
    told = (replace(r, names=tuple(names.get(n, n) for n in r.names)) for r in (found.refused if found else ()))
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
    if line.adjusted is None or line.adjusted_margin is None:
        return points(line.adjusted)
    return points(line.adjusted) + words.margin(line.adjusted_margin, 2)


def places(value: float | None) -> str:
    """An expected rank, to the whole."""
    return UNKNOWN if value is None else say("约 {n}", "about {n}", n=round(value))


def changes(found: JudgingStatistics, lines: Sequence[PanelLine]) -> tuple[str, ...]:
    """Whose level would change by adjusted score, at every line; else why that is nobody's, or cannot be told."""
    if found.complete and found.counts.n_judges > 1:
        return (words.complete_words(found),)
    if not lines:
        return (no_line_words(),)
    if found.ols is None or found.counts.n_components > 1:
        return (say("算不出，原因见下。", "That cannot be told; the reasons are below."),)
    moved = ((line, line.figures) for line in lines)
    said = [
        say("{line}：进 {enter}，出 {leave}。", "{line}: in {enter}, out {leave}.",
            line=line_name(line), enter=_names(told.enter), leave=_names(told.leave))
        for line, told in moved
        if told is not None and (told.enter or told.leave)
    ]  # fmt: skip
    return tuple(said) or (say("没有。", "Nobody."),)


def without_one(lines: Sequence[PanelLine], names: Mapping[str, str]) -> tuple[str, ...]:
    """Whose sheet alone decides who is in, at every line."""
    return tuple(
        say("{line}：若不计{judge}，进 {enter}，出 {leave}。", "{line}: without {judge}, in {enter}, out {leave}.", line=line_name(line),
            judge=names.get(gone.judge, gone.judge), enter=_names(gone.enter), leave=_names(gone.leave))
        for line in lines
        for gone in (line.figures.left_out if line.figures is not None else ())
    )  # fmt: skip


def design(found: JudgingStatistics, names: Mapping[str, str]) -> tuple[str, ...]:
    """Who is comparable with whom, on what that hangs, and what would be most useful to read next."""
    known, said = found.design, []
    if found.counts.n_components > 1:
        said.append(say("分成 {n} 组，互相没有共同评过的成果。", "{n} groups share no entry with each other.", n=found.counts.n_components))
    said += [_hinge(h, names) for h in known.hinges[:_MOST]]
    said += [_contrast(c, names) for c in known.contrasts[:_MOST]]
    if known.few_reads:
        few = [names.get(j, j) for j in known.few_reads]
        said.append(say("评得太少（不足 5 份）：{names}。", "Fewer than 5 reads: {names}.", names=_names(few)))
    if known.extra:
        best = say("；", "; ").join(say("{j}评 {s}", "{j} reads {s}", j=names.get(e.judge, e.judge), s=e.submission) for e in known.extra)
        said.append(say("补评最有用的：{best}。", "Most useful extra reads: {best}.", best=best))
    return tuple(said) or (say("全部连通，可以放在一起比较。", "All connected: everything can be compared."),)


def categories(found: JudgingStatistics) -> tuple[str, ...]:
    """Fleiss' κ where scores are few enough to be categories."""
    if found.fleiss_kappa is None:
        return ()
    return (words.kappa_words(found.fleiss_kappa),)


def _contrast(found: Contrast, names: Mapping[str, str]) -> str:
    one, other = (_names([names.get(j, j) for j in group]) for group in (found.one, found.other))
    return words.contrast_words(found, one, other, 2)


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
