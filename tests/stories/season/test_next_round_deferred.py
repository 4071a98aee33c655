"""Who goes on to the next round: what is put off (暂缓) is named with its reason and waits, and goes on when it is decided."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.core.ids import new_event_id
from app.models.decision import Decision, DecisionKind, Scope
from tests.fakes import season_meeting as fake
from tests.fakes.panel_season import PanelSeason

pytestmark = pytest.mark.slow
WHY = "等补充材料"
LEVELS = {c: "EXCELLENT" if float(total) >= 86 else "PROMOTED" for c, total in fake.TOTALS.items()}


@pytest.fixture
def season(tmp_path: Path) -> PanelSeason:
    made = fake.make(tmp_path / "season")
    made.ask("merge", *made.files.values())
    return made


def codes(made: Any) -> set[str]:
    return {c["code"] for c in made["candidates"]}


def test_what_the_season_put_off_waits_and_is_named(season: PanelSeason) -> None:
    season.ask("decide", "Z3-001", "--defer", "--reason", WHY)
    made = season.ask("next-round", "--level", "EXCELLENT")
    assert made["deferred"] == {"Z3-001": WHY}
    assert "Z3-001" not in codes(made)
    said = season.run("next-round", "--level", "EXCELLENT").out
    assert f"! 暂缓，保留名次，议定以前不进下一轮：Z3-001（{WHY}）" in said
    season.ask("decide", "Z3-001", "--keep")
    after = season.ask("next-round", "--level", "EXCELLENT")
    assert (after["deferred"], codes(after) - codes(made)) == ({}, {"Z3-001"})


def test_a_candidate_that_is_put_off_afterwards_is_taken_out_with_a_word(season: PanelSeason) -> None:
    assert "Z3-001" in codes(season.ask("next-round", "--level", "EXCELLENT"))
    season.ask("decide", "Z3-001", "--defer", "--reason", WHY)
    said = season.run("next-round", "--level", "EXCELLENT").out
    assert "不再是候选，撤下：Z3-001" in said
    assert WHY in said


def test_what_a_panel_put_off_waits_for_the_season(season: PanelSeason) -> None:
    season.ask("merge", again(season, [put_off("Z1-001")]))
    made = season.ask("next-round", "--level", "EXCELLENT")
    assert (made["deferred"], "Z1-001" in codes(made)) == ({"Z1-001": WHY}, False)
    season.ask("decide", "Z1-001", "--keep")
    assert "Z1-001" in codes(season.ask("next-round", "--level", "EXCELLENT"))


def test_of_a_panels_own_results_the_last_counts(season: PanelSeason) -> None:
    first, second = season.files["P-1"], again(season, [put_off("Z1-001")], {**LEVELS, "Z1-003": None})
    made = season.ask("next-round", "--level", "EXCELLENT", "--from", second, "--from", first)
    assert made["deferred"] == {"Z1-001": WHY}
    assert "Z1-003" not in codes(made), "what an earlier result proposed is no proposal any more"
    alone = season.close("P-1", marks(season), sequence=3, decisions=[put_off(c) for c in season.entries["P-1"]], levels=LEVELS)
    refused = season.run("next-round", "--level", "EXCELLENT", "--from", alone)
    assert refused.code == 1
    assert "达到“EXCELLENT”的成果都暂缓：Z1-001、" in refused.err


def marks(season: PanelSeason) -> dict[str, dict[str, str]]:
    return {c: {j: f"{float(fake.TOTALS[c]):.2f}" for j in season.judges["P-1"]} for c in season.entries["P-1"]}


def again(season: PanelSeason, decisions: list[Decision], levels: Any = None) -> Path:
    """The first panel closes once more."""
    return season.close("P-1", marks(season), sequence=2, decisions=decisions, levels=levels or LEVELS)


def put_off(code: str) -> Decision:
    at = datetime(2026, 7, 1, tzinfo=UTC)
    return Decision(new_event_id(), at, Scope.PANEL, DecisionKind.DEFER, WHY, entry=code)
