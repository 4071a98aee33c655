"""Judging statistics of a long table from any system. Needs no profile and keeps nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.core.errors import UsageError
from app.core.words import say
from app.publishing.judging_table import read_long_table
from app.scoring.statistics.values import JudgingStatistics


@dataclass(frozen=True)
class TableStatistics:
    """The figures, and what was noticed while reading: rows without a score, criteria that were averaged."""

    name: str
    found: JudgingStatistics
    absent: int
    averaged: tuple[str, ...]


def of_table(file: Path, *, top: int | None = None, seed: int | None = None, criterion: str | None = None) -> TableStatistics:
    """Read `file` and compute everything. `top`: places (default: one entry in five); `seed`: of the drawn probabilities.

    With a column of criteria the scores of one read are averaged, or `criterion` alone is used.
    Raises FormatError, TooLarge, InvalidEntry (naming the row), UsageError for fewer than one place or a negative seed.
    """
    if top is not None and top < 1:
        raise UsageError(say("名额至少是 1。", "There must be at least one place."), say("例：--top 8", "E.g. --top 8"))
    if seed is not None and seed < 0:
        raise UsageError(say("种子不能是负数。", "A seed cannot be negative."), say("例：--seed 7", "E.g. --seed 7"))
    table = read_long_table(file, criterion)
    from app.scoring.statistics.posterior import SEED
    from app.scoring.statistics.report import judging_statistics
    from app.scoring.statistics.table import ratings

    found = judging_statistics(ratings(table.reads), k=top, seed=SEED if seed is None else seed, panels=table.panels)
    return TableStatistics(file.name, found, table.absent, table.criteria if criterion is None and len(table.criteria) > 1 else ())
