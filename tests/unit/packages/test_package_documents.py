"""Signed documents: who signed what kind of thing, and what a hostile payload can do under a good signature."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.core import strictjson
from app.core.errors import BadSignature, FormatError, Malformed, NewerFormat, TooLarge, TrustError, UnknownSigner, WrongRole
from app.core.ids import sha256_hex
from app.packages import codec, documents
from app.packages.documents import Kind
from app.trust import b64, keys
from app.trust import envelope as dsse
from app.trust.keys import SigningKey
from tests.fakes import encoder_calls
from tests.fakes import package_values as pv

KEY, PUBLIC = pv.CHAIR_KEY, pv.CHAIR_KEY.public_hex
SAMPLES: list[tuple[Kind[Any], Any]] = [
    (documents.ROSTER, pv.roster()),
    (documents.SEASON, pv.season()),
    (documents.MANIFEST, pv.manifest()),
    (documents.INVITATION, pv.invitation()),
    (documents.ENROLMENT, pv.enrolment_request("ff" * 32)),
    (documents.RESULT, pv.statement(pv.all_parts())),
    (documents.RECEIPT, pv.receipt()),
    (documents.PANEL, pv.panel_result()),
]
every_kind = pytest.mark.parametrize(("kind", "value"), SAMPLES, ids=[k.name for k, _ in SAMPLES])


def envelope(kind: str, payload: bytes, key: SigningKey = KEY, version: str = "v1") -> bytes:
    """A good signature around any payload."""
    media_type = f"application/vnd.qcdesk.{kind}.{version}+json"
    signature = {"keyid": keys.key_id(key.public_hex), "sig": b64.encode(key.sign(dsse.pae(media_type, payload)))}
    return strictjson.dumps({"payload": b64.encode(payload), "payloadType": media_type, "signatures": [signature]})


@every_kind
def test_signed_read_and_named_by_its_payload(kind: Kind[Any], value: Any) -> None:
    data = documents.sign(kind, value, KEY)

    found = documents.read(kind, data, [pv.OTHER_KEY.public_hex, PUBLIC])

    assert (found.value, found.signer, found.payload_digest) == (value, PUBLIC, sha256_hex(codec.to_bytes(value)))
    assert documents.peek(kind, dsse.parse(data)) == value
    assert documents.sign(kind, value, KEY) == data


def test_what_is_signed_is_written_once() -> None:
    """A judge's whole work is proved and signed from the same bytes, which the envelope holds a second time."""
    season = pv.season()
    payload, whole = len(codec.to_bytes(season).decode()), len(documents.sign(documents.SEASON, season, KEY))

    assert sum(encoder_calls.lengths(lambda: documents.sign(documents.SEASON, season, KEY))) == payload + whole


@every_kind
def test_one_kind_never_passes_as_another(kind: Kind[Any], value: Any) -> None:
    data = documents.sign(kind, value, KEY)
    for other, _ in SAMPLES:
        if other is not kind:
            with pytest.raises(WrongRole):
                documents.read(other, data, [PUBLIC])
            with pytest.raises(WrongRole):
                documents.peek(other, dsse.parse(data))


def test_a_signature_of_one_kind_does_not_hold_for_another() -> None:
    data = documents.sign(documents.ROSTER, pv.roster(), KEY).replace(b"qcdesk.roster.v1", b"qcdesk.season.v1")

    with pytest.raises(BadSignature):
        documents.read(documents.SEASON, data, [PUBLIC])


def test_unknown_signers() -> None:
    data = documents.sign(documents.RECEIPT, pv.receipt(), KEY)
    for signers in ([], [pv.OTHER_KEY.public_hex]):
        with pytest.raises(UnknownSigner):
            documents.read(documents.RECEIPT, data, signers)
    stolen_name = data.replace(keys.key_id(PUBLIC).encode(), keys.key_id(pv.OTHER_KEY.public_hex).encode())
    with pytest.raises(BadSignature):
        documents.read(documents.RECEIPT, stolen_name, [pv.OTHER_KEY.public_hex])


def test_any_flipped_bit_is_noticed() -> None:
    data = documents.sign(documents.RECEIPT, pv.receipt(), KEY)
    for place in range(len(data)):
        spoilt = bytearray(data)
        spoilt[place] ^= 1 << place % 8
        with pytest.raises((TrustError, FormatError)):
            documents.read(documents.RECEIPT, bytes(spoilt), [PUBLIC])


@every_kind
def test_ext_is_kept_signed_and_ignored(kind: Kind[Any], value: Any) -> None:
    payload = strictjson.dumps({**codec.to_json(value), "ext": {"another program": ["said", 1.5]}})
    data = envelope(kind.name, payload)

    found = documents.read(kind, data, [PUBLIC])

    assert found.value == value
    assert found.payload_digest == sha256_hex(payload) != sha256_hex(codec.to_bytes(value))
    assert dsse.parse(data).payload == payload
    without = envelope(kind.name, codec.to_bytes(value))
    moved = data.replace(strictjson.loads(data)["payload"].encode(), strictjson.loads(without)["payload"].encode())
    with pytest.raises(BadSignature):
        documents.read(kind, moved, [PUBLIC])


@pytest.mark.parametrize("ext", [[], "text", None, 1, {"k": "x" * (64 << 10)}])
def test_ext_is_an_object_of_at_most_64_kib(ext: object) -> None:
    payload = strictjson.dumps({**codec.to_json(pv.receipt()), "ext": ext})
    with pytest.raises(Malformed, match="ext"):
        documents.read(documents.RECEIPT, envelope("receipt", payload), [PUBLIC])


def test_ext_of_exactly_64_kib() -> None:
    ext = {"k": "x" * ((64 << 10) - len('{"k":""}'))}
    payload = strictjson.dumps({**codec.to_json(pv.receipt()), "ext": ext})
    assert documents.read(documents.RECEIPT, envelope("receipt", payload), [PUBLIC]).value == pv.receipt()


@pytest.mark.parametrize(
    "inside", [b"1e400", b"-1e999", b"NaN", b"Infinity", b'"\\ud800"', b'{"\\udfff":1}', b"9" * 5000, b"[" * 30 + b"]" * 30]
)
def test_ext_cannot_smuggle_what_json_of_ours_never_holds(inside: bytes) -> None:
    payload = codec.to_bytes(pv.receipt())[:-1] + b',"ext":{"a":' + inside + b"}}"
    with pytest.raises(Malformed):
        documents.read(documents.RECEIPT, envelope("receipt", payload), [PUBLIC])


def test_a_newer_major_version_asks_for_an_update() -> None:
    for version in ("v2", "v9999"):
        with pytest.raises(NewerFormat):
            documents.read(documents.RECEIPT, envelope("receipt", b"{}", version=version), [PUBLIC])


@pytest.mark.timeout(30)
@pytest.mark.parametrize("kind", [documents.INVITATION, documents.ENROLMENT], ids=lambda k: k.name)
def test_too_large_is_said_before_anything_is_parsed(kind: Kind[Any]) -> None:
    with pytest.raises(TooLarge):
        documents.read(kind, b'"' * (2 * kind.limit + 1), [PUBLIC])
    with pytest.raises(TooLarge):
        documents.read(kind, envelope(kind.name, b" " * (kind.limit + 1)), [PUBLIC])


def test_what_breaks_a_limit_is_not_signed() -> None:
    for broken in (
        replace(pv.receipt(), judge="j-01"),
        replace(pv.receipt(), reason="x" * 20_001),
        replace(pv.receipt(), reason="half \ud83d"),
        replace(pv.receipt(), reason="NUL \0"),
        replace(pv.receipt(), sheets=-1),
        replace(pv.receipt(), sheets=True),
        replace(pv.receipt(), total="1"),
        replace(pv.receipt(), finals=(replace(pv.receipt().finals[0], independent=1_000_000),)),
    ):
        with pytest.raises(FormatError):
            documents.sign(documents.RECEIPT, broken, KEY)


def test_what_no_reader_would_take_for_its_size_is_not_signed() -> None:
    roomy = replace(pv.invitation(), root="x" * 100_000)
    assert documents.sign(documents.INVITATION, roomy, KEY)
    with pytest.raises(TooLarge):
        documents.sign(replace(documents.INVITATION, limit=100_000), roomy, KEY)


def test_a_value_that_would_not_read_back_is_not_signed() -> None:
    unhashable_twin = replace(pv.receipt(), finals=list(pv.receipt().finals))  # type: ignore[arg-type]
    with pytest.raises(FormatError, match="原样"):
        documents.sign(documents.RECEIPT, unhashable_twin, KEY)


@pytest.mark.parametrize("needs", [{"result": 2}, {"hologram": 1}])
def test_a_season_that_needs_a_newer_program_says_so_before_its_new_fields_are_called_unknown(needs: dict[str, int]) -> None:
    payload = strictjson.dumps({**codec.to_json(pv.season()), "needs": needs, "hologram": True})
    with pytest.raises(NewerFormat, match=next(iter(needs))):
        documents.read(documents.SEASON, envelope("season", payload), [PUBLIC])


@pytest.mark.parametrize("payload", [b"[]", b"null", b"{}", b'{"needs":[]}', b'{"needs":{"result":"2"}}', b'{"needs":{"result":[]}}', b""])
def test_a_season_without_a_shape(payload: bytes) -> None:
    with pytest.raises(Malformed):
        documents.read(documents.SEASON, envelope("season", payload), [PUBLIC])


def test_a_policy_has_one_digest_and_another_policy_another() -> None:
    policy = pv.season().policy
    assert documents.policy_digest(policy) == documents.value_digest(policy) == sha256_hex(codec.to_bytes(policy))
    assert documents.policy_digest(replace(policy, blind_units=not policy.blind_units)) != documents.policy_digest(policy)
