"""Invitations and enrolments: who may have sent them, for how long, and what happens to a swapped root."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.core import strictjson
from app.core.errors import BadSignature, Expired, FormatError, Malformed, TooLarge, TrustError, UnknownSigner, WrongRole
from app.models.assignment import Invitation
from app.packages import codec, documents, enrolment, root
from app.trust import keys
from app.trust.keys import SealIdentity, SigningKey
from tests.fakes import package_values as pv

SOON = pv.NOON + timedelta(days=1)


def invited(key: SigningKey = pv.DAILY_KEY, **changes: Any) -> bytes:
    return documents.sign(documents.INVITATION, replace(pv.invitation(), **changes), key)


def test_an_invitation_is_believed_under_the_root_it_carries() -> None:
    found = enrolment.read_invitation(invited(), SOON)
    assert (found.value, found.signer) == (pv.invitation(), pv.DAILY_KEY.public_hex)


def test_it_lasts_to_the_very_second() -> None:
    ends = pv.invitation().expires
    assert enrolment.read_invitation(invited(), ends).value == pv.invitation()
    with pytest.raises(Expired, match="2026-07-15"):
        enrolment.read_invitation(invited(), ends + timedelta(microseconds=1))


def test_a_stranger_cannot_prolong_it() -> None:
    for key in (pv.ROOT_KEY, pv.JUDGE_KEY):
        with pytest.raises(UnknownSigner):
            enrolment.read_invitation(invited(key, expires=SOON + timedelta(days=9999)), SOON)


def test_the_root_of_another_season() -> None:
    with pytest.raises(BadSignature, match="赛季"):
        enrolment.read_invitation(invited(season="qc0000000000000000"), SOON)


def test_a_swapped_root_makes_another_season() -> None:
    """Whoever swaps the root must sign with a key in it, and so must also name another season: the season code shows it."""
    theirs = pv.root_json().replace(pv.DAILY_KEY.public_hex.encode(), pv.OTHER_KEY.public_hex.encode())
    with pytest.raises(UnknownSigner):
        enrolment.read_invitation(invited(root=theirs.decode()), SOON)
    with pytest.raises(BadSignature):
        enrolment.read_invitation(invited(pv.OTHER_KEY, root=theirs.decode()), SOON)
    honest_looking = invited(pv.OTHER_KEY, root=theirs.decode(), season=root.season_of(theirs))
    assert enrolment.read_invitation(honest_looking, SOON).value.season != pv.SEASON_ID


def test_a_root_changed_by_one_byte_is_another_season() -> None:
    later = pv.root_json().replace(b"2036", b"2046")
    assert later != pv.root_json()
    with pytest.raises(BadSignature):
        enrolment.read_invitation(invited(root=later.decode()), SOON)


def test_a_later_root_names_no_season() -> None:
    with pytest.raises(Malformed):
        enrolment.read_invitation(invited(root=pv.root_json(2).decode()), SOON)


@pytest.mark.parametrize("text", ["{}", "[]", "no json", '{"signed":{"_type":"root"}}', "x" * 100_000])
def test_a_root_that_is_none(text: str) -> None:
    with pytest.raises(Malformed):
        enrolment.read_invitation(invited(root=text), SOON)


def test_every_flipped_bit_of_an_invitation() -> None:
    data = invited()
    for place in range(0, len(data), 3):
        spoilt = bytearray(data)
        spoilt[place] ^= 1 << place % 8
        with pytest.raises((TrustError, FormatError)):
            enrolment.read_invitation(bytes(spoilt), SOON)


def test_other_documents_are_no_invitation_and_no_enrolment() -> None:
    roster = documents.sign(documents.ROSTER, pv.roster(), pv.DAILY_KEY)
    with pytest.raises(WrongRole):
        enrolment.read_invitation(roster, SOON)
    with pytest.raises(WrongRole):
        enrolment.read_request(invited())
    for read in (enrolment.read_request, lambda data: enrolment.read_invitation(data, SOON)):
        with pytest.raises(TooLarge):
            read(b" " * (3 << 20))


def request(invitation: Invitation | None = None) -> bytes:
    return enrolment.request(invitation or pv.invitation(), pv.JUDGE_KEY, pv.JUDGE, pv.NOON)


def test_a_request_proves_its_key_and_knows_the_secret() -> None:
    found = enrolment.read_request(request())
    assert found.signer == found.value.sign == pv.JUDGE_KEY.public_hex
    assert (found.value.season, found.value.judge, found.value.seal) == (pv.SEASON_ID, "J-01", pv.JUDGE.public_hex)
    assert enrolment.matches(found.value, pv.SECRET)


def test_the_mac_is_hmac_sha256_over_both_keys() -> None:
    """Known answer, computed with OpenSSL's command line: the format is ours to keep."""
    value = enrolment.read_request(request()).value
    assert value.mac == "36534160659e805560e57309a08bd9096e282bc1e32cd62de6df6f3e0e7af3a4"
    again = replace(value, created=SOON, judge="J-02")
    assert enrolment.matches(again, pv.SECRET), "the secret belongs to a judge: the organiser looks it up by the judge named"


@pytest.mark.parametrize("changes", [{"sign": pv.OTHER_KEY.public_hex}, {"seal": pv.STRANGER.public_hex}, {"mac": "00" * 32}])
def test_another_key_under_the_mac(changes: dict[str, str]) -> None:
    value = replace(enrolment.read_request(request()).value, **changes)  # type: ignore[arg-type]
    assert not enrolment.matches(value, pv.SECRET)
    assert not enrolment.matches(enrolment.read_request(request()).value, "00" * 16)


def test_a_request_signed_by_another_key_than_it_brings() -> None:
    value = enrolment.read_request(request()).value
    with pytest.raises(UnknownSigner):
        enrolment.read_request(documents.sign(documents.ENROLMENT, value, pv.OTHER_KEY))


def test_a_key_that_fits_every_signature_is_refused() -> None:
    value = replace(enrolment.read_request(request()).value, sign="01" + "00" * 31)
    data = strictjson.loads(documents.sign(documents.ENROLMENT, value, pv.JUDGE_KEY))
    data["signatures"][0]["keyid"] = keys.key_id("01" + "00" * 31)
    with pytest.raises(Malformed, match="公钥"):
        enrolment.read_request(strictjson.dumps(data))


def test_device_codes_differ_by_either_key() -> None:
    one, two = SigningKey.generate().public_hex, SealIdentity.generate().public_hex
    assert len({enrolment.device_digest(one, two), enrolment.device_digest(two, one), enrolment.device_digest(one, one)}) == 3


def test_a_secret_never_shows_in_the_request() -> None:
    assert pv.SECRET.encode() not in codec.to_bytes(enrolment.read_request(request()).value)
