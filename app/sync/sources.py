"""Where a published season can be read from: any folder, stick or web host; a path and bytes, nothing more.

Every answer is checked for what it is (status, length, range) and for nothing else: whether the bytes are
the right ones is decided by hashes above. A login page that arrives as 200 is data like any other.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Protocol
from urllib.parse import quote, urlsplit

import urllib3

from app.core import addresses
from app.core.errors import DownloadError, OfflineError, UsageError
from app.core.files import inside
from app.core.words import say
from app.sync import web

PATIENCE = 30.0
"""Seconds that a small file may take at the least, plus what its bytes take at SLOWEST bytes a second."""
SLOWEST = 4096


class Missing(DownloadError):
    """The source is there, the path is not (404)."""

    reason = "missing"


class Stream(Protocol):
    """Bytes in order: `read` waits for all it was asked for, `read1` for the next piece only."""

    def read(self, amount: int, /) -> bytes: ...

    def read1(self, amount: int, /) -> bytes: ...


@dataclass
class Opened:
    """An open file of a source: bytes from `start` on; `start` is 0 when the server ignored the wish to resume."""

    stream: Stream
    start: int
    total: int | None
    etag: str


class Source(Protocol):
    """A season's files by their path below the repository."""

    address: str

    def read(self, path: str, limit: int) -> bytes:
        """The whole file, at most `limit` bytes. Raises Missing, OfflineError or DownloadError."""

    def open(self, path: str, start: int = 0, etag: str = "") -> AbstractContextManager[Opened]:
        """The file from byte `start` on, if it is still the one `etag` names, else from 0."""


def open_source(address: str) -> Source:
    """The source at an address: http(s)://…, file://… or a folder's path. Raises UsageError for anything else."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise _unknown(address) from error
    if parts.scheme in ("http", "https") and parts.hostname:
        return HttpSource(address)
    if parts.scheme != "file" and len(parts.scheme) > 1:
        raise _unknown(address)
    return FolderSource(addresses.folder(address), address)


def _unknown(address: str) -> UsageError:
    return UsageError(
        say("不认识的地址：{address}", "Unknown kind of address: {address}", address=addresses.shown(address)),
        say("请使用 http(s) 地址或文件夹路径。", "Use an http(s) address or a folder."),
    )


class FolderSource:
    """A folder or stick that holds a copy of the repository."""

    def __init__(self, folder: Path, address: str = "") -> None:
        self.folder, self.address = folder, address or str(folder)

    def read(self, path: str, limit: int) -> bytes:
        with self.open(path) as opened:
            return take(opened.stream, limit, path)

    @contextmanager
    def open(self, path: str, start: int = 0, etag: str = "") -> Iterator[Opened]:
        target = inside(self.folder, path)
        with _readable(target):
            if not self.folder.is_dir():
                raise OfflineError(
                    say("找不到资料文件夹“{name}”。", "The folder “{name}” is not there.", name=str(self.folder)[-80:]),
                    say("请插好U盘，或检查地址。", "Plug in the stick, or check the address."),
                )
            if not target.is_file():
                raise Missing(say("资料源里没有 {path}。", "The source has no {path}.", path=path[:100]))
        with _readable(target), target.open("rb") as stream:
            total = os.fstat(stream.fileno()).st_size
            begin = start if start <= total else 0
            stream.seek(begin)
            yield Opened(stream, begin, total, "")


class HttpSource:
    """Any web host that serves the repository's files."""

    def __init__(self, address: str, pool: urllib3.PoolManager | None = None) -> None:
        self.address = address.rstrip("/")
        self._pool = pool or web.pool()

    def read(self, path: str, limit: int) -> bytes:
        with self.open(path) as opened:
            if opened.total is not None and opened.total > limit:
                raise _too_long(path)
            return take(opened.stream, limit, path)

    @contextmanager
    def open(self, path: str, start: int = 0, etag: str = "") -> Iterator[Opened]:
        headers = {"Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
            if etag:
                headers["If-Range"] = etag
        with web.in_words(self.address):
            answer = self._pool.request("GET", f"{self.address}/{quote(path)}", headers=headers, preload_content=False)
            try:
                yield _opened(answer, path, start)
            finally:
                answer.close()  # an answer read to its end has given its connection back already


@contextmanager
def _readable(place: Path) -> Iterator[None]:
    """A stick that cannot be read is a source that fails, so that the next one is tried."""
    try:
        yield
    except OSError as error:
        raise DownloadError(
            say("“{name}”读不出来：{why}。", "“{name}” cannot be read: {why}.", name=place.name[:80], why=error.strerror or error),
            say("请重新插好U盘，或换一个来源。", "Plug the stick in again, or use another source."),
            reason="broken",
        ) from error


def _opened(answer: urllib3.BaseHTTPResponse, path: str, start: int) -> Opened:
    if answer.status in (403, 404, 410):
        raise Missing(say("资料源里没有 {path}。", "The source has no {path}.", path=path[:100]))
    if answer.status == 416:
        return Opened(io.BytesIO(), 0, None, "")
    if answer.status not in (200, 206):
        raise DownloadError(
            say(
                "服务器回答 {status}，没有给出 {path}。",
                "The server answered {status} instead of {path}.",
                status=answer.status,
                path=path[:80],
            ),
            say("请稍后再试，或换一个地址。", "Try again later, or use another address."),
        )
    size = addresses.announced(answer.headers.get("Content-Length", ""))
    begin = _range_start(answer.headers.get("Content-Range", ""), start) if answer.status == 206 else 0
    total = None if size is None else begin + size
    return Opened(answer, begin, total, answer.headers.get("ETag", ""))


def _range_start(content_range: str, wanted: int) -> int:
    unit, _, rest = content_range.partition(" ")
    first = rest.partition("-")[0]
    if unit != "bytes" or addresses.announced(first) != wanted:
        raise DownloadError(say("服务器续传的位置不对。", "The server resumed at the wrong place."), say("请再试一次。", "Try again."))
    return wanted


def take(stream: Stream, limit: int, path: str) -> bytes:
    """All of a small file. Raises DownloadError for one of more than `limit` bytes, and for one that comes too slowly to wait for."""
    data = bytearray()
    begun = monotonic()
    while block := stream.read1(min(1 << 20, limit + 1 - len(data))):
        data += block
        if monotonic() - begun > PATIENCE + len(data) / SLOWEST:
            raise DownloadError(
                say("{path} 来得太慢，已放弃。", "{path} comes too slowly and was given up.", path=path[:80]),
                say("请换一个来源，或换个网络再试。", "Use another source, or another network."),
            )
        if len(data) > limit:
            raise _too_long(path)
    return bytes(data)


def _too_long(path: str) -> DownloadError:
    return DownloadError(
        say("{path} 比应有的大，未下载。", "{path} is larger than it should be; not downloaded.", path=path[:80]),
        say("请核对地址，或联系组织方。", "Check the address, or ask the organiser."),
    )
