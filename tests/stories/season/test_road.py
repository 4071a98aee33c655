"""The whole road by the command line, every step a process of its own: what each `--json` document promises, key by key.

The keys and words checked here are the contract others script against; a key that is renamed fails this file.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.published_season import (
    CHAIR,
    COUNTING,
    ELSEWHERE,
    ENTRY_HEADER,
    ENTRY_ROWS,
    JUDGE_HEADER,
    JUDGE_ROWS,
    JUDGES,
    ORGANISER,
    PANEL,
    SECOND,
    THIRD,
    World,
    digests,
    points_of,
    write_papers,
    write_sheet,
)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
DIGEST = r"[0-9a-f]{64}"


@contextmanager
def _serving(world: World) -> Iterator[str]:
    """`organizer serve` in a process of its own; its first line is the address."""
    process = world.desk(ORGANISER).start("organizer", "serve", world.repository)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().decode().strip()
    finally:
        process.terminate()
        process.communicate(timeout=30)
    assert process.returncode == 0


def _organise(world: World, command: str, *words: object, code: int = 0) -> Any:
    return world.desk(ORGANISER).ask("organizer", command, world.repository, *words, code=code)


def _keys(document: Any, *names: str) -> Any:
    assert set(names) <= set(document), f"missing {set(names) - set(document)} in {sorted(document)}"
    return document


def test_whole_road(tmp_path: Path) -> None:
    world = World(tmp_path / "season")
    _prepare(world)
    with _serving(world) as address:
        assert address.startswith("http://127.0.0.1:")
        _enrol(world, address)
        _publish(world)
        packages = {judge: _judge(world, judge) for judge in JUDGES}
        collected = _keys(_organise(world, "collect"), "packages", "refused", "receipts", "requests", "panels")
        assert (sorted(collected["packages"]), collected["refused"]) == (sorted(JUDGES), [])
        assert Path(collected["packages"][SECOND]).read_bytes() == packages[SECOND].read_bytes()
        _chair(world, collected["packages"])
        assert _organise(world, "collect")["receipts"] == len(PANEL)
        _receipts(world)
        panel = _close(world)
        assert len(_organise(world, "collect")["panels"]) == 1
    _verify(world, packages, panel)
    _back_up(world)


def _prepare(world: World) -> None:
    organiser = world.desk(ORGANISER)
    made = _keys(
        organiser.ask("organizer", "init", world.repository, "--name", "示例市质量协会", "--season", 2026),
        "season", "season_code", "repository", "rubrics",
    )  # fmt: skip
    assert made["season"].startswith("qc")
    assert (world.home(ORGANISER) / "recovery-code.txt").stat().st_mode & 0o777 == 0o600
    written = organiser.ask("organizer", "templates", world.root / "templates")["files"]
    assert [Path(f).name for f in written] == ["entries.xlsx", "entries.csv", "judges.xlsx", "judges.csv"]
    write_sheet(world.root / "lists" / "entries.xlsx", ENTRY_HEADER, ENTRY_ROWS)
    write_sheet(world.root / "lists" / "judges.xlsx", JUDGE_HEADER, JUDGE_ROWS)
    write_papers(world.materials, [r[0] for r in ENTRY_ROWS])
    lists = world.root / "lists"
    done = _organise(
        world, "import", "--entries", lists / "entries.xlsx", "--judges", lists / "judges.xlsx", "--materials", world.materials
    )
    _keys(done, "entries", "judges", "materials", "verdicts")
    assert (done["entries"]["accepted"], done["judges"]["accepted"], done["materials"]["matched"]) == (5, 4, 15)
    verdicts = _organise(world, "check")["verdicts"]
    assert {v["code"]: v["verdict"] for v in verdicts} == {r[0]: "完善后参评" for r in ENTRY_ROWS}
    _keys(verdicts[0], "code", "round", "verdict", "findings")


def _enrol(world: World, address: str) -> None:
    invited = _organise(world, "invite", "--out", world.root / "invitations", "--address", address)
    assert sorted(invited["invitations"]) == sorted(JUDGES)
    for judge in JUDGES:
        file = world.root / "enrolments" / f"{judge}.qcenrol"
        done = world.desk(judge).ask("judge", "enrol", invited["invitations"][judge], "--out", file)
        _keys(done, "judge", "season", "request", "device_code", "season_code", "sent")
        assert (done["judge"], done["sent"], Path(done["request"])) == (judge, True, file)
    admitted = _organise(world, "admit")
    assert (sorted(a["judge"] for a in admitted["admitted"]), admitted["refused"]) == (sorted(JUDGES), [])
    assert [a["epoch"] for a in admitted["admitted"]] == [1] * len(JUDGES)


def _publish(world: World) -> None:
    plan = _organise(world, "assign")["rounds"][0]
    _keys(plan, "round", "judges", "conflicts", "unmet")
    assert {j["judge"]: len(j["entries"]) for j in plan["judges"]} == {CHAIR: 4, SECOND: 4, THIRD: 4, ELSEWHERE: 1}
    done = _organise(world, "publish")
    _keys(done, "roster_version", "season_version", "manifests", "waiting", "sealed", "bytes", "entries", "changed", "copied")
    assert (done["manifests"], done["waiting"], done["sealed"], done["entries"], done["changed"]) == (4, [], 15, 5, True)


def _judge(world: World, judge: str) -> Path:
    desk = world.desk(judge)
    first = _keys(desk.ask("judge", "sync"), "files", "bytes", "transferred", "resumed", "seconds")
    assert first["transferred"] == first["bytes"] > 0
    assert desk.ask("judge", "sync")["transferred"] == 0
    refused = desk.run("judge", "submit", code=1)
    assert refused.line
    assert _keys(desk.ask("judge", "declare"), "name", "at", "conflicts")["conflicts"] == {}
    listed = desk.ask("judge", "entries")["entries"]
    _check_entry(listed[0])
    for entry in listed:
        scored = desk.ask("judge", "score", entry["code"], *points_of(entry, judge), "--comment", "数据充分。")
        assert (scored["code"], scored["state"], scored["comment"]) == (entry["code"], "done", "数据充分。")
    shown = desk.ask("judge", "show", listed[0]["code"])
    assert set(shown["points"]) == {i["code"] for i in listed[0]["rubric"]["items"]}
    handed_in = desk.ask("judge", "submit", "--out", world.package(judge))
    _keys(handed_in, "package", "sha256", "payload", "fingerprint", "sheets", "recused")
    assert handed_in["sheets"] == (1 if judge == ELSEWHERE else len(COUNTING))
    assert len(handed_in["fingerprint"].replace(" ", "").replace("-", "")) == 15
    again = desk.ask("judge", "submit", "--out", world.package(judge))
    assert (again["sha256"], again["payload"]) == (handed_in["sha256"], handed_in["payload"])
    sent = _keys(desk.ask("judge", "upload"), "sent", "left", "problem")
    assert (sent["sent"], sent["left"]) == (1, 0)
    papers = desk.ask("judge", "sheets", "--out", world.root / "sheets" / judge)
    assert Path(papers["sheets"]).read_bytes().startswith(b"%PDF-")
    travel = _keys(desk.ask("judge", "travel-check", code=None), "ready", "checks")
    assert {c["name"] for c in travel["checks"]} >= {"files", "documents"}
    return world.package(judge)


def _check_entry(entry: Any) -> None:
    _keys(entry, "code", "title", "circle", "topic_type", "field", "state", "recusal", "total", "rubric", "documents")
    _keys(entry["rubric"]["items"][0], "code", "name", "max", "min", "step")
    _keys(entry["documents"][0], "role", "title", "media_type", "size", "sha256", "available")
    assert (entry["state"], entry["recusal"], entry["total"]) == ("untouched", None, None)
    assert all(d["available"] for d in entry["documents"])


def _chair(world: World, packages: dict[str, str]) -> None:
    chair = world.desk(CHAIR)
    files = [packages[j] for j in PANEL]
    planned = chair.ask("chair", "merge", "--dry-run", *files)
    assert {a["judge"] for a in planned["accepted"]} >= {SECOND, THIRD}
    assert chair.ask("chair", "merge", "--dry-run", *files) == planned
    alone = chair.ask("chair", "results")
    assert (alone["received"], [r["code"] for r in alone["entries"][:2]]) == ([CHAIR], ["Z-002", "Z-001"])
    merged = _keys(chair.ask("chair", "merge", *files), "accepted", "refused", "replaced", "unchanged", "moves")
    assert {(a["judge"], a["sheets"]) for a in (*merged["accepted"], *merged["unchanged"])} == {(j, 3) for j in PANEL}
    assert merged["refused"] == []
    moves = {m["code"]: _keys(m, "code", "from_rank", "to_rank", "from_level", "to_level") for m in merged["moves"]}
    assert (moves["Z-001"]["from_rank"], moves["Z-001"]["to_rank"]) == (2, 1)
    assert {u["judge"] for u in chair.ask("chair", "merge", *files)["unchanged"]} == set(PANEL)
    elsewhere = chair.run("chair", "merge", "--json", packages[ELSEWHERE], code=1)
    assert _keys(elsewhere.json["refused"][0], "file", "reason")["reason"] == "not-for-us"
    found = _keys(chair.ask("chair", "results"), "policy", "entries")
    for row in found["entries"]:
        _keys(row, "code", "title", "field", "official", "rank", "level", "reads", "scores", "dropped", "spread")
        _keys(row["spread"], "range", "flag")
    assert [(r["code"], r["rank"]) for r in found["entries"] if r["rank"]] == [("Z-001", 1), ("Z-002", 2), ("Z-003", 3)]
    assert found["entries"][0]["reads"] == 3
    assert set(found["entries"][0]["scores"]) == set(PANEL)
    issued = _keys(chair.ask("chair", "receipts", "--out", world.root / "receipts"), "receipts", "without_key", "sent")
    assert sorted(issued["receipts"]) == sorted(PANEL)


def _receipts(world: World) -> None:
    for judge in (SECOND, THIRD):
        notices = world.desk(judge).ask("judge", "sync")["notices"]
        assert any("合计一致" in n for n in notices), notices
    read = world.desk(SECOND).ask("judge", "receipt", world.root / "receipts" / f"{SECOND}.qcreceipt")
    _keys(read, "state", "payload", "sheets", "recused", "total", "agrees", "reason")
    assert (read["state"], read["agrees"], read["sheets"]) == ("counted", True, 3)
    assert world.desk(THIRD).run("judge", "receipt", world.root / "receipts" / f"{SECOND}.qcreceipt", code=1).line


def _close(world: World) -> Path:
    chair, panel = world.desk(CHAIR), world.root / "panel.qcp"
    papers = chair.ask("chair", "report", "--out", world.root / "papers")
    assert {Path(f).suffix for f in papers["files"]} == {".pdf", ".xlsx", ".csv", ".docx"}
    assert all(Path(f).stat().st_size for f in papers["files"])
    closed = chair.ask("chair", "close", "--anyway", "--out", panel, "--receipts", world.root / "final")
    _keys(closed, "panel_result", "payload", "fingerprint", "packages")
    assert closed["packages"] == len(PANEL)
    final = world.desk(SECOND).ask("judge", "receipt", world.root / "final" / f"{SECOND}.qcreceipt")
    assert (final["state"], final["agrees"]) == ("final", True)
    return panel


def _verify(world: World, packages: dict[str, Path], panel: Path) -> None:
    trust = world.repository / "metadata" / "1.root.json"
    roster = max((world.repository / "targets").glob("*.roster.json"), key=lambda p: p.stat().st_mtime)
    season = next((world.repository / "targets").glob("*.season.json"))
    manifest = next((world.repository / "targets" / "manifests" / "1").glob(f"*.{SECOND}.age"))
    receipt = world.root / "receipts" / f"{SECOND}.qcreceipt"
    nobody = world.desk("nobody")
    kinds = {
        "roster": (roster, None), "season": (season, None), "invitation": (world.root / "invitations" / f"{SECOND}.qcinvite", None),
        "enrolment": (world.root / "enrolments" / f"{SECOND}.qcenrol", None), "manifest": (manifest, SECOND),
        "result": (packages[SECOND], CHAIR), "receipt": (receipt, SECOND), "panel": (panel, ORGANISER),
    }  # fmt: skip
    for kind, (file, reader) in kinds.items():
        home = ("--home", world.home(reader)) if reader else ("--home", world.home("nobody"))
        more = ("--roster", roster) if kind in ("result", "receipt") else ()
        found = world.desk(reader or "nobody").ask("verify", file, "--trust", trust, *home, *more)
        _keys(found, "kind", "signer", "payload", "fingerprint", "season", "roster_version", "facts")
        assert found["kind"] == kind
    assert nobody.run("verify", packages[SECOND], "--trust", trust, code=1).line
    assert not world.home("nobody").exists()


def _back_up(world: World) -> None:
    code = (world.home(SECOND) / "recovery-code.txt").read_text("utf-8").strip()
    file, elsewhere = world.root / "copies" / "J-02.qcbackup", World(world.root / "after")
    file.parent.mkdir()
    done = world.desk(SECOND).ask("backup", "--out", file)
    _keys(done, "path", "made", "sheets_done", "drafts")
    before = world.desk(SECOND).ask("judge", "entries")
    shutil.move(world.home(SECOND), world.root / "dead-laptop")
    new = elsewhere.desk(SECOND)
    assert type(new)(new.home, new.passphrase, {"QCDESK_RECOVERY": "WRONG-CODE"}).run("restore", file, code=1).line
    assert not new.home.exists() or digests(new.home) == {}
    restored = type(new)(new.home, new.passphrase, {"QCDESK_RECOVERY": code}).ask("restore", file)
    assert _keys(restored, "made", "owner", "season", "label", "sheets_done", "drafts", "restored")["restored"]
    after = new.ask("judge", "entries")
    assert not any(d["available"] for e in after["entries"] for d in e["documents"])
    assert [(e["code"], e["total"], e["state"]) for e in after["entries"]] == [
        (e["code"], e["total"], e["state"]) for e in before["entries"]
    ]
    assert new.ask("judge", "submit", "--out", world.root / "again.qcr")["payload"]
    assert (world.root / "again.qcr").read_bytes() == world.package(SECOND).read_bytes()
