"""The streams of an OLE compound file (.xls, .doc, .ppt), read as its tables say, with a bound on everything that a file may claim.

Only names, sizes and bytes are read; what is not as the format says raises ValueError.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.media.source import SeekableSource, read_at, size_of

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_HEADER, _ENTRY, _MINI = 512, 128, 64
_FREE = 0xFFFFFFFA
"""Numbers from here on are no sectors: end of chain, free, tables."""
_MOST_DIRECTORY = 4 << 20
_MOST_FILE = 1 << 30
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True)
class Stream:
    """One stream of the directory, wherever it hangs: embedded documents have theirs in storages of their own."""

    name: str
    start: int
    size: int


class CompoundFile:
    """An opened source. Raises ValueError for what is no compound file, or a torn one."""

    def __init__(self, source: SeekableSource) -> None:
        self._source, self._end = source, size_of(source)
        head = read_at(source, 0, _HEADER)
        if len(head) < _HEADER or not head.startswith(MAGIC) or self._end > _MOST_FILE:
            raise ValueError("no compound file")
        shift, mini_shift = struct.unpack_from("<HH", head, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("sectors of no usual size")
        self._sector = 1 << int(shift)
        self._first_directory, self._cutoff, self._first_mini = struct.unpack_from("<L4xLL", head, 48)
        self._fat = self._table(self._fat_sectors(head))
        self._followed: dict[Stream, list[int]] = {}

    @cached_property
    def streams(self) -> tuple[Stream, ...]:
        """Every stream of the directory."""
        return tuple(Stream(name, start, size) for kind, name, start, size in self._entries if kind == _STREAM)

    def read(self, stream: Stream, at: int, count: int) -> bytes:
        """These bytes of a stream, fewer only at its end."""
        count = max(0, min(count, stream.size - at))
        small = stream.size < self._cutoff
        unit, chain = _MINI if small else self._sector, self._sectors(stream, small=small)
        found = bytearray()
        while len(found) < count:
            place = at + len(found)
            number, inside = divmod(place, unit)
            found += self._piece(chain, number, inside, min(count - len(found), unit - inside), small=small)
        return bytes(found)

    def _sectors(self, stream: Stream, *, small: bool) -> list[int]:
        """Where the stream lies, followed once."""
        if stream not in self._followed:
            self._followed[stream] = self._mini_chain(stream) if small else self._chain(stream.start, stream.size)
        return self._followed[stream]

    def _piece(self, chain: Sequence[int], number: int, inside: int, count: int, *, small: bool) -> bytes:
        if number >= len(chain):
            raise ValueError("a stream that ends early")
        if not small:
            return self._bytes(self._place(chain[number]) + inside, count)
        number, within = divmod(chain[number] * _MINI, self._sector)
        if number >= len(self._mini_stream):
            raise ValueError("a small stream outside the place for small streams")
        return self._bytes(self._place(self._mini_stream[number]) + within + inside, count)

    def _bytes(self, at: int, count: int) -> bytes:
        found = read_at(self._source, at, count)
        if len(found) != count:
            raise ValueError("a sector behind the end of the file")
        return found

    def _place(self, sector: int) -> int:
        return (sector + 1) * self._sector

    def _fat_sectors(self, head: bytes) -> list[int]:
        """The sectors of the table of sectors: the first 109 in the header, further ones in a chain."""
        found = list(struct.unpack_from("<109L", head, 76))
        following, most, each = struct.unpack_from("<L", head, 68)[0], self._end // self._sector, self._sector // 4
        while following < _FREE:
            if len(found) > most + 109:
                raise ValueError("a table that goes round")
            *more, following = struct.unpack(f"<{each}L", self._bytes(self._place(following), self._sector))
            found += more
        return [sector for sector in found if sector < _FREE]

    def _table(self, sectors: Sequence[int]) -> list[int]:
        if len(sectors) * self._sector > self._end:
            raise ValueError("a table larger than the file")
        each = self._sector // 4
        return [n for s in sectors for n in struct.unpack(f"<{each}L", self._bytes(self._place(s), self._sector))]

    def _chain(self, start: int, size: int) -> list[int]:
        """The sectors of `size` bytes from `start` on."""
        return _followed(self._fat, start, -(-size // self._sector))

    @cached_property
    def _entries(self) -> tuple[tuple[int, str, int, int], ...]:
        """(kind, name, first sector, size) of everything in the directory."""
        sectors = _followed(self._fat, self._first_directory, min(_MOST_DIRECTORY, self._end) // self._sector, whole=False)
        data = b"".join(self._bytes(self._place(s), self._sector) for s in sectors)
        return tuple(self._entry(data[at : at + _ENTRY]) for at in range(0, len(data), _ENTRY))

    def _entry(self, raw: bytes) -> tuple[int, str, int, int]:
        length, kind = struct.unpack_from("<HB", raw, 64)
        start, low, high = struct.unpack_from("<LLL", raw, 116)
        name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")
        size = low | (high << 32 if self._sector == 4096 else 0)
        if kind in (_STREAM, _ROOT) and size > self._end:
            raise ValueError("a stream larger than the file")
        return kind, name, start, size

    @cached_property
    def _mini_stream(self) -> list[int]:
        """The sectors in which the small streams lie together."""
        _, _, start, size = next((e for e in self._entries if e[0] == _ROOT), (0, "", _FREE, 0))
        return self._chain(start, size)

    @cached_property
    def _mini_fat(self) -> list[int]:
        return self._table(_followed(self._fat, self._first_mini, self._end // self._sector, whole=False))

    def _mini_chain(self, stream: Stream) -> list[int]:
        return _followed(self._mini_fat, stream.start, -(-stream.size // _MINI))


def _followed(table: Sequence[int], start: int, count: int, *, whole: bool = True) -> list[int]:
    """At most `count` numbers from `start` on; `whole`: exactly so many."""
    found: list[int] = []
    while start < _FREE and len(found) < count:
        if start >= len(table):
            raise ValueError("a chain that leaves the table")
        found.append(start)
        start = table[start]
    if (whole and len(found) < count) or (not whole and start < _FREE):
        raise ValueError("a chain that ends early, or never")
    return found
