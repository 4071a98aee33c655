"""The order with its intervals as a chart: for the plot of the 参考 page and, where the policy declares it, on paper. No store, any thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.core.words import say, strung
from app.models.season import Level
from app.models.shape import Points
from app.reports.chart_values import ChartEntry, IntervalChart
from app.scoring.lines import at_score
from app.scoring.statistics.values import SubmissionLine
from app.scoring.statistics.words import BAND, chance_words
from app.scoring.view import PanelView
from app.services.chair.panel_lines import PanelLine, no_line_words
from app.services.chair.statistics import PanelStatistics


def chart(
    found: PanelStatistics, view: PanelView, levels: Sequence[Level], line: PanelLine | None = None, *, on_paper: bool = False
) -> IntervalChart | None:
    """Ranked entries that `line` is about (all without one), in the official order. The interval is that of the score freed of who
    happened to read the entry, so a point off its middle tells of readers who mark higher or lower than colleagues, or of an official
    score that is not the mean. The line is the score of the last place, or the level's floor where that is higher. `on_paper`: in
    Chinese, as papers are. None while nothing is ranked.
    """
    told = _chinese if on_paper else say
    ranked = _ranked(found, line)
    if not ranked:
        return None
    titles = {r.code: r.title for r in view.rows}
    places = line.quota.places if line is not None else None
    floor = next((v.floor for v in levels if line is not None and v.code == line.quota.level), None)
    cut = _cut(ranked, places, floor)
    name = told(line.name.zh, line.name.en) if line is not None else ""
    interval = told(
        "区间：校正宽严以后得分的 95% 区间；点是正式得分，偏在一边，是评它的评委与同组评委在同样成果上给分不同，或者规则去掉了分数、合议改过分。",
        "Interval: 95 % of the adjusted score. The point is the official score: off the middle, its readers differ from colleagues on the "
        "same entries, or scores were dropped by the rule or changed in consensus.",
    )
    return IntervalChart(
        told("名次与区间", "The order and its intervals"), tuple(_entry(s, titles.get(s.name, "")) for s in ranked), cut,
        told("{level}名额线", "Line of {level}", level=name), (*_floor_words(ranked, places, floor, told), interval),
        _band(ranked, line) if cut is not None else None,
    )  # fmt: skip


def charts(found: PanelStatistics, view: PanelView, levels: Sequence[Level]) -> tuple[IntervalChart, ...]:
    """For paper: a chart for each line, one of all entries where there is no line; none while nothing is ranked."""
    made = (chart(found, view, levels, line, on_paper=True) for line in found.lines or (None,))
    return tuple(c for c in made if c is not None)


def words(made: IntervalChart, line: PanelLine | None) -> tuple[str, ...]:
    """What the picture shows, in sentences: the line, the band, then every entry in its order."""
    said = [_line_words(made, line)]
    if made.band is not None:
        low, high = made.band
        inside = [e.code for e in made.entries if low <= e.official <= high]
        said.append(
            say("{low}–{high} 之间不能断定在内还是在外：{codes}。", "From {low} to {high} who is in cannot be told: {codes}.",
                low=_text(low), high=_text(high), codes=strung(say("、", ", "), inside))
        )  # fmt: skip
    chances = line.figures.chances if line is not None and line.figures is not None and made.cut is not None else {}
    return (*said, *(_line(n, e, chance_words(chances.get(e.code))) for n, e in enumerate(made.entries, 1)))


def _ranked(found: PanelStatistics, line: PanelLine | None) -> list[SubmissionLine]:
    told = found.found.submissions if found.found is not None else ()
    inside = (s for s in told if s.official is not None and s.rank is not None and (line is None or s.name in line.inside))
    return sorted(inside, key=lambda s: (s.rank or 0, s.name))


def _line_words(made: IntervalChart, line: PanelLine | None) -> str:
    """As every other place tells it: who is above, and who waits at the line."""
    if made.cut is None or line is None:
        return no_line_words()
    tied = say(" · 并列 {n}", " · {n} tied", n=line.tied) if line.tied else ""
    return say(
        "{name} {cut}：名额 {places} · 线上 {n}{tied}。", "{name} at {cut}: {places} {places:place|places} · {n} above{tied}.",
        name=made.cut_words, cut=_text(made.cut), places=line.quota.places, n=line.above, tied=tied,
    )  # fmt: skip


def _entry(line: SubmissionLine, title: str) -> ChartEntry:
    official = round((line.official or 0) * 100)
    half = line.adjusted_margin
    if line.adjusted is None or half is None:
        return ChartEntry(line.name, title, official)
    return ChartEntry(line.name, title, official, round(100 * (line.adjusted - half)), round(100 * (line.adjusted + half)))


def _cut(ranked: list[SubmissionLine], places: int | None, floor: int | None) -> int | None:
    """The line of the meeting, where somebody is outside."""
    if places is None or not 0 < places < len(ranked):
        return None
    scores = [Points(round((s.official or 0) * 100)) for s in ranked]
    return at_score(scores, places, None if floor is None else Points(floor))


def _floor_words(ranked: list[SubmissionLine], places: int | None, floor: int | None, told: Callable[..., str]) -> tuple[str, ...]:
    """Said where the floor is above the score of the last place: chances know of places alone."""
    by_places = _cut(ranked, places, None)
    if by_places is None or floor is None or floor <= by_places:
        return ()
    words = told(
        "线画在该等级的最低分 {floor}；“在内”“在外”只按前 {n} 名说，不计最低分。",
        "The line is the level's least score, {floor}; “in” and “out” are told of the best {n}, whatever the least score.",
        floor=_text(floor), n=places,
    )  # fmt: skip
    return (words,)


def _band(ranked: list[SubmissionLine], line: PanelLine | None) -> tuple[int, int] | None:
    """From the lowest to the highest score of those who are neither clearly in nor clearly out."""
    told = line.figures if line is not None else None
    inside = [round((s.official or 0) * 100) for s in ranked if told is not None and told.standing(s.name) in BAND]
    return (min(inside), max(inside)) if inside else None


def _line(number: int, entry: ChartEntry, how_sure: str) -> str:
    head = f"{number}. {entry.code} {entry.title} {_text(entry.official)}"
    parts = [head, say("区间算不出", "no interval"), how_sure]
    if entry.low is not None and entry.high is not None:
        parts[1] = say("区间 {low}–{high}", "interval {low}–{high}", low=_text(entry.low), high=_text(entry.high))
    return strung(say("，", ", "), (p for p in parts if p))


def _chinese(zh: str, _en: str, /, **values: object) -> str:
    return zh.format(**values)


def _text(hundredths: int) -> str:
    return f"{hundredths / 100:.2f}".replace("-", "−")
