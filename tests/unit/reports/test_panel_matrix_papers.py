"""汇总表 in PDF, XLSX and CSV: the same facts, left-out scores marked, names never formulas."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pypdfium2
import pytest

from app.core.errors import InvalidEntry
from app.reports.matrix_columns import dropped_lines
from app.reports.panel_matrix import lay_out, panel_matrix_pdf
from app.reports.panel_matrix_csv import panel_matrix_csv, safe_cell
from app.reports.panel_matrix_xlsx import panel_matrix_xlsx
from app.reports.values import PanelMatrix
from tests.fakes.report_values import IMPRINT, pages_of, panel_matrix, squeezed


def test_headers_and_page_counts_repeat_on_every_page() -> None:
    pages = [squeezed([text]) for text in pages_of(panel_matrix_pdf(panel_matrix(), IMPRINT))]
    assert len(pages) >= 3
    rules = next(number for number, text in enumerate(pages) if "计分办法" in text)
    with_rows = [text for text in pages[: rules + 1] if "Z-0" in text.split("计分办法")[0]]
    assert len(with_rows) >= 2
    assert all("最终得分" in text and "欧阳文静" in text for text in with_rows)
    assert all(f"第{number}页，共{len(pages)}页" in text for number, text in enumerate(pages, 1))
    assert all(f"Z-{number:03}" in "".join(pages) for number in range(1, 41))


def test_of_a_name_of_four_characters_none_stands_alone() -> None:
    text = pages_of(panel_matrix_pdf(panel_matrix(3), IMPRINT))[0].split("评委签名")[0]
    assert text.split()[text.split().index("欧阳") :][:2] == ["欧阳", "文静"]


def test_marks_words_policy_and_left_out_scores_are_printed() -> None:
    matrix = panel_matrix(6)
    text = squeezed(pages_of(panel_matrix_pdf(matrix, IMPRINT)))
    assert all(word in text for word in ("▽70.01", "▲76.01", "回避", "缺", "73.01", "优秀级", squeezed(matrix.policy)))
    assert all(squeezed([line]) in text for line in dropped_lines(matrix))
    assert dropped_lines(matrix)[0] == "Z-001：周㛃 76.01（最高）、陈建国 70.01（最低）"
    assert all(text.count(judge) >= 2 for judge in matrix.judges)


def test_units_print_only_when_asked() -> None:
    assert "甲乙股份有限公司" not in squeezed(pages_of(panel_matrix_pdf(panel_matrix(3), IMPRINT)))
    assert "甲乙股份有限公司" in squeezed(pages_of(panel_matrix_pdf(panel_matrix(3, units=True), IMPRINT)))


@pytest.mark.parametrize(("judges", "width"), [(3, 842), (7, 842), (12, 1191), (18, 1191), (24, 1684), (30, 1684), (60, 2384), (120, 3925)])
def test_a4_landscape_until_there_are_too_many_judges(judges: int, width: int) -> None:
    """However many: beyond the edge of A3 stood the final score, the rank and the level."""
    names = tuple(f"欧阳文静{n}" for n in range(1, judges + 1))
    data = panel_matrix_pdf(panel_matrix(3, judges, units=True, recommenders=True, names=names), IMPRINT)
    page = pypdfium2.PdfDocument(data)[0]
    assert round(page.get_width()) == width
    text = page.get_textpage()
    assert max(text.get_charbox(index)[2] for index in range(text.count_chars())) < width - 20
    assert all(word in squeezed([text.get_text_bounded()]) for word in ("最终得分", "建议等级", "73.01", "优秀级"))


def test_signatures_stay_together() -> None:
    for count in range(1, 16):
        pages = [squeezed([text]) for text in pages_of(panel_matrix_pdf(panel_matrix(count), IMPRINT))]
        assert ["评审组长签字" in text for text in pages] == ["评委签名" in text for text in pages]


def test_a_matrix_without_judges_or_rows_still_prints() -> None:
    empty = PanelMatrix("汇总表", "第1组", (), (), ())
    assert "没有去掉的分数" in squeezed(pages_of(panel_matrix_pdf(empty, IMPRINT)))
    assert len(lay_out(empty).pages) == 1


@pytest.mark.parametrize("write", [panel_matrix_pdf, panel_matrix_xlsx, lambda matrix, _: panel_matrix_csv(matrix)])
def test_a_ragged_row_is_refused(write) -> None:  # type: ignore[no-untyped-def]
    matrix = panel_matrix(2)
    ragged = replace(matrix, rows=(matrix.rows[0], replace(matrix.rows[1], cells=matrix.rows[1].cells[1:])))
    with pytest.raises(InvalidEntry, match="Z-002"):
        write(ragged, IMPRINT)


@pytest.mark.parametrize("write", [panel_matrix_pdf, panel_matrix_xlsx])
def test_the_same_values_make_the_same_bytes(write) -> None:  # type: ignore[no-untyped-def]
    assert write(panel_matrix(5), IMPRINT) == write(panel_matrix(5), IMPRINT)


def _sheet(matrix: PanelMatrix) -> openpyxl.worksheet.worksheet.Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(panel_matrix_xlsx(matrix, IMPRINT))).active
    assert sheet is not None
    return sheet  # type: ignore[return-value]


def test_the_workbook_has_no_formula_and_no_link() -> None:
    matrix = panel_matrix(2)
    hostile = replace(matrix.rows[0], topic='=HYPERLINK("http://x")', circle="http://example.org", note="@x", unit="+1")
    sheet = _sheet(replace(matrix, rows=(hostile, matrix.rows[1]), judges=("=1+1", *matrix.judges[1:]), units=True))
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert (sheet["D5"].value, sheet["D5"].data_type) == ("=1+1", "s")


def test_the_workbook_keeps_points_as_numbers_and_marks_left_out_ones() -> None:
    sheet = _sheet(panel_matrix(5))
    low, high = sheet["G4"], sheet["M4"]
    assert (low.value, high.value) == (70.01, 76.01)
    assert (low.number_format, high.number_format) == ('"▽"0.00', '"▲"0.00')
    assert low.font.strike
    assert high.font.strike
    assert not sheet["H4"].font.strike
    assert (sheet["H7"].value, sheet["I8"].value) == ("回避", "缺")
    assert (sheet["N4"].value, sheet["O4"].value) == (73.01, 1)


def test_the_workbook_is_frozen_and_fits_its_paper() -> None:
    sheet = _sheet(panel_matrix(5))
    assert sheet.freeze_panes == "D4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # 1 is the format's default
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert any("去掉一个最高分" in word for word in words)
    assert "Z-001：周㛃 76.01（最高）、陈建国 70.01（最低）" in words


def test_the_csv_opens_in_excel_and_runs_nothing() -> None:
    data = panel_matrix_csv(panel_matrix(6))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0][:4] == ["序号", "编号", "课题名称", "小组名称"]
    assert rows[1][3] == "'=1+1"
    assert rows[1][6] == "70.01"
    assert rows[4][7] == "回避"
    assert rows[5][8] == "缺"
    assert rows[1][-2] == "周㛃 76.01（最高）、陈建国 70.01（最低）"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "＝1", "　=1", "\r\n=1"])
def test_running_cells_are_disarmed(text: str) -> None:
    assert safe_cell(text).lstrip(" 　").startswith("'")


def test_plain_cells_stay() -> None:
    assert safe_cell("甲\n乙") == "甲 乙"
