"""Small documents on the road: age(zlib(bytes)), inflated with a counter.

zlib (RFC 1950) rather than raw deflate: two bytes of header and a checksum tell a damaged writer from a
hostile one, at six bytes. Compression comes before sealing because sealed bytes do not compress. What
is compressed holds no secret a stranger could guess against: one file, one author, sealed once.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

from app.core.errors import Malformed, TooLarge
from app.core.text import size_words
from app.core.words import say
from app.trust.age.reader import SealedReader
from app.trust.age.stream import CHUNK
from app.trust.age.writer import seal_bytes
from app.trust.keys import SealIdentity

LIMIT = 64 << 20
"""Inflated bytes of the largest document that is read."""


def wrap(plain: bytes, recipients: Sequence[str]) -> bytes:
    """`plain` deflated and sealed to 1–8 X25519 public keys (hex). Raises as `age.writer.seal`."""
    return seal_bytes(zlib.compress(plain, 9), recipients)


def unwrap(data: bytes, identities: Sequence[SealIdentity], *, limit: int = LIMIT) -> bytes:
    """What `wrap` was given, never making more than `limit` bytes of it.

    Raises NotForUs, TooLarge, or Malformed for anything damaged, cut short or followed by other bytes.
    """
    with SealedReader(io.BytesIO(data), identities) as reader:
        return _inflate(reader, limit)


def _inflate(reader: SealedReader, limit: int) -> bytes:
    engine, plain = zlib.decompressobj(), io.BytesIO()
    while not engine.eof:
        compressed = engine.unconsumed_tail or reader.read(CHUNK) or b""
        try:
            piece = engine.decompress(compressed, CHUNK)
        except zlib.error as error:
            raise _not_ours() from error
        if not piece and not compressed:
            raise _not_ours()
        if plain.tell() + len(piece) > limit:
            raise _too_large(limit)
        plain.write(piece)
    if engine.unused_data or reader.tell() < reader.size:
        raise _not_ours()
    return plain.getvalue()


def _too_large(limit: int) -> TooLarge:
    return TooLarge(
        say("文件解压后超过 {limit}。", "Unpacked, the file is larger than {limit}.", limit=size_words(limit)),
        say("这不是质评台的文件，请重新索取。", "This is not a file of this program; ask for it again."),
    )


def _not_ours() -> Malformed:
    return Malformed(
        say("文件内容不完整或不是质评台写的。", "The content is incomplete or was not written by this program."),
        say("请重新索取这个文件。", "Ask for the file again."),
    )
