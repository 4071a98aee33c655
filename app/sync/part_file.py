"""The growing half of a download: what lies in it counts only as far as whole chunks match their hashes.

Bytes go to disk as they come, also those of an unfinished chunk: a slow line that is cut every few
megabytes still gets on. After a crash everything is hashed again, so nothing on disk is believed.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from app.core.errors import DownloadError, Malformed
from app.core.files import translated
from app.core.tasks import Context
from app.core.words import say
from app.models.entry import CHUNK

BLOCK = 1 << 18


@dataclass(frozen=True)
class Blob:
    """A sealed file by its content: hex SHA-256 and bytes of the whole, hashes of its 8 MiB chunks."""

    sha256: str
    size: int
    chunks: tuple[str, ...]


class BadChunk(DownloadError):
    """A chunk did not match its hash; it was thrown away and the part goes on from its start."""

    reason = "hash-mismatch"


class PartFile:
    """A `.part` opened for growing; `position` is its length, `verified` how much of that matched its hashes."""

    def __init__(self, path: Path, blob: Blob) -> None:
        if len(blob.chunks) != -(-blob.size // CHUNK):
            raise _contradiction()
        self.path, self.blob = path, blob
        self.position = self.verified = 0
        self._chunk, self._whole, self._kept = hashlib.sha256(), hashlib.sha256(), hashlib.sha256()
        with translated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._file = os.fdopen(os.open(path, flags, 0o644), "r+b", buffering=0)

    def __enter__(self) -> PartFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    @property
    def complete(self) -> bool:
        return self.position == self.blob.size

    @property
    def room(self) -> int:
        """Bytes to the end of the open chunk: no more may be added at once."""
        return min(CHUNK - (self.position - self.verified), self.blob.size - self.position)

    def recheck(self, ctx: Context) -> int:
        """Hash what an earlier run left, cut it where it stops holding; returns the bytes kept. Raises Cancelled."""
        with translated(self.path):
            while not self.complete and (block := self._file.read(min(BLOCK, self.room))):
                stop_if_cancelled(ctx)
                try:
                    self._count(block)
                except BadChunk:
                    break
            self._cut(self.position)
        return self.position

    def add(self, data: bytes) -> None:
        """Append at most `room` bytes. Raises BadChunk when they end a chunk that does not match, DiskFull, StoreError."""
        if len(data) > self.room:
            raise RuntimeError("more bytes than the chunk has room for")
        with translated(self.path):
            view = memoryview(data)
            while view:
                view = view[self._file.write(view) :]
            self._count(data)

    def finish(self) -> None:
        """Put everything on the disk. Raises Malformed when the whole is not what its chunks promised."""
        if self._whole.hexdigest() != self.blob.sha256:
            raise _contradiction()
        with translated(self.path):
            os.fsync(self._file.fileno())

    def _count(self, data: bytes) -> None:
        self._chunk.update(data)
        self._whole.update(data)
        self.position += len(data)
        if self.position == self.verified + CHUNK or self.complete:
            self._close_chunk()

    def _close_chunk(self) -> None:
        matches = self._chunk.hexdigest() == self.blob.chunks[self.verified // CHUNK]
        self._chunk = hashlib.sha256()
        if not matches:
            self._whole = self._kept.copy()
            self._cut(self.verified)
            raise BadChunk(
                say("收到的内容与签名的清单不符。", "What arrived does not match the signed list."),
                say("请换一个网络或来源，或用U盘。", "Use another network or source, or a stick."),
            )
        self.verified, self._kept = self.position, self._whole.copy()

    def _cut(self, length: int) -> None:
        self._file.truncate(length)
        self._file.seek(length)
        self.position = length


def stop_if_cancelled(ctx: Context) -> None:
    """Raise Cancelled when asked to stop, without touching the progress that is shown."""
    if ctx.cancelled:
        ctx.report()


def _contradiction() -> Malformed:
    return Malformed(
        say("清单里这个文件的校验值互相矛盾。", "The list's hashes of this file contradict each other."),
        say("请让组织方重新发布。", "Ask the organiser to publish again."),
        reason="hash-mismatch",
    )
