"""合议记录, 复议改分单, 专家组意见表, 审定表, and the points of all judges by entry: what is printed, and what is left to write by hand."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
import pytest

from app.core.errors import InvalidEntry
from app.reports.approval_form import approval_form_pdf
from app.reports.entry_summary import entry_summaries_pdf
from app.reports.judge_summary import judge_summaries_pdf
from app.reports.meeting_values import ApprovalBlock
from app.reports.minutes import minutes_pdf
from app.reports.opinion_table import opinion_table_pdf
from app.reports.point_change import point_changes_pdf
from app.reports.score_sheet import score_sheets_pdf
from tests.fakes.meeting_papers import JUDGES, approval_form, entry_summaries, minutes, opinion_table, point_change
from tests.fakes.report_values import IMPRINT, judge_summary, pages_of, score_sheet, squeezed


def test_the_record_says_who_met_what_was_decided_and_why() -> None:
    text = squeezed(pages_of(minutes_pdf(minutes(9), IMPRINT)))
    words = (
        "2022-07-0913:40—15:20", "市质协三楼会议室", "王芳：Z-005（与完成单位有关）", "复议改分：𬭚㛃䶮原因分析26→24", "同意5反对1弃权0（王芳回避）",
        "【待复核】", "附表第12页未计入原评分", "其余成果：Z-020、Z-021、Z-022（共3项）", "到会人员签字", "评审组长签字",
    )  # fmt: skip
    assert [word for word in words if word not in text] == []
    assert all(text.count(judge) >= 2 for judge in JUDGES)


def test_a_record_without_decisions_is_a_form_of_one_page() -> None:
    blank = minutes(0, time="", place="", host="", recorder="", present=(), absent=(), recusals=(), confirmed="")
    pages = pages_of(minutes_pdf(blank, IMPRINT))
    assert len(pages) == 1
    text = squeezed(pages)
    assert all(word in text for word in ("时间", "地点", "出席", "回避", "决定", "表决", "理由", "到会人员签字", *JUDGES))


def test_the_original_stands_beside_the_change_and_both_totals_are_the_sums() -> None:
    change = point_change()
    text = squeezed(pages_of(point_changes_pdf([change], IMPRINT)))
    assert "2原因分析302624末端原因③未用数据确认" in text
    assert "1选题1513不变" in text
    assert "总分10086.7584.75" in text
    assert "改分前后：最终得分83.75→83.25；排名第5名→第6名" in text
    assert all(
        word in text for word in ("同意将上列“改后”各项作为本人的评分", "评委签名", "评审组长签字", "原评分文件校验码982042405969809")
    )


def test_a_blank_item_makes_no_total() -> None:
    change = point_change()
    items = (replace(change.items[0], before=None), *change.items[1:])
    assert "总分100——" in squeezed(pages_of(point_changes_pdf([replace(change, items=items)], IMPRINT)))


def test_each_judge_signs_a_sheet_of_their_own() -> None:
    data = point_changes_pdf([point_change(judge="陈建国"), point_change(judge="李伟", code="Z-018")], IMPRINT)
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 2
    titles = [mark.get_title() for mark in document.get_toc() if mark.level == 0]
    assert titles == ["Z-017 陈建国", "Z-018 李伟"]


def test_opinions_have_the_prescribed_columns_and_room_where_nobody_wrote() -> None:
    text = squeezed(pages_of(opinion_table_pdf(opinion_table(4), IMPRINT)))
    assert "资料分发表分总分排名建议等级主评意见" in text
    assert "80.0189.9984.011优秀级【良好】课题来自现场" in text
    assert "80.02—84.02" in text
    assert "（主评：陈建国）" in text
    assert text.count("【良好】") == 3
    assert "总分＝资料分×60%＋发表分×40%。" in text


def test_hidden_units_are_not_in_the_opinions() -> None:
    assert "甲乙股份有限公司" not in squeezed(pages_of(opinion_table_pdf(opinion_table(4, units=False), IMPRINT)))


@pytest.mark.parametrize("boxes", [1, 4, 6, 12])
def test_a_box_to_seal_is_never_split(boxes: int) -> None:
    pages = [squeezed([text]) for text in pages_of(approval_form_pdf(approval_form(boxes), IMPRINT))]
    whole = "".join(pages)
    assert whole.count("（公章）") == boxes
    for page in pages:
        assert page.count("指导单位意见") == page.count("（公章）") == page.count("负责人签字：")
    assert "合计183012" in whole


def test_boxes_are_the_callers() -> None:
    blocks = (ApprovalBlock("某市总工会", "同意授予。", ("主席签字", "经办人签字"), seal=False), ApprovalBlock("x" * 200, "长" * 900))
    text = squeezed(pages_of(approval_form_pdf(approval_form(blocks=blocks), IMPRINT)))
    assert all(word in text for word in ("某市总工会", "同意授予。", "主席签字：", "经办人签字："))
    assert text.count("（公章）") == 1
    assert text.count("长") == 900
    assert text.count("x") == 200


def test_counts_that_do_not_fit_the_levels_are_refused() -> None:
    with pytest.raises(InvalidEntry, match="制造类"):
        approval_form_pdf(approval_form(counts=(("制造类", (1, 2)),)), IMPRINT)


def test_an_entry_shows_all_its_judges_and_what_was_dropped() -> None:
    text = squeezed(pages_of(entry_summaries_pdf(entry_summaries(2), IMPRINT)))
    assert "选题（15）原因分析（30）" in text
    assert "▲去掉的最高分" in text
    assert "欧阳文静回避" in text
    assert "最终得分6份评分，去掉一个最高分和一个最低分后平均73.01第1名" in text
    assert text.count("评审组长签字") == 1


def test_all_judges_are_one_file_with_a_bookmark_each() -> None:
    summaries = [replace(judge_summary(8), judge=name) for name in JUDGES]
    document = pypdfium2.PdfDocument(judge_summaries_pdf(summaries, IMPRINT))
    assert [mark.get_title() for mark in document.get_toc() if mark.level == 0] == list(JUDGES)


def test_all_sheets_stand_below_their_judge_in_the_outline() -> None:
    target = io.BytesIO()
    sheets = [score_sheet(code=code, judge=judge) for judge in ("陈建国", "李伟") for code in ("Z-001", "Z-002")]
    score_sheets_pdf(sheets, target, IMPRINT, by_judge=True)
    marks = [(mark.level, mark.get_title().split()[0]) for mark in pypdfium2.PdfDocument(target.getvalue()).get_toc()]
    assert marks == [(0, "陈建国"), (1, "Z-001"), (1, "Z-002"), (0, "李伟"), (1, "Z-001"), (1, "Z-002")]
