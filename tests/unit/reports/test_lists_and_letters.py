"""成果名单, 推荐全国名单, 反馈信 and the chart: in order, complete, without names of judges, and not before 定稿."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from reportlab.graphics.shapes import Circle

from app.core.errors import UsageError
from app.reports.award_list import as_writing, award_list_pdf
from app.reports.chart_values import ChartEntry, IntervalChart
from app.reports.feedback_letter import letter_docx, letters_pdf, letters_xlsx
from app.reports.interval_chart import interval_chart_pdf, interval_charts_pdf, interval_drawing
from app.reports.national_list import national_list_pdf
from app.reports.writing import Heading, Table, numeral
from tests.fakes.meeting_papers import award_list, interval_chart, letter, named_entry, national_list
from tests.fakes.report_values import IMPRINT, pages_of, squeezed


def test_levels_and_fields_are_headings_with_their_numbers() -> None:
    writing = as_writing(award_list(4))
    headings = [block.text for block in writing.blocks if isinstance(block, Heading)]
    assert headings[:4] == ["一、标杆级（共 8 项）", "（一）制造类（4 项）", "（二）建造类（4 项）", "二、优秀级（共 8 项）"]
    assert sum(len(block.rows) for block in writing.blocks if isinstance(block, Table)) == 24


def test_the_list_is_announced_with_its_issuer_and_day() -> None:
    data = award_list_pdf(award_list(2), IMPRINT)
    text = squeezed(pages_of(data))
    assert "经评审，现将名单予以公示。" in text
    assert "上海市质量协会2022年7月9日" in text
    marks = [(mark.level, mark.get_title()) for mark in pypdfium2.PdfDocument(data).get_toc()]
    assert marks[:3] == [(0, "成果名单"), (1, "一、标杆级（共 4 项）"), (1, "（一）制造类（2 项）")]


def test_hidden_units_are_no_columns() -> None:
    awards = award_list(1)
    hidden = tuple(replace(group, entries=tuple(replace(e, unit=None, recommender=None) for e in group.entries)) for group in awards.groups)
    text = squeezed(pages_of(award_list_pdf(replace(awards, groups=hidden), IMPRINT)))
    assert "完成单位" not in text
    assert "推荐单位" not in text


def test_the_national_list_has_scores_in_its_order() -> None:
    text = squeezed(pages_of(national_list_pdf(national_list(), IMPRINT)))
    assert [text.index(f"89.9{n}") for n in range(9, 0, -1)] == sorted(text.index(f"89.9{n}") for n in range(1, 10))
    assert "问题解决型自定目标" in text


def test_a_letter_ties_each_point_to_its_step_and_page() -> None:
    text = squeezed(pages_of(letters_pdf([letter(2, 2)], IMPRINT)))
    assert "甲乙股份有限公司蓝焰QC小组：" in text
    assert "《提高一次合格率》（编号Z-002）已完成评审，评定等级为“优秀级”" in text
    assert "一、优点1.【P·原因分析】优点1：" in text
    assert "（成果报告第1页）" in text
    assert text.index("一、优点") < text.index("二、不足") < text.index("三、改进建议") < text.index("2022年7月9日")


def test_an_empty_section_is_not_a_heading() -> None:
    text = squeezed(pages_of(letters_pdf([letter(2, 2, weaknesses=())], IMPRINT)))
    assert "不足" not in text
    assert "二、改进建议" in text


@pytest.mark.parametrize(
    "write", [lambda x: letters_pdf([x], IMPRINT), lambda x: letter_docx(x, IMPRINT), lambda x: letters_xlsx([letter(), x], IMPRINT)]
)
def test_no_letter_leaves_before_its_text_is_final(write) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError, match=r"Z-018.*尚未定稿"):
        write(letter(18, final=False))


def test_every_letter_counts_its_own_pages() -> None:
    pages = [squeezed([text]) for text in pages_of(letters_pdf([letter(1, 30), letter(2, 1)], IMPRINT))]
    assert "第1页，共1页" in pages[-1]
    assert f"第{len(pages) - 1}页，共{len(pages) - 1}页" in pages[-2]


def test_headings_are_numbered_in_chinese() -> None:
    assert [numeral(n) for n in (1, 10, 12, 20, 99, 100, 0)] == ["一", "十", "十二", "二十", "九十九", "100", "0"]


def test_the_chart_is_drawn_and_says_it_is_only_reference() -> None:
    data = interval_chart_pdf(interval_chart(24), IMPRINT)
    page = pypdfium2.PdfDocument(data)[0]
    kinds = {item.type for item in page.get_objects(max_depth=3)}
    assert 3 not in kinds  # FPDF_PAGEOBJ_IMAGE: a vector drawing prints sharp
    text = squeezed(pages_of(data))
    assert "参考：官方得分及其区间" in text
    assert "优秀级名额线80.00" in text
    assert all(f"Z-{n:03}" in text for n in range(1, 25))
    assert "89.40" in text


def test_a_long_chart_goes_on_with_the_same_scale() -> None:
    pages = [squeezed([text]) for text in pages_of(interval_chart_pdf(interval_chart(70), IMPRINT))]
    assert len(pages) == 2
    assert all("50.00" in page and "90.00" in page for page in pages)
    assert all("".join(pages).count(f"Z-{n:03}") == 1 for n in range(1, 71))


def test_every_line_has_a_chart_of_its_own_on_pages_of_its_own() -> None:
    made = [replace(interval_chart(n), cut_words=name) for n, name in ((24, "标杆级 · 制造类名额线"), (6, "优秀级 · 制造类名额线"))]
    data = interval_charts_pdf(made, IMPRINT)
    first, second = (squeezed([text]) for text in pages_of(data))
    assert "标杆级·制造类名额线80.00" in first
    assert "优秀级·制造类名额线80.00" in second
    assert [mark.get_title() for mark in pypdfium2.PdfDocument(data).get_toc()] == [chart.cut_words for chart in made]


@pytest.mark.parametrize(
    "chart",
    [
        IntervalChart("空", ()),
        IntervalChart("一", (ChartEntry("Z-001", "甲", 8000),)),
        IntervalChart("同", (ChartEntry("Z-001", "甲", 8000, 8000, 8000), ChartEntry("Z-002", "乙", 8000)), 8000),
        IntervalChart("负", (ChartEntry("Z-001", "甲", 50, -150, 250),)),
    ],
)
def test_odd_charts_are_drawn(chart: IntervalChart) -> None:
    assert interval_drawing(chart, 480).height > 0
    text = squeezed(pages_of(interval_chart_pdf(chart, IMPRINT)))
    assert all(entry.code in text for entry in chart.entries)
    assert chart.title != "负" or "-1.00" in text


def test_marks_differ_by_form_and_not_by_colour() -> None:
    drawing = interval_drawing(IntervalChart("图", (ChartEntry("A", "", 9000), ChartEntry("B", "", 7000)), 8000), 480)
    fills = [shape.fillColor for shape in drawing.contents if isinstance(shape, Circle)]
    assert len(set(map(str, fills))) == 2
    shades = {str(getattr(shape, "strokeColor", None)) for shape in drawing.contents} | set(map(str, fills))
    assert all(len(set(shade[6:-1].split(",")[:3])) == 1 for shade in shades if shade.startswith("Color("))


def test_a_name_of_any_characters_stands_in_the_list() -> None:
    awards = award_list(1)
    rare = replace(awards, groups=(replace(awards.groups[0], entries=(named_entry(1, circle="𠮷𬭚小组"),)),))
    assert "𠮷𬭚小组" in squeezed(pages_of(award_list_pdf(rare, IMPRINT)))
