"""Why: the same 汇总表 for Excel and WPS: points are numbers, names are never formulas or links.

Left-out scores stay numbers too: the sign ▲ ▽ is part of the number format, with strike-through.
"""

from __future__ import annotations

from datetime import UTC
from io import BytesIO
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from app.reports.fonts import printable
from app.reports.matrix_columns import ABSENT, AFTER, LEGEND, RECUSED, SIGNS, before, before_texts, check, dropped_lines
from app.reports.values import Dropped, Imprint, MatrixCell, MatrixRow, PanelMatrix

_HEAD_ROW = 2
_FROZEN_COLUMNS = 3
_CELL_LIMIT = 32_000  # Excel holds 32,767 characters in a cell
_WIDTHS = {"序号": 5, "编号": 10, "课题名称": 40, "小组名称": 20, "课题类型": 14, "领域": 14, "完成单位": 26}
_AFTER_WIDTHS = (10, 6, 10, 20)


def panel_matrix_xlsx(matrix: PanelMatrix, imprint: Imprint) -> bytes:
    """The matrix as a workbook. Raises InvalidEntry for ragged rows."""
    target = BytesIO()
    write_panel_matrix_xlsx(matrix, target, imprint)
    return target.getvalue()


def write_panel_matrix_xlsx(matrix: PanelMatrix, target: BinaryIO, imprint: Imprint) -> None:
    """As `panel_matrix_xlsx`, into an open binary file; the same bytes for the same values."""
    check(matrix)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(target, options) as workbook:
        workbook.set_properties(
            {
                "title": _text(matrix.title),
                "author": _text(imprint.author),
                "subject": _text(imprint.subject),
                "created": imprint.made.astimezone(UTC).replace(tzinfo=None),
            }
        )
        sheet = workbook.add_worksheet("汇总表")
        last = len(before(matrix)) + len(matrix.judges) + len(AFTER) - 1
        formats = _formats(workbook)
        _heading(sheet, matrix, formats, last)
        for number, row in enumerate(matrix.rows, 1):
            _row(sheet, matrix, number, row, formats)
        _notes(sheet, matrix, formats, last)
        _page(sheet, matrix, last)


def _text(text: str) -> str:
    return printable(text)[:_CELL_LIMIT]


def _formats(workbook: Workbook) -> dict[str, Format]:
    base = {"font_name": "宋体", "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}
    centre = {**base, "align": "center"}
    points = {**centre, "num_format": "0.00"}
    return {
        "title": workbook.add_format({"font_name": "黑体", "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"}),
        "line": workbook.add_format({"font_name": "宋体", "font_size": 10, "valign": "vcenter"}),
        "head": workbook.add_format({**centre, "font_name": "黑体", "bold": True, "bg_color": "#EDEDED"}),
        "text": workbook.add_format(base),
        "centre": workbook.add_format(centre),
        "whole": workbook.add_format({**centre, "num_format": "0"}),
        "final": workbook.add_format({**points, "bold": True}),
        "note": workbook.add_format({"font_name": "宋体", "font_size": 9, "text_wrap": True, "valign": "top"}),
        "note_head": workbook.add_format({"font_name": "黑体", "font_size": 10, "bold": True}),
        Dropped.NO: workbook.add_format(points),
        Dropped.HIGH: workbook.add_format({**points, "num_format": f'"{SIGNS[Dropped.HIGH]}"0.00', "font_strikeout": True}),
        Dropped.LOW: workbook.add_format({**points, "num_format": f'"{SIGNS[Dropped.LOW]}"0.00', "font_strikeout": True}),
    }


def _heading(sheet: Worksheet, matrix: PanelMatrix, formats: dict[str, Format], last: int) -> None:
    sheet.merge_range(0, 0, 0, last, _text(matrix.title), formats["title"])
    sheet.set_row(0, 30)
    code = f"　　校验码：{matrix.check_code}" if matrix.check_code else ""
    facts = f"专业组：{matrix.panel}　　评委 {len(matrix.judges)} 位　　成果 {len(matrix.rows)} 项{code}"
    sheet.write_string(1, 0, _text(facts), formats["line"])
    names = (*before(matrix), *matrix.judges, *AFTER)
    for column, name in enumerate(names):
        sheet.write_string(_HEAD_ROW, column, _text(name), formats["head"])
    sheet.set_row(_HEAD_ROW, 30)


def _row(sheet: Worksheet, matrix: PanelMatrix, number: int, row: MatrixRow, formats: dict[str, Format]) -> None:
    at = _HEAD_ROW + number
    texts = before_texts(matrix, number, row)
    sheet.write_number(at, 0, number, formats["whole"])
    for column, text in enumerate(texts[1:], 1):
        sheet.write_string(at, column, _text(text), formats["centre" if column in (1, 4, 5) else "text"])
    for column, cell in enumerate(row.cells, len(texts)):
        _score(sheet, at, column, cell, formats)
    column = len(texts) + len(row.cells)
    _number(sheet, at, column, None if row.final is None else row.final / 100, formats["final"])
    _number(sheet, at, column + 1, row.rank, formats["whole"])
    sheet.write_string(at, column + 2, _text(row.level), formats["centre"])
    sheet.write_string(at, column + 3, _text(row.note), formats["text"])


def _number(sheet: Worksheet, row: int, column: int, value: float | None, style: Format) -> None:
    if value is None:
        sheet.write_blank(row, column, None, style)
    else:
        sheet.write_number(row, column, value, style)


def _score(sheet: Worksheet, row: int, column: int, cell: MatrixCell, formats: dict[str, Format]) -> None:
    if cell.recused or cell.score is None:
        sheet.write_string(row, column, RECUSED if cell.recused else ABSENT, formats["centre"])
    else:
        sheet.write_number(row, column, cell.score / 100, formats[cell.dropped])


def _notes(sheet: Worksheet, matrix: PanelMatrix, formats: dict[str, Format], last: int) -> None:
    """Legend, policy, left-out scores and the signature rows below the table."""
    at = _HEAD_ROW + len(matrix.rows) + 2
    dropped = dropped_lines(matrix) or ("没有去掉的分数。",)
    blocks = (("说明", (LEGEND,)), ("计分规则", matrix.policy), ("去掉的分数", dropped))
    for name, lines in blocks:
        sheet.write_string(at, 0, name, formats["note_head"])
        for line in lines:
            at += 1
            sheet.merge_range(at, 0, at, last, _text(line), formats["note"])
            sheet.set_row(at, 14 * (1 + len(line) // 110))
        at += 2
    sheet.write_string(at, 0, "评委签名", formats["note_head"])
    for name in (*matrix.judges, f"{matrix.review}组长", "日期"):
        at += 1
        sheet.set_row(at, 26)
        sheet.merge_range(at, 0, at, 1, _text(name), formats["head"])
        sheet.write_blank(at, 2, None, formats["text"])


def _page(sheet: Worksheet, matrix: PanelMatrix, last: int) -> None:
    """Screen and paper: frozen head, A4 landscape fitted to the width, head repeated, pages counted."""
    for column, name in enumerate(before(matrix)):
        sheet.set_column(column, column, _WIDTHS[name])
    first = len(before(matrix))
    sheet.set_column(first, first + len(matrix.judges) - 1, 10)
    for column, width in enumerate(_AFTER_WIDTHS, first + len(matrix.judges)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(_HEAD_ROW + 1, _FROZEN_COLUMNS)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页")
