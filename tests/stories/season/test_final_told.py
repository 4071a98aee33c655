"""Whether ranks and levels are official is read from the commands: 定稿, its loss through a later decision, and what the next round rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.models.season import Quota, QuotaScope
from tests.fakes import panel_season
from tests.fakes.panel_season import PanelSeason

pytestmark = pytest.mark.slow
BECAUSE = ("--reason", "复看")
NOT_YET, AGAIN = "还没有定稿：名次和等级还不是正式结果。", "定稿以后有变化，要重新定稿。"
FROM = "! 所依据的结果还没有定稿。"


@pytest.fixture
def season(tmp_path: Path) -> PanelSeason:
    places = (Quota("EXCELLENT", QuotaScope.PANEL, 1),)
    made = panel_season.make(tmp_path / "season", panels=1, entries=3, quotas=places, rank_within=QuotaScope.PANEL)
    made.ask("merge", *made.close_all())
    return made


def last_line(season: PanelSeason, *words: str) -> str:
    return season.run(*words).out.splitlines()[-1]


def test_results_say_whether_they_are_official(season: PanelSeason) -> None:
    assert (last_line(season, "results"), season.ask("results")["closed"]) == (NOT_YET, None)
    season.ask("close")
    assert last_line(season, "results").startswith("已定稿：")
    assert season.ask("results")["closed"] is not None
    assert last_line(season, "decide", "Z1-003", "--level", "EXCELLENT", *BECAUSE).endswith(AGAIN)
    assert (last_line(season, "results")[-len(AGAIN) :], season.ask("results")["closed"]) == (AGAIN, None)
    assert not last_line(season, "decide", "Z1-002", "--keep").endswith(AGAIN), "said once, when it happens"


def test_the_next_round_says_that_nothing_is_official_yet(season: PanelSeason) -> None:
    said = season.run("next-round", "--level", "EXCELLENT")
    assert FROM in said.out.splitlines()
    assert season.ask("next-round", "--level", "EXCELLENT")["provisional"]
    season.ask("close")
    assert FROM not in season.run("next-round", "--level", "EXCELLENT").out
    assert not season.ask("next-round", "--level", "EXCELLENT")["provisional"]


def test_places_given_beyond_the_quota_are_explained(season: PanelSeason) -> None:
    season.ask("decide", "Z1-002", "--grant", "EXCELLENT", *BECAUSE)
    assert "优秀级 专业组 P-1：名额 1，已定 2，余 0，增额 1" in season.run("results").out.splitlines()
