"""What happens after publishing: withdrawn and added entries, replaced papers, changed rubrics, a second laptop, recusals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.models.result import CommentsPart, DeclarationPart, PointsPart
from app.models.rubric import Rubric
from app.packages import parts as part_files
from app.services.organiser import state
from tests.fakes.desk_profile import small_pdf
from tests.fakes.forged_packages import real
from tests.fakes.published_season import (
    CHAIR,
    COUNTING,
    ENTRY_HEADER,
    ENTRY_ROWS,
    PANEL,
    PRACTICE,
    SECOND,
    THIRD,
    World,
    score,
    write_papers,
    write_sheet,
)

pytestmark = pytest.mark.slow

ADDED = (
    "Z-005",
    "降低空压站单位产气能耗",
    "气流小组",
    "问题解决型·自定目标",
    "制造类",
    "P1",
    "上海气流设备有限公司",
    "申岚装备集团",
    "",
    "",
)


def _publish(world: World, rows: Any) -> Any:
    write_sheet(world.entries, ENTRY_HEADER, rows)
    write_papers(world.materials, [r[0] for r in rows if not (world.materials / r[0]).exists()])
    world.import_lists()
    world.organise("assign")
    return world.organise("publish")


def _sync_all(world: World) -> None:
    for judge in PANEL:
        world.run(judge, "judge", "sync")


def _submit(world: World, judge: str) -> Any:
    return world.ask(judge, "judge", "submit", "--out", world.root / "second" / f"{judge}.qcr")


def _merge(world: World, *files: Path) -> Any:
    return world.ask(CHAIR, "chair", "merge", *files)


def _rows(world: World) -> dict[str, Any]:
    return {r["code"]: r for r in world.ask(CHAIR, "chair", "results")["entries"]}


def _withdrawn(code: str) -> list[tuple[str, ...]]:
    return [(*r[:-1], "是") if r[0] == code else r for r in ENTRY_ROWS]


def test_a_withdrawn_entry_keeps_its_sheet_and_is_not_counted(submitted: World) -> None:
    assert _publish(submitted, _withdrawn("Z-002"))["manifests"] == 3
    _sync_all(submitted)
    shown = {e["code"]: e for e in submitted.ask(SECOND, "judge", "entries")["entries"]}
    assert (shown["Z-002"]["withdrawn"], shown["Z-002"]["total"] is None) == (True, False)
    _merge(submitted, *(submitted.package(j) for j in PANEL))
    rows = _rows(submitted)
    assert (rows["Z-002"]["counted"], rows["Z-002"]["official"], rows["Z-002"]["rank"]) == (False, None, None)
    assert [rows[c]["rank"] for c in ("Z-001", "Z-003")] == [1, 2]
    again = submitted.ask(SECOND, "judge", "submit", "--out", submitted.root / "again.qcr")
    assert (submitted.root / "again.qcr").read_bytes() == submitted.package(SECOND).read_bytes()
    assert again["sheets"] == 3


def test_a_withdrawn_entry_need_not_be_scored(synced: World) -> None:
    _publish(synced, _withdrawn("Z-002"))
    for judge in PANEL:
        synced.run(judge, "judge", "sync")
        score(synced, judge, ("Z-001", "Z-003"))
        assert synced.ask(judge, "judge", "submit", "--out", synced.package(judge))["sheets"] == 2
    done = _merge(synced, *(synced.package(j) for j in PANEL))
    assert (done["refused"], done["missing"]) == ([], [])


def _parts_by_kind(world: World, judge: str) -> dict[tuple[str, str], bytes]:
    return {
        (type(p).__name__, getattr(p, "entry", "")): part_files.encode(p)
        for p in real(world, judge).parts
        if isinstance(p, PointsPart | CommentsPart | DeclarationPart)
    }


def test_only_an_added_entry_opens_and_the_rest_is_repeated_byte_for_byte(submitted: World) -> None:
    before = _parts_by_kind(submitted, SECOND)
    first = (submitted.ask(SECOND, "judge", "submit", "--out", submitted.root / "first.qcr"))["payload"]
    _publish(submitted, [*ENTRY_ROWS, ADDED])
    _sync_all(submitted)
    states = {e["code"]: e["state"] for e in submitted.ask(SECOND, "judge", "entries")["entries"]}
    assert (states["Z-005"], states["Z-001"]) == ("untouched", "submitted")
    kept = submitted.kept(SECOND)
    item = submitted.ask(SECOND, "judge", "show", "Z-001")["rubric"]["items"][0]["code"]
    assert "已提交" in submitted.run(SECOND, "judge", "score", "Z-001", f"{item}=1", code=1).line
    assert "已提交" in submitted.run(SECOND, "judge", "recuse", "Z-001", "--reason", "曾辅导", code=1).line
    assert submitted.kept(SECOND) == kept
    assert "Z-005" in submitted.run(SECOND, "judge", "submit", code=1).line
    assert submitted.kept(SECOND) == kept
    score(submitted, SECOND, ("Z-005",))
    again = _submit(submitted, SECOND)
    assert (again["sheets"], again["payload"] != first) == (4, True)
    after = _parts_by_kind(submitted, SECOND)
    assert before.items() <= after.items()
    assert {k[1] for k in after.keys() - before.keys()} == {"Z-005"}
    assert real(submitted, SECOND).statement.supersedes == first


def test_the_chair_hears_of_what_the_older_package_lacks_and_takes_the_newer(submitted: World) -> None:
    _publish(submitted, [*ENTRY_ROWS, ADDED])
    _sync_all(submitted)
    for judge in PANEL:
        score(submitted, judge, ("Z-005",))
    old = _merge(submitted, *(submitted.package(j) for j in PANEL))
    assert old["refused"] == []
    newer = [Path(_submit(submitted, j)["package"]) for j in PANEL]
    done = _merge(submitted, *newer)
    assert {(r["judge"], r["sheets"]) for r in done["replaced"]} == {(j, 4) for j in PANEL if j != CHAIR}
    rows = _rows(submitted)
    assert rows["Z-005"]["reads"] == 3
    assert {c for c, r in rows.items() if r["rank"]} == {*COUNTING, "Z-005"}


def test_a_replaced_document_keeps_scores_and_marks_the_older_file(submitted: World) -> None:
    before = _parts_by_kind(submitted, SECOND)
    (submitted.materials / "Z-001" / "成果报告.pdf").write_bytes(small_pdf(7))
    assert _publish(submitted, ENTRY_ROWS)["sealed"] == 1
    _sync_all(submitted)
    assert _parts_by_kind(submitted, SECOND) == before
    done = _merge(submitted, *(submitted.package(j) for j in PANEL))
    assert done["refused"] == []
    assert {c: r["older_file"] for c, r in _rows(submitted).items() if r["older_file"]} == {"Z-001": list(PANEL)}


def test_after_an_added_entry_the_locked_parts_still_name_the_files_they_were_scored_on(submitted: World) -> None:
    before = _parts_by_kind(submitted, SECOND)
    (submitted.materials / "Z-001" / "成果报告.pdf").write_bytes(small_pdf(7))
    _publish(submitted, [*ENTRY_ROWS, ADDED])
    _sync_all(submitted)
    score(submitted, SECOND, ("Z-005",))
    _submit(submitted, SECOND)
    assert before.items() <= _parts_by_kind(submitted, SECOND).items()


def test_a_rubric_changed_after_scoring_is_refused(submitted: World) -> None:
    used = submitted.ask(SECOND, "judge", "entries")["entries"][0]["rubric"]["id"]
    with submitted.open("ORG") as profile, profile.database.write() as tx:
        season = state.season(tx)
        rubrics = tuple(_renamed(r) if r.id == used else r for r in season.rubrics)
        state.SEASON.put(tx, state.ONLY, replace(season, rubrics=rubrics))
    submitted.organise("publish")
    submitted.run(CHAIR, "judge", "sync")
    submitted.run(CHAIR, "chair", "merge", submitted.package(SECOND), code=1)
    kept = submitted.kept(CHAIR)
    said = submitted.run(CHAIR, "chair", "merge", submitted.package(SECOND), "--json", code=1)
    assert [r["reason"] for r in said.json["refused"]] == ["changed-rubric"]
    assert "评分表与本季的不同" in said.line
    assert submitted.kept(CHAIR) == kept


def _renamed(rubric: Rubric) -> Rubric:
    first = rubric.items[0]
    return replace(rubric, items=(replace(first, name=replace(first.name, zh="改了名的项目")), *rubric.items[1:]))


def test_a_published_row_that_vanishes_is_not_imported(submitted: World) -> None:
    kept, public = submitted.kept("ORG"), submitted.public()
    write_sheet(submitted.entries, ENTRY_HEADER, [r for r in ENTRY_ROWS if r[0] != "Z-002"])
    said = submitted.run("ORG", "organizer", "import", submitted.repository, "--entries", submitted.entries, "--judges", submitted.judges,
                         "--materials", submitted.materials, code=1)  # fmt: skip
    assert "Z-002" in said.line
    assert "撤报" in said.line
    assert (submitted.kept("ORG"), submitted.public()) == (kept, public)


def test_a_published_entry_that_no_longer_passes_the_check_keeps_its_sheets(submitted: World) -> None:
    (submitted.materials / "Z-002" / "成果报告.pdf").write_bytes(b"not a PDF any more")
    submitted.organise("check")
    plan = submitted.organise("assign")["rounds"][0]
    assert any("Z-002" in u for u in plan["unmet"])
    submitted.organise("publish")
    _sync_all(submitted)
    assert _merge(submitted, *(submitted.package(j) for j in PANEL))["refused"] == []
    assert _rows(submitted)["Z-002"]["reads"] == 3


def test_a_second_laptop_replaces_the_first(submitted: World) -> None:
    submitted.organise("invite", "--out", submitted.root / "again", "--address", submitted.repository, "--judge", SECOND)
    laptop = submitted.home("J-02-new")
    done = submitted.ask(
        "J-02-new", "judge", "enrol", submitted.root / "again" / f"{SECOND}.qcinvite", "--out", submitted.root / "new.qcenrol"
    )
    assert (done["judge"], laptop.exists()) == (SECOND, True)
    admitted = submitted.organise("admit", submitted.root / "new.qcenrol")["admitted"]
    assert [(a["judge"], a["epoch"], a["already"]) for a in admitted] == [(SECOND, 2, False)]
    assert submitted.organise("publish")["manifests"] >= 1
    kept = submitted.kept(SECOND)
    assert "停用" in submitted.run(SECOND, "judge", "sync", code=1).line
    assert submitted.kept(SECOND) == kept
    submitted.run("J-02-new", "judge", "sync")
    submitted.run("J-02-new", "judge", "declare")
    for entry in submitted.ask("J-02-new", "judge", "entries")["entries"]:
        given = [f"{i['code']}={i['max']}" for i in entry["rubric"]["items"]]
        submitted.run("J-02-new", "judge", "score", entry["code"], *given)
    newer = submitted.root / "new.qcr"
    submitted.run("J-02-new", "judge", "submit", "--out", newer)
    submitted.run(CHAIR, "judge", "sync")
    assert [a["judge"] for a in _merge(submitted, submitted.package(SECOND))["accepted"]] == [SECOND]
    assert [r["judge"] for r in _merge(submitted, newer)["replaced"]] == [SECOND]
    assert _rows(submitted)["Z-001"]["scores"][SECOND] == "100.00"


def test_the_gate_before_the_chairs_own_scores(synced: World) -> None:
    for judge in (SECOND, THIRD):
        score(synced, judge)
        synced.run(judge, "judge", "submit", "--out", synced.package(judge))
    done = _merge(synced, synced.package(SECOND), synced.package(THIRD))
    assert (len(done["accepted"]), done["points_open"], done["moves"]) == (2, False, [])
    kept = synced.kept(CHAIR)
    for words in (("results",), ("report", "--out", synced.root / "p"), ("close", "--out", synced.root / "p.qcp")):
        assert "先提交自己的评分" in synced.run(CHAIR, "chair", *words, code=1).line
    assert synced.kept(CHAIR) == kept
    assert not (synced.root / "p").exists()
    score(synced, CHAIR)
    synced.run(CHAIR, "judge", "submit")
    assert synced.ask(CHAIR, "chair", "results")["received"] == list(PANEL)


def test_recused_after_publishing(synced: World) -> None:
    synced.run(SECOND, "judge", "recuse", "Z-001", "--reason", "曾辅导该小组", "--kind", "coached")
    kept = synced.kept(SECOND)
    assert "回避" in synced.run(SECOND, "judge", "score", "Z-001", "1=1", code=1).line
    assert synced.kept(SECOND) == kept
    score(synced, SECOND, ("Z-002", "Z-003", PRACTICE))
    assert synced.ask(SECOND, "judge", "submit", "--out", synced.package(SECOND))["recused"] == 1
    score(synced, CHAIR)
    synced.run(CHAIR, "judge", "submit")
    _merge(synced, synced.package(SECOND))
    row = _rows(synced)["Z-001"]
    assert (row["scores"][SECOND], row["reads"]) == ("回避", 1)


def test_a_practice_entry_is_scored_and_never_counted(submitted: World) -> None:
    assert PRACTICE in {e["code"] for e in submitted.ask(SECOND, "judge", "entries")["entries"] if e["total"]}
    assert not [p for p in real(submitted, SECOND).parts if getattr(p, "entry", "") == PRACTICE]
    _merge(submitted, *(submitted.package(j) for j in PANEL))
    row = _rows(submitted)[PRACTICE]
    assert (row["counted"], row["official"], row["rank"], row["reads"]) == (False, None, None, 0)


def test_a_returned_package_opens_again_and_counts_anew(submitted: World) -> None:
    _merge(submitted, *(submitted.package(j) for j in PANEL))
    _rows(submitted)
    assert submitted.run(CHAIR, "chair", "return", SECOND, "--reason", " ", "--out", submitted.root / "back", code=1).line
    back = submitted.ask(CHAIR, "chair", "return", SECOND, "--reason", "Z-001 请复核", "--out", submitted.root / "back")["receipts"]
    assert "退回修改" in submitted.run(SECOND, "judge", "receipt", back[SECOND]).out
    score(submitted, SECOND, ("Z-001",), lost=4)
    newer = Path(_submit(submitted, SECOND)["package"])
    done = _merge(submitted, newer)
    assert [w["judge"] for w in done["waiting"]] == [SECOND]
    submitted.run(CHAIR, "chair", "choose", done["waiting"][0]["payload"], "--reason", "退回后重交")
    assert submitted.ask(CHAIR, "chair", "results")["received"] == list(PANEL)


def test_a_lead_who_is_no_judge_is_refused_by_row(synced: World) -> None:
    header = (*ENTRY_HEADER, "主评")
    write_sheet(synced.entries, header, [(*row, "无此人" if row[0] == "Z-002" else "") for row in ENTRY_ROWS])
    kept = synced.kept("ORG")
    said = synced.run("ORG", "organizer", "import", synced.repository, "--entries", synced.entries, "--judges", synced.judges, "--materials",
                      synced.materials, code=1)  # fmt: skip
    assert "主评“无此人”不是唯一的一位评委" in said.line
    assert synced.kept("ORG") == kept
    write_sheet(
        synced.entries, header, [(*row, SECOND if row[0] == "Z-001" else "戚文堃" if row[0] == "Z-002" else "") for row in ENTRY_ROWS]
    )
    synced.import_lists()
    with synced.open("ORG") as profile, profile.database.read() as tx:
        assert {e.code: e.lead for e in state.ENTRIES.all(tx) if e.lead} == {"Z-001": SECOND, "Z-002": THIRD}
