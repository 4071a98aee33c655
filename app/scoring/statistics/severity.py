"""Each judge beside colleagues who read the same entries: severity, agreement, and what a chair should look at.

The wording is always "differs from colleagues on the same entries": which of them is right the numbers do not know.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from app.scoring.statistics.table import Floats, Ints, Ratings
from app.scoring.statistics.values import JudgeFlag

FEW_READS = 5
_SURE, _SHARE = 2.0, 0.25
"""A severity is flagged beyond this many standard errors and this share of the submissions' sd."""
_BACKWARDS_T = -2.0


@dataclass(frozen=True, eq=False)
class Agreement:
    """Per judge: `value` (NaN where it is undefined) and the number of entries shared with anyone."""

    value: Floats
    shared: Ints

    def backwards(self) -> list[int]:
        """Judges whose order is the reverse of their colleagues', more than chance explains (t < −2, five shared entries)."""
        return [
            n
            for n, (r, m) in enumerate(zip(self.value, self.shared, strict=True))
            if m >= FEW_READS and _t(float(r), int(m)) < _BACKWARDS_T
        ]

    def at(self, judge: int) -> float | None:
        """The correlation, or None."""
        value = float(self.value[judge])
        return None if math.isnan(value) else value


def _t(r: float, shared: int) -> float:
    if math.isnan(r):
        return 0.0
    return r * math.sqrt((shared - 2) / max(1 - r * r, 1e-12))


def agreement(table: Ratings, severity: Floats) -> Agreement:
    """Correlation of each judge's scores with the mean of the colleagues', freed of their severity, over shared entries."""
    freed = table.score - table.grand_mean - severity[table.col]
    shared = (table.reads > 1)[table.row]
    row, col = table.row[shared], table.col[shared]
    own = table.score[shared] - table.grand_mean
    others = (table.over_submissions(freed)[row] - freed[shared]) / (table.reads[row] - 1)
    judges = len(table.judges)
    n = np.bincount(col, minlength=judges)

    def centred(values: Floats) -> Floats:
        means = np.bincount(col, weights=values, minlength=judges) / np.maximum(n, 1)
        return np.asarray(values - means[col])

    x, y = centred(own), centred(others)
    xx, yy, xy = (np.bincount(col, weights=w, minlength=judges) for w in (x * x, y * y, x * y))
    least = 1e-18 * max(float(np.abs(table.score).max()) ** 2, 1e-300) * np.maximum(n, 1)
    value = np.full(judges, np.nan)
    told = (n > 2) & (xx > least) & (yy > least)
    value[told] = np.clip(xy[told] / np.sqrt(xx[told] * yy[told]), -1, 1)
    return Agreement(value, n)


def flags(
    severity: float | None,
    se: float | None,
    margin: float | None,
    sd_submission: float | None,
    reads: int,
    *,
    constant: bool,
    backwards: bool,
) -> tuple[JudgeFlag, ...]:
    """What is worth a look; severity only when it is beyond doubt, which with few scores is more than two errors, and large enough to matter."""
    found = []
    if severity is not None and se is not None and sd_submission and abs(severity) > max(_SURE * se, margin or 0, _SHARE * sd_submission):
        found.append(JudgeFlag.HIGHER if severity > 0 else JudgeFlag.LOWER)
    if constant:
        found.append(JudgeFlag.CONSTANT)
    if backwards:
        found.append(JudgeFlag.BACKWARDS)
    if reads < FEW_READS:
        found.append(JudgeFlag.FEW_READS)
    return tuple(found)
