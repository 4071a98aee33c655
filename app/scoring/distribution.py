"""How a judge's own points are spread so far: counts per bucket, to see whether one always gives the same.

It is shown to the judge alone and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.models.rubric import Rubric
from app.models.shape import Points
from app.scoring import totals

MOST_BUCKETS = 24
_WIDTHS = (1, 2, 4, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
"""Widths of a bucket in steps."""


@dataclass(frozen=True)
class Bucket:
    """`count` of values from `low` to `high`, both included, in hundredths."""

    low: Points
    high: Points
    count: int


@dataclass(frozen=True)
class Strip:
    """One item's values (or the totals', then `item` is None) in buckets of `width` hundredths that leave no gap.

    `median` is the lower middle value; None without values.
    """

    item: str | None
    width: Points
    buckets: tuple[Bucket, ...]
    filled: int
    median: Points | None

    @property
    def highest(self) -> int:
        """The largest count, for the height of the strip."""
        return max((b.count for b in self.buckets), default=0)


def strip(values: Iterable[Points], low: Points, high: Points, step: Points, item: str | None = None) -> Strip:
    """Counts per bucket between `low` and `high`; a bucket is the smallest multiple of `step` that gives few enough."""
    found = sorted(values)
    wanted = -(-(high - low) // MOST_BUCKETS)
    width = next((n * step for n in _WIDTHS if n * step >= wanted), _WIDTHS[-1] * step)
    starts = range(low, high + 1, width)
    counts = [sum(start <= v < start + width for v in found) for start in starts]
    buckets = tuple(Bucket(Points(s), Points(min(s + width - step, high)), n) for s, n in zip(starts, counts, strict=True))
    return Strip(item, Points(width), buckets, len(found), found[(len(found) - 1) // 2] if found else None)


def of_rubric(rubric: Rubric, sheets: Iterable[Mapping[str, Points]]) -> tuple[Strip, ...]:
    """A strip for each item in order, then one of the totals of sheets without blanks."""
    listed = list(sheets)
    made = [strip([p[i.code] for p in listed if i.code in p], i.min, i.max, i.step, i.code) for i in rubric.items]
    whole = [total for p in listed if (total := totals.complete_total(p, rubric)) is not None]
    least = Points(sum(i.min for i in rubric.items))
    finest = Points(min((i.step for i in rubric.items), default=Points(100)))
    return (*made, strip(whole, least, rubric.total, finest))
