"""Workbooks and Word files of lists and letters: names are characters, numbers are numbers, headers repeat."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import docx
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from app.reports.award_list import award_list_docx, award_list_xlsx
from app.reports.feedback_letter import letter_docx, letters_xlsx
from app.reports.national_list import national_list_xlsx
from app.reports.workbook import free_name, office_text
from tests.fakes.every_paper import DOCX, FORMS, XLSX
from tests.fakes.meeting_papers import HOSTILE, award_list, letter, named_entry, national_list
from tests.fakes.report_values import IMPRINT

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _sheet(data: bytes) -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def _document(data: bytes) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return ET.fromstring(packed.read("word/document.xml"))


@pytest.mark.parametrize("name", DOCX)
def test_headings_of_columns_stand_in_one_line(name: str) -> None:
    """序 over 号: Word leaves 5.4 points free at each side of a cell."""
    heads = [
        cell for table in docx.Document(io.BytesIO(DOCX[name]())).tables for cell in table.rows[0].cells if table.style.name == "Table Grid"
    ]
    tight = [cell.text for cell in heads if cell.width is None or cell.width.pt < len(cell.text) * 10.5 + 2 * 5.4]
    assert not tight


@pytest.mark.parametrize("name", XLSX)
def test_no_workbook_has_a_formula_or_a_link(name: str) -> None:
    data = XLSX[name]()
    cells = [cell for row in _sheet(data).iter_rows() for cell in row if cell.value is not None]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert not [cell.coordinate for cell in cells if cell.hyperlink]
    assert bool(formulas) == (name in FORMS)
    assert not [f for f in formulas if not re.fullmatch(r'=IF\(COUNT\(([A-Z]+\d+:[A-Z]+\d+)\)=\d+,SUM\(\1\),""\)', f)], (
        "sums of a form to fill in, and nothing else"
    )
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert not [part for part in packed.namelist() if "externalLink" in part]
        assert b"hyperlink" not in b"".join(packed.read(part) for part in packed.namelist() if part.endswith((".xml", ".rels")))


@pytest.mark.parametrize("name", XLSX)
def test_every_workbook_is_frozen_repeats_its_head_and_fits_its_paper(name: str) -> None:
    sheet = _sheet(XLSX[name]())
    head = int(re.sub(r"\D", "", sheet.freeze_panes or "0")) - 1
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "&P" in str(sheet.oddFooter.center.text)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_name_comes_out_of_every_file_as_it_went_in(hostile: str) -> None:
    entry = named_entry(1, topic=hostile, circle=hostile, unit=hostile, recommender=hostile)
    awards = award_list(1)
    awards = replace(awards, groups=(replace(awards.groups[0], entries=(entry,)),))
    shown = office_text(hostile)
    row = [cell.value for cell in next(_sheet(award_list_xlsx(awards, IMPRINT)).iter_rows(min_row=3, max_row=3))]
    assert row[4:] == [shown] * 4
    table = docx.Document(io.BytesIO(award_list_docx(awards, IMPRINT))).tables[0]
    assert [cell.text for cell in table.rows[1].cells][1:] == [shown] * 4


@pytest.mark.parametrize("name", DOCX)
def test_a_word_file_has_page_numbers_and_no_other_field(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(DOCX[name]())) as packed:
        texts = {part: packed.read(part).decode() for part in packed.namelist() if part.endswith((".xml", ".rels"))}
    fields = {found for part in texts.values() for found in re.findall(r"<w:instrText[^>]*>([^<]*)<", part)}
    assert fields == {"PAGE", "NUMPAGES"}
    whole = "".join(texts.values())
    assert not [word for word in ("w:hyperlink ", "fldSimple", "TargetMode", "macroEnabled", "thumbnail") if word in whole]


@pytest.mark.parametrize("name", DOCX)
def test_rows_of_a_word_table_stay_whole_and_its_head_repeats(name: str) -> None:
    tables = list(_document(DOCX[name]()).iter(f"{_W}tbl"))
    assert (tables == []) is (name == "反馈信"), "a letter has none"
    for table in tables:
        rows = list(table.iter(f"{_W}tr"))
        assert [row.find(f"{_W}trPr/{_W}tblHeader") is not None for row in rows] == [True, *[False] * (len(rows) - 1)]
        assert all(row.find(f"{_W}trPr/{_W}cantSplit") is not None for row in rows)
        assert all(p.find(f"{_W}pPr/{_W}keepNext") is not None for p in rows[0].iter(f"{_W}p"))


def test_the_issuer_stays_with_what_stands_before() -> None:
    paragraphs = list(_document(letter_docx(letter(), IMPRINT)).iter(f"{_W}p"))
    kept = [p.find(f"{_W}pPr/{_W}keepNext[@{_W}val='0']") is None and p.find(f"{_W}pPr/{_W}keepNext") is not None for p in paragraphs]
    assert kept[-3:] == [True, True, False]


def test_scores_of_a_list_are_numbers() -> None:
    cell = _sheet(national_list_xlsx(national_list(), IMPRINT))["I3"]
    assert (cell.value, cell.number_format) == (89.99, "0.00")


def test_every_point_of_every_letter_has_its_row() -> None:
    sheet = _sheet(letters_xlsx([letter(1, 3), letter(2, 5)], IMPRINT))
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert len(rows) == 3 * 3 + 3 * 5
    assert rows[0][3:5] == ["优点", "P·原因分析"]
    assert rows[0][6] == "成果报告第1页"


def test_a_long_name_makes_its_row_higher() -> None:
    awards = award_list(1)
    short = _sheet(award_list_xlsx(awards, IMPRINT)).row_dimensions[3].height or 0
    long = replace(awards.groups[0], entries=(named_entry(1, topic="长" * 200),))
    assert (_sheet(award_list_xlsx(replace(awards, groups=(long,)), IMPRINT)).row_dimensions[3].height or 0) > 3 * short


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert office_text("甲\ufffe\uffff\x00\x0b乙\ud842丙") == "甲乙〓丙"
    assert len(office_text("长" * 40_000)) == 32_000


def test_sheet_names_are_those_excel_takes() -> None:
    taken: set[str] = set()
    assert [free_name(name, taken) for name in ("甲/乙", "甲/乙", "", "x" * 40)] == ["甲 乙", "甲 乙 2", "Sheet", "x" * 31]
