"""A vote that was lost decides nothing, at the panel and at the chairs' meeting, by command and by value; a tie is settled among the tied."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import InvalidEntry
from app.models.decision import DecisionKind, Votes
from app.services.chair import decision_log
from app.services.chair.actions import Action, Defer, ExtraPlace, Keep, Meeting, SetLevel, SettleTie, TieOutcome
from app.services.organiser import season_assembly, season_meeting
from tests.fakes import season_meeting as fake
from tests.fakes.panel_season import PanelSeason
from tests.fakes.season_meeting import APART, TIED

pytestmark = pytest.mark.slow
LOST, WON = ("--votes", "1,1,1"), ("--votes", "2,1,0")
HERE = tuple(word for j in fake.CHAIRS for word in ("--present", j))
BECAUSE = ("--reason", "合议")
TWO = ("--present", "J1-01", "--present", "J3-01")
"""The chair of the second panel stands aside from one of the tied."""


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> tuple[PanelSeason, Path]:
    season = fake.make(tmp_path_factory.mktemp("votes") / "season")
    season.ask("merge", *season.files.values())
    copy = season.folder.with_name("untouched")
    shutil.copytree(season.home, copy)
    return season, copy


@pytest.fixture
def season(merged: tuple[PanelSeason, Path]) -> PanelSeason:
    made, copy = merged
    shutil.rmtree(made.home)
    shutil.copytree(copy, made.home)
    return made


def level_of(season: PanelSeason, code: str) -> Any:
    return next(e["level"] for e in season.ask("results")["entries"] if e["code"] == code)


@pytest.mark.parametrize(
    "words",
    [
        (APART, "--level", "EXCELLENT", *LOST, *HERE), (APART, "--grant", "EXCELLENT", *LOST, *HERE), (APART, "--defer", *LOST, *HERE),
        (*TIED, "--tie", "--votes", "0,2,0", *TWO), (*TIED, "--tie-down", "EXCELLENT", "--votes", "1,1,0", *TWO),
    ],
)  # fmt: skip
def test_a_lost_vote_decides_nothing_by_command(season: PanelSeason, words: tuple[str, ...]) -> None:
    refused = season.ask("decide", *words, *BECAUSE, code=1)["error"]
    assert refused["reason"] == "vote-lost"
    assert refused["message"].startswith("表决未通过（同意 ")
    assert season.ask("results")["decisions"] == []


def test_a_vote_by_command_stands_in_the_record_and_sets_the_level_when_it_is_carried(season: PanelSeason) -> None:
    before = level_of(season, APART)
    lost = season.ask("decide", APART, "--vote", "EXCELLENT", *LOST, *HERE, *BECAUSE)
    assert [d["kind"] for d in lost["decisions"]] == ["vote"]
    assert level_of(season, APART) == before
    carried = season.ask("decide", APART, "--vote", "EXCELLENT", *WON, *HERE, *BECAUSE)
    assert [d["kind"] for d in carried["decisions"]] == ["vote", "level"]
    assert level_of(season, APART) == "EXCELLENT"
    without = season.ask("decide", APART, "--vote", "EXCELLENT", *BECAUSE, code=1)["error"]
    assert without["message"] == "表决要写明同意、反对、弃权的票数。"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("Z3-008", "Z1-001", "--tie"), "not-tied"), (("Z3-008", "Z1-001", "--tie-down", "EXCELLENT"), "not-tied"),
        ((*TIED, "Z3-008", "--tie"), "not-tied"), ((TIED[0], "--tie"), "not-tied"), ((TIED[0], "--tie-down", "EXCELLENT"), "not-tied"),
        (("Z1-001", "Z1-002", "--tie"), "not-tied"), ((TIED[0], TIED[0], "--tie"), "named-twice"), ((APART, APART, "--keep"), "named-twice"),
    ],
)  # fmt: skip
def test_a_tie_is_settled_among_those_who_are_tied(season: PanelSeason, words: tuple[str, ...], reason: str) -> None:
    assert season.ask("decide", *words, *BECAUSE, code=1)["error"]["reason"] == reason
    assert season.ask("results")["decisions"] == []


def test_the_tie_itself_is_ordered(season: PanelSeason) -> None:
    made = season.ask("decide", *TIED, "--tie", *BECAUSE, "--votes", "2,0,0", *TWO)
    assert [d["after"] for d in made["decisions"]] == ["1", "2"]
    assert level_of(season, TIED[0]) == "EXCELLENT"


def at_the_table() -> list[Action]:
    return [
        SetLevel(APART, "EXCELLENT", "合议"), ExtraPlace(APART, "EXCELLENT", "合议"), Defer(APART, "合议"), Keep(APART),
        SettleTie(TIED, "EXCELLENT", TieOutcome.ALL_DOWN, "合议"), SettleTie(TIED, "EXCELLENT", TieOutcome.ORDER, "合议", TIED),
    ]  # fmt: skip


@pytest.mark.parametrize("action", at_the_table(), ids=lambda a: f"{type(a).__name__}-{getattr(a, 'outcome', '')}")
def test_a_lost_vote_decides_nothing_at_the_table(season: PanelSeason, action: Action) -> None:
    present = ("J1-01", "J3-01")
    with season.open() as profile:
        for votes in (Votes(1, 1, 0), Votes(0, 0, 2)):
            with pytest.raises(InvalidEntry) as refused:
                season_meeting.decide(profile, action, Meeting(present, votes))
            assert refused.value.reason == "vote-lost"
        assert not decision_log.of(season_assembly.assembly(profile))
        made, _ = season_meeting.decide(profile, action, Meeting(present, Votes(2, 0, 0)))
        assert all(d.votes == Votes(2, 0, 0) and d.kind is not DecisionKind.VOTE for d in made.decisions)
