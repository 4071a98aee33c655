"""Sums over the judges who read each submission: of one value per judge, and of a J × J matrix.

Both appear in every standard error. They are taken submission by submission, never through a matrix of
submissions by submissions.
"""

from __future__ import annotations

import numpy as np

from app.scoring.statistics.table import Floats, Ratings, ReadGroup

_CELLS = 1 << 22


def sums(table: Ratings, values: Floats) -> Floats:
    """z_iᵀ v for every submission i: the sum of `values` over its judges."""
    return table.over_submissions(values[table.col])


def quadratic(table: Ratings, square: Floats) -> Floats:
    """z_iᵀ Q z_i for every submission i, `square` symmetric."""
    found = np.empty(len(table.submissions))
    for group in table.groups:
        found[group.rows] = _of_group(group, square)
    return found


def _of_group(group: ReadGroup, square: Floats) -> Floats:
    judges = len(square)
    if 4 * group.reads >= judges:
        return _by_products(group, square)
    flat = square.ravel()
    found = np.empty(len(group.rows))
    size = max(1, _CELLS // group.reads**2)
    for start in range(0, len(found), size):
        chosen = group.judges[start : start + size]
        found[start : start + size] = flat[chosen[:, :, None] * judges + chosen[:, None, :]].sum(axis=(1, 2))
    return found


def _by_products(group: ReadGroup, square: Floats) -> Floats:
    judges = len(square)
    found = np.empty(len(group.rows))
    size = max(1, _CELLS // judges)
    for start in range(0, len(found), size):
        chosen = group.judges[start : start + size]
        incidence = np.zeros((len(chosen), judges))
        np.put_along_axis(incidence, chosen, 1.0, axis=1)
        found[start : start + size] = np.einsum("ij,ij->i", incidence @ square, incidence)
    return found
