"""Lines that run through some of the entries only: the chance, the crossing and the leaving out are told among those alone."""

from __future__ import annotations

import math

import numpy as np
import pytest

from app.models.shape import Points
from app.scoring.statistics.cut_values import Cut, CutFigures
from app.scoring.statistics.report import judging_statistics, of_points
from app.scoring.statistics.table import Ratings, ratings
from app.scoring.statistics.values import JudgingStatistics, Mixed, Posterior
from tests.fakes.judging_tables import Read, made

FIELD = frozenset({"S001", "S004", "S007", "S010"})


def _points(reads: list[Read]) -> dict[str, dict[str, Points | None]]:
    found: dict[str, dict[str, Points | None]] = {}
    for s, j, v in reads:
        found.setdefault(s, {})[j] = Points(round(v * 100))
    return found


def _found(reads: list[Read], *cuts: Cut, k: int | None = None) -> JudgingStatistics:
    found = of_points(_points(reads), k=k, cuts=cuts)
    assert found is not None
    return found


def _drawn(found: JudgingStatistics) -> Posterior:
    assert found.posterior is not None
    return found.posterior


def test_without_a_line_no_line_is_made_up() -> None:
    found = _found(made(12, 6, 4))
    assert found.k is None
    assert dict(_drawn(found).p_top_k) == {}
    assert not any(s.standing for s in found.submissions)
    assert all(s.expected_rank for s in found.submissions)
    assert (found.enter, found.leave, found.left_out, found.cuts) == ((), (), (), ())


def test_a_line_through_all_is_told_as_if_it_were_the_only_one() -> None:
    reads = made(12, 6, 4)
    (told,) = _found(reads, Cut(4)).cuts
    alone = judging_statistics(ratings(reads), k=4)
    assert dict(told.chances) == pytest.approx(dict(_drawn(alone).p_top_k), abs=1e-9)
    assert (told.enter, told.leave, told.left_out) == (alone.enter, alone.leave, alone.left_out)
    assert {s.name: told.standing(s.name) for s in alone.submissions} == {s.name: s.standing for s in alone.submissions}


def test_a_field_s_places_are_shared_by_its_entries_alone() -> None:
    one, two = _found(made(12, 6, 4), Cut(1, FIELD), Cut(2, FIELD)).cuts
    for told, places in ((one, 1), (two, 2)):
        assert set(told.chances) == FIELD
        assert sum(told.chances.values()) == pytest.approx(places)
    assert all(two.chances[s] >= one.chances[s] for s in FIELD)
    assert one.standing("S000") is None


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_of_two_entries_the_chance_is_that_of_their_difference(seed: int) -> None:
    """Against the full covariance of every effect, n × n."""
    reads = made(12, 6, 4, seed=seed)
    table = ratings(reads)
    found = judging_statistics(table, k=3)
    assert found.mixed is not None
    mean, spread = _of_difference(table, found.mixed, 2, 5)
    (told,) = _found(reads, Cut(1, frozenset({"S002", "S005"}))).cuts
    assert told.chances["S002"] == pytest.approx(0.5 * (1 + math.erf(mean / spread / math.sqrt(2))), abs=0.015)


def _of_difference(table: Ratings, fit: Mixed, one: int, other: int) -> tuple[float, float]:
    z = (np.eye(len(table.submissions))[table.row], np.eye(len(table.judges))[table.col])
    y, ones = table.score, np.ones(len(table.score))
    v = fit.sd_submission**2 * z[0] @ z[0].T + fit.sd_judge**2 * z[1] @ z[1].T + fit.sd_residual**2 * np.eye(len(y))
    solved = np.linalg.inv(v)
    left = solved - np.outer(solved @ ones, ones @ solved) / (ones @ solved @ ones)
    effect = fit.sd_submission**2 * z[0].T @ left @ y
    covariance = fit.sd_submission**2 * np.eye(len(table.submissions)) - fit.sd_submission**4 * z[0].T @ left @ z[0]
    weight = np.eye(len(table.submissions))[one] - np.eye(len(table.submissions))[other]
    return float(weight @ effect), math.sqrt(float(weight @ covariance @ weight))


def _two_fields() -> list[Read]:
    """C is strict, B mild. Of S1 to S3, S2 was read by the mild one and S3 by the strict; T1 and T2 stand above all of them."""
    shared = [(f"S{n + 10}", j, 60.0 + n + bias) for n in range(6) for j, bias in (("A", 0.0), ("B", 6.0), ("C", -6.0))]
    noise = [(s, j, v + 0.1 * ((int(s[1:]) * 7 + ord(j)) % 3)) for s, j, v in shared]
    above = [("T1", "A", 97.0), ("T1", "C", 91.2), ("T2", "A", 96.0), ("T2", "B", 102.1)]
    return [
        *noise,
        *above,
        ("S1", "A", 90.0),
        ("S1", "B", 96.0),
        ("S2", "A", 79.0),
        ("S2", "B", 85.0),
        ("S3", "A", 80.0),
        ("S3", "C", 74.0),
    ]


def test_every_line_says_who_would_cross_it() -> None:
    field = frozenset({"S1", "S2", "S3"})
    best, next_one, above = _found(_two_fields(), Cut(1, field), Cut(2, field), Cut(1)).cuts
    assert (best.enter, best.leave) == ((), ())
    assert (next_one.enter, next_one.leave) == (("S3",), ("S2",))
    assert (above.enter, above.leave) == (("T1",), ("T2",))


def test_without_a_judge_every_line_is_looked_at() -> None:
    """Without B, S2 comes before S1 in their field; among all nothing is moved at the third place."""
    reads = [
        ("S1", "A", 70.0),
        ("S1", "B", 99.0),
        ("S2", "A", 80.0),
        ("S2", "B", 80.0),
        ("S3", "A", 60.0),
        ("S3", "C", 60.0),
        ("S4", "C", 50.0),
    ]
    field, whole = _found([*reads, ("S4", "A", 50.0)], Cut(1, frozenset({"S1", "S2"})), Cut(2)).cuts
    assert [(x.judge, x.enter, x.leave) for x in field.left_out] == [("B", ("S2",), ("S1",))]
    assert whole.left_out == ()


def test_unconnected_parts_have_no_line_in_common() -> None:
    reads = [*made(6, 3, 2), *((f"T{s[1:]}", f"K{j[1:]}", v) for s, j, v in made(6, 3, 2, seed=2))]
    assert _found(reads, Cut(3)).cuts == (CutFigures(Cut(3)),)
