"""Judging statistics of a long table from any system. Needs no profile and keeps nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

from app.core.errors import UsageError
from app.core.words import say
from app.publishing.judging_table import LongTable, read_long_table
from app.scoring.statistics.values import JudgingStatistics, Reason, Refusal


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

    several = len(set(table.kinds)) > 1
    once = _over_criteria(table) if several else _Once(table.reads)
    rated = ratings(once.reads)
    found = judging_statistics(
        replace(rated, repeated=once.repeated) if several else rated, k=top, seed=SEED if seed is None else seed, panels=table.panels
    )
    if once.partial:
        found = replace(found, refused=(Refusal("criteria", Reason.PARTIAL, once.partial), *found.refused))
    return TableStatistics(file.name, found, table.absent, table.criteria if several else ())


@dataclass(frozen=True)
class _Once:
    """Reads with their criteria averaged; `repeated`: pairs with one criterion given more than once; `partial`: "entry/judge" of reads that
    lack a criterion which somebody else gave for the same entry."""

    reads: tuple[tuple[str, str, float], ...]
    repeated: tuple[tuple[str, str], ...] = ()
    partial: tuple[str, ...] = ()


def _over_criteria(table: LongTable) -> _Once:
    """Several criteria of one read are one score, not the same read again."""
    given: dict[tuple[str, str], dict[str, list[float]]] = {}
    asked: dict[str, set[str]] = {}
    for (entry, judge, score), kind in zip(table.reads, table.kinds, strict=True):
        given.setdefault((entry, judge), {}).setdefault(kind, []).append(score)
        asked.setdefault(entry, set()).add(kind)
    return _Once(
        tuple((*pair, fmean([fmean(scores) for scores in kinds.values()])) for pair, kinds in sorted(given.items())),
        tuple(pair for pair, kinds in sorted(given.items()) if any(len(scores) > 1 for scores in kinds.values())),
        tuple(f"{entry}/{judge}" for (entry, judge), kinds in sorted(given.items()) if set(kinds) != asked[entry]),
    )
