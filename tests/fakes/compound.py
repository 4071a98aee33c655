"""Compound files made by hand: any streams by any name, so that what no Office program writes can be tried."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from app.media.compound_file import MAGIC

SECTOR, CUTOFF = 512, 4096
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Streams in sectors of their own, each filled up to where it is no small one; then the directory, then the table of sectors."""
    table: list[int] = []
    body, entries = b"", [_entry("Root Entry", 5, END, 0)]
    for name, given in streams.items():
        content = given.ljust(CUTOFF, b"\0")
        entries.append(_entry(name, 2, len(table), len(content)))
        body += _put(table, content)
    first = len(table)
    body += _put(table, b"".join(entries))
    tables = -(-len(table) // (SECTOR // 4 - 1))
    places = range(len(table), len(table) + tables)
    table += [TABLE] * tables
    packed = struct.pack(f"<{len(table)}L", *table).ljust(tables * SECTOR, b"\xff")
    head = MAGIC + bytes(16) + struct.pack("<HHHHH6xLLLLLLLLL", 62, 3, 0xFFFE, 9, 6, 0, tables, first, 0, CUTOFF, END, 0, END, 0)
    return head + struct.pack("<109L", *places, *[FREE] * (109 - tables)) + body + packed


def record(kind: int, data: bytes = b"") -> bytes:
    """One record of a workbook."""
    return struct.pack("<HH", kind, len(data)) + data


def workbook(*sheets: tuple[int, int], before: bytes = b"", began: int = 5) -> bytes:
    """A workbook's stream: (type in the list of sheets, type where the sheet begins) of each; `before` stands in front of the list."""
    start = record(0x0809, struct.pack("<HH12x", 0x0600, began)) + before
    listed = len(start) + 12 * len(sheets) + 4
    size = 4 + 16 + 4
    list_ = b"".join(record(0x0085, struct.pack("<LBBBB", listed + n * size, 0, kind, 1, 0)) for n, (kind, _) in enumerate(sheets))
    each = b"".join(record(0x0809, struct.pack("<HH12x", 0x0600, began)) + record(0x000A) for _, began in sheets)
    return start + list_ + record(0x000A) + each


def _put(table: list[int], content: bytes) -> bytes:
    """The content in whole sectors, chained in the table."""
    count = max(1, -(-len(content) // SECTOR))
    at = len(table)
    table += [*range(at + 1, at + count), END]
    return content.ljust(count * SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    written = f"{name}\0".encode("utf-16-le")
    return written.ljust(64, b"\0") + struct.pack("<HBB12x36xLQ", len(written), kind, 1, start, size)
