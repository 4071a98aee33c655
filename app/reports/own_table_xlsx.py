"""Why: a judge's own scores as a workbook to fill in and import again: points are numbers, names are never formulas.

One sheet per rubric, the full points in the headers, a check of each cell against its maximum and step, and a
total that stays empty until every item is filled, because blank is not zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from app.core.words import say
from app.models.points import short
from app.models.shape import Points
from app.reports.values import Imprint
from app.reports.workbook import free_name, office_text, workbook

_HEAD = 1
_BEFORE = (("编号", "code", 12), ("课题名称", "title", 44), ("小组名称", "circle", 22))


@dataclass(frozen=True)
class OwnItem:
    """One column: name as shown, limits and step in hundredths."""

    name: str
    low: int
    high: int
    step: int


@dataclass(frozen=True)
class OwnLine:
    """One entry: points in the items' order (hundredths, None blank); a recused one shows the word instead."""

    code: str
    title: str
    circle: str
    points: tuple[int | None, ...]
    recused: bool = False


@dataclass(frozen=True)
class OwnSheet:
    """The entries scored with one rubric."""

    name: str
    items: tuple[OwnItem, ...]
    lines: tuple[OwnLine, ...]


def own_table_xlsx(title: str, sheets: Sequence[OwnSheet], imprint: Imprint) -> bytes:
    """The workbook; the same bytes for the same values."""
    target = BytesIO()
    with workbook(target, title, imprint) as book:
        formats, names = _formats(book), set[str]()
        for sheet in sheets:
            _sheet(book.add_worksheet(free_name(sheet.name, names)), title, sheet, formats)
    return target.getvalue()


def _formats(book: Workbook) -> dict[str, Format]:
    base = {"font_name": "宋体", "font_size": 11, "border": 1, "valign": "vcenter", "text_wrap": True}
    centre = {**base, "align": "center"}
    return {
        "title": book.add_format({"font_name": "黑体", "font_size": 14, "bold": True, "valign": "vcenter"}),
        "head": book.add_format({**centre, "font_name": "黑体", "bold": True, "bg_color": "#EDEDED"}),
        "text": book.add_format(base),
        "code": book.add_format({**centre, "num_format": "@"}),
        "whole": book.add_format({**centre, "num_format": "0"}),
        "half": book.add_format({**centre, "num_format": "0.0"}),
        "fine": book.add_format({**centre, "num_format": "0.00"}),
        "total": book.add_format({**centre, "num_format": "0.00", "bold": True}),
    }


def _sheet(page: Worksheet, title: str, sheet: OwnSheet, formats: dict[str, Format]) -> None:
    page.write_string(0, 0, office_text(title), formats["title"])
    page.set_row(0, 26)
    heads = [say(zh, en) for zh, en, _ in _BEFORE] + [f"{item.name}（{_short(item.high)}）" for item in sheet.items]
    for column, head in enumerate((*heads, say("总分", "total"))):
        page.write_string(_HEAD, column, office_text(head), formats["head"])
    page.set_row(_HEAD, 34)
    for number, line in enumerate(sheet.lines, _HEAD + 1):
        _line(page, number, line, sheet, formats)
    for column, item in enumerate(sheet.items, len(_BEFORE)):
        _validate(page, column, item, len(sheet.lines))
    _page(page, sheet)


def _line(page: Worksheet, row: int, line: OwnLine, sheet: OwnSheet, formats: dict[str, Format]) -> None:
    page.write_string(row, 0, office_text(line.code), formats["code"])
    page.write_string(row, 1, office_text(line.title), formats["text"])
    page.write_string(row, 2, office_text(line.circle), formats["text"])
    for column, (item, value) in enumerate(zip(sheet.items, line.points, strict=True), len(_BEFORE)):
        style = formats[_digits(item)]
        if line.recused:
            page.write_string(row, column, say("回避", "recused"), style)
        elif value is None:
            page.write_blank(row, column, None, style)
        else:
            page.write_number(row, column, value / 100, style)
    _total(page, row, line, len(sheet.items), formats["total"])


def _total(page: Worksheet, row: int, line: OwnLine, count: int, style: Format) -> None:
    last = len(_BEFORE) + count
    if line.recused or not count:
        page.write_string(row, last, say("回避", "recused") if line.recused else "", style)
        return
    cells = f"{xl_rowcol_to_cell(row, len(_BEFORE))}:{xl_rowcol_to_cell(row, last - 1)}"
    filled = [p for p in line.points if p is not None]
    value = sum(filled) / 100 if len(filled) == count else ""
    page.write_formula(row, last, f'=IF(COUNT({cells})={count},SUM({cells}),"")', style, value)


def _digits(item: OwnItem) -> str:
    return "whole" if item.step % 100 == 0 else "half" if item.step % 10 == 0 else "fine"


def _validate(page: Worksheet, column: int, item: OwnItem, count: int) -> None:
    """Excel and WPS refuse what the rubric does not allow; 回避 stays as it is written."""
    if not count:
        return
    cell = xl_rowcol_to_cell(_HEAD + 1, column)
    low, high, step = item.low / 100, item.high / 100, item.step
    rule = f"=AND(ISNUMBER({cell}),{cell}>={low},{cell}<={high},MOD(ROUND({cell}*100,6),{step})=0)"
    words = say(
        "{low}–{high}，步长 {step}", "{low}–{high} in steps of {step}", low=_short(item.low), high=_short(item.high), step=_short(step)
    )
    page.data_validation(
        _HEAD + 1, column, _HEAD + count, column,
        {"validate": "custom", "value": rule, "ignore_blank": True, "error_title": say("分数不对", "Not allowed"), "error_message": office_text(words)[:255]},
    )  # fmt: skip


def _short(hundredths: int) -> str:
    """Points as people write them: 15, 8.5."""
    return short(Points(hundredths))


def _page(page: Worksheet, sheet: OwnSheet) -> None:
    """Screen and paper: frozen head and names, A4 landscape fitted to the width, head repeated."""
    for column, (_, _, width) in enumerate(_BEFORE):
        page.set_column(column, column, width)
    page.set_column(len(_BEFORE), len(_BEFORE) + len(sheet.items), 12)
    page.freeze_panes(_HEAD + 1, len(_BEFORE))
    page.repeat_rows(_HEAD)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.set_footer("&C第 &P 页，共 &N 页")
