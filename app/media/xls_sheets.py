"""Whether an old workbook (.xls) has a sheet of Excel 4 macros: formulas that run programs, of which no stream's name tells.

A sheet says of itself what it is twice, in the list of sheets and where it begins; either is enough. A workbook whose list cannot be read
to its end (it asks for a password, or is torn) raises ValueError: nobody can say that it has none.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from app.media.compound_file import CompoundFile, Stream

NAMES = ("workbook", "book")
"""What the stream of a workbook is called, small: from Excel 97 on, and before."""
_BOF, _EOF, _PASSWORD, _SHEET = 0x0809, 0x000A, 0x002F, 0x0085
_WORKBOOK, _MACRO_SHEET = 0x0005, 0x0040
_MACRO_TYPE = 1
_MOST_RECORDS, _MOST_SHEETS = 200_000, 4_096


def has_macro_sheet(book: CompoundFile, stream: Stream) -> bool:
    """Of this workbook. Raises ValueError when that cannot be told."""
    places = []
    for number, (kind, at) in enumerate(_records(book, stream)):
        if (number == 0) is not (kind == _BOF) or kind == _PASSWORD:
            raise ValueError("no workbook, or one with a password")
        if number == 0 and _type_at(book, stream, at) != _WORKBOOK:
            raise ValueError("no workbook")
        if kind == _SHEET:
            place, _, sheet = struct.unpack("<LBB", _exactly(book, stream, at, 6))
            if sheet == _MACRO_TYPE:
                return True
            places.append(place)
        if len(places) > _MOST_SHEETS:
            raise ValueError("more sheets than anybody has")
    return any(_is_macro(book, stream, place) for place in places)


def _is_macro(book: CompoundFile, stream: Stream, place: int) -> bool:
    """By what stands where the sheet begins."""
    kind, _ = struct.unpack("<HH", _exactly(book, stream, place, 4))
    if kind != _BOF:
        raise ValueError("a sheet that begins nowhere")
    return _type_at(book, stream, place + 4) == _MACRO_SHEET


def _type_at(book: CompoundFile, stream: Stream, at: int) -> int:
    return int(struct.unpack("<2xH", _exactly(book, stream, at, 4))[0])


def _records(book: CompoundFile, stream: Stream) -> Iterator[tuple[int, int]]:
    """(kind, where its data begin) of the records about the whole workbook."""
    at = 0
    for _ in range(_MOST_RECORDS):
        kind, length = struct.unpack("<HH", _exactly(book, stream, at, 4))
        if kind == _EOF:
            return
        yield kind, at + 4
        at += 4 + length
    raise ValueError("more records than anybody has")


def _exactly(book: CompoundFile, stream: Stream, at: int, count: int) -> bytes:
    found = book.read(stream, at, count)
    if len(found) != count:
        raise ValueError("a workbook that ends early")
    return found
