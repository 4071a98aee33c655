"""What an appeal pack keeps to the house: figures for the chairs alone, notes for the panel alone, and a level before it is official."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.models.decision import OfficialScore
from app.models.shape import Points
from app.models.sheet import Audience, Note, NoteKind
from app.services.judge import score
from app.services.organiser import state
from tests.fakes import panel_season, published_season
from tests.fakes.closed_panels import close_all, collected
from tests.fakes.published_season import ORGANISER, SECOND, World
from tests.stories.season.test_appeal_pack import plain_bytes

pytestmark = pytest.mark.slow

INSIDE, OUTSIDE = "数据像是后补的，会上再议", "末端原因逐条到现场确认"


def texts_of(file: str) -> str:
    return "\n".join(plain_bytes(json.loads(Path(file).read_bytes())))


def noted(world: World, judge: str, text: str, audience: Audience) -> None:
    with world.open(judge) as profile:
        score.put_note(profile, "Z-001", Note("ab" * 16, NoteKind.WEAKNESS, text, "CAUSE", audience=audience))


@pytest.mark.parametrize(("audience", "shown"), [(Audience.PANEL, False), (Audience.FEEDBACK, True)])
def test_notes_for_the_panel_stay_with_the_panel(synced: World, audience: Audience, shown: bool) -> None:
    world = synced
    for judge in published_season.JUDGES:
        published_season.score(world, judge)
        if judge == SECOND:
            noted(world, judge, INSIDE if audience is Audience.PANEL else OUTSIDE, audience)
        world.ask(judge, "judge", "submit", "--out", world.package(judge))
    collected(world)
    world.organise("merge", *close_all(world).values())
    made = world.organise("appeal", "Z-001", "--out", world.root / "appeal")
    texts = texts_of(made["file"]) + (Path(made["folder"]) / "说明.txt").read_text("utf-8-sig")
    assert INSIDE not in texts
    assert (OUTSIDE in texts) is shown
    assert (f"{SECOND} 的评语有只给本组看的，整份不附。" in made["withheld"]) is not shown


def test_no_level_before_it_is_official(submitted: World) -> None:
    world = submitted
    collected(world)
    world.organise("merge", *close_all(world).values())
    early = world.organise("appeal", "Z-001", "--out", world.root / "early")
    found = facts(world, early["file"])
    assert (found["level"], found["level_name"]) == (None, None)
    assert "全季还没有定稿，没有正式的等级和名次。" in found["withheld"]
    world.organise("close")
    final = facts(world, world.organise("appeal", "Z-001", "--out", world.root / "final")["file"])
    assert final["level"] is not None
    assert final["withheld"] == []


def facts(world: World, file: str) -> dict[str, object]:
    root = Path(file).parent / "root.json"
    said = published_season.run_command(world.home(ORGANISER).with_name("nobody"), "verify", file, "--trust", root, "--json")
    assert said.code == 0, said.err
    return dict(said.json["facts"])


def test_the_chairs_adjusted_score_is_not_in_it(tmp_path: Path) -> None:
    season = panel_season.make(tmp_path / "season", panels=1, entries=1)
    code, judges = "Z1-001", season.judges["P-1"]
    score = OfficialScore(code, season.fields[1], "mean", 3, dict.fromkeys(judges, "88.00"), (), Points(8800), 1, 1, adjusted=Points(8765))
    season.ask("merge", season.close("P-1", {code: dict.fromkeys(judges, "88.00")}, entries=(score,)))
    made = season.ask("appeal", code, "--out", tmp_path / "appeal")
    texts = texts_of(made["file"])
    assert "88.00" in texts
    assert "87.65" not in texts


def test_a_withdrawn_entry_is_not_told_to_be_merged_first(tmp_path: Path) -> None:
    season = panel_season.make(tmp_path / "season", panels=1, entries=2)
    season.ask("merge", *season.close_all())
    with season.open() as profile, profile.database.write() as tx:
        row = next(e for e in state.ENTRIES.all(tx) if e.code == "Z1-001")
        state.ENTRIES.put(tx, "1/Z1-001", replace(row, withdrawn=True))
    refused = season.ask("appeal", "z1-001", "--out", tmp_path / "appeal", code=1)["error"]
    assert (refused["reason"], refused["message"]) == ("withdrawn", "Z1-001 已撤报，没有计入的得分。")
    assert not (tmp_path / "appeal").exists()
