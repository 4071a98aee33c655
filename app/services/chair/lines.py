"""名额: the meters of every quota in words, and the rows around each line (名额线附近)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.models.season import QuotaScope
from app.models.shape import Points
from app.services.profile import Profile

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


class Side(StrEnum):
    """Where an entry lies: above the line, tied at it, below it."""

    ABOVE = "above"
    TIED = "tied"
    BELOW = "below"


@dataclass(frozen=True)
class LineRow:
    """One row near a line. `gap`: official score minus that of the last entry above the line (hundredths; None without a score)."""

    code: str
    title: str
    rank: int | None
    official: Points | None
    level: str | None
    side: Side
    gap: int | None
    deferred: bool
    stale: bool


@dataclass(frozen=True)
class QuotaLine:
    """The line of one meter with the rows around it, best first; `words`: "优秀级 名额 16 · 线上 15 · 并列 2"."""

    meter: Meter
    rows: tuple[LineRow, ...]
    words: str


def meters(profile: Profile, *, round_number: int | None = None) -> tuple[Meter, ...]:
    """Every quota's meter, in the order of the levels and of the scopes season, field, panel, field×panel. Behind the gate."""
    raise NotImplementedError


def near(profile: Profile, *, rows: int = NEAR, round_number: int | None = None) -> tuple[QuotaLine, ...]:
    """名额线附近: `rows` entries on each side of every line, ties never cut apart. Behind the gate."""
    raise NotImplementedError
