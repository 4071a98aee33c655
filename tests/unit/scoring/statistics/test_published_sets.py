"""Every set with expected figures gives them: closed forms to 1e-9, REML to 1e-5 of the residual sd, criterion to 1e-6, P to 0.015."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pytest

from app.scoring.statistics.document import as_json
from app.scoring.statistics.kappa import cohen_kappa, fleiss_kappa
from app.scoring.statistics.report import judging_statistics
from app.scoring.statistics.values import JudgingStatistics
from tests.fakes.judging_tables import LONG_TABLES, expected_of, rows_of, table_of

every_set = pytest.mark.parametrize("name", LONG_TABLES)


@cache
def _found(name: str) -> JudgingStatistics:
    return judging_statistics(table_of(name), k=expected_of(name).get("posterior", {}).get("k"))


@cache
def _document(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(as_json(_found(name)), allow_nan=False))
    return document


def _same(got: Any, want: Any, tolerance: float, where: str) -> None:
    """`want` and everything in it; what is wanted as null must be null or absent."""
    if isinstance(want, Mapping):
        assert isinstance(got, Mapping), where
        for key, value in want.items():
            _same(got.get(key), value, tolerance, f"{where}.{key}")
    elif want is None:
        assert got is None, where
    else:
        assert got == pytest.approx(want, abs=tolerance * max(1.0, abs(want)), rel=0), where


@every_set
def test_plain_figures(name: str) -> None:
    got, want = _document(name), expected_of(name)
    for key in (
        "counts", "grand_mean", "submission_mean", "submission_median", "submission_trimmed_drop1", "judge_n", "judge_mean", "judge_sd",
    ):  # fmt: skip
        _same(got[key], want[key], 1e-9, key)


@every_set
def test_least_squares(name: str) -> None:
    want = expected_of(name).get("ols")
    got = _document(name).get("ols")
    assert (got is None) == (want is None)
    if want is not None:
        _same(got, {k: v for k, v in want.items() if k != "rss"}, 1e-9, "ols")


@every_set
def test_agreement(name: str) -> None:
    got, want = _document(name), expected_of(name)
    _same(got.get("kendall_w"), want.get("kendall_w", {}).get("tie_corrected"), 1e-9, "kendall_w")
    alpha = want.get("krippendorff_alpha", {})
    _same(got.get("krippendorff_alpha", {}), {k: alpha[k] for k in ("nominal", "ordinal", "interval") if k in alpha}, 1e-9, "alpha")
    icc = {k: {"value": v["icc"], "lower": v["lo"], "upper": v["hi"]} for k, v in want.get("icc", {}).items()}
    assert set(got.get("icc", {})) == set(icc)
    _same(got.get("icc", {}), icc, 1e-9, "icc")
    if "fleiss_kappa" in want:
        assert _found(name).fleiss_kappa == pytest.approx(want["fleiss_kappa"]["kappa"], rel=1e-9)


@every_set
def test_reml(name: str) -> None:
    got, want = _document(name).get("lmm_reml"), expected_of(name).get("lmm_reml")
    assert (got is None) == (want is None)
    if want is None:
        return
    assert got is not None
    gone = want.get("boundary", [])
    assert got["boundary"] == gone
    unit = 1e-5 * want["sd_residual"]
    for key in (
        "intercept",
        "sd_submission",
        "sd_judge",
        "sd_residual",
        "blup_submission",
        "blup_judge",
        "condsd_submission",
        "condsd_judge",
    ):
        at_zero = any(key.endswith(side.removeprefix("sd")) for side in gone)
        _close(got[key], want[key], 100 * unit if at_zero else unit, key)
    assert got["criterion"] == pytest.approx(want["reml_criterion"], abs=1e-6)


def _close(got: Any, want: Any, unit: float, where: str) -> None:
    """Within `unit`; at the boundary the reference holds where its optimizer stopped, 5e-4 of the residual sd away at most."""
    pairs = [(got[k], w, f"{where}.{k}") for k, w in want.items()] if isinstance(want, Mapping) else [(got, want, where)]
    for value, wanted, place in pairs:
        assert abs(value - wanted) <= unit, place


@pytest.mark.parametrize("name", [n for n in LONG_TABLES if "lmm_reml" in expected_of(n)])
def test_prediction_sds(name: str) -> None:
    from app.scoring.statistics import reml

    table, want = table_of(name), expected_of(name)["lmm_reml"]
    fit = reml.fit(table)
    wanted = [want["pev_sd_submission"][s] for s in table.submissions]
    np.testing.assert_allclose(fit.predsd_submission, wanted, rtol=0, atol=1e-5 * want["sd_residual"])


@pytest.mark.parametrize("name", [n for n in LONG_TABLES if "posterior" in expected_of(n)])
def test_probabilities(name: str) -> None:
    got, want = _document(name)["posterior"], expected_of(name)["posterior"]
    assert got["k"] == want["k"]
    _close(got["p_top_k"], want["p_top_k"], 0.015, "p_top_k")
    _close(got["expected_rank"], want["expected_rank"], 0.15, "expected_rank")


def test_one_in_five_is_the_default_line() -> None:
    for name in ("shrout_fleiss_1979", "s07_ragged_30x9"):
        assert judging_statistics(table_of(name)).k == expected_of(name)["posterior"]["k"]


def test_fleiss_example() -> None:
    rows = rows_of("fleiss_wikipedia_10x14_counts")
    counts = np.zeros((10, 5))
    for row in rows:
        counts[int(row["subject"]) - 1, int(row["category"]) - 1] = float(row["count"])
    assert fleiss_kappa(counts) == pytest.approx(expected_of("fleiss_wikipedia_10x14_counts")["kappa_hand"], rel=1e-9)


def test_cohen_example() -> None:
    shares, weights = np.zeros((3, 3)), np.zeros((3, 3))
    for row in rows_of("cohen_1968_table"):
        place = int(row["row"]) - 1, int(row["col"]) - 1
        shares[place], weights[place] = float(row["proportion"]), float(row["disagreement_weight"])
    want = expected_of("cohen_1968_table")
    assert cohen_kappa(shares) == pytest.approx(want["kappa_hand"], rel=1e-9)
    assert cohen_kappa(shares, weights) == pytest.approx(want["weighted_hand"], rel=1e-9)
