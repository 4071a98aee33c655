"""HOME/vault.json: how the master key of a profile is held, and never the key itself.

Everything in the file is under a MAC by the master key, so that nobody who can write the file can slip
in their own recovery key and wait for the next backup.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core import strictjson
from app.core.errors import Corrupt, FormatError, TooNew
from app.core.files import atomic_write, read_limited
from app.core.paths import VAULT
from app.core.words import say
from app.trust import b64
from app.trust.age.stream import hkdf
from app.trust.keys import raw_key
from app.trust.passphrase_box import PassphraseBox

VERSION = 1
_LIMIT = 64 << 10
_PROFILE = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class VaultFile:
    """What vault.json says. `holder` is None when the keyring holds the key."""

    profile: str
    """Random id of the profile, 32 hex digits: the account name in the keyring."""
    recovery_public: str
    """X25519 public key (hex) of the recovery code."""
    recovery_box: bytes
    """The master key sealed (age) to `recovery_public`."""
    holder: PassphraseBox | None

    def save(self, home: Path, master_key: bytes) -> None:
        """Write vault.json, readable by its owner only. Raises DiskFull or StoreError."""
        body = self._body()
        atomic_write(path(home), strictjson.dumps(body | {"check": _mac(master_key, body)}) + b"\n", mode=0o600)

    def _body(self) -> dict[str, Any]:
        recovery = {"public": self.recovery_public, "box": b64.encode(self.recovery_box)}
        return {"version": VERSION, "profile": self.profile, "recovery": recovery, "holder": _holder_out(self.holder)}


@dataclass(frozen=True)
class Loaded:
    """A vault.json as read, not believed before `confirm`."""

    contents: VaultFile
    body: dict[str, Any]
    check: str

    def confirm(self, master_key: bytes) -> VaultFile:
        """The contents, once the master key vouches for them. Raises Corrupt."""
        if not hmac.compare_digest(_mac(master_key, self.body).encode(), self.check.encode()):
            raise _corrupt()
        return self.contents


def path(home: Path) -> Path:
    return home / VAULT


def load(home: Path) -> Loaded:
    """Read vault.json. Raises UsageError (not there), TooNew or Corrupt."""
    data = read_limited(path(home), _LIMIT)
    try:
        return _read(strictjson.loads(data, limit=_LIMIT))
    except (FormatError, KeyError, TypeError) as error:
        raise _corrupt() from error


def _read(value: Any) -> Loaded:
    if isinstance(value, dict) and isinstance(value.get("version"), int) and value["version"] > VERSION:
        raise TooNew(
            say("这个档案由更新版本的程序写成。", "This profile was written by a newer version of the program."),
            say("请先更新程序。", "Update the program first."),
        )
    body = _exactly(value, "version", "profile", "recovery", "holder", "check")
    check = body.pop("check")
    recovery = _exactly(body["recovery"], "public", "box")
    raw_key(recovery["public"])
    if body["version"] != VERSION or not _PROFILE.fullmatch(body["profile"]) or not isinstance(check, str):
        raise _corrupt()
    contents = VaultFile(body["profile"], recovery["public"], b64.decode(recovery["box"]), _holder_in(body["holder"]))
    return Loaded(contents, body, check)


def _holder_out(holder: PassphraseBox | None) -> dict[str, Any]:
    if holder is None:
        return {"kind": "keyring"}
    costs = {"passes": holder.passes, "lanes": holder.lanes, "memory_kib": holder.memory_kib}
    return {"kind": "passphrase", "salt": b64.encode(holder.salt), "box": b64.encode(holder.box)} | costs


def _holder_in(value: Any) -> PassphraseBox | None:
    if value == {"kind": "keyring"}:
        return None
    found = _exactly(value, "kind", "salt", "box", "passes", "lanes", "memory_kib")
    passes, lanes, memory_kib = found["passes"], found["lanes"], found["memory_kib"]
    if found["kind"] != "passphrase" or not all(type(cost) is int for cost in (passes, lanes, memory_kib)):
        raise _corrupt()
    return PassphraseBox(b64.decode(found["salt"]), passes, lanes, memory_kib, b64.decode(found["box"]))


def _exactly(value: Any, *names: str) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != set(names):
        raise _corrupt()
    return dict(value)


def _mac(master_key: bytes, body: dict[str, Any]) -> str:
    key = hkdf(master_key, b"", b"qcdesk vault check 1")
    return hmac.digest(key, strictjson.dumps(body), hashlib.sha256).hex()


def _corrupt() -> Corrupt:
    return Corrupt(
        say("档案的 vault.json 已损坏或被改动。", "The profile's vault.json is damaged or was changed."),
        say("请用备份和恢复码恢复这个档案。", "Restore this profile from a backup with the recovery code."),
    )
