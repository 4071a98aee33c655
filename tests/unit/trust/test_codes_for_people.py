"""What people read, say and type: fingerprints and recovery codes."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import InvalidEntry, Malformed
from app.trust import recovery
from app.trust.fingerprint import device_code, fingerprint, season_code

CODES = st.builds(recovery.printed, st.binary(min_size=16, max_size=16))
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@pytest.mark.usefixtures("dear_codes")
def test_fingerprint_is_fifteen_digits_and_frozen() -> None:
    assert fingerprint("00" * 32) == "055 968 532 801 303"
    assert re.fullmatch(r"\d{3}( \d{3}){4}", fingerprint("01" + "00" * 31))
    with pytest.raises(Malformed):
        fingerprint("00")


def test_season_and_device_codes_are_fingerprints() -> None:
    assert season_code(b"root") == fingerprint(hashlib.sha256(b"root").hexdigest())
    assert device_code("00" * 32, "01" * 32) == fingerprint(hashlib.sha256(bytes(32) + b"\1" * 32).hexdigest())


def test_new_codes_are_printed_in_groups_and_differ() -> None:
    code = recovery.new_code()
    assert re.fullmatch(rf"[{ALPHABET}]{{5}}(-[{ALPHABET}]{{5}}){{5}}", code)
    assert recovery.new_code() != code
    assert recovery.normal(code) == code


@given(CODES)
def test_what_hands_and_input_methods_do_is_forgiven(code: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) for c in code)
    lookalike = code.replace("0", "O").replace("1", "l")
    for typed in (
        code.lower(),
        code.replace("-", ""),
        code.replace("-", " — "),
        f"  {code}\n",
        wide,
        lookalike,
        lookalike.replace("l", "I"),
    ):
        assert recovery.normal(typed) == code
    assert recovery.identity(wide).public_hex == recovery.identity(code).public_hex


@given(CODES, st.integers(0, 34), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(code: str, position: int, letter: str) -> None:
    changed = code[:position] + letter + code[position + 1 :]
    if code[position] not in ("-", letter):
        with pytest.raises(InvalidEntry, match="抄错"):
            recovery.identity(changed)


@pytest.mark.parametrize(
    ("typed", "words"), [("", "0 个"), ("ABCDE", "5 个"), ("U" * 30, "没有"), ("恢复码", "没有"), ("A" * 9999, "字符")]
)
def test_what_is_no_code_is_told_why(typed: str, words: str) -> None:
    with pytest.raises(InvalidEntry, match=words) as caught:
        recovery.normal(typed)
    assert caught.value.hint


def test_identity_of_a_code_is_frozen() -> None:
    code = recovery.printed(bytes(range(16)))
    assert code == "000G4-0R40M-30E20-9185G-R38E1-ZMKX1"
    assert recovery.identity(code).public_hex == "68abb83c1fc2cee3ca5dc7fc184b9ba52633c76fe068c6aab4c5228ddaf23c58"
