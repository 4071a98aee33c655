"""XLSX by openpyxl, behind a guard (`xlsx_guard`): what it would cost is judged before it is read.

Formulas are not evaluated and their cached values are not believed: what a person saw may differ from what
the file says. A text that merely looks like one ("=1+1") is a text.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

from app.core.errors import Malformed
from app.core.words import say
from app.publishing import xlsx_guard
from app.publishing.tables import MAX_COLUMNS, Fault, Grid, Row, collect, make_row, within_limits

_MAX_SHEETS = 20
_LAST_ROW = 1_048_576
_BLOCK = 1 << 20
_TAG = re.compile(rb"<(?:\w+:)?(row|col)\b([^<>]*)$")
_NUMBER = re.compile(rb"\br=[\"'](\d{1,7})[\"']")
_FIRST, _LAST = re.compile(rb"\bmin=[\"'](\d{1,5})[\"']"), re.compile(rb"\bmax=[\"'](\d{1,5})[\"']")
_HIDES = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
# openpyxl passes on whatever a crafted part makes it trip over; this is the one place that knows, and `_translated` the one sentence.
# Both XML readers it may use raise kinds of SyntaxError.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, SyntaxError, KeyError, IndexError, ValueError, TypeError, AttributeError, OverflowError, EOFError, NotImplementedError,
)  # fmt: skip


def read_xlsx(name: str, data: bytes) -> Iterator[Grid]:
    """The sheets, one at a time; hidden ones and those beyond the limit without their rows. Raises Malformed, TooLarge or FormatError in one sentence."""
    with _translated(name):
        xlsx_guard.require_readable(name, data)
        book = _open(data)
    try:
        shown = [s for s in book.worksheets if s.sheet_state == "visible"][:_MAX_SHEETS]
        for sheet in book.worksheets:
            if sheet not in shown:
                yield Grid(sheet.title, (), unread=_why_unread(sheet))
                continue
            with _translated(name):
                rows, columns = _hidden(data, sheet)
                grid = Grid(sheet.title, collect(_rows(name, sheet)), rows, folded=columns)
            yield grid
    finally:
        book.close()


@contextmanager
def _translated(name: str) -> Iterator[None]:
    """openpyxl's and zipfile's many errors, as one sentence; its remarks about styles concern nobody."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except _BROKEN as error:
        raise Malformed(
            say("“{name}”已损坏，不能作为 XLSX 打开。", "“{name}” is damaged and cannot be opened as XLSX.", name=name),
            say("请在 Excel 或 WPS 里打开并另存一份，再导入。", "Open it in Excel or WPS, save a copy, and import that."),
        ) from error


def _open(data: bytes) -> Any:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)


def _rows(name: str, sheet: Any) -> Iterator[Row | None]:
    sheet.reset_dimensions()  # the file's own claim about its size is not believed
    for number, cells in enumerate(within_limits(name, sheet.iter_rows()), start=1):
        if number > _LAST_ROW:
            return
        yield make_row(number, [_value(c) for c in cells]) if cells else None


def _why_unread(sheet: Any) -> str:
    if sheet.sheet_state == "visible":
        return say("在前 {n} 个之后", "beyond the first {n}", n=_MAX_SHEETS)
    return say("是隐藏的", "hidden")


def _hidden(data: bytes, sheet: Any) -> tuple[frozenset[int], frozenset[int]]:
    """Rows and columns that a person does not see, also rows a filter left out: openpyxl tells of them only when it reads the whole book at once."""
    rows: set[int] = set()
    columns: set[int] = set()
    number, rest = 0, b""
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(sheet._worksheet_path.lstrip("/")) as source:
        while block := source.read(_BLOCK):
            *whole, rest = (rest + block).split(b">")
            for kind, given in (tag.groups() for tag in map(_TAG.search, whole) if tag):
                hides = _HIDES.search(given)
                if kind == b"row":
                    named = _NUMBER.search(given)
                    number = int(named[1]) if named else number + 1
                    rows |= {number} if hides else set()
                elif hides and (first := _FIRST.search(given)) and (last := _LAST.search(given)):
                    columns.update(range(int(first[1]), min(int(last[1]), MAX_COLUMNS) + 1))
    return frozenset(rows), frozenset(columns)


def _value(cell: Any) -> str | Fault | None:
    """The cell as a person reads it: whole numbers without a point, dates as 2026-07-09."""
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return Fault.FORMULA
    if cell.data_type == "e":
        return Fault.ERROR
    return value if isinstance(value, str) else _other(value)


def _other(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date | time) else str(value) if isinstance(value, int | timedelta) else ""
