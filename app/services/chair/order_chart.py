"""The order with its intervals as a chart: for the plot of the 参考 page and, where the policy declares it, on paper. No store, any thread."""

from __future__ import annotations

from app.core.words import say
from app.reports.chart_values import ChartEntry, IntervalChart
from app.scoring.statistics.values import SubmissionLine
from app.scoring.statistics.words import BAND
from app.scoring.view import PanelView
from app.services.chair.statistics import PanelStatistics

_Z = 1.96


def chart(found: PanelStatistics, view: PanelView) -> IntervalChart | None:
    """Ranked entries in the official order. The interval is that of the score freed of who happened to read the entry, so a point
    off its middle tells of lenient or strict readers. None while nothing is ranked.
    """
    lines = found.found.submissions if found.found is not None else ()
    titles = {r.code: r.title for r in view.rows}
    ranked = sorted((s for s in lines if s.official is not None and s.rank is not None), key=lambda s: (s.rank or 0, s.name))
    if not ranked:
        return None
    entries = tuple(_entry(s, titles.get(s.name, "")) for s in ranked)
    cut = _cut(ranked, found.places)
    name = view.level_name(found.level) if found.level else ""
    return IntervalChart(
        say("名次与区间", "The order and its intervals"), entries, cut, say("{level}名额线", "Line of {level}", level=name),
        (say("区间：去掉评委宽严以后得分的 95% 区间；点偏在一边，说明评它的评委偏宽或偏严。",
             "Interval: 95 % of the score freed of severity; a point off the middle tells of lenient or strict readers."),),
        _band(ranked, cut),
    )  # fmt: skip


def words(made: IntervalChart, found: PanelStatistics) -> tuple[str, ...]:
    """What the picture shows, in sentences: the line, the band, then every entry in its order."""
    said = []
    if made.cut is not None:
        above = sum(e.official >= made.cut for e in made.entries)
        said.append(
            say("{name} {cut}：{places} 个名额，线上 {n} 项。", "{name} at {cut}: {places} places, {n} entries at or above it.",
                name=made.cut_words, cut=_text(made.cut), places=found.places, n=above)
        )  # fmt: skip
    else:
        said.append(say("没有一条名额线从本组中间穿过。", "No line runs through this panel."))
    if made.band is not None:
        low, high = made.band
        inside = [e.code for e in made.entries if low <= e.official <= high]
        said.append(
            say("{low}–{high} 之间难分上下：{codes}。", "From {low} to {high} nobody can be told from the line: {codes}.",
                low=_text(low), high=_text(high), codes=say("、", ", ").join(inside))
        )  # fmt: skip
    return (*said, *(_line(n, e) for n, e in enumerate(made.entries, 1)))


def _entry(line: SubmissionLine, title: str) -> ChartEntry:
    official = round((line.official or 0) * 100)
    if line.adjusted is None or line.adjusted_se is None:
        return ChartEntry(line.name, title, official)
    half = _Z * line.adjusted_se
    return ChartEntry(line.name, title, official, round(100 * (line.adjusted - half)), round(100 * (line.adjusted + half)))


def _cut(ranked: list[SubmissionLine], places: int | None) -> int | None:
    """The score of the last one inside, where somebody is outside."""
    if places is None or not 0 < places < len(ranked):
        return None
    return round((ranked[places - 1].official or 0) * 100)


def _band(ranked: list[SubmissionLine], cut: int | None) -> tuple[int, int] | None:
    """From the lowest to the highest score of those who are neither clearly in nor clearly out."""
    inside = [round((s.official or 0) * 100) for s in ranked if s.standing in BAND]
    return (min(*inside, cut), max(*inside, cut)) if inside and cut is not None else None


def _line(number: int, entry: ChartEntry) -> str:
    head = f"{number}. {entry.code} {entry.title} {_text(entry.official)}"
    if entry.low is None or entry.high is None:
        return head + say("，区间算不出", ", no interval")
    return head + say("，区间 {low}–{high}", ", interval {low}–{high}", low=_text(entry.low), high=_text(entry.high))


def _text(hundredths: int) -> str:
    return f"{hundredths / 100:.2f}".replace("-", "−")
