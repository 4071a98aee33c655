"""The master key under a passphrase: Argon2id makes each guess dear, ChaCha20-Poly1305 holds the key.

The costs are written into the box so that they can grow; a box with less than the least or more than a
laptop can bear is refused before anything is computed.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from app.core.errors import Corrupt, Locked, UsageError
from app.core.words import say
from app.trust import argon

PASSES, LANES, MEMORY_KIB = 3, 4, 64 << 10
"""RFC 9106, second recommended option: about 0.2 s on a laptop."""
_PASSES, _LANES, _MEMORY_KIB = range(2, 17), range(1, 17), range(19 << 10, (1 << 20) + 1)
_KEY_IS_FRESH = bytes(12)


@dataclass(frozen=True)
class PassphraseBox:
    """Salt (16 bytes), Argon2id costs (memory in KiB) and the sealed master key (48 bytes)."""

    salt: bytes
    passes: int
    lanes: int
    memory_kib: int
    box: bytes

    def __post_init__(self) -> None:
        costs = self.passes in _PASSES and self.lanes in _LANES and self.memory_kib in _MEMORY_KIB
        if not costs or len(self.salt) != 16 or len(self.box) != 48:
            raise Corrupt(
                say("档案的口令参数不合规定。", "The profile's passphrase settings are outside what is allowed."),
                say("请用恢复码或备份恢复。", "Restore with the recovery code or a backup."),
            )

    def open(self, profile: str, passphrase: str) -> bytes:
        """The master key. Raises Locked for a wrong passphrase."""
        try:
            return ChaCha20Poly1305(self._key(passphrase)).decrypt(_KEY_IS_FRESH, self.box, profile.encode())
        except InvalidTag as error:
            raise Locked(
                say("口令不对。", "The passphrase is wrong."),
                say("请再试一次，或用恢复码打开。", "Try again, or open with the recovery code."),
                reason="wrong-passphrase",
            ) from error

    def _key(self, passphrase: str) -> bytes:
        # An input method may send full-width letters or another composition of the same characters.
        text = unicodedata.normalize("NFKC", passphrase).encode()
        return argon.derive(text, self.salt, passes=self.passes, lanes=self.lanes, memory_kib=self.memory_kib)


def close(profile: str, passphrase: str, master_key: bytes) -> PassphraseBox:
    """A new box around `master_key`. Raises UsageError for an empty passphrase."""
    if not passphrase.strip():
        raise UsageError(
            say("口令不能为空。", "The passphrase is empty."),
            say("请输入口令。", "Type a passphrase."),
        )
    empty = PassphraseBox(_salt(), PASSES, LANES, MEMORY_KIB, bytes(48))
    # The salt makes the key one-time, so the nonce may be constant.
    box = ChaCha20Poly1305(empty._key(passphrase)).encrypt(_KEY_IS_FRESH, master_key, profile.encode())
    return PassphraseBox(empty.salt, PASSES, LANES, MEMORY_KIB, box)


def _salt() -> bytes:
    return secrets.token_bytes(16)
