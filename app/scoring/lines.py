"""名额线: the entries around the line of a quota, as the meeting looks at them.

Above the line are those who have the level or better, at the line those who share a rank and wait, below it the rest of
the quota's field and panel. Ties are one block and never cut apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.models.season import Level, Quota, QuotaScope
from app.models.shape import Points
from app.scoring.awards import QuotaMeter, TieAtLine
from app.scoring.view import PanelRow, PanelView

_SCOPES = (QuotaScope.SEASON, QuotaScope.FIELD, QuotaScope.PANEL, QuotaScope.FIELD_PANEL)


class Side(StrEnum):
    """Where an entry lies: above the line, tied at it, below it."""

    ABOVE = "above"
    TIED = "tied"
    BELOW = "below"


@dataclass(frozen=True)
class AtLine:
    """One entry beside a line; `gap` is its official score minus the line's (`at_score`), in hundredths, None without either."""

    row: PanelRow
    side: Side
    gap: Points | None


@dataclass(frozen=True)
class Around:
    """The rows around one quota's line, best first, and how many lie above it and wait at it in all."""

    meter: QuotaMeter
    rows: tuple[AtLine, ...]
    above: int
    tied: int


def in_order(view: PanelView, levels: Sequence[Level]) -> tuple[QuotaMeter, ...]:
    """The meters by level (best first), scope (season, field, panel, field×panel), field and panel."""
    depth = {level.code: n for n, level in enumerate(levels)}
    return tuple(
        sorted(
            view.meters,
            key=lambda m: (depth.get(m.quota.level, 0), _SCOPES.index(m.quota.scope), m.quota.field or "", m.quota.panel or ""),
        )
    )


def around(view: PanelView, levels: Sequence[Level], meter: QuotaMeter, rows: int) -> Around:
    """`rows` entries on each side of the meter's line. Entries without a rank do not appear."""
    codes = [level.code for level in levels]
    enough = set(codes[: codes.index(meter.quota.level) + 1]) if meter.quota.level in codes else set()
    waiting = {e for t in view.ties if _same(t.quota, meter.quota) and not t.settled for e in t.entries}
    sides: dict[Side, list[PanelRow]] = {side: [] for side in Side}
    for row in view.rows:
        if row.counted and row.rank is not None and covers(meter.quota, row):
            sides[Side.TIED if row.code in waiting else Side.ABOVE if row.level in enough else Side.BELOW].append(row)
    ranked = [r.official for found in sides.values() for r in found if r.official is not None]
    line = at_score(ranked, meter.quota.places, _floor(levels, meter.quota))
    shown = [
        *((r, Side.ABOVE) for r in sides[Side.ABOVE][max(0, len(sides[Side.ABOVE]) - rows) :]),
        *((r, Side.TIED) for r in sides[Side.TIED]),
        *((r, Side.BELOW) for r in sides[Side.BELOW][:rows]),
    ]
    found = (AtLine(r, side, None if line is None or r.official is None else Points(r.official - line)) for r, side in shown)
    return Around(meter, tuple(found), len(sides[Side.ABOVE]), len(sides[Side.TIED]))


def at_score(scores: Sequence[Points], places: int, floor: Points | None) -> Points | None:
    """The score at which a line of so many places is drawn: that of the last place among `scores`, whatever their order and whoever
    people moved over it; a tie that waits for the last place therefore stands at the line. Never below the level's floor. None where
    there are places for everybody and no floor.
    """
    if not 0 < places < len(scores):
        return floor
    last = sorted(scores, reverse=True)[places - 1]
    return last if floor is None else max(last, floor)


def _floor(levels: Sequence[Level], quota: Quota) -> Points | None:
    return next((level.floor for level in levels if level.code == quota.level), None)


def near_codes(view: PanelView, levels: Sequence[Level], rows: int) -> frozenset[str]:
    """Entries within `rows` of any line, with those tied at one."""
    return frozenset(a.row.code for meter in view.meters for a in around(view, levels, meter, rows).rows)


def covers(quota: Quota, row: PanelRow) -> bool:
    """Whether the quota is about this entry."""
    by_field = quota.scope in (QuotaScope.FIELD, QuotaScope.FIELD_PANEL)
    by_panel = quota.scope in (QuotaScope.PANEL, QuotaScope.FIELD_PANEL)
    return (not by_field or quota.field == row.field) and (not by_panel or quota.panel == row.panel)


def tie_of(view: PanelView, level: str, entries: Sequence[str]) -> TieAtLine | None:
    """The open tie at a line of this level that is made of exactly these entries."""
    wanted = tuple(sorted(entries))
    return next((t for t in view.ties if t.quota.level == level and t.entries == wanted and not t.settled), None)


def share_rank(rows: Sequence[PanelRow], within: QuotaScope | None) -> bool:
    """Whether these are two or more that stand at one rank of one ranking: each field, or panel, may have a first of its own."""
    by_field, by_panel = within in (QuotaScope.FIELD, QuotaScope.FIELD_PANEL), within in (QuotaScope.PANEL, QuotaScope.FIELD_PANEL)
    places = {(r.rank, r.official, r.field if by_field else "", r.panel if by_panel else "") for r in rows}
    return len(rows) > 1 and len(places) == 1 and rows[0].rank is not None


def _same(a: Quota, b: Quota) -> bool:
    return (a.level, a.scope, a.field, a.panel) == (b.level, b.scope, b.field, b.panel)
