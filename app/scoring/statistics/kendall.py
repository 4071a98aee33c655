"""Kendall's coefficient of concordance W with the correction for ties (Kendall & Babington Smith 1939; Siegel 1956)."""

from __future__ import annotations

import numpy as np

from app.scoring.statistics.table import Floats, Ratings


def kendall_w(table: Ratings) -> float | None:
    """W of complete data: 1 all judges rank alike, 0 no agreement. None when no judge distinguishes anything."""
    scores = table.matrix()
    n, k = scores.shape
    ranked = [mid_ranks(column) for column in scores.T]
    sums = np.sum(ranked, axis=0)
    apart = float(((sums - k * (n + 1) / 2) ** 2).sum())
    ties = sum(_ties(column) for column in scores.T)
    most = k**2 * n * (n**2 - 1) - k * ties
    return 12 * apart / most if most > 0 else None


def mid_ranks(values: Floats) -> Floats:
    """Ranks from 1, equal values sharing the mean of theirs."""
    _, place, times = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(times)
    return np.asarray((last - (times - 1) / 2)[place], dtype=np.float64)


def _ties(values: Floats) -> float:
    """Σ t³ − t over groups of equal values."""
    _, times = np.unique(values, return_counts=True)
    counted = times.astype(np.float64)
    return float((counted**3 - counted).sum())
