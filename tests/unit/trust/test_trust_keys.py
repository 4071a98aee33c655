"""Keys: RFC vectors, one spelling, nothing secret in a repr."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import BadSignature, Malformed
from app.trust import bech32, keys
from app.trust.keys import SealIdentity, SigningKey

# RFC 8032, 7.1, test 2
SEED = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
SIGNATURE = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_rfc_8032_signature() -> None:
    key = SigningKey.from_seed(SEED)
    assert key.public_hex == PUBLIC
    assert key.sign(b"\x72").hex() == SIGNATURE
    keys.verify(PUBLIC, bytes.fromhex(SIGNATURE), b"\x72")


@pytest.mark.parametrize("position", range(0, 64, 7))
def test_flipped_signature_is_refused(position: int) -> None:
    signature = bytearray.fromhex(SIGNATURE)
    signature[position] ^= 1
    with pytest.raises(BadSignature):
        keys.verify(PUBLIC, bytes(signature), b"\x72")


def test_other_data_other_key_and_cut_signature_are_refused() -> None:
    for public, signature, data in (
        (PUBLIC, bytes.fromhex(SIGNATURE), b"\x73"),
        (SigningKey.generate().public_hex, bytes.fromhex(SIGNATURE), b"\x72"),
        (PUBLIC, bytes.fromhex(SIGNATURE)[:-1], b"\x72"),
    ):
        with pytest.raises(BadSignature):
            keys.verify(public, signature, data)


@pytest.mark.parametrize("public", ["01" + "00" * 31, "01" + "00" * 30 + "80", "ee" + "ff" * 30 + "7f", "00" * 32, "ec" + "ff" * 31])
def test_a_key_that_fits_every_text_is_no_key(public: str) -> None:
    fits_everything = bytes.fromhex("01" + "00" * 63)
    for data in (b"90 points", b"10 points"):
        with pytest.raises(Malformed):
            keys.verify(public, fits_everything, data)


@pytest.mark.parametrize("text", ["", "00" * 31, "00" * 33, "AB" * 32, "zz" * 32, "００" * 32, "0" * 63 + "\n"])
def test_a_key_has_one_spelling(text: str) -> None:
    for read in (keys.raw_key, SigningKey.from_seed, SealIdentity.from_hex, keys.key_id):
        with pytest.raises(Malformed):
            read(text)


def test_secrets_come_back_and_stay_out_of_repr() -> None:
    key, identity = SigningKey.generate(), SealIdentity.generate()
    assert SigningKey.from_seed(key.seed_hex).public_hex == key.public_hex
    assert SealIdentity.from_hex(identity.secret_hex).public_hex == identity.public_hex
    assert key.seed_hex not in repr(key)
    assert identity.secret_hex not in repr(identity)


def test_age_spelling_of_the_public_vectors() -> None:
    text = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"
    identity = SealIdentity.from_age(text)
    assert identity.to_age() == text
    assert keys.recipient_from_age(keys.recipient_to_age(identity.public_hex)) == identity.public_hex


@given(st.binary(min_size=32, max_size=32), st.integers(4, 61), st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7l"))
def test_bech32_round_trip_and_one_wrong_letter(data: bytes, position: int, letter: str) -> None:
    text = bech32.encode("age", data)
    assert bech32.decode("age", text) == data
    changed = text[:position] + letter + text[position + 1 :]
    if changed != text:
        with pytest.raises(Malformed):
            bech32.decode("age", changed)


def test_bech32_padding_has_one_spelling() -> None:
    values = [0] * 51 + [1]
    check = bech32._polymod(bech32._expand("age") + values + [0] * 6) ^ 1
    values += [(check >> 5 * (5 - i)) & 31 for i in range(6)]
    with pytest.raises(Malformed):
        bech32.decode("age", "age1" + "".join(bech32._LETTERS[v] for v in values))


@pytest.mark.parametrize("text", ["", "age1", "Age1qqqq", "age1" + "q" * 58, "AGE-SECRET-KEY-1", "age1" + "b" * 58, "age1é" + "q" * 57])
def test_what_is_no_recipient_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        keys.recipient_from_age(text)
