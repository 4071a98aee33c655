"""分差: the entries whose judges differ beyond the season's limits, the farthest first, and in words by what and how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.core.words import say
from app.models.points import short
from app.models.rubric import Rubric
from app.models.season import SpreadLimits
from app.models.shape import Points
from app.scoring.fields import fields_of
from app.scoring.spread import Distance, ItemSpread
from app.scoring.view import PanelRow, PanelView
from app.services.chair import leading
from app.services.chair import panel as panels
from app.services.chair.panel import Panel
from app.services.chair.results import results
from app.services.profile import Profile


class Measure(StrEnum):
    """Which limit: of the totals, of one judge's distance from the mean, of one item."""

    TOTAL = "total"
    JUDGE = "judge"
    ITEM = "item"


@dataclass(frozen=True)
class Excess:
    """One limit that is exceeded. `points` and `limit` in hundredths; `share`: points in whole per cent (down) of the limit, above or equal 100.

    `item` and `judge` name what it is about, else empty. `words`: "原因分析 极差 9/限 7.5"; a judge is named in them.
    """

    measure: Measure
    points: Points
    limit: Points
    share: int
    words: str
    item: str = ""
    judge: str = ""


@dataclass(frozen=True)
class SpreadLine:
    """One counted entry. `over`: what is exceeded, the farthest first; `range` of the totals; `item`: the code to look at first.

    `widest` says that item's 极差 in words, also within the limits; `far`: how far the entry is beyond its limits, for sorting
    (the largest share; 0 within them). `avoid` as on the agenda: the chair stands aside and is not shown the evidence.
    """

    code: str
    title: str
    circle: str
    field: str
    rank: int | None
    range: Points | None
    over: tuple[Excess, ...]
    widest: str
    item: str
    far: int
    avoid: str


@dataclass(frozen=True)
class SpreadList:
    """Every counted entry, those beyond a limit first. `limits` in words; `names`: judge → heading, in the panel's order."""

    limits: str
    lines: tuple[SpreadLine, ...]
    fields: tuple[tuple[str, str], ...]
    names: Mapping[str, str]

    @property
    def beyond(self) -> int:
        """Entries beyond a limit."""
        return sum(bool(line.over) for line in self.lines)


def spread_list(profile: Profile, *, round_number: int | None = None) -> SpreadList:
    """Behind the gate: raises UsageError before the chair's own file is handed in."""
    return of(*results(profile, round_number=round_number))


def of(panel: Panel, view: PanelView) -> SpreadList:
    """The same of a panel and its results that are at hand."""
    season, names = panel.desk.season, panels.headings(panel)
    lines = [_line(panel, row, names) for row in view.rows if row.counted]
    return SpreadList(
        limits_words(season.policy.spread), tuple(sorted(lines, key=lambda x: (-x.far, -(x.range or 0), x.code))),
        tuple((code, say(name.zh, name.en)) for code, name in fields_of(season, (line.field for line in lines))), names,
    )  # fmt: skip


def limits_words(limits: SpreadLimits) -> str:
    """限：总分极差 15 · 离平均 10 · 单项极差为配分的 30%."""
    return say(
        "限：总分极差 {total} · 离平均 {mean} · 单项极差为配分的 {item}%", "Limits: range of totals {total} · from the mean {mean} · an item {item}% of its full points",
        total=short(limits.range), mean=short(limits.from_mean), item=limits.item_percent,
    )  # fmt: skip


def item_limit(full: Points, limits: SpreadLimits) -> Points:
    """What judges may differ on an item of so many full points (hundredths, down)."""
    return Points(full * limits.item_percent // 100)


def _line(panel: Panel, row: PanelRow, names: Mapping[str, str]) -> SpreadLine:
    limits, rubric, finding = panel.desk.season.policy.spread, panel.rubric_of(row.code), row.spread
    found = [_total(finding.range, limits)] if finding.wide and finding.range is not None else []
    found += [_judge(d, limits, names) for d in finding.far]
    found += [_item(i, rubric, limits) for i in finding.items if i.flag]
    over = tuple(sorted(found, key=lambda e: -e.share))
    widest, first = finding.widest, next((e.item for e in over if e.item), "")
    return SpreadLine(
        row.code, row.title, row.circle, row.field, row.rank, finding.range, over, _item(widest, rubric, limits).words if widest else "",
        first or (widest.item if widest else ""), over[0].share if over else 0, leading.avoid_words(panel, row),
    )  # fmt: skip


def _total(points: Points, limits: SpreadLimits) -> Excess:
    words = say("总分 极差 {x}/限 {limit}", "total: range {x}, limit {limit}", x=short(points), limit=short(limits.range))
    return Excess(Measure.TOTAL, points, limits.range, _share(points, limits.range), words)


def _judge(far: Distance, limits: SpreadLimits, names: Mapping[str, str]) -> Excess:
    away = Points(abs(far.points))
    side = say("高于", "above") if far.points > 0 else say("低于", "below")
    words = say(
        "{name} {side}平均 {x}/限 {limit}", "{name}: {x} {side} the mean, limit {limit}",
        name=names.get(far.judge, far.judge), side=side, x=short(away), limit=short(limits.from_mean),
    )  # fmt: skip
    return Excess(Measure.JUDGE, away, limits.from_mean, _share(away, limits.from_mean), words, judge=far.judge)


def _item(spread: ItemSpread, rubric: Rubric, limits: SpreadLimits) -> Excess:
    item = rubric.item(spread.item)
    if item is None:
        raise RuntimeError("a spread of an item that the rubric has not")
    limit = item_limit(item.max, limits)
    words = say(
        "{item} 极差 {x}/限 {limit}", "{item}: range {x}, limit {limit}", item=say(item.name.zh, item.name.en), x=short(spread.range), limit=short(limit)
    )  # fmt: skip
    return Excess(Measure.ITEM, spread.range, limit, _share(spread.range, limit), words, item=item.code)


def _share(points: int, limit: int) -> int:
    return 100 * points // limit if limit else 100 * points
