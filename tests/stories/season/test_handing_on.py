"""From the panels' results to the next round, to an appellant, to a stick: the whole road with real laptops."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.core.files import read_limited
from app.models.season import Quota, QuotaScope
from app.packages import codec
from tests.fakes import clips, published_season
from tests.fakes.published_season import CHAIR, COUNTING, ELSEWHERE, ORGANISER, PANEL, SECOND, THIRD, World, write_sheet

OTHERS = ("Z-002", "Z-003", "Z-004", "X-001")
REMARK = "与 Z-002 快换小组的做法相近，数据不如后者。"


def close_all(world: World) -> dict[str, Path]:
    """Both chairs merge and close; the organiser collects and takes the results in, ranked by panel."""
    world.ask(CHAIR, "chair", "merge", *(world.package(j) for j in (SECOND, THIRD)))
    closed = {}
    for chair in (CHAIR, ELSEWHERE):
        closed[chair] = world.root / "closed" / f"{chair}.qcp"
        closed[chair].parent.mkdir(exist_ok=True)
        world.ask(chair, "chair", "close", "--out", closed[chair])
    rules = world.root / "rules.json"
    places = codec.to_json(Quota("EXCELLENT", QuotaScope.PANEL, 2))
    rules.write_text(json.dumps({"rank_within": "panel", "quotas": [places]}), "utf-8")
    world.organise("policy", "--set", rules)
    return closed


def collected(world: World) -> None:
    """The judges' files lie with the organiser, too."""
    for judge in published_season.JUDGES:
        world.ask(judge, "judge", "upload")
    world.organise("collect")


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
    again = world.organise("next-round", "--level", "EXCELLENT")
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
    closed = world.root / "closed" / "round2.qcp"
    world.ask(CHAIR, "chair", "close", "--out", closed)
    season = world.organise("merge", closed)["season"]
    assert season["round"] == 2
    assert {e["code"]: (e["official"], e["carried"]) for e in season["entries"]} == {
        e["code"]: (e["official"], before[e["code"]]) for e in results["entries"]
    }
    assert any("本轮得分占 40%" in n for n in season["notes"])
    first = world.organise("results", "--round", 1)
    assert {e["code"]: e["official"] for e in first["entries"]} == before


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


def plain_bytes(value: Any) -> Iterator[str]:
    """Every text in a JSON value, and everything that base64 or JSON inside it hides, down to the ground."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from plain_bytes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from plain_bytes(inner)
    elif isinstance(value, str):
        yield value
        for text in (value, decoded(value)):
            if text[:1] in "{[":
                try:
                    yield from plain_bytes(json.loads(text))
                except ValueError:
                    continue


def decoded(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode() if len(text) > 40 else ""
    except ValueError:
        return ""


@pytest.fixture
def appealed(submitted: World) -> tuple[World, Path, Any]:
    """THIRD's remark on Z-001 names another entry; a decision's reason does, too. Then the pack of Z-001."""
    world = submitted
    collected(world)
    closed = close_all(world)
    world.ask(CHAIR, "chair", "decide", "Z-001", "--level", "EXCELLENT", "--reason", "优于 Z-002，合议同意")
    world.ask(CHAIR, "chair", "decide", "Z-003", "--level", "PROMOTED", "--reason", "创新点不足，仅此一份")
    world.ask(CHAIR, "chair", "close", "--out", closed[CHAIR])
    world.organise("merge", *closed.values())
    made = world.organise("appeal", "Z-001", "--out", world.root / "appeal")
    return world, Path(made["file"]), made


def test_a_chair_who_counts_other_points_is_seen(submitted: World) -> None:
    world = submitted
    collected(world)
    closed = close_all(world)
    honest = world.organise("merge", *closed.values(), "--dry-run")
    assert [(f["panel"], f["packages"], f["checked"]) for f in honest["accepted"]] == [("P1", 3, 3), ("P2", 1, 1)]
    world.ask(CHAIR, "chair", "decide", "Z-001", "--points", SECOND, "CAUSE", "20", "--reason", "合议同意")
    world.ask(CHAIR, "chair", "close", "--out", closed[CHAIR])
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


def test_the_appeal_pack_holds_for_anybody(appealed: tuple[World, Path, Any], tmp_path: Path) -> None:
    _, file, made = appealed
    stranger = tmp_path / "nobody"
    found = published_season.run_command(stranger, "verify", file, "--trust", file.parent / "root.json", "--json")
    assert found.code == 0, found.err
    facts = found.json["facts"]
    assert (found.json["kind"], facts["entry"], facts["level"], facts["judges"]) == ("appeal", "Z-001", "EXCELLENT", list(PANEL))
    assert found.json["fingerprint"] == made["fingerprint"]
    assert {p.name for p in file.parent.iterdir()} == {"Z-001.qcappeal", "root.json", "说明.txt"}
    told = (file.parent / "说明.txt").read_text("utf-8-sig")
    assert "qcdesk verify Z-001.qcappeal --trust root.json" in told
    assert "Z-001 数据充分。" in told
    assert not stranger.exists()


def test_the_appeal_pack_shows_nothing_of_other_entries(appealed: tuple[World, Path, Any]) -> None:
    _, file, made = appealed
    texts = list(plain_bytes(json.loads(file.read_bytes())))
    texts.append((file.parent / "说明.txt").read_text("utf-8-sig"))
    assert any("Z-001 数据充分。" in t for t in texts), "the search reaches the remarks"
    titles = [row[k] for row in published_season.ENTRY_ROWS for k in (1, 2, 6) if row[0] != "Z-001"]
    for text in texts:
        for hidden in (*OTHERS, *titles, "创新点不足"):
            assert hidden not in text, f"{hidden} in {text[:200]}"
    assert any("〔另一项成果〕" in t for t in texts)
    assert any("代替" in w for w in made["withheld"])


def test_a_remark_about_another_entry_is_left_out_whole(synced: World) -> None:
    world = synced
    for judge in published_season.JUDGES:
        published_season.score(world, judge)
        if judge == THIRD:
            world.ask(judge, "judge", "score", "Z-001", "--comment", REMARK)
        world.ask(judge, "judge", "submit", "--out", world.package(judge))
    collected(world)
    world.organise("merge", *close_all(world).values())
    made = world.organise("appeal", "Z-001", "--out", world.root / "appeal")
    texts = "\n".join(plain_bytes(json.loads(Path(made["file"]).read_bytes())))
    assert "快换小组" not in texts
    assert "Z-002" not in texts
    assert [w for w in made["withheld"] if THIRD in w]
    bare = world.organise("appeal", "Z-001", "--out", world.root / "bare", "--without-remarks")
    assert "Z-001 数据充分" in texts
    assert "Z-001 数据充分" not in "\n".join(plain_bytes(json.loads(Path(bare["file"]).read_bytes())))


def test_a_changed_byte_or_a_part_of_another_entry_is_seen(appealed: tuple[World, Path, Any]) -> None:
    world, file, _ = appealed
    root = file.parent / "root.json"
    whole = file.read_bytes()
    payload = json.loads(whole)["payload"]
    plain = base64.b64decode(payload)
    lifted = re.sub(rb'"official":"[0-9.]+"', b'"official":"99.00"', plain, count=1)
    assert lifted != plain
    file.write_bytes(whole.replace(payload.encode(), base64.b64encode(lifted)))
    assert published_season.run_command(world.root / "no", "verify", file, "--trust", root, "--json").code == 1
    resigned = signed_anew(world, json.loads(plain))
    file.write_bytes(resigned)
    refused = published_season.run_command(world.root / "no", "verify", file, "--trust", root, "--json")
    assert (refused.code, refused.json["error"]["message"]) == (1, "材料里有不属于这项成果的内容。")


def signed_anew(world: World, value: dict[str, Any]) -> bytes:
    """The organiser's own key on a pack into which a part about another entry was put."""
    from app.core import strictjson
    from app.services.organiser import state
    from app.trust import envelope as dsse

    with world.open(ORGANISER) as profile, profile.database.read() as tx:
        keys, held = state.keys(tx), [e for e in tx.evidence.of_kind("result") if e.judge == value["sheets"][0]["judge"]]
    foreign = next(t for t in strictjson.loads(held[-1].attachment or b"[]") if '"Z-002"' in t and '"kind":"points"' in t)
    value["sheets"][0]["parts"].append(foreign)
    return dsse.sign("appeal", strictjson.dumps(value), keys.sign)


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
