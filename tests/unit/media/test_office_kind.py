"""The kind is in the content: names lie, macros are refused, and broken files are no Office files."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from app.media.office_kind import kind_of
from tests.fakes.compound import compound, workbook

ODT = b"application/vnd.oasis.opendocument.text"


def archive(**parts: bytes) -> bytes:
    return packed({name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): content for name, content in parts.items()})


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def patched(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def claiming_a_password(data: bytes) -> bytes:
    """Flag bit 1 in the directory's first entry and in its local header."""
    listed = data.index(b"PK\x01\x02")
    return patched(patched(data, 6, b"\x01"), listed + 8, b"\x01")


def with_directory_of(size: int) -> bytes:
    """An archive whose directory says of itself that it is so long, and is."""
    whole = archive(word__document_xml=b"")
    start, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    directory = whole[start:end].ljust(size, b"\0")
    return whole[:start] + directory + patched(whole[end:], 12, struct.pack("<L", size))


class Watched(io.BytesIO):
    """Remembers the most that was asked for at once."""

    most = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.most = max(self.most, len(found := super().read(size)))
        return found


def ole(*streams: str) -> bytes:
    """A compound file with streams of these names, and with something else before them."""
    return compound({"else": bytes(5000), **{name: workbook((0, 0x10)) for name in streams}})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (archive(ppt__presentation_xml=b""), ".pptx"),
        (archive(word__document_xml=b""), ".docx"),
        (archive(xl__workbook_xml=b""), ".xlsx"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.presentation"), ".odp"),
        (ole("PowerPoint Document"), ".ppt"),
        (ole("WordDocument"), ".doc"),
        (ole("Workbook"), ".xls"),
        (ole("BOOK"), ".xls"),
        (archive(ppt__presentation_xml=b"", ppt__vbaProject_bin=b""), None),
        (ole("WordDocument", "_VBA_PROJECT"), None),
        (ole("WordDocument", "_vba_Project"), None),
        (archive(mimetype=b"application/epub+zip"), None),
        (archive(anything=b""), None),
        (ole("Setup"), None),
        (b"PK\x03\x04 cut off", None),
        (b"MZ\x90\x00", None),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_the_kind_is_in_the_content(content: bytes, kind: str | None) -> None:
    assert kind_of(io.BytesIO(content)) == kind


@pytest.mark.parametrize("at", range(-40, 4))
def test_macros_of_a_document_inside_are_found_across_two_blocks(at: int) -> None:
    name = "_VBA_PROJECT\0".encode("utf-16-le")
    inside = bytes((1 << 20) - 512 + at)
    assert kind_of(io.BytesIO(compound({"WordDocument": inside + name}))) is None
    assert kind_of(io.BytesIO(compound({"WordDocument": inside + name[:-4]}))) == ".doc"


@pytest.mark.parametrize(
    "part",
    ["Basic/Standard/Module1.xml", "Scripts/python/open.py", "word/VBAPROJECT.BIN"],
)
def test_macros_are_found_wherever_a_kind_keeps_them(part: str) -> None:
    assert kind_of(io.BytesIO(packed({"mimetype": ODT, "word/document.xml": b"", part: b""}))) is None


@pytest.mark.parametrize("kind", [b"application/vnd.ms-word.document.macroEnabled.main+xml", b"application/vnd.ms-excel.MacroSheet+xml"])
def test_macros_under_another_name_are_given_away_by_their_type(kind: bytes) -> None:
    types = b'<Types><Override PartName="/word/other.bin" ContentType="' + kind + b'"/></Types>'
    assert kind_of(io.BytesIO(packed({"[Content_Types].xml": types, "word/document.xml": b""}))) is None
    assert kind_of(io.BytesIO(packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b""}))) == ".docx"


def test_a_list_of_types_that_nobody_would_write_is_no_office_file() -> None:
    bomb = packed({"[Content_Types].xml": b" " * (8 << 20), "word/document.xml": b""}, zipfile.ZIP_DEFLATED)
    assert kind_of(io.BytesIO(bomb)) is None


def test_what_cannot_be_unpacked_is_no_office_file() -> None:
    deflated = packed({"mimetype": ODT * 4}, zipfile.ZIP_DEFLATED)
    squeezed = packed({"mimetype": ODT}, zipfile.ZIP_LZMA)
    torn = patched(deflated, 38, b"\xff\xff\xff\xff")
    for broken in (claiming_a_password(archive(mimetype=ODT)), torn, patched(squeezed, 42, bytes(20)), squeezed):
        assert kind_of(io.BytesIO(broken)) is None


def test_a_directory_of_millions_is_not_read() -> None:
    source = Watched(with_directory_of(24 << 20))
    assert kind_of(source) is None
    assert source.most <= 4 << 20
