"""STREAM: the sealed body in chunks of 64 KiB, each with its own tag, the last one marked as last.

The mark is what makes a cut file different from a whole one, so sizes derived from a file's length are
worth nothing until its last chunk was opened *as* the last. Everything here is arithmetic and keys.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.trust.age.header import damaged

CHUNK = 64 << 10
TAG = 16
SEALED_CHUNK = CHUNK + TAG
NONCE = 16
"""Bytes between the header and the first chunk."""
FILE_KEY = 16


def hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    """32 bytes of HKDF-SHA256."""
    return HKDF(SHA256(), 32, salt, info).derive(key)


def header_mac(file_key: bytes, signed: bytes) -> bytes:
    """The 32-byte MAC that ties the header to the file key."""
    return hmac.digest(hkdf(file_key, b"", b"header"), signed, hashlib.sha256)


def payload_key(file_key: bytes, nonce: bytes) -> bytes:
    """The key of all chunks."""
    return hkdf(file_key, nonce, b"payload")


def chunk_nonce(index: int, *, last: bool) -> bytes:
    """11 bytes of counter, one byte that says whether this is the last chunk."""
    return index.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


@dataclass(frozen=True)
class Layout:
    """Where the chunks of a body of known sealed length lie; `chunks` ≥ 1, sizes in bytes."""

    start: int
    chunks: int
    plain_size: int

    @classmethod
    def of(cls, start: int, sealed_end: int) -> Layout:
        """Chunks between offsets `start` and `sealed_end`. Raises Malformed when no sealer writes that length."""
        length = sealed_end - start
        chunks = -(-length // SEALED_CHUNK)
        last = length - (chunks - 1) * SEALED_CHUNK
        if length < TAG or last < TAG or (last == TAG and chunks > 1):
            raise damaged()
        return cls(start, chunks, length - chunks * TAG)

    def span(self, index: int) -> tuple[int, int]:
        """(offset in the sealed file, sealed bytes) of chunk `index`."""
        plain = min(CHUNK, self.plain_size - index * CHUNK)
        return self.start + index * SEALED_CHUNK, plain + TAG

    def is_last(self, index: int) -> bool:
        return index == self.chunks - 1
