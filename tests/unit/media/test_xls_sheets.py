"""Old workbooks: a sheet of Excel 4 macros is found wherever it says what it is, and what cannot be told is not handed out."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest

from app.media.office_kind import kind_of
from tests.fakes.compound import compound, record, workbook

PLAIN = (Path(__file__).parents[2] / "data" / "office" / "plain.xls").read_bytes()
"""Two sheets, saved by LibreOffice: its workbook is small and lies among the small streams."""
SHEET, MACROS, CHART = (0, 0x10), (1, 0x40), (2, 0x20)


def kind(data: bytes) -> str | None:
    return kind_of(io.BytesIO(data))


def book(*sheets: tuple[int, int], **more: bytes | int) -> bytes:
    return compound({"Workbook": workbook(*sheets, **more)})  # type: ignore[arg-type]


def test_a_workbook_without_macros_is_one() -> None:
    assert kind(PLAIN) == ".xls"
    assert kind(book(SHEET, CHART)) == ".xls"
    assert kind(book()) == ".xls"


def test_a_real_workbook_whose_second_sheet_turns_into_macros() -> None:
    listed = PLAIN.index(b"\x03\x00Two") - 1
    assert PLAIN[listed] == 0
    assert kind(PLAIN[:listed] + b"\x01" + PLAIN[listed + 1 :]) is None
    begins = [at for at in range(len(PLAIN)) if PLAIN.startswith(b"\x09\x08\x10\x00\x00\x06\x10\x00", at)]
    assert len(begins) == 2
    assert kind(PLAIN[: begins[1] + 6] + b"\x40" + PLAIN[begins[1] + 7 :]) is None


@pytest.mark.parametrize("sheets", [(MACROS,), (SHEET, MACROS), (SHEET, (1, 0x10)), (SHEET, (0, 0x40))])
def test_macros_are_found_by_either_of_what_a_sheet_says(sheets: tuple[tuple[int, int], ...]) -> None:
    assert kind(book(*sheets)) is None
    assert kind(compound({"Book": workbook(*sheets)})) is None
    assert kind(compound({"WordDocument": b"", "Workbook": workbook(*sheets)})) is None, "one that is embedded"
    assert kind(compound({"Workbook": workbook(SHEET), "BOOK": workbook(*sheets)})) is None, "the one for older programs"


@pytest.mark.parametrize(
    "data",
    [
        book(SHEET, before=record(0x002F, bytes(6))),  # a password
        book(SHEET, began=0x40),
        book(SHEET, before=record(0x0809, struct.pack("<HH12x", 0x0600, 5))),
        compound({"Workbook": b"no records"}),
        compound({"Workbook": workbook(SHEET)[:-40]}),
        book(*[SHEET] * 5000),
        book(SHEET, before=record(0x1234) * 210_000),
        PLAIN[:-600],
        PLAIN[:100],
    ],
)
def test_what_cannot_be_told_is_not_handed_out(data: bytes) -> None:
    assert kind(data) is None


def test_a_file_that_claims_what_it_has_not_is_refused_at_once() -> None:
    made = book(SHEET)
    entry, directory = made.index("Workbook\0".encode("utf-16-le")), struct.unpack_from("<L", made, 48)[0]
    table = (struct.unpack_from("<L", made, 76)[0] + 1) * 512
    assert kind(made) == ".xls"
    assert kind(put(made, entry + 120, struct.pack("<Q", 1 << 40))) is None, "a stream larger than the file"
    assert kind(put(made, entry + 116, struct.pack("<L", 1 << 20))) is None, "a stream that begins behind it"
    assert kind(put(made, table + 4 * directory, struct.pack("<L", directory))) is None, "a directory that goes round"
    assert kind(put(made, 68, struct.pack("<L", directory))) is None, "a table of tables that is none"
    assert kind(made[:-512]) is None


def put(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]
