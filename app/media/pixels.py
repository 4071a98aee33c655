"""Memory for a picture: a mapping of its own, filled while the interpreter's lock is free, gone with the picture.

From the heap, eight megabytes for a page would be zeroed and copied with the lock held (up to 8 ms in which neither a
key nor a save is heard), and the allocator would keep them after the page was forgotten.
"""

from __future__ import annotations

import mmap

_PIECE = 256 << 10


def blank(size: int) -> memoryview:
    """`size` bytes of zero, writable; the system gives each page of memory when it is first touched. Raises MemoryError."""
    try:
        return memoryview(mmap.mmap(-1, size))
    except OSError as error:
        raise MemoryError(size) from error


def recolour(pixels: memoryview, table: bytes) -> None:
    """Every byte through `table` (256 bytes), in pieces: in between other threads have their turn."""
    for at in range(0, len(pixels), _PIECE):
        pixels[at : at + _PIECE] = bytes(pixels[at : at + _PIECE]).translate(table)
