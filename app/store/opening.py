"""How the encrypted file is opened: the same few statements in the same order, for the desk and for backups.

The key is always the raw 32 bytes from the vault: a passphrase here would cost 200 ms at every opening.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from app.store import errors

KEY_BYTES = 32
WAIT_SECONDS = 5.0
_NOT_A_DATABASE = 26


def connect(path: Path, key: bytes, *, read_only: bool = False, alone: bool = False, wait: float = WAIT_SECONDS) -> Any:
    """A DB-API connection without implicit transactions.

    `alone`: nobody else may open the file meanwhile; then what connections share lies in memory, and a full disk can be read.
    Raises Locked when the key does not open the file (or it is damaged: the two look the same), Busy, DiskFull,
    StoreError.
    """
    if len(key) != KEY_BYTES:
        raise RuntimeError("the store's key is 32 raw bytes")
    with errors.translated(path):
        address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
        raw = dbapi2.connect(address, uri=True, isolation_level=None, timeout=wait, check_same_thread=True)
        try:
            _unlock(raw, key, alone=alone)
            for pragma in ("temp_store = MEMORY", "foreign_keys = ON", "trusted_schema = OFF"):
                raw.execute(f"PRAGMA {pragma}")
            if not read_only:
                raw.execute("PRAGMA journal_mode = WAL")
                raw.execute("PRAGMA synchronous = FULL")
        except BaseException:
            raw.close()
            raise
        return raw


def _unlock(raw: Any, key: bytes, *, alone: bool) -> None:
    # without the first line a wrong key prints on stderr
    raw.execute("PRAGMA cipher_log_level = NONE")
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    if alone:
        raw.execute("PRAGMA locking_mode = EXCLUSIVE")  # before the first read, or the shared file is made after all
    try:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError as error:
        if error.sqlite_errorcode == _NOT_A_DATABASE:
            raise errors.wrong_key() from error
        raise
