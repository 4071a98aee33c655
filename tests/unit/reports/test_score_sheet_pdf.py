"""评分表: one page, prescribed columns, 附页 for long comments, the same bytes every time."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.units import mm

from app.reports.flow import Flow
from app.reports.score_sheet import COMMENT_LEAST, WIDTHS, by_hand, lay_out, score_sheet_pdf, score_sheets_pdf
from tests.fakes.report_values import IMPRINT, LONG_TOPIC, pages_of, score_sheet, squeezed

SENTENCE = "本成果选题来自现场，理由充分；小组运用分层法与因果图（见第8–14页），逻辑严密。"


def test_one_sheet_is_one_page_with_everything_on_it() -> None:
    pages = pages_of(score_sheet_pdf(score_sheet(unit="甲乙公司", panel="第3组"), IMPRINT))
    assert len(pages) == 1
    text = squeezed(pages)
    words = (
        "评审项目",
        "评审内容",
        "配分",
        "得分",
        "Z-017",
        "18.5",
        "17.25",
        "78.75",
        "总体评价",
        "评审组长签字",
        "校验码7K3M-9QXA",
        "甲乙公司",
    )
    assert [word for word in words if word not in text] == []


def test_the_columns_are_the_prescribed_ones() -> None:
    assert [round(width / mm) for width in WIDTHS] == [10, 28, 96, 16, 20]
    assert lay_out(score_sheet()).width == pytest.approx(sum(WIDTHS))


def _y(page: pypdfium2.PdfPage, word: str) -> float:
    text = page.get_textpage()
    found = text.search(word).get_next()
    assert found is not None
    return float(text.get_charbox(found[0])[3])


@pytest.mark.parametrize(("criteria", "pages"), [(1, 1), (3, 1), (5, 1), (9, 2)])
def test_the_comment_box_is_at_least_sixty_millimetres(criteria: int, pages: int) -> None:
    sheet = score_sheet()
    items = tuple(replace(item, criteria=item.criteria[:1] * criteria) for item in sheet.items)
    document = pypdfium2.PdfDocument(score_sheet_pdf(replace(sheet, items=items), IMPRINT))
    assert len(document) == pages
    last = document[pages - 1]
    assert _y(last, "总体评价") - _y(last, "评委签名") >= COMMENT_LEAST


def test_a_hidden_unit_is_not_printed() -> None:
    assert "完成单位" not in squeezed(pages_of(score_sheet_pdf(score_sheet(), IMPRINT)))


def test_unscored_is_a_word_and_not_zero() -> None:
    sheet = score_sheet(total=None)
    items = (replace(sheet.items[0], score=None), replace(sheet.items[1], score=0), *sheet.items[2:])
    text = squeezed(pages_of(score_sheet_pdf(replace(sheet, items=items, standing="草稿"), IMPRINT)))
    assert "15未评" in text
    assert "300" in text
    assert "未评完" in text
    assert "【草稿】" in text


def test_a_recused_sheet_shows_no_points() -> None:
    text = squeezed(pages_of(score_sheet_pdf(score_sheet(recused=True), IMPRINT)))
    assert "100回避" in text
    assert "17.25" not in text


def test_the_blank_form_has_no_points() -> None:
    text = squeezed(pages_of(score_sheet_pdf(by_hand(score_sheet()), IMPRINT)))
    assert "Z-017" in text
    assert not [word for word in ("未评", "78.75", "17.25", "校验码", "症结") if word in text]


def test_the_season_word_is_the_callers() -> None:
    text = squeezed(pages_of(score_sheet_pdf(score_sheet(review="评价"), IMPRINT)))
    assert "评价项目" in text
    assert "评价组长签字" in text


@pytest.mark.parametrize(("length", "pages"), [(300, 1), (900, 2), (3000, 3)])
def test_long_comments_go_on_as_annex_without_losing_a_character(length: int, pages: int) -> None:
    comment = (SENTENCE * 100)[:length]
    texts = pages_of(score_sheet_pdf(score_sheet(comment=comment), IMPRINT))
    assert len(texts) == pages
    assert all("Z-017" in text and "评委签名" in text for text in texts)
    assert all(f"附页{number}" in texts[number] for number in range(1, pages))
    body = squeezed(texts)
    assert body.count("逻辑严密") == comment.count("逻辑严密")
    assert ("下接附页" in body) == (pages > 1)


def test_long_titles_wrap_inside_the_page() -> None:
    document = pypdfium2.PdfDocument(score_sheet_pdf(score_sheet(topic=LONG_TOPIC * 2, circle="x" * 200), IMPRINT))
    page = document[0]
    text = page.get_textpage()
    boxes = [text.get_charbox(index) for index in range(text.count_chars())]
    assert min(box[0] for box in boxes if box[2] > box[0]) >= 15 * mm
    assert max(box[2] for box in boxes) <= page.get_width() - 15 * mm


def test_a_rubric_of_sixty_items_repeats_its_header() -> None:
    sheet = score_sheet()
    texts = pages_of(score_sheet_pdf(replace(sheet, items=sheet.items * 10), IMPRINT))
    assert len(texts) > 2
    assert all("评审内容" in text for text in texts[:-1])
    assert "总体评价" in texts[-1]


def test_a_row_taller_than_a_page_is_split() -> None:
    sheet = score_sheet()
    tall = replace(sheet.items[0], criteria=tuple(f"({n}) {SENTENCE}" for n in range(80)))
    body = squeezed(pages_of(score_sheet_pdf(replace(sheet, items=(tall,)), IMPRINT)))
    assert body.count("逻辑严密") == 80


def test_many_sheets_are_one_file_with_bookmarks_and_page_counts() -> None:
    target = io.BytesIO()
    score_sheets_pdf((score_sheet(code=f"Z-{n:03}", comment=SENTENCE * 25 * (n == 2)) for n in range(1, 4)), target, IMPRINT)
    document = pypdfium2.PdfDocument(target.getvalue())
    marks = [mark.get_title() for mark in document.get_toc()]
    assert [mark.split()[0] for mark in marks] == ["Z-001", "Z-002", "Z-003"]
    texts = [squeezed([text]) for text in pages_of(target.getvalue())]
    assert len(texts) == 4
    assert "第2页，共2页" in texts[2]
    assert "本册4/4" in texts[3]


def test_the_same_values_make_the_same_bytes_and_say_when_they_were_made() -> None:
    first = score_sheet_pdf(score_sheet(), IMPRINT)
    assert score_sheet_pdf(score_sheet(), IMPRINT) == first
    facts = pypdfium2.PdfDocument(first).get_metadata_dict()
    assert (facts["Title"], facts["Author"], facts["Subject"]) == ("评分表", "上海市质量协会", "评审")
    assert facts["CreationDate"].startswith("D:20220709134005")
    assert facts["ModDate"] == facts["CreationDate"]


def test_another_process_in_another_time_zone_makes_the_same_bytes(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    program = (
        "import sys; from pathlib import Path; from app.reports.score_sheet import score_sheet_pdf;"
        "from tests.fakes.report_values import IMPRINT, score_sheet;"
        "Path(sys.argv[1]).write_bytes(score_sheet_pdf(score_sheet(), IMPRINT))"
    )
    root = Path(__file__).resolve().parents[3]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "SOURCE_DATE_EPOCH": "1", "PYTHONPATH": str(root)}
    subprocess.run([sys.executable, "-c", program, str(target)], check=True, env=environment, cwd=root)
    assert target.read_bytes() == score_sheet_pdf(score_sheet(), IMPRINT)


def test_a_naive_time_is_our_mistake() -> None:
    with pytest.raises(RuntimeError, match="naive"):
        score_sheet_pdf(score_sheet(), replace(IMPRINT, made=IMPRINT.made.replace(tzinfo=None)))


def test_every_font_is_embedded() -> None:
    data = score_sheet_pdf(score_sheet(), IMPRINT)
    assert b"Helvetica" not in data
    assert data.count(b"/FontFile2") == data.count(b"/FontDescriptor ")


def test_an_empty_flow_has_one_page() -> None:
    flow = Flow((100 * mm, 100 * mm))
    assert flow.pages == [[]]
    assert flow.room == pytest.approx(flow.whole)


@pytest.mark.slow
def test_a_thousand_sheets_in_one_file() -> None:
    target = io.BytesIO()
    score_sheets_pdf((score_sheet(code=f"Z-{n:04}", comment=f"{n}" + SENTENCE * 6) for n in range(1000)), target, IMPRINT)
    assert len(pypdfium2.PdfDocument(target.getvalue())) == 1000
