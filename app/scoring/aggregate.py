"""How the points of several judges become the official score of one entry.

Exact integer arithmetic on hundredths, ROUND_HALF_UP once at the end. The declared policy says from how
many reads one highest and one lowest are dropped; what was really applied is reported with every score,
because within one panel the number of reads may differ (计算口径不一).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from app.core.words import say, strung
from app.models.season import Aggregation
from app.models.shape import Points

_FEW = 6
"""Codes that one line of a screen names."""
_TRIM_FROM = {Aggregation.TRIM_FROM_3: 3, Aggregation.TRIM_FROM_5: 5}


class Rule(StrEnum):
    """What was really applied to an entry: 未评 · 平均 · 去一高一低后平均 · 中位数."""

    NONE = "no-reads"
    MEAN = "mean"
    TRIM = "trim"
    MEDIAN = "median"


@dataclass(frozen=True)
class Aggregate:
    """`official` is None without reads; `reads` counts valid scores before dropping; hundredths throughout."""

    official: Points | None
    rule: Rule
    reads: int
    scores: Mapping[str, Points] = field(default_factory=dict)
    dropped_high: str | None = None
    dropped_low: str | None = None

    @property
    def dropped(self) -> tuple[str, ...]:
        """Ids of the judges left out by trimming, sorted."""
        return tuple(sorted(j for j in (self.dropped_high, self.dropped_low) if j is not None))

    @cached_property
    def kept(self) -> tuple[str, ...]:
        """Ids of the judges whose points make the official score, sorted."""
        return tuple(sorted(self.scores.keys() - set(self.dropped)))


@dataclass(frozen=True)
class MixedRules:
    """计算口径不一: entries of one panel by the rule that was applied to them (codes sorted)."""

    entries: Mapping[Rule, tuple[str, ...]]
    panel: str = ""

    @property
    def words(self) -> str:
        """One sentence for the chair and for the summary."""
        parts = [rule_words(rule) + " " + strung(say("、", ", "), codes) for rule, codes in sorted(self.entries.items())]
        return say("计算口径不一：", "Rules differ inside the panel: ") + strung(say("；", "; "), parts)

    @property
    def brief(self) -> str:
        """The same for a screen: the rule of most entries by their number, the few others by their codes."""
        most = max(self.entries, key=lambda rule: len(self.entries[rule]))
        parts = [say("{rule}（{n} 份）", "{rule} ({n} {n:entry|entries})", rule=rule_words(most), n=len(self.entries[most]))]
        parts += [rule_words(rule) + " " + _few(codes) for rule, codes in sorted(self.entries.items()) if rule is not most]
        return say("计算口径不一：", "Rules differ inside the panel: ") + strung(say("；", "; "), parts)


def _few(codes: Sequence[str]) -> str:
    """Some codes, and how many more."""
    more = say(" 等 {n} 份", " and others, {n} in all", n=len(codes)) if len(codes) > _FEW else ""
    return strung(say("、", ", "), codes[:_FEW]) + more


def rule_words(rule: str) -> str:
    """The rule as it is printed; an unknown code is printed as it is."""
    known = {
        Rule.NONE: say("无有效评分", "no valid score"),
        Rule.MEAN: say("平均", "mean"),
        Rule.TRIM: say("去掉一个最高分和一个最低分后平均", "mean without one highest and one lowest"),
        Rule.MEDIAN: say("中位数", "median"),
    }
    return {str(k): v for k, v in known.items()}.get(rule, rule)


def rule_short(rule: Rule) -> str:
    """The same for a narrow column."""
    return say("去高低", "trimmed") if rule is Rule.TRIM else rule_words(rule)


def mean(values: Sequence[int]) -> Points:
    """Mean of hundredths (none negative), ROUND_HALF_UP to a hundredth."""
    return Points((2 * sum(values) + len(values)) // (2 * len(values)))


def median(values: Sequence[int]) -> Points:
    """Middle value, or the mean of the two middle ones, ROUND_HALF_UP."""
    ordered, half = sorted(values), len(values) // 2
    return Points(ordered[half]) if len(ordered) % 2 else mean(ordered[half - 1 : half + 1])


def rule_for(aggregation: Aggregation, reads: int) -> Rule:
    """What the policy means for a number of valid scores; trimming never leaves nothing."""
    if reads == 0:
        return Rule.NONE
    if aggregation is Aggregation.MEDIAN:
        return Rule.MEDIAN
    return Rule.TRIM if reads >= _TRIM_FROM.get(aggregation, reads + 1) else Rule.MEAN


def aggregate(scores: Mapping[str, Points | None], aggregation: Aggregation, *, rule: Rule | None = None) -> Aggregate:
    """Official score of one entry. None (blank, 回避) is left out. `rule` overrides the policy's (uniform panels).

    Equal highest or lowest: the smallest judge id is dropped; all equal: smallest as highest, next as lowest.
    """
    valid = {judge: points for judge, points in sorted(scores.items()) if points is not None}
    chosen = rule_for(aggregation, len(valid)) if rule is None or not valid else rule
    if chosen is Rule.TRIM and len(valid) < 3:
        chosen = Rule.MEAN
    if chosen is Rule.TRIM:
        return _trimmed(valid)
    official = median(list(valid.values())) if chosen is Rule.MEDIAN else mean(list(valid.values())) if valid else None
    return Aggregate(official, chosen, len(valid), valid)


def _trimmed(valid: Mapping[str, Points]) -> Aggregate:
    high = min(valid, key=lambda judge: (-valid[judge], judge))
    low = min((j for j in valid if j != high), key=lambda judge: (valid[judge], judge))
    kept = [points for judge, points in valid.items() if judge not in (high, low)]
    return Aggregate(mean(kept), Rule.TRIM, len(valid), valid, high, low)


def aggregate_panel(
    panel: Mapping[str, Mapping[str, Points | None]], aggregation: Aggregation, *, uniform: bool = False
) -> dict[str, Aggregate]:
    """Entry → Aggregate. `uniform`: the smallest number of reads in the panel (entries without any aside) decides for all."""
    reads = [n for scores in panel.values() if (n := sum(p is not None for p in scores.values()))]
    rule = rule_for(aggregation, min(reads)) if uniform and reads else None
    return {entry: aggregate(scores, aggregation, rule=rule) for entry, scores in panel.items()}


def item_official(result: Aggregate, items: Mapping[str, Mapping[str, Points]], code: str) -> Points | None:
    """One item's value beside the official score: over the same judges (`kept`), by median under the median rule.

    `items` is judge → item → hundredths. None when a judge who counts has no points for `code`.
    """
    values = [items.get(judge, {}).get(code) for judge in result.kept]
    known = [v for v in values if v is not None]
    if not known or len(known) != len(values):
        return None
    return median(known) if result.rule is Rule.MEDIAN else mean(known)


def mixed_rules(results: Mapping[str, Aggregate], entries: Iterable[str] | None = None, *, panel: str = "") -> MixedRules | None:
    """None when one rule was applied to all entries that have scores (of `entries`, default all)."""
    by_rule: dict[Rule, list[str]] = {}
    for entry in sorted(results if entries is None else entries):
        if results[entry].reads:
            by_rule.setdefault(results[entry].rule, []).append(entry)
    return MixedRules({rule: tuple(codes) for rule, codes in by_rule.items()}, panel) if len(by_rule) > 1 else None
