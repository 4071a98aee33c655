"""The criterion, its slope and every effect against the same things written out with full n × n matrices."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.scoring.statistics import reml
from app.scoring.statistics.likelihood import Point, sums_of
from app.scoring.statistics.one_way import best_ratio, one_way
from app.scoring.statistics.table import Floats, Ratings, from_mapping, ratings
from tests.fakes.judging_tables import Read, complete, made, tables

_ratios = st.floats(0.001, 20)


def _indicators(table: Ratings) -> tuple[Floats, Floats]:
    return np.eye(len(table.submissions))[table.row], np.eye(len(table.judges))[table.col]


def _dense(table: Ratings, a: float, b: float) -> tuple[Floats, Floats, float, float]:
    """V, V⁻¹, mean and the criterion, as a textbook writes them."""
    zs, zj = _indicators(table)
    v = np.eye(len(table.score)) + a * zs @ zs.T + b * zj @ zj.T
    k, one = np.linalg.inv(v), np.ones(len(table.score))
    q1 = one @ k @ one
    mean = float(one @ k @ table.score / q1)
    free = len(table.score) - 1
    rest = float((table.score - mean) @ k @ (table.score - mean))
    criterion = free * (1 + math.log(2 * math.pi * rest / free)) + float(np.linalg.slogdet(v)[1]) + math.log(q1)
    return v, k, mean, criterion


@settings(max_examples=60, deadline=None)
@given(reads=tables(), a=st.one_of(st.just(0.0), _ratios), b=st.one_of(st.just(0.0), _ratios))
def test_the_criterion_is_the_textbook_one(reads: list[Read], a: float, b: float) -> None:
    table = ratings(reads)
    assume(len(reads) > 2 and not table.all_equal)
    point = Point(sums_of(table), a, b)
    _, _, mean, criterion = _dense(table, a, b)
    assert point.criterion == pytest.approx(criterion, abs=1e-7)
    assert table.grand_mean + point.profile[1] == pytest.approx(mean, abs=1e-8)


@settings(max_examples=40, deadline=None)
@given(reads=tables(), a=_ratios, b=_ratios)
def test_the_slope_is_that_of_the_criterion(reads: list[Read], a: float, b: float) -> None:
    table = ratings(reads)
    assume(len(reads) > 2 and not table.all_equal)
    sums, step = sums_of(table), 1e-6
    ups = np.array([Point(sums, a + a * step, b).criterion, Point(sums, a, b + b * step).criterion])
    downs = np.array([Point(sums, a - a * step, b).criterion, Point(sums, a, b - b * step).criterion])
    np.testing.assert_allclose(Point(sums, a, b).slope * np.array([a, b]), (ups - downs) / (2 * step), rtol=1e-4, atol=1e-4)


@settings(max_examples=40, deadline=None)
@given(reads=tables(), a=_ratios, b=st.one_of(st.just(0.0), _ratios))
def test_effects_and_their_sds_are_the_textbook_ones(reads: list[Read], a: float, b: float) -> None:
    table = ratings(reads)
    assume(len(reads) > 2 and not table.all_equal)
    point = Point(sums_of(table), a, b)
    _, k, mean, _ = _dense(table, a, b)
    zs, zj = _indicators(table)
    left = table.score - mean
    fit = reml._finished(point)
    np.testing.assert_allclose(fit.blup_submission, a * zs.T @ k @ left, atol=1e-7)
    np.testing.assert_allclose(fit.blup_judge, b * zj.T @ k @ left, atol=1e-7)
    conditional = a * np.eye(len(table.submissions)) - a * a * zs.T @ k @ zs
    one = np.ones(len(left))
    seen = a * zs.T @ k @ one
    variance = point.residual_variance
    np.testing.assert_allclose(fit.condsd_submission**2, variance * np.diag(conditional), atol=1e-7 * variance)
    np.testing.assert_allclose(
        fit.predsd_submission**2, variance * (np.diag(conditional) + seen**2 / (one @ k @ one)), atol=1e-7 * variance
    )  # fmt: skip
    np.testing.assert_allclose(
        fit.condsd_judge**2, variance * np.diag(b * np.eye(len(table.judges)) - b * b * zj.T @ k @ zj), atol=1e-7 * variance
    )


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("sds", [(7.5, 3.5, 5.0), (2.0, 0.0, 5.0), (0.0, 3.0, 5.0), (0.5, 0.5, 5.0), (20.0, 0.3, 0.5)])
def test_no_point_of_a_fine_grid_is_lower(seed: int, sds: tuple[float, float, float]) -> None:
    """Also where a variance is estimated as 0."""
    sums = sums_of(ratings(made(12, 5, 3, seed=seed, sds=sds)))
    best = reml.best(sums)
    axis = [0.0, *np.exp(np.linspace(-9, 9, 37))]
    assert best.criterion <= min(Point(sums, float(a), float(b)).criterion for a in axis for b in axis) + 1e-9
    assert all(abs(s) < 1e-4 for s, ratio in zip(best.slope * np.array([best.a, best.b]), (best.a, best.b), strict=True) if ratio)
    assert all(s > -1e-6 for s, ratio in zip(best.slope, (best.a, best.b), strict=True) if not ratio)


def test_equal_mean_squares_are_the_boundary_itself() -> None:
    """Judges' and residual mean squares equal: the judges' variance is 0, not the 2e-4 where an optimizer would stop."""
    fit = reml.fit(ratings(complete({"A": [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], "B": [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]})))
    assert fit.sd_judge == 0
    assert fit.boundary == ("sd_judge",)
    assert not fit.blup_judge.any()


def test_of_two_valleys_the_deeper_one_counts() -> None:
    """The criterion is 28.039 at the edge without submissions and 27.965 inside, where lme4 ends too."""
    scores = {"S0": {"J0": 1.0, "J2": 5.0, "J3": 0.0, "J4": 7.0}, "S1": {"J1": 3.0, "J2": 3.0, "J4": 6.0}}
    fit = reml.fit(from_mapping(scores))
    assert fit.criterion == pytest.approx(27.9653508, abs=1e-6)
    assert fit.sd_judge == pytest.approx(2.82794, abs=1e-4)
    assert fit.boundary == ()


def test_one_factor_alone() -> None:
    table = ratings(made(30, 6, 3, seed=4))
    sums = sums_of(table)
    model = one_way(table.reads, sums.submission_total, sums.within + float(sums.square.sum()))
    ratio = best_ratio(model)
    assert abs(model.slope(ratio)) < 1e-8
    apart = [Point(sums, r, 0.0).criterion - model.criterion(r) for r in (0.0, 0.5, ratio, 9.0)]
    assert apart == pytest.approx([apart[0]] * 4)


def test_hundreds_of_judges_count_pairs_in_both_ways() -> None:
    """Few reads among many judges are counted pair by pair, others by products: the same numbers."""
    from app.scoring.statistics import judge_sums, pairs

    few, many = ratings(made(40, 60, 3)), ratings(made(40, 12, 7))
    for table in (few, many):
        shared = pairs.shared_reads(table)
        _, zj = _indicators(table)
        zs, _ = _indicators(table)
        incidence = zs.T @ zj
        np.testing.assert_array_equal(sum(shared.shared), incidence.T @ incidence)
        square = np.cov(np.random.default_rng(1).normal(size=(len(table.judges), 99)))
        np.testing.assert_allclose(judge_sums.quadratic(table, square), np.diag(incidence @ square @ incidence.T))


def test_nine_of_ten_are_inside_their_ninety_per_cent() -> None:
    """Over a hundred made panels the prediction sds are neither too small nor too large."""
    chance, inside, count = np.random.default_rng(8), 0, 0
    for _ in range(100):
        worth, severity = chance.normal(0, 7, 30), chance.normal(0, 3, 8)
        reads = [
            (f"S{i:02}", f"J{j}", float(70 + worth[i] + severity[j] + chance.normal(0, 5)))
            for i in range(30) for j in chance.permutation(8)[:4]
        ]  # fmt: skip
        fit = reml.fit(ratings(reads))
        inside += int((np.abs(fit.blup_submission - worth) < 1.645 * fit.predsd_submission).sum())
        count += 30
    assert 0.86 < inside / count < 0.93
