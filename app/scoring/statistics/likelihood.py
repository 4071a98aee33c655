"""The exact REML criterion of score = mean + submission + judge + residual, and its slope and curvature.

With a, b the variances of submissions and judges over that of the residual, V = I + a·ZsZsᵀ + b·ZjZjᵀ. Submissions
are eliminated by hand (their block is diagonal), mean and residual variance are profiled out; what is left for each
evaluation is one Cholesky factor of M = I + b·A with A = Zjᵀ(I + a·ZsZsᵀ)⁻¹Zj, judges × judges. a = 0 and b = 0
are ordinary arguments.

Notation of the code: H = I + a·ZsZsᵀ, K = V⁻¹, r = K(y − mean), P = K − K1(1ᵀK1)⁻¹1ᵀK; q1 = 1ᵀK1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.linalg import lapack

from app.scoring.statistics import judge_sums
from app.scoring.statistics.pairs import SharedReads, shared_reads
from app.scoring.statistics.table import Floats, Ratings


@dataclass(frozen=True, eq=False)
class Sums:
    """What the criterion needs of the scores, centred at their mean; per g, or per g and judge."""

    table: Ratings
    shared: SharedReads
    judge_total: Floats
    submission_total: Floats
    total: Floats
    square: Floats
    totals_read: Floats
    within: float

    @property
    def count(self) -> int:
        """Number of scores."""
        return len(self.table.score)


def sums_of(table: Ratings, shared: SharedReads | None = None) -> Sums:
    """Pass over the scores once."""
    known = shared or shared_reads(table)
    centred = table.score - table.grand_mean
    totals = table.over_submissions(centred)
    judges = len(table.judges)
    by_group = [totals[g.rows] for g in table.groups]
    read = [
        np.bincount(g.judges.ravel(), weights=np.repeat(t, g.reads), minlength=judges) for g, t in zip(table.groups, by_group, strict=True)
    ]
    square = np.array([t @ t / g.reads for g, t in zip(table.groups, by_group, strict=True)])
    residual = centred - (totals / table.reads)[table.row]
    total = np.array([t.sum() for t in by_group])
    return Sums(table, known, table.over_judges(centred), totals, total, square, np.stack(read), float(residual @ residual))


@dataclass(frozen=True, eq=False)
class Point:
    """The criterion at one (a, b)."""

    sums: Sums
    a: float
    b: float

    @cached_property
    def weight(self) -> Floats:
        """a/(1 + a·g) per g."""
        return self.a / (1 + self.a * self.sums.shared.reads)

    @cached_property
    def judges(self) -> Floats:
        """A = Zjᵀ H⁻¹ Zj."""
        made = -self.sums.shared.weighted(self.weight)
        made[np.diag_indices_from(made)] += self.sums.table.judge_reads
        return made

    @cached_property
    def factor(self) -> Floats:
        """L with M = L Lᵀ, zero above the diagonal."""
        middle = self.b * self.judges
        middle[np.diag_indices_from(middle)] += 1
        lower, info = lapack.dpotrf(middle.T, lower=1, overwrite_a=1, clean=1)  # symmetric: its transpose needs no copy
        if info:
            raise ArithmeticError("I + bA is not positive definite")
        return np.asarray(lower)

    def solve(self, right: Floats) -> Floats:
        """M⁻¹ · right."""
        solved, _ = lapack.dpotrs(self.factor, right, lower=1)
        return np.asarray(solved).reshape(right.shape)

    @cached_property
    def half_inverse(self) -> Floats:
        """M⁻¹ on and below the diagonal, zero above."""
        lower, _ = lapack.dpotri(self.factor, lower=1)
        return np.asarray(lower)

    @property
    def inverse(self) -> Floats:
        """M⁻¹, symmetric; the unit matrix without judges."""
        if not self.b:
            return np.eye(len(self.sums.table.judges))
        half = self.half_inverse
        made = half + half.T
        made[np.diag_indices_from(made)] = np.diag(half)
        return made

    @cached_property
    def ones(self) -> Floats:
        """c = Zjᵀ H⁻¹ 1."""
        known = self.sums.shared
        return self.sums.table.judge_reads - (self.weight * known.reads) @ known.judge

    @cached_property
    def scores(self) -> Floats:
        """d = Zjᵀ H⁻¹ y."""
        return self.sums.judge_total - self.weight @ self.sums.totals_read

    @cached_property
    def solved(self) -> tuple[Floats, Floats]:
        """M⁻¹c and M⁻¹d."""
        both = self.solve(np.column_stack([self.ones, self.scores])) if self.b else np.column_stack([self.ones, self.scores])
        return both[:, 0], both[:, 1]

    @cached_property
    def profile(self) -> tuple[float, float, float]:
        """(q1, the mean above the grand mean, the residual sum of squares)."""
        known, (v, u) = self.sums.shared, self.solved
        shrink = 1 / (1 + self.a * known.reads)
        q1 = float(known.submissions * known.reads @ shrink) - self.b * float(self.ones @ v)
        qy = float(self.sums.total @ shrink) - self.b * float(self.ones @ u)
        yy = self.sums.within + float(self.sums.square @ shrink) - self.b * float(self.scores @ u)
        return q1, qy / q1, yy - qy * qy / q1

    @cached_property
    def criterion(self) -> float:
        """−2 log of the restricted likelihood, constants included, as lme4 counts it."""
        q1, _, rest = self.profile
        free = self.sums.count - 1
        if rest <= 0:
            return math.inf
        known = self.sums.shared
        logs = float(known.submissions @ np.log1p(self.a * known.reads)) + math.log(q1)
        if self.b:
            logs += 2 * float(np.log(np.diag(self.factor)).sum())
        return free * (1 + math.log(2 * math.pi * rest / free)) + logs

    @property
    def residual_variance(self) -> float:
        return self.profile[2] / (self.sums.count - 1)

    @cached_property
    def effects(self) -> tuple[Floats, Floats, Floats]:
        """(u, ρ, k): Zjᵀr, Zsᵀr and ZsᵀK1. The predicted effects are b·u of the judges and a·ρ of the submissions."""
        v, solved = self.solved
        mean = self.profile[1]
        u = solved - mean * v
        table, shrink = self.sums.table, 1 / (1 + self.a * self.sums.table.reads)
        if not self.b:
            return u, shrink * (self.sums.submission_total - table.reads * mean), shrink * table.reads
        rho = shrink * (self.sums.submission_total - table.reads * mean - self.b * judge_sums.sums(table, u))
        return u, rho, shrink * (table.reads - self.b * judge_sums.sums(table, v))

    @cached_property
    def slope(self) -> Floats:
        """Derivatives of the criterion by a and b."""
        q1, _, rest = self.profile
        (v, _), (u, rho, k) = self.solved, self.effects
        known, free = self.sums.shared, self.sums.count - 1
        shrink = 1 / (1 + self.a * known.reads)
        trace_a, trace_b = float(known.submissions * known.reads @ shrink), float(np.trace(self.judges))
        if self.b:
            crossed = np.array([self._with_inverse(shared) for shared in known.shared])
            trace_a -= self.b * float(crossed @ shrink**2)
            trace_b = self._with_inverse(self.judges)
        return np.array(
            [trace_a - float(k @ k) / q1 - free * float(rho @ rho) / rest, trace_b - float(v @ v) / q1 - free * float(u @ u) / rest]
        )

    def _with_inverse(self, square: Floats) -> float:
        """tr(M⁻¹ · square), square symmetric: from the half below the diagonal, as it lies in memory."""
        half = self.half_inverse
        return float(2 * np.vdot(half.T, square) - np.diag(half) @ np.diag(square))

    @cached_property
    def curvature(self) -> Floats:
        """The average information (Gilmour, Thompson & Cullis 1995) with the residual variance profiled out, 2 × 2."""
        q1, _, rest = self.profile
        (v, _), (u, rho, _) = self.solved, self.effects
        table, free = self.sums.table, self.sums.count - 1
        shrink = 1 / (1 + self.a * table.reads)
        m = judge_sums.sums(table, u)
        right = np.column_stack([table.over_judges((shrink * rho)[table.row]), self.judges @ u])
        plain = np.array([[float(table.reads * shrink * rho @ rho), float(shrink * rho @ m)], [0.0, float(u @ right[:, 1])]])
        plain[1, 0] = plain[0, 1]
        ones = np.array([float(table.reads * shrink @ rho), float(self.ones @ u)]) - self.b * (v @ right)
        solved = self.solve(right) if self.b else right
        quadratic = plain - self.b * (right.T @ solved) - np.outer(ones, ones) / q1
        q = np.array([float(rho @ rho), float(u @ u)])
        return free * (quadratic / rest - np.outer(q, q) / rest**2)
