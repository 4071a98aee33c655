"""Result packages: signed by the judge's key of the epoch named, sealed to readers, and the same document in every sealing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.core import strictjson
from app.core.errors import BadSignature, FormatError, Malformed, NotForUs, TooLarge, TrustError, UnknownSigner, WrongRole
from app.models.result import Statement
from app.models.roster import KeyEpoch
from app.packages import documents, result, sealed_documents, sealing
from app.packages.result import SignedResult
from app.packages.sealing import Bundle
from app.trust import sealed
from app.trust.keys import SigningKey
from tests.fakes import package_values as pv

ROSTER, PARTS = pv.roster(), pv.all_parts()
READERS = [pv.CHAIR.public_hex, pv.ORGANISER.public_hex]


def signed(key: SigningKey = pv.JUDGE_KEY, **changes: object) -> SignedResult:
    statement: Statement = replace(pv.statement(PARTS), **changes)  # type: ignore[arg-type]
    return result.sign(statement, PARTS, key)


def test_signed_sealed_opened_by_each_reader() -> None:
    made = signed()
    data = result.seal(made, READERS)
    assert sealing.is_sealed(data)
    for reader in (pv.CHAIR, pv.ORGANISER):
        found = result.open_package(data, [pv.STRANGER, reader], ROSTER)
        assert found.statement.value == pv.statement(PARTS)
        assert (found.judge.id, found.key.epoch, found.payload) == ("J-01", 2, made.payload)
        assert found.bundle == made.bundle
        assert found.parts.points == (PARTS[0],)


def test_nobody_else_opens_it() -> None:
    data = result.seal(signed(), READERS)
    for identities in ([pv.STRANGER], [pv.JUDGE], []):
        with pytest.raises(NotForUs):
            result.open_package(data, identities, ROSTER)


def test_two_sealings_of_one_payload_are_one_document() -> None:
    made = signed()
    first, second = result.seal(made, READERS), result.seal(made, READERS)
    assert first != second
    assert {result.open_package(d, [pv.CHAIR], ROSTER).payload for d in (first, second)} == {made.payload}
    assert signed() == made


def test_another_key_another_epoch_another_judge() -> None:
    for made in (
        signed(pv.CHAIR_KEY),
        signed(SigningKey.generate()),
        signed(pv.OTHER_KEY),
        signed(epoch=1),
        signed(epoch=3),
        signed(judge="J-02"),
        signed(judge="J-03"),
        signed(judge="J-99"),
    ):
        with pytest.raises(UnknownSigner):
            result.believe(made.bundle, ROSTER)


def test_an_older_epoch_is_believed_under_its_own_key_and_says_which() -> None:
    found = result.believe(signed(pv.OTHER_KEY, epoch=1).bundle, ROSTER)
    assert found.key.epoch == 1
    assert found.key.ended is not None


def test_another_season() -> None:
    made = signed(season="qc0000000000000000")
    with pytest.raises(TrustError) as refused:
        result.believe(made.bundle, ROSTER)
    assert refused.value.reason == "other-season"


def test_an_envelope_under_other_parts() -> None:
    other = (pv.points_part(topic=1500), *PARTS[1:])
    swapped = Bundle(signed().bundle.envelope, result.sign(pv.statement(other), other, pv.JUDGE_KEY).bundle.parts)
    with pytest.raises(Malformed) as refused:
        result.believe(swapped, ROSTER)
    assert refused.value.reason == "parts-mismatch"


def test_parts_that_the_statement_does_not_name_are_our_bug() -> None:
    with pytest.raises(RuntimeError):
        result.sign(pv.statement(PARTS), PARTS[:-1], pv.JUDGE_KEY)


def test_documents_of_other_kinds() -> None:
    receipt, data = sealed_documents.seal(documents.RECEIPT, pv.receipt(), pv.JUDGE_KEY, [pv.CHAIR.public_hex])
    with pytest.raises(WrongRole, match="不是评分文件（种类：receipt）"):
        result.open_package(data, [pv.CHAIR], ROSTER)
    as_result = receipt.replace(b"qcdesk.receipt.v1", b"qcdesk.result.v1")
    with pytest.raises(FormatError):
        result.believe(Bundle(as_result), ROSTER)


def test_a_forged_statement_under_the_old_signature() -> None:
    made, other = signed(), signed(sequence=2)
    forged = strictjson.loads(made.bundle.envelope) | {"payload": strictjson.loads(other.bundle.envelope)["payload"]}
    with pytest.raises(BadSignature):
        result.believe(Bundle(strictjson.dumps(forged), made.bundle.parts), ROSTER)


def test_two_keys_of_one_epoch_on_a_roster_never_widen_who_is_believed() -> None:
    """The roster is the organiser's; should it name an epoch twice, its first key counts and no other."""
    judge = ROSTER.judges[0]
    twice = replace(judge, keys=(*judge.keys, KeyEpoch(2, pv.CHAIR_KEY.public_hex, pv.CHAIR.public_hex, 3)))
    with pytest.raises(UnknownSigner):
        result.believe(signed(pv.CHAIR_KEY).bundle, replace(ROSTER, judges=(twice,)))


def test_flipped_bits_anywhere_in_the_file() -> None:
    data = result.seal(signed(), READERS)
    head = data.index(b"\n--- ") + 60
    for place in [*range(head), *range(head, len(data), 7)]:
        spoilt = bytearray(data)
        spoilt[place] ^= 1 << place % 8
        with pytest.raises((TrustError, FormatError)):
            result.open_package(bytes(spoilt), [pv.CHAIR], ROSTER)


def test_cut_short_anywhere_or_followed_by_something() -> None:
    data = result.seal(signed(), READERS)
    for end in (0, 1, 21, 22, 100, len(data) // 2, len(data) - 1):
        with pytest.raises((TrustError, FormatError)):
            result.open_package(data[:end], [pv.CHAIR], ROSTER)
    with pytest.raises(FormatError):
        result.open_package(data + b"\n", [pv.CHAIR], ROSTER)


@pytest.mark.parametrize(
    "inside",
    [
        b"", b"[]", b"null", b"{}", b'{"envelope":"{}"}', b'{"envelope":{},"parts":[]}', b'{"envelope":"{}","parts":{}}', b'{"envelope":"{}","parts":[1]}',
        b'{"envelope":"{}","parts":[["a"]]}', b'{"envelope":"{}","parts":[],"more":1}', b'{"envelope":"\\ud800","parts":[]}',
        b'{"envelope":"{}","parts":["\\udfff"]}', b'{"envelope":"{}","envelope":"{}","parts":[]}', b'{"envelope":"{}","parts":[]}\x00',
        b'{"envelope":"{}","parts":[' + b'"",' * 10_000 + b'""]}', b"\xff\xfe", b'\xef\xbb\xbf{"envelope":"{}","parts":[]}',
    ],
)  # fmt: skip
def test_what_lies_inside_is_no_package(inside: bytes) -> None:
    with pytest.raises(FormatError):
        sealing.unseal(sealed.wrap(inside, READERS), [pv.CHAIR])


@pytest.mark.timeout(30)
def test_more_than_it_may_unpack_to_and_lists_without_end_are_refused_at_once() -> None:
    huge = sealed.wrap(b" " * (sealing.INFLATED + 1), READERS)
    lists = sealed.wrap(b'{"envelope":"","parts":[' + b"[]," * 10_000_000 + b"[]]}", READERS)
    for data in (huge, lists):
        with pytest.raises(TooLarge):
            sealing.unseal(data, [pv.CHAIR])


def test_what_nobody_could_open_again_is_not_sealed() -> None:
    for bundle in (Bundle(b"{}", (b"x" * sealing.INFLATED,)), Bundle(b"{}", (b"",) * (sealing.MAX_PARTS + 1))):
        with pytest.raises(TooLarge):
            sealing.seal(bundle, READERS)


def test_a_small_kind_is_not_unpacked_as_far_as_a_large_one() -> None:
    data = sealed.wrap(b" " * (2 * documents.RECEIPT.limit + 1), READERS)
    with pytest.raises(TooLarge):
        sealed_documents.open_sealed(documents.RECEIPT, data, [pv.CHAIR], [])


def test_a_bundle_keeps_every_byte() -> None:
    bundle = Bundle('{"payload":"\u2028"}'.encode(), ("中文\n".encode(), b"", b'"\\'))
    assert sealing.unseal(sealing.seal(bundle, READERS), [pv.ORGANISER]) == bundle


@pytest.mark.parametrize(
    "data", [b"", b"age", b"%PDF-1.7", b"PK\x03\x04", b"age-encryption.org/v2\n", b"-----BEGIN AGE ENCRYPTED FILE-----\n"]
)
def test_other_files_are_told_by_content(data: bytes) -> None:
    with pytest.raises(FormatError):
        sealing.unseal(data, [pv.CHAIR])


def test_sealed_documents_have_no_parts() -> None:
    envelope, data = sealed_documents.seal(documents.MANIFEST, pv.manifest(), pv.DAILY_KEY, READERS)
    found, again = sealed_documents.open_sealed(documents.MANIFEST, data, [pv.CHAIR], [pv.DAILY_KEY.public_hex])
    assert (found.value, again) == (pv.manifest(), envelope)
    resealed = sealed_documents.seal_envelope(envelope, [pv.JUDGE.public_hex])
    once_more, _ = sealed_documents.open_sealed(documents.MANIFEST, resealed, [pv.JUDGE], [pv.DAILY_KEY.public_hex])
    assert once_more.payload_digest == found.payload_digest
    with pytest.raises(Malformed, match="多余"):
        sealed_documents.open_sealed(
            documents.MANIFEST, sealing.seal(Bundle(envelope, (b"x",)), READERS), [pv.CHAIR], [pv.DAILY_KEY.public_hex]
        )
