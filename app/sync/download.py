"""Fetching one sealed file from whichever source has it: resumed, checked chunk by chunk, whole or not there.

A source may be slow, cut off, lying, or a login page. None of that reaches the target: every 8 MiB must match
the hash in the signed manifest before it counts, and a chunk that does not is fetched again, at most TRIES
times from one source, then from the next.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.addresses import shown
from app.core.errors import AppError, DownloadError, Malformed, OfflineError
from app.core.files import file_digest, replace, sync_folder, translated
from app.core.tasks import Context
from app.core.words import say
from app.sync.part_file import BLOCK, BadChunk, Blob, PartFile, stop_if_cancelled
from app.sync.sources import Missing, Opened, Source

__all__ = ["Blob", "Fetched", "fetch_blob"]

TRIES = 4
PAUSE_SECONDS = 0.2
_WORTH = 1 << 18
"""Bytes an attempt must bring to count as getting on."""


@dataclass(frozen=True)
class Fetched:
    """Bytes of the file, bytes that came over the line in this run, bytes an earlier run had left."""

    size: int
    transferred: int
    resumed: int


class _OtherFile(DownloadError):
    """The source has something else under this name: asking again is no use."""

    reason = "other-file"


def fetch_blob(
    sources: Sequence[Source], blob: Blob, target: Path, ctx: Context, on_bytes: Callable[[int], None]
) -> Fetched:  # fmt: skip
    """Make `target` the blob; `on_bytes` hears how many of its bytes are there.

    Raises DownloadError, OfflineError, DiskFull, StoreError or Cancelled; what was verified stays in
    `target` + ".part" and the next call goes on from it. A target that is already right costs one hashing.
    """
    if _is_there(target, blob):
        return Fetched(blob.size, 0, 0)
    path = target.with_name(target.name + ".part")
    with PartFile(path, blob) as part:
        resumed = part.recheck(ctx)
        fetch = _Fetch(part, ctx, on_bytes)
        fetch.run(sources)
        _finish(part)
    with translated(target):
        replace(path, target)
        sync_folder(target.parent)
    return Fetched(blob.size, fetch.transferred, resumed)


def _is_there(target: Path, blob: Blob) -> bool:
    with translated(target):
        if not target.is_file() or target.stat().st_size != blob.size:
            return False
        with target.open("rb") as stream:
            return file_digest(stream) == (blob.sha256, blob.size)


def _finish(part: PartFile) -> None:
    try:
        part.finish()
    except Malformed:
        part.path.unlink(missing_ok=True)
        raise


class _Fetch:
    """One file on its way: goes from source to source until its part is complete."""

    def __init__(self, part: PartFile, ctx: Context, on_bytes: Callable[[int], None]) -> None:
        self.part, self.ctx, self.on_bytes = part, ctx, on_bytes
        self.transferred = 0
        self._path = f"blobs/{part.blob.sha256[:2]}/{part.blob.sha256}"
        self._etag = ""

    def run(self, sources: Sequence[Source]) -> None:
        """Raises the most telling failure when no source could complete the part."""
        failures: list[AppError] = []
        for source in sources:
            failure = None if self.part.complete else self._drain(source)
            if failure is None:
                return
            failures.append(failure)
        if not self.part.complete:
            raise max(failures, key=_weight) if failures else _no_source()

    def _drain(self, source: Source) -> AppError | None:
        """Everything `source` can give; None when the part is complete, else why not."""
        self._etag, idle, bad = "", 0, 0
        while True:
            position, verified = self.part.position, self.part.verified
            try:
                self._stream(source)
                return None
            except (Missing, OfflineError, _OtherFile) as error:
                return error
            except DownloadError as error:
                bad = 0 if self.part.verified > verified else bad
                bad += isinstance(error, BadChunk)
                idle = 0 if self.part.position >= position + _WORTH else idle + 1
                if TRIES in (idle, bad):
                    return error
            threading.Event().wait(PAUSE_SECONDS * 2**idle if idle else 0)

    def _stream(self, source: Source) -> None:
        stop_if_cancelled(self.ctx)
        with source.open(self._path, self.part.position, self._etag) as opened:
            if opened.total is not None and opened.total != self.part.blob.size:
                raise _other_file(source)
            self._etag = opened.etag
            self._skip(opened, self.part.position - opened.start)
            while not self.part.complete:
                self.part.add(self._next(opened, self.part.room))
                self.on_bytes(self.part.position)

    def _skip(self, opened: Opened, count: int) -> None:
        """Pass over what we hold, when the source began at 0 after all."""
        while count:
            count -= len(self._next(opened, count))

    def _next(self, opened: Opened, most: int) -> bytes:
        stop_if_cancelled(self.ctx)
        block = opened.stream.read1(min(BLOCK, most))
        if not block:
            raise _cut_short()
        self.transferred += len(block)
        return block


def _weight(failure: AppError) -> int:
    """A wrong file tells more than a broken line, that more than no line, that more than "not here"."""
    if isinstance(failure, Missing):
        return 0
    return 1 if isinstance(failure, OfflineError) else 3 if isinstance(failure, (BadChunk, _OtherFile)) else 2


def _other_file(source: Source) -> _OtherFile:
    return _OtherFile(
        say("{address} 给出的不是要下载的文件。", "{address} answered with something other than the file.", address=shown(source.address)),
        say("网络可能要求先登录；登录后再试，或换一个来源。", "The network may want a login first; then try again, or use another source."),
    )


def _cut_short() -> DownloadError:
    return DownloadError(
        say("文件没有传完就中断了。", "The file broke off before its end."),
        say("已下载的部分保留；请再试一次。", "What was downloaded is kept; try again."),
        reason="broken",
    )


def _no_source() -> OfflineError:
    return OfflineError(
        say("没有可用的资料来源。", "There is no source to load from."),
        say("请插入U盘，或检查邀请里的地址。", "Plug in a stick, or check the addresses of the invitation."),
    )
