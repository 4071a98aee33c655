"""Sealing: any number of bytes to a few recipients, in one pass and 64 KiB of memory."""

from __future__ import annotations

import io
import secrets
from collections.abc import Sequence
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from app.core.errors import UsageError
from app.core.words import say
from app.trust.age import header, stream, x25519


def seal(source: BinaryIO, target: BinaryIO, recipients: Sequence[str]) -> None:
    """Seal what is left in `source` into `target` for 1 to 8 X25519 public keys (hex).

    Raises UsageError for none or too many recipients, Malformed for a key that is none; OSError of the
    files passes through. Write to a temporary file (`atomic_write`) and it is whole or not there.
    """
    if not 1 <= len(recipients) <= x25519.MAX_RECIPIENTS:
        raise UsageError(
            say("收件人应为 1 到 {most} 个。", "A file is sealed to 1 to {most} recipients.", most=x25519.MAX_RECIPIENTS),
            say("请减少收件人，或分成几个文件。", "Use fewer recipients, or several files."),
        )
    file_key, nonce = secrets.token_bytes(stream.FILE_KEY), secrets.token_bytes(stream.NONCE)
    signed = header.serialise(tuple(x25519.wrap(file_key, recipient) for recipient in recipients))
    target.write(header.finish(signed, stream.header_mac(file_key, signed)) + nonce)
    cipher = ChaCha20Poly1305(stream.payload_key(file_key, nonce))
    index, chunk = 0, _chunk(source)
    while following := _chunk(source):
        target.write(cipher.encrypt(stream.chunk_nonce(index, last=False), chunk, None))
        index, chunk = index + 1, following
    target.write(cipher.encrypt(stream.chunk_nonce(index, last=True), chunk, None))


def seal_bytes(data: bytes, recipients: Sequence[str]) -> bytes:
    """`data` sealed as by `seal`."""
    target = io.BytesIO()
    seal(io.BytesIO(data), target, recipients)
    return target.getvalue()


def _chunk(source: BinaryIO) -> bytes:
    """A full chunk, or what is left: raw files may return less than asked."""
    data = source.read(stream.CHUNK)
    while 0 < len(data) < stream.CHUNK and (more := source.read(stream.CHUNK - len(data))):
        data += more
    return data
