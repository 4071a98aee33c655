"""Plain figures: mean, median, and the mean without one highest and one lowest.

As figures for the model they are floats; as official figures they are decimals, rounded half up once at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from app.scoring.statistics.table import Floats, Ratings

TRIM_FROM = 3
"""Fewest reads of which one highest and one lowest are dropped."""


def medians(table: Ratings) -> Floats:
    """Median of each submission."""
    found = np.empty(len(table.submissions))
    for group in table.groups:
        found[group.rows] = np.median(group.scores, axis=1)
    return found


def trimmed(table: Ratings) -> list[float | None]:
    """Mean without one highest and one lowest of each submission, None below three reads."""
    found: list[float | None] = [None] * len(table.submissions)
    for group in table.groups:
        if group.reads >= TRIM_FROM:
            kept = np.sort(group.scores, axis=1)[:, 1:-1].mean(axis=1)
            for row, value in zip(group.rows.tolist(), kept.tolist(), strict=True):
                found[row] = value
    return found


def judge_means(table: Ratings) -> Floats:
    """Mean of each judge's own scores."""
    return table.over_judges(table.score) / table.judge_reads


def judge_sds(table: Ratings) -> list[float | None]:
    """Standard deviation (n − 1) of each judge's own scores, None for a single one; exactly 0 for constant scores."""
    apart = table.score - judge_means(table)[table.col]
    squares = table.over_judges(apart**2)
    squares[constant(table)] = 0
    return [float(np.sqrt(s / (n - 1))) if n > 1 else None for s, n in zip(squares, table.judge_reads, strict=True)]


def constant(table: Ratings) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which judges gave one score to everything, twice or more."""
    low, high = np.full(len(table.judges), np.inf), np.full(len(table.judges), -np.inf)
    np.minimum.at(low, table.col, table.score)
    np.maximum.at(high, table.col, table.score)
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = (low == high) & (table.judge_reads > 1)
    return found


def official_mean(scores: Sequence[Decimal], places: int = 2) -> Decimal:
    """Mean, ROUND_HALF_UP at `places` decimals."""
    return (sum(scores, Decimal(0)) / len(scores)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def official_trimmed(scores: Sequence[Decimal], places: int = 2) -> Decimal | None:
    """Mean without one highest and one lowest, ROUND_HALF_UP; None below three scores."""
    return official_mean(sorted(scores)[1:-1], places) if len(scores) >= TRIM_FROM else None


def decimals(table: Ratings, row: int) -> list[Decimal]:
    """The scores of one submission as they were written: the shortest decimal that reads back as the same float."""
    return [Decimal(repr(score)) for score in table.score[table.starts[row] : table.starts[row + 1]].tolist()]
