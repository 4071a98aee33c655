"""The meeting by the command line alone: every kind of decision by flags, previewed, made, listed and taken back."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.tasks import Context
from app.models.season import Quota, QuotaScope
from app.services.chair import merge
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ChairPanel, Pristine
from tests.fakes.published_season import run_command
from tests.fakes.season import CHAIR

TOTALS = {"Z-001": ("95", "94", "93"), "Z-002": ("88", "88", "88"), "Z-003": ("88", "88", "88"), "Z-004": ("70", "72", "71")}
QUOTAS = (Quota("EXCELLENT", QuotaScope.PANEL, 2, panel="P-1"),)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    own = chair_panel.marks_of(TOTALS, 0)
    made = chair_panel.make(tmp_path_factory.mktemp("commands") / "now", judges=3, entries=4, own=own, quotas=QUOTAS)
    with made.open() as profile:
        merge.merge(profile, [made.package(f"J-0{n + 1}", chair_panel.marks_of(TOTALS, n)) for n in (1, 2)], Context())
    return Pristine.of(made)


@pytest.fixture
def panel(pristine: Pristine) -> ChairPanel:
    return pristine.lay_out()


def _levels(panel: ChairPanel) -> dict[str, Any]:
    return {r["code"]: r["level"] for r in panel.ask("results")["entries"]}


def test_a_decision_is_previewed_made_listed_and_taken_back(panel: ChairPanel) -> None:
    words = ("decide", "Z-004", "--level", "EXCELLENT", "--reason", "现场成果突出")
    planned = panel.ask(*words, "--dry-run")
    assert planned["words"] == "Z-004 调整等级：推进级→优秀级"
    assert [m["code"] for m in planned["moves"]] == ["Z-004"]
    assert panel.ask("log")["decisions"] == []
    made = panel.ask(*words)
    assert made["words"] == planned["words"]
    assert _levels(panel)["Z-004"] == "EXCELLENT"
    [line] = panel.ask("log", "--entry", "Z-004")["decisions"]
    assert (line["reason"], line["standing"], line["step"]) == ("现场成果突出", "in-force", made["step"])
    assert panel.ask("undo", made["decisions"][0][:8])["step"] == made["step"]
    assert _levels(panel)["Z-004"] == "PROMOTED"
    assert panel.ask("redo")["step"] == made["step"]
    assert panel.ask("redo")["step"] is None


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        (("Z-004", "--keep"), "Z-004 维持"),
        (("Z-001", "Z-004", "--keep"), "维持 2 份成果"),
        (("Z-004", "--defer", "--reason", "等补充材料"), "Z-004 暂缓"),
        (("Z-004", "--extra", "EXCELLENT", "--reason", "特色突出"), "Z-004 申请增额：优秀级"),
        (("Z-004", "--opinion", "good", "--reason", "方法用得对"), "Z-004 主评意见：良好"),
        (("Z-004", "--points", "J-02", "CAUSE", "25", "--reason", "复议"), "Z-004 复议改分：J-02 评委2 原因分析 30→25"),
        (("Z-004", "--vote", "EXCELLENT", "--votes", "2/1/0", "--present", "J-01,J-02,J-03", "--reason", "提升"), "Z-004 表决：优秀级，通过；Z-004 调整等级：推进级→优秀级"),
        (("Z-004", "--vote", "EXCELLENT", "--votes", "1/1/1", "--present", "J-01,J-02,J-03", "--reason", "提升"), "Z-004 表决：优秀级，未通过"),
        (("Z-004", "--level", "优秀级", "--reason", "特色突出"), "Z-004 调整等级：推进级→优秀级"),
        (("Z-004", "--points", "J-02", "原因分析", "２５。５", "--reason", "复议"), "Z-004 复议改分：J-02 评委2 原因分析 30→25.5"),
        (("Z-004", "--vote", "优秀级", "--votes", "２／１／０", "--present", "J-01,J-02,J-03", "--reason", "提升"), "Z-004 表决：优秀级，通过；Z-004 调整等级：推进级→优秀级"),
        (("Z-003", "Z-002", "--tie", "order", "--at", "EXCELLENT", "--reason", "Z-003 更实"), "Z-003 同分：排第 1；Z-002 同分：排第 2"),
        (("Z-002", "Z-003", "--tie", "down", "--at", "EXCELLENT", "--reason", "均差一点"), "Z-002 同分：同落，不占优秀级名额；Z-003 同分：同落，不占优秀级名额"),
        (("Z-002", "Z-003", "--tie", "up", "--at", "EXCELLENT", "--reason", "申请增额"), "Z-002 调整等级：推进级→优秀级；Z-003 申请增额：优秀级"),
    ],
)  # fmt: skip
def test_every_kind_by_flags(panel: ChairPanel, words: tuple[str, ...], heading: str) -> None:
    assert panel.ask("decide", *words)["words"] == heading
    assert len(panel.ask("undo", "--list")["steps"]) == 2
    assert panel.ask("undo")["words"] == f"已撤销：{heading}"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("Z-004", "--level", "PLATINUM", "--reason", "x"), "unknown-level"),
        (("Z-004", "--level", "EXCELLENT"), "no-reason"),
        (("Z-099", "--keep"), "unknown-entry"),
        (("Z-004", "--points", "J-09", "CAUSE", "25", "--reason", "x"), "no-sheet"),
        (("Z-004", "--points", "J-02", "NOPE", "25", "--reason", "x"), "unknown-item"),
        (("Z-001", "--extra", "EXCELLENT", "--reason", "x"), "extra-place"),
        (("Z-004", "--extra", "PROMOTED", "--reason", "x"), "extra-place"),
        (("Z-004", "--extra", "", "--reason", "x"), "unknown-level"),
        (("Z-004", "--points", "J-02", "CAUSE", "30", "--reason", "x"), "nothing-to-decide"),
        (("Z-004", "--points", "J-02", "CAUSE", "30.5", "--reason", "x"), "over-maximum"),
        (("Z-004", "--vote", "EXCELLENT", "--reason", "x"), "votes"),
        (("Z-001", "Z-004", "--tie", "up", "--at", "EXCELLENT", "--reason", "x"), "not-tied"),
        (("Z-001", "--keep", "--led-by", "J-02"), "wrong-leader"),
        (("--confirm",), "nothing-to-decide"),
    ],
)
def test_what_is_refused_and_why(panel: ChairPanel, words: tuple[str, ...], reason: str) -> None:
    assert panel.ask("decide", *words, code=1)["error"]["reason"] == reason
    assert panel.ask("log")["decisions"] == []


def test_an_extra_place_is_asked_for_once(panel: ChairPanel) -> None:
    extra = ("decide", "Z-004", "--extra", "EXCELLENT", "--reason", "特色突出")
    made = panel.ask(*extra)
    refused = panel.ask(*extra, code=1)["error"]
    assert (refused["reason"], refused["message"]) == ("extra-place", "Z-004 已有优秀级的增额。")
    assert [line["id"] for line in panel.ask("log")["decisions"]] == made["decisions"]
    panel.ask("decide", "Z-004", "--level", "PROMOTED", "--reason", "仍列推进级")
    assert panel.ask(*extra)["decisions"], "taken down, it may be asked for anew"


def test_evidence_of_one_item_as_people_call_it(panel: ChairPanel) -> None:
    for named in ("CAUSE", "cause", "原因分析", "2"):
        assert [i["item"] for i in panel.ask("evidence", "Z-004", "--item", named)["items"]] == ["CAUSE"]
    refused = panel.ask("evidence", "Z-004", "--item", "现场", code=1)["error"]
    assert (refused["reason"], refused["message"]) == ("unknown-item", "评分表里没有“现场”这一项。")


@pytest.mark.parametrize(
    "words", [("Z-004",), ("Z-004", "--keep", "--defer"), ("--level", "EXCELLENT"), ("Z-004", "--vote", "X", "--votes", "3-1")]
)
def test_wrong_usage_says_so(panel: ChairPanel, words: tuple[str, ...]) -> None:
    assert run_command(panel.season.home(CHAIR), "chair", "decide", *words).code == 2


def test_the_agenda_the_lines_and_the_rest(panel: ChairPanel) -> None:
    found = panel.ask("agenda", "--near", 0, "--table", "Z-001")
    assert [(i["code"], i["heading"]) for i in found["items"]] == [
        ("Z-002", "line"),
        ("Z-003", "line"),
        ("Z-001", "rest"),
        ("Z-004", "rest"),
    ]
    assert (found["current"], found["rest"]) == ("Z-001", ["Z-001", "Z-004"])
    said = run_command(panel.season.home(CHAIR), "chair", "agenda").out
    assert "【名额线附近】" in said
    assert "▶ Z-001" in said
    shown = panel.ask("lines")
    assert shown["meters"][0]["words"] == "优秀级 · 第1组 名额 2 · 已定 1 · 余 1 · 未达线 1 · 并列 2"
    assert shown["lines"][0]["rows"][0]["official"] == "94.00"
    assert (shown["ties"][0]["entries"], shown["ties"][0]["seats"]) == (["Z-002", "Z-003"], 1)
    item = next(i for i in panel.ask("show", "Z-004")["items"] if i["item"] == "EFFECT")
    assert [c["points"] for c in item["cells"]] == ["5.00", "7.00", "6.00"]


def test_late_file_then_confirm_all(panel: ChairPanel) -> None:
    panel.ask("decide", "Z-004", "--level", "EXCELLENT", "--reason", "现场成果突出")
    panel.ask("decide", "Z-004", "--points", "J-02", "CAUSE", "25", "--reason", "复议")
    stale = [line["words"] for line in panel.ask("log")["decisions"] if line["standing"] == "stale"]
    assert stale == ["调整等级：推进级→优秀级"]
    done = panel.ask("decide", "--confirm")
    assert done["words"] == "复核确认：Z-004 调整等级：推进级→优秀级"
    assert not [line for line in panel.ask("log")["decisions"] if line["standing"] == "stale"]
