"""Sheets that came on paper: copied twice, compared cell by cell, marked unsigned wherever they appear, and never in a signed file's way."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import AppError, UsageError
from app.core.tasks import Context
from app.models.points import of
from app.packages import documents
from app.packages.sealing import unseal
from app.services import verify
from app.services.chair import (
    agenda,
    board,
    choose,
    close,
    decision_log,
    incoming,
    merge,
    one_entry,
    panel,
    papers,
    receipts,
    record,
    results,
    statistics,
    steps,
    unsigned_ext,
)
from app.services.chair import desk as chair_desk
from app.services.chair.board import Mark
from app.services.organiser import state
from app.services.profile import Profile
from app.trust import envelope as dsse
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ITEMS, ChairPanel, Pristine
from tests.fakes.published_season import write_sheet
from tests.fakes.report_values import pages_of, squeezed
from tests.fakes.season import CHAIR, PASSPHRASE

OWN = {"Z-001": "90", "Z-002": "85", "Z-003": "80"}
GOOD = {"TOPIC": "13", "CAUSE": "26", "ACTION": "17", "EFFECT": "18", "REPORT": "4", "FEATURE": "8"}
UNSIGNED = "未签名，组长代录"


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    made = chair_panel.make(tmp_path_factory.mktemp("record") / "now", judges=3, entries=3, own=OWN)
    with made.open() as profile:
        merge.merge(profile, [made.package("J-02", dict.fromkeys(OWN, "84"))], Context())
    return Pristine.of(made)


@pytest.fixture
def world(pristine: Pristine) -> ChairPanel:
    """The chair and J-02 have handed in; J-03's sheets are on paper."""
    return pristine.lay_out()


def _type(profile: Profile, number: int, entry: str, **changes: str) -> None:
    record.type_points(profile, "J-03", number, entry, {i: of(v) for i, v in {**GOOD, **changes}.items()})


def _both(profile: Profile, *entries: str) -> None:
    for entry in entries:
        _type(profile, 1, entry)
        _type(profile, 2, entry)


def test_only_what_both_passes_read_the_same_counts(world: ChairPanel) -> None:
    with world.open() as profile:
        assert record.candidates(profile) == ("J-03",)
        _both(profile, "Z-001")
        _type(profile, 1, "Z-002")
        _type(profile, 2, "Z-002", CAUSE="24")
        record.type_recusal(profile, "J-03", 1, "Z-003", "曾辅导该小组")
        found = record.compare(profile, "J-03")
        assert (found.agreed, found.unfinished) == (("Z-001",), ("Z-003",))
        assert [d.words for d in found.differences] == ["Z-002 原因分析：第一遍 26，第二遍 24"]
        assert all(row.points.get("CAUSE") != of(26) for row in record.grid(profile, "J-03", 2) if row.code == "Z-002"), (
            "a pass sees its own only"
        )
        record.type_recusal(profile, "J-03", 2, "Z-003", "回避")
        made, _ = record.adopt(profile, "J-03", "评委无电脑，纸质评分表")
        assert (made.sheets, made.recused) == (1, 1)
        document = results.as_json(*results.results(profile))
        rows = {r["code"]: r for r in document["entries"]}
        assert [rows[c]["scores"]["J-03"] for c in sorted(rows)] == ["86.00", None, "回避"]
        assert document["unsigned"] == {"J-03": UNSIGNED}
        assert [rows[c]["unsigned"] for c in sorted(rows)] == [["J-03"], [], ["J-03"]]
    with world.open() as profile:
        assert record.grid(profile, "J-03", 1)[1].points["CAUSE"] == of(26), "typed cells survive"


def test_unsigned_stands_in_every_view_and_on_every_paper(world: ChairPanel) -> None:
    out = world.season.folder / "papers"
    with world.open() as profile:
        _both(profile, *OWN)
        record.adopt(profile, "J-03", "评委无电脑")
        found = board.board(profile)
        assert found.rows[2].marks == (Mark.UNSIGNED,) * 3
        assert found.rows[2].note == UNSIGNED
        assert panel.load(profile).unsigned_sheets() == {("J-03", code) for code in OWN}
        picture = chair_desk.picture(profile)
        assert picture.names["J-03"] == f"评委3（{UNSIGNED}）"
        assert [(m.name, m.sheets, m.unsigned) for m in picture.head.members][2] == (f"评委3（{UNSIGNED}）", 3, True)
        desk = one_entry.entry_desk(profile, "Z-001")
        assert (desk.judges["J-03"], desk.unsigned) == (f"评委3（{UNSIGNED}）", ("J-03",))
        lines = results.policy_lines(*results.results(profile))
        assert "评委3 的 3 份评分由组长代录，未签名（依据：录入两遍）。" in lines, "in words of people"
        assert [line.reason for line in decision_log.log(profile)] == [f"{UNSIGNED}：评委无电脑"]
        assert statistics.statistics(profile).names["J-03"] == f"评委3（{UNSIGNED}）"
        assert all("含未签名代录" in item.why for item in agenda.agenda(profile).items)
        papers.report(profile, out)
        table = next(out.glob("*汇总表.csv")).read_text("utf-8-sig")
        assert UNSIGNED in table
        assert set(receipts.issue(profile, out)[0].files) == {CHAIR, "J-02"}, "nobody who signed nothing gets a receipt"
    for paper in ("按成果评分汇总表", "评分表", "评委个人评分汇总表", "合议记录"):
        assert UNSIGNED in squeezed(pages_of(next(out.glob(f"*{paper}.pdf")).read_bytes())), paper
    opinions = squeezed(pages_of(next(out.glob("*专家组意见表.pdf")).read_bytes()))
    assert f"得分中含未签名、由组长代录的评分：{'、'.join(OWN)}。" in opinions
    import openpyxl

    book = openpyxl.load_workbook(next(out.glob("*汇总表.xlsx")))
    assert any(UNSIGNED in str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_panel_result_names_it_and_an_older_reader_sees_the_decision(world: ChairPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    out = world.season.folder / "p.qcp"
    with world.open() as profile:
        _both(profile, *OWN)
        made, _ = record.adopt(profile, "J-03", "评委无电脑")
        close.close(profile, out)
        again, _ = close.close(profile, out)
        assert (again.packages, again.unsigned) == (2, 1)
    with world.season.open("organiser") as organiser, organiser.database.read() as tx:
        bundle = unseal(out.read_bytes(), [state.keys(tx).seal])
        root = state.home(tx).root
    found = dsse.parse(bundle.envelope, limit=documents.PANEL.limit * 2)
    value = documents.peek(documents.PANEL, found)
    assert {p.judge for p in value.packages} == {CHAIR, "J-02"}, "packages are signed ones only"
    [choice] = value.decisions
    assert (choice.judge, choice.after, choice.reason) == ("J-03", made.payload, f"{UNSIGNED}：评委无电脑")
    ext = documents.ext_of(found)
    assert unsigned_ext.judges(ext) == ("J-03",)
    assert ext["unsigned"][0]["recorded"]["sheets"][0]["points"]["CAUSE"] == "26.00"
    assert next(e for e in value.entries if e.entry == "Z-001").scores["J-03"] == "86.00"
    trust = world.season.folder / "root.json"
    trust.write_text(root)
    monkeypatch.setenv("QCDESK_PASSPHRASE", PASSPHRASE)
    said = verify.verify(out, trust, home=world.season.home("organiser"))
    assert said.facts["unsigned"] == ["J-03"]


def test_a_signed_file_that_comes_later_waits_for_the_chair(world: ChairPanel) -> None:
    with world.open() as profile:
        _both(profile, *OWN)
        record.adopt(profile, "J-03", "评委无电脑")
        signed = world.package("J-03", dict.fromkeys(OWN, "70"))
        seen = incoming.look(profile, [signed], Context())
        assert [str(f.fate) for f in seen.files] == ["waits"]
        merge.merge(profile, [signed], Context())
        assert results.as_json(*results.results(profile))["entries"][0]["scores"]["J-03"] == "86.00"
        with pytest.raises(UsageError) as held:
            close.close(profile, world.season.folder / "p.qcp")
        assert held.value.reason == "undecided"
        with pytest.raises(UsageError) as refused:
            record.adopt(profile, "J-03", "再录一遍")
        assert refused.value.reason == "signed"
        made, _ = choose.choose(profile, seen.files[0].payload, "本人补交签名文件")
        document = results.as_json(*results.results(profile))
        assert (document["unsigned"], document["undecided"], document["entries"][0]["scores"]["J-03"]) == ({}, {}, "70.00")
        steps.undo(profile, made.id)
        assert set(results.as_json(*results.results(profile))["unsigned"]) == {"J-03"}
        kept = panel.load(profile).unsigned()["J-03"].digest
        choose.choose(profile, kept, "以纸质为准")
        assert results.as_json(*results.results(profile))["undecided"] == {}


def test_copying_is_one_step_to_undo_and_a_second_copy_replaces_the_first(world: ChairPanel) -> None:
    with world.open() as profile:
        _both(profile, "Z-001")
        first, _ = record.adopt(profile, "J-03", "先录一份")
        _both(profile, "Z-002", "Z-003")
        second, _ = record.adopt(profile, "J-03", "录全了")
        assert second.payload != first.payload
        assert board.board(profile).rows[2].marks == (Mark.UNSIGNED,) * 3
        steps.undo(profile)
        assert len([r for r in results.as_json(*results.results(profile))["entries"] if r["scores"]["J-03"]]) == 1
        steps.undo(profile)
        assert results.as_json(*results.results(profile))["missing"] == ["J-03"]
        steps.redo(profile)
        steps.redo(profile)
        assert len([r for r in results.as_json(*results.results(profile))["entries"] if r["scores"]["J-03"]]) == 3
        steps.undo(profile)
        steps.undo(profile)
        merge.merge(profile, [world.package("J-03", dict.fromkeys(OWN, "70"))], Context())
        assert results.as_json(*results.results(profile))["unsigned"] == {}, "nothing copied stands: the signed file counts by itself"


def _table(path: Path, **changes: str) -> Path:
    rows = [[code, *(changes.get(f"{code}.{i}", GOOD[i]) for i in ITEMS)] for code in OWN]
    return write_sheet(path, ["编号", *ITEMS], rows)


def test_two_tables_are_two_passes_and_one_is_the_judges_own(world: ChairPanel) -> None:
    folder = world.season.folder
    first, second = _table(folder / "first.xlsx"), _table(folder / "second.csv", **{"Z-002.CAUSE": "24"})
    with world.open() as profile:
        record.read_file(profile, "J-03", 1, first)
        found = record.read_file(profile, "J-03", 2, second)[0].comparison
        assert [d.words for d in found.differences] == ["Z-002 原因分析：第一遍 26，第二遍 24"]
        with pytest.raises(AppError, match=r"[A-Z]3: .*最高"):
            record.read_file(profile, "J-03", 2, _table(folder / "bad.csv", **{"Z-002.ACTION": "31"}))
        assert record.compare(profile, "J-03") == found, "a table that cannot be read changes nothing"
        made, _ = record.adopt(profile, "J-03", "本人的表格", own_table=True)
        assert made.sheets == 3


@pytest.mark.slow
def test_the_command_copies_and_names_the_differences(world: ChairPanel) -> None:
    folder, desk = world.season.folder, world.season.desk(CHAIR)
    first, second = _table(folder / "first.xlsx"), _table(folder / "second.xlsx", **{"Z-002.CAUSE": "24"})
    planned = desk.run("chair", "record", first, second, "--judge", "J-03", "--reason", "纸质", "--dry-run").out
    assert "Z-002 原因分析：第一遍 26，第二遍 24" in planned
    done = desk.ask("chair", "record", first, second, "--judge", "J-03", "--reason", "纸质")
    assert (done["adopted"]["sheets"], done["differences"][0]["first"], done["agreed"]) == (2, "26", ["Z-001", "Z-003"])
    assert UNSIGNED in desk.run("chair", "show", "Z-001").out
    assert "含未签名代录" in desk.run("chair", "results").out
    assert "（依据：第一遍读自first.xlsx，第二遍读自second.xlsx）" in desk.run("chair", "results").out
    closed = desk.run("chair", "close", "--anyway", "--out", folder / "p.qcp").out
    assert "! 1 位评委的评分未签名，组长代录" in closed.splitlines()
    assert desk.ask("chair", "undo")["words"].startswith("已撤销：代录 J-03 评委3")


def test_what_can_be_copied_and_what_not(world: ChairPanel) -> None:
    with world.open() as profile:
        for judge, reason in (("J-02", "signed"), (CHAIR, "own"), ("J-99", "unknown-entry")):
            with pytest.raises(UsageError) as refused:
                record.adopt(profile, judge, "理由")
            assert refused.value.reason == reason
        with pytest.raises(UsageError) as empty:
            record.adopt(profile, "J-03", "理由")
        assert empty.value.reason == "nothing-agreed"
        with pytest.raises(AppError, match="步长"):
            record.type_points(profile, "J-03", 1, "Z-001", {"CAUSE": of("26.25")})
        _both(profile, "Z-001")
        with pytest.raises(UsageError, match="写明理由"):
            record.adopt(profile, "J-03", "  ")
