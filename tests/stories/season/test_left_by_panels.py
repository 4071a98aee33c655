"""组内暂缓 at the chairs' meeting: named as undecided on screen, paper and in commands, and no 定稿 before the season has decided about it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.ids import new_event_id
from app.models.decision import Decision, DecisionKind, Scope
from tests.fakes import season_meeting as fake
from tests.fakes.panel_season import PanelSeason
from tests.fakes.report_values import pages_of, squeezed

pytestmark = pytest.mark.slow
WHY, CODE = "等补充材料", "Z1-001"


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> PanelSeason:
    """Merged, and every tie and request settled: what the first panel put off is all that waits."""
    made = fake.make(tmp_path_factory.mktemp("left") / "season")
    made.ask("merge", *(f for p, f in made.files.items() if p != "P-1"), put_off(made))
    made.ask("decide", *fake.TIED, "--tie", "--reason", "现场好")
    made.ask("decide", fake.ASKED, "--keep")
    return made


def put_off(season: PanelSeason) -> Path:
    at = datetime(2026, 7, 1, tzinfo=UTC)
    marks = {c: {j: f"{float(fake.TOTALS[c]):.2f}" for j in season.judges["P-1"]} for c in season.entries["P-1"]}
    decided = [Decision(new_event_id(), at, Scope.PANEL, DecisionKind.DEFER, WHY, entry=CODE)]
    return season.close("P-1", marks, sequence=2, decisions=decided, levels=dict.fromkeys(marks, "EXCELLENT"))


def text_of(season: PanelSeason, out: Path, which: str) -> str:
    said = season.ask("report", "--out", out, "--which", which)
    return squeezed(pages_of(next(Path(f) for f in said["files"] if f.endswith(".pdf")).read_bytes()))


def test_nothing_is_made_final_before_the_season_has_decided_about_it(season: PanelSeason, tmp_path: Path) -> None:
    row = next(r for r in season.ask("results")["entries"] if r["code"] == CODE)
    assert (row["level"], row["deferred"], row["deferred_by_panel"], row["level_kept"]) == (None, True, True, "BENCHMARK")
    refused = season.run("close")
    assert refused.code == 1
    assert f"还不能定稿：专业组暂缓，待合议 {CODE}。" in refused.err
    title = squeezed([str(row["title"])])
    assert f"专业组暂缓，待合议：{WHY}" in text_of(season, tmp_path / "a", "summary")
    listed, _, below = text_of(season, tmp_path / "b", "awards").partition("暂缓，不列入等级：")
    assert CODE not in listed
    assert f"{CODE}《{title}》（{WHY}）。" in below
    assert f"暂缓{CODE}《{title}》（{WHY}）" in text_of(season, tmp_path / "c", "approval")
    season.ask("decide", CODE, "--keep")
    season.ask("close")
    row = next(r for r in season.ask("results")["entries"] if r["code"] == CODE)
    assert (row["level"], row["deferred"]) == ("BENCHMARK", False)
    assert "暂缓" not in text_of(season, tmp_path / "f", "awards")
