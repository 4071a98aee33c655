"""What must not be told is not told: each refusal and each label fires, and nothing that is left is NaN."""

from __future__ import annotations

import json
import math
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from app.core import words as language
from app.scoring.statistics import words
from app.scoring.statistics.analysis import Analysis
from app.scoring.statistics.document import as_json
from app.scoring.statistics.report import judging_statistics, of_points
from app.scoring.statistics.table import ratings
from app.scoring.statistics.values import JudgeFlag, JudgeLine, JudgingStatistics, Reason
from tests.fakes.judging_tables import Read, complete, made, table_of, tables

KEYS = {
    "counts", "grand_mean", "submission_mean", "submission_median", "submission_trimmed_drop1", "judge_n", "judge_mean", "judge_sd", "ols",
    "lmm_reml", "icc", "kendall_w", "krippendorff_alpha", "posterior", "design", "refused",
}  # fmt: skip
OF_MANY = {"ols", "lmm_reml", "icc", "kendall_w", "krippendorff_alpha", "posterior"}


def _found(reads: list[Read], k: int | None = None) -> JudgingStatistics:
    return judging_statistics(ratings(reads), k=k)


def _document(found: JudgingStatistics) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(as_json(found), allow_nan=False))
    return document


def _refused(found: JudgingStatistics) -> set[tuple[str, Reason]]:
    return {(r.what, r.reason) for r in found.refused}


def _judge(found: JudgingStatistics, name: str) -> JudgeLine:
    return next(j for j in found.judges if j.name == name)


def _backwards(seed: int = 1) -> list[Read]:
    """Six judges read twenty entries, J0 with the order reversed."""
    chance = random.Random(seed)
    worth = [chance.gauss(0, 7) for _ in range(20)]
    return [
        (f"S{i:02}", f"J{j}", round(70 + (-w if j == 0 else w) + chance.gauss(0, 5), 1)) for i, w in enumerate(worth) for j in range(6)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reads", "reason"),
    [
        ([(f"S{n}", "J1", 60.0 + n) for n in range(9)], Reason.ONE_JUDGE),
        ([("S1", f"J{n}", 60.0 + n) for n in range(9)], Reason.ONE_SUBMISSION),
        ([("S1", "J1", 60.0)], Reason.ONE_JUDGE),
    ],
)
def test_one_judge_or_one_submission_leaves_the_scores_only(reads: list[Read], reason: Reason) -> None:
    found = _found(reads)
    document = _document(found)
    assert not OF_MANY & set(document)
    assert {(what, reason) for what in OF_MANY} <= _refused(found)
    assert found.reliability is None
    assert all(j.severity is None for j in found.judges)
    assert document["submission_mean"]["S1"] == pytest.approx(sum(r[2] for r in reads if r[0] == "S1") / sum(r[0] == "S1" for r in reads))


def test_all_equal_is_neither_one_nor_zero() -> None:
    found = _found(complete(dict.fromkeys("ABC", [80.0] * 6)))
    document = _document(found)
    assert not {"lmm_reml", "icc", "kendall_w", "krippendorff_alpha", "posterior"} & set(document)
    assert {(w, Reason.ALL_EQUAL) for w in ("lmm_reml", "icc", "kendall_w", "krippendorff_alpha", "posterior")} <= _refused(found)
    assert found.reliability is None
    assert all(j.flags == (JudgeFlag.CONSTANT,) for j in found.judges)
    assert "submission_se" not in document["ols"]


def test_judges_who_differ_only_by_a_shift() -> None:
    found = _found(complete({"A": [60, 70, 80, 90.1], "B": [62.3, 72.3, 82.3, 92.4], "C": [55, 65, 75, 85.1]}))
    document = _document(found)
    assert not {"lmm_reml", "posterior"} & set(document)
    assert {("lmm_reml", Reason.ZERO_RESIDUAL), ("posterior", Reason.ZERO_RESIDUAL)} <= _refused(found)
    assert document["ols"]["sigma"] == 0
    assert "judge_se" not in document["ols"]
    assert document["icc"]["ICC3"] == {"value": 1.0}
    assert ("icc.ICC3.limits", Reason.NO_LIMITS) in _refused(found)
    assert _judge(found, "B").severity == pytest.approx(3.2, abs=0.01)
    assert found.reliability is None
    same = _document(_found(complete({"A": [60, 70, 80], "B": [60, 70, 80]})))
    assert same["icc"]["ICC1"] == {"value": 1.0}


def test_variances_at_zero_are_not_detectable() -> None:
    found = judging_statistics(table_of("kendall_siegel_6x3"))
    assert found.mixed is not None
    assert found.mixed.boundary == ("sd_submission", "sd_judge")
    assert found.posterior is None
    assert {
        ("severity", Reason.NOT_DETECTABLE), ("submission_differences", Reason.NOT_DETECTABLE), ("posterior", Reason.NOT_DETECTABLE),
    } <= _refused(found)  # fmt: skip
    assert "不等于没有" in "".join(words.why(r) for r in found.refused)
    assert ("icc.ICC2k.limits", Reason.POLE) in _refused(found)


@pytest.mark.parametrize("unit", [1, 0.01, 3, 0.007])
def test_equal_means_have_no_interval_of_no_width(unit: float) -> None:
    """Whatever the unit: which of value and limit is larger would be its rounding."""
    found = _found(complete({j: [a * unit, b * unit] for j, a, b in (("A", 80, 60), ("B", 80, 80), ("C", 60, 80), ("D", 60, 60))}))
    assert [(e.lower, e.upper) for e in found.icc.values()] == [(None, None)] * 3
    assert {(f"icc.{name}.limits", Reason.NO_LIMITS) for name in ("ICC1", "ICC2", "ICC3")} <= _refused(found)


def test_unconnected_panels_are_not_ranked_together() -> None:
    found = judging_statistics(table_of("s03_disconnected_20x5_25x6"))
    document = _document(found)
    assert "posterior" not in document
    assert len(document["design"]["components"]) == found.counts.n_components == 2
    (joint,) = [r for r in found.refused if r.reason is Reason.UNCONNECTED]
    (read,) = found.design.connecting
    assert joint.what == "posterior"
    assert "/".join(read) in words.why(joint)
    bridged = judging_statistics(ratings([*_reads("s03_disconnected_20x5_25x6"), (*read, 70.0)]))
    assert bridged.counts.n_components == 1
    assert bridged.posterior is not None
    assert [s.rank for s in found.submissions].count(1) == 2
    assert not any(s.adjusted_rank for s in found.submissions)
    assert found.enter == found.leave == ()
    assert found.left_out == ()
    assert found.reliability is None


def _reads(name: str) -> list[Read]:
    table = table_of(name)
    return [(table.submissions[r], table.judges[c], float(s)) for r, c, s in zip(table.row, table.col, table.score, strict=True)]


def test_a_judge_whom_nobody_shares_an_entry_with_has_no_severity() -> None:
    found = _found([*made(10, 4, 3), ("T1", "K1", 80.0), ("T2", "K1", 60.0)])
    document = _document(found)
    assert ("severity.K1", Reason.ALONE) in _refused(found)
    assert "K1" not in document["ols"]["judge"]
    assert "T1" not in document["ols"]["submission"]
    assert _judge(found, "K1").severity is None
    assert _judge(found, "K1").agreement is None


def test_a_judge_with_constant_marks() -> None:
    found = judging_statistics(table_of("s04_zero_variance_judge_24x6"))
    assert ("severity.J06", Reason.CONSTANT_JUDGE) in _refused(found)
    line = _judge(found, "J06")
    assert (line.severity, line.sd, line.agreement) == (None, 0.0, None)
    assert JudgeFlag.CONSTANT in line.flags
    assert "J06" in _document(found)["ols"]["judge"]  # the model's estimate stays; what is read as severity does not


@pytest.mark.parametrize("seed", range(5))
def test_a_judge_who_ranks_backwards_stops_the_probabilities(seed: int) -> None:
    found = _found(_backwards(seed))
    assert ("posterior", Reason.BACKWARDS_JUDGE) in _refused(found)
    assert [r.names for r in found.refused if r.reason is Reason.BACKWARDS_JUDGE] == [("J0",)]
    assert found.posterior is None
    assert not any(s.standing for s in found.submissions)
    assert JudgeFlag.BACKWARDS in _judge(found, "J0").flags
    assert all(JudgeFlag.BACKWARDS not in j.flags for j in found.judges if j.name != "J0")
    assert _document(found)["lmm_reml"]["sd_residual"] > 0


def test_nobody_is_called_backwards_by_chance() -> None:
    for seed in range(60):
        assert Analysis(ratings(made(30, 8, 4, seed=seed, sds=(4, 3, 6))), k=6).backwards == (), seed


def test_repeated_reads_are_averaged_with_notice() -> None:
    reads = made(10, 4, 3)
    first = reads[0]
    found = _found([*reads, (*first[:2], first[2] + 10)])
    assert found.counts.n_obs == len(reads)
    assert [(r.what, r.names) for r in found.refused if r.reason is Reason.REPEATED] == [("repeated_reads", (f"{first[0]}/{first[1]}",))]
    again = _found([(*first[:2], first[2] + 5), *reads[1:]])
    assert (again.ols, again.mixed) == (found.ols, found.mixed)


def test_few_reads_warn_of_trimming() -> None:
    few = _found(made(10, 5, 4))
    enough = _found(made(10, 6, 5))
    assert ("drop_high_low", Reason.FEW_FOR_TRIMMING) in _refused(few)
    assert Reason.FEW_FOR_TRIMMING not in enough.reasons()
    assert _found(made(10, 5, 2)).submissions[0].trimmed is None


def test_just_enough_reads_have_no_residual() -> None:
    found = _found([("S1", "A", 70.0), ("S1", "B", 75.0), ("S2", "B", 60.0), ("S3", "B", 61.0)])
    document = _document(found)
    assert ("lmm_reml", Reason.NO_RESIDUAL) in _refused(found)
    assert "sigma" not in document["ols"]
    assert "lmm_reml" not in document
    assert ("judge_sd.A", Reason.ONE_READ) in _refused(found)
    assert "A" not in document["judge_sd"]


def test_entries_read_once_pair_with_nothing() -> None:
    found = _found([(f"S{n}", f"J{n % 3}", 60.0 + n) for n in range(9)])
    assert ("krippendorff_alpha", Reason.NOTHING_PAIRED) in _refused(found)
    assert found.counts.n_components == 3


def test_incomplete_data_have_no_icc_and_no_w() -> None:
    found = _found(made(10, 5, 3))
    assert {("icc", Reason.INCOMPLETE), ("kendall_w", Reason.INCOMPLETE)} <= _refused(found)
    assert not {"icc", "kendall_w"} & set(_document(found))


def test_complete_data_change_no_order_and_say_so() -> None:
    found = judging_statistics(table_of("s08_complete_30x7_1to5"))
    assert found.refused == ()
    assert "不改变任何次序" in words.complete_words(found)
    assert found.enter == found.leave == ()
    assert [s.adjusted_rank for s in found.submissions] == [s.mean_rank for s in found.submissions]
    assert words.complete_words(_found(made(10, 5, 3))) == ""


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reads=tables())
def test_whatever_the_table_nothing_is_nan_and_all_is_accounted_for(reads: list[Read]) -> None:
    found = _found(reads)
    document = _document(found)
    assert set(document) <= KEYS
    whats = {r["what"].split(".")[0] for r in document["refused"]}
    assert OF_MANY - set(document) <= whats
    assert all(r["why"] and "{" not in r["why"] for r in document["refused"])
    assert all(math.isfinite(x) for s in found.submissions for x in (s.mean, s.adjusted, s.adjusted_se, s.p_top) if x is not None)
    assert all(math.isfinite(x) for j in found.judges for x in (j.mean, j.sd, j.severity, j.severity_se, j.agreement) if x is not None)
    if found.reliability is not None:
        assert math.isfinite(found.reliability.of_mean.value)


def test_every_reason_has_words_in_both_languages() -> None:
    from app.scoring.statistics.values import Refusal

    for chosen in ("zh", "en"):
        language.set_language("en" if chosen == "en" else "zh")
        assert all(words.why(Refusal("x", reason, ("Z-001",))) for reason in Reason)
        assert "6" in words.why(Refusal("x", Reason.REPEATED, tuple("abcdefghijkl"))) or chosen == "zh"


def test_nothing_scored_is_nothing() -> None:
    assert of_points({"Z-001": {"J1": None}, "Z-002": {}}) is None
