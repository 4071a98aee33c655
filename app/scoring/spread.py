"""分差: which entries the judges saw so differently that they should talk.

A finding points at a discussion; it never changes a score. Limits come from the policy, distances are
exact (no rounded mean decides a flag), in hundredths.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.models.rubric import Rubric
from app.models.season import SpreadLimits
from app.models.shape import Points
from app.scoring.aggregate import mean


@dataclass(frozen=True)
class Distance:
    """How far one judge is from the mean of all judges of the entry: hundredths, below is negative."""

    judge: str
    points: int


@dataclass(frozen=True)
class ItemSpread:
    """max−min over the judges on one item, as hundredths and in whole per cent (down) of the item's full points."""

    item: str
    range: Points
    percent: int
    flag: bool


@dataclass(frozen=True)
class SpreadFinding:
    """One entry. `range` None without scores; `far` are the judges beyond the limit, `items` every item scored twice or more."""

    range: Points | None
    wide: bool = False
    far: tuple[Distance, ...] = ()
    items: tuple[ItemSpread, ...] = ()

    @property
    def flag(self) -> bool:
        """需复议: any limit is exceeded."""
        return self.wide or bool(self.far) or any(i.flag for i in self.items)

    @property
    def widest(self) -> ItemSpread | None:
        """The item the judges differ most about, by share of its full points; the first of equals."""
        return max(self.items, key=lambda i: i.percent, default=None)


def spread(
    totals: Mapping[str, Points | None], items: Mapping[str, Mapping[str, Points]], rubric: Rubric, limits: SpreadLimits
) -> SpreadFinding:
    """Compare the judges of one entry. `totals`: judge → total, None left out; `items`: judge → item → points.

    Flags need more than the limit: exactly 15.00 apart is still quiet.
    """
    valid = {judge: points for judge, points in sorted(totals.items()) if points is not None}
    if not valid:
        return SpreadFinding(None)
    width = Points(max(valid.values()) - min(valid.values()))
    counted = {judge: items.get(judge, {}) for judge in valid}
    return SpreadFinding(width, width > limits.range, _far(valid, limits), _items(counted, rubric, limits))


def _far(valid: Mapping[str, Points], limits: SpreadLimits) -> tuple[Distance, ...]:
    total, reads = sum(valid.values()), len(valid)
    centre = mean(list(valid.values()))
    beyond = {judge: points - centre for judge, points in valid.items() if abs(reads * points - total) > limits.from_mean * reads}
    return tuple(Distance(judge, beyond[judge]) for judge in sorted(beyond, key=lambda j: (-abs(beyond[j]), j)))


def _items(counted: Mapping[str, Mapping[str, Points]], rubric: Rubric, limits: SpreadLimits) -> tuple[ItemSpread, ...]:
    found = []
    for item in rubric.items:
        values = [points[item.code] for points in counted.values() if item.code in points]
        if len(values) > 1:
            width = Points(max(values) - min(values))
            found.append(ItemSpread(item.code, width, 100 * width // item.max, 100 * width > limits.item_percent * item.max))
    return tuple(found)
