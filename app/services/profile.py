"""A person's profile on this computer: the opened vault, the store, the clock, and where things lie.

Everything a profile owns is below its home; a copied folder is a working profile. The profile is opened,
used and closed in one thread, the database's.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.core import clock as time
from app.core.clock import Clock
from app.core.errors import Corrupt, Locked, UsageError
from app.core.files import atomic_write, replace, translated
from app.core.paths import VAULT
from app.core.words import say
from app.store.database import Database
from app.trust import vault_file
from app.trust.vault import Vault

DATABASE = "desk.db"
RECOVERY_FILE = "recovery-code.txt"
_CODE_MARK = "recovery-code-not-kept"
_FLOOR = "clock-floor"
_FILES = (VAULT, DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm")


@dataclass
class Profile:
    """An open profile. `blobs` holds sealed files, `metadata` the verified state of the season, `backups` copies."""

    home: Path
    vault: Vault
    database: Database
    clock: Clock
    parsed: dict[str, object] = field(default_factory=dict)
    """Verified documents already read from the store, by payload digest: they never change."""

    @property
    def blobs(self) -> Path:
        return self.home / "blobs"

    @property
    def metadata(self) -> Path:
        return self.home / "metadata"

    @property
    def backups(self) -> Path:
        return self.home / "backups"

    def blob(self, sealed_sha256: str) -> Path:
        """Where the sealed file with this digest lies, or will lie."""
        return self.blobs / sealed_sha256[:2] / sealed_sha256

    def learn_time(self, published: datetime) -> None:
        """Raise the clock's floor to a time found in verified data, for this and later starts."""
        self.clock.raise_floor(published)
        floor = self.clock.floor
        if floor is not None:
            with self.database.write() as tx:
                tx.settings.put(_FLOOR, time.to_text(floor))

    def close(self) -> None:
        """Let go of the store."""
        self.database.close()


SEASON_HOME, SEASON_KEY = "season-home", "only"
"""The record by which an organiser's profile is known, without importing anything of the organiser's."""


def organises(profile: Profile) -> bool:
    """Whether the profile organises a season: its desk is the season's, not a judge's."""
    with profile.database.read() as tx:
        return tx.records.get(SEASON_HOME, SEASON_KEY) is not None


def passphrase_of_environment() -> str | None:
    """`QCDESK_PASSPHRASE`; set means: the passphrase vault, the keyring is not asked."""
    return os.environ.get("QCDESK_PASSPHRASE") or None


def exists(home: Path) -> bool:
    """Whether `home` holds a profile."""
    return Vault.exists(home)


def create(home: Path, *, passphrase: str | None, clock: Clock | None = None, shown: bool = False) -> tuple[Profile, str]:
    """A new profile and its recovery code. Raises Locked, UsageError, DiskFull.

    `shown`: a person is shown the code now, and again at the next start unless `recovery_code.keep` was called.
    """
    with translated(home):
        home.mkdir(parents=True, exist_ok=True)
        if os.name != "nt":
            home.chmod(0o700)
    if exists(home) and not _has_store(home) and not (home / "backups").exists():
        vault_file.path(home).replace(home / "vault.json.unfinished")  # an earlier attempt was cut off before anything was kept
        discard(home)
    if not exists(home):
        set_aside(home)
    if shown and not exists(home):
        atomic_write(code_mark(home), b"")
    vault, code = _new_vault(home, passphrase)
    try:
        return _opened(home, vault, clock), code
    except BaseException:
        discard(home)
        raise


def _new_vault(home: Path, passphrase: str | None) -> tuple[Vault, str]:
    there = exists(home)
    try:
        return Vault.create(home, passphrase=passphrase)
    except BaseException:
        if not there:
            code_mark(home).unlink(missing_ok=True)
        raise


def discard(home: Path) -> None:
    """Take back a profile that was made a moment ago and whose recovery code nobody has seen yet."""
    for name in (vault_file.path(home).name, DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", RECOVERY_FILE, _CODE_MARK):
        (home / name).unlink(missing_ok=True)


def set_aside(home: Path) -> None:
    """Move what is left of a profile that cannot be opened into `moved-aside`; nothing is deleted. Raises StoreError."""
    _move_aside(home, _FILES)


@contextmanager
def given_up(home: Path) -> Iterator[None]:
    """The same with its own copies, to which nobody has a key, while another profile is made here; where none comes of it, all is put back."""
    names = ("backups", RECOVERY_FILE, _CODE_MARK)
    moved = [*_move_aside(home, _FILES), *_move_aside(home, names)]
    try:
        yield
    except BaseException:
        for old, place in moved:
            replace(place, old)
        raise


def _move_aside(home: Path, names: Sequence[str]) -> list[tuple[Path, Path]]:
    """What lay where, and lies there now."""
    stamp, place, moved = Clock().now().strftime("%Y%m%dT%H%M%SZ"), home / "moved-aside", list[tuple[Path, Path]]()
    for name in names:
        if (home / name).exists():
            with translated(place):
                place.mkdir(exist_ok=True, mode=0o700)
                replace(home / name, place / f"{stamp}-{name}")
            moved.append((home / name, place / f"{stamp}-{name}"))
    return moved


def _has_store(home: Path) -> bool:
    store = home / DATABASE
    return store.exists() and store.stat().st_size > 0


def open_profile(
    home: Path,
    *,
    passphrase: str | None = None,
    recovery: str | None = None,
    unlocked: Callable[[], Vault] | None = None,
    clock: Clock | None = None,
    alone_when_full: bool = False,
) -> Profile:
    """Open the profile in `home` by passphrase, keyring (None) or recovery code. Raises UsageError, Locked, StoreError.

    `unlocked` hands over the vault that was opened meanwhile (`unlock.vault`), in place of a passphrase. `alone_when_full`: for one
    short piece of work; a full disk can be read, and no second connection (`beside`) joins.
    """
    if not exists(home):
        raise UsageError(
            say("“{home}”里还没有档案。", "There is no profile in “{home}” yet.", home=home.name),
            say("评委请先打开邀请文件；组织方请先建立赛季。", "Judges open their invitation first; organisers set up a season first."),
            reason="no-profile",
        )
    if unlocked is not None:
        vault = unlocked()
    else:
        vault = Vault.open_with_recovery(home, recovery) if recovery else Vault.open(home, passphrase=passphrase)
    if not _has_store(home):
        raise Corrupt(
            say("档案的数据文件不见了或是空的。", "The profile's data file is gone or empty."),
            say(
                "请不要继续使用这个档案：用 .qcbackup 和恢复码恢复到新文件夹（qcdesk restore），本机备份在 {place}。",
                "Do not go on with this profile: restore a .qcbackup with the recovery code into a new folder (qcdesk restore); copies on this disk are in {place}.",
                place=(home / "backups"),
            ),
        )
    try:
        return _opened(home, vault, clock, alone_when_full=alone_when_full)
    except Locked as error:  # the vault vouches for its key: it is the file
        raise Corrupt(
            say("本机数据文件已损坏。", "The data file on this computer is damaged."),
            say("请从备份恢复；损坏的文件会保留。", "Restore a backup; the damaged file is kept."),
        ) from error


def usable(home: Path) -> bool:
    """Whether `home` holds a profile that was finished, or one that lost its store (opening says so)."""
    return exists(home) and (_has_store(home) or (home / "backups").exists())


def is_own_file(name: str) -> bool:
    """Whether a file of this name in the home is the profile itself."""
    return name.startswith(DATABASE) or name == "vault.json"


@contextmanager
def opened(home: Path, *, passphrase: str | None = None) -> Iterator[Profile]:
    """`open_profile` for one piece of work."""
    profile = open_profile(home, passphrase=passphrase)
    try:
        yield profile
    finally:
        profile.close()


@contextmanager
def beside(profile: Profile) -> Iterator[Profile]:
    """A second connection to an open profile, for long work in a thread of its own (sync): the first goes on reading and saving."""
    other = _opened(profile.home, profile.vault, profile.clock.beside())
    try:
        yield other
    finally:
        other.close()


def return_to_keyring(profile: Profile) -> bool:
    """Let the system keyring hold the key again, after the recovery code opened it; False when it cannot (the code still opens it)."""
    try:
        profile.vault.rewrap(passphrase=None)
    except Locked:
        return False
    return True


def code_mark(home: Path) -> Path:
    """There while nobody said that the recovery code of this profile was written down (`services.recovery_code`)."""
    return home / _CODE_MARK


def write_recovery_code(profile: Profile, *codes: str) -> Path:
    """Keep the code beside an unattended profile (0600); a person at a screen is shown it instead. Two while one follows the other."""
    place = profile.home / RECOVERY_FILE
    atomic_write(place, "".join(f"{code}\n" for code in codes).encode(), mode=0o600)
    return place


def _opened(home: Path, vault: Vault, clock: Clock | None, *, alone_when_full: bool = False) -> Profile:
    clock = clock or Clock()
    database = Database.open(home / DATABASE, vault.database_key, clock=clock, alone_when_full=alone_when_full)
    profile = Profile(home, vault, database, clock)
    with database.read() as tx:
        floor = tx.settings.get(_FLOOR)
    if floor:
        clock.raise_floor(time.from_text(floor))
    return profile
