"""A picture as PNG, by the standard library alone: what a command writes needs no window and no picture library."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_HEAD = b"\x89PNG\r\n\x1a\n"
_COLOUR, _BITS = 2, 8


def png(width: int, height: int, stride: int, pixels: bytes | memoryview) -> bytes:
    """`pixels`: 4 bytes each in the order blue, green, red, unused, `stride` bytes a row."""
    rows = b"".join(_rows(width, height, stride, bytes(pixels)))
    head = struct.pack(">IIBBBBB", width, height, _BITS, _COLOUR, 0, 0, 0)
    return _HEAD + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 6)) + _chunk(b"IEND", b"")


def _rows(width: int, height: int, stride: int, pixels: bytes) -> Iterator[bytes]:
    """Each row as the format has it: a byte that says that it is not filtered, then red, green and blue of every pixel."""
    for at in range(0, height * stride, stride):
        row, own = bytearray(1 + 3 * width), pixels[at : at + 4 * width]
        row[1::3], row[2::3], row[3::3] = own[2::4], own[1::4], own[0::4]
        yield bytes(row)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
