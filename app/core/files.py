"""Files that are either whole or not there.

`atomic_write` is the only way a file of ours comes into being: temporary file beside the target,
fsync, rename, fsync of the folder. Windows virus scanners hold files open for moments, so `replace`
retries sharing errors for 2.5 s. Every OSError becomes a sentence here.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.core.errors import AppError, DiskFull, Malformed, StoreError, TooLarge, UsageError
from app.core.text import plain, size_words
from app.core.words import say

CHUNK = 1 << 20
_SHARING = {5, 32, 33}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def in_words(error: OSError, path: Path, name: str = "") -> AppError:
    """The AppError that says what happened to `path` and what to do; `name`: what a person calls it, where that is not the file's name."""
    name = name or path.name or str(path)
    if error.errno in _FULL:
        return DiskFull(
            say("磁盘已满，“{name}”没有写入。", "The disk is full; “{name}” was not written.", name=name),
            say("请腾出空间后再试；已保存的内容没有丢失。", "Free some space and try again; what was saved is kept."),
        )
    if error.errno == errno.ENOENT:
        return UsageError(
            say("找不到文件“{name}”。", "The file “{name}” does not exist.", name=name),
            say("请检查文件的位置。", "Check where the file is."),
            reason="not-found",
        )
    if error.errno == errno.ENAMETOOLONG:
        return StoreError(
            say("文件名“{name}…”太长，这里存不下。", "The name “{name}…” is too long for this place.", name=name[:20]),
            say("请起一个短一些的名字。", "Use a shorter one."),
            reason="name-too-long",
        )
    if error.errno == errno.EISDIR:
        return UsageError(
            say("“{name}”是文件夹，不是文件。", "“{name}” is a folder, not a file.", name=name),
            say("请选择里面的文件。", "Choose a file in it."),
        )
    if error.errno in (errno.EEXIST, errno.ENOTDIR) and (stands := _file_on_the_way(path)):
        return UsageError(
            say("“{name}”是文件，不是文件夹。", "“{name}” is a file, not a folder.", name=stands.name),
            say("请换一个文件夹。", "Choose another folder."),
            reason="not-a-folder",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StoreError(
            say("没有权限写入或读取“{name}”。", "No permission to write or read “{name}”.", name=name),
            say("请换一个文件夹。", "Choose another folder."),
            reason="read-only",
        )
    return StoreError(
        say("文件“{name}”读写失败：{why}。", "Reading or writing “{name}” failed: {why}.", name=name, why=error.strerror or error),
        say("请检查磁盘或换一个位置。", "Check the disk or use another place."),
    )


def _file_on_the_way(path: Path) -> Path | None:
    """What stands as a file where a folder is needed."""
    return next((p for p in path.parents if p.is_file()), None)


@contextmanager
def translated(path: Path, name: str = "") -> Iterator[None]:
    """Turn any OSError of the block into an AppError about `path`, which a person knows as `name`."""
    try:
        yield
    except OSError as error:
        raise in_words(error, path, name) from error


def replace(source: Path, target: Path) -> None:
    """Rename over `target`, waiting out Windows sharing errors for up to 2.5 s."""
    pause = threading.Event()
    for attempt in range(25):
        try:
            os.replace(source, target)
            return
        except OSError as error:
            if getattr(error, "winerror", None) not in _SHARING or attempt == 24:
                raise
            pause.wait(0.1)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut (nothing to do on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def atomic_write(target: Path, content: bytes | Callable[[BinaryIO], None], *, mode: int = 0o644) -> None:
    """Write `content` (bytes, or a function given an open binary file) so that `target` is old or new, never half.

    Raises DiskFull or StoreError in words; an AppError of the writer passes through; the old file stays.
    """
    with translated(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w+b") as out:
                if callable(content):
                    content(out)
                else:
                    out.write(content)
                out.flush()
                os.fsync(out.fileno())
            if os.name != "nt":
                temporary.chmod(mode)
            replace(temporary, target)
            sync_folder(target.parent)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def require_writable(folder: Path) -> None:
    """Make sure that files can be made in `folder`, before anything is recorded that they belong to. Raises StoreError in words."""
    with translated(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass


def require_plain(path: Path) -> None:
    """Opening a pipe or a device would wait for ever. Raises UsageError."""
    if not (stat.S_ISREG(mode := path.stat().st_mode) or stat.S_ISDIR(mode)):
        raise UsageError(
            say("“{name}”不是普通文件。", "“{name}” is not an ordinary file.", name=path.name),
            say("请选择一个文件。", "Choose a file."),
        )


def read_limited(path: Path, limit: int) -> bytes:
    """The whole file, refused before reading when it is larger than `limit` bytes."""
    with translated(path):
        require_plain(path)
        with path.open("rb") as source:
            size = os.fstat(source.fileno()).st_size
            if size > limit:
                raise TooLarge(
                    say(
                        "“{name}”太大（{size}，最多 {limit}）。",
                        "“{name}” is too large ({size}, at most {limit}).",
                        name=path.name,
                        size=size_words(size),
                        limit=size_words(limit),
                    ),
                    say("这不是质评台的文件，请重新索取。", "This is not a file of this program; ask for it again."),
                )
            return source.read(limit + 1)


def read_text_limited(path: Path, limit: int) -> str:
    """As `read_limited`, decoded as UTF-8 (a byte-order mark is dropped)."""
    try:
        return read_limited(path, limit).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Malformed(
            say("“{name}”不是 UTF-8 文本。", "“{name}” is not UTF-8 text.", name=path.name),
            say("请另存为 UTF-8 后再试。", "Save it as UTF-8 and try again."),
        ) from error


def is_folder(place: Path) -> bool:
    """Path.is_dir raises for a folder one may not ask for and for a name that no disk takes: neither is a folder to anybody here."""
    return _is(place.is_dir)


def files_below(folder: Path) -> Iterator[Path]:
    """Every file below a folder that somebody brought, in no order. Links to folders are not followed, what cannot be read and
    what macOS writes beside each file on a stick (`._name`) are passed over; folders may lie in each other as deep as they like."""
    waiting = [folder]
    while waiting:
        for entry in _entries(waiting.pop()):
            if _is(entry.is_dir, follow_symlinks=False):
                waiting.append(Path(entry.path))
            elif not entry.name.startswith("._") and _is(entry.is_file):
                yield Path(entry.path)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _is(kind: Callable[..., bool], **how: bool) -> bool:
    """False also where it cannot be told: a circle of links, a stick that was pulled."""
    try:
        return kind(**how)
    except OSError:
        return False


def file_digest(source: BinaryIO) -> tuple[str, int]:
    """(hex SHA-256, bytes) of what is left in `source`."""
    digest, size = hashlib.sha256(), 0
    while block := source.read(CHUNK):
        digest.update(block)
        size += len(block)
    return digest.hexdigest(), size


def inside(folder: Path, relative: str) -> Path:
    """`relative` below `folder`; refuses absolute paths, `..`, links that lead out or in circles, and what is no path at all."""
    try:
        candidate = (folder / relative.replace("\\", "/")).resolve()
    except (ValueError, RuntimeError, OSError) as error:  # NUL or half a character; a circle of links; longer than the system allows
        raise _outside(relative) from error
    if not candidate.is_relative_to(folder.resolve()):
        raise _outside(relative)
    return candidate


def _outside(relative: str) -> UsageError:
    return UsageError(
        say("路径“{path}”不在材料文件夹内。", "The path “{path}” leads outside the folder.", path=plain(relative[:80])),
        say("请使用材料文件夹内的相对路径。", "Use a relative path below the folder."),
    )
