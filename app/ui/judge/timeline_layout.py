"""Where moments and note marks lie on the timeline: pure arithmetic, so that it can be tested without a widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """The track from `left` to `right` (pixels) stands for 0 to `length` milliseconds; 0 while the length is unknown."""

    left: float
    right: float
    length: int

    def x(self, moment: int) -> float:
        """Where a moment lies; beyond the end is the end."""
        if self.length <= 0:
            return self.left
        return self.left + (self.right - self.left) * max(0, min(moment, self.length)) / self.length

    def moment(self, x: float) -> int:
        """The moment at a place; beside the track is its end."""
        wide = self.right - self.left
        if self.length <= 0 or wide <= 0:
            return 0
        return round(self.length * max(0.0, min((x - self.left) / wide, 1.0)))


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places in the same order, `gap` apart where there is room, as near to those wanted as that allows, inside low…high.

    With more than fit they share the room evenly. `wanted` ascends.
    """
    count = len(wanted)
    if count == 0:
        return []
    room = max(0.0, high - low)
    gap = min(gap, room / (count - 1)) if count > 1 else gap
    placed: list[float] = []
    for x in wanted:
        placed.append(max(low, x if not placed else max(x, placed[-1] + gap)))
    limit = high
    for at in range(count - 1, -1, -1):
        placed[at] = max(low, min(placed[at], limit))
        limit = placed[at] - gap
    return placed


def neighbour(places: Sequence[tuple[int, int]], here: tuple[int, int], by: int) -> int | None:
    """Index of the next place behind `here` (by 1) or before it (by −1); None at the end. `places` ascends."""
    if by > 0:
        return next((n for n, place in enumerate(places) if place > here), None)
    return next((n for n in range(len(places) - 1, -1, -1) if places[n] < here), None)
