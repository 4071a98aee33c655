"""What holds for any number of rows and any length of names: nothing is lost, nothing stands alone, sums are equal."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st
from reportlab.lib.units import mm

from app.reports.entry_summary import entry_summaries_pdf
from app.reports.flow import Flow
from app.reports.fonts import Face
from app.reports.grid import Cell, lay
from app.reports.judge_summary import judge_summary_pdf
from app.reports.minutes import minutes_pdf
from app.reports.opinion_table import opinion_table_pdf
from app.reports.pages import book
from app.reports.panel_matrix import panel_matrix_pdf
from app.reports.season_summary import season_summary_pdf
from app.reports.statistics_table import statistics_table_pdf
from app.reports.text import Style, wrap
from app.reports.values import StatisticsSection, StatisticsTable, total_text
from app.reports.writing import Column, Ending, Heading, Paragraph, Table, Writing
from app.reports.writing_pdf import writings_pdf
from tests.fakes import meeting_papers
from tests.fakes.report_values import IMPRINT, LONG_TOPIC, judge_summary, pages_of, panel_matrix, squeezed

CELL, LINE = Style(Face.SERIF, 9, 12), Style(Face.SERIF, 10, 14)
PAGE = (90 * mm, 100 * mm)
few = settings(max_examples=25, deadline=None)
lengths = st.lists(st.integers(1, 90), min_size=1, max_size=30)


def _pages(flow: Flow) -> list[str]:
    target = io.BytesIO()
    with book(target, "纸", IMPRINT) as made:
        made.add(flow)
    return [squeezed([text]) for text in pages_of(target.getvalue())]


@few
@given(before=st.integers(0, 12), rows=lengths, closing=st.integers(0, 60))
def test_a_table_loses_no_row_and_leaves_no_header_and_no_signature_alone(before: int, rows: list[int], closing: int) -> None:
    flow = Flow(PAGE)
    for number in range(before):
        flow.text(f"前文{number}", LINE)
    widths = [20 * mm, flow.width - 20 * mm]
    header = [lay(widths, [Cell("栏头", CELL), Cell("内容", CELL)])]
    body = [lay(widths, [Cell(f"行{number:03}", CELL), Cell("字" * length, CELL)]) for number, length in enumerate(rows)]
    flow.table(header, body, closing=closing * mm)
    flow.together(closing * mm)
    flow.put(closing * mm, lambda canvas, top: canvas.drawString(flow.margin, top - 8, "SIGN"))
    pages = _pages(flow)
    whole = "".join(pages)
    assert re.findall(r"行(\d{3})", whole) == [f"{number:03}" for number in range(len(rows))]
    assert whole.count("字") == sum(rows)
    assert all(("栏头" in page) == ("字" in page) for page in pages)
    fits = header[0].height + body[-1].height + closing * mm <= flow.whole
    assert not fits or any("SIGN" in page and "字" in page for page in pages)


@few
@example(before=0, count=9, closing=30)
@given(before=st.integers(0, 12), count=st.integers(2, 40), closing=st.integers(0, 50))
def test_no_row_stands_alone_on_the_last_page(before: int, count: int, closing: int) -> None:
    flow = Flow(PAGE)
    for number in range(before):
        flow.text(f"前文{number}", LINE)
    body = [lay([flow.width], [Cell(f"行{number:03}", CELL)]) for number in range(count)]
    flow.table([lay([flow.width], [Cell("栏头", CELL)])], body, closing=closing * mm)
    rows = [page.count("行") for page in _pages(flow)]
    assert sum(rows) == count
    assert rows[-1] >= 2


@few
@given(before=st.integers(0, 15), characters=st.integers(1, 600))
def test_a_text_loses_no_character_and_no_line_stands_alone(before: int, characters: int) -> None:
    flow = Flow(PAGE)
    for number in range(before):
        flow.text(f"前文{number}", LINE)
    flow.text("字" * characters, LINE)
    parts = [page.count("字") for page in _pages(flow)]
    each = wrap("字" * 100, LINE, flow.width)[0].text.count("字")
    assert sum(parts) == characters
    assert not [count for count in parts if 0 < count <= each] or characters <= each


@few
@given(count=st.integers(0, 40), judges=st.integers(3, 9), long=st.sets(st.integers(1, 40)), units=st.booleans())
def test_the_matrix_has_every_row_once_and_is_signed_on_a_page_with_rows(count: int, judges: int, long: set[int], units: bool) -> None:
    matrix = panel_matrix(count, judges, units=units, recommenders=units)
    rows = tuple(replace(row, topic=LONG_TOPIC * 2, circle=LONG_TOPIC) if n in long else row for n, row in enumerate(matrix.rows, 1))
    pages = [squeezed([text]) for text in pages_of(panel_matrix_pdf(replace(matrix, rows=rows), IMPRINT))]
    tables = [page.split("去掉的分数")[0] for page in pages]
    for row in rows:
        assert sum(table.count(row.code) for table in tables) - sum(page.count(f"{row.code}：") for page in tables) == 1
        assert total_text(row.final) in "".join(tables)
    signing = [table for table in tables if "评审组长签字" in table]
    assert len(signing) == 1
    assert not rows or rows[-1].code in signing[0]
    assert all("最终得分" in table for table in tables if re.search(r"Z-\d{3}(?!：)", table))


@few
@given(count=st.integers(0, 60))
def test_the_seasons_summary_has_every_row_once_below_its_head(count: int) -> None:
    made = meeting_papers.season_summary(count)
    pages = [squeezed([text]) for text in pages_of(season_summary_pdf(made, IMPRINT))]
    whole = "".join(pages)
    assert all(whole.count(row.code) == 1 for row in made.rows)
    assert all("最终得分" in page for page in pages if re.search(r"Z-\d{3}", page))
    assert [n for n, page in enumerate(pages) if "上海市质量协会" in page] == [len(pages) - 1]
    method = next(page for page in pages if "计算说明" in page)
    assert "计分规则" in method, "a heading stands with what it heads"


@few
@given(count=st.integers(1, 30))
def test_signatures_stand_with_a_row_of_what_is_signed(count: int) -> None:
    papers = {
        "评委签名": judge_summary_pdf(judge_summary(count), IMPRINT),
        "专家组成员签字": opinion_table_pdf(meeting_papers.opinion_table(count), IMPRINT),
        "到会人员签字": minutes_pdf(meeting_papers.minutes(count, confirmed=""), IMPRINT),
    }
    for heading, data in papers.items():
        pages = [squeezed([text]) for text in pages_of(data)]
        signing = [page for page in pages if heading in page]
        assert len(signing) == 1
        assert re.search(r"Z-\d{3}", signing[0]), heading


@few
@example(count=9, judges=7, items=6)
@example(count=9, judges=50, items=6)
@example(count=5, judges=50, items=20)
@given(count=st.integers(1, 9), judges=st.sampled_from([1, 4, 7, 50]), items=st.integers(1, 24))
def test_an_entry_keeps_its_heading_with_its_judges(count: int, judges: int, items: int) -> None:
    pages = [squeezed([text]) for text in pages_of(entry_summaries_pdf(meeting_papers.entry_summaries(count, judges, items), IMPRINT))]
    for number in range(1, count + 1):
        page = next(page for page in pages if f"Z-{number:03}" in page)
        assert "陈建国" in page.split(f"Z-{number:03}")[1]
    if items <= 11 and judges <= 7:  # one table each, which a page holds
        assert all(page.count("最终得分") == len(re.findall(r"\d\.Z-\d{3}", page)) for page in pages)
    signing = [page for page in pages if "评审组长签字" in page]
    assert len(signing) == 1
    assert "最终得分" in signing[0]


@few
@given(counts=st.lists(st.lists(st.integers(0, 99), min_size=3, max_size=3), min_size=1, max_size=70))
def test_sums_of_the_statistics_are_the_sums(counts: list[list[int]]) -> None:
    rows = tuple((f"单位{number:02}号", tuple(row)) for number, row in enumerate(counts))
    table = StatisticsTable("统计表", ("甲级", "乙级", "丙级"), (StatisticsSection("推荐单位", rows),))
    pages = pages_of(statistics_table_pdf(table, IMPRINT))
    lines = [line.split() for page in pages for line in page.splitlines()]
    columns = [sum(column) for column in zip(*counts, strict=True)]
    total = next(line for line in lines if line[:1] == ["合计"])
    assert [int(number) for number in total[1:5]] == [*columns, sum(columns)]
    whole = squeezed(pages)
    assert all(whole.count(name) == 1 for name, _ in rows)
    assert all("推荐单位甲级" in squeezed([page]) for page in pages if "号" in page)


@few
@example(levels=[1, 1, 9, 2], words=8)
@given(levels=st.lists(st.integers(1, 25), min_size=1, max_size=5), words=st.integers(0, 8))
def test_a_list_keeps_headings_with_tables_and_its_issuer_with_the_last_row(levels: list[int], words: int) -> None:
    columns = (Column("序号", 12, centred=True), Column("课题名称", 0))
    blocks: list[Heading | Paragraph | Table | Ending] = [Paragraph("序言" * 40) for _ in range(words)]
    for level, rows in enumerate(levels):
        blocks += [Heading(f"级{level}号"), Heading(f"域{level}号", 2)]
        blocks.append(Table(columns, tuple((f"第{level}-{n:02}", LONG_TOPIC if n % 5 == 2 else "短") for n in range(rows))))
    pages = [squeezed([text]) for text in pages_of(writings_pdf([Writing("名单", (*blocks, Ending(("协会印", "某日"))))], "名单", IMPRINT))]
    whole = "".join(pages)
    for level, rows in enumerate(levels):
        assert all(whole.count(f"第{level}-{n:02}") == 1 for n in range(rows))
        page = next(page for page in pages if f"级{level}号" in page)
        assert f"级{level}号域{level}号序号课题名称第{level}-00" in page
    issued = next(page for page in pages if "协会印" in page)
    assert f"第{len(levels) - 1}-{levels[-1] - 1:02}" in issued
    assert "某日" in issued


def test_pages_follow_each_other_without_a_hole() -> None:
    """A page is turned only when what comes next has no room on it."""
    flow = Flow(PAGE)
    rows = [lay([flow.width], [Cell(f"行{number:02}", CELL)]) for number in range(60)]
    flow.table((), rows)
    counts = [len(re.findall(r"行\d\d", page)) for page in _pages(flow)]
    fits = int(flow.whole // rows[0].height)
    assert sum(counts) == len(rows) > fits
    assert all(count == fits for count, _ in pairwise(counts))
