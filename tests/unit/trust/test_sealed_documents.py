"""Documents on the road: deflated, sealed, inflated with a counter."""

from __future__ import annotations

import random
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import FormatError, Malformed, NotForUs, TooLarge, TrustError
from app.trust import envelope, sealed
from app.trust.age.stream import CHUNK
from app.trust.age.writer import seal_bytes
from app.trust.keys import SealIdentity, SigningKey

ME = SealIdentity.from_hex("33" * 32)


@given(st.binary(max_size=500) | st.builds(lambda n: b"\0" * n, st.integers(0, 300_000)))
def test_round_trip(plain: bytes) -> None:
    assert sealed.unwrap(sealed.wrap(plain, [ME.public_hex]), [ME]) == plain


def test_round_trip_of_what_does_not_compress() -> None:
    noise = random.Random(6).randbytes(300_001)
    data = sealed.wrap(noise, [ME.public_hex])
    assert sealed.unwrap(data, [ME], limit=len(noise)) == noise
    with pytest.raises(TooLarge):
        sealed.unwrap(data, [ME], limit=len(noise) - 1)


def test_two_hundred_megabytes_of_zeros_are_refused_within_the_limit() -> None:
    engine = zlib.compressobj(9)
    bomb = b"".join([*(engine.compress(bytes(1 << 20)) for _ in range(200)), engine.flush()])
    data = seal_bytes(bomb, [ME.public_hex])
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            sealed.unwrap(data, [ME], limit=4 << 20)
        assert tracemalloc.get_traced_memory()[1] < 10 << 20
    finally:
        tracemalloc.stop()
    with pytest.raises(TooLarge):
        sealed.unwrap(data, [ME])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no zlib",
        zlib.compress(b"cut short")[:-1],
        zlib.compress(b"followed") + b"\0",
        zlib.compress(b"twice") * 2,
        zlib.compress(b"wrong sum")[:-1] + b"\0",
        zlib.compress(bytes(200_000)) + bytes(70_000),
    ],
)
def test_anything_but_one_whole_document_is_refused(body: bytes) -> None:
    with pytest.raises(Malformed):
        sealed.unwrap(seal_bytes(body, [ME.public_hex]), [ME])


def test_bytes_after_a_document_that_ends_with_a_chunk_are_refused() -> None:
    noise = random.Random(7).randbytes(CHUNK)
    whole = next(z for n in range(CHUNK - 40, CHUNK) if len(z := zlib.compress(noise[:n], 0)) == CHUNK)
    assert len(sealed.unwrap(seal_bytes(whole, [ME.public_hex]), [ME])) > CHUNK - 40
    with pytest.raises(Malformed):
        sealed.unwrap(seal_bytes(whole + b"x", [ME.public_hex]), [ME])


def test_every_changed_byte_of_a_sealed_envelope_is_refused() -> None:
    key = SigningKey.from_seed("44" * 32)
    data = sealed.wrap(envelope.sign("receipt", b'{"state":"counted"}', key), [ME.public_hex])
    refused = 0
    for position in range(len(data)):
        for flip in (0x01, 0x80):
            changed = bytearray(data)
            changed[position] ^= flip
            with pytest.raises((TrustError, FormatError)):
                envelope.verify(envelope.parse(sealed.unwrap(bytes(changed), [ME]), limit=4096), key.public_hex, "receipt")
            refused += 1
    assert refused == 2 * len(data)


def test_not_for_us() -> None:
    with pytest.raises(NotForUs):
        sealed.unwrap(sealed.wrap(b"{}", [SealIdentity.generate().public_hex]), [ME])
