"""What pdfium reads through: whole reads in blocks, and a memory for the error it cannot carry.

pdfium asks for many small pieces; a block of 64 KiB at a time keeps an unsealing source cheap. An
exception cannot cross C code, so it is kept here and raised once pdfium has returned: a page of a
tampered file is reported as tampered, not as a damaged PDF.
"""

from __future__ import annotations

import os
from typing import Any

from app.media.source import SeekableSource, read_at, size_of

BLOCK = 1 << 16
_KEPT = 16


class PdfStream:
    """A seekable source in the shape the binding wants (seek, tell, read, readinto)."""

    def __init__(self, source: SeekableSource) -> None:
        self._source = source
        self._size = size_of(source)
        self._position = 0
        self._blocks: dict[int, bytes] = {}
        self._failure: Exception | None = None

    def raise_failure(self) -> None:
        """Raise, once, what went wrong in the source since the last call."""
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        self._position = base + offset
        return self._position

    def tell(self) -> int:
        return self._position

    def read(self, size: int = -1) -> bytes:
        wanted = max(0, self._size - self._position)
        return self._take(wanted if size < 0 else min(size, wanted))

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer`; 0 after an error, which pdfium takes as unreadable."""
        view = memoryview(buffer).cast("B")
        try:
            piece = self.read(len(view))
        except Exception as error:  # noqa: BLE001 — cannot cross C code; raise_failure raises it
            self._failure = self._failure or error
            return 0
        view[: len(piece)] = piece
        return len(piece)

    def _take(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size > 0:
            number, start = divmod(self._position, BLOCK)
            part = self._block(number)[start : start + size]
            if not part:
                break
            parts.append(part)
            self._position += len(part)
            size -= len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _block(self, number: int) -> bytes:
        known = self._blocks.get(number)
        if known is None:
            known = read_at(self._source, number * BLOCK, BLOCK)
            if len(self._blocks) >= _KEPT:
                del self._blocks[next(iter(self._blocks))]
            self._blocks[number] = known
        return known
