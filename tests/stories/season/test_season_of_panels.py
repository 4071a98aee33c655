"""Nine panels in five fields become one season: verified, order-free, refused where no common order exists, decided by all chairs."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.core.ids import new_event_id
from app.models.decision import Decision, DecisionKind, Scope
from app.models.season import Quota, QuotaScope
from app.trust.keys import SigningKey
from tests.fakes import panel_season
from tests.fakes.panel_season import RECUSED, PanelSeason

pytestmark = pytest.mark.slow

FIELD, PANEL, BOTH = QuotaScope.FIELD, QuotaScope.PANEL, QuotaScope.FIELD_PANEL
PLACES = (Quota("BENCHMARK", FIELD, 1), Quota("EXCELLENT", FIELD, 3))


@pytest.fixture
def nine(tmp_path: Path) -> PanelSeason:
    return panel_season.make(tmp_path, quotas=PLACES, rank_within=FIELD)


def levels(season: Any) -> dict[str, str | None]:
    return {e["code"]: e["level"] for e in season["entries"]}


def test_nine_panels_five_fields(nine: PanelSeason) -> None:
    merged = nine.ask("merge", *nine.close_all())
    season = merged["season"]
    assert len(merged["accepted"]) == 9
    assert (season["final"], season["missing"], len(season["entries"])) == (True, [], 27)
    for code in panel_season.FIELDS:
        inside = [e for e in season["entries"] if e["field"] == code]
        assert [e["rank"] for e in inside] == list(range(1, len(inside) + 1))
        assert [e["official"] for e in inside] == sorted((e["official"] for e in inside), reverse=True)
        best = [e for e in inside if e["level"] == "BENCHMARK"]
        assert len(best) <= 1
        assert sum(e["level"] in ("BENCHMARK", "EXCELLENT") for e in inside) <= 3
    assert all(q["taken"] <= q["places"] for q in season["quotas"])
    assert any("没有共同评委" in n for n in season["notes"])


def test_the_order_of_files_and_repeats_change_nothing(nine: PanelSeason, tmp_path: Path) -> None:
    files = nine.close_all()
    first = nine.ask("merge", *files, "--dry-run")["season"]
    random.Random(7).shuffle(files)
    for file in files:
        nine.ask("merge", file, file)
    again = nine.ask("merge", *files)
    assert (again["accepted"], len(again["unchanged"])) == ([], 9)
    assert again["season"] == first == nine.ask("results")


def test_a_dry_run_and_a_refusal_keep_nothing(nine: PanelSeason) -> None:
    files = nine.close_all()
    nine.ask("merge", *files, "--dry-run")
    assert nine.ask("results", code=1)["error"]["message"] == "还没有小组结果。"


def test_unconnected_panels_are_not_put_in_one_order(tmp_path: Path) -> None:
    two = panel_season.make(tmp_path, panels=2, quotas=(Quota("EXCELLENT", QuotaScope.SEASON, 3),))
    said = two.run("merge", *two.close_all())
    assert said.code == 1
    assert "没有共同的评委" in said.err
    assert "organizer policy --rank-within" in said.err
    assert "J1-01 加评 Z2-003" in said.err
    assert two.ask("results", code=1)["error"]["message"] == "还没有小组结果。"
    two.ask("policy", "--rank-within", "panel", code=0)
    crossing = two.ask("merge", *two.files.values(), code=1)["error"]
    assert "名额按全季分配" in crossing["message"]


def test_a_judge_who_reads_on_both_sides_connects_them(tmp_path: Path) -> None:
    two = panel_season.make(tmp_path, panels=2, quotas=(Quota("EXCELLENT", QuotaScope.SEASON, 3),))
    bridged = two.scores("P-2")
    bridged["Z2-002"]["J1-02"] = "90.00"
    season = two.ask("merge", two.close("P-1"), two.close("P-2", bridged))["season"]
    assert [e["rank"] for e in season["entries"]] == [1, 2, 3, 4, 5, 6]
    assert [(e["panel"], e["level"]) for e in season["entries"][:4]] == [
        ("P-1", "BENCHMARK"), ("P-2", "BENCHMARK"), ("P-1", "BENCHMARK"), ("P-2", "PROMOTED"),
    ]  # fmt: skip


def test_a_judge_who_stands_aside_connects_nobody(tmp_path: Path) -> None:
    two = panel_season.make(tmp_path, panels=2)
    aside = two.scores("P-2")
    aside["Z2-002"]["J1-02"] = RECUSED
    assert two.run("merge", two.close("P-1"), two.close("P-2", aside)).code == 1


def test_places_by_panel_and_by_field_and_panel(tmp_path: Path) -> None:
    two = panel_season.make(
        tmp_path, panels=2, entries=6, quotas=(Quota("EXCELLENT", BOTH, 1), Quota("BENCHMARK", BOTH, 1)), rank_within=BOTH
    )
    season = two.ask("merge", *two.close_all())["season"]
    groups = {(e["field"], e["panel"]) for e in season["entries"]}
    assert {panel for _, panel in groups} == {"P-1", "P-2"}
    assert all(
        sum((e["field"], e["panel"]) == g and e["level"] in ("BENCHMARK", "EXCELLENT") for e in season["entries"]) == 1 for g in groups
    )


def test_the_newest_closing_counts_and_a_fork_waits(nine: PanelSeason) -> None:
    nine.ask("merge", *nine.close_all())
    worse = nine.scores("P-1")
    worse["Z1-001"] = dict.fromkeys(worse["Z1-001"], "70.00")
    second = nine.close("P-1", worse, sequence=2)
    done = nine.ask("merge", second)
    assert [(r["panel"], r["sequence"]) for r in done["replaced"]] == [("P-1", 2)]
    assert [m["code"] for m in done["moves"] if m["code"] == "Z1-001"] == ["Z1-001"]
    other = nine.close("P-1", nine.scores("P-1"), sequence=2)
    waits = "第1组：同号的小组结果有 2 份，内容不同，暂都不计。请选定一份："
    seen = nine.ask("merge", other, "--dry-run")
    assert seen["accepted"][0]["waits"].startswith(waits)
    said = nine.run("merge", other).out
    assert all(words in said for words in (waits, "也先不计", "，未采用）", "organizer choose 发布文件夹"))
    assert said.count(waits) == 1
    again = nine.ask("merge", second, other)
    assert {f["waits"] for f in again["unchanged"]} == {words for words in again["season"]["notes"] if words.startswith(waits)}
    forked = again["season"]
    assert [f["panel"] for f in forked["forks"]] == ["P-1"]
    assert (forked["missing"], forked["final"]) == (["P-1"], False)
    assert nine.ask("decide", "Z1-001", "--keep", code=1)["error"]["reason"] == "no-result"
    assert nine.ask("decide", "Z9-999", "--keep", code=1)["error"]["reason"] == "unknown-entry"
    assert "还不能定稿：小组结果待选定 第1组。" in nine.run("close").err
    chosen = forked["forks"][0]["payloads"][0]
    assert "定稿以前还要议定：" not in nine.run("choose", chosen[:16], "--reason", "以组长电话确认的一份为准").out
    settled = nine.ask("results")
    assert (settled["forks"], settled["missing"]) == ([], [])
    assert {p["panel"]: p["payload"] for p in settled["panels"]}["P-1"] == chosen


def test_one_panel_closed_twice_under_one_number_is_said_when_nothing_else_counts(tmp_path: Path) -> None:
    """The chair closed again from a copied profile: what counted until then waits, and never without a word."""
    one = panel_season.make(tmp_path, panels=1)
    lower = one.scores("P-1")
    lower["Z1-001"] = dict.fromkeys(lower["Z1-001"], "70.00")
    first = one.ask("merge", one.close("P-1"))["accepted"][0]["payload"]
    said = one.run("merge", one.close("P-1", lower))
    second = next(c for c in re.findall("[0-9a-f]{12}", said.out) if c != first[:12])
    both = "、".join(sorted((first[:12], second)))
    words = f"第1组：同号的小组结果有 2 份，内容不同，暂都不计。请选定一份：{both}。"
    assert f"{words}原来采用的 {first[:12]} 也先不计。" in said.out
    assert one.ask("results", code=1)["error"] == {"message": words, "hint": "请用 organizer choose 选定。", "reason": "same-number"}
    wrong = (("ffff", "电话核对", "没有编号“ffff”的文件。"), ("", "电话核对", "没有写要用哪一份。"), (second, "", "没有写选定的理由。"))
    for name, why, told in wrong:
        assert one.ask("choose", name, "--reason", why, code=1)["error"]["message"] == told
    one.ask("choose", second, "--reason", "电话核对")
    assert [p["payload"][:12] for p in one.ask("results")["panels"]] == [second]
    held = one.run("merge", *one.folder.glob("closed/*.qcp")).out
    assert f"（编号 {first[:12]}，未采用）；采用的是 {second}" in held


def test_what_is_refused(nine: PanelSeason) -> None:
    good = nine.close("P-1")
    stranger = nine.close("P-2", signer="J2-02")
    wrong_sum = nine.close("P-3")
    value_of_another = nine.close("P-4", {"Z5-001": {"J4-01": "80.00"}})
    junk = nine.folder / "junk.qcp"
    junk.write_bytes(b"not a file of ours")
    nine.keys["J9-01"] = SigningKey.generate()
    unknown = nine.close("P-9")
    forged = _with_another_score(nine)
    said = nine.ask("merge", good, stranger, value_of_another, junk, unknown, forged)
    assert [a["panel"] for a in said["accepted"]] == ["P-1"]
    assert {Path(r["file"]).name: r["reason"] for r in said["refused"]} == {
        stranger.name: "unknown-signer", value_of_another.name: "unknown-entry", "junk.qcp": "malformed", unknown.name: "unknown-signer",
        forged.name: "scores-mismatch",
    }  # fmt: skip
    assert nine.ask("merge", junk, code=1)["refused"]
    assert wrong_sum.is_file()


def _with_another_score(nine: PanelSeason) -> Path:
    """Signed by the chair, but the official score is not what the reads give."""
    from app.packages import documents, sealing
    from app.services.organiser import state
    from app.trust import envelope as dsse

    with nine.open() as profile, profile.database.read() as tx:
        seal = state.keys(tx).seal
    found = sealing.unseal(nine.close("P-5").read_bytes(), [seal]).envelope
    value = documents.peek(documents.PANEL, dsse.parse(found, limit=documents.PANEL.limit * 2))
    lifted = replace(value.entries[0], official=panel_season.of("99.99"))
    return nine.close("P-5", entries=(lifted, *value.entries[1:]))


def decided(kind: DecisionKind, entry: str, **more: Any) -> Decision:
    return Decision(new_event_id(), datetime(2026, 7, 1, tzinfo=UTC), Scope.PANEL, kind, "专业组合议", entry=entry, **more)


def test_the_panel_proposes_and_the_season_decides(nine: PanelSeason) -> None:
    down = decided(DecisionKind.LEVEL, "Z1-001", before="BENCHMARK", after="PROMOTED")
    asked = decided(DecisionKind.EXTRA_PLACE, "Z2-003", before="PROMOTED", after="EXCELLENT")
    files = [
        nine.close("P-1", decisions=[down], levels={"Z1-001": "PROMOTED"}),
        nine.close("P-2", decisions=[asked], levels={"Z2-003": "EXCELLENT"}),
    ]
    season = nine.ask("merge", *files, *(nine.close(p) for p in nine.panels[2:]))["season"]
    assert (levels(season)["Z1-001"], season["held"]) == ("PROMOTED", ["Z1-001"])
    assert season["requested"] == {"Z2-003": "EXCELLENT"}
    assert nine.ask("decide", "Z1-001", "--level", "EXCELLENT", code=1)["error"]["message"].startswith("这项决定需要写明理由")
    made = nine.ask(
        "decide",
        "Z1-001",
        "--level",
        "EXCELLENT",
        "--reason",
        "合议会复看后同意",
        "--present",
        "J1-01",
        "--present",
        "J2-01",
        "--votes",
        "2,0,0",
    )
    assert made["moves"][0]["to_level"] == "EXCELLENT"
    after = nine.ask("results")
    assert (levels(after)["Z1-001"], after["held"]) == ("EXCELLENT", [])
    granted = nine.ask("decide", "Z2-003", "--grant", "优秀级", "--reason", "批准增额一个")
    assert (granted["decisions"][0]["scope"], granted["decisions"][0]["after"]) == ("season", "EXCELLENT")
    for code in ("Z2-003", next(c for c, level in levels(after).items() if level == "BENCHMARK")):
        refused = nine.ask("decide", code, "--grant", "EXCELLENT", "--reason", "再批一次", code=1)
        assert refused["error"]["reason"] == "extra-place", "given already, or a place that would lower it"
    assert nine.ask("results")["requested"] == {}
    nine.ask("undo", made["decisions"][0]["id"], "--reason", "重议")
    undone = nine.ask("results")
    assert (levels(undone)["Z1-001"], [d["in_force"] for d in undone["decisions"]]) == ("PROMOTED", [False, True, True])


def test_a_panel_that_closes_again_turns_the_touched_decisions_stale(nine: PanelSeason) -> None:
    nine.ask("merge", *nine.close_all())
    nine.ask("decide", "Z1-001", "--level", "EXCELLENT", "--reason", "合议")
    nine.ask("decide", "Z2-001", "--level", "EXCELLENT", "--reason", "合议")
    changed = nine.scores("P-1")
    changed["Z1-001"]["J1-02"] = "88.00"
    season = nine.ask("merge", nine.close("P-1", changed, sequence=2))["season"]
    assert {e["code"] for e in season["entries"] if e["stale"]} == {"Z1-001"}
    assert season["final"] is False
    left = "定稿以前还要议定：待复核 Z1-001。"
    assert left in nine.run("results").out.splitlines()
    assert left in nine.run("choose", season["panels"][0]["payload"], "--reason", "再核对一次").out.splitlines()


def test_equal_totals_of_two_panels_are_separated_by_the_chain_or_shared(tmp_path: Path) -> None:
    two = panel_season.make(tmp_path, panels=2, entries=1, rank_within=FIELD)
    both = {"Z1-001": dict.fromkeys(two.judges["P-1"], "88.00")}, {"Z2-001": dict.fromkeys(two.judges["P-2"], "88.00")}
    same = {"field": "SERVICE"}
    items = {"Z1-001": {"CAUSE": "25.00"}}, {"Z2-001": {"CAUSE": "26.00"}}
    _one_field(two)
    shared = two.ask("merge", two.close("P-1", both[0]), two.close("P-2", both[1]), "--dry-run")["season"]
    assert ([e["rank"] for e in shared["entries"]], same) == ([1, 1], same)
    assert any("各项得分" in n for n in shared["notes"])
    told = two.ask("merge", two.close("P-1", both[0], items=items[0]), two.close("P-2", both[1], items=items[1]))["season"]
    assert [(e["code"], e["rank"]) for e in told["entries"]] == [("Z2-001", 1), ("Z1-001", 2)]


def _one_field(season: PanelSeason) -> None:
    from app.services.organiser import state

    with season.open() as profile, profile.database.write() as tx:
        rows = {f"1/{e.code}": replace(e, field="SERVICE") for e in state.ENTRIES.all(tx)}
        state.ENTRIES.replace(tx, rows)
