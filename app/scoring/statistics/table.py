"""A long table of readings as arrays: names become indices, repeated readings one, the order of rows nothing.

Rows are kept sorted by submission and judge. So the same readings in any order give the same arrays, and with
them the same figures to the last bit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class ReadGroup:
    """All submissions with the same number of reads: `rows` their indices, `judges` and `scores` one line for each."""

    reads: int
    rows: Ints
    judges: Ints
    scores: Floats


@dataclass(frozen=True, eq=False)
class Ratings:
    """One score for each pair that was read. `row` and `col` index `submissions` and `judges`, both in order of name.

    `repeated` holds the pairs that came more than once, as (submission, judge); their mean is the one score.
    """

    submissions: tuple[str, ...]
    judges: tuple[str, ...]
    row: Ints
    col: Ints
    score: Floats
    repeated: tuple[tuple[str, str], ...] = ()

    @cached_property
    def reads(self) -> Ints:
        """Reads of each submission; never 0."""
        return np.bincount(self.row, minlength=len(self.submissions)).astype(np.int64)

    @cached_property
    def judge_reads(self) -> Ints:
        """Reads by each judge; never 0."""
        return np.bincount(self.col, minlength=len(self.judges)).astype(np.int64)

    @cached_property
    def starts(self) -> Ints:
        """Where each submission's rows begin, and where the last one's end."""
        return np.concatenate([[0], np.cumsum(self.reads)]).astype(np.int64)

    @cached_property
    def grand_mean(self) -> float:
        """Mean of all scores."""
        return float(self.score.mean())

    @cached_property
    def means(self) -> Floats:
        """Raw mean of each submission."""
        return self.over_submissions(self.score) / self.reads

    @property
    def complete(self) -> bool:
        """Whether every judge read everything."""
        return len(self.score) == len(self.submissions) * len(self.judges)

    @property
    def all_equal(self) -> bool:
        """Whether one score was given throughout."""
        return bool(self.score.min() == self.score.max())

    def matrix(self) -> Floats:
        """Submissions × judges, of complete data."""
        return self.score.reshape(len(self.submissions), len(self.judges))

    def over_submissions(self, values: Floats) -> Floats:
        """Sums of one value per row over each submission."""
        return np.add.reduceat(values, self.starts[:-1])

    def over_judges(self, values: Floats) -> Floats:
        """Sums of one value per row over each judge."""
        return summed(self.col, values, len(self.judges))

    @cached_property
    def groups(self) -> tuple[ReadGroup, ...]:
        """The submissions by number of reads, fewest first."""
        found = []
        for reads in np.unique(self.reads):
            rows = np.flatnonzero(self.reads == reads)
            places = self.starts[rows][:, None] + np.arange(reads)
            found.append(ReadGroup(int(reads), rows, self.col[places], self.score[places]))
        return tuple(found)

    def among(self, names: Collection[str] | None) -> Ints:
        """Indices of these submissions, in order; of all for None. Names that are not here are passed over."""
        return np.array([n for n, name in enumerate(self.submissions) if names is None or name in names], dtype=np.int64)

    def of_submissions(self, values: Floats) -> dict[str, float]:
        """Submission → value."""
        return dict(zip(self.submissions, values.tolist(), strict=True))

    def of_judges(self, values: Floats | Ints) -> dict[str, Any]:
        """Judge → value."""
        return dict(zip(self.judges, values.tolist(), strict=True))


def summed(place: Ints, values: Floats, size: int) -> Floats:
    """Sums of `values` by `place` (0 … size − 1)."""
    return np.asarray(np.bincount(place, weights=values, minlength=size), dtype=np.float64)


def ratings(reads: Iterable[tuple[str, str, float]]) -> Ratings:
    """The table of (submission, judge, score). Raises ValueError without any, or for a score that is no finite number."""
    listed = list(reads)
    scores = np.array([score for _, _, score in listed], dtype=np.float64)
    if not listed or not np.isfinite(scores).all():
        raise ValueError("no readings, or a score that is no finite number")
    submissions, row = _indexed([s for s, _, _ in listed])
    judges, col = _indexed([j for _, j, _ in listed])
    pair = row * len(judges) + col
    order = np.argsort(pair, kind="stable")
    if len(listed) > 1 and (np.diff(pair[order]) == 0).any():
        order = np.lexsort((scores, pair))  # what is averaged is added in one order, whatever order it came in
    pair, scores = pair[order], scores[order]
    first = np.flatnonzero(np.concatenate([[True], np.diff(pair) > 0]))
    times = np.diff(np.concatenate([first, [len(pair)]]))
    pair = pair[first]
    row, col = pair // len(judges), pair % len(judges)
    twice = tuple((submissions[row[n]], judges[col[n]]) for n in np.flatnonzero(times > 1))
    score = np.add.reduceat(scores, first) / times if twice else scores
    return Ratings(submissions, judges, row, col, score, twice)


def from_mapping(scores: Mapping[str, Mapping[str, float]]) -> Ratings:
    """The table of submission → judge → score. Raises ValueError as `ratings`."""
    return ratings((submission, judge, score) for submission, read in scores.items() for judge, score in read.items())


def _indexed(names: list[str]) -> tuple[tuple[str, ...], Ints]:
    """The distinct names in order, and each name's place among them."""
    distinct = sorted(set(names))
    place = {name: n for n, name in enumerate(distinct)}
    return tuple(distinct), np.array([place[name] for name in names], dtype=np.int64)
