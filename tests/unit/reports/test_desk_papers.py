"""评委个人评分汇总表, 统计表 and the recovery sheet."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from app.core.errors import InvalidEntry
from app.reports.judge_summary import judge_summary_pdf
from app.reports.recovery_sheet import recovery_sheet_pdf
from app.reports.statistics_table import statistics_table_pdf
from app.reports.values import RecoverySheet, RubricGroup, StatisticsSection, StatisticsTable
from tests.fakes.report_values import IMPRINT, judge_summary, pages_of, squeezed

CODE = RecoverySheet("2022年评审", "𬭚㛃䶮", ("7K3M", "9QXA", "2F4T", "0ZPW", "V8HN", "61CE", "RJ5Y"))
TABLE = StatisticsTable(
    "2022年统计表",
    ("标杆级", "优秀级", "推进级"),
    (
        StatisticsSection("领域", (("制造类", (1, 2, 3)), ("建造类", (0, 0, 1)))),
        StatisticsSection("推荐单位", tuple((f"单位{number}", (0, 1, 0)) for number in range(60))),
    ),
    ("撤出的成果不计入。",),
)


def test_forty_entries_repeat_their_headers_and_are_signed_once() -> None:
    pages = [squeezed([text]) for text in pages_of(judge_summary_pdf(judge_summary(), IMPRINT))]
    assert len(pages) >= 3
    assert all("课题名称" in text and "总分" in text for text in pages if "Z-0" in text)
    assert all(f"第{number}页，共{len(pages)}页" in text for number, text in enumerate(pages, 1))
    whole = "".join(pages)
    assert whole.count("评委签名") == 1
    assert "评委签名" in pages[-1]
    assert all(f"Z-{number:03}" in whole for number in range(1, 41))
    assert "本表共40项成果：已评37项，回避3项。" in whole
    assert "校验码：7K3M-9QXA" in whole


def test_each_rubric_has_its_own_columns() -> None:
    text = squeezed(pages_of(judge_summary_pdf(judge_summary(8), IMPRINT)))
    problem, innovation = text.index("问题解决型课题（6项）"), text.index("创新型课题（2项）")
    assert problem < text.index("原因分析") < innovation < text.index("提出方案并确定最佳方案")
    assert "（30）" in text


def test_an_unfinished_entry_is_said_and_counted() -> None:
    summary = judge_summary(4)
    group = summary.groups[0]
    first = replace(group.entries[0], scores=(None, *group.entries[0].scores[1:]), total=None)
    text = squeezed(pages_of(judge_summary_pdf(replace(summary, groups=(replace(group, entries=(first, *group.entries[1:])),)), IMPRINT)))
    assert "未评完1项" in text
    assert "=1+1未评4" in text


@pytest.mark.parametrize("count", [1, 6, 24])
def test_many_items_stay_on_the_paper(count: int) -> None:
    summary = judge_summary(4)
    group = summary.groups[0]
    items = tuple((f"项目{number}", 350) for number in range(count))
    entries = tuple(replace(entry, scores=(325,) * count, total=325 * count, unit="甲公司") for entry in group.entries)
    page = pypdfium2.PdfDocument(judge_summary_pdf(replace(summary, groups=(RubricGroup("现场评审", items, entries),)), IMPRINT))[0]
    text = page.get_textpage()
    assert max(text.get_charbox(index)[2] for index in range(text.count_chars())) < page.get_width() - 20
    assert text.get_text_bounded().count("3.25") in (count * len(entries), (count + 1) * len(entries))


def test_statistics_add_up() -> None:
    pages = [squeezed([text]) for text in pages_of(statistics_table_pdf(TABLE, IMPRINT))]
    assert "制造类123685.7%" in pages[0]
    assert "合计1247100.0%" in pages[0]
    assert len(pages) == 2
    assert "推荐单位标杆级优秀级推进级合计占比" in pages[1]
    assert "合计060060100.0%" in pages[1]
    assert "撤出的成果不计入。" in pages[1]


def test_statistics_of_nothing_share_nothing() -> None:
    table = StatisticsTable("统计表", ("优秀级",), (StatisticsSection("领域", (("制造类", (0,)),)),))
    assert "制造类00—" in squeezed(pages_of(statistics_table_pdf(table, IMPRINT)))


def test_counts_that_do_not_fit_the_levels_are_refused() -> None:
    table = StatisticsTable("统计表", ("优秀级",), (StatisticsSection("领域", (("制造类", (0, 1)),)),))
    with pytest.raises(InvalidEntry, match="制造类"):
        statistics_table_pdf(table, IMPRINT)


@pytest.mark.parametrize(("lang", "word"), [("zh", "怎样保管"), ("en", "Howtokeepit")])
def test_the_recovery_code_is_whole_and_large_on_one_page(lang: str, word: str) -> None:
    data = recovery_sheet_pdf(CODE, IMPRINT, lang)  # type: ignore[arg-type]
    pages = pages_of(data)
    assert len(pages) == 1
    text = squeezed(pages)
    assert word in text
    assert "".join(CODE.groups) in text
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    found = page.search("7K3M").get_next()
    assert found is not None
    left, bottom, right, top = page.get_charbox(found[0])
    assert top - bottom > 15
    assert right > left


def test_the_same_values_make_the_same_bytes() -> None:
    assert judge_summary_pdf(judge_summary(6), IMPRINT) == judge_summary_pdf(judge_summary(6), IMPRINT)
    assert statistics_table_pdf(TABLE, IMPRINT) == statistics_table_pdf(TABLE, IMPRINT)
    assert recovery_sheet_pdf(CODE, IMPRINT) == recovery_sheet_pdf(CODE, IMPRINT)
