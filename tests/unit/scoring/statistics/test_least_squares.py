"""Least squares, its covariance, contrasts and the gain of a further read against numpy's own on the full design."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.scoring.statistics import graph
from app.scoring.statistics.contrasts import contrasts, extra_reads
from app.scoring.statistics.ols import LeastSquares, least_squares
from app.scoring.statistics.pairs import shared_reads
from app.scoring.statistics.table import Floats, Ratings, ratings
from tests.fakes.judging_tables import Read, made, tables


def _fit(table: Ratings) -> LeastSquares:
    return least_squares(table, shared_reads(table), graph.parts(table))


def _design(table: Ratings) -> Floats:
    return np.hstack([np.eye(len(table.submissions))[table.row], np.eye(len(table.judges))[table.col]])


def _estimable(table: Ratings) -> tuple[Floats, Floats]:
    """X and the map from (submissions, judges) to effects that sum to zero over the judges of each part."""
    parts = graph.parts(table)
    n, m = len(table.submissions), len(table.judges)
    inside = (parts.judges[:, None] == parts.judges[None, :]).astype(np.float64)
    centre = inside / inside.sum(axis=1)[:, None]
    shift = (parts.submissions[:, None] == parts.judges[None, :]).astype(np.float64)
    change = np.block([[np.eye(n), shift / inside.sum(axis=1)[None, :]], [np.zeros((m, n)), np.eye(m) - centre]])
    return _design(table), change


@settings(max_examples=80, deadline=None)
@given(reads=tables())
def test_effects_and_errors_are_numpys(reads: list[Read]) -> None:
    table = ratings(reads)
    fit = _fit(table)
    x, change = _estimable(table)
    beta = change @ np.linalg.lstsq(x, table.score, rcond=None)[0]
    n = len(table.submissions)
    np.testing.assert_allclose(fit.submission, beta[:n], atol=1e-8)
    np.testing.assert_allclose(fit.judge, beta[n:], atol=1e-8)
    assert fit.df_resid == len(reads) - np.linalg.matrix_rank(x)
    covariance = change @ np.linalg.pinv(x.T @ x) @ change.T
    np.testing.assert_allclose(fit.unit_variance, np.diag(covariance)[:n], atol=1e-8)
    np.testing.assert_allclose(fit.unit_covariance, covariance[n:, n:], atol=1e-8)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 9999), submissions=st.integers(3, 7), judges=st.integers(3, 5))
def test_the_gain_of_a_read_is_what_it_would_really_bring(seed: int, submissions: int, judges: int) -> None:
    reads = made(submissions, judges, 2, seed=seed)
    table = ratings(reads)
    assume(graph.parts(table).count == 1 and not table.complete)
    fit = _fit(table)
    told = extra_reads(table, shared_reads(table), fit, 3)
    before = _spread(table)
    gains = {}
    known = {(s, j) for s, j, _ in reads}
    for s, j in product(table.submissions, table.judges):
        if (s, j) not in known:
            gains[s, j] = 1 - _spread(ratings([*reads, (s, j, 0.0)])) / before
    assert told[0].gain == pytest.approx(max(gains.values()), abs=1e-9)
    for read in told:
        assert read.gain == pytest.approx(gains[read.submission, read.judge], abs=1e-9)
    shut = [(told[0].submission, j) for j in table.judges]
    assert told[0].submission not in {r.submission for r in extra_reads(table, shared_reads(table), fit, 3, shut)}


def _spread(table: Ratings) -> float:
    """Mean variance of the adjusted scores around their mean, per unit of residual variance."""
    x, change = _estimable(table)
    covariance = (change @ np.linalg.pinv(x.T @ x) @ change.T)[: len(table.submissions), : len(table.submissions)]
    return float(np.trace(covariance) - covariance.mean() * len(covariance))


def test_contrast_of_two_panels() -> None:
    table = ratings(made(20, 6, 3))
    fit, parts = _fit(table), graph.parts(table)
    (found,) = contrasts(table, fit, [[0, 1], [2, 3, 4, 5]], parts)
    weight = np.array([0.5, 0.5, -0.25, -0.25, -0.25, -0.25])
    x, change = _estimable(table)
    covariance = (change @ np.linalg.pinv(x.T @ x) @ change.T)[20:, 20:]
    assert fit.sigma
    assert found.difference == pytest.approx(fit.judge[:2].mean() - fit.judge[2:].mean())
    assert found.sd == pytest.approx(fit.sigma * float(np.sqrt(weight @ covariance @ weight)))
    assert found.one == ("J00", "J01")
    apart = ratings([*made(5, 3, 2), *[(f"T{s}", f"K{j}", v) for s, j, v in made(5, 3, 2, seed=2)]])
    assert contrasts(apart, _fit(apart), [[0, 1, 2], [3, 4, 5]], graph.parts(apart)) == ()
