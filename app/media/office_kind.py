"""What kind of Office file something is, by its content: a name may say anything, and another program will believe it.

Files with macros, and whatever is none of these kinds, have no kind here and are not handed to another program.
"""

from __future__ import annotations

import zipfile
import zlib
from typing import IO, cast

from app.media.compound_file import MAGIC, CompoundFile
from app.media.source import SeekableSource, read_at, size_of
from app.media.xls_sheets import NAMES as WORKBOOKS
from app.media.xls_sheets import has_macro_sheet

_ZIP, _OLE = b"PK\x03\x04", MAGIC
_PARTS = {"ppt/presentation.xml": ".pptx", "word/document.xml": ".docx", "xl/workbook.xml": ".xlsx"}
_OPEN = {
    b"application/vnd.oasis.opendocument.presentation": ".odp", b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
}  # fmt: skip
_STREAMS = {"PowerPoint Document": ".ppt", "WordDocument": ".doc", "Workbook": ".xls", "Book": ".xls"}
_MACROS = "_VBA_PROJECT"
_MACRO_PARTS = ("vbaproject.bin", "basic/", "scripts/")
"""How the name of a part that holds macros ends (Office) or begins (OpenDocument)."""
_TYPES, _MACRO_TYPES = "[Content_Types].xml", (b"macro", b"vba")
_BLOCK, _OVERLAP = 1 << 20, 128
_MOST = 4 << 20
"""Bytes of the longest directory and list of types: a large presentation has some hundred kilobytes."""
_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError)
"""What zipfile raises for archives that are damaged, want a password or are packed in ways it does not know."""


def kind_of(source: SeekableSource) -> str | None:
    """`.pptx`, `.docx`, `.xlsx`, `.odp`, `.odt`, `.ods`, `.ppt`, `.doc` or `.xls`; None for all else, and with macros."""
    head = read_at(source, 0, len(_OLE))
    if head.startswith(_ZIP):
        return _in_zip(source)
    return _in_ole(source) if head == _OLE else None


class _Narrow:
    """The source for zipfile, which reads a directory in one piece, however long the file says it is."""

    def __init__(self, source: SeekableSource) -> None:
        self._source, self.seek, self.tell = source, source.seek, source.tell

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if size > _MOST:
            raise zipfile.BadZipFile("a directory that no Office file has")
        return self._source.read(size) or b""


def _in_zip(source: SeekableSource) -> str | None:
    try:
        with zipfile.ZipFile(cast(IO[bytes], _Narrow(source))) as archive:
            names = set(archive.namelist())
            if _has_macros(archive, names):
                return None
            if "mimetype" in names:
                return _OPEN.get(_beginning(archive, "mimetype", 100))
            return next((ending for part, ending in _PARTS.items() if part in names), None)
    except _BROKEN:
        return None


def _has_macros(archive: zipfile.ZipFile, names: set[str]) -> bool:
    """By the names of parts, and by the types they are given: in Office files the type decides, whatever the name."""
    if any(name.lower().endswith(_MACRO_PARTS[0]) or name.lower().startswith(_MACRO_PARTS[1:]) for name in names):
        return True
    if _TYPES not in names:
        return False
    types = _beginning(archive, _TYPES, _MOST + 1).lower()
    return len(types) > _MOST or any(word in types for word in _MACRO_TYPES)


def _beginning(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    if archive.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile("packed as no Office program does")
    with archive.open(name) as part:
        return part.read(most)


def _in_ole(source: SeekableSource) -> str | None:
    """By the names in the directory, without regard to case; macros of a document inside another are looked for in every byte."""
    try:
        book = CompoundFile(source)
        names = {s.name.casefold() for s in book.streams}
        if _names_macros(source) or any(has_macro_sheet(book, s) for s in book.streams if s.name.casefold() in WORKBOOKS):
            return None
    except ValueError:
        return None  # torn, or with a password: nobody can say that it has none
    return next((ending for name, ending in _STREAMS.items() if name.casefold() in names), None)


def _names_macros(source: SeekableSource) -> bool:
    """Names of streams stand in a file as UTF-16."""
    sought = f"{_MACROS}\0".encode("utf-16-le").lower()
    return any(sought in read_at(source, at, _BLOCK + _OVERLAP).lower() for at in range(0, size_of(source), _BLOCK))
