"""Two-way least squares, score = submission + judge, by the Schur complement over the judges.

The submissions' block is diagonal, so one dense judges × judges system is all there is. Within each connected part the
judges' effects sum to zero, unweighted; between parts nothing is compared.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.linalg import lapack

from app.scoring.statistics import judge_sums
from app.scoring.statistics.f_quantile import f_quantile
from app.scoring.statistics.graph import Parts
from app.scoring.statistics.pairs import SharedReads
from app.scoring.statistics.table import Floats, Ratings

_ROUNDING = 1e-10
"""Residuals below this share of the largest score are rounding, not disagreement."""


@dataclass(frozen=True, eq=False)
class LeastSquares:
    """Adjusted scores of submissions and effects of judges, in the table's order.

    `unit_covariance` (J × J) is the judges' covariance per unit of residual variance, its pseudo-inverse sense per part.
    `sigma` is None without residual degrees of freedom; 0 when judges differ by nothing but a shift.
    """

    submission: Floats
    judge: Floats
    rss: float
    df_resid: int
    sigma: float | None
    unit_covariance: Floats
    unit_variance: Floats
    """Of the submissions, per unit of residual variance."""

    @property
    def zero_residual(self) -> bool:
        """Whether every judge keeps exactly the same distance from the others."""
        return self.sigma == 0

    @property
    def half_width(self) -> float:
        """So many standard errors are half of a 95 % interval: Student's t, for the residual variance is estimated from few scores."""
        return math.sqrt(f_quantile(0.95, 1, self.df_resid)) if self.df_resid else math.inf

    def submission_se(self) -> Floats | None:
        """Standard errors of the adjusted scores, None without a residual."""
        return self.sigma * np.sqrt(self.unit_variance) if self.sigma else None

    def judge_se(self) -> Floats | None:
        """Standard errors of the judges' effects, None without a residual."""
        return self.sigma * np.sqrt(np.maximum(np.diag(self.unit_covariance), 0)) if self.sigma else None


def least_squares(table: Ratings, shared: SharedReads, found: Parts) -> LeastSquares:
    """Solve for all parts at once."""
    covariance = unit_covariance(table, shared, found)
    centred = table.score - table.grand_mean
    means = table.over_submissions(centred) / table.reads
    judge = covariance @ table.over_judges(centred - means[table.row])
    submission = means - judge_sums.sums(table, judge) / table.reads
    residual = centred - submission[table.row] - judge[table.col]
    rss = float(residual @ residual)
    free = len(table.score) - len(table.submissions) - len(table.judges) + found.count
    variance = 1 / table.reads + judge_sums.quadratic(table, covariance) / table.reads**2
    sigma = _sigma(table, rss, free)
    return LeastSquares(submission + table.grand_mean, judge, rss, free, sigma, covariance, variance)


def unit_covariance(table: Ratings, shared: SharedReads, found: Parts) -> Floats:
    """(Zjᵀ(I − Ps)Zj)⁺: each part's null direction (all its judges up) is lifted before factoring and taken out after."""
    made = -shared.weighted(1 / shared.reads)
    made[np.diag_indices_from(made)] += table.judge_reads
    lift = float(np.diag(made).mean()) or 1.0
    sizes = np.bincount(found.judges, minlength=found.count)
    null = (found.judges[:, None] == found.judges[None, :]) / sizes[found.judges][:, None]
    factor, info = lapack.dpotrf(made + lift * null, lower=1, clean=1)
    if info:
        raise ArithmeticError("the judges' system is singular beyond its parts")
    half, _ = lapack.dpotri(factor, lower=1)
    inverse = half + np.tril(half, -1).T
    return np.asarray(inverse - null / lift)


def _sigma(table: Ratings, rss: float, free: int) -> float | None:
    if free < 1:
        return None
    largest = float(np.abs(table.score).max())
    return 0.0 if math.sqrt(rss / len(table.score)) <= _ROUNDING * largest else math.sqrt(rss / free)
