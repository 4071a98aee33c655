"""Who is comparable with whom: the graph of submissions and judges joined by reads.

Connected parts, and the single reads, judges or submissions on which the comparison of two parts rests. Nodes are
numbered submissions first, then judges.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.scoring.statistics.table import Ints, Ratings


@dataclass(frozen=True, eq=False)
class Parts:
    """For each submission and each judge the number of its part, parts numbered by their first submission."""

    submissions: Ints
    judges: Ints

    @cached_property
    def count(self) -> int:
        return int(self.submissions.max()) + 1


def parts(table: Ratings) -> Parts:
    """The connected parts, by handing the smallest number on until nothing changes."""
    judge = np.full(len(table.judges), len(table.submissions), dtype=np.int64)
    submission = np.arange(len(table.submissions))
    while True:
        np.minimum.at(judge, table.col, submission[table.row])
        lower = np.minimum.reduceat(judge[table.col], table.starts[:-1])
        lower = lower[lower]
        if np.array_equal(lower, submission):
            break
        submission = lower
    _, numbered = np.unique(submission, return_inverse=True)
    judge[table.col] = numbered[table.row]
    return Parts(numbered.astype(np.int64), judge)


@dataclass(frozen=True)
class Hinge:
    """What two parts of the panel hang on: one read (both), or one judge, or one submission."""

    submission: str | None
    judge: str | None


def hinges(table: Ratings) -> tuple[Hinge, ...]:
    """Reads, judges and submissions without which some judges could no longer be compared with the others.

    Both sides keep a judge and a submission. A single judge or submission counts when it is no end of such a read.
    """
    walk = _Walk(table)
    walk.run()
    reads = [(node, parent) for node, parent in walk.bridges() if _joins(walk, node)]
    ends = {node for pair in reads for node in pair}
    found = [_named(table, max(pair), min(pair)) for pair in sorted(reads, key=lambda p: (min(p), max(p)))]
    found += [_named(table, node, node) for node in walk.cuts() if node not in ends]
    return tuple(found)


def sides(table: Ratings, cut: tuple[Hinge, ...]) -> list[int]:
    """For each judge the number of the part it is in once the hinges are taken out; hinge judges stand alone."""
    submission = {name: n for n, name in enumerate(table.submissions)}
    judge = {name: n for n, name in enumerate(table.judges)}
    kept = np.ones(len(table.row), dtype=np.bool_)
    for hinge in cut:
        here = np.ones(len(table.row), dtype=np.bool_)
        if hinge.submission is not None:
            here &= table.row == submission[hinge.submission]
        if hinge.judge is not None:
            here &= table.col == judge[hinge.judge]
        kept &= ~here
    label = np.arange(len(table.judges))
    while True:
        lowest = np.full(len(table.submissions), len(table.judges))
        np.minimum.at(lowest, table.row[kept], label[table.col[kept]])
        lower = label.copy()
        np.minimum.at(lower, table.col[kept], lowest[table.row[kept]])
        if np.array_equal(lower, label):
            return [int(n) for n in label]
        label = lower


def _joins(walk: _Walk, node: int) -> bool:
    """Whether cutting `node` off its parent leaves a judge and a submission on both sides."""
    root = walk.root[node]
    judges, submissions = int(walk.judges_below[node]), int(walk.size_below[node] - walk.judges_below[node])
    rest_judges = int(walk.judges_below[root]) - judges
    rest_submissions = int(walk.size_below[root] - walk.judges_below[root]) - submissions
    return min(judges, submissions, rest_judges, rest_submissions) > 0


def _named(table: Ratings, high: int, low: int) -> Hinge:
    known = len(table.submissions)
    submission = table.submissions[low] if low < known else None
    return Hinge(submission, table.judges[high - known] if high >= known else None)


class _Walk:
    """One depth-first walk (Tarjan 1972), without recursion: `low` is the earliest node reachable around the parent."""

    def __init__(self, table: Ratings) -> None:
        known, total = len(table.submissions), len(table.submissions) + len(table.judges)
        self.known = known
        ends = np.concatenate([table.row, table.col + known])
        others = np.concatenate([table.col + known, table.row])
        order = np.argsort(ends, kind="stable")
        self.next = others[order].tolist()
        self.start = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=total))]).tolist()
        self.seen, self.low = [-1] * total, [0] * total
        self.parent, self.root = [-1] * total, [-1] * total
        self.size_below, self.judges_below = [1] * total, [int(n >= known) for n in range(total)]
        self.order: list[int] = []

    def run(self) -> None:
        """Visit everything; then hand `low` and the sizes up."""
        for root in range(len(self.seen)):
            if self.seen[root] < 0:
                self._from(root)
        for node in reversed(self.order):
            above = self.parent[node]
            if above >= 0:
                self.low[above] = min(self.low[above], self.low[node])
                self.size_below[above] += self.size_below[node]
                self.judges_below[above] += self.judges_below[node]

    def _from(self, root: int) -> None:
        place = dict.fromkeys([root], self.start[root])
        path = [root]
        self._enter(root, -1, root)
        while path:
            node = path[-1]
            if place[node] == self.start[node + 1]:
                path.pop()
                continue
            other = self.next[place[node]]
            place[node] += 1
            if self.seen[other] < 0:
                self._enter(other, node, root)
                place[other] = self.start[other]
                path.append(other)
            elif other != self.parent[node]:
                self.low[node] = min(self.low[node], self.seen[other])

    def _enter(self, node: int, parent: int, root: int) -> None:
        self.seen[node] = self.low[node] = len(self.order)
        self.parent[node], self.root[node] = parent, root
        self.order.append(node)

    def bridges(self) -> Iterator[tuple[int, int]]:
        """(node, parent) of every edge that is the only way between its ends."""
        return ((n, p) for n in self.order if (p := self.parent[n]) >= 0 and self.low[n] > self.seen[p])

    def cuts(self) -> list[int]:
        """Nodes without which two groups fall apart that each hold a judge and a submission."""
        below: dict[int, list[int]] = {}
        for node in self.order:
            above = self.parent[node]
            if above >= 0 and self.low[node] >= self.seen[above] and self._holds_both(node):
                below.setdefault(above, []).append(node)
        return sorted(node for node, cut in below.items() if self._remaining(node, cut))

    def _remaining(self, node: int, cut: list[int]) -> bool:
        """Whether a judge and a submission remain outside of what `node` cuts off, or it cuts off two groups."""
        root, own = self.root[node], int(node >= self.known)
        judges = self.judges_below[root] - own - sum(self.judges_below[n] for n in cut)
        everyone = self.size_below[root] - 1 - sum(self.size_below[n] for n in cut)
        return len(cut) > 1 or 0 < judges < everyone

    def _holds_both(self, node: int) -> bool:
        return 0 < self.judges_below[node] < self.size_below[node]
