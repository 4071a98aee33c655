"""The envelope: what was signed comes back, nothing else does, and only checked bytes become Verified."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from securesystemslib.dsse import Envelope as Reference

from app.core import strictjson
from app.core.errors import BadSignature, FormatError, Malformed, NewerFormat, TooLarge, TrustError, UnknownSigner, WrongRole
from app.trust import b64, envelope
from app.trust.envelope import Verified
from app.trust.keys import SigningKey

KEY = SigningKey.from_seed("07" * 32)
SIGNED = envelope.sign("result", b'{"a":1}', KEY)


def _changed(**changes: Any) -> bytes:
    return strictjson.dumps(json.loads(SIGNED) | changes)


def _signature(**changes: Any) -> list[dict[str, Any]]:
    return [json.loads(SIGNED)["signatures"][0] | changes]


@given(st.binary(max_size=300))
def test_round_trip(payload: bytes) -> None:
    read = envelope.parse(envelope.sign("panel", payload, KEY), limit=4096)
    verified = envelope.verify(read, KEY.public_hex, "panel")
    assert (verified.value, verified.signer, verified.payload_digest) == (payload, KEY.public_hex, read.payload_digest)


def test_signed_bytes_are_those_of_the_reference_library() -> None:
    reference = Reference.from_dict(json.loads(SIGNED))
    assert envelope.pae(envelope.payload_type("result"), b'{"a":1}') == reference.pae()
    assert envelope.sign("result", b'{"a":1}', KEY) == SIGNED


def test_every_changed_byte_is_refused() -> None:
    for position in range(len(SIGNED)):
        for bit in (1, 32):
            data = bytearray(SIGNED)
            data[position] ^= bit
            with pytest.raises((TrustError, FormatError)):
                envelope.verify(envelope.parse(bytes(data), limit=4096), KEY.public_hex, "result")


@pytest.mark.parametrize(
    "data",
    [
        _changed(extra=1),
        _changed(payload=1),
        _changed(payload="e30"),
        _changed(payload="e31="),
        _changed(signatures=[]),
        _changed(signatures=_signature() * 2),
        _changed(signatures={}),
        _changed(signatures=_signature(alg="none")),
        _changed(signatures=_signature(keyid="AB" * 32)),
        _changed(signatures=_signature(sig=b64.encode(bytes(63)))),
        _changed(payloadType="application/vnd.qcdesk.Result.v1+json"),
        _changed(payloadType="application/json"),
        SIGNED.replace(b'"payload":', b'"payload":"","payload":', 1),
        b"[]",
        b"",
    ],
)
def test_anything_unusual_is_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        envelope.parse(data, limit=4096)


def test_newer_and_larger_are_said_so() -> None:
    with pytest.raises(NewerFormat):
        envelope.parse(_changed(payloadType="application/vnd.qcdesk.result.v2+json"), limit=4096)
    with pytest.raises(TooLarge):
        envelope.parse(SIGNED, limit=len(SIGNED) - 1)


def test_blame_decides_the_class() -> None:
    read = envelope.parse(SIGNED, limit=4096)
    with pytest.raises(WrongRole):
        envelope.verify(read, KEY.public_hex, "panel")
    with pytest.raises(UnknownSigner):
        envelope.verify(read, SigningKey.generate().public_hex, "result")
    with pytest.raises(BadSignature):
        envelope.verify(envelope.parse(_changed(payload="e30="), limit=4096), KEY.public_hex, "result")


def test_a_signature_does_not_move_to_another_kind() -> None:
    moved = envelope.parse(_changed(payloadType=envelope.payload_type("panel")), limit=4096)
    with pytest.raises(BadSignature):
        envelope.verify(moved, KEY.public_hex, "panel")


def test_only_this_package_makes_verified() -> None:
    with pytest.raises(RuntimeError):
        Verified(b"forged", KEY.public_hex, "00" * 32)
    with pytest.raises(RuntimeError):
        envelope.payload_type("../result")
    verified = envelope.verify(envelope.parse(SIGNED, limit=4096), KEY.public_hex, "result").map(json.loads)
    assert verified.value == {"a": 1}
    assert verified.payload_digest == envelope.parse(SIGNED, limit=4096).payload_digest
