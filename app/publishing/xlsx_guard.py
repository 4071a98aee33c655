"""What an XLSX file would cost, told from its packed bytes before a library reads it: a few KB can hold minutes of work and gigabytes.

The zip directory limits what is unpacked; the marks in the XML limit what is made of it, and no tag may be so long that an
XML reader, which begins a tag anew with each piece it is given, takes the square of its length.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from app.core.errors import FormatError, TooLarge
from app.core.words import say
from app.publishing.tables import copy_what_is_needed, too_much

MAX_UNPACKED = 200 << 20
MAX_MARKS = 5_000_000
"""Tags in the whole file: five thousand rows of two hundred cells have four million."""
MAX_OTHER_MARKS = 400_000
"""Tags in what is neither a sheet nor its texts. Styles that years of copying left behind are tens of thousands."""
_MAX_PARTS = 5_000
_BLOCK = 1 << 20
_LONGEST, _OVERLAP = 2 << 20, 8
_PIECES = ((b"", b">"), (b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))
"""What an XML reader takes in one piece: a tag or a text, a remark, a text as it stands, an instruction; each as it begins and ends."""
_BEGINS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00<")
_CELLS = ("xl/worksheets/", "xl/sharedstrings")


def require_readable(name: str, data: bytes) -> None:
    """Refuse other zip formats, encrypted parts and bombs. Raises TooLarge or FormatError; zipfile's errors pass through."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        unpacked = sum(p.file_size for p in parts)
        if unpacked > MAX_UNPACKED:
            raise _too_large(name, unpacked)
        if len(parts) > _MAX_PARTS:
            raise too_much(name)
        _require_kind(name, parts)
        if unpacked > _BLOCK:  # less takes no time, whatever it holds
            _require_light(name, archive, parts)


def _require_kind(name: str, parts: list[zipfile.ZipInfo]) -> None:
    if any(p.flag_bits & 1 for p in parts):
        raise FormatError(
            say("“{name}”有密码保护。", "“{name}” is protected by a password.", name=name),
            say("请去掉密码后另存。", "Save it without the password."),
        )
    if "xl/workbook.xml" not in {p.filename.lower() for p in parts}:
        raise FormatError(
            say("“{name}”是压缩文件，但不是 XLSX 表格。", "“{name}” is a zip file, but not an XLSX sheet.", name=name),
            say("请在 Excel 或 WPS 里另存为 XLSX。", "Save it as XLSX in Excel or WPS."),
        )


def _require_light(name: str, archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    marks = others = 0
    for part in parts:
        for found in _marks(name, archive, part):
            marks += found
            others += 0 if part.filename.lower().startswith(_CELLS) else found
            if marks > MAX_MARKS or others > MAX_OTHER_MARKS:
                raise too_much(name)


def _marks(name: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[int]:
    """Tags in each block of a part that is XML by its content; pictures are passed over. Raises TooLarge at a tag, text or remark without end."""
    with archive.open(part) as source:
        block, before = source.read(_BLOCK), b""
        begins = block.lstrip()[:3]
        if begins and not begins.startswith(_BEGINS):  # blanks may go on for as long as nobody looks
            return
        runs = [0] * len(_PIECES)
        while block:
            text = before + block
            runs = [_open_for(run, text, *piece) for run, piece in zip(runs, _PIECES, strict=True)]
            if max(runs) > _LONGEST:
                raise too_much(name)
            yield block.count(b"<")
            block, before = source.read(_BLOCK), text[-_OVERLAP:]


def _open_for(run: int, text: bytes, opens: bytes, closes: bytes) -> int:
    """Bytes since a piece began that has not ended, `run` of them before this text."""
    end = text.rfind(closes)
    began = text.find(opens, end + 1) >= 0 or (run > 0 and end < 0)
    return (run if end < 0 else 0) + len(text) - end - 1 if began else 0


def _too_large(name: str, unpacked: int) -> TooLarge:
    return TooLarge(
        say(
            "“{name}”解压后有 {size} MB，超过 {limit} MB，没有打开。",
            "“{name}” would unpack to {size} MB, more than {limit} MB; it was not opened.",
            name=name,
            size=unpacked >> 20,
            limit=MAX_UNPACKED >> 20,
        ),
        copy_what_is_needed(),
        reason="zip-bomb",
    )
