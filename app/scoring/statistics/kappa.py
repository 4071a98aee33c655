"""Agreement on categories beyond chance: Fleiss' κ for many judges, Cohen's κ for two, weighted where steps differ in size."""

from __future__ import annotations

import numpy as np

from app.scoring.statistics.table import Floats, Ratings


def fleiss_kappa(counts: Floats) -> float | None:
    """κ of `counts` (submissions × categories, each row with the same number of judges). None when one category is all there is."""
    judges = counts[0].sum()
    share = counts.sum(axis=0) / counts.sum()
    seen = float(((counts**2).sum(axis=1) - judges).mean() / (judges * (judges - 1)))
    chance = float(share @ share)
    return (seen - chance) / (1 - chance) if chance < 1 else None


def fleiss_of(table: Ratings) -> float | None:
    """κ of complete data, every distinct score a category."""
    _, kind = np.unique(table.score, return_inverse=True)
    counts = np.zeros((len(table.submissions), int(kind.max()) + 1))
    np.add.at(counts, (table.row, kind), 1)
    return fleiss_kappa(counts)


def cohen_kappa(shares: Floats, weights: Floats | None = None) -> float | None:
    """κ of two judges from `shares` (category by category); `weights` say how bad each disagreement is (default 1).

    None when chance alone leaves nothing to disagree about.
    """
    bad = 1 - np.eye(len(shares)) if weights is None else weights
    whole = shares / shares.sum()
    chance = float((bad * np.outer(whole.sum(axis=1), whole.sum(axis=0))).sum())
    return 1 - float((bad * whole).sum()) / chance if chance > 0 else None
