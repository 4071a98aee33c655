"""The season's meeting without a screen: what turns 待复核 is confirmed anew, steps of screen and command are one list, a place is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.clock import Clock
from app.core.errors import UsageError
from app.core.tasks import Context
from app.models.changes import NOTHING
from app.models.decision import DecisionKind, Votes
from app.services.chair import decision_log
from app.services.chair.actions import Confirm, Keep, KeepAll, Meeting, SetLevel, SettleTie, TieOutcome, Vote
from app.services.chair.agenda import Settled
from app.services.chair.decision_log import Standing
from app.services.organiser import season_assembly, season_meeting, season_merge, season_state, season_steps
from app.services.organiser.season_assembly import SeasonAssembly
from app.services.profile import Profile
from tests.fakes import season_meeting as fake
from tests.fakes.panel_season import PanelSeason
from tests.fakes.season_meeting import ASIDE, MANUFACTURING, TIED, TOTALS

pytestmark = pytest.mark.slow
NOBODY = Meeting()


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> PanelSeason:
    return fake.make(tmp_path_factory.mktemp("table") / "season")


@pytest.fixture
def organiser(season: PanelSeason) -> Iterator[Profile]:
    """The open profile; what a test decided is taken back after it."""
    with season.open() as profile:
        season_merge.merge(profile, season.repository, list(season.files.values()), Context())
        yield profile
        while season_steps.undo(profile)[0] is not None:
            pass


def here(profile: Profile) -> SeasonAssembly:
    return season_assembly.assembly(profile)


def level(profile: Profile, code: str) -> str | None:
    row = here(profile).view.row(code)
    assert row is not None
    return row.level


def test_a_vote_sets_the_level_only_when_it_is_carried(organiser: Profile) -> None:
    before = level(organiser, "Z2-006")
    lost, _ = season_meeting.decide(organiser, Vote("Z2-006", "EXCELLENT", "复看"), Meeting(fake.CHAIRS, Votes(1, 1, 1)))
    assert [d.kind for d in lost.decisions] == [DecisionKind.VOTE]
    assert level(organiser, "Z2-006") == before
    carried, _ = season_meeting.decide(organiser, Vote("Z2-006", "EXCELLENT", "复看"), Meeting(fake.CHAIRS, Votes(2, 1, 0)))
    assert {d.kind for d in carried.decisions} == {DecisionKind.VOTE, DecisionKind.LEVEL}
    assert level(organiser, "Z2-006") == "EXCELLENT"


def test_only_keeping_goes_without_a_reason_and_a_recused_chair_is_not_at_the_table(organiser: Profile) -> None:
    season_meeting.decide(organiser, Keep("Z2-006"), NOBODY)
    with pytest.raises(UsageError) as wrong:
        season_meeting.decide(organiser, SetLevel("Z2-006", "EXCELLENT", " "), NOBODY)
    assert wrong.value.reason == "no-reason"
    with pytest.raises(Exception, match="回避这份成果"):
        season_meeting.foresee(organiser, Keep(ASIDE), Meeting(("J2-01",)))


def test_a_clock_set_back_puts_no_decision_behind_an_older_one(organiser: Profile) -> None:
    now = Clock().now()
    for days, code in ((400, "EXCELLENT"), (0, "BENCHMARK"), (-700, "EXCELLENT"), (0, "BENCHMARK")):
        organiser.clock = Clock(lambda days=days: now + timedelta(days=days))
        season_meeting.decide(organiser, SetLevel("Z2-006", code, "复看"), Meeting(fake.CHAIRS))
        assert level(organiser, "Z2-006") == code
        assert season_steps.undo(organiser)[0] is not None
        assert level(organiser, "Z2-006") != code
        assert season_steps.redo(organiser)[0] is not None
        assert level(organiser, "Z2-006") == code


def test_the_rest_of_a_field_is_one_step(organiser: Profile) -> None:
    codes = ("Z2-008", "Z3-007")
    season_meeting.choose_field(organiser, "")
    made, _ = season_meeting.decide(organiser, KeepAll(codes), NOBODY)
    assert len({d.at for d in made.decisions}) == 1
    assert season_steps.history(here(organiser).now.state)[0].words == "维持 2 份成果"
    undone, _ = season_steps.undo(organiser)
    assert undone is not None
    items = {i.code: i for i in season_meeting.field_agenda(organiser, here(organiser)).agenda.items}
    assert [items[c].settled for c in codes] == [Settled.OPEN, Settled.OPEN]
    assert season_steps.redo(organiser)[0] is not None
    assert season_steps.redo(organiser)[0] is None, "there is nothing more to bring again"


def test_nothing_is_brought_again_after_another_decision(organiser: Profile) -> None:
    season_meeting.decide(organiser, Keep("Z2-008"), NOBODY)
    season_steps.undo(organiser)
    season_meeting.decide(organiser, Keep("Z3-007"), NOBODY)
    assert season_steps.redo(organiser)[0] is None


def test_what_a_command_decided_is_a_step_of_the_desk_too(organiser: Profile, season: PanelSeason) -> None:
    made = season.ask("decide", "Z2-006", "Z2-008", "--keep")
    assert len(made["decisions"]) == 2
    assert season_steps.history(here(organiser).now.state)[0].words == "维持 2 份成果"
    season.ask("undo", made["decisions"][0]["id"])
    season_steps.undo(organiser)
    log = decision_log.of(here(organiser))
    assert {x.standing for x in log if x.id in {d["id"] for d in made["decisions"]}} == {Standing.UNDONE}


def test_what_the_season_decides_at_once_stands_in_its_order(organiser: Profile, season: PanelSeason) -> None:
    codes = ["Z3-007", "Z2-008", "Z1-008", "Z2-006", "Z3-008", "Z1-007"]
    season.ask("decide", *codes, "--keep")
    season_steps.undo(organiser)
    season_steps.redo(organiser)
    log = decision_log.of(here(organiser))[-18:]
    assert [x.entry for x in log] == codes * 3
    assert [(x.words, x.reason) for x in log[::6]] == [("维持", ""), ("撤销：维持", "撤销"), ("恢复：维持", "恢复")]


def test_a_panel_that_closes_again_and_its_decision_confirmed_anew(tmp_path: Path) -> None:
    season = fake.make(tmp_path / "season")
    with season.open() as profile:
        season_merge.merge(profile, season.repository, list(season.files.values()), Context())
        season_meeting.decide(profile, SetLevel("Z1-007", "EXCELLENT", "现场好"), Meeting(fake.CHAIRS))
        marks = {c: {j: f"{float(TOTALS[c]):.2f}" for j in season.judges["P-1"]} for c in season.entries["P-1"]}
        marks["Z1-007"] = dict.fromkeys(season.judges["P-1"], "77.50")
        again = season.close("P-1", marks, sequence=2)
        season_merge.merge(profile, season.repository, [again], Context())
        desk = season_meeting.entry_desk(here(profile), "Z1-007")
        (stale,) = [x.id for x in desk.decisions if x.standing is Standing.STALE]
        assert here(profile).now.waiting[0] == "待复核 Z1-007"
        season_meeting.decide(profile, Confirm((stale,)), NOBODY)
        assert level(profile, "Z1-007") == "EXCELLENT"
        assert not [w for w in here(profile).now.waiting if "待复核" in w]
        season_steps.undo(profile)
        assert here(profile).now.waiting[0] == "待复核 Z1-007"
        assert level(profile, "Z1-007") == "EXCELLENT", "the decision of before stands again"


def test_results_are_taken_in_part_and_taken_back_as_one_step(tmp_path: Path) -> None:
    season = fake.make(tmp_path / "season")
    files = [season.files[p] for p in ("P-1", "P-2", "P-3")]
    with season.open() as profile:
        seen, _ = season_merge.merge(profile, season.repository, files, Context(), dry_run=True)
        two = {f.payload for f in seen.accepted if f.panel != "P-3"}
        part, _ = season_merge.merge(profile, season.repository, files, Context(), only=two)
        assert ([f.panel for f in part.accepted], [f.panel for f in part.left]) == (["P-1", "P-2"], ["P-3"])
        assert sorted(season_state.load(profile).counted) == ["P-1", "P-2"]
        season_merge.merge(profile, season.repository, files, Context())
        assert [s.words for s in season_steps.history(season_state.load(profile))] == [
            "收入 1 份小组结果（第3组）",
            "收入 2 份小组结果（第1组、第2组）",
        ]
        season_meeting.decide(profile, Keep("Z2-008"), NOBODY)
        season_steps.undo(profile)
        undone, _ = season_steps.undo(profile)
        assert undone is not None
        assert undone.words == "已撤销：收入 1 份小组结果（第3组）"
        state = season_state.load(profile)
        assert (sorted(state.counted), len(state.arrived)) == (["P-1", "P-2"], 3), "set aside, and still there"
        assert season_steps.redo(profile)[0] is not None
        assert sorted(season_state.load(profile).counted) == ["P-1", "P-2", "P-3"]
        season_steps.undo(profile)
        season_steps.undo(profile)
        assert (season_state.load(profile).counted, season_steps.undo(profile)[0]) == ({}, None)
        back, _ = season_merge.merge(profile, season.repository, files, Context())
        assert len(back.accepted) == 3, "what was set aside comes again as new"
        assert len(season_state.load(profile).counted) == 3


def test_the_command_takes_an_import_back(tmp_path: Path) -> None:
    season = fake.make(tmp_path / "season")
    season.ask("merge", *season.files.values())
    (step,) = season.ask("undo", "--list")["steps"]
    assert season.ask("undo", step["id"][:8])["words"] == "已撤销：收入 3 份小组结果（第1组、第2组、第3组）"
    assert season.ask("undo")["step"] is None
    assert season.ask("redo")["step"] == step["id"]
    with season.open() as profile:
        assert len(season_state.load(profile).counted) == 3


def test_an_entry_of_another_field_brings_its_field_with_it(organiser: Profile) -> None:
    season_meeting.choose_field(organiser, MANUFACTURING)
    season_meeting.put_on_table(organiser, "Z3-004")
    found = season_meeting.field_agenda(organiser, here(organiser))
    assert (found.field, found.agenda.current) == ("SERVICE", "Z3-004")
    with pytest.raises(UsageError, match="没有这项成果"):
        season_meeting.put_on_table(organiser, "Z9-999")
    with pytest.raises(UsageError) as wrong:
        season_meeting.foresee(organiser, SettleTie(TIED, "BENCHMARK", TieOutcome.ALL_UP, "同分"), NOBODY)
    assert wrong.value.reason == "not-tied"


def test_a_desk_that_was_shut_adds_nothing_to_the_time_of_the_entry_on_the_table(organiser: Profile) -> None:
    """The rule is tested with the panel's agenda; here: it is the season's place that is kept, field and all."""
    season_meeting.put_on_table(organiser, "Z3-004")
    number, yesterday = str(here(organiser).round), organiser.clock.now() - timedelta(days=1)
    with organiser.database.write() as tx:
        place = season_meeting.PLACE.get(tx, number)
        assert place is not None
        times = tuple(replace(t, opened=yesterday, seconds=40) if t.entry == "Z3-004" else t for t in place.times)
        season_meeting.PLACE.put(tx, number, replace(place, times=times))
    assert season_meeting.keep_time(organiser, int(number)) is NOTHING
    with organiser.database.read() as tx:
        kept = season_meeting.PLACE.get(tx, number)
    assert kept is not None
    (time,) = [t for t in kept.times if t.entry == "Z3-004"]
    assert (time.seconds, time.opened > yesterday, kept.field, kept.entry) == (40, True, place.field, "Z3-004")
