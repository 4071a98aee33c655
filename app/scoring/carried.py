"""带入分: how the score of an earlier round enters the result of a later one. Exact, ROUND_HALF_UP once."""

from __future__ import annotations

from app.models.season import Season
from app.models.shape import Points

WHOLE = 100


def weight(season: Season, round_number: int) -> int:
    """The share of a round's own score in its result, in per cent; 100 for a round the season lacks."""
    stage = season.round(round_number)
    return stage.weight_percent if stage else WHOLE


def combined(own: Points | None, carried: Points | None, percent: int) -> Points | None:
    """`own` by `percent` and `carried` by the rest (hundredths). Without a score of one's own there is none; without anything
    carried one's own stands alone."""
    if own is None or carried is None:
        return own
    return Points((2 * (own * percent + carried * (WHOLE - percent)) + WHOLE) // (2 * WHOLE))
