"""The chair prints: all papers under human names, decisions as they were made, and a line for each paper that is not ready."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from app.core.errors import Cancelled, UsageError
from app.core.tasks import Context, Progress
from app.models.decision import Decision, DecisionKind, Scope, Votes
from app.models.points import to_text
from app.models.season import AbsentRule, Aggregation, Policy
from app.models.shape import Points
from app.models.sheet import Recusal, RecusalReason, ScoreSheet, SheetState
from app.packages import codec, documents
from app.reports.award_values import Finding
from app.reports.chart_values import ChartEntry, IntervalChart
from app.reports.panel_matrix import panel_matrix_pdf
from app.scoring.results import panel_results as panel_results_of
from app.services.chair import award_papers, matrix_paper, meeting_papers, paper_supply, papers, spread_list
from app.services.chair import panel as panels
from app.services.chair import results as panel_results
from app.services.chair.paper_basis import Basis, FinalLetter
from app.services.chair.paper_supply import Meeting
from app.services.chair.papers import PanelPaper, PanelPapers, Supplement
from tests.fakes.published_season import CHAIR, COUNTING, PANEL, SECOND, THIRD, World
from tests.fakes.report_values import IMPRINT, pages_of, squeezed

NOON = datetime(2026, 7, 9, 5, 0, tzinfo=UTC)
UNIT, RECOMMENDER = "上海澜正轴系股份有限公司", "申岚装备集团"


@pytest.fixture
def merged(submitted: World) -> World:
    submitted.ask(CHAIR, "chair", "merge", *(submitted.package(judge) for judge in PANEL))
    return submitted


def _decision(number: int, kind: DecisionKind, reason: str = "", **more: Any) -> Decision:
    return Decision(f"{number:032x}", NOON + timedelta(minutes=number), Scope.PANEL, kind, reason, **more)


MADE = (
    _decision(1, DecisionKind.POINTS, "第12页附表未计入", entry="Z-001", judge=THIRD, item="CAUSE", before="29.50", after="28.00"),
    _decision(2, DecisionKind.LEVEL, "效果突出", entry="Z-002", before="EXCELLENT", after="BENCHMARK", votes=Votes(2, 1, 0), attendance=(CHAIR, SECOND)),
    _decision(3, DecisionKind.KEEP, entry="Z-003"),
    _decision(4, DecisionKind.OPINION, "课题来自现场，建议推荐。", entry="Z-001", after="good"),
    _decision(5, DecisionKind.DEFER, "这一条撤销了", entry="Z-003"),
    _decision(6, DecisionKind.DEFER, "撤销", entry="Z-003", undoes=f"{5:032x}"),
)  # fmt: skip


def _report(
    world: World, *which: PanelPaper, decisions: tuple[Decision, ...] = (), given: Supplement = papers.NOTHING_GIVEN
) -> PanelPapers:
    with world.open(CHAIR) as profile:
        with profile.database.write() as tx:
            for made in decisions:
                tx.records.put(panels.DECISIONS, made.id, codec.to_bytes(made).decode())
        return papers.report(profile, world.root / "papers", which=which or papers.DEFAULT, given=given)


def _text(made: PanelPapers, ending: str = ".pdf") -> str:
    return squeezed(pages_of(next(f for f in made.files if f.name.endswith(ending)).read_bytes()))


def test_one_command_prints_the_panel_and_says_what_is_not_ready(merged: World) -> None:
    out = merged.root / "papers"
    said = merged.ask(CHAIR, "chair", "report", "--out", out)
    names = sorted(Path(f).name.removeprefix("2026-第1轮-P1-") for f in said["files"])
    assert names == sorted([
        "汇总表.pdf", "汇总表.xlsx", "汇总表.csv", "评分表.pdf", "评委个人评分汇总表.pdf", "按成果评分汇总表.pdf", "专家组意见表.pdf", "合议记录.pdf",
        "审定表.pdf", "成果建议名单.pdf", "成果建议名单.xlsx", "成果建议名单.docx", "统计表.pdf",
    ])  # fmt: skip
    assert sorted(p.name for p in out.iterdir()) == sorted(Path(f).name for f in said["files"])
    assert {u["paper"] for u in said["unprinted"]} == {"changes", "letters"}
    lines = merged.run(CHAIR, "chair", "report", "--out", out).out.splitlines()
    assert "✗ 反馈信: 评语都还没有定稿，反馈信不能打印。" in lines


def test_some_papers_by_either_name(merged: World) -> None:
    files = merged.ask(CHAIR, "chair", "report", "--out", merged.root / "some", "--which", "matrix，合议记录", "--which", "statistics")[
        "files"
    ]
    assert [Path(f).name.rpartition("-")[2] for f in files] == ["汇总表.pdf", "汇总表.xlsx", "汇总表.csv", "合议记录.pdf", "统计表.pdf"]


def test_an_unknown_paper_is_wrong_usage_and_one_that_is_not_ready_fails(merged: World) -> None:
    assert "没有这种表：奖状" in merged.run(CHAIR, "chair", "report", "--out", merged.root / "x", "--which", "奖状", code=2).err
    for name, words in (
        ("letters", "还没有定稿"),
        ("national", "由组织方合并"),
        ("chart", "没有声明可以打印"),
        ("changes", "没有复议改分"),
    ):
        assert words in merged.run(CHAIR, "chair", "report", "--out", merged.root / "x", "--which", name, code=1).line
    assert not (merged.root / "x").exists()


def test_nothing_is_printed_before_the_own_file_is_in(synced: World) -> None:
    assert "请先提交自己的评分" in synced.run(CHAIR, "chair", "report", "--out", synced.root / "x", code=1).line
    assert not (synced.root / "x").exists()


@pytest.mark.parametrize("paper", ["汇总表.pdf", "汇总表.csv", "成果建议名单.docx", "专家组意见表.pdf", "评分表.pdf"])
def test_units_are_printed_unless_hidden(merged: World, paper: str) -> None:
    def shown(*words: str) -> tuple[bool, bool]:
        only = paper.partition(".")[0]
        files = merged.ask(CHAIR, "chair", "report", "--out", merged.root / "papers", "--which", only, *words)["files"]
        path = next(Path(f) for f in files if f.endswith(paper))
        text = _any_text(path)
        return UNIT in text, RECOMMENDER in text

    listed = paper.startswith(("汇总表", "成果"))
    assert shown() == (True, listed)
    assert shown("--no-units") == (False, listed)
    assert shown("--no-units", "--no-recommenders") == (False, False)


def _any_text(path: Path) -> str:
    if path.suffix == ".pdf":
        return squeezed(pages_of(path.read_bytes()))
    if path.suffix == ".docx":
        return "".join(cell.text for table in docx.Document(str(path)).tables for row in table.rows for cell in row.cells)
    return path.read_text("utf-8-sig")


def test_what_the_chair_knows_stands_in_the_record(merged: World) -> None:
    out = merged.root / "papers"
    facts = ("--place", "市质协三楼", "--time", "7月9日下午", "--host", "顾长青", "--recorder", "戚文堃")
    files = merged.ask(CHAIR, "chair", "report", "--out", out, "--which", "minutes", *facts)["files"]
    text = squeezed(pages_of(Path(files[0]).read_bytes()))
    assert "时间7月9日下午地点市质协三楼主持顾长青记录戚文堃" in text


def test_the_bodies_that_approve_are_a_file_of_the_place(merged: World) -> None:
    bodies = merged.root / "bodies.json"
    bodies.write_text(
        json.dumps({"bodies": [{"name": "某市总工会意见", "signs": ["主席签字"], "height": 60}]}, ensure_ascii=False), "utf-8"
    )
    files = merged.ask(CHAIR, "chair", "report", "--out", merged.root / "p", "--which", "审定表", "--bodies", bodies)["files"]
    text = squeezed(pages_of(Path(files[0]).read_bytes()))
    assert "某市总工会意见（公章）主席签字：" in text
    assert "指导单位" not in text
    bodies.write_text('{"bodies": [{"name": "x", "height": 5000}]}', "utf-8")
    assert "height" in merged.run(CHAIR, "chair", "report", "--out", merged.root / "p", "--bodies", bodies, code=1).line
    bodies.write_text(json.dumps({"bodies": [{"name": "组织单位意见"}, {"name": "组织单位意见 "}]}), "utf-8")
    assert "组织单位意见" in merged.run(CHAIR, "chair", "report", "--out", merged.root / "p", "--bodies", bodies, code=1).line


def test_decisions_are_printed_as_they_were_made(merged: World) -> None:
    made = _report(merged, PanelPaper.MINUTES, PanelPaper.CHANGES, PanelPaper.OPINIONS, PanelPaper.MATRIX, decisions=MADE)
    record = _text(made, "合议记录.pdf")
    assert "复议改分：戚文堃原因分析29.5→28第12页附表未计入" in record
    assert "调整等级：优秀级→标杆级同意2反对1弃权0效果突出" in record
    assert "其余成果：Z-003（共1项），按得分和名次一次确认。" in record
    assert "出席顾长青、沈国樑缺席戚文堃" in record
    signed = record.partition("到会人员签字")[2]
    assert "戚文堃（缺席）" in signed
    assert signed.count("缺席") == 1
    assert "2026-07-09" in record
    assert "撤销" not in record
    change = _text(made, "复议改分单.pdf")
    assert "2原因分析3029.528第12页附表未计入" in change
    assert "排名第1名" in change
    assert "编号Z-001评委戚文堃" in change
    assert "优秀级2" not in _text(made, "专家组意见表.pdf")
    assert "【良好】课题来自现场，建议推荐。" in _text(made, "专家组意见表.pdf")
    assert "复议改分：戚文堃" in _text(made, "汇总表.pdf")


def _changed(number: int, before: str, after: str, item: str = "CAUSE") -> Decision:
    return _decision(number, DecisionKind.POINTS, f"缘由{number}", entry="Z-001", judge=THIRD, item=item, before=before, after=after)


def test_minutes_and_the_slip_to_sign_tell_one_change_alike(merged: World) -> None:
    """The first change was taken back under the second: the minutes began at points that stand nowhere."""
    change = {"entry": "Z-001", "judge": THIRD, "item": "CAUSE"}
    made = (
        _decision(1, DecisionKind.POINTS, "第12页", before="29.50", after="20.00", **change),
        _decision(2, DecisionKind.POINTS, "再议", before="20.00", after="25.00", **change),
        _decision(3, DecisionKind.POINTS, "撤销", undoes=f"{1:032x}", **change),
        _decision(4, DecisionKind.POINTS, "三议", before="25.00", after="24.50", **change),
    )
    printed = _report(merged, PanelPaper.MINUTES, PanelPaper.CHANGES, decisions=made)
    minutes = next(squeezed(pages_of(f.read_bytes())) for f in printed.files if "合议记录" in f.name)
    slip = next(squeezed(pages_of(f.read_bytes())) for f in printed.files if "复议改分单" in f.name)
    handed_in = slip.split("原因分析30")[1].split("24.5")[0]
    assert handed_in not in ("", "20", "25")
    assert f"原因分析{handed_in}→25" in minutes
    assert "原因分析25→24.5" in minutes
    assert "20→" not in minutes


def test_a_change_that_was_taken_back_asks_for_no_signature(merged: World) -> None:
    back = (_changed(101, "29.50", "28.00"), _changed(102, "28.00", "29.50"))
    made = _report(merged, PanelPaper.CHANGES, PanelPaper.MINUTES, PanelPaper.MATRIX, PanelPaper.ENTRIES, decisions=back)
    assert [(u.paper, u.words) for u in made.unprinted] == [(PanelPaper.CHANGES, "没有复议改分，不出复议改分单。")]
    assert "29.5→28缘由101" in _text(made, "合议记录.pdf"), "the record tells both"
    assert "28→29.5缘由102" in _text(made, "合议记录.pdf")
    assert "复议改分后改回原分：戚文堃" in _text(made, "汇总表.pdf"), "who signs it must know that the points were talked of"
    assert "复议改分后改回原分" in _text(made, "按成果评分汇总表.pdf")


def test_two_changes_that_leave_the_total_as_it_was_are_changes(merged: World) -> None:
    with merged.open(CHAIR) as profile:
        row = panel_results.results(profile)[1].row("Z-001")
    assert row is not None
    given = row.by_judge[THIRD]
    cause, action = given["CAUSE"], given["ACTION"]
    both = (
        _changed(301, to_text(cause), to_text(Points(cause - 50))),
        _changed(302, to_text(action), to_text(Points(action + 50)), "ACTION"),
    )
    made = _report(merged, PanelPaper.MATRIX, PanelPaper.ENTRIES, decisions=both)
    assert "复议改分：戚文堃" in _text(made, "汇总表.pdf")
    assert "复议改分" in _text(made, "按成果评分汇总表.pdf")


def test_of_several_changes_the_sheet_names_what_stands_beside_what_was_handed_in(merged: World) -> None:
    with merged.open(CHAIR) as profile:
        view = panel_results.results(profile)[1]
    row = view.row("Z-001")
    assert row is not None
    action = to_text(row.by_judge[THIRD]["ACTION"])
    twice = (
        _changed(201, "29.50", "20.00"),
        _changed(202, "20.00", "28.00"),
        _changed(203, action, "10.00", "ACTION"),
        _changed(204, "10.00", action, "ACTION"),
    )
    made = _report(merged, PanelPaper.CHANGES, decisions=twice)
    change = _text(made, "复议改分单.pdf")
    assert "2原因分析3029.528缘由202" in change
    assert "缘由201" not in change
    assert "缘由204" not in change, "taken back: the line says 不变"
    assert f"最终得分{to_text(row.official or Points(0))}→" in change, "moved from what the panel had before any change"


def test_a_view_is_of_what_its_decisions_say_not_of_their_names(merged: World) -> None:
    first, other = _changed(301, "29.50", "20.00"), _changed(301, "29.50", "21.00")
    assert "29.5→20缘由301" in _text(_report(merged, PanelPaper.MATRIX, PanelPaper.MINUTES, decisions=(first,)), "合议记录.pdf")
    with merged.open(CHAIR) as profile:
        before = panel_results.results(profile)[1].row("Z-001")
        with profile.database.write() as tx:
            tx.records.put(panels.DECISIONS, other.id, codec.to_bytes(other).decode())
        after = panel_results.results(profile)[1].row("Z-001")
    assert before is not None
    assert after is not None
    assert after.by_judge[THIRD]["CAUSE"] - before.by_judge[THIRD]["CAUSE"] == Points(100)


def test_what_is_not_settled_stands_beside_the_level_that_is_signed(merged: World) -> None:
    made = (
        _decision(1, DecisionKind.EXTRA_PLACE, "特色突出", entry="Z-003", before="PROMOTED", after="EXCELLENT"),
        _decision(2, DecisionKind.LEVEL, "效果突出", entry="Z-002", before="EXCELLENT", after="BENCHMARK", basis="0" * 64),
        _decision(3, DecisionKind.KEEP, entry="Z-003"),
        _decision(4, DecisionKind.KEEP, entry="Z-001"),
    )
    printed = _report(merged, PanelPaper.MATRIX, PanelPaper.MINUTES, decisions=made)
    rows = list(csv.reader(next(f for f in printed.files if f.suffix == ".csv").read_text("utf-8-sig").splitlines()))
    head = next(r for r in rows if "备注" in r)
    marks = {code: row[head.index("备注")] for row in rows for code in COUNTING if code in row}
    assert marks == {"Z-001": "", "Z-002": "决定待复核", "Z-003": "申请增额"}
    text = _text(printed, "合议记录.pdf")
    assert "其余成果：Z-001（共1项），按得分和名次一次确认" in text
    assert text.index("申请增额：优秀级") < text.index("维持"), "kept after it had been talked of: a line of its own"


def test_a_place_that_is_only_asked_for_is_no_place_on_the_lists_either(merged: World) -> None:
    asked = _decision(1, DecisionKind.EXTRA_PLACE, "特色突出", entry="Z-003", before="PROMOTED", after="EXCELLENT")
    printed = _report(merged, PanelPaper.AWARDS, PanelPaper.APPROVAL, PanelPaper.OPINIONS, decisions=(asked,))
    words = "Z-003《研制电缆护套偏心检测装置》"
    for paper in ("成果建议名单.pdf", "专家组意见表.pdf"):
        assert f"超出名额、申请增额待批准：{words}。" in _text(printed, paper)
    assert f"申请增额{words}" in _text(printed, "审定表.pdf")
    plain = _text(
        _report(merged, PanelPaper.AWARDS, decisions=(_decision(2, DecisionKind.LEVEL, entry="Z-003", after="EXCELLENT"),)), "名单.pdf"
    )
    assert "申请增额" not in plain


@pytest.mark.parametrize(("votes", "verdict"), [(Votes(2, 1, 0), "通过"), (Votes(1, 1, 0), "未通过"), (Votes(2, 1, 1), "未通过")])
def test_those_who_sign_read_whether_a_vote_was_carried(merged: World, votes: Votes, verdict: str) -> None:
    made = _decision(1, DecisionKind.VOTE, "议后表决", entry="Z-002", before="PROMOTED", after="EXCELLENT", votes=votes)
    assert f"表决：优秀级，{verdict}同意" in _text(_report(merged, PanelPaper.MINUTES, decisions=(made,)))


def test_the_original_sheet_is_printed_as_it_was_handed_in(merged: World) -> None:
    before = _text(_report(merged, PanelPaper.SHEETS), "评分表.pdf")
    assert _text(_report(merged, PanelPaper.SHEETS, decisions=MADE), "评分表.pdf") == before


def test_unsigned_sheets_are_marked_wherever_their_points_stand(merged: World) -> None:
    given = Supplement(recorded=frozenset((THIRD, code) for code in COUNTING))
    made = _report(merged, given=given)
    assert _text(made, "-汇总表.pdf").count("※代录") >= 3
    assert "※代录：未签名，组长代录" in _text(made, "-汇总表.pdf")
    assert _text(made, "-评分表.pdf").count("【未签名，组长代录】") == 3
    assert "【未签名，组长代录】" in _text(made, "评委个人评分汇总表.pdf")
    assert _text(made, "按成果评分汇总表.pdf").count("※代录") == 4
    rows = list(csv.reader(next(f for f in made.files if f.suffix == ".csv").read_text("utf-8-sig").splitlines()))
    assert [row[-1] for row in rows[1:]].count("戚文堃") == 3
    book = openpyxl.load_workbook(next(f for f in made.files if f.name.endswith("汇总表.xlsx")))
    formats = [cell.number_format for row in book.active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert sum("※代录" in shown for shown in formats) == 3


def test_only_final_letters_are_printed_and_the_others_named(merged: World) -> None:
    final = FinalLetter(strengths=(Finding("症结找得准", "P·现状调查", "成果报告第9页"),))
    made = _report(merged, PanelPaper.LETTERS, given=Supplement(letters={"Z-002": final, "其他组": final}))
    names = [str(f.relative_to(merged.root / "papers")) for f in made.files]
    assert names == ["2026-第1轮-P1-反馈信.pdf", "2026-第1轮-P1-反馈信.xlsx", "2026-第1轮-P1-反馈信/Z-002-快换小组.docx"]
    text = _text(made)
    assert "【P·现状调查】症结找得准（成果报告第9页）" in text
    assert not [name for name in ("顾长青", "沈国樑", "戚文堃") if name in text]
    assert [u.words for u in made.unprinted] == ["2 项尚未定稿：Z-001、Z-003"]


def test_the_season_makes_its_lists_of_the_same_rows(merged: World) -> None:
    with merged.open(CHAIR) as profile:
        panel, view = panel_results.results(profile)
    basis = Basis(panel, view, IMPRINT)
    entries = award_papers.listed(basis)
    national = award_papers.national_list(basis.season, entries[:2])
    assert [(e.code, e.score, e.rank, e.unit, e.field) for e in national.entries] == [
        ("Z-001", 9917, 1, UNIT, "制造类"), ("Z-002", 9867, 2, "上海穆青塑业有限公司", "制造类")
    ]  # fmt: skip
    official = award_papers.award_list(basis.season, entries, basis.season.organiser)
    assert (official.title, official.organiser) == ("2026年质量管理小组活动成果名单", "示例市质量协会")
    assert [(g.level, g.field, [e.code for e in g.entries]) for g in official.groups] == [("标杆级", "制造类", list(COUNTING))]
    with pytest.raises(UsageError, match="还没有成果定出等级"):
        award_papers.award_list(basis.season, (), "")


def test_an_entry_of_a_field_the_season_lost_is_left_out_of_no_paper(merged: World) -> None:
    with merged.open(CHAIR) as profile:
        panel, view = panel_results.results(profile)
    season = replace(panel.desk.season, fields=())
    basis = Basis(replace(panel, desk=replace(panel.desk, season=season)), view, IMPRINT)
    (field,) = {r.field for r in view.rows}
    listed = award_papers.award_list(season, award_papers.listed(basis), "")
    assert [(g.field, len(g.entries)) for g in listed.groups] == [(field, len(COUNTING))]
    assert [(name, sum(counts)) for name, counts in meeting_papers.approval_form(basis).counts] == [(field, len(COUNTING))]
    assert spread_list.of(basis.panel, view).fields == ((field, field),), "the choice of a field on 分差 has it too"


def test_reliability_and_the_method_stand_on_the_summary(merged: World) -> None:
    text = _text(_report(merged, PanelPaper.MATRIX, given=Supplement(reliability="0.86（95% 区间 0.78–0.92）")))
    assert "评分一致性：0.86（95%区间0.78–0.92）" in text
    assert "缺交办法：不等缺交者，以已交的评分计算。" in text
    assert "依次比较原因分析（提出方案并确定最佳方案）、对策与实施、效果" in text
    assert text.count("规则编号") == 2


def test_the_chart_is_printed_only_when_asked_and_declared(merged: World) -> None:
    chart = IntervalChart("名次与区间", tuple(ChartEntry(code, "", 9000, 8800, 9200) for code in COUNTING), 8900, band=(8800, 9100))
    given = Supplement(charts=(chart,))
    everything = _report(merged, given=given)
    assert not [f for f in everything.files if "参考图" in f.name]
    assert PanelPaper.CHART not in {u.paper for u in everything.unprinted}, "nobody asked for it"
    undeclared = _report(merged, PanelPaper.CHART, given=given)
    assert not undeclared.files
    assert "没有声明可以打印" in undeclared.unprinted[0].words
    with merged.open(CHAIR) as profile:
        panel, view = panel_results.results(profile)
    season = replace(panel.desk.season, policy=replace(panel.desk.season.policy, reference_on_paper=True))
    declared = replace(panel, desk=replace(panel.desk, season=season), declaring=frozenset({panel.opened_under or ""}))
    made = papers.write(Basis(declared, view, IMPRINT, given), merged.root / "declared", [PanelPaper.CHART])
    assert "不能断定在内还是在外" in _text(made)
    frame = paper_supply.PaperFrame((PanelPaper.CHART,), declared, view, IMPRINT, Meeting(), {})
    (supplied,) = paper_supply.supply(frame).charts
    assert [e.code for e in supplied.entries] == [r.code for r in view.rows if r.rank is not None]
    assert paper_supply.supply(replace(frame, panel=panel)).charts == ()


def test_a_policy_that_declares_nothing_has_the_digest_it_always_had() -> None:
    policy = Policy()
    assert "reference_on_paper" not in codec.to_json(policy)
    assert documents.policy_digest(policy) != documents.policy_digest(replace(policy, reference_on_paper=True))


def test_papers_can_be_stopped_between_two_and_what_is_written_stays(merged: World) -> None:
    with merged.open(CHAIR) as profile:
        taken = paper_supply.frame(profile, [PanelPaper.ENTRIES, PanelPaper.STATISTICS], Meeting())
    seen: list[str] = []

    def stop_at_the_second(progress: Progress) -> None:
        seen.append(progress.message)
        if len(seen) == 2:
            context.cancel()

    context = Context(stop_at_the_second)
    out = merged.root / "stopped"
    basis = Basis(taken.panel, taken.view, taken.imprint)
    papers.write(basis, out, taken.which, Context())
    whole = sorted(f.name for f in out.iterdir())
    shutil.rmtree(out)
    context.report("", 0.0)
    with pytest.raises(Cancelled):
        papers.write(basis, out, taken.which, context)
        context.report()
    assert len(seen) == 2
    assert [f.name for f in out.iterdir()] == [n for n in whole if "按成果" in n]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda p: replace(p, aggregation=Aggregation.MEDIAN), "取中位数"),
        (lambda p: replace(p, aggregation=Aggregation.TRIM_FROM_3), "有效分 3 个及以上"),
        (lambda p: replace(p, aggregation=Aggregation.MEAN, uniform_within_panel=True), "取平均；全组用同一口径"),
        (lambda p: replace(p, tie_break=()), "总分相同者名次并列"),
        (lambda p: replace(p, tie_break=(("EFFECT",), ("NEW",))), "依次比较效果、NEW；"),
        (lambda p: replace(p, absent=AbsentRule.WAIT), "等缺交者，交齐之前结果为暂定"),
    ],
)
def test_the_method_says_what_this_policy_says(merged: World, change: Callable[[Any], Any], words: str) -> None:
    with merged.open(CHAIR) as profile:
        panel, view = panel_results.results(profile)
    season = replace(panel.desk.season, policy=change(panel.desk.season.policy))
    basis = Basis(replace(panel, desk=replace(panel.desk, season=season)), view, IMPRINT)
    assert words in "".join(matrix_paper.matrix_of(basis).policy)


def test_different_rules_inside_a_panel_are_said_in_every_row(merged: World) -> None:
    with merged.open(CHAIR) as profile:
        panel, _ = panel_results.results(profile)
    season = replace(panel.desk.season, policy=replace(panel.desk.season.policy, aggregation=Aggregation.TRIM_FROM_3))
    sheets = panels.sheets(panel)
    sheets[THIRD]["Z-001"] = ScoreSheet("Z-001", SheetState.RECUSED, recusal=Recusal(RecusalReason.UNIT, "", NOON))
    view = panel_results_of(season, [panels.as_entry(e) for e in panel.entries], sheets)
    basis = Basis(replace(panel, desk=replace(panel.desk, season=season)), view, IMPRINT)
    matrix = matrix_paper.matrix_of(basis)
    assert {row.code: row.note for row in matrix.rows}["Z-001"] == "口径：2 份平均"
    assert {row.code: row.note for row in matrix.rows}["Z-002"] == "口径：3 份去掉一个最高分和一个最低分后平均"
    text = squeezed(pages_of(panel_matrix_pdf(matrix, IMPRINT)))
    assert "计算口径不一：平均Z-001；去掉一个最高分和一个最低分后平均Z-002、Z-003" in text
    assert "99.5099.50回避" in text


def test_an_absent_judge_is_named_in_column_and_method(submitted: World) -> None:
    submitted.ask(CHAIR, "chair", "merge", submitted.package(CHAIR), submitted.package(SECOND))
    text = _text(_report(submitted, PanelPaper.MATRIX))
    assert "戚文堃缺交" in text
    assert "缺交办法：不等缺交者，以已交的评分计算。" in text
    assert "缺交：戚文堃。" in text
