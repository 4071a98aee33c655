"""The kind is in the content: names lie, macros are refused, and broken files are no Office files."""

from __future__ import annotations

import io
import zipfile

import pytest

from app.media.office_kind import kind_of

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return out.getvalue()


def ole(*streams: str) -> bytes:
    """Not a whole compound file: the names as its directory holds them, behind a first block of something else."""
    return OLE + bytes(1 << 20) + b"".join(f"{name}\0".encode("utf-16-le").ljust(64, b"\0") for name in streams)


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
        (archive(ppt__presentation_xml=b"", ppt__vbaProject_bin=b""), None),
        (ole("WordDocument", "_VBA_PROJECT"), None),
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
def test_a_name_across_two_blocks_is_found(at: int) -> None:
    name = "WordDocument\0".encode("utf-16-le")
    assert kind_of(io.BytesIO(OLE + bytes((1 << 20) - len(OLE) + at) + name)) == ".doc"
