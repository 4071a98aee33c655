"""Sealing: round trips at every awkward size, any seek, any damage; and other programs agree both ways."""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import threading
from pathlib import Path

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import FormatError, Malformed, NewerFormat, NotForUs, TooLarge, TrustError, UsageError
from app.trust import b64
from app.trust.age import header
from app.trust.age.reader import SealedReader, open_bytes
from app.trust.age.stream import CHUNK, Layout
from app.trust.age.writer import seal, seal_bytes
from app.trust.keys import SealIdentity, recipient_to_age

ME, CHAIR = SealIdentity.from_hex("11" * 32), SealIdentity.from_hex("22" * 32)
AWKWARD = sorted({max(0, n * CHUNK + d) for n in range(4) for d in (-1, 0, 1)})
NOISE = random.Random(5).randbytes(4 * CHUNK)


class Dribble(io.RawIOBase):
    """A raw file that returns a few bytes at a time, as pipes and sockets do."""

    def __init__(self, data: bytes) -> None:
        self._inner = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        piece = self._inner.read(min(len(buffer), 10_007))
        buffer[: len(piece)] = piece
        return len(piece)


@pytest.mark.parametrize("size", AWKWARD)
def test_round_trip_at_chunk_edges(size: int) -> None:
    sealed = seal_bytes(NOISE[:size], [CHAIR.public_hex, ME.public_hex])
    assert open_bytes(sealed, [ME], limit=size) == NOISE[:size]
    assert open_bytes(sealed, [SealIdentity.generate(), CHAIR], limit=size) == NOISE[:size]
    if size:
        with pytest.raises(TooLarge):
            open_bytes(sealed, [ME], limit=size - 1)


@given(st.binary(max_size=200))
def test_round_trip_of_small_documents(data: bytes) -> None:
    assert open_bytes(seal_bytes(data, [ME.public_hex]), [ME], limit=len(data)) == data


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(AWKWARD) | st.integers(0, 4 * CHUNK),
    st.lists(st.tuples(st.integers(0, 5 * CHUNK), st.integers(0, 2 * CHUNK), st.sampled_from([0, 1, 2])), max_size=8),
)
def test_any_seek_reads_what_a_plain_file_would(size: int, moves: list[tuple[int, int, int]]) -> None:
    plain = io.BytesIO(NOISE[:size])
    reader = SealedReader(io.BytesIO(seal_bytes(NOISE[:size], [ME.public_hex])), [ME])
    assert reader.size == size
    for offset, length, whence in moves:
        by = -min(offset, size) if whence == io.SEEK_END else offset
        assert reader.seek(by, whence) == plain.seek(by, whence) == reader.tell()
        assert reader.read(length) == plain.read(length)
    assert reader.readall() == plain.read()


def test_raw_sources_that_return_little_are_sealed_whole() -> None:
    target = io.BytesIO()
    seal(Dribble(NOISE[: 2 * CHUNK]), target, [ME.public_hex])  # type: ignore[arg-type]
    assert open_bytes(target.getvalue(), [ME], limit=2 * CHUNK) == NOISE[: 2 * CHUNK]


def test_every_changed_byte_and_every_cut_is_refused() -> None:
    sealed = seal_bytes(b"points", [ME.public_hex])
    for position in range(len(sealed)):
        data = bytearray(sealed)
        data[position] ^= 1
        with pytest.raises((TrustError, FormatError)):
            open_bytes(bytes(data), [ME], limit=100)
        with pytest.raises((TrustError, FormatError)):
            open_bytes(sealed[:position], [ME], limit=100)
    with pytest.raises(Malformed):
        open_bytes(sealed + b"\0", [ME], limit=100)


def test_a_file_cut_at_a_chunk_has_no_length() -> None:
    sealed = seal_bytes(NOISE[: 3 * CHUNK], [ME.public_hex])
    with pytest.raises(Malformed):
        SealedReader(io.BytesIO(sealed[: -(CHUNK + 16)]), [ME])
    source = io.BytesIO(sealed)
    with pytest.raises(Malformed):
        SealedReader(source, [ME], sealed_size=len(sealed) + 1)
    assert source.closed
    assert SealedReader(io.BytesIO(sealed), [ME], sealed_size=len(sealed)).size == 3 * CHUNK


def test_a_damaged_middle_chunk_is_refused_where_it_is_read() -> None:
    sealed = bytearray(seal_bytes(NOISE[: 3 * CHUNK], [ME.public_hex]))
    sealed[-2 * (CHUNK + 16) + 5] ^= 1
    reader = SealedReader(io.BytesIO(bytes(sealed)), [ME])
    assert reader.read(CHUNK) == NOISE[:CHUNK]
    with pytest.raises(Malformed):
        reader.read(1)
    reader.seek(2 * CHUNK)
    assert reader.readall() == NOISE[2 * CHUNK : 3 * CHUNK]


def test_not_for_us_and_the_number_of_recipients() -> None:
    with pytest.raises(NotForUs):
        open_bytes(seal_bytes(b"x", [CHAIR.public_hex]), [ME], limit=9)
    with pytest.raises(NotForUs):
        open_bytes(seal_bytes(b"x", [CHAIR.public_hex]), [], limit=9)
    for count in (0, 9):
        with pytest.raises(UsageError):
            seal_bytes(b"x", [ME.public_hex] * count)
    with pytest.raises(Malformed):
        seal_bytes(b"x", ["00" * 32])
    assert open_bytes(seal_bytes(b"x", [CHAIR.public_hex] * 7 + [ME.public_hex]), [ME], limit=9) == b"x"


def test_header_limits() -> None:
    ours = header.parse(seal_bytes(b"x", [ME.public_hex])).stanzas
    for extra, refused in ((4, NotForUs), (5, Malformed)):
        unknown = tuple(header.Stanza("grease", ("a",), b"") for _ in range(extra))
        with pytest.raises(refused):
            open_bytes(header.finish(header.serialise(unknown + ours), bytes(32)), [CHAIR], limit=9)
    nine = header.finish(header.serialise(ours * 9), bytes(32))
    with pytest.raises(Malformed, match="太多"):
        open_bytes(nine, [ME], limit=9)
    with pytest.raises(TooLarge):
        header.parse(header.finish(header.serialise((header.Stanza("long", ("a",), bytes(4096)),)), bytes(32)))
    with pytest.raises(NewerFormat):
        open_bytes(b"age-encryption.org/v2\n-> x\n", [ME], limit=9)
    with pytest.raises(Malformed):
        open_bytes(b"PK\x03\x04", [ME], limit=9)


def test_headers_no_sealer_writes() -> None:
    good = (header.Stanza("grease", ("a",), bytes(51)),)
    signed = header.serialise(good)
    assert header.parse(header.finish(signed, bytes(32))).stanzas == good
    one_long_line = signed.replace(b"A" * 64 + b"\n", b"A" * 64)
    for data in (
        header.finish(signed, bytes(31)),
        header.finish(header.serialise(()), bytes(32)),
        header.finish(one_long_line, bytes(32)),
    ):
        with pytest.raises(Malformed):
            header.parse(data)


@pytest.mark.parametrize("length", [0, 15, CHUNK + 16 + 1, CHUNK + 16 + 15, CHUNK + 32, 2 * (CHUNK + 16) + 16])
def test_lengths_no_sealer_writes(length: int) -> None:
    with pytest.raises(Malformed):
        Layout.of(200, 200 + length)


class Yielding(io.BytesIO):
    """A source that lets other threads run between being positioned and being read."""

    def read(self, size: int | None = -1, /) -> bytes:
        threading.Event().wait(0.002)
        return super().read(size)


def test_readers_in_threads_do_not_mix_bytes() -> None:
    size = 3 * CHUNK + 99
    reader = SealedReader(Yielding(seal_bytes(NOISE[:size], [ME.public_hex])), [ME])
    taken: list[bytes] = []

    def take() -> None:
        while piece := reader.read(9_973):
            taken.append(piece)

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(NOISE[i : min(i + 9_973, size)] for i in range(0, size, 9_973))


def test_base64_has_one_spelling() -> None:
    assert b64.decode("AA==") == b"\0"
    for text in ("AB==", "AA", "AA=", "AA==\n", " AA==", "A", "é", "_w==", "A" * 5):
        with pytest.raises(Malformed):
            b64.decode(text)


@pytest.mark.parametrize("size", [0, 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_pyrage_both_ways(size: int) -> None:
    theirs = pyrage.x25519.Identity.from_str(ME.to_age())
    assert pyrage.decrypt(seal_bytes(NOISE[:size], [CHAIR.public_hex, ME.public_hex]), [theirs]) == NOISE[:size]
    for _ in range(5):  # each with other grease
        sealed = pyrage.encrypt(NOISE[:size], [pyrage.x25519.Recipient.from_str(recipient_to_age(ME.public_hex))])
        assert open_bytes(sealed, [ME], limit=size) == NOISE[:size]


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not installed")
@pytest.mark.parametrize("size", [0, CHUNK, 2 * CHUNK + 5])
def test_the_age_program_both_ways(tmp_path: Path, size: int) -> None:
    secret = tmp_path / "key.txt"
    secret.write_text(ME.to_age() + "\n")
    opened = subprocess.run(
        ["age", "-d", "-i", os.fspath(secret)], input=seal_bytes(NOISE[:size], [ME.public_hex]), capture_output=True, check=True
    )
    assert opened.stdout == NOISE[:size]
    sealed = subprocess.run(["age", "-r", recipient_to_age(ME.public_hex)], input=NOISE[:size], capture_output=True, check=True)
    assert open_bytes(sealed.stdout, [ME], limit=size) == NOISE[:size]
