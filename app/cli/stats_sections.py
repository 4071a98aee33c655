"""Two sections of the statistics page: judges beside their colleagues, and the design check."""

from __future__ import annotations

from collections.abc import Sequence

from app.cli.columns import columns
from app.core.words import say
from app.scoring.statistics import words
from app.scoring.statistics.values import Contrast, ExtraRead, Hinge, JudgeLine, JudgingStatistics

LISTED = 12
_MOST_JUDGES = 100


def judges(found: JudgingStatistics, digits: int) -> list[str]:
    """The table of judges, severity in points with `digits` decimals; nothing for a single one."""
    if found.counts.n_judges < 2:
        return []
    head = [
        say("评委", "judge"), say("份数", "reads"), say("平均", "mean"), say("宽严", "severity"), say("离散", "spread"), say("一致", "agreement"),
        say("与同组评委在同样成果上相比", "compared with colleagues on the same entries"),
    ]  # fmt: skip
    lines = columns(head, [_judge(j, digits) for j in found.judges[:_MOST_JUDGES]], right=(1, 2, 3, 4, 5))
    return [say("评委（分；+ 偏高 − 偏低，不说明谁对）", "Judges (points; + higher, − lower; who is right it does not say)"), *lines]


def _judge(line: JudgeLine, digits: int) -> list[str]:
    severity = "—" if line.severity is None else f"{line.severity:+.{digits}f}".replace("-", "−")
    if line.severity is not None and line.severity_margin is not None:
        severity += words.margin(line.severity_margin, digits)
    spread = "—" if line.sd is None else f"{line.sd:.{digits}f}"
    agreement = "—" if line.agreement is None else f"{line.agreement:.2f}".replace("-", "−")
    flags = say("；", "; ").join(words.flag_words(f) for f in line.flags)
    return [line.name, str(line.reads), f"{line.mean:.{digits}f}", severity, spread, agreement, flags]


def design(found: JudgingStatistics, digits: int) -> list[str]:
    """The design check: who is comparable with whom, on what that hangs, and what to read next; points with `digits` decimals."""
    known = found.design
    lines = []
    if found.counts.n_components > 1:
        lines.append(
            say("分成 {n} 组，互相没有共同评过的成果。", "{n} groups share no entry with each other.", n=found.counts.n_components)
        )
    lines += [_hinge(h) for h in known.hinges[:LISTED]]
    lines += [_contrast(c, digits) for c in known.contrasts[:LISTED]]
    if known.few_reads:
        lines.append(say("评得太少（不足 5 份）：{names}。", "Fewer than 5 reads: {names}.", names=names_in_short(known.few_reads)))
    if known.extra:
        lines.append(_extra(known.extra))
    return [say("谁评了什么", "Who read what"), *(f"  {line}" for line in lines or [say("全部连通。", "All connected.")])]


def _hinge(hinge: Hinge) -> str:
    if hinge.submission and hinge.judge:
        return say(
            "两组评委只靠 {j} 评 {s} 这一次相连。", "Two groups of judges meet only where {j} read {s}.", j=hinge.judge, s=hinge.submission
        )
    if hinge.judge:
        return say("两组只靠评委 {j} 一人相连。", "Two groups meet only in judge {j}.", j=hinge.judge)
    return say("两组只靠成果 {s} 一份相连。", "Two groups meet only in entry {s}.", s=hinge.submission)


def _contrast(found: Contrast, digits: int) -> str:
    one, other = found.names or (names_in_short(found.one), names_in_short(found.other))
    return words.contrast_words(found, one, other, digits)


def _extra(reads: Sequence[ExtraRead]) -> str:
    best = say("；", "; ").join(say("{j} 评 {s}", "{j} reads {s}", j=e.judge, s=e.submission) for e in reads)
    return say(
        "补评最有用的：{best}（第一项使校正后得分的方差减少 {gain}%）。",
        "Most useful extra reads: {best} (the first lowers the variance of the adjusted scores by {gain}%).",
        best=best,
        gain=f"{100 * reads[0].gain:.1f}",
    )


def names_in_short(names: Sequence[str]) -> str:
    """The first names, and how many more."""
    rest = len(names) - LISTED
    listed = say("、", ", ").join(names[:LISTED])
    return listed if rest <= 0 else listed + say(" 等 {n} 个", " and {rest} more", n=len(names), rest=rest)
