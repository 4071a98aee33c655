"""Fingerprints people compare by voice: fifteen digits, in five groups of three.

Digits, because they are heard right in Chinese. Fifteen digits are 49.8 bits, so finding a second
document with the same ones must be made dear: Argon2id at 64 MiB a try. It is computed only to show or
to compare, never stored as an identity (that is the SHA-256).
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from app.trust import argon
from app.trust.keys import raw_key

PASSES, LANES, MEMORY_KIB = 3, 4, 64 << 10
_SALT = b"qcdesk-fingerprint-1"
_DIGITS = 15
_REMEMBERED = 4_096
"""Of a season's packages and laptops, so that none is computed twice in one run. What they are made of is no secret."""


@lru_cache(maxsize=_REMEMBERED)
def fingerprint(payload_digest_hex: str) -> str:
    """`123 456 789 012 345` for a SHA-256 in hex.

    Argon2id of the 32 raw bytes (3 passes, 4 lanes, 64 MiB, 32 bytes out); the first 50 bits as a
    big-endian number, modulo 10^15 (50 bits reach a little beyond fifteen digits). About 0.1 s.
    """
    output = argon.derive(raw_key(payload_digest_hex), _SALT, passes=PASSES, lanes=LANES, memory_kib=MEMORY_KIB)
    number = (int.from_bytes(output[:7], "big") >> 6) % 10**_DIGITS
    digits = f"{number:0{_DIGITS}d}"
    return " ".join(digits[i : i + 3] for i in range(0, _DIGITS, 3))


def season_code(root_v1: bytes) -> str:
    """The code of a season, printed in the association's notice: the fingerprint of root version 1."""
    return fingerprint(hashlib.sha256(root_v1).hexdigest())


def device_code(sign_public_hex: str, seal_public_hex: str) -> str:
    """The code of a laptop, read back by telephone at admission: over both raw public keys, signing key first."""
    return fingerprint(hashlib.sha256(raw_key(sign_public_hex) + raw_key(seal_public_hex)).hexdigest())
