"""Four tables of real judging run through, and the trimmed means of two sports are the official ones."""

from __future__ import annotations

import json
from collections import defaultdict
from decimal import Decimal

import pytest

from app.scoring.statistics.document import as_json
from app.scoring.statistics.moments import decimals, official_trimmed
from app.scoring.statistics.report import judging_statistics
from app.scoring.statistics.table import ratings
from tests.fakes.judging_tables import rows_of, table_of


@pytest.mark.parametrize("name", ["aibs_grant_28x12", "kuhlisch2016_conference_57x20", "diving_sydney2000", "isu_worlds2017_components"])
def test_runs_through(name: str) -> None:
    found = judging_statistics(table_of(name))
    document = json.loads(json.dumps(as_json(found), allow_nan=False))
    assert found.mixed is not None
    assert not found.mixed.boundary
    assert found.reliability is not None
    assert found.posterior is not None
    assert sum(found.posterior.p_top_k.values()) == pytest.approx(found.k)
    assert document["design"]["components"][0]["judges"] == sorted({r["judge"] for r in rows_of(name)})


def test_skating_trimmed_means_are_the_official_ones() -> None:
    rows = rows_of("isu_worlds2017_components")
    table = ratings((f"{r['submission']} {r['criterion']}", r["judge"], float(r["score"])) for r in rows)
    official = {f"{r['submission']} {r['criterion']}": Decimal(r["official_trimmed_mean"]) for r in rows}
    ours = {name: official_trimmed(decimals(table, n)) for n, name in enumerate(table.submissions)}
    assert len(ours) == 1085
    assert ours == official


def test_diving_trimmed_means_give_the_official_ranks() -> None:
    """A dive's award is the trimmed mean times 3 times its difficulty; finals are decided by final and semifinal together."""
    rows = rows_of("diving_sydney2000")
    table = table_of("diving_sydney2000")
    trimmed = {name: official_trimmed(decimals(table, n), places=12) for n, name in enumerate(table.submissions)}
    dives = {r["submission"]: r for r in rows}
    totals: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for code, dive in dives.items():
        award = (trimmed[code] or Decimal(0)) * 3 * Decimal(dive["difficulty"])
        totals[dive["event"], dive["round"]][dive["diver"]] += round(award, 2)
    ranks = {(r["event"], r["round"], r["diver"]): int(r["final_rank"]) for r in rows}
    for (event, stage), sums in totals.items():
        if stage == "Semi":
            continue
        before = totals[event, "Semi"] if stage == "Final" else {}
        ordered = sorted(sums, key=lambda d: -(sums[d] + before.get(d, Decimal(0))))
        official = [ranks[event, stage, d] for d in ordered]
        assert official == sorted(official), (event, stage)
