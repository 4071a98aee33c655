"""How well groups of judges can be compared, and which further read would tell most.

Both follow from the judges' covariance alone. The gain of a read is exact: the drop in the mean variance of the adjusted
scores (each against their mean) if that submission were read by that judge too, by a rank-one update.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from app.scoring.statistics import judge_sums
from app.scoring.statistics.graph import Parts
from app.scoring.statistics.ols import LeastSquares
from app.scoring.statistics.pairs import SharedReads
from app.scoring.statistics.table import Floats, Ints, Ratings
from app.scoring.statistics.values import Contrast, ExtraRead

_CELLS = 1 << 21


def contrasts(table: Ratings, fit: LeastSquares, groups: Iterable[Sequence[int]], found: Parts) -> tuple[Contrast, ...]:
    """Difference of mean severity and its sd for every two groups of judges (indices) inside one part."""
    pairs = combinations([list(g) for g in groups], 2)
    return tuple(_contrast(table, fit, one, other) for one, other in pairs if _joined(found, one, other))


def panel_contrasts(table: Ratings, fit: LeastSquares, panels: Mapping[str, Sequence[int]], found: Parts) -> tuple[Contrast, ...]:
    """The same of panels by name."""
    pairs = combinations(sorted(panels), 2)
    return tuple(
        replace(_contrast(table, fit, list(panels[one]), list(panels[other])), names=(one, other))
        for one, other in pairs
        if _joined(found, panels[one], panels[other])
    )


def _joined(found: Parts, one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether all of them lie in one part: a mean severity over two parts is a mean of nothing."""
    return len({int(found.judges[j]) for j in (*one, *other)}) == 1


def _contrast(table: Ratings, fit: LeastSquares, one: list[int], other: list[int]) -> Contrast:
    weight = np.zeros(len(table.judges))
    weight[one] += 1 / len(one)
    weight[other] -= 1 / len(other)
    variance = max(0.0, float(weight @ fit.unit_covariance @ weight))
    names = [tuple(table.judges[j] for j in sorted(g)) for g in (one, other)]
    sd = (fit.sigma or 0.0) * float(np.sqrt(variance))
    return Contrast(names[0], names[1], float(weight @ fit.judge), sd, fit.half_width * sd)


def extra_reads(
    table: Ratings, shared: SharedReads, fit: LeastSquares, count: int, closed: Collection[tuple[str, str]] = ()
) -> tuple[ExtraRead, ...]:
    """The `count` reads of different submissions that would tell most; `closed` (submission, judge) pairs cannot be read.

    `table` is one connected part.
    """
    if table.complete:
        return ()
    gains = _Gains(table, shared, fit)
    shut = np.array(sorted(gains.place(s, j) for s, j in closed if gains.knows(s, j)), dtype=np.int64)
    whole = gains.whole
    best = sorted(gains.best(shut), key=lambda g: (-g[0], g[1], g[2]))[:count]
    return tuple(ExtraRead(table.submissions[i], table.judges[j], gain / whole) for gain, i, j in best if gain > 0)


class _Gains:
    """Gains of all unread pairs, a block of submissions at a time; per unit of residual variance."""

    def __init__(self, table: Ratings, shared: SharedReads, fit: LeastSquares) -> None:
        self.table, self.p = table, fit.unit_covariance
        total = len(table.submissions)
        weights = table.over_judges((1 / table.reads)[table.row]) / total
        centre = float((1 / table.reads).sum()) / total**2 + float(weights @ self.p @ weights)
        self.whole = float(fit.unit_variance.sum()) - total * centre
        both = shared.weighted(1 / shared.reads**2) - total * np.outer(weights, weights)
        self.q = self.p @ both @ self.p
        self.mean = self.p @ weights
        self.own = judge_sums.quadratic(table, self.p) / table.reads**2
        self.own_q = judge_sums.quadratic(table, self.q) / table.reads**2
        self._judge = {name: n for n, name in enumerate(table.judges)}
        self._submission = {name: n for n, name in enumerate(table.submissions)}

    def knows(self, submission: str, judge: str) -> bool:
        return submission in self._submission and judge in self._judge

    def place(self, submission: str, judge: str) -> int:
        return self._submission[submission] * len(self.table.judges) + self._judge[judge]

    def best(self, shut: Ints) -> list[tuple[float, int, int]]:
        """(gain, submission, judge): the best judge for each submission."""
        table, judges = self.table, len(self.table.judges)
        size = max(1, _CELLS // judges)
        found = []
        for start in range(0, len(table.submissions), size):
            stop = min(start + size, len(table.submissions))
            block = self._block(start, stop)
            rows = slice(int(table.starts[start]), int(table.starts[stop]))
            block[table.row[rows] - start, table.col[rows]] = -1
            inside = shut[(shut >= start * judges) & (shut < stop * judges)] - start * judges
            block.ravel()[inside] = -1
            top = block.argmax(axis=1)
            found += [(float(block[i, j]), start + i, int(j)) for i, j in enumerate(top)]
        return found

    def _block(self, start: int, stop: int) -> Floats:
        table = self.table
        total, chosen = len(table.submissions), slice(start, stop)
        rows = slice(int(table.starts[start]), int(table.starts[stop]))
        reads, own = table.reads[chosen, None], self.own[chosen, None]
        mean = np.zeros((stop - start, len(table.judges)))
        mean[table.row[rows] - start, table.col[rows]] = (1 / table.reads)[table.row[rows]]
        zp, zq = mean @ self.p, mean @ self.q
        self_p, self_q = np.diag(self.p), np.diag(self.q)
        variance = 1 / reads + own - 2 * zp + self_p
        inner = own - zp - (mean @ self.mean)[:, None] + self.mean
        square = (1 - 1 / total) / reads**2 + 2 / reads * inner + self.own_q[chosen, None] - 2 * zq + self_q
        return np.asarray(square / (1 + variance))
