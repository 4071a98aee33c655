"""The restricted likelihood of one random factor alone: the two boundary fits of the crossed model cost nothing.

Levels of equal size enter by their sums, so an evaluation takes one operation per distinct size.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from app.scoring.statistics.table import Floats, Ints, summed

_GRID = np.exp(np.linspace(math.log(1e-8), math.log(1e8), 65))
_BISECTIONS = 80


@dataclass(frozen=True, eq=False)
class OneWay:
    """Per distinct size: `sizes`, `levels` of that size, and of their centred totals the sums and the sums of squares."""

    sizes: Floats
    levels: Floats
    total: Floats
    square: Floats
    within: float

    def slope(self, ratio: float) -> float:
        """Derivative of the criterion by the ratio of the factor's variance to the residual's."""
        shrink = 1 / (1 + ratio * self.sizes)
        q1 = float(self.levels * self.sizes @ shrink)
        mean = float(self.total @ shrink) / q1
        rest = self._rest(shrink, q1)
        parts = self.square - 2 * self.sizes * mean * self.total + self.sizes**2 * mean**2 * self.levels
        k = float(self.levels @ (self.sizes * shrink) ** 2)
        return q1 - k / q1 - self._free * float(parts @ shrink**2) / rest

    def criterion(self, ratio: float) -> float:
        """−2 log restricted likelihood, without constants."""
        shrink = 1 / (1 + ratio * self.sizes)
        q1 = float(self.levels * self.sizes @ shrink)
        return self._free * math.log(self._rest(shrink, q1)) + math.log(q1) - float(self.levels @ np.log(shrink))

    @property
    def _free(self) -> float:
        return float(self.levels @ self.sizes) - 1

    def _rest(self, shrink: Floats, q1: float) -> float:
        return self.within + float(self.square / self.sizes @ shrink) - float(self.total @ shrink) ** 2 / q1


def one_way(sizes: Ints, totals: Floats, squares: float) -> OneWay:
    """`sizes` and centred `totals` of the levels; `squares`: the centred sum of squares of all scores."""
    distinct, place = np.unique(sizes, return_inverse=True)
    within = max(0.0, squares - float(totals**2 @ (1 / sizes)))
    levels, total, square = (summed(place, w, len(distinct)) for w in (np.ones(len(sizes)), totals, totals**2))
    return OneWay(distinct.astype(np.float64), levels, total, square, within)


def best_ratio(model: OneWay) -> float:
    """The ratio with the lowest criterion; 0 when no positive one is lower. Within 1e-12 relative."""
    if model.within == 0:
        return 0.0  # one score in each level: nothing tells the factor from the residual
    looks = [model.criterion(float(r)) for r in _GRID]
    at = int(np.argmin(looks))
    low, high = float(_GRID[max(0, at - 1)]), float(_GRID[min(len(_GRID) - 1, at + 1)])
    for _ in range(_BISECTIONS):
        middle = math.sqrt(low * high)
        low, high = (low, middle) if model.slope(middle) > 0 else (middle, high)
    found = math.sqrt(low * high)
    return found if model.criterion(found) < model.criterion(0.0) else 0.0
