"""The recovery code: 128 random bits on a sheet of paper that open a profile when all else is lost.

Thirty Crockford letters in six groups of five: 128 bits and 22 bits of checksum. The reader forgives what
hands and input methods do (case, O for 0, I and L for 1, spaces, dashes, full-width letters) and
notices what they must not do: one wrong letter passes once in four million.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.core.errors import InvalidEntry
from app.core.words import say
from app.trust.keys import SealIdentity

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_COUNT, _GROUP = 30, 5
_CHECK_BITS = _COUNT * 5 - 128
_LABEL = b"qcdesk recovery code 1"


def new_code() -> str:
    """A fresh code, as printed: `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`."""
    return printed(secrets.token_bytes(16))


def normal(code: str) -> str:
    """The printed form of what a person typed. Raises InvalidEntry when it is no recovery code."""
    return printed(_secret(code))


def identity(code: str) -> SealIdentity:
    """The age identity of a code in any accepted spelling (HKDF-SHA256 of its 128 bits). Raises InvalidEntry."""
    seed = HKDF(SHA256(), 32, None, b"qcdesk recovery identity 1").derive(_secret(code))
    return SealIdentity.from_hex(seed.hex())


def printed(secret: bytes) -> str:
    """The code that carries `secret` (16 bytes)."""
    number = int.from_bytes(secret, "big") << _CHECK_BITS | _check(secret)
    text = "".join(_LETTERS[(number >> 5 * k) & 31] for k in reversed(range(_COUNT)))
    return "-".join(text[i : i + _GROUP] for i in range(0, _COUNT, _GROUP))


def _check(secret: bytes) -> int:
    return int.from_bytes(hashlib.sha256(_LABEL + secret).digest()[:3], "big") >> (24 - _CHECK_BITS)


def _secret(code: str) -> bytes:
    letters = _letters(code)
    if len(letters) != _COUNT:
        raise _refused(
            say(
                "恢复码应有 {want} 个字符，这里有 {have} 个。",
                "A recovery code has {want} characters; this one has {have}.",
                want=_COUNT,
                have=len(letters),
            )
        )
    number = 0
    for letter in letters:
        number = number << 5 | _LETTERS.index(letter)
    secret = (number >> _CHECK_BITS).to_bytes(16, "big")
    if _check(secret) != number & ((1 << _CHECK_BITS) - 1):
        raise _refused(say("恢复码有一处抄错了（校验不符）。", "The recovery code has a copying mistake (its checksum does not hold)."))
    return secret


def _letters(code: str) -> str:
    folded = unicodedata.normalize("NFKC", code[:400]).upper().translate(_ALIKE)
    letters = "".join(c for c in folded if not (c.isspace() or unicodedata.category(c) in ("Pd", "Cf")))
    for letter in letters:
        if letter not in _LETTERS:
            raise _refused(say("恢复码里没有“{letter}”这个字符。", "A recovery code never contains “{letter}”.", letter=letter))
    return letters


def _refused(sentence: str) -> InvalidEntry:
    return InvalidEntry(
        sentence, say("请对照打印的恢复码逐组核对。", "Compare it with the printed code, group by group."), reason="recovery-code"
    )
