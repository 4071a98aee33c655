"""Copies of a profile: beside the store while working, and off this disk sealed to the recovery code.

A dead laptop is the failure that matters, so the off-disk copy holds everything: the store with its keys,
and the master key that opens it. The recovery code alone brings it back on any machine.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from app.core import clock as time
from app.core import files
from app.core.clock import Clock, whole_second
from app.core.errors import DiskFull, Malformed, UsageError
from app.core.exports import require_outside
from app.core.files import CHUNK, atomic_write, sync_folder, translated
from app.core.words import kept, say, to_keep, without_stop
from app.models.changes import Changes, Topic, changed
from app.packages import backup as backup_file
from app.packages.backup import BackupHead
from app.services import profile as profiles
from app.services.judge import identity, other_season
from app.services.judge.other_season import OtherSeason
from app.services.profile import DATABASE, Profile
from app.store import backups
from app.store.backups import BackupInfo
from app.store.database import Database, Transaction
from app.store.documents import BlobState
from app.trust import recovery, vault_file
from app.trust.vault import Vault, database_key_of

COPIES = "copies"
"""In the home: copies to be pasted into a chat."""
_RESTORING, MAKING = "restoring", "qcdesk-"
_LAST_OFF_DISK, _LAST_MARK = "backup-off-disk", "backup-off-disk-mark"
_UNMADE, _REFUSED = "copy-unmade", "copy-refused"


@dataclass(frozen=True)
class BackupState:
    """When copies were made: on this disk, and off it. `unsaved`: entries changed since the latter, what a dead laptop would take.

    `problem`: why the copy that leaves by itself did not; being offline is none.
    """

    on_disk: datetime | None
    off_disk: datetime | None
    unsaved: int = 0
    problem: str = ""


@dataclass(frozen=True)
class Preview:
    """What a backup would bring back; `label`: the season by name, "" where it is not told."""

    made: datetime
    owner: str
    season: str
    sheets_done: int
    drafts: int
    label: str = ""


def on_disk(profile: Profile, reason: str) -> tuple[BackupInfo, Changes]:
    """A copy in the profile's own folder, with retention. Raises DiskFull (work is not affected)."""
    made = backups.make_backup(profile.home / DATABASE, profile.vault.database_key, profile.backups, profile.clock, reason)
    return made, changed(Topic.SAFETY)


def leaves_disk(profile: Profile, out: Path) -> bool:
    """Whether a file at `out` lies on another disk than the profile: only then a dead laptop leaves it."""
    with translated(out):
        place = next(p for p in (out, *out.absolute().parents) if p.exists())
        return place.stat().st_dev != profile.home.stat().st_dev


def off_disk(profile: Profile, out: Path, *, counts_as_copy: bool = True) -> tuple[BackupHead, Changes]:
    """Write a `.qcbackup` to `out` (a stick, a shared folder): sealed, whole or not there.

    `counts_as_copy`: from now on it is said that a copy is off this machine; False while it still has to be carried away.
    Raises UsageError for a place inside the profile, other than its own folder of copies to carry away.
    """
    require_outside(out, but=profile.home / COPIES)
    with profile.database.read() as tx:
        mark = tx.events.mark()  # before the copy: what is lost is never understated
    with translated(out), tempfile.TemporaryDirectory(prefix=MAKING, dir=profile.home) as folder:
        copy = Path(folder) / DATABASE
        backups.copy_database(profile.home / DATABASE, profile.vault.database_key, copy)
        counts = backups.check_backup(copy, profile.vault.database_key)
        head = _head(profile, copy.stat().st_size, counts.sheets_done, counts.drafts)
        with copy.open("rb") as source:
            atomic_write(out, lambda target: backup_file.write(head, source, target, profile.vault.recovery_public), mode=0o600)
    if counts_as_copy:
        with profile.database.write() as tx:
            note_off_disk(tx, head.made, mark)
    return head, changed(Topic.SAFETY)


def sweep(profile: Profile) -> None:
    """Remove what is left of copies that were cut off; one that is being made is younger than an hour."""
    for left in profile.home.glob(f"{MAKING}*"):
        if left.stat().st_mtime < profile.clock.own().timestamp() - 3600:
            shutil.rmtree(left, ignore_errors=True)


def carried_away(profile: Profile, made: datetime, mark: int) -> Changes:
    """A person says that the copy made then, of everything up to event `mark`, has left this machine."""
    with profile.database.write() as tx:
        note_off_disk(tx, made, mark)
    return changed(Topic.SAFETY)


def newest_mark(profile: Profile) -> int:
    """The mark of the newest event, to be taken before a copy is made."""
    with profile.database.read() as tx:
        return tx.events.mark()


def note_off_disk(tx: Transaction, made: datetime, mark: int) -> None:
    """A copy of everything up to event `mark` left this disk."""
    if mark >= int(tx.settings.get(_LAST_MARK) or 0):
        tx.settings.put(_LAST_OFF_DISK, time.to_text(made))
        tx.settings.put(_LAST_MARK, str(mark))
    tx.settings.put(_REFUSED, "")


def note_unmade(tx: Transaction, problem: str) -> None:
    """Why the copy for the inbox could not be made; "" once it could."""
    tx.settings.put(_UNMADE, to_keep(problem))


def note_refused(tx: Transaction, problem: str) -> None:
    """Why the inbox did not take it; "" for a fresh one."""
    tx.settings.put(_REFUSED, to_keep(problem))


def state(profile: Profile) -> BackupState:
    """For the status line."""
    newest = next(iter(backups.list_backups(profile.backups)), None)
    with profile.database.read() as tx:
        off = tx.settings.get(_LAST_OFF_DISK)
        unsaved = tx.events.entries_since(int(tx.settings.get(_LAST_MARK) or 0))
        problem = (unsaved and tx.settings.get(_UNMADE)) or tx.settings.get(_REFUSED) or ""
    return BackupState(newest.at if newest else None, time.from_text(off) if off else None, unsaved, kept(problem))


def state_words(found: BackupState) -> str:
    """异机副本 7月9日 21:40（此后 3 份未备份）: the loss bound, said before anything is lost."""
    later = say("（此后 {n} 份未备份）", " (entries changed since: {n})", n=found.unsaved) if found.unsaved else ""
    if found.problem:
        first = say("网上副本没有发出：{why}；", "The online copy did not go out: {why}; ", why=without_stop(found.problem))
        return first + state_words(replace(found, problem=""))
    if found.off_disk is None:
        return say("异机副本：还没有{later}", "Copy off this machine: none yet{later}", later=later)
    at = found.off_disk.astimezone()
    return say(
        "异机副本：{month}月{day}日 {time}{later}", "Copy off this machine: {date} {time}{later}",
        month=at.month, day=at.day, date=at.strftime("%Y-%m-%d"), time=at.strftime("%H:%M"), later=later,
    )  # fmt: skip


def preview(path: Path, code: str, home: Path | None = None) -> Preview:
    """What the file holds, without restoring; `home`: where that is meant to be.

    Raises InvalidEntry (code), NotForUs, TrustError or FormatError; OtherSeason when it does not belong in `home`.
    """
    with _opened(path) as source:
        head, database = backup_file.read(source, [recovery.identity(code)])
        if home is not None:
            _require_place(home, head, path)
        return _preview(head, _label_within(head, database))


def restore(path: Path, code: str, home: Path, *, passphrase: str | None, aside: bool = False) -> Preview:
    """Make a profile in `home` from a `.qcbackup`. It is made in a folder of its own and moved in when it is whole.

    `aside`: a profile that does not open any more is moved aside first. Raises UsageError when there is one that nobody
    gave up, OtherSeason when the copy belongs into another folder; what a killed restore left behind is cleared, a store without its vault moved aside.
    """
    if profiles.exists(home) and not aside:
        raise UsageError(
            say("“{home}”里已经有档案。", "There is already a profile in “{home}”.", home=home.name),
            say("请恢复到一个空文件夹（--home）。", "Restore into an empty folder (--home)."),
            reason="exists",
        )
    fresh = home / _RESTORING
    with _opened(path) as source:
        head, database = backup_file.read(source, [recovery.identity(code)])
        _require_place(home, head, path)
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True, mode=0o700)
        try:
            atomic_write(fresh / DATABASE, lambda target: _copy(database, target, head.size), mode=0o600)
            vault = Vault.adopt(fresh, bytes.fromhex(head.master), code, passphrase=passphrase)
            backups.check_backup(fresh / DATABASE, vault.database_key)
            label = _label(fresh / DATABASE, vault.database_key)
            _forget_files(home, fresh / DATABASE, vault)
            _move_in(home, fresh)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return _preview(head, label)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A file that somebody brought. Raises UsageError for what is none."""
    with translated(path):
        files.require_plain(path)
        with path.open("rb") as source:
            yield source


def _preview(head: BackupHead, label: str) -> Preview:
    return Preview(head.made, head.owner, head.season, head.sheets_done, head.drafts, label)


def _label_within(head: BackupHead, database: BinaryIO) -> str:
    """The head has the season's id alone, which says nothing to people: its name is in the store, which stays encrypted throughout."""
    with tempfile.TemporaryDirectory(prefix=MAKING) as folder:
        store_file = Path(folder) / DATABASE
        try:
            atomic_write(store_file, lambda target: _copy(database, target, head.size), mode=0o600)
            return _label(store_file, database_key_of(bytes.fromhex(head.master)))
        except DiskFull:
            return ""  # no room to look is no reason against the copy


def _label(store_file: Path, key: bytes) -> str:
    with closing(Database.open(store_file, key, clock=Clock())) as store, store.read() as tx:
        who = identity.find(tx)
        if who is not None:
            return who.label
        from app.services.organiser import state  # judges' desks, which import this at each start, have no use for it

        return next((s.label for s in state.SEASON.all(tx)), "")


def _require_place(home: Path, head: BackupHead, path: Path) -> None:
    """Raise OtherSeason, with the file to open there, when this copy belongs into another season's folder."""
    try:
        other_season.require_copy_of(home, head.season)
    except OtherSeason as other:
        other.source = path
        raise


def _move_in(home: Path, fresh: Path) -> None:
    """The vault last: a folder without one holds no profile, and the copy can be restored again."""
    profiles.set_aside(home)
    for whole in (fresh / DATABASE, vault_file.path(fresh)):
        files.replace(whole, home / whole.name)
    sync_folder(home)


def _forget_files(home: Path, store_file: Path, vault: Vault) -> None:
    """A backup brings no documents: those that are not beside the store have to be synced again, and must not be shown as here."""
    with closing(Database.open(store_file, vault.database_key, clock=Clock())) as store, store.write() as tx:
        for number in tx.entries.rounds():
            for blob in tx.documents.blobs(number).values():
                here = (home / "blobs" / blob.sealed_sha256[:2] / blob.sealed_sha256).exists()
                if not here and blob.state is not BlobState.SKIPPED:  # what was freed is not wanted here either
                    tx.documents.set_blob(blob.sealed_sha256, BlobState.MISSING, 0)


def _copy(source: BinaryIO, target: BinaryIO, size: int) -> None:
    shutil.copyfileobj(source, target, CHUNK)
    if target.tell() != size:
        raise Malformed(say("备份文件不完整。", "The backup is cut short."), say("请换另一份备份。", "Use another backup."))


def _head(profile: Profile, size: int, done: int, drafts: int) -> BackupHead:
    with profile.database.read() as tx:
        who = identity.find(tx)
    owner = who.judge if who else say("组织方", "organiser")
    return BackupHead(
        profile.vault.master_key.hex(), whole_second(profile.clock.now()), who.season if who else "", owner, done, drafts, size
    )
