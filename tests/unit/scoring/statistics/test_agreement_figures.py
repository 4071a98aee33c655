"""Krippendorff's α against every pair written out; W and ICC at their ends; probabilities against one large normal draw."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.words import speaking
from app.models.shape import Points
from app.scoring.statistics import krippendorff, reml
from app.scoring.statistics.icc import intraclass, mean_squares, spearman_brown
from app.scoring.statistics.kappa import cohen_kappa, fleiss_of
from app.scoring.statistics.kendall import kendall_w
from app.scoring.statistics.posterior import _draws, posterior
from app.scoring.statistics.reliability import reads_for, reliability
from app.scoring.statistics.report import of_points
from app.scoring.statistics.table import ratings
from app.scoring.statistics.values import Official
from app.scoring.statistics.words import reliability_words
from tests.fakes.judging_tables import Read, complete, made, tables


def _alpha(reads: list[Read], distance: Callable[[float, float], float]) -> float:
    """Coincidences of all ordered pairs inside submissions against all ordered pairs."""
    units: dict[str, list[float]] = {}
    for s, _, score in reads:
        units.setdefault(s, []).append(score)
    paired = [u for u in units.values() if len(u) > 1]
    values = [v for u in paired for v in u]
    observed = sum(sum(distance(a, b) for a, b in permutations(u, 2)) / (len(u) - 1) for u in paired) / len(values)
    expected = sum(distance(a, b) for a, b in permutations(values, 2)) / (len(values) * (len(values) - 1))
    return 1 - observed / expected


@settings(max_examples=80, deadline=None)
@given(reads=tables())
def test_alpha_is_that_of_all_pairs(reads: list[Read]) -> None:
    found = krippendorff.alpha(ratings(reads))
    units: dict[str, list[float]] = {}
    for s, _, score in reads:
        units.setdefault(s, []).append(score)
    values = [v for u in units.values() if len(u) > 1 for v in u]
    if len(set(values)) < 2:
        assert found == {}
        return
    times = {v: values.count(v) for v in values}

    def ordinal(a: float, b: float) -> float:
        low, high = sorted((a, b))
        return (sum(n for v, n in times.items() if low <= v <= high) - (times[a] + times[b]) / 2) ** 2

    assert found["nominal"] == pytest.approx(_alpha(reads, lambda a, b: float(a != b)), abs=1e-9)
    assert found["interval"] == pytest.approx(_alpha(reads, lambda a, b: (a - b) ** 2), abs=1e-9)
    assert found["ordinal"] == pytest.approx(_alpha(reads, ordinal), abs=1e-9)


def test_judges_who_rank_alike_agree_wholly() -> None:
    alike = ratings(complete({"A": [1, 2, 3, 4], "B": [10, 20, 30, 40], "C": [2, 3, 5, 9]}))
    assert kendall_w(alike) == pytest.approx(1)
    assert kendall_w(ratings(complete({"A": [1, 2, 3], "B": [3, 2, 1]}))) == pytest.approx(0)
    assert kendall_w(ratings(complete({"A": [5, 5], "B": [7, 7]}))) is None


def test_kappa_of_one_category_is_nothing() -> None:
    assert fleiss_of(ratings(complete({"A": [5, 5], "B": [5, 5]}))) is None
    assert cohen_kappa(np.array([[1.0, 0.0], [0.0, 0.0]])) is None


def test_icc_without_spread_of_the_means_has_no_step() -> None:
    found = intraclass(mean_squares(ratings(complete({"A": [1, 2], "B": [2, 1]}))))
    assert "ICC1k" not in found
    assert found["ICC1"].value == pytest.approx(-1)


def test_spearman_brown_there_and_back() -> None:
    assert spearman_brown(0.5, 4) == pytest.approx(0.8)
    assert reads_for(0.5) == 4
    assert reads_for(0.8) == 1
    assert reads_for(0.0) is None
    assert reads_for(-0.3) is None


@settings(max_examples=50, deadline=None)
@given(single=st.floats(0.01, 0.99))
def test_the_reads_told_are_just_enough(single: float) -> None:
    needed = reads_for(single)
    assert needed is not None
    assert spearman_brown(single, needed) >= 0.8 - 1e-8
    assert needed == 1 or spearman_brown(single, needed - 1) < 0.8


def test_reliability_of_equal_numbers_is_the_one_way_coefficient() -> None:
    """ICC(1,k) of a table whose judges differ for each entry, value and limits."""
    reads = made(20, 4, 4)
    crossed = ratings(reads)
    nested = ratings([(s, f"{s}-{j}", v) for s, j, v in reads])
    wanted = intraclass(mean_squares(crossed))["ICC1k"]
    found = reliability(nested)
    assert found is not None
    assert not found.complete
    assert (found.of_mean.value, found.of_mean.lower, found.of_mean.upper) == pytest.approx((wanted.value, wanted.lower, wanted.upper))


@pytest.mark.parametrize(("dropped", "language", "of_what", "ends"), [
    (False, "zh", "排名所用平均分的可靠性 0.", "（区间 1–没有上限）。"), (True, "zh", "各评委平均分的可靠性 0.", "名次按正式得分排，与这个平均分不完全相同。"),
    (True, "en", "Reliability of the judges' mean: 0.", "which is not this mean throughout."),
])  # fmt: skip
def test_the_reliability_told_is_that_of_what_it_names(dropped: bool, language: str, of_what: str, ends: str) -> None:
    """Where a rule drops scores, what ranks is not the mean whose reliability is told."""
    marks = {"Z-1": (9000, 8900, 6000), "Z-2": (8100, 8400, 8000), "Z-3": (7000, 7100, 7500), "Z-4": (5000, 5900, 5400)}
    figures = {code: sorted(given)[1] if dropped else round(sum(given) / 3) for code, given in marks.items()}
    official = {code: Official(Decimal(figure).scaleb(-2), None) for code, figure in figures.items()}
    points = {code: {f"J{n}": Points(p) for n, p in enumerate(given)} for code, given in marks.items()}
    found = of_points(points, official=official)
    assert found is not None
    assert found.reliability is not None
    with speaking(language):
        said = reliability_words(found.reliability)
    assert said.startswith(of_what)
    assert said.endswith(ends), said


def test_draws_vary_together_as_they_must() -> None:
    """With three judges of very different severity what is not known of the mean and of a judge is shared by many entries."""
    table = ratings(made(10, 3, 2, seed=5, sds=(5, 8, 3)))
    fit = reml.fit(table)
    assert not fit.boundary
    zs, zj = np.eye(10)[table.row], np.eye(3)[table.col]
    a, b, variance, one = fit.point.a, fit.point.b, fit.point.residual_variance, np.ones(len(table.score))
    k = np.linalg.inv(np.eye(len(one)) + a * zs @ zs.T + b * zj @ zj.T)
    seen = a * zs.T @ k @ one
    wanted = variance * (a * np.eye(10) - a * a * zs.T @ k @ zs + np.outer(seen, seen) / (one @ k @ one))
    drawn = np.vstack(list(_draws(fit, 200_000, np.random.default_rng(1))))
    np.testing.assert_allclose(drawn.mean(axis=0), fit.blup_submission, atol=0.05)
    np.testing.assert_allclose(np.cov(drawn.T), wanted, atol=0.015 * float(wanted.max()))


def test_means_that_do_not_vary_have_no_reliability() -> None:
    assert reliability(ratings(complete({"A": [0, 1], "B": [2, 1]}))) is None
    ragged = [
        ("S0", "A", 3.0),
        ("S0", "B", 1.0),
        ("S0", "C", 4.0),
        ("S0", "E", 1.0),
        ("S1", "A", 1.0),
        ("S1", "C", 2.0),
        ("S1", "D", 4.0),
        ("S1", "E", 2.0),
    ]
    assert reliability(ratings(ragged)) is None
    low = reliability(ratings(complete({"A": [1, 2, 3, 4], "B": [4, 3, 2.5, 1]})))
    assert low is not None
    assert low.of_mean.value < 0
    assert "测不出" in reliability_words(low)
    assert "0." in reliability_words(low)


def test_probabilities_are_those_of_one_large_normal() -> None:
    table = ratings(made(12, 5, 3, seed=5))
    fit = reml.fit(table)
    zs, zj = np.eye(12)[table.row], np.eye(5)[table.col]
    a, b, variance = fit.point.a, fit.point.b, fit.point.residual_variance
    k = np.linalg.inv(np.eye(len(table.score)) + a * zs @ zs.T + b * zj @ zj.T)
    one = np.ones(len(table.score))
    seen = a * zs.T @ k @ one
    covariance = variance * (a * np.eye(12) - a * a * zs.T @ k @ zs + np.outer(seen, seen) / (one @ k @ one))
    drawn = np.random.default_rng(7).multivariate_normal(fit.blup_submission, covariance, 200_000)
    order = np.argsort(-drawn, axis=1)
    inside = np.bincount(order[:, :4].ravel(), minlength=12) / len(drawn)
    found = posterior(fit, 4, seed=3)
    np.testing.assert_allclose(list(found.p_top_k.values()), inside, atol=0.01)
    assert found == posterior(fit, 4, seed=3)
    assert found != posterior(fit, 4, seed=4)
