"""One figure for how reliable the ranked mean is, with its interval, and how many reads would give 0.8.

Where every judge reads everything, severity cancels out of the order and the figure is ICC(3,k). Otherwise who reads
what is part of the noise and it is the one-way coefficient of the mean of h reads, h the harmonic mean of the reads, with
the limits of Thomas & Hultquist (1978) for unequal numbers.
"""

from __future__ import annotations

import math

import numpy as np

from app.scoring.statistics.f_quantile import f_quantile
from app.scoring.statistics.icc import intraclass, mean_squares, spearman_brown
from app.scoring.statistics.table import Ratings
from app.scoring.statistics.values import Estimate, Reliability

WANTED = 0.8
_TAIL, _NOTHING = 0.975, 1e-10


def reliability(table: Ratings) -> Reliability | None:
    """None without variation inside submissions, or between them. `table` has two judges and two submissions or more."""
    if float(np.ptp(table.means)) <= _NOTHING * float(np.abs(table.score).max()):
        return None
    if table.complete:
        found = intraclass(mean_squares(table))
        return _told(found["ICC3"], float(len(table.judges)), complete=True)
    single, reads = _one_way(table)
    return None if single is None else _told(single, reads, complete=False)


def _one_way(table: Ratings) -> tuple[Estimate | None, float]:
    submissions, scores = len(table.submissions), len(table.score)
    reads = submissions / float((1 / table.reads).sum())
    apart = table.score - table.means[table.row]
    free = scores - submissions
    within = float(apart @ apart) / free if free else 0.0
    if within <= (_NOTHING * float(np.abs(table.score).max())) ** 2:
        return None, reads
    ratio = reads * float(table.means.var(ddof=1)) / within
    low = ratio / f_quantile(_TAIL, submissions - 1, free)
    high = ratio * f_quantile(_TAIL, free, submissions - 1)
    value, lower, upper = ((f - 1) / (f - 1 + reads) for f in (ratio, low, high))
    return Estimate(value, lower, upper), reads


def _told(single: Estimate, reads: float, *, complete: bool) -> Reliability:
    value = spearman_brown(single.value, reads)
    lower, upper = (None if x is None else spearman_brown(x, reads) for x in (single.lower, single.upper))
    fewest, most = (None if x is None else reads_for(x) for x in (single.upper, single.lower))
    return Reliability(Estimate(value, lower, upper), reads, (reads_for(single.value), fewest, most), complete)


def reads_for(single: float, wanted: float = WANTED) -> int | None:
    """Reads whose mean has reliability `wanted`, when one read has `single` (Spearman-Brown); None when none do."""
    if single <= 0:
        return None
    return max(1, math.ceil(wanted * (1 - single) / (single * (1 - wanted)) - 1e-9))
