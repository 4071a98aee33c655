"""Putting files on a WebDAV host or into an object store, with the standard library's HTTP client.

One connection for all files. A file named by its content that is there with its size is right; small signed
files are read back and compared.
"""

from __future__ import annotations

import base64
import http.client
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote, unquote, urlsplit

from app.core import s3
from app.core.clock import Clock
from app.core.errors import AppError, DownloadError, OfflineError
from app.core.tasks import Context
from app.core.words import say

SECONDS = 60.0
_DONE = (200, 201, 204)
_BLOCK = 1 << 18


class _Answer:
    def __init__(self, status: int, length: int | None, body: bytes) -> None:
        self.status, self.length, self.body = status, length, body


class _Body:
    """A file on its way out, that stops when asked to."""

    def __init__(self, stream: BinaryIO, ctx: Context) -> None:
        self._stream, self._ctx = stream, ctx

    def read(self, amount: int = _BLOCK) -> bytes:
        if self._ctx.cancelled:
            self._ctx.report()
        return self._stream.read(max(amount, _BLOCK))


class Wire:
    """One kept-open connection to the host of `url`."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or ""
        if parts.scheme == "https":
            self._connection: http.client.HTTPConnection = http.client.HTTPSConnection(self._host, parts.port, timeout=SECONDS)
        else:
            self._connection = http.client.HTTPConnection(self._host, parts.port, timeout=SECONDS)

    def ask(self, method: str, target: str, headers: dict[str, str], *, most: int = 0) -> _Answer:
        """A request without a body; up to `most` bytes of the answer are read. A connection gone stale is opened anew once."""
        with self._in_words():
            try:
                return self._once(method, target, headers, None, most)
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                self._connection.close()
                return self._once(method, target, headers, None, most)

    def send(self, target: str, headers: dict[str, str], file: Path, ctx: Context) -> _Answer:
        """PUT a file."""
        with self._in_words(), file.open("rb") as stream:
            length = {"Content-Length": str(file.stat().st_size), "Content-Type": "application/octet-stream"}
            return self._once("PUT", target, {**headers, **length}, _Body(stream, ctx), 0)

    def close(self) -> None:
        self._connection.close()

    def _once(self, method: str, target: str, headers: dict[str, str], body: _Body | None, most: int) -> _Answer:
        try:
            try:
                self._connection.request(method, target, body=body, headers=headers)
            except BrokenPipeError:
                if body is None:
                    raise  # else: the host stopped listening, and has probably said why
            with self._connection.getresponse() as answer:
                length = answer.getheader("Content-Length", "")
                data = answer.read(most) if most else b""
                if not answer.isclosed() and (answer.length is None or answer.length > 0 or answer.read(1)):
                    self._connection.close()
                return _Answer(answer.status, int(length) if length.isdecimal() else None, data)
        except BaseException:
            self._connection.close()
            raise

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except (OSError, http.client.HTTPException) as error:
            raise _words(error, self._host) from error


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


def _words(error: Exception, host: str) -> AppError:
    if isinstance(error, ssl.SSLError):
        return OfflineError(
            say("{host} 的安全证书不被信任。", "The certificate of {host} is not trusted.", host=host[:80]),
            say("请检查电脑的时间和地址。", "Check this computer's clock and the address."),
            reason="certificate",
        )
    if isinstance(error, (ConnectionRefusedError, socket.gaierror)):
        return OfflineError(
            say("连不上 {host}。", "{host} cannot be reached.", host=host[:80]),
            say(
                "请检查网络和地址；文件夹里的内容已发布好，可以稍后再复制。",
                "Check network and address; the folder is published and can be copied later.",
            ),
        )
    return DownloadError(
        say("与 {host} 的连接中断。", "The connection to {host} broke.", host=host[:80]),
        say("请再试一次；已复制的文件不会重传。", "Try again; what was copied is not sent twice."),
        reason="broken",
    )


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
