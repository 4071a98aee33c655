"""Why: the same 汇总表 for Excel and WPS: points are numbers, names are never formulas or links.

Left-out scores and those the chair recorded unsigned stay numbers too: the signs ▲ ▽ ※ are part of the number format.
"""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from app.reports.matrix_columns import (
    ABSENT,
    AFTER,
    RECORDED,
    RECUSED,
    SIGNS,
    before,
    before_texts,
    check,
    dropped_lines,
    judge_heads,
    legend,
    method_lines,
)
from app.reports.values import Dropped, Imprint, MatrixCell, MatrixRow, PanelMatrix
from app.reports.workbook import BORDERED, CENTRED, put_merged, put_number, put_text, set_height, set_page, workbook

_HEAD_ROW = 2
_FROZEN_COLUMNS = 3
_WIDTHS = {
    "序号": 5, "编号": 8, "课题名称": 28, "小组名称": 15, "课题类型": 11, "领域": 11, "完成单位": 18, "推荐单位": 17,
}  # fmt: skip
_AFTER_WIDTHS = (8.5, 5, 8.5, 15)
_JUDGE_WIDTH = 8


def panel_matrix_xlsx(matrix: PanelMatrix, imprint: Imprint) -> bytes:
    """The matrix as a workbook. Raises InvalidEntry for ragged rows."""
    target = BytesIO()
    write_panel_matrix_xlsx(matrix, target, imprint)
    return target.getvalue()


def write_panel_matrix_xlsx(matrix: PanelMatrix, target: BinaryIO, imprint: Imprint) -> None:
    """As `panel_matrix_xlsx`, into an open binary file; the same bytes for the same values."""
    check(matrix)
    with workbook(target, matrix.title, imprint) as book:
        sheet = book.add_worksheet("汇总表")
        last = len(before(matrix)) + len(matrix.judges) + len(AFTER) - 1
        formats = _formats(book)
        _heading(sheet, matrix, formats, last)
        for number, row in enumerate(matrix.rows, 1):
            _row(sheet, matrix, number, row, formats)
        _signatures(sheet, matrix, formats, last)
        _notes(sheet, matrix, formats, last)
        _columns(sheet, matrix)
        set_page(sheet, _HEAD_ROW, _FROZEN_COLUMNS)


def _formats(book: Workbook) -> dict[str, Format]:
    points = {**CENTRED, "num_format": "0.00"}
    note = {"font_name": "宋体", "font_size": 9, "text_wrap": True, "valign": "top"}
    made = {
        "title": book.add_format({"font_name": "黑体", "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"}),
        "line": book.add_format({"font_name": "宋体", "font_size": 10, "valign": "vcenter"}),
        "head": book.add_format({**CENTRED, "font_name": "黑体", "bold": True, "bg_color": "#EDEDED"}),
        "text": book.add_format(BORDERED),
        "centre": book.add_format(CENTRED),
        "whole": book.add_format({**CENTRED, "num_format": "0"}),
        "final": book.add_format({**points, "bold": True}),
        "note": book.add_format(note),
        "note_head": book.add_format({"font_name": "黑体", "font_size": 10, "bold": True}),
    }
    for dropped in Dropped:
        for recorded in (False, True):
            signs = (RECORDED if recorded else "") + SIGNS[dropped]
            shown = {"num_format": f'"{signs}"0.00'} if signs else {}
            made[f"points {dropped} {recorded}"] = book.add_format({**points, **shown, "font_strikeout": bool(dropped)})
    return made


def _heading(sheet: Worksheet, matrix: PanelMatrix, formats: dict[str, Format], last: int) -> None:
    put_merged(sheet, 0, 0, last, matrix.title, formats["title"])
    sheet.set_row(0, 30)
    code = f"　　校验码：{matrix.check_code}" if matrix.check_code else ""
    digest = f"　　规则编号 {matrix.digest[:16]}" if matrix.digest else ""
    facts = f"专业组：{matrix.panel}　　评委 {len(matrix.judges)} 位　　成果 {len(matrix.rows)} 项{digest}{code}"
    put_text(sheet, 1, 0, facts, formats["line"])
    for column, name in enumerate((*before(matrix), *judge_heads(matrix), *AFTER)):
        put_text(sheet, _HEAD_ROW, column, name, formats["head"])
    sheet.set_row(_HEAD_ROW, 30)


def _row(sheet: Worksheet, matrix: PanelMatrix, number: int, row: MatrixRow, formats: dict[str, Format]) -> None:
    at = _HEAD_ROW + number
    texts = before_texts(matrix, number, row)
    put_number(sheet, at, 0, number, formats["whole"])
    for column, text in enumerate(texts[1:], 1):
        put_text(sheet, at, column, text, formats["centre" if column in (1, 4, 5) else "text"])
    for column, cell in enumerate(row.cells, len(texts)):
        _score(sheet, at, column, cell, formats)
    column = len(texts) + len(row.cells)
    put_number(sheet, at, column, None if row.final is None else row.final / 100, formats["final"])
    put_number(sheet, at, column + 1, row.rank, formats["whole"])
    put_text(sheet, at, column + 2, row.level, formats["centre"])
    put_text(sheet, at, column + 3, row.note, formats["text"])
    widths = [_WIDTHS[name] for name in before(matrix)]
    set_height(sheet, at, [*zip(texts, widths, strict=True), (row.note, _AFTER_WIDTHS[-1])])


def _score(sheet: Worksheet, row: int, column: int, cell: MatrixCell, formats: dict[str, Format]) -> None:
    if cell.recused or cell.score is None:
        put_text(sheet, row, column, RECUSED if cell.recused else ABSENT, formats["centre"])
    else:
        put_number(sheet, row, column, cell.score / 100, formats[f"points {cell.dropped} {cell.recorded}"])


def _signatures(sheet: Worksheet, matrix: PanelMatrix, formats: dict[str, Format], last: int) -> None:
    """One row right below the table: each judge signs below their own column, the chair at its end."""
    at, first = _HEAD_ROW + len(matrix.rows) + 1, len(before(matrix))
    sheet.set_row(at, 48)
    put_merged(sheet, at, 0, first - 1, "评委签名", formats["head"])
    for column in range(first, first + len(matrix.judges)):
        sheet.write_blank(at, column, None, formats["text"])
    put_merged(sheet, at, last - 3, last - 2, f"{matrix.review}组长\n签字、日期", formats["head"])
    put_merged(sheet, at, last - 1, last, "", formats["text"])


def _notes(sheet: Worksheet, matrix: PanelMatrix, formats: dict[str, Format], last: int) -> None:
    """Signs, method and left-out scores below the table."""
    at = _HEAD_ROW + len(matrix.rows) + 3
    dropped = dropped_lines(matrix) or ("没有去掉的分数。",)
    for name, lines in (("说明", (legend(matrix),)), ("计分办法", method_lines(matrix)), ("去掉的分数", dropped)):
        put_text(sheet, at, 0, name, formats["note_head"])
        for line in lines:
            at += 1
            put_merged(sheet, at, 0, last, line, formats["note"])
            set_height(sheet, at, [(line, _whole(matrix))], line=12.5, least=15)
        at += 2


def _whole(matrix: PanelMatrix) -> float:
    """Characters across the whole table."""
    return sum(_WIDTHS[name] for name in before(matrix)) + _JUDGE_WIDTH * len(matrix.judges) + sum(_AFTER_WIDTHS)


def _columns(sheet: Worksheet, matrix: PanelMatrix) -> None:
    for column, name in enumerate(before(matrix)):
        sheet.set_column(column, column, _WIDTHS[name])
    first = len(before(matrix))
    if matrix.judges:
        sheet.set_column(first, first + len(matrix.judges) - 1, _JUDGE_WIDTH)
    for column, width in enumerate(_AFTER_WIDTHS, first + len(matrix.judges)):
        sheet.set_column(column, column, width)
