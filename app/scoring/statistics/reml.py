"""Crossed random effects by exact REML: how much submissions differ, how much judges differ, and what is left.

Newton steps with the average information in log a, log b; both fits at the boundary (a variance of 0) are made too and
the lowest criterion counts. Nothing is drawn or iterated over the scores, so a fit is exact and repeatable.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from app.scoring.statistics import judge_sums
from app.scoring.statistics.likelihood import Point, Sums, sums_of
from app.scoring.statistics.one_way import best_ratio, one_way
from app.scoring.statistics.pairs import SharedReads
from app.scoring.statistics.table import Floats, Ratings

_STEPS, _HALVINGS = 60, 20
_FLAT, _NOISE = 1e-9, 1e-13
"""What is no difference of criteria; rounding of a criterion, as a share of it."""
_GONE = 1e-9
"""A ratio of variances below this is 0: sd below 3e-5 of the residual's."""
_LEAST = 1e-3
_SMALL = 3_000
_ELSEWHERE = ((1.0, 1.0), (3.0, 30.0), (30.0, 3.0))
"""Small tables may have two valleys: these starts are tried too, as they are where the first one ends at an edge."""


@dataclass(frozen=True, eq=False)
class Fit:
    """The fit, as arrays in the table's order. Effects are differences from `intercept`; sds in the scores' units.

    `boundary` names the variances estimated as 0: "sd_submission", "sd_judge". `condsd_…` are those given the mean,
    `predsd_submission` adds the uncertainty of the mean.
    """

    point: Point
    boundary: tuple[str, ...]
    intercept: float
    sd_submission: float
    sd_judge: float
    sd_residual: float
    blup_submission: Floats
    blup_judge: Floats
    condsd_submission: Floats
    condsd_judge: Floats
    predsd_submission: Floats

    @property
    def criterion(self) -> float:
        """−2 log restricted likelihood."""
        return self.point.criterion


def fit(table: Ratings, shared: SharedReads | None = None) -> Fit:
    """Fit `table`. It must vary, have two judges, two submissions, and leave residual degrees of freedom that are not 0."""
    return _finished(best(sums_of(table, shared)))


def best(sums: Sums) -> Point:
    """The point with the lowest criterion, inside or on the boundary."""
    edges = _edges(sums)
    lowest = min(edges, key=lambda p: p.criterion)
    inside = _newton(_start(edges[1]))
    found = [inside]
    if len(sums.table.score) <= _SMALL or min(inside.a, inside.b) <= _GONE:
        found += [_newton(Point(sums, a, b)) for a, b in _ELSEWHERE]
    better = [p for p in found if min(p.a, p.b) > _GONE and p.criterion < lowest.criterion - _FLAT]
    return min(better, key=lambda p: p.criterion, default=lowest)


def _edges(sums: Sums) -> tuple[Point, Point, Point]:
    """Both variances 0, and each of them alone."""
    table = sums.table
    squares = sums.within + float(sums.square.sum())
    a = best_ratio(one_way(table.reads, sums.submission_total, squares))
    b = best_ratio(one_way(table.judge_reads, sums.judge_total, squares))
    return Point(sums, 0.0, 0.0), Point(sums, a, 0.0), Point(sums, 0.0, b)


def _start(edge: Point) -> Point:
    """Where moments put it: inside submissions only judges and residual differ, which gives both; `edge` gives the rest."""
    sums, table = edge.sums, edge.sums.table
    share = 1 / sums.shared.reads
    within = -sums.shared.weighted(share)
    within[np.diag_indices_from(within)] += table.judge_reads
    own = np.diag(within)
    seen = sums.judge_total - share @ sums.totals_read
    read = own > 0
    left = np.array(
        [
            [float(((within**2).sum(axis=0)[read] / own[read]).sum()), float(read.sum())],
            [float(own.sum()), float(sums.count - len(table.submissions))],
        ]
    )
    judge, residual = np.linalg.lstsq(left, np.array([float((seen[read] ** 2 / own[read]).sum()), sums.within]), rcond=None)[0]
    if residual <= 0 or judge <= 0:
        return Point(sums, max(edge.a, _LEAST), _LEAST)
    return Point(sums, max(edge.a * edge.residual_variance / residual, _LEAST), max(judge / residual, _LEAST))


def _newton(start: Point) -> Point:
    """Downhill in the logarithms of both ratios until the slope is flat or a ratio is gone."""
    here = start
    for _ in range(_STEPS):
        ratios = np.array([here.a, here.b])
        slope = here.slope * ratios
        step = _step(here.curvature * np.outer(ratios, ratios), slope)
        if float(np.abs(slope) @ np.abs(step)) < _FLAT / 100 or ratios.min() < _GONE:
            break
        lower = _downhill(here, step, float(slope @ step))
        if lower is None:
            break
        here = lower
    return here


def _step(curvature: Floats, slope: Floats) -> Floats:
    """−curvature⁻¹·slope, at most 3 in a logarithm; a curvature that is not positive is lifted."""
    values, vectors = np.linalg.eigh(curvature)
    lifted = np.maximum(values, max(1e-6, 1e-6 * float(values[-1])))
    step: Floats = -(vectors / lifted) @ (vectors.T @ slope)
    return step * min(1.0, 3.0 / max(3.0, float(np.abs(step).max())))


def _downhill(here: Point, step: Floats, promised: float) -> Point | None:
    share, noise = 1.0, _NOISE * abs(here.criterion)
    for _ in range(_HALVINGS):
        there = Point(here.sums, here.a * math.exp(share * step[0]), here.b * math.exp(share * step[1]))
        if there.criterion <= here.criterion + 1e-4 * share * promised + noise:
            return there
        share /= 2
    return None


def _finished(point: Point) -> Fit:
    table, a, b = point.sums.table, point.a, point.b
    variance = point.residual_variance
    u, rho, k = point.effects
    spread = point.inverse
    shrink = a / (1 + a * table.reads)
    conditional = variance * (shrink + shrink**2 * b * judge_sums.quadratic(table, spread))
    mean = variance * (a * k) ** 2 / point.profile[0]
    gone = [name for name, ratio in (("sd_submission", a), ("sd_judge", b)) if not ratio]
    return Fit(
        point, tuple(gone), table.grand_mean + point.profile[1],
        math.sqrt(a * variance), math.sqrt(b * variance), math.sqrt(variance),
        a * rho, b * u, np.sqrt(conditional), np.sqrt(variance * b * np.diag(spread)), np.sqrt(conditional + mean),
    )  # fmt: skip
