"""Putting files on a WebDAV host or into an object store, with the standard library's HTTP client.

One connection for all files. A file named by its content that is there with its size is right; small signed
files are read back and compared.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from app.core import s3
from app.core.clock import Clock
from app.core.errors import DownloadError
from app.core.tasks import Context
from app.core.words import say
from app.publishing.wire import Wire

_DONE = (200, 201, 204)


class WebDavDestination:
    """http(s)://user:password@host/folder: PUT, and MKCOL where a folder is missing."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._wire, self._base, self._made = Wire(address), parts.path.rstrip("/"), set[str]()
        user = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
        self._headers = {"Authorization": "Basic " + base64.b64encode(user.encode()).decode()} if parts.username else {}

    def has(self, path: str, file: Path, *, named_by_content: bool) -> bool:
        """See `destinations.Destination`."""
        return _same(self._wire, lambda _: self._target(path), self._headers, file, named_by_content=named_by_content)

    def put(self, path: str, file: Path, ctx: Context) -> None:
        """See `destinations.Destination`."""
        answer = self._wire.send(self._target(path), self._headers, file, ctx)
        if answer.status in (404, 409) and self._make_folders(path):
            answer = self._wire.send(self._target(path), self._headers, file, ctx)
        if answer.status not in _DONE:
            raise _refused(answer.status, path)

    def close(self) -> None:
        """Let go of the connection."""
        self._wire.close()

    def _target(self, path: str) -> str:
        return f"{self._base}/{quote(path)}"

    def _make_folders(self, path: str) -> bool:
        """MKCOL every folder of `path` not made before; whether there was any."""
        parts = self._target(path).split("/")[1:-1]
        missing = [folder for n in range(len(parts)) if (folder := f"/{'/'.join(parts[: n + 1])}/") not in self._made]
        for folder in missing:
            self._wire.ask("MKCOL", folder, self._headers)
            self._made.add(folder)
        return bool(missing)


class S3Destination:
    """A bucket, by links that carry their own permission."""

    def __init__(self, place: s3.S3Place, key: s3.S3Key) -> None:
        self._place, self._key, self._wire, self._clock = place, key, Wire(place.endpoint), Clock()

    def has(self, path: str, file: Path, *, named_by_content: bool) -> bool:
        """See `destinations.Destination`."""
        return _same(self._wire, lambda method: self._target(method, path), {}, file, named_by_content=named_by_content)

    def put(self, path: str, file: Path, ctx: Context) -> None:
        """See `destinations.Destination`."""
        answer = self._wire.send(self._target("PUT", path), {}, file, ctx)
        if answer.status not in _DONE:
            raise _refused(answer.status, path)

    def close(self) -> None:
        """Let go of the connection."""
        self._wire.close()

    def _target(self, method: str, path: str) -> str:
        link = urlsplit(s3.presign(method, self._place.url(path), self._key, self._clock.now()))
        return f"{link.path}?{link.query}"


def _same(wire: Wire, target: Callable[[str], str], headers: dict[str, str], file: Path, *, named_by_content: bool) -> bool:
    size = file.stat().st_size
    if named_by_content:
        answer = wire.ask("HEAD", target("HEAD"), headers)
        return answer.status == 200 and answer.length == size
    answer = wire.ask("GET", target("GET"), headers, most=size + 1)
    return answer.status == 200 and answer.body == file.read_bytes()


def _refused(status: int, path: str) -> DownloadError:
    zh, en = _SAID.get(status, ("服务器回答 {status}，没有收下 {path}。", "The server answered {status} and did not take {path}."))
    return DownloadError(
        say(zh, en, status=status, path=path[:80]),
        say("请检查地址和权限后再试。", "Check the address and the permissions, then try again."),
        reason=f"http-{status}",
    )


_NOT_ALLOWED = ("服务器不允许写入 {path}。", "The server does not allow {path} to be written.")
_SAID = {
    401: _NOT_ALLOWED,
    403: _NOT_ALLOWED,
    413: ("{path} 太大，服务器不收。", "{path} is too large for the server."),
    507: ("服务器的磁盘已满。", "The server's disk is full."),
}
