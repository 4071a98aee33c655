"""Bech32 (BIP 173), only as far as age keys need it: `age1…` and `AGE-SECRET-KEY-1…` carry 32 bytes each.

Our own files carry keys as hex; this spelling exists so that an auditor can open a sealed file with the
`age` program of their distribution.
"""

from __future__ import annotations

from app.core.errors import Malformed
from app.core.words import say

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def encode(prefix: str, data: bytes) -> str:
    """`data` (32 bytes) as lower-case Bech32 with the human-readable `prefix` (lower case)."""
    values = _regroup(data)
    check = _polymod(_expand(prefix) + values + [0] * 6) ^ 1
    values += [(check >> 5 * (5 - i)) & 31 for i in range(6)]
    return prefix + "1" + "".join(_LETTERS[v] for v in values)


def decode(prefix: str, text: str) -> bytes:
    """The 32 bytes in `text`. Raises Malformed for another prefix, mixed case, a wrong checksum or length."""
    lower = text.lower()
    head, _, tail = lower.rpartition("1")
    if text not in (lower, text.upper()) or head != prefix or len(tail) != 58 or not set(tail) <= set(_LETTERS):
        raise _refused()
    values = [_LETTERS.index(letter) for letter in tail]
    if _polymod(_expand(prefix) + values) != 1:
        raise _refused()
    number = 0
    for value in values[:-6]:
        number = number << 5 | value
    if number & 0xF:
        raise _refused()
    return (number >> 4).to_bytes(32, "big")


def _regroup(data: bytes) -> list[int]:
    number = int.from_bytes(data, "big") << 4
    return [(number >> 5 * k) & 31 for k in reversed(range(52))]


def _expand(prefix: str) -> list[int]:
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for i in range(5):
            check ^= _GENERATOR[i] if (top >> i) & 1 else 0
    return check


def _refused() -> Malformed:
    return Malformed(
        say("这不是完整的 age 密钥。", "This is not a complete age key."),
        say("请检查是否有漏抄或多抄的字符。", "Check it for missing or extra characters."),
    )
