"""Krippendorff's α, nominal, ordinal and interval, for any number of judges and missing reads, in O(n).

Pairs are never listed: interval differences come from sums of squares per submission, nominal ones from counts, and
ordinal α is interval α on the mid-ranks of all paired scores (its metric is exactly their difference).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from app.scoring.statistics.kendall import mid_ranks
from app.scoring.statistics.table import Floats, Ints, Ratings


def alpha(table: Ratings) -> dict[str, float]:
    """{"nominal", "ordinal", "interval"}; empty when no pair of scores can differ (no submission read twice, or all equal).

    Submissions read once pair with nothing and are left out.
    """
    paired = (table.reads > 1)[table.row]
    score = table.score[paired]
    if not len(score) or score.min() == score.max():
        return {}
    _, unit = np.unique(table.row[paired], return_inverse=True)
    metrics: dict[str, tuple[Callable[[Floats, Ints], float], Floats]] = {
        "nominal": (_nominal, score),
        "ordinal": (_interval, mid_ranks(score)),
        "interval": (_interval, score),
    }
    return {name: metric(values, unit) for name, (metric, values) in metrics.items()}


def _interval(values: Floats, unit: Ints) -> float:
    """1 − observed over expected disagreement, squared differences."""
    m = np.bincount(unit).astype(np.float64)
    centred = values - values.mean()
    means = np.bincount(unit, weights=centred) / m
    squares = np.bincount(unit, weights=(centred - means[unit]) ** 2)
    observed = float((squares * m / (m - 1)).sum())
    return 1 - (len(values) - 1) * observed / (len(values) * float(centred @ centred))


def _nominal(values: Floats, unit: Ints) -> float:
    """1 − observed over expected disagreement, equal or not."""
    distinct, kind = np.unique(values, return_inverse=True)
    m = np.bincount(unit).astype(np.float64)
    cells, times = np.unique(unit * len(distinct) + kind, return_counts=True)
    alike = np.bincount(cells // len(distinct), weights=times.astype(np.float64) ** 2)
    observed = float(((m**2 - alike) / (m - 1)).sum())
    n = float(len(values))
    expected = n**2 - float((np.bincount(kind).astype(np.float64) ** 2).sum())
    return 1 - (n - 1) * observed / expected
