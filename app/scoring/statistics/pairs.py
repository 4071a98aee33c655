"""Which judges read how much together, counted once: what a table costs no longer depends on its length afterwards.

Submissions with the same number of reads g enter every formula with the same weight, so B_gᵀB_g (judge × judge:
submissions of g reads that both read) is all that fitting needs of the submissions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.scoring.statistics.table import Floats, Ints, Ratings, ReadGroup

_CELLS = 1 << 23
"""Numbers held at once while counting: 64 MB."""


@dataclass(frozen=True, eq=False)
class SharedReads:
    """`reads` g, `submissions` per g, `shared` B_gᵀB_g per g (J × J), `judge` reads of each judge within each g (G × J)."""

    reads: Floats
    submissions: Floats
    shared: tuple[Floats, ...]
    judge: Floats

    def weighted(self, weights: Floats) -> Floats:
        """Σ_g weight_g · B_gᵀB_g, a new array."""
        total: Floats = weights[0] * self.shared[0]
        for weight, shared in zip(weights[1:], self.shared[1:], strict=True):
            total += weight * shared
        return total


def shared_reads(table: Ratings) -> SharedReads:
    """Count them. Memory: one J × J array for each distinct number of reads."""
    judges = len(table.judges)
    groups = table.groups
    reads = np.array([g.reads for g in groups], dtype=np.float64)
    submissions = np.array([len(g.rows) for g in groups], dtype=np.float64)
    each = np.stack([np.bincount(g.judges.ravel(), minlength=judges).astype(np.float64) for g in groups])
    return SharedReads(reads, submissions, tuple(_shared(g, judges) for g in groups), each)


def _shared(group: ReadGroup, judges: int) -> Floats:
    """B_gᵀB_g: pair by pair where a submission's reads are few among the judges, else as a product of matrices."""
    if 30 * group.reads**2 < judges**2:
        return _by_pairs(group, judges)
    total = np.zeros((judges, judges))
    for chosen in _chunks(group.judges, judges):
        incidence = np.zeros((len(chosen), judges))
        np.put_along_axis(incidence, chosen, 1.0, axis=1)
        total += incidence.T @ incidence
    return total


def _by_pairs(group: ReadGroup, judges: int) -> Floats:
    total = np.zeros(judges * judges)
    for chosen in _chunks(group.judges, group.reads**2):
        pairs = chosen[:, :, None] * judges + chosen[:, None, :]
        total += np.bincount(pairs.ravel(), minlength=judges * judges)
    return total.reshape(judges, judges)


def _chunks(lines: Ints, width: int) -> Iterator[Ints]:
    size = max(1, _CELLS // width)
    return (lines[start : start + size] for start in range(0, len(lines), size))
