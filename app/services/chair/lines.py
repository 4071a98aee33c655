"""名额: the meters of every quota in words, and the rows around each line (名额线附近)."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.words import say
from app.models.season import QuotaScope
from app.models.shape import Points
from app.scoring import lines as rules
from app.scoring.awards import QuotaMeter
from app.scoring.lines import Around, AtLine, Side
from app.services.chair.assembly import Assembly, PanelSays
from app.services.chair.decision_words import level_words
from app.services.chair.panel_assembly import assembly
from app.services.profile import Profile

__all__ = ["NEAR", "LineRow", "Meter", "QuotaLine", "Side", "meters", "near", "near_of", "of_assembly"]

NEAR = 6
"""Rows above and below a line unless asked otherwise: 12 fill the projected list."""


@dataclass(frozen=True)
class Meter:
    """One quota as it stands. `name`: "优秀级 · 制造类"; `places` 名额, `taken` 已定, `left` 余, `under_floor` 未达线, `extra` 增额,
    `over`: beyond the places and not granted yet (shown in red); `tied`: entries that wait at the line; `words`: all in one line."""

    level: str
    scope: QuotaScope
    field: str | None
    panel: str | None
    name: str
    places: int
    taken: int
    left: int
    under_floor: int
    extra: int
    over: int
    tied: int
    words: str


@dataclass(frozen=True)
class LineRow:
    """One row near a line. `gap`: official score minus that at which the line is drawn (hundredths; None without either).
    `panel`: what its panel closed with, where several panels stand in one order; `asks`: it has its level beyond the places, not granted yet."""

    code: str
    title: str
    rank: int | None
    official: Points | None
    level: str | None
    side: Side
    gap: int | None
    deferred: bool
    stale: bool
    panel: PanelSays | None = None
    asks: bool = False


@dataclass(frozen=True)
class QuotaLine:
    """The line of one meter with the rows around it, best first; `words`: "优秀级 名额 16 · 线上 15 · 并列 2"."""

    meter: Meter
    rows: tuple[LineRow, ...]
    words: str


def meters(profile: Profile, *, round_number: int | None = None) -> tuple[Meter, ...]:
    """Every quota's meter, in the order of the levels and of the scopes season, field, panel, field×panel. Behind the gate."""
    return of_assembly(assembly(profile, round_number=round_number))


def near(profile: Profile, *, rows: int = NEAR, round_number: int | None = None) -> tuple[QuotaLine, ...]:
    """名额线附近: `rows` entries on each side of every line, ties never cut apart. Behind the gate."""
    return near_of(assembly(profile, round_number=round_number), rows=rows)


def of_assembly(here: Assembly) -> tuple[Meter, ...]:
    """The meters of a meeting already at hand."""
    return tuple(_meter(here, m) for m in rules.in_order(here.view, here.season.levels))


def near_of(here: Assembly, *, rows: int = NEAR) -> tuple[QuotaLine, ...]:
    """The lines of a meeting already at hand."""
    levels = here.season.levels
    return tuple(_line(here, rules.around(here.view, levels, m, rows)) for m in rules.in_order(here.view, levels))


def _line(here: Assembly, around: Around) -> QuotaLine:
    meter = _meter(here, around.meter)
    words = say(
        "{name} 名额 {places} · 线上 {above}",
        "{name}: {places} {places:place|places} · {above} above",
        name=meter.name,
        places=meter.places,
        above=around.above,
    )
    if around.tied:
        words += say(" · 并列 {n}", " · {n} tied", n=around.tied)
    return QuotaLine(meter, tuple(_row(here, a) for a in around.rows), words)


def _row(here: Assembly, at: AtLine) -> LineRow:
    row, says = at.row, here.panel_says(at.row.code)
    return LineRow(
        row.code,
        row.title,
        row.rank,
        row.official,
        row.level,
        at.side,
        at.gap,
        row.deferred,
        bool(row.stale),
        says,
        row.code in here.asking,
    )


def _meter(here: Assembly, meter: QuotaMeter) -> Meter:
    quota = meter.quota
    name = " · ".join(x for x in (level_words(here.season, quota.level), here.place_words(quota.field, quota.panel)) if x)
    words = say(
        "{name} 名额 {places} · 已定 {taken} · 余 {left} · 未达线 {under}",
        "{name}: {places} {places:place|places} · {taken} taken · {left} left · {under} under the floor",
        name=name,
        places=quota.places,
        taken=meter.taken,
        left=meter.left,
        under=meter.under_floor,
    )
    if meter.extra:
        words += say(" · 增额 {n}", " · {n} extra", n=meter.extra)
    if meter.over:
        words += say(" · 超出 {n}（待批准）", " · {n} over (not granted)", n=meter.over)
    if meter.tied:
        words += say(" · 并列 {n}", " · {n} tied", n=meter.tied)
    return Meter(
        quota.level, quota.scope, quota.field, quota.panel, name, quota.places, meter.taken, meter.left, meter.under_floor, meter.extra,
        meter.over, meter.tied, words,
    )  # fmt: skip
