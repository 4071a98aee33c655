"""The order with its intervals as a chart: for the plot of the 参考 page and, where the policy declares it, on paper. No store, any thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.core.words import say
from app.models.season import Level
from app.reports.chart_values import ChartEntry, IntervalChart
from app.scoring.statistics.values import SubmissionLine
from app.scoring.statistics.words import BAND, chance
from app.scoring.view import PanelView
from app.services.chair.statistics import PanelStatistics

_Z = 1.96


def chart(found: PanelStatistics, view: PanelView, levels: Sequence[Level], *, on_paper: bool = False) -> IntervalChart | None:
    """Ranked entries in the official order. The interval is that of the score freed of who happened to read the entry, so a point
    off its middle tells of lenient or strict readers. The line is the score of the last place, or the level's floor where that is
    higher. `on_paper`: in Chinese, as papers are. None while nothing is ranked.
    """
    told = _chinese if on_paper else say
    lines = found.found.submissions if found.found is not None else ()
    titles = {r.code: r.title for r in view.rows}
    ranked = sorted((s for s in lines if s.official is not None and s.rank is not None), key=lambda s: (s.rank or 0, s.name))
    if not ranked:
        return None
    entries = tuple(_entry(s, titles.get(s.name, "")) for s in ranked)
    level = next((v for v in levels if v.code == found.level), None)
    floor = level.floor if level is not None else None
    cut = _cut(ranked, found.places, floor)
    name = told(level.name.zh, level.name.en) if level is not None else ""
    interval = told(
        "区间：去掉评委宽严以后得分的 95% 区间；点偏在一边，说明评它的评委偏宽或偏严。",
        "Interval: 95 % of the score freed of severity; a point off the middle tells of lenient or strict readers.",
    )
    return IntervalChart(
        told("名次与区间", "The order and its intervals"), entries, cut, told("{level}名额线", "Line of {level}", level=name),
        (*_floor_words(ranked, found.places, floor, told), interval), _band(ranked) if cut is not None else None,
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
            say("{low}–{high} 之间不能断定在内还是在外：{codes}。", "From {low} to {high} who is in cannot be told: {codes}.",
                low=_text(low), high=_text(high), codes=say("、", ", ").join(inside))
        )  # fmt: skip
    lines = {s.name: s for s in found.found.submissions} if found.found is not None and made.cut is not None else {}
    chances = {code: chance(line) for code, line in lines.items()}
    return (*said, *(_line(n, e, chances.get(e.code, "")) for n, e in enumerate(made.entries, 1)))


def _entry(line: SubmissionLine, title: str) -> ChartEntry:
    official = round((line.official or 0) * 100)
    if line.adjusted is None or line.adjusted_se is None:
        return ChartEntry(line.name, title, official)
    half = _Z * line.adjusted_se
    return ChartEntry(line.name, title, official, round(100 * (line.adjusted - half)), round(100 * (line.adjusted + half)))


def _cut(ranked: list[SubmissionLine], places: int | None, floor: int | None) -> int | None:
    """The score of the last one inside, where somebody is outside; never below the floor."""
    if places is None or not 0 < places < len(ranked):
        return None
    return max(round((ranked[places - 1].official or 0) * 100), floor or 0)


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


def _band(ranked: list[SubmissionLine]) -> tuple[int, int] | None:
    """From the lowest to the highest score of those who are neither clearly in nor clearly out."""
    inside = [round((s.official or 0) * 100) for s in ranked if s.standing in BAND]
    return (min(inside), max(inside)) if inside else None


def _line(number: int, entry: ChartEntry, how_sure: str) -> str:
    head = f"{number}. {entry.code} {entry.title} {_text(entry.official)}"
    parts = [head, say("区间算不出", "no interval"), how_sure]
    if entry.low is not None and entry.high is not None:
        parts[1] = say("区间 {low}–{high}", "interval {low}–{high}", low=_text(entry.low), high=_text(entry.high))
    return say("，", ", ").join(p for p in parts if p)


def _chinese(zh: str, _en: str, /, **values: object) -> str:
    return zh.format(**values)


def _text(hundredths: int) -> str:
    return f"{hundredths / 100:.2f}".replace("-", "−")
