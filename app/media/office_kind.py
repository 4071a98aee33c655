"""What kind of Office file something is, by its content: a name may say anything, and another program will believe it.

Files with macros, and whatever is none of these kinds, have no kind here and are not handed to another program.
"""

from __future__ import annotations

import zipfile
from typing import IO, cast

from app.media.source import SeekableSource, read_at, size_of

_ZIP, _OLE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_PARTS = {"ppt/presentation.xml": ".pptx", "word/document.xml": ".docx", "xl/workbook.xml": ".xlsx"}
_OPEN = {
    b"application/vnd.oasis.opendocument.presentation": ".odp", b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
}  # fmt: skip
_STREAMS = {"PowerPoint Document": ".ppt", "WordDocument": ".doc", "Workbook": ".xls"}
_MACROS = ("vbaProject.bin", "_VBA_PROJECT")
_BLOCK, _OVERLAP = 1 << 20, 128


def kind_of(source: SeekableSource) -> str | None:
    """`.pptx`, `.docx`, `.xlsx`, `.odp`, `.odt`, `.ods`, `.ppt`, `.doc` or `.xls`; None for all else, and with macros."""
    head = read_at(source, 0, len(_OLE))
    if head.startswith(_ZIP):
        return _in_zip(source)
    return _in_ole(source) if head == _OLE else None


def _in_zip(source: SeekableSource) -> str | None:
    try:
        with zipfile.ZipFile(cast(IO[bytes], source)) as archive:
            names = set(archive.namelist())
            if any(name.endswith(_MACROS[0]) for name in names):
                return None
            if "mimetype" in names:
                with archive.open("mimetype") as kind:
                    return _OPEN.get(kind.read(100))
            return next((ending for part, ending in _PARTS.items() if part in names), None)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError):
        return None


def _in_ole(source: SeekableSource) -> str | None:
    """Names of streams stand in the file as UTF-16, each in its own directory entry."""
    found: set[str] = set()
    for at in range(0, size_of(source), _BLOCK):
        block = read_at(source, at, _BLOCK + _OVERLAP)
        found |= {name for name in (*_STREAMS, _MACROS[1]) if f"{name}\0".encode("utf-16-le") in block}
    if _MACROS[1] in found:
        return None
    return next((ending for name, ending in _STREAMS.items() if name in found), None)
