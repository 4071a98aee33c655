"""Ranks, the best k, and who moves across the line: ties at the line are nobody's move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from app.scoring.statistics.cut_values import LeftOut
from app.scoring.statistics.table import Floats, Ints, Ratings

_SAME = 1e-9
"""Means closer than this share of the largest are equal."""


def ranks(values: Floats) -> Ints:
    """Rank 1 for the highest; equal values share a rank and the next is skipped."""
    rounded = _rounded(values)
    ordered = np.sort(rounded)
    return (len(values) - np.searchsorted(ordered, rounded, side="right") + 1).astype(np.int64)


def ranks_within(values: Floats, parts: Ints) -> Ints:
    """`ranks` inside each part on its own."""
    found = np.empty(len(values), dtype=np.int64)
    for part in range(int(parts.max()) + 1):
        inside = parts == part
        found[inside] = ranks(values[inside])
    return found


def crossing(before: Floats, after: Floats, k: int) -> tuple[list[int], list[int]]:
    """(who enters, who leaves) the best k; whoever is tied at the line before or after does neither."""
    in_before, out_before = _sides(before, k)
    in_after, out_after = _sides(after, k)
    return np.flatnonzero(out_before & in_after).tolist(), np.flatnonzero(in_before & out_after).tolist()


def _rounded(values: Floats) -> Floats:
    largest = float(np.abs(values[np.isfinite(values)]).max(initial=0.0)) or 1.0
    return np.asarray(np.round(values / largest / _SAME))


def _sides(values: Floats, k: int) -> tuple[np.ndarray[tuple[int], np.dtype[np.bool_]], np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Which are inside the best k whatever a tie comes to, and which are outside."""
    total = len(values)
    if k >= total:
        everyone = np.ones(total, dtype=np.bool_)
        return everyone, ~everyone
    rounded = _rounded(values)
    split = np.partition(rounded, (total - k - 1, total - k))
    last_in, first_out = split[total - k], split[total - k - 1]
    if last_in > first_out:
        return rounded >= last_in, rounded <= first_out
    return rounded > last_in, rounded < last_in


def left_out(table: Ratings, lines: Sequence[tuple[int, Ints]]) -> list[tuple[LeftOut, ...]]:
    """For each line (k, the indices it is among): for each judge in turn, what its best k by raw mean would be without them; judges
    who change nothing are left out.
    """
    found: list[list[LeftOut]] = [[] for _ in lines]
    means = table.over_submissions(table.score - table.grand_mean) / table.reads
    for judge, without in _without_each(table):
        for told, (k, among) in zip(found, lines, strict=True):
            enter, leave = (tuple(table.submissions[among[i]] for i in side) for side in crossing(means[among], without[among], k))
            if enter or leave:
                told.append(LeftOut(judge, enter, leave))
    return [tuple(told) for told in found]


def _without_each(table: Ratings) -> Iterator[tuple[str, Floats]]:
    """Each judge with the means of all entries without them; an entry that nobody else read falls behind all others."""
    totals = table.over_submissions(table.score - table.grand_mean)
    by_judge = np.argsort(table.col, kind="stable")
    starts = np.concatenate([[0], np.cumsum(table.judge_reads)])
    for n, judge in enumerate(table.judges):
        places = by_judge[starts[n] : starts[n + 1]]
        rows = table.row[places]
        rest = table.reads[rows] - 1
        without = totals / table.reads
        without[rows] = np.where(rest > 0, (totals[rows] - table.score[places] + table.grand_mean) / np.maximum(rest, 1), -np.inf)
        yield judge, without
