"""How sure the ranking is: joint draws of the mean, then all judges, then all submissions given both.

Given mean and judges the submissions are independent, so no submissions × submissions matrix is needed; the judges take one
triangular solve. What two entries share (the same judges, the same mean) is shared in every draw.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator

import numpy as np
from scipy.linalg import lapack

from app.scoring.statistics.cut_values import Cut
from app.scoring.statistics.reml import Fit
from app.scoring.statistics.table import Floats, Ints, Ratings
from app.scoring.statistics.values import Posterior

SEED = 20220607
_CELLS, _FEWEST, _MOST = 12_000_000, 2_000, 100_000
_AT_ONCE, _DENSE = 1_000_000, 2_000_000


def posterior(fit: Fit, k: int | None, seed: int = SEED, cuts: Collection[Cut] = ()) -> Posterior:
    """P(among the best k) and expected rank of every submission; the standard error of a probability is at most 0.5/√draws.

    `cuts`: further lines, each among all or among some, told from the same draws.
    """
    table = fit.point.sums.table
    total = len(table.submissions)
    draws = max(_FEWEST, min(_MOST, _CELLS // total))
    counted, ranks = _Counted(table, [*cuts, *([Cut(k)] if k is not None else [])]), np.zeros(total)
    places = np.arange(1, total + 1, dtype=np.float64)
    for drawn in _draws(fit, draws, np.random.default_rng(seed)):
        order = np.argsort(-drawn, axis=1)
        counted.add(drawn, order)
        ranks += np.bincount(order.ravel(), weights=np.tile(places, len(drawn)), minlength=total)
    told = counted.told(draws)
    whole = {} if k is None else told[Cut(k)]
    return Posterior(k, draws, whole, table.of_submissions(ranks / draws), {cut: told[cut] for cut in cuts})


class _Counted:
    """How often each entry was in the places of each line; lines among the same entries share one sorting."""

    def __init__(self, table: Ratings, cuts: Collection[Cut]) -> None:
        self._names = table.submissions
        self._among = {inside: table.among(inside) for inside in {c.inside for c in cuts}}
        self._times = {cut: np.zeros(len(self._among[cut.inside])) for cut in cuts}

    def add(self, drawn: Floats, order: Ints) -> None:
        """One block of draws, with the order of all entries in each."""
        for inside, among in self._among.items():
            best = order if inside is None else np.argsort(-drawn[:, among], axis=1)
            for cut, times in self._times.items():
                if cut.inside == inside:
                    np.add(times, np.bincount(best[:, : cut.places].ravel(), minlength=len(among)), out=times)

    def told(self, draws: int) -> dict[Cut, dict[str, float]]:
        """Line → entry → share of the draws."""
        return {
            cut: {self._names[at]: n / draws for at, n in zip(self._among[cut.inside].tolist(), times.tolist(), strict=True)}
            for cut, times in self._times.items()
        }


def _summing(table: Ratings) -> Callable[[Floats], Floats]:
    """Sums over the judges of each submission, for lines of judges: as a product where the whole incidence fits."""
    if len(table.submissions) * len(table.judges) > _DENSE:
        return lambda judges: np.add.reduceat(judges[:, table.col], table.starts[:-1], axis=1)
    incidence = np.zeros((len(table.judges), len(table.submissions)))
    incidence[table.col, table.row] = 1.0
    return lambda judges: judges @ incidence


def _draws(fit: Fit, draws: int, chance: np.random.Generator) -> Iterator[Floats]:
    """Blocks of draws × submissions, effects above the intercept (the same for all, so the order is that of the scores)."""
    point, table = fit.point, fit.point.sums.table
    a, b, v = point.a, point.b, point.solved[0]
    mean_sd = fit.sd_residual / math.sqrt(point.profile[0])
    shrink = a / (1 + a * table.reads)
    over = _summing(table)
    centre = shrink * (point.sums.submission_total - table.reads * point.profile[1])
    size = max(1, _AT_ONCE // max(len(table.submissions), len(table.judges)))
    for start in range(0, draws, size):
        lines = min(size, draws - start)
        mean = mean_sd * chance.standard_normal((lines, 1))
        seen = mean * table.reads
        noise = fit.sd_residual * np.sqrt(shrink) * chance.standard_normal((lines, len(table.submissions)))
        if b:
            turned, _ = lapack.dtrtrs(point.factor, chance.standard_normal((len(v), lines)), lower=1, trans=1)
            judges = fit.blup_judge - b * mean * v + fit.sd_judge * turned.T
            seen = seen + over(judges)
        yield centre - shrink * seen + noise
