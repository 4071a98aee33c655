"""Argon2id, one computation at a time.

Two that run at once in threads of one process, with more than one lane each, wait for each other for ever (seen with
cryptography 50.0.2 on OpenSSL 4.0.3: 3 of 3 threads, every time). Codes and passphrases are computed in the database's
thread and in the pool, so everything goes through here.
"""

from __future__ import annotations

import threading

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

_one = threading.Lock()
_BYTES = 32


def derive(secret: bytes, salt: bytes, *, passes: int, lanes: int, memory_kib: int) -> bytes:
    """32 bytes; a tenth of a second or more, by the costs asked for."""
    with _one:
        return Argon2id(salt=salt, length=_BYTES, iterations=passes, lanes=lanes, memory_cost=memory_kib).derive(secret)
