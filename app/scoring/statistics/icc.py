"""Intraclass correlations of a complete table, single and of the mean of all judges (Shrout & Fleiss 1979).

ICC(1): judges differ from entry to entry; ICC(2): these judges stand for others; ICC(3): these judges and no others.
Limits at 95 %; those of ICC(2,k) are the Spearman-Brown steps of ICC(2,1)'s. A limit that the data do not fix (no
residual) is None.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.scoring.statistics.f_quantile import f_quantile
from app.scoring.statistics.table import Ratings
from app.scoring.statistics.values import Estimate

_TAIL, _NOTHING = 0.975, 1e-12


@dataclass(frozen=True)
class MeanSquares:
    """Between submissions, within submissions, between judges, and the residual; n submissions, k judges."""

    bms: float
    wms: float
    jms: float
    ems: float
    n: int
    k: int


def mean_squares(table: Ratings) -> MeanSquares:
    """The two-way analysis of variance of complete data with two judges and two submissions or more."""
    scores = table.matrix() - table.grand_mean
    n, k = scores.shape
    rows, columns = scores.mean(axis=1), scores.mean(axis=0)
    within = scores - rows[:, None]
    residual = within - columns
    return MeanSquares(
        bms=k * float(rows @ rows) / (n - 1),
        wms=float((within**2).sum()) / (n * (k - 1)),
        jms=n * float(columns @ columns) / (k - 1),
        ems=float((residual**2).sum()) / ((n - 1) * (k - 1)),
        n=n,
        k=k,
    )


def intraclass(ms: MeanSquares, *, zero_residual: bool = False) -> dict[str, Estimate]:
    """The six coefficients, without those that are not defined (the step to k where all submissions' means are equal)."""
    single = {"ICC1": _icc1(ms), "ICC2": _icc2(ms, zero_residual), "ICC3": _icc3(ms, zero_residual)}
    if ms.bms <= _NOTHING * ms.wms:  # all means are equal: both limits would be the value itself, as if it were certain
        single = {name: None if one is None else Estimate(one.value, None, None) for name, one in single.items()}
    steps = {f"{name}k": None if one is None else _stepped(one, ms.k) for name, one in single.items()}
    return {name: found for name, found in {**single, **steps}.items() if found is not None}


def spearman_brown(single: float, times: float) -> float:
    """Reliability of the mean of `times` reads, from that of one."""
    return times * single / (1 + (times - 1) * single)


def _step(single: float | None, k: int) -> float | None:
    return None if single is None or abs(1 + (k - 1) * single) < _NOTHING else spearman_brown(single, k)


def _stepped(one: Estimate, k: int) -> Estimate | None:
    value, lower, upper = (_step(x, k) for x in (one.value, one.lower, one.upper))
    return None if value is None else Estimate(value, lower, upper)


def _limited(value: float, lower: float, upper: float) -> Estimate:
    return Estimate(value, lower if math.isfinite(lower) else None, upper if math.isfinite(upper) else None)


def _icc1(ms: MeanSquares) -> Estimate:
    value = (ms.bms - ms.wms) / (ms.bms + (ms.k - 1) * ms.wms)
    if ms.wms <= _NOTHING * ms.bms:
        return Estimate(value, None, None)
    return _by_ratio(value, ms.bms / ms.wms, ms.k, ms.n - 1, ms.n * (ms.k - 1))


def _icc3(ms: MeanSquares, zero_residual: bool) -> Estimate:
    if zero_residual:
        return Estimate(1.0, None, None)
    value = (ms.bms - ms.ems) / (ms.bms + (ms.k - 1) * ms.ems)
    return _by_ratio(value, ms.bms / ms.ems, ms.k, ms.n - 1, (ms.n - 1) * (ms.k - 1))


def _by_ratio(value: float, ratio: float, k: int, above: float, below: float) -> Estimate:
    """Limits from an F ratio."""
    low, high = ratio / f_quantile(_TAIL, above, below), ratio * f_quantile(_TAIL, below, above)
    return _limited(value, (low - 1) / (low + k - 1), (high - 1) / (high + k - 1))


def _icc2(ms: MeanSquares, zero_residual: bool) -> Estimate | None:
    n, k = ms.n, ms.k
    ems = 0.0 if zero_residual else ms.ems
    whole = ms.bms + (k - 1) * ems + k * (ms.jms - ems) / n
    if whole <= _NOTHING * ems:
        return None
    value = (ms.bms - ems) / whole
    if zero_residual:
        return Estimate(value, None, None)
    ratio = ms.jms / ems
    root = k * value * ratio + n * (1 + (k - 1) * value) - k * value
    free = (k - 1) * (n - 1) * root**2 / ((n - 1) * k**2 * value**2 * ratio**2 + (n * (1 + (k - 1) * value) - k * value) ** 2)
    upper_f, lower_f = f_quantile(_TAIL, n - 1, free), f_quantile(_TAIL, free, n - 1)
    rest = k * ms.jms + (k * n - k - n) * ems
    lower = n * (ms.bms - upper_f * ems) / (upper_f * rest + n * ms.bms)
    return _limited(value, lower, n * (lower_f * ms.bms - ems) / (rest + n * lower_f * ms.bms))
