"""Opens whatever an organiser calls a spreadsheet. The content tells the type, the name does not.

Files that only look like one (old .xls, password protection, a web page named .xls, a PDF) are each told
apart, because each asks for a different next step.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.core.errors import FormatError, TooLarge
from app.core.files import read_limited, translated
from app.core.words import say
from app.publishing.csv_table import read_csv
from app.publishing.tables import MAX_BYTES, Grid
from app.publishing.xlsx_table import read_xlsx

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_grids(path: Path) -> Iterator[Grid]:
    """The sheets of an XLSX file or the one of a CSV file, read one at a time.

    Raises FormatError (Malformed, TooLarge) with one sentence, UsageError when there is no such file.
    """
    data = load(path)
    if data.startswith(b"PK"):
        yield from read_xlsx(path.name, data)
    else:
        refuse_others(path.name, data)
        yield read_csv(path.name, data)


def load(path: Path) -> bytes:
    """The bytes of a spreadsheet. Raises TooLarge, FormatError (empty), UsageError (not there)."""
    with translated(path):
        size = path.stat().st_size
    if size > MAX_BYTES:
        raise TooLarge(
            say(
                "“{name}”有 {size} MB，表格最多 {limit} MB。",
                "“{name}” has {size} MB; a spreadsheet may have {limit} MB.",
                name=path.name,
                size=size >> 20,
                limit=MAX_BYTES >> 20,
            ),
            say("请删去表格里的图片和不需要的内容。", "Remove pictures and whatever is not needed from it."),
        )
    data = read_limited(path, MAX_BYTES)
    if not data.strip():
        raise FormatError(
            say("“{name}”是空文件。", "“{name}” is an empty file.", name=path.name),
            say("请重新选择文件。", "Choose another file."),
            reason="empty",
        )
    return data


def refuse_others(name: str, data: bytes) -> None:
    """Raises FormatError for what only calls itself a spreadsheet, each with its own next step."""
    save_as = say("请在 Excel 或 WPS 里打开，另存为 XLSX 后再导入。", "Open it in Excel or WPS, save it as XLSX, and import that.")
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise FormatError(
            say("“{name}”有密码保护，不能读取。", "“{name}” is protected by a password and cannot be read.", name=name),
            say("请在 Excel 或 WPS 里去掉密码后另存为 XLSX。", "Remove the password in Excel or WPS and save it as XLSX."),
            reason="password",
        )
    if data.startswith(_OLE):
        raise FormatError(say("“{name}”是旧的 XLS 格式。", "“{name}” has the old XLS format.", name=name), save_as, reason="old-xls")
    if data.startswith(b"%PDF-"):
        raise FormatError(say("“{name}”是 PDF，不是表格。", "“{name}” is a PDF, not a spreadsheet.", name=name), save_as)
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        raise FormatError(
            say("“{name}”其实是网页或 XML，不是表格。", "“{name}” is really a web page or XML, not a spreadsheet.", name=name), save_as
        )
