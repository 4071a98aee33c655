"""Writing a season's signed, static repository: root, targets, snapshot, timestamp, by python-tuf.

One root key (to be kept offline) signs root.json for ten years; one daily key signs the rest for 120
days and, as the root's targets key, every roster, season, manifest and invitation. Old versions are never
deleted: a mirror that is behind stays readable.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from securesystemslib.formats import encode_canonical
from securesystemslib.signer import Key as SslibBase
from securesystemslib.signer import Signature, Signer, SSlibKey
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer

from app.core.errors import Malformed
from app.core.files import atomic_write, read_limited
from app.core.ids import sha256_hex
from app.core.words import say
from app.trust.keys import SigningKey

ROOT_YEARS = 10
FRESH_DAYS = 120
LIMIT = 20 << 20
TARGET_LIMIT = 80 << 20


class _Signer(Signer):
    """Our Ed25519 key as python-tuf wants it."""

    def __init__(self, key: SigningKey) -> None:
        self._key = key
        self._public = public_key(key.public_hex)

    @property
    def public_key(self) -> SslibBase:
        return self._public

    @classmethod
    def from_priv_key_uri(cls, priv_key_uri: str, public_key: SslibBase, secrets_handler: object = None) -> Signer:
        raise RuntimeError("keys come from the vault")

    def sign(self, payload: bytes) -> Signature:
        return Signature(self._public.keyid, self._key.sign(payload).hex())


def public_key(public_hex: str) -> SSlibKey:
    """An Ed25519 public key in TUF's form; its id is the hash of that form."""
    value = {"keytype": "ed25519", "scheme": "ed25519", "keyval": {"public": public_hex}}
    key_id = sha256_hex((encode_canonical(value) or "").encode())
    return SSlibKey(key_id, "ed25519", "ed25519", {"public": public_hex})


def new_root(root_key: SigningKey, daily_key: SigningKey, now: datetime) -> bytes:
    """root.json version 1: the root key for itself, the daily key for everything else."""
    root = Root(expires=_whole(now) + timedelta(days=365 * ROOT_YEARS), consistent_snapshot=True)
    root.add_key(public_key(root_key.public_hex), Root.type)
    for role in (Targets.type, Snapshot.type, Timestamp.type):
        root.add_key(public_key(daily_key.public_hex), role)
    return _signed(Metadata(root), root_key)


class TufRepository:
    """The metadata/ and targets/ folders of a REPO."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.metadata = folder / "metadata"

    def write_root(self, root_json: bytes) -> None:
        """Lay down root version 1."""
        atomic_write(self.metadata / "1.root.json", root_json)

    def root(self) -> bytes:
        """The newest root.json. Raises UsageError when there is none."""
        newest = max((int(p.name.partition(".")[0]) for p in self.metadata.glob("*.root.json")), default=1)
        return read_limited(self.metadata / f"{newest}.root.json", LIMIT)

    def published(self) -> dict[str, tuple[int, str]]:
        """Target path → (length, hex SHA-256) as published last; empty before the first time."""
        newest = self._newest("targets")
        if newest is None:
            return {}
        return {path: (info.length, info.hashes["sha256"]) for path, info in newest.signed.targets.items()}

    def target(self, path: str, listed: Mapping[str, tuple[int, str]] | None = None) -> bytes | None:
        """The bytes of a target as published last, or None; `listed` is `published()` when many are asked for."""
        info = (self.published() if listed is None else listed).get(path)
        if info is None:
            return None
        folder, _, name = path.rpartition("/")
        return read_limited(self.folder / "targets" / folder / f"{info[1]}.{name}", TARGET_LIMIT)

    def publish(self, targets: Mapping[str, bytes], daily_key: SigningKey, now: datetime) -> bool:
        """Make `targets` (path → bytes) the season's whole list and renew freshness; timestamp.json goes last.

        Returns whether the list itself changed.
        """
        infos = {path: TargetFile.from_data(path, data, ["sha256"]) for path, data in targets.items()}
        for path, data in targets.items():
            place = self._place(infos[path])
            if not place.exists():
                atomic_write(place, data)
        before = self.published()
        changed = before != {p: (i.length, i.hashes["sha256"]) for p, i in infos.items()}
        expires = _whole(now) + timedelta(days=FRESH_DAYS)
        listed = Targets(version=self._next("targets"), expires=expires, targets=infos)
        seen = Snapshot(version=self._next("snapshot"), expires=expires, meta={"targets.json": MetaFile(listed.version)})
        stamp = Timestamp(version=self._next("timestamp"), expires=expires, snapshot_meta=MetaFile(seen.version))
        atomic_write(self.metadata / f"{listed.version}.targets.json", _signed(Metadata(listed), daily_key))
        atomic_write(self.metadata / f"{seen.version}.snapshot.json", _signed(Metadata(seen), daily_key))
        atomic_write(self.metadata / "timestamp.json", _signed(Metadata(stamp), daily_key))
        return changed

    def _place(self, info: TargetFile) -> Path:
        folder, _, name = info.path.rpartition("/")
        return self.folder / "targets" / folder / f"{info.hashes['sha256']}.{name}"

    def _newest(self, role: str) -> Metadata[Targets] | None:
        version = self._next(role) - 1
        if version == 0:
            return None
        return self._load(self.metadata / f"{version}.{role}.json")

    def _next(self, role: str) -> int:
        if role == "timestamp":
            path = self.metadata / "timestamp.json"
            return int(self._load(path).signed.version) + 1 if path.exists() else 1
        return max((int(p.name.partition(".")[0]) for p in self.metadata.glob(f"*.{role}.json")), default=0) + 1

    def _load(self, path: Path) -> Metadata[Targets]:
        try:
            return Metadata[Targets].from_bytes(read_limited(path, LIMIT))
        except RepositoryError as error:
            raise Malformed(
                say("仓库的 {name} 已损坏。", "{name} of the repository is damaged.", name=path.name),
                say("请从备份恢复仓库文件夹。", "Restore the repository folder from a backup."),
            ) from error


def _signed(metadata: Metadata[Root] | Metadata[Targets] | Metadata[Snapshot] | Metadata[Timestamp], key: SigningKey) -> bytes:
    metadata.sign(_Signer(key))
    return metadata.to_bytes(JSONSerializer(compact=False))


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
