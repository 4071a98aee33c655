"""Why: every workbook is made the same way: texts are never formulas, links or numbers, and the same values make the same bytes.

Texts come from outside. What XML cannot hold is left out, and a cell is cut where Excel would refuse the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC
from typing import Any, BinaryIO
from unicodedata import east_asian_width

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from app.reports.fonts import printable
from app.reports.values import Imprint

_CELL_LIMIT = 32_000  # Excel holds 32,767 characters in a cell
_NAME_LIMIT = 31
_NOT_IN_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_NOT_XML = re.compile("[\ufffe\uffff]")
_PAPER_A4 = 9
_ROW_LIMIT = 409  # points; Excel takes no higher row
BORDERED: dict[str, Any] = {"font_name": "宋体", "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}
CENTRED: dict[str, Any] = {**BORDERED, "align": "center"}


@contextmanager
def workbook(target: BinaryIO, title: str, imprint: Imprint) -> Iterator[Workbook]:
    """A workbook written to `target` when the block ends."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(target, options) as book:
        created = imprint.made.astimezone(UTC).replace(tzinfo=None)
        facts = {"title": office_text(title), "author": office_text(imprint.author), "subject": office_text(imprint.subject)}
        book.set_properties({**facts, "created": created})
        yield book


def office_text(text: str) -> str:
    """A text as Office files hold it: printable, without what XML refuses, not longer than a cell."""
    return _NOT_XML.sub("", printable(text))[:_CELL_LIMIT]


def free_name(name: str, taken: set[str]) -> str:
    """A sheet name Excel takes, not used before; it is added to `taken`."""
    base = " ".join(office_text(name).translate(_NOT_IN_NAME).split())[:_NAME_LIMIT] or "Sheet"
    free, number = base, 1
    while free.casefold() in taken:
        number += 1
        free = f"{base[: _NAME_LIMIT - 4]} {number}"
    taken.add(free.casefold())
    return free


def put_text(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """A text, whatever it looks like."""
    sheet.write_string(row, column, office_text(text), style)


def put_number(sheet: Worksheet, row: int, column: int, value: float | None, style: Format) -> None:
    """A number, or an empty cell: blank is not zero."""
    if value is None:
        sheet.write_blank(row, column, None, style)
    else:
        sheet.write_number(row, column, value, style)


def put_merged(sheet: Worksheet, row: int, first: int, last: int, text: str, style: Format) -> None:
    """A text over the columns `first`…`last` (a single cell cannot be merged)."""
    if first == last:
        put_text(sheet, row, first, text, style)
    else:
        sheet.merge_range(row, first, row, last, "", style)
        put_text(sheet, row, first, text, style)


def set_height(sheet: Worksheet, row: int, texts: Iterable[tuple[str, float]], *, line: float = 13.5, least: float = 18) -> None:
    """Make a row as high as its wrapped texts need; `texts` are (text, width in characters). Readers other than Excel do not do it."""
    lines = max((sum(-(-_across(part) // max(1, int(width))) or 1 for part in text.split("\n")) for text, width in texts), default=1)
    sheet.set_row(row, min(_ROW_LIMIT, max(least, line * lines + 4)))


def _across(text: str) -> int:
    """Width in Latin characters: a Chinese one takes two."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in office_text(text))


def set_page(sheet: Worksheet, head_row: int, frozen_columns: int, *, landscape: bool = True, repeated: int = 1) -> None:
    """Screen and paper: frozen head and names, A4 fitted to the width, pages counted; `repeated` rows down to the head on each."""
    sheet.freeze_panes(head_row + 1, frozen_columns)
    sheet.repeat_rows(head_row - repeated + 1, head_row)
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页")
