"""Why: a list that people sort, filter and mail from: one worksheet, one header, one row for each thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from app.reports.values import Imprint
from app.reports.workbook import BORDERED, CENTRED, put_merged, put_number, put_text, set_height, set_page, workbook

_TITLE_ROW = 0


class Kind(StrEnum):
    """How a column's cells are set; POINTS are hundredths and become numbers with two decimals."""

    TEXT = "text"
    CENTRED = "centred"
    WHOLE = "whole"
    POINTS = "points"


_SHOWN = {Kind.TEXT: BORDERED, Kind.CENTRED: CENTRED, Kind.WHOLE: CENTRED, Kind.POINTS: {**CENTRED, "num_format": "0.00"}}


@dataclass(frozen=True)
class FlatColumn:
    """One column; `width` in characters."""

    name: str
    width: int
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class FlatTable:
    """Rows in the columns' order: texts, or whole numbers (hundredths for POINTS), None for an empty cell."""

    name: str
    title: str
    columns: tuple[FlatColumn, ...]
    rows: tuple[tuple[str | int | None, ...], ...]
    notes: tuple[str, ...] = ()
    frozen: int = 2


def flat_table_xlsx(table: FlatTable, imprint: Imprint) -> bytes:
    """The workbook; the same bytes for the same values."""
    target = BytesIO()
    with workbook(target, table.title, imprint) as book:
        sheet = book.add_worksheet(table.name)
        last, head = len(table.columns) - 1, _TITLE_ROW + (2 if imprint.standing else 1)
        _heading(book, sheet, table, imprint.standing, head)
        styles = [book.add_format(_SHOWN[column.kind]) for column in table.columns]
        for number, row in enumerate(table.rows, head + 1):
            for at, (column, value, style) in enumerate(zip(table.columns, row, styles, strict=True)):
                _cell(sheet, number, at, value, column.kind, style)
            set_height(sheet, number, [(str(value), column.width) for column, value in zip(table.columns, row, strict=True)])
        note = book.add_format({"font_name": "宋体", "font_size": 9, "text_wrap": True, "valign": "top"})
        for number, line in enumerate(table.notes, head + len(table.rows) + 2):
            put_merged(sheet, number, 0, last, line, note)
            set_height(sheet, number, [(line, sum(column.width for column in table.columns))], line=12.5, least=15)
        if table.rows:
            sheet.autofilter(head, 0, head + len(table.rows), last)
        set_page(sheet, head, table.frozen, repeated=2 if imprint.standing else 1)
    return target.getvalue()


def _heading(book: Workbook, sheet: Worksheet, table: FlatTable, standing: str, row: int) -> None:
    """The title, below it what the list is as yet, and the columns' names in `row`."""
    last = len(table.columns) - 1
    title = book.add_format({"font_name": "黑体", "font_size": 16, "bold": True, "align": "center", "valign": "vcenter"})
    head = book.add_format({**CENTRED, "font_name": "黑体", "bold": True, "bg_color": "#EDEDED"})
    put_merged(sheet, _TITLE_ROW, 0, last, table.title, title)
    sheet.set_row(_TITLE_ROW, 32)
    if standing:
        mark = book.add_format({"font_name": "黑体", "font_size": 11, "bold": True, "align": "right", "valign": "vcenter"})
        put_merged(sheet, _TITLE_ROW + 1, 0, last, standing, mark)
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        put_text(sheet, row, at, column.name, head)


def _cell(sheet: Worksheet, row: int, column: int, value: str | int | None, kind: Kind, style: Format) -> None:
    if isinstance(value, str):
        put_text(sheet, row, column, value, style)
    else:
        put_number(sheet, row, column, value / 100 if value is not None and kind is Kind.POINTS else value, style)
