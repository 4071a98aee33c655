"""The two kinds of keys a person holds: one signs (Ed25519), one opens sealed files (X25519).

Everything above this package handles keys as hex text: it fits JSON, compares by `==`, and needs no
library. Secret keys never show in `repr`, so they cannot slip into a log.
"""

from __future__ import annotations

import hashlib
import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from app.core.errors import BadSignature, Malformed
from app.core.words import say
from app.trust import bech32

_HEX = re.compile(r"[0-9a-f]{64}")
_SIGN_BIT = 1 << 255
_SMALL_ORDER = frozenset(
    int.from_bytes(bytes.fromhex(text), "little")
    for text in (
        "00" * 32,
        "01" + "00" * 31,
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ec" + "ff" * 30 + "7f",
        "ed" + "ff" * 30 + "7f",
        "ee" + "ff" * 30 + "7f",
    )
)
"""Ed25519 points under which one signature can fit every text, so that its owner could deny any of them."""
_RECIPIENT, _IDENTITY = "age", "age-secret-key-"


def raw_key(text: str) -> bytes:
    """The 32 bytes of a key written as 64 lower-case hex digits. Raises Malformed."""
    if not _HEX.fullmatch(text):
        raise Malformed(
            say("密钥写法不对：应为 64 位十六进制数字。", "A key is written as 64 lower-case hex digits; this one is not."),
            say("请重新索取含有密钥的文件。", "Ask again for the file that carries the key."),
        )
    return bytes.fromhex(text)


def key_id(public_hex: str) -> str:
    """Hex SHA-256 of the raw public key: names the key in envelopes and rosters."""
    return hashlib.sha256(raw_key(public_hex)).hexdigest()


class SigningKey:
    """An Ed25519 key that signs; its seed (32 bytes) is the whole secret."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private

    @classmethod
    def generate(cls) -> SigningKey:
        """A fresh key from the system's random source."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_seed(cls, seed_hex: str) -> SigningKey:
        """The key kept as `seed_hex`. Raises Malformed."""
        return cls(Ed25519PrivateKey.from_private_bytes(raw_key(seed_hex)))

    @property
    def seed_hex(self) -> str:
        """The secret: 64 hex digits, for the encrypted store only."""
        return self._private.private_bytes_raw().hex()

    @property
    def public_hex(self) -> str:
        return self._private.public_key().public_bytes_raw().hex()

    def sign(self, data: bytes) -> bytes:
        """The 64-byte Ed25519 signature of `data`."""
        return self._private.sign(data)

    def __repr__(self) -> str:
        return f"SigningKey(public={self.public_hex})"


def verify(public_hex: str, signature: bytes, data: bytes) -> None:
    """Return if `signature` of `data` holds under `public_hex`; else raise BadSignature (Malformed for a key that is none)."""
    public = raw_key(public_hex)
    if int.from_bytes(public, "little") & ~_SIGN_BIT in _SMALL_ORDER:
        raise _no_key()
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except InvalidSignature as error:
        raise BadSignature(
            say("签名不符：文件在签名之后被改动或损坏。", "The signature does not hold: the file was changed or damaged after signing."),
            say("请让对方重新发送原文件。", "Ask the sender for the original file again."),
        ) from error
    except ValueError as error:
        raise _no_key() from error


def _no_key() -> Malformed:
    return Malformed(
        say("签名公钥无效。", "The public key is not a valid Ed25519 key."),
        say("请重新索取名册或登记文件。", "Ask again for the roster or the enrolment file."),
    )


class SealIdentity:
    """An X25519 key that opens what was sealed to its public half."""

    def __init__(self, private: X25519PrivateKey) -> None:
        self._private = private
        self._public = private.public_key().public_bytes_raw()

    @classmethod
    def generate(cls) -> SealIdentity:
        """A fresh identity from the system's random source."""
        return cls(X25519PrivateKey.generate())

    @classmethod
    def from_hex(cls, secret_hex: str) -> SealIdentity:
        """The identity kept as `secret_hex`. Raises Malformed."""
        return cls(X25519PrivateKey.from_private_bytes(raw_key(secret_hex)))

    @classmethod
    def from_age(cls, text: str) -> SealIdentity:
        """The identity in age's spelling `AGE-SECRET-KEY-1…`. Raises Malformed."""
        return cls(X25519PrivateKey.from_private_bytes(bech32.decode(_IDENTITY, text)))

    @property
    def secret_hex(self) -> str:
        """The secret: 64 hex digits, for the encrypted store only."""
        return self._private.private_bytes_raw().hex()

    @property
    def public_hex(self) -> str:
        return self._public.hex()

    def to_age(self) -> str:
        """age's spelling `AGE-SECRET-KEY-1…`, upper case as age-keygen writes it."""
        return bech32.encode(_IDENTITY, self._private.private_bytes_raw()).upper()

    def exchange(self, share: bytes) -> bytes:
        """The X25519 shared secret with `share` (32 bytes). Raises ValueError for a point of low order."""
        return self._private.exchange(X25519PublicKey.from_public_bytes(share))

    def __repr__(self) -> str:
        return f"SealIdentity(public={self.public_hex})"


def recipient_to_age(public_hex: str) -> str:
    """age's spelling `age1…` of an X25519 public key."""
    return bech32.encode(_RECIPIENT, raw_key(public_hex))


def recipient_from_age(text: str) -> str:
    """Hex of the X25519 public key written as `age1…`. Raises Malformed."""
    return bech32.decode(_RECIPIENT, text).hex()
