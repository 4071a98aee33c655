"""The public age vectors: what must open opens, what must not is refused in one sentence."""

from __future__ import annotations

import hashlib
import io
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.core.errors import AppError, FormatError, Malformed, NotForUs, TooLarge
from app.trust.age import header
from app.trust.age.reader import SealedReader, open_bytes
from app.trust.keys import SealIdentity

FOLDER = Path(__file__).parents[2] / "data" / "age" / "vectors"
LIMIT = 32 << 20


@dataclass(frozen=True)
class Vector:
    name: str
    expect: str
    payload: str
    identities: tuple[SealIdentity, ...]
    sealed: bytes
    unsupported: bool


def _load(path: Path) -> Vector:
    head, _, sealed = path.read_bytes().partition(b"\n\n")
    pairs = [line.split(": ", 1) for line in head.decode().splitlines()]
    fields = dict(pairs)
    if fields.get("compressed") == "zlib":
        sealed = zlib.decompress(sealed)
    secrets = [value for key, value in pairs if key == "identity"]
    ours = tuple(SealIdentity.from_age(s) for s in secrets if s.startswith("AGE-SECRET-KEY-1"))
    unsupported = "armored" in fields or "passphrase" in fields or b"-> mlkem768x25519" in sealed or (bool(secrets) and not ours)
    return Vector(path.name, fields["expect"], fields.get("payload", ""), ours, sealed, unsupported)


VECTORS = [_load(path) for path in sorted(FOLDER.iterdir())]
SUPPORTED = [v for v in VECTORS if not v.unsupported]
REFUSED = [v for v in VECTORS if v.unsupported]


def test_all_vectors_are_here() -> None:
    assert (len(SUPPORTED), len(REFUSED)) == (68, 75)
    assert sum(v.expect == "success" for v in SUPPORTED) == 14


@pytest.mark.parametrize("vector", SUPPORTED, ids=lambda v: v.name)
def test_supported_vector(vector: Vector) -> None:
    if vector.expect == "success":
        assert hashlib.sha256(open_bytes(vector.sealed, vector.identities, limit=LIMIT)).hexdigest() == vector.payload
        return
    with pytest.raises(NotForUs if vector.expect == "no match" else FormatError) as caught:
        open_bytes(vector.sealed, vector.identities, limit=LIMIT)
    if vector.expect in ("HMAC failure", "payload failure"):
        assert isinstance(caught.value, Malformed)


@pytest.mark.parametrize("vector", [v for v in SUPPORTED if v.expect == "success"], ids=lambda v: v.name)
def test_header_is_written_as_it_was_read(vector: Vector) -> None:
    read = header.parse(vector.sealed)
    assert header.serialise(read.stanzas) == read.signed
    assert header.finish(read.signed, read.mac) == vector.sealed[: read.size]


@pytest.mark.parametrize("vector", [v for v in SUPPORTED if v.expect == "payload failure"], ids=lambda v: v.name)
def test_damaged_payload_never_reads_to_its_end(vector: Vector) -> None:
    with pytest.raises(Malformed):
        SealedReader(io.BytesIO(vector.sealed), vector.identities).readall()


@pytest.mark.parametrize("vector", REFUSED, ids=lambda v: v.name)
def test_armor_scrypt_and_hybrid_are_refused(vector: Vector) -> None:
    identities = vector.identities or (SealIdentity.generate(),)
    with pytest.raises(AppError) as caught:
        open_bytes(vector.sealed, identities, limit=LIMIT)
    assert isinstance(caught.value, FormatError | NotForUs)
    assert caught.value.message.count("。") == 1


@pytest.mark.parametrize(
    ("name", "words"), [("armor_x25519", "armor"), ("scrypt", "口令"), ("hybrid", "后量子"), ("hybrid_and_x25519", "后量子")]
)
def test_the_sentence_says_what_the_file_is(name: str, words: str) -> None:
    vector = next(v for v in REFUSED if v.name == name)
    with pytest.raises(Malformed, match=words):
        open_bytes(vector.sealed, vector.identities or (SealIdentity.generate(),), limit=LIMIT)


def test_limit_is_checked_before_reading() -> None:
    vector = next(v for v in SUPPORTED if v.name == "stream_257_chunks")
    with pytest.raises(TooLarge):
        open_bytes(vector.sealed, vector.identities, limit=1 << 20)
