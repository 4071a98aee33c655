"""组长 and 副组长 in one panel: both take everybody's files, each other's too, their own first; decisions belong to one meeting.

Two manifests cannot hold each other's digest; `packages/assignment_ext` says what stands for it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.errors import UsageError
from app.core.tasks import Context
from app.models.roster import PanelRole
from app.models.season import QuotaScope
from app.packages import assignment_ext
from app.services.chair import actions, choose, close, deciding, desk, incoming, one_entry, results
from app.services.chair import panel as panels
from app.services.chair.incoming import Fate
from app.services.judge import recuse, submit, workspace
from app.services.organiser import publish, season_import, serve, state
from tests.fakes import forged_packages, panel_season
from tests.fakes import season as seasons
from tests.fakes.season import CHAIR, Season

pytestmark = pytest.mark.slow

DEPUTY, THIRD = "J-02", "J-03"
BOTH = ((CHAIR, DEPUTY), (DEPUTY, CHAIR))


def with_deputy(folder: Path, *, entries: int = 1) -> Season:
    season = seasons.found(folder / "season", entries=entries, judges=3, deputy=DEPUTY)
    with season.open("organiser") as organiser:
        plans, _ = season_import.assign(organiser, season.repository, Context())
        assert "专业组 P-1：组长 评委1，副组长 评委2；都能收取全组评分，决定和定稿只在组长的会上" in plans[0].unmet
    seasons.enrol_all(season)
    return season


def hand_in(season: Season, judge: str, folder: Path, recused: str = "") -> None:
    seasons.sync_and_declare(season, judge)
    seasons.score_all(season, judge)
    with season.open(judge) as profile:
        if recused:
            recuse.recuse(profile, recused, "辅导过该小组")
        submit.submit(profile, folder / judge / f"{judge}.qcr")


@pytest.fixture
def season(tmp_path: Path) -> Season:
    made = with_deputy(tmp_path)
    for judge in made.judges:
        hand_in(made, judge, tmp_path / "sticks")
    return made


def test_both_collect_everybody_and_each_other(season: Season, tmp_path: Path) -> None:
    with season.open("organiser") as organiser:
        assert serve.readers(organiser) == dict.fromkeys((CHAIR, DEPUTY), frozenset(season.judges))
    for chair, other in BOTH:
        sticks = [tmp_path / "sticks" / THIRD, tmp_path / "sticks" / other]
        with season.open(chair) as profile:
            seen = incoming.look(profile, sticks, Context())
            assert {f.judge: f.fate for f in seen.files} == {THIRD: Fate.NEW, other: Fate.NEW}
            incoming.accept(profile, seen)
            panel, view = results.results(profile)
            assert view.rows[0].reads == 3
            assert panels.missing(panel) == ()


def test_points_stay_closed_until_the_own_file_is_handed_in(tmp_path: Path) -> None:
    season = with_deputy(tmp_path)
    for judge in (CHAIR, THIRD):
        hand_in(season, judge, tmp_path / "sticks")
    seasons.sync_and_declare(season, DEPUTY)
    with season.open(DEPUTY) as profile:
        seen = incoming.look(profile, [tmp_path / "sticks"], Context())
        incoming.accept(profile, seen)
        assert {f.judge for f in seen.files if f.fate is Fate.NEW} == {CHAIR, THIRD}
        with pytest.raises(UsageError) as shut:
            results.results(profile)
        assert shut.value.reason == "own-first"
        with pytest.raises(UsageError) as early:
            choose.open_early(profile, "急")
        assert early.value.reason == "deputy"


def test_the_chair_leads_also_where_the_list_has_the_deputy_first(tmp_path: Path) -> None:
    season = seasons.found(tmp_path / "season", entries=1, judges=3, deputy=DEPUTY)
    with season.open("organiser") as organiser:
        with organiser.database.write() as tx:
            first, second = (next(j for j in state.JUDGES.all(tx) if j.id == c) for c in (CHAIR, DEPUTY))
            state.JUDGES.put(tx, CHAIR, replace(first, deputy=True))
            state.JUDGES.put(tx, DEPUTY, replace(second, deputy=False))
        season_import.assign(organiser, season.repository, Context())
    seasons.enrol_all(season)
    seasons.sync_and_declare(season, CHAIR)
    with season.open(CHAIR) as profile:
        assert desk.head(profile).elsewhere == "评委2"
        assert [m.judge for m in panels.load(profile).members] == [DEPUTY, CHAIR, THIRD]


def test_publishing_again_changes_nothing_and_a_change_is_listed_once(season: Season, tmp_path: Path) -> None:
    with season.open("organiser") as organiser:
        assert publish.publish(organiser, season.repository, Context())[0].manifests == 0
        with organiser.database.write() as tx:
            row = next(e for e in state.ENTRIES.all(tx))
            state.ENTRIES.put(tx, "1/Z-001", replace(row, title="改过的课题名称"))
        assert publish.publish(organiser, season.repository, Context())[0].manifests == 3
        assert publish.publish(organiser, season.repository, Context())[0].manifests == 0
    for chair, other in BOTH:
        with season.open(chair) as profile:
            seasons.sync.sync(profile, Context())
            fates = {f.judge: f.fate for f in incoming.look(profile, [tmp_path / "sticks" / other], Context()).files}
            assert fates == {other: Fate.NEW}, "a file made from the sequence before stays good"
            listed = next(m for m in panels.load(profile).members if m.judge == other).sequences
            assert [s.sequence for s in listed] == [1, 2]


def test_a_fellow_chairs_file_of_another_assignment_is_refused(season: Season, tmp_path: Path) -> None:
    with season.open(DEPUTY) as profile:
        manifest = workspace.load(profile).manifest
        other = replace(manifest, entries=(replace(manifest.entries[0], title="别的课题"),))
    real = forged_packages.real(season, DEPUTY)
    said: tuple[dict[str, object], ...] = ({assignment_ext.NAME: assignment_ext.content_digest(other)}, {assignment_ext.NAME: 7}, {})
    for n, ext in enumerate(said):
        (tmp_path / f"{n}.qcr").write_bytes(real.signed(ext=ext))
    with season.open(CHAIR) as profile:
        files = incoming.look(profile, [tmp_path / f"{n}.qcr" for n in range(3)], Context()).files
        assert [(f.fate, f.reason) for f in files] == [(Fate.REFUSED, "wrong-assignment")] * 3


def test_decisions_and_the_closing_belong_to_the_chairs_meeting(season: Season, tmp_path: Path) -> None:
    with season.open(DEPUTY) as profile:
        incoming.accept(profile, incoming.look(profile, [tmp_path / "sticks"], Context()))
        assert desk.head(profile).elsewhere == "评委1"
        for act in (
            lambda: deciding.foresee(profile, actions.Keep("Z-001")),
            lambda: deciding.decide(profile, actions.Keep("Z-001")),
            lambda: close.close(profile, tmp_path / "own.qcp"),
            lambda: choose.choose(profile, "0", "理由"),
        ):
            with pytest.raises(UsageError, match="本组的决定记在组长评委1的会上，一组只有一份决定记录") as refused:
                act()
            assert refused.value.reason == "deputy"
        assert not (tmp_path / "own.qcp").exists()
        assert any("副组长所存，不含合议决定" in line for line in results.policy_lines(*results.results(profile)))
    with season.open(CHAIR) as profile:
        incoming.accept(profile, incoming.look(profile, [tmp_path / "sticks"], Context()))
        assert desk.head(profile).elsewhere == ""
        close.close(profile, tmp_path / "own.qcp")
        assert not any("副组长所存" in line for line in results.policy_lines(*results.results(profile)))


def test_the_deputy_leads_what_the_chair_stands_aside_from(tmp_path: Path) -> None:
    season = with_deputy(tmp_path, entries=2)
    hand_in(season, CHAIR, tmp_path / "sticks", recused="Z-001")
    for judge in (DEPUTY, THIRD):
        hand_in(season, judge, tmp_path / "sticks")
    with season.open(CHAIR) as profile:
        incoming.accept(profile, incoming.look(profile, [tmp_path / "sticks"], Context()))
        shown = one_entry.entry_desk(profile, "Z-001")
        assert (shown.avoid, shown.lead) == ("请评委1回避", DEPUTY)
        there = actions.Meeting(present=(DEPUTY, THIRD), led_by=THIRD)
        with pytest.raises(UsageError, match="应由评委2主持"):
            deciding.decide(profile, actions.Keep("Z-001"), there)
        made, _ = deciding.decide(profile, actions.Keep("Z-001"), replace(there, led_by=DEPUTY))
        assert made.foreseen.leader
        away = actions.Meeting(present=(THIRD,), led_by=THIRD)
        assert deciding.decide(profile, actions.Keep("Z-001"), away), "a deputy who did not come leads nothing"


def test_two_results_of_one_panel_wait_for_the_organisers_choice(tmp_path: Path) -> None:
    two = panel_season.make(tmp_path, panels=2, rank_within=QuotaScope.PANEL)
    with two.open() as organiser:
        with organiser.database.write() as tx:
            deputy = next(j for j in state.JUDGES.all(tx) if j.id == "J1-02")
            state.JUDGES.put(tx, "J1-02", replace(deputy, role=PanelRole.CHAIR, deputy=True))
        publish.publish(organiser, two.repository, Context())
    other = two.scores("P-1")
    other["Z1-001"] = dict.fromkeys(other["Z1-001"], "70.00")
    own = two.close("P-1", sequence=1)
    deputys = two.close("P-1", other, sequence=2, signer="J1-02", chair="J1-02")
    said = two.run("merge", own, deputys)
    assert "第1组 有两位组长各交来小组结果，都未采用，请选定一份：评委J1-01 " in said.out
    again = two.ask("merge", two.close("P-2"))
    assert [(e["panel"]) for e in again["season"]["entries"]] == ["P-2"] * 3
    assert any("第1组 有两位组长各交来小组结果" in n for n in again["season"]["notes"])
    held = {f["chair"]: f["payload"] for f in two.ask("merge", own, deputys)["unchanged"]}
    two.ask("choose", held["J1-01"], "--reason", "会议由组长主持")
    assert official(two.ask("results"), "Z1-001") == official_of(two, "Z1-001")
    later = two.close("P-1", other, sequence=3, signer="J1-02", chair="J1-02")
    two.ask("merge", later)
    assert official(two.ask("results"), "Z1-001") is None, "what the other chair sends after the choice waits again"
    two.ask("choose", held["J1-01"], "--reason", "仍以组长的为准")
    newer = two.close("P-1", sequence=2)
    assert [f["counts"] for f in two.ask("merge", newer)["accepted"]] == [True]


def official(season: dict, code: str) -> str | None:  # type: ignore[type-arg]
    return next((e["official"] for e in season["entries"] if e["code"] == code), None)


def official_of(two: panel_season.PanelSeason, code: str) -> str:
    own = sorted(float(t) for t in two.scores("P-1")[code].values())
    return f"{sum(own) / len(own):.2f}"
