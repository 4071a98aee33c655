"""CSV as it really arrives: UTF-8 with or without a mark, Excel's Unicode text, or GB18030; comma, semicolon or tab.

Nothing in the file says which, so the encoding is proved by decoding and the separator by counting.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice

from app.core.errors import Malformed
from app.core.words import say
from app.publishing.tables import HEADER_WITHIN, MAX_CELL, Grid, collect, make_row, within_limits

_SEPARATORS = ",;\t"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_csv(name: str, data: bytes) -> Grid:
    """The one sheet of a CSV file. Raises Malformed or TooLarge in one sentence."""
    text = decode(name, data)
    found = within_limits(name, (record for _number, record in records(name, text, separator(text))))
    return Grid(name, collect(make_row(number, record) for number, record in enumerate(found, start=1)))


def decode(name: str, data: bytes) -> str:
    """The text, in whichever encoding it proves to be. Raises Malformed."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(ord(c) < 32 and c not in "\t\n\r\f" for c in text[:100_000]) and "\x00" not in text:
            return text
    raise Malformed(
        say("“{name}”既不是 XLSX 也不是可读的 CSV 文本。", "“{name}” is neither XLSX nor a readable CSV text.", name=name),
        say("请在 Excel 或 WPS 里另存为 XLSX 后再导入。", "Save it as XLSX in Excel or WPS and import again."),
    )


def separator(text: str) -> str:
    """The separator seen most often outside quotes in the first rows."""
    sample = "\n".join(islice(io.StringIO(text), HEADER_WITHIN))
    outside = "".join(sample.split('"')[::2])
    return max(_SEPARATORS, key=outside.count)


def records(name: str, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the row number a spreadsheet program shows (cells with line breaks counted once). Raises Malformed."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Malformed(
                say(
                    "“{name}”第 {row} 行的引号或分隔不完整，或单元格超过 {limit} 字。",
                    "“{name}”: row {row} has unbalanced quotes, or a cell longer than {limit} characters.",
                    name=name,
                    row=number,
                    limit=MAX_CELL,
                ),
                say("请在 Excel 或 WPS 里另存为 XLSX 后再导入。", "Save it as XLSX in Excel or WPS and import again."),
            ) from error
        yield number, record
