"""Every paper of the program made from hostile values, by file name: for laws that hold for all of them."""

from __future__ import annotations

import io
from collections.abc import Callable

from app.reports import (
    approval_form,
    award_list,
    entry_summary,
    feedback_letter,
    flat_table,
    interval_chart,
    judge_summary,
    minutes,
    national_list,
    opinion_table,
    own_table_xlsx,
    panel_matrix,
    panel_matrix_xlsx,
    point_change,
    score_sheet,
    season_summary,
    statistics_table,
)
from app.reports.values import PanelMatrix, StatisticsSection, StatisticsTable
from app.services.chair import spread_paper
from tests.fakes import meeting_papers as made
from tests.fakes import report_values
from tests.fakes.report_values import IMPRINT

Make = Callable[[], bytes]


def _sheets() -> bytes:
    target = io.BytesIO()
    sheets = [report_values.score_sheet(code=f"Z-{n:03}", circle=made.HOSTILE[n], judge="陈建国") for n in range(3)]
    score_sheet.score_sheets_pdf(sheets, target, IMPRINT, by_judge=True)
    return target.getvalue()


def _matrix() -> PanelMatrix:
    return report_values.panel_matrix(24, 7, units=True, recommenders=True, absent=("李伟",), digest="a36a702a219de34c" * 4)


_STATISTICS = StatisticsTable("统计表", ("优秀级",), (StatisticsSection("领域", tuple((f"={n}", (n,)) for n in range(60))),))

PDF: dict[str, Make] = {
    "汇总表": lambda: panel_matrix.panel_matrix_pdf(_matrix(), IMPRINT),
    "评分表": _sheets,
    "评委个人评分汇总表": lambda: judge_summary.judge_summaries_pdf([report_values.judge_summary(20)], IMPRINT),
    "按成果评分汇总表": lambda: entry_summary.entry_summaries_pdf(made.entry_summaries(), IMPRINT),
    "专家组意见表": lambda: opinion_table.opinion_table_pdf(made.opinion_table(), IMPRINT),
    "合议记录": lambda: minutes.minutes_pdf(made.minutes(), IMPRINT),
    "复议改分单": lambda: point_change.point_changes_pdf([made.point_change(), made.point_change(code="Z-018")], IMPRINT),
    "审定表": lambda: approval_form.approval_form_pdf(made.approval_form(), IMPRINT),
    "成果名单": lambda: award_list.award_list_pdf(made.award_list(), IMPRINT),
    "反馈信": lambda: feedback_letter.letters_pdf([made.letter(n) for n in range(9)], IMPRINT),
    "统计表": lambda: statistics_table.statistics_table_pdf(_STATISTICS, IMPRINT),
    "推荐全国名单": lambda: national_list.national_list_pdf(made.national_list(40), IMPRINT),
    "全季汇总表": lambda: season_summary.season_summary_pdf(made.season_summary(), IMPRINT),
    "参考图": lambda: interval_chart.interval_chart_pdf(made.interval_chart(60), IMPRINT),
}
XLSX: dict[str, Make] = {
    "汇总表": lambda: panel_matrix_xlsx.panel_matrix_xlsx(_matrix(), IMPRINT),
    "成果名单": lambda: award_list.award_list_xlsx(made.award_list(), IMPRINT),
    "反馈信": lambda: feedback_letter.letters_xlsx([made.letter(n) for n in range(9)], IMPRINT),
    "推荐全国名单": lambda: national_list.national_list_xlsx(made.national_list(40), IMPRINT),
    "全季汇总表": lambda: season_summary.season_summary_xlsx(made.season_summary(), IMPRINT),
    "分差": lambda: flat_table.flat_table_xlsx(spread_paper.table(made.spread_list(), "第3组"), IMPRINT),
    "我的评分表": lambda: own_table_xlsx.own_table_xlsx("我的评分表", made.own_sheets(), IMPRINT),
    "代录模板": lambda: own_table_xlsx.own_table_xlsx("评委3 的评分 第1遍（未签名，组长代录）", made.own_sheets(blank=True), IMPRINT),
}
DOCX: dict[str, Make] = {
    "成果名单": lambda: award_list.award_list_docx(made.award_list(), IMPRINT),
    "反馈信": lambda: feedback_letter.letter_docx(made.letter(), IMPRINT),
    "推荐全国名单": lambda: national_list.national_list_docx(made.national_list(40), IMPRINT),
    "全季汇总表": lambda: season_summary.season_summary_docx(made.season_summary(), IMPRINT),
}
FORMS = frozenset({"我的评分表", "代录模板"})
"""Workbooks to be filled in: their totals are sums that follow the cells."""
EVERY: dict[str, Make] = {
    f"{name}.{ending}": make for ending, papers in (("pdf", PDF), ("xlsx", XLSX), ("docx", DOCX)) for name, make in papers.items()
}
