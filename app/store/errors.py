"""The one table that turns the database library's errors into sentences.

Codes, not texts, decide: SQLite keeps them stable between versions. An error that is not in the table is
a mistake of ours (a broken constraint, wrong SQL) and passes through untouched.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from app.core.errors import Busy, Corrupt, DiskFull, Locked, StoreError, TooNew
from app.core.words import say

_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26
_LITTLE = 1 << 20
"""Bytes free below which a failed read or write is a full disk (the driver hides the code that would tell)."""

DAMAGED = (Corrupt, Locked)
"""What opening a damaged file may raise: a wrong key and a damaged first page look the same."""


def disk_full() -> StoreError:
    return DiskFull(
        say("磁盘已满，这一步没有保存。", "The disk is full; this step was not saved."),
        say("请腾出空间后再试；之前保存的内容没有丢失。", "Free some space and try again; what was saved before is kept."),
    )


def too_full_to_open() -> StoreError:
    """Nothing was to be saved yet."""
    return DiskFull(
        say("磁盘已满，打不开档案；没有东西丢失。", "The disk is full and the profile cannot be opened; nothing is lost."),
        say("请先腾出一点空间（1 MB 就够），再打开。", "Free a little space first (1 MB will do), then open it again."),
    )


def busy() -> StoreError:
    return Busy(
        say("数据正被另一个程序使用。", "The data are in use by another program."),
        say("请关闭另一个质评台窗口后再试。", "Close the other window of this program and try again."),
    )


def corrupt() -> StoreError:
    return Corrupt(
        say("本机数据文件已损坏。", "The data file on this computer is damaged."),
        say("请从备份恢复；损坏的文件会保留。", "Restore a backup; the damaged file is kept."),
    )


def wrong_key() -> StoreError:
    return Locked(
        say("现有的密钥打不开本机数据，或者数据文件已损坏。", "The key at hand does not open the data, or the file is damaged."),
        say("请用口令或恢复码打开，或从备份恢复。", "Use the passphrase or the recovery code, or restore a backup."),
    )


def too_new() -> StoreError:
    return TooNew(
        say("本机数据由更新版本的质评台写成。", "The data were written by a newer version of this program."),
        say("请安装新版本后再打开；数据没有改动。", "Install the newer version, then open again; nothing was changed."),
    )


def _read_only() -> StoreError:
    return StoreError(
        say("没有权限写入数据文件。", "No permission to write the data file."),
        say("请检查文件夹权限，或换一个文件夹。", "Check the permissions of the folder, or use another one."),
        reason="read-only",
    )


def _cannot_open() -> StoreError:
    return StoreError(
        say("打不开数据文件。", "The data file cannot be opened."),
        say("请检查文件夹是否存在、能否写入。", "Check that the folder exists and can be written."),
    )


def _disk_failed() -> StoreError:
    return StoreError(
        say("读写磁盘失败，这一步没有保存。", "The disk could not be read or written; this step was not saved."),
        say("请检查磁盘是否已满或已断开，再试一次。", "Check whether the disk is full or was disconnected, then try again."),
        reason="disk",
    )


_TABLE: dict[int, Callable[[], StoreError]] = {
    _BUSY: busy,
    _LOCKED: busy,
    _READONLY: _read_only,
    _IOERR: _disk_failed,
    _CORRUPT: corrupt,
    _FULL: disk_full,
    _CANTOPEN: _cannot_open,
    _NOTADB: corrupt,
}


def in_words(error: BaseException, path: Path) -> StoreError | None:
    """The sentence for an error of SQLAlchemy or SQLCipher about `path`; None when it is our mistake."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(origin, "sqlite_errorcode", 0) & 0xFF
    if code == _IOERR and path.parent.exists() and shutil.disk_usage(path.parent).free < _LITTLE:
        code = _FULL
    made = _TABLE.get(code)
    return made() if made else None


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise database errors of the block as StoreError about `path`; others pass through."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        if spoken := in_words(error, path):
            raise spoken from error
        raise
