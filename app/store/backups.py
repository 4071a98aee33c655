"""Copies of the store on this disk, with the same key, that a judge can find and restore.

A backup has its own connection, so it runs on any thread beside the open store. It is written under another
name and renamed when it is whole. Restoring never deletes: what was there is moved aside.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from app.core import clock, files
from app.core.clock import Clock
from app.core.errors import UsageError
from app.core.words import say
from app.models.sheet import FINISHED, SheetState
from app.store import errors, opening, schema

KEEP_NEWEST, KEEP_DAYS, KEEP_WEEKS = 3, 3, 3
_STAMP = "%Y%m%dT%H%M%S%fZ"
_NAME = re.compile(r"desk-(?:(\d{6,9})-)?(\d{8}T\d{12}Z)-([a-z0-9-]{1,20})\.db")
_DONE = tuple(state.value for state in FINISHED)


@dataclass(frozen=True)
class BackupInfo:
    """One backup: when (aware UTC), why ("start", "timer", "before-restore" …), bytes.

    `number` grows with each that is made, whatever the clock says; 0 for one of an earlier version, which had none.
    """

    path: Path
    at: datetime
    reason: str
    size: int
    number: int = 0

    @property
    def order(self) -> tuple[int, datetime, str]:
        """Newest last."""
        return self.number, self.at, self.path.name


@dataclass(frozen=True)
class BackupCheck:
    """What a verified backup holds, for the preview: finished sheets, drafts, the last saved change."""

    sheets_done: int
    drafts: int
    events: int
    last_event: datetime | None


def make_backup(path: Path, key: bytes, folder: Path, clock_: Clock, reason: str) -> BackupInfo:
    """Copy the store at `path` into `folder`, then drop what retention no longer keeps.

    `reason` matches `[a-z0-9-]{1,20}`. Raises DiskFull, Busy, Locked, Corrupt, StoreError; older backups then stay.
    """
    with files.translated(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    number = 1 + max((info.number for info in list_backups(folder)), default=0)
    target = folder / f"desk-{number:06}-{clock_.now().strftime(_STAMP)}-{reason}.db"
    if (named := _named(target.name)) is None:
        raise RuntimeError("a reason is [a-z0-9-]{1,20}")
    _sweep(folder, clock_.own())
    copy_database(path, key, target)
    made = _info(target, named)
    for old in outdated(list_backups(folder)):
        if old.path != target:
            old.path.unlink(missing_ok=True)
    return made


def copy_database(path: Path, key: bytes, target: Path) -> None:
    """A whole, compact copy of the store under the same key; `target` is complete or not there."""
    with files.translated(path):
        path.stat()
    _whole(target, lambda temporary: _vacuum(path, key, temporary))


def list_backups(folder: Path) -> tuple[BackupInfo, ...]:
    """The backups in `folder`, newest first."""
    with files.translated(folder):
        found = [_info(path, named) for path in folder.glob("desk-*.db") if (named := _named(path.name)) is not None]
    return tuple(sorted(found, key=lambda info: info.order, reverse=True))


def outdated(backups: Sequence[BackupInfo], zone: tzinfo | None = None) -> tuple[BackupInfo, ...]:
    """Those that retention drops: kept are the newest three and the last one of each of the latest three days
    and three weeks in which there were any. Days are those of `zone` (the computer's when None)."""
    newest_first = sorted(backups, key=lambda info: info.order, reverse=True)
    kept = set(newest_first[:KEEP_NEWEST])
    days: dict[object, BackupInfo] = {}
    weeks: dict[object, BackupInfo] = {}
    for info in newest_first:
        local = info.at.astimezone(zone)
        days.setdefault(local.date(), info)
        weeks.setdefault(local.isocalendar()[:2], info)
    kept.update(list(days.values())[:KEEP_DAYS], list(weeks.values())[:KEEP_WEEKS])
    return tuple(info for info in newest_first if info not in kept)


def check_backup(path: Path, key: bytes) -> BackupCheck:
    """Verify every page of a backup and count what it holds. Raises Corrupt, Locked (other key or damaged), TooNew."""
    with files.translated(path):
        path.stat()
    with errors.translated(path), closing(opening.connect(path, key, read_only=True)) as raw:
        whole = raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not whole or raw.execute("PRAGMA cipher_integrity_check").fetchall():
            raise errors.corrupt()
        if schema.version(raw) is None:
            raise UsageError(
                say("这个文件不是质评台的备份。", "This file is not a backup of this program."),
                say("请选择另一个备份。", "Choose another backup."),
            )
        return _counts(raw)


def restore_backup(path: Path, key: bytes, backup: Path, clock_: Clock) -> Path | None:
    """Put `backup` in the place of the store at `path`, which must be closed; both have the same key.

    Returns where the former store was moved, None when there was none. At every moment `path` is the old store or the
    new one. Raises Busy when the store is open somewhere, Corrupt, Locked, TooNew, DiskFull: then nothing has changed.
    """
    check_backup(backup, key)
    aside = None
    if path.exists():
        aside = path.parent / "moved-aside" / f"desk-{clock_.now().strftime(_STAMP)}.db"
        with files.translated(path):
            _move_aside(path, key, aside)
    _whole(path, lambda temporary: shutil.copyfile(backup, temporary))
    return aside


def _sweep(folder: Path, own: datetime) -> None:
    """Remove what a backup that was killed left behind; one that is being written is younger than an hour."""
    for left in folder.glob(".desk-*.tmp"):
        if left.stat().st_mtime < own.timestamp() - 3600:
            left.unlink(missing_ok=True)


def _move_aside(path: Path, key: bytes, aside: Path) -> None:
    log, kept_log = path.with_name(f"{path.name}-wal"), aside.with_name(f"{aside.name}-wal")
    aside.parent.mkdir(exist_ok=True, mode=0o700)
    # opening a damaged store can lose its log
    if log.exists():
        shutil.copyfile(log, kept_log)
    try:
        folded = _fold_log(path, key)
    except BaseException:
        kept_log.unlink(missing_ok=True)
        raise
    if folded:
        kept_log.unlink(missing_ok=True)
    _second_name(path, aside)
    files.sync_folder(aside.parent)
    # a log that stayed behind would be replayed into the restored file
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _fold_log(path: Path, key: bytes) -> bool:
    """Write the log into the file and remove it; False when the file is too damaged for that. Raises Busy."""
    try:
        with errors.translated(path), closing(opening.connect(path, key, wait=0.5)) as raw:
            # succeeds only while nobody else has the file open
            raw.execute("PRAGMA journal_mode = DELETE")
    except errors.DAMAGED:
        return False
    return True


def _second_name(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        # a disk without hard links (FAT)
        shutil.copyfile(source, target)
        _sync(target)


def _whole(target: Path, write: Callable[[Path], object]) -> None:
    """What `files.atomic_write` does, for a writer that needs a name and not an open file."""
    temporary = target.with_name(f".{target.name}.tmp")
    with files.translated(target), errors.translated(target):
        temporary.unlink(missing_ok=True)
        try:
            temporary.touch(mode=0o600)
            write(temporary)
            _sync(temporary)
            files.replace(temporary, target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        files.sync_folder(target.parent)


def _vacuum(path: Path, key: bytes, target: Path) -> None:
    with closing(opening.connect(path, key)) as raw:
        raw.execute("VACUUM INTO ?", (str(target),))


def _sync(path: Path) -> None:
    with path.open("r+b") as written:
        os.fsync(written.fileno())


def _named(name: str) -> tuple[int, datetime, str] | None:
    """(number, time, reason); None for a file that is called otherwise, after a day of no calendar too: it would hide all the backups."""
    found = _NAME.fullmatch(name)
    try:
        return (int(found[1] or 0), datetime.strptime(found[2], _STAMP).replace(tzinfo=UTC), found[3]) if found else None
    except ValueError:
        return None


def _info(path: Path, named: tuple[int, datetime, str]) -> BackupInfo:
    number, at, reason = named
    return BackupInfo(path, at, reason, path.stat().st_size, number)


_STATES = """
    SELECT state, count(*) FROM summaries JOIN entries ON entries.round = summaries.round AND entries.code = summaries.entry
    WHERE NOT practice AND NOT withdrawn GROUP BY state
"""
"""As 已评 n is counted everywhere: without 试评 and what was taken out."""


def _counts(raw: Any) -> BackupCheck:
    states = dict(raw.execute(_STATES).fetchall())
    events, last = raw.execute("SELECT count(*), (SELECT at FROM events ORDER BY seq DESC LIMIT 1) FROM events").fetchone()
    done = sum(states.get(state, 0) for state in _DONE)
    return BackupCheck(done, states.get(SheetState.DRAFT.value, 0), events, clock.from_text(last) if last else None)
