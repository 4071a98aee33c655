"""Where media bytes come from: anything that reads and seeks.

Submissions stay sealed on disk; a reader that unseals while it reads is handed in from above. This
package therefore knows neither paths nor keys, only this protocol, and copes with short reads.
A source is used by one document or player at a time and is closed by whoever opened it.
"""

from __future__ import annotations

import os
from typing import Protocol

from app.core.errors import MediaError
from app.core.words import say


class SeekableSource(Protocol):
    """A binary reader: open files, `io.BytesIO` and sealed readers all fit. Short reads are allowed."""

    def read(self, size: int = -1, /) -> bytes | None: ...

    def seek(self, offset: int, whence: int = 0, /) -> int: ...

    def tell(self) -> int: ...


def size_of(source: SeekableSource) -> int:
    """Length of the source in bytes; its position is kept."""
    here = source.tell()
    size = source.seek(0, os.SEEK_END)
    source.seek(here)
    return size


def read_at(source: SeekableSource, offset: int, size: int) -> bytes:
    """Exactly `size` bytes from `offset`, fewer only where the source ends."""
    source.seek(offset)
    first = source.read(size) or b""
    if len(first) == size or not first:
        return first
    parts, missing = [first], size - len(first)
    while missing > 0:
        part = source.read(missing)
        if not part:
            break
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def require_bytes(source: SeekableSource) -> int:
    """Size of the source; raises MediaError "empty" when there is nothing in it."""
    size = size_of(source)
    if size == 0:
        raise MediaError(
            say("文件是空的。", "The file is empty."),
            say("请向提交单位重新索取文件。", "Ask the unit that handed it in for the file again."),
            reason="empty",
        )
    return size
