"""From the panels' results to the next round, to an appellant, to a stick: the whole road with real laptops."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.files import read_limited
from app.services.chair import one_entry
from app.ui.chair.score_sheet import entry_sheet
from tests.fakes import clips, published_season
from tests.fakes.closed_panels import close_all, collected
from tests.fakes.published_season import CHAIR, COUNTING, ELSEWHERE, ORGANISER, PANEL, SECOND, THIRD, World, write_sheet
from tests.fakes.report_values import pages_of

pytestmark = pytest.mark.slow


def test_the_default_policy_refuses_and_says_what_to_do(submitted: World) -> None:
    world = submitted
    closed = close_all(world)
    refused = world.run(ORGANISER, "organizer", "policy", world.repository, "--rank-within", "season", "--json")
    assert refused.code == 0
    said = world.run(ORGANISER, "organizer", "merge", world.repository, *closed.values(), code=1)
    assert "没有共同的评委" in said.err
    world.organise("policy", "--rank-within", "panel")
    season = world.organise("merge", *closed.values())["season"]
    assert [(e["panel"], e["rank"]) for e in season["entries"]] == [("P1", 1), ("P1", 2), ("P1", 3), ("P2", 1)]
    assert season["final"]
    verified = world.ask(ORGANISER, "verify", closed[CHAIR], "--trust", root_of(world), "--home", world.home(ORGANISER))
    assert verified["kind"] == "panel"


def root_of(world: World) -> Path:
    return world.repository / "metadata" / "1.root.json"


def test_a_chair_who_counts_other_points_is_seen(submitted: World) -> None:
    world = submitted
    collected(world)
    closed = close_all(world)
    honest = world.organise("merge", *closed.values(), "--dry-run")
    assert [(f["panel"], f["packages"], f["checked"]) for f in honest["accepted"]] == [("P1", 3, 3), ("P2", 1, 1)]
    world.ask(CHAIR, "chair", "decide", "Z-001", "--points", SECOND, "CAUSE", "20", "--reason", "合议同意")
    world.ask(CHAIR, "chair", "close", "--anyway", "--out", closed[CHAIR])
    assert not world.organise("merge", closed[CHAIR], "--dry-run")["refused"], "a change in consensus is no other point"
    closed[CHAIR].write_bytes(without_its_decisions(world, closed[CHAIR]))
    refused = world.organise("merge", closed[CHAIR], code=1)["refused"]
    assert [r["reason"] for r in refused] == ["not-as-signed"]
    assert "Z-001 里 J-02" in refused[0]["words"]


def without_its_decisions(world: World, file: Path) -> bytes:
    """The chair's own key on the same result, the consensus hidden."""
    from app.packages import documents, sealed_documents, sealing
    from app.services.judge import identity
    from app.services.organiser import state
    from app.trust import envelope as dsse

    with world.open(ORGANISER) as profile, profile.database.read() as tx:
        seal = state.keys(tx).seal
    with world.open(CHAIR) as profile, profile.database.read() as tx:
        sign = identity.keys(tx).sign
    found = dsse.parse(sealing.unseal(file.read_bytes(), [seal]).envelope, limit=documents.PANEL.limit * 2)
    value = replace(documents.peek(documents.PANEL, found), decisions=())
    return sealed_documents.seal_envelope(documents.sign(documents.PANEL, value, sign), [seal.public_hex])


def test_round_two_carries_scores_and_late_videos(submitted: World) -> None:
    world = submitted
    world.organise("merge", *close_all(world).values())
    before = {e["code"]: e["official"] for e in world.organise("results")["entries"]}
    first_round = world.ask(SECOND, "judge", "entries")["entries"]
    made = world.organise("next-round", "--level", "EXCELLENT", "--weight", 40)
    codes = [c["code"] for c in made["candidates"]]
    assert {c["code"]: c["carried"] for c in made["candidates"]} == {c: before[c] for c in codes}
    assert made["without_video"] == codes
    assert (made["round"], made["weight"], "Z-003" in codes) == (2, 40, False)
    (world.materials / "Z-001" / "发表视频.mp4").write_bytes(clips.seconds(2))
    again = world.organise("next-round", "--level", "优秀级")
    assert (again["weight"], again["without_video"]) == (40, [c for c in codes if c != "Z-001"])
    assert next(c for c in again["candidates"] if c["code"] == "Z-001")["documents"] == ["form", "recommendation", "report", "video"]
    world.organise("publish")
    for judge in PANEL:
        world.ask(judge, "judge", "sync")
        world.ask(judge, "judge", "declare")
    told = world.ask(SECOND, "judge", "entries")["entries"]
    assert sorted(e["code"] for e in told) == sorted(c for c in codes if c in COUNTING)
    assert {d["role"] for e in told if e["code"] == "Z-001" for d in e["documents"]} == {"report", "form", "recommendation", "video"}
    assert all(e["total"] is None for e in told)
    assert not any(before["Z-001"] in json.dumps(e, ensure_ascii=False) for e in told), "judges do not see what is carried"
    assert world.ask(SECOND, "judge", "entries", "--round", 1)["entries"] == first_round
    score_and_close(world, before)


def score_and_close(world: World, before: dict[str, str]) -> None:
    """Round 2: everybody takes twelve half points more off than before; results are 40 % of that and 60 % of round 1."""
    files = {}
    for judge in PANEL:
        published_season.score(world, judge, lost=12)
        files[judge] = world.root / "packages" / f"{judge}-2.qcr"
        world.ask(judge, "judge", "submit", "--out", files[judge])
    world.ask(CHAIR, "chair", "merge", files[SECOND], files[THIRD])
    results = world.ask(CHAIR, "chair", "results")
    for entry in results["entries"]:
        own = sorted(float(s) for s in entry["scores"].values())
        mean = round(sum(own) / len(own) + 1e-9, 2)
        assert float(entry["official"]) == pytest.approx(0.4 * mean + 0.6 * float(before[entry["code"]]), abs=0.0051)
        assert min(own) - 0.01 <= (float(entry["official"]) - 0.6 * float(before[entry["code"]])) / 0.4 <= max(own) + 0.02
    with world.open(CHAIR) as profile:
        desk = one_entry.entry_desk(profile, "Z-001")
    assert desk.carried.startswith("最终得分：本轮 ")
    assert desk.carried.endswith(f" 占 40%，上一轮 {before['Z-001']} 占 60%"), "no total in the table gives the final score"
    assert desk.carried in entry_sheet(desk, {}).below, "nor do those whom the hall sees"
    closed = world.root / "closed" / "round2.qcp"
    refused = world.run(CHAIR, "chair", "close", "--out", closed, code=1)
    assert "还没有定" in refused.line
    assert "未议" in refused.line
    assert "--anyway" in refused.line
    assert not closed.exists(), "it is read before anything is written"
    told = world.ask(CHAIR, "chair", "close", "--anyway", "--out", closed)
    assert any("未议" in words for words in told["open"])
    season = world.organise("merge", closed)["season"]
    assert season["round"] == 2
    assert {e["code"]: (e["official"], e["carried"]) for e in season["entries"]} == {
        e["code"]: (e["official"], before[e["code"]]) for e in results["entries"]
    }
    assert any("本轮得分占 40%" in n for n in season["notes"])
    first = world.organise("results", "--round", 1)
    assert {e["code"]: e["official"] for e in first["entries"]} == before
    the_papers_name_the_round(world)


def the_papers_name_the_round(world: World) -> None:
    """Every paper of a judge, of the panel and of the season names its round at the head, and those of round 1 can still be had."""
    later, first = world.root / "papers-2", world.root / "papers-1"
    for folder, asked in ((later, ()), (first, ("--round", 1))):
        world.ask(SECOND, "judge", "sheets", "--out", folder, *asked)
        world.ask(CHAIR, "chair", "report", "--out", folder, *asked)
        world.organise("report", "--out", folder, "--provisional", *asked)
    for folder, named in ((later, "（第2轮）"), (first, "（第1轮）")):
        heads = {f.name: "".join(pages_of(f.read_bytes())[0].split())[:200] for f in folder.rglob("*.pdf")}
        assert len(heads) >= 10
        assert {name: named in head for name, head in heads.items()} == dict.fromkeys(heads, True)
    assert not {f.name for f in later.iterdir()} & {f.name for f in first.iterdir()}, "one folder may hold both rounds"
    world.ask(SECOND, "judge", "sheets", "--blank", "--out", first, "--round", 1)
    assert (first / f"{SECOND}-第1轮-空白评分表.pdf").exists()
    for who, group, words in ((SECOND, "judge", "sheets"), (CHAIR, "chair", "report")):
        refused = world.run(who, group, words, "--out", world.root / "none", "--round", 7, code=1)
        assert "这台电脑上没有第7轮的资料。" in refused.line
        assert "1、2" in refused.line
    assert not (world.root / "none").exists()


def test_candidates_by_what_one_panel_proposes(submitted: World) -> None:
    world = submitted
    closed = close_all(world)
    made = world.organise("next-round", "--from", closed[ELSEWHERE], "--level", "PROMOTED")
    assert [c["code"] for c in made["candidates"]] == ["X-001"]
    assert world.run(ORGANISER, "organizer", "next-round", world.repository, "--level", "NONE", code=1).err.startswith("本季没有等级")


def test_a_new_import_keeps_the_next_round_and_the_first_stays_as_it_was(submitted: World) -> None:
    world = submitted
    world.organise("merge", *close_all(world).values())
    world.organise("next-round", "--level", "EXCELLENT")
    (world.materials / "Z-001" / "发表视频.mp4").write_bytes(clips.seconds(2))
    world.import_lists()
    world.organise("assign")
    published = world.organise("publish")
    for judge in PANEL:
        world.ask(judge, "judge", "sync")
    roles = {
        r: [
            d["role"]
            for e in world.ask(SECOND, "judge", "entries", "--round", r)["entries"]
            if e["code"] == "Z-001"
            for d in e["documents"]
        ]
        for r in (1, 2)
    }
    assert sorted(roles[1]) == ["form", "recommendation", "report"]
    assert sorted(roles[2]) == ["form", "recommendation", "report", "video"]
    assert published["manifests"] > 0


def test_a_stick_for_one_judge_without_videos_and_in_parts(submitted: World, tmp_path: Path) -> None:
    world = submitted
    (world.materials / "Z-001" / "发表视频.mp4").write_bytes(clips.seconds(2))
    world.import_lists()
    world.organise("publish")
    whole = world.organise("pack", "--out", tmp_path / "whole")
    mine = world.organise("pack", "--judge", ELSEWHERE, "--out", tmp_path / "mine")
    small = world.organise("pack", "--judge", SECOND, "--out", tmp_path / "small", "--without-video")
    assert whole["volumes"][0]["files"] > mine["volumes"][0]["files"]
    assert mine["others_left_out"] > 0
    assert small["videos_left_out"] == 1
    assert world.organise("pack", "--out", tmp_path / "whole")["volumes"][0]["bytes"] == 0
    assert not list((tmp_path / "whole").rglob("*.qcr"))
    manifests = [p.name for p in (tmp_path / "mine" / "targets" / "manifests" / "1").iterdir()]
    assert manifests
    assert all(n.endswith(f".{ELSEWHERE}.age") for n in manifests)
    world.repository.rename(tmp_path / "away")
    report = world.ask(ELSEWHERE, "judge", "sync", "--from", tmp_path / "mine")
    assert report["files"] > 0
    (tmp_path / "away").rename(world.repository)
    said = world.run(ORGANISER, "organizer", "pack", world.repository, "--out", tmp_path / "tiny", "--split", "1K", code=1)
    assert "1 MB" in said.err


def test_the_seasons_papers(submitted: World, tmp_path: Path) -> None:
    world = submitted
    world.organise("merge", *close_all(world).values())
    world.organise("decide", "Z-002", "--level", "BENCHMARK", "--reason", "合议同意")
    made = world.organise("report", "--out", tmp_path, "--national", "Z-002,Z-001")
    assert (made["final"], made["unprinted"]) == (True, [])
    names = sorted(Path(f).name for f in made["files"])
    assert names == sorted(
        f"2026-第1轮-全季-{paper}{ending}"
        for paper, endings in (("汇总表", (".pdf", ".xlsx", ".docx")), ("合议会记录", (".pdf",)), ("审定表", (".pdf",)), ("统计表", (".pdf",)),
                               ("成果名单", (".pdf", ".xlsx", ".docx")), ("推荐全国名单", (".pdf", ".xlsx", ".docx")))
        for ending in endings
    )  # fmt: skip
    assert world.organise("report", "--out", tmp_path, "--national", "Z-999", code=1)["error"]
    assert all(read_limited(Path(f), 1 << 24) for f in made["files"])
    forms = [tmp_path / f"2026-第1轮-全季-{paper}.pdf" for paper in ("审定表", "成果名单", "推荐全国名单")]
    assert (made["closed"], [_marked(f, "草稿 · 未定稿") for f in forms]) == (None, [True] * 3), "nothing waits, and nobody has declared it"
    assert not _marked(tmp_path / "2026-第1轮-全季-合议会记录.pdf", "草稿"), "a record of what was said is no draft"
    closed = world.organise("close")["closed"]
    assert world.organise("report", "--out", tmp_path)["closed"] == closed
    assert [(_marked(f, "定稿 20"), _marked(f, "草稿")) for f in forms] == [(True, False)] * 3


def _marked(file: Path, words: str) -> bool:
    """Whether these words stand on every page."""
    return all(words in page for page in pages_of(file.read_bytes()))


def test_no_official_list_of_a_provisional_standing(submitted: World, tmp_path: Path) -> None:
    world = submitted
    world.organise("merge", close_all(world)[CHAIR])
    made = world.organise("report", "--out", tmp_path)
    assert {u["paper"] for u in made["unprinted"]} == {"approval", "awards", "national"}
    assert all("（暂定）" in Path(f).name for f in made["files"])
    marked = world.organise("report", "--out", tmp_path / "marked", "--which", "awards", "--provisional")
    assert [Path(f).suffix for f in marked["files"]] == [".pdf", ".xlsx", ".docx"]


def test_names_in_a_sheet_are_no_other_entries(submitted: World) -> None:
    """The list may name an entry that went on once more, with more to say about it."""
    world = submitted
    world.organise("merge", *close_all(world).values())
    world.organise("next-round", "--level", "EXCELLENT")
    header = (*published_season.ENTRY_HEADER, "轮次")
    rows = [(*r, 1) for r in published_season.ENTRY_ROWS] + [(*published_season.ENTRY_ROWS[0], 2)]
    write_sheet(world.entries, header, rows)
    world.import_lists()
    world.organise("assign")
    assert world.organise("publish")["manifests"] > 0
