"""Sealing a material once, in one pass: hashed, encrypted, hashed again and written, whatever its size.

Each file gets an identity of its own that only manifests carry: adding a judge later re-seals a small
manifest, never a video.
"""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path
from typing import BinaryIO, cast

from app.core.files import atomic_write, replace, sync_folder, translated
from app.core.tasks import Context
from app.models.entry import CHUNK
from app.models.sealed_file import SealedFile
from app.trust.age.writer import seal
from app.trust.keys import SealIdentity

__all__ = ["SealedFile", "seal_file"]

_REPORT_EVERY = 4 << 20


class _Source:
    """Reads the plain file, hashing it and reporting on the way."""

    def __init__(self, stream: BinaryIO, total: int, ctx: Context) -> None:
        self._stream, self._total, self._ctx = stream, total, ctx
        self.digest, self.size, self._said = hashlib.sha256(), 0, 0

    def read(self, amount: int = -1) -> bytes:
        block = self._stream.read(amount)
        self.digest.update(block)
        self.size += len(block)
        if self.size - self._said >= _REPORT_EVERY or not block:
            self._said = self.size
            self._ctx.report("", min(1.0, self.size / self._total) if self._total else 1.0)
        return block


class _Target:
    """Writes the sealed file, hashing the whole and each 8 MiB of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.digest, self.size = hashlib.sha256(), 0
        self._chunk, self._chunks = hashlib.sha256(), []  # type: tuple[hashlib._Hash, list[str]]

    def write(self, data: bytes) -> int:
        self._stream.write(data)
        self.digest.update(data)
        view = memoryview(data)
        while view:
            piece = view[: CHUNK - self.size % CHUNK]
            self._chunk.update(piece)
            self.size += len(piece)
            view = view[len(piece) :]
            if self.size % CHUNK == 0:
                self._chunks.append(self._chunk.hexdigest())
                self._chunk = hashlib.sha256()
        return len(data)

    def chunks(self) -> tuple[str, ...]:
        """Hashes of all chunks, the last one possibly short."""
        rest = [self._chunk.hexdigest()] if self.size % CHUNK else []
        return (*self._chunks, *rest)


def seal_file(plain: Path, blobs: Path, ctx: Context) -> SealedFile:
    """Seal `plain` into `blobs`/<2 hex>/<sha256 of the sealed bytes>, in bounded memory.

    Raises Cancelled, DiskFull, StoreError or UsageError (not there); then nothing was written.
    """
    identity = SealIdentity.generate()
    passing = blobs / f".{secrets.token_hex(8)}.tmp"
    with translated(plain), plain.open("rb") as stream:
        source = _Source(stream, plain.stat().st_size, ctx)
        written: list[_Target] = []

        def write(out: BinaryIO) -> None:
            written.append(_Target(out))
            seal(cast("BinaryIO", source), cast("BinaryIO", written[0]), [identity.public_hex])

        atomic_write(passing, write)
    target = written[0]
    sealed = target.digest.hexdigest()
    _rename(passing, blobs / sealed[:2] / sealed)
    return SealedFile(source.size, source.digest.hexdigest(), target.size, sealed, target.chunks(), identity.secret_hex)


def _rename(passing: Path, place: Path) -> None:
    try:
        with translated(place):
            place.parent.mkdir(parents=True, exist_ok=True)
            replace(passing, place)
            sync_folder(place.parent)
    except BaseException:
        passing.unlink(missing_ok=True)
        raise
