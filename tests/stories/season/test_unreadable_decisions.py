"""A panel result whose decisions nobody could read is refused by itself; those that came with it are taken."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.models.decision import Decision, DecisionKind, Scope
from app.models.season import QuotaScope
from tests.fakes import panel_season
from tests.fakes.panel_season import PanelSeason

WHEN = datetime(2026, 7, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> PanelSeason:
    return panel_season.make(tmp_path_factory.mktemp("season") / "now", panels=2, entries=2, rank_within=QuotaScope.PANEL)


def made(kind: DecisionKind, *, before: str | None = None, after: str | None = None) -> Decision:
    return Decision("a" * 32, WHEN, Scope.PANEL, kind, "理由", "Z1-001", "J1-02", "CAUSE", before, after)


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (made(DecisionKind.TIE, after="优秀"), "同分排序应写名次"),
        (made(DecisionKind.POINTS, before="20.00", after="很多"), "分数“很多”写法不对"),
        (made(DecisionKind.POINTS, before="1e2", after="20.00"), "分数“1e2”写法不对"),
    ],
)
def test_it_stops_no_other(season: PanelSeason, tmp_path: Path, decision: Decision, words: str) -> None:
    strange, other = season.close("P-1", decisions=[decision]), season.close("P-2")
    seen = season.ask("merge", strange, other, "--dry-run")
    assert [f["panel"] for f in seen["accepted"]] == ["P-2"]
    assert [Path(f["file"]).name for f in seen["refused"]] == [strange.name]
    assert words in seen["refused"][0]["words"]
    assert {f["panel"] for f in season.ask("merge", season.close("P-1"), other, "--dry-run")["accepted"]} == {"P-1", "P-2"}
