"""What must not matter does not: the order of rows, names, the unit, a constant; what must move alone moves alone."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models.shape import Points
from app.scoring.statistics.cut_values import Standing
from app.scoring.statistics.document import as_json
from app.scoring.statistics.order import crossing
from app.scoring.statistics.report import judging_statistics, of_points
from app.scoring.statistics.table import ratings
from app.scoring.statistics.values import JudgeFlag, JudgingStatistics, Official
from app.scoring.statistics.words import chance
from tests.fakes.judging_tables import Read, made, tables

_laws = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_seeds = st.integers(0, 10_000)


def _of(reads: list[Read]) -> JudgingStatistics:
    return judging_statistics(ratings(reads), k=4)


def _table(seed: int) -> list[Read]:
    return made(12, 6, 4, seed=seed)


@_laws
@given(reads=tables(), order=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter_to_the_last_bit(reads: list[Read], order: random.Random) -> None:
    shuffled = [*reads]
    order.shuffle(shuffled)
    assert _of(shuffled) == _of(reads)


def test_repeated_reads_are_averaged_in_one_order() -> None:
    reads = [("S1", "A", 0.1), ("S1", "A", 0.2), ("S1", "A", 0.3), ("S1", "B", 2.0)]
    assert {ratings(order).score.tobytes() for order in permutations(reads)} == {ratings(reads).score.tobytes()}


@_laws
@given(seed=_seeds, shift=st.sampled_from([-300.0, -7.5, 12.0, 1000.0]), scale=st.sampled_from([0.01, 0.5, 3.0, 100.0]))
def test_another_unit_changes_the_unit_only(seed: int, shift: float, scale: float) -> None:
    one, other = _of(_table(seed)), _of([(s, j, shift + scale * v) for s, j, v in _table(seed)])
    assert one.mixed is not None
    assert other.mixed is not None
    sds = (one.mixed.sd_submission, one.mixed.sd_judge, one.mixed.sd_residual)
    assert (other.mixed.sd_submission, other.mixed.sd_judge, other.mixed.sd_residual) == pytest.approx([scale * sd for sd in sds], rel=1e-4)
    assert other.mixed.intercept == pytest.approx(shift + scale * one.mixed.intercept, rel=1e-6)
    assert other.ols is not None
    assert one.ols is not None
    assert dict(other.ols.judge) == pytest.approx({j: scale * v for j, v in one.ols.judge.items()}, abs=1e-7 * scale)
    assert dict(other.krippendorff_alpha) == pytest.approx(dict(one.krippendorff_alpha), abs=1e-9)
    assert other.reliability is not None
    assert one.reliability is not None
    assert other.reliability.of_mean.value == pytest.approx(one.reliability.of_mean.value, abs=1e-9)
    # by name: the lines stand by means of two decimals, and another unit rounds elsewhere
    assert {s.name: (s.mean_rank, s.adjusted_rank) for s in other.submissions} == {
        s.name: (s.mean_rank, s.adjusted_rank) for s in one.submissions
    }
    assert {s.name: s.p_top for s in other.submissions} == pytest.approx({s.name: s.p_top for s in one.submissions}, abs=0.01)


@_laws
@given(seed=_seeds, bonus=st.sampled_from([-20.0, -3.0, 8.0]))
def test_a_judge_who_adds_a_constant_moves_only_their_severity(seed: int, bonus: float) -> None:
    before, after = _of(_table(seed)), _of([(s, j, v + bonus * (j == "J02")) for s, j, v in _table(seed)])
    assert before.ols is not None
    assert after.ols is not None
    moved = {j: after.ols.judge[j] - v for j, v in before.ols.judge.items()}
    others = -bonus / len(moved)
    assert moved == pytest.approx({j: others + bonus * (j == "J02") for j in moved}, abs=1e-8)
    shift = bonus / len(moved)
    assert dict(after.ols.submission) == pytest.approx({s: v + shift for s, v in before.ols.submission.items()}, abs=1e-8)
    assert after.ols.sigma == pytest.approx(before.ols.sigma)
    assert {j.name: j.agreement for j in after.judges} == pytest.approx({j.name: j.agreement for j in before.judges}, abs=1e-8)
    assert {s.name: s.adjusted_rank for s in after.submissions} == {s.name: s.adjusted_rank for s in before.submissions}


@_laws
@given(seed=_seeds)
def test_names_do_not_matter(seed: int) -> None:
    """Renaming in the same order renames, and nothing else."""
    renamed = _of([(f"第{s}号", f"评委{j}", v) for s, j, v in _table(seed)])
    plain = _of(_table(seed))
    assert [(s.mean, s.adjusted, s.p_top) for s in renamed.submissions] == [(s.mean, s.adjusted, s.p_top) for s in plain.submissions]
    assert [(j.severity, j.flags) for j in renamed.judges] == [(j.severity, j.flags) for j in plain.judges]


@_laws
@given(seed=_seeds)
def test_probabilities_add_up(seed: int) -> None:
    found = _of(_table(seed)).posterior
    if found is not None:
        assert sum(found.p_top_k.values()) == pytest.approx(4)
        assert sum(found.expected_rank.values()) == pytest.approx(12 * 13 / 2)


def test_a_strict_judge_is_flagged_and_a_mild_difference_is_not() -> None:
    reads = made(40, 10, 4, seed=3, sds=(7, 0.0, 1.5))
    harsh = _of([(s, j, v - 9 * (j == "J03") + 0.3 * (j == "J01")) for s, j, v in reads])
    assert {j.name: j.flags for j in harsh.judges if j.flags} == {"J03": (JudgeFlag.LOWER,)}
    few = _of([*reads, ("S000", "J99", 99.0)])
    assert JudgeFlag.FEW_READS in next(j.flags for j in few.judges if j.name == "J99")


def test_who_crosses_the_line_when_severity_is_taken_out() -> None:
    """S3 was read by the strict judge, S2 by the mild one; both judges are known from shared entries."""
    shared = [(f"S{n + 10}", j, 60.0 + n + bias) for n in range(6) for j, bias in (("A", 0.0), ("B", 6.0), ("C", -6.0))]
    noise = [(s, j, v + 0.1 * ((int(s[1:]) * 7 + ord(j)) % 3)) for s, j, v in shared]
    reads = [*noise, ("S1", "A", 90.0), ("S1", "B", 96.0), ("S2", "A", 79.0), ("S2", "B", 85.0), ("S3", "A", 80.0), ("S3", "C", 74.0)]
    found = judging_statistics(ratings(reads), k=2)
    assert (found.enter, found.leave) == (("S3",), ("S2",))
    assert next(s for s in found.submissions if s.name == "S3").adjusted == pytest.approx(80, abs=0.3)


def test_without_a_judge() -> None:
    """Without B, S2 comes in and S1 goes out; without anyone else nothing changes at the line."""
    reads = [
        ("S1", "A", 70.0),
        ("S1", "B", 99.0),
        ("S2", "A", 80.0),
        ("S2", "B", 80.0),
        ("S3", "A", 60.0),
        ("S3", "C", 60.0),
        ("S4", "C", 50.0),
    ]
    found = judging_statistics(ratings([*reads, ("S4", "A", 50.0)]), k=1)
    assert [(x.judge, x.enter, x.leave) for x in found.left_out] == [("B", ("S2",), ("S1",))]


def test_a_tie_at_the_line_is_nobodys_move() -> None:
    tied, apart = np.array([3.0, 2.0, 2.0, 1.0]), np.array([3.0, 2.0, 1.5, 1.0])
    assert crossing(tied, apart, 2) == crossing(apart, tied, 2) == ([], [])
    assert crossing(np.array([3.0, 2.0, 1.5, 1.0]), np.array([3.0, 1.0, 1.5, 2.0]), 2) == ([3], [1])
    assert crossing(tied, -tied, 4) == ([], [])
    reads = [("S1", "A", 80.0), ("S1", "B", 80.0), ("S2", "A", 80.0), ("S2", "B", 80.0), ("S3", "A", 60.0), ("S3", "B", 61.0)]
    assert judging_statistics(ratings(reads), k=1).left_out == ()


def test_the_five_words() -> None:
    line = _of(made(12, 6, 4)).submissions[0]
    told = {p: replace(line, p_top=p) for p in (0.97, 0.951, 0.95, 0.71, 0.7, 0.5, 0.31, 0.3, 0.06, 0.05, 0.0)}
    assert [t.standing for t in told.values()] == [
        Standing.CLEAR_IN, Standing.CLEAR_IN, Standing.LIKELY_IN, Standing.LIKELY_IN, Standing.TOSS_UP, Standing.TOSS_UP, Standing.TOSS_UP,
        Standing.LIKELY_OUT, Standing.LIKELY_OUT, Standing.CLEAR_OUT, Standing.CLEAR_OUT,
    ]  # fmt: skip
    assert [chance(told[p]) for p in (0.97, 0.71, 0.5, 0.06, 0.0)] == [
        "明显在内",
        "多半在内（约70%）",
        "难分上下（约50%）",
        "多半在外（约5%）",
        "明显在外",
    ]
    assert chance(replace(line, p_top=None)) == ""


def test_a_panels_sheets_in_hundredths() -> None:
    """None is 回避 or missing; official figures are the season's, whatever the raw mean says."""
    reads = made(8, 4, 3)
    points: dict[str, dict[str, Points | None]] = {}
    for s, j, v in reads:
        points.setdefault(s, {})[j] = Points(round(v * 100))
    points["S000"]["J99"] = None
    official = {s: Official(Decimal(9000 - n).scaleb(-2), n + 1) for n, s in enumerate(sorted(points))}
    official["S003"] = Official(None, None)
    found = of_points(points, k=2, official=official)
    assert found is not None
    plain = judging_statistics(ratings(reads), k=2)
    assert found.mixed == plain.mixed
    assert as_json(found) == as_json(plain)
    assert [s.name for s in found.submissions][:3] == ["S000", "S001", "S002"]
    assert found.submissions[1].official == Decimal("89.99")
    assert (found.submissions[-1].name, found.submissions[-1].rank) == ("S003", None)
    assert np.isclose(found.submissions[0].mean, plain.grand_mean, atol=40)


def test_recused_judges_are_not_asked_to_read_more() -> None:
    reads = [r for r in made(8, 4, 3) if r[0] != "S001"] + [("S001", "J00", 70.0)]
    free = judging_statistics(ratings(reads), k=2)
    assert free.design.extra[0].submission == "S001"
    closed = [("S001", f"J{n:02}") for n in range(4)]
    assert all(e.submission != "S001" for e in judging_statistics(ratings(reads), k=2, closed=closed).design.extra)
