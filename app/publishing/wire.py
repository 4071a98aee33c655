"""One kept-open HTTP connection of the standard library, its errors in words.

urllib3 belongs to the judge's side (app.sync); publishing needs to put files, one after the other, to one host.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from app.core.addresses import announced
from app.core.errors import AppError, DownloadError, OfflineError
from app.core.tasks import Context
from app.core.words import say

SECONDS = 60.0
_BLOCK = 1 << 18


class Answer:
    """Status, announced length, and as much of the body as was asked for."""

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

    def ask(self, method: str, target: str, headers: dict[str, str], *, most: int = 0) -> Answer:
        """A request without a body; up to `most` bytes of the answer are read. A connection gone stale is opened anew once."""
        with self._in_words():
            try:
                return self._once(method, target, headers, None, most)
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                self._connection.close()
                return self._once(method, target, headers, None, most)

    def send(self, target: str, headers: dict[str, str], file: Path, ctx: Context) -> Answer:
        """PUT a file."""
        with self._in_words(), file.open("rb") as stream:
            length = {"Content-Length": str(file.stat().st_size), "Content-Type": "application/octet-stream"}
            return self._once("PUT", target, {**headers, **length}, _Body(stream, ctx), 0)

    def close(self) -> None:
        self._connection.close()

    def _once(self, method: str, target: str, headers: dict[str, str], body: _Body | None, most: int) -> Answer:
        try:
            try:
                self._connection.request(method, target, body=body, headers=headers)
            except BrokenPipeError:
                if body is None:
                    raise  # else: the host stopped listening, and has probably said why
            with self._connection.getresponse() as answer:
                length = announced(answer.getheader("Content-Length", ""))
                data = answer.read(most) if most else b""
                if not answer.isclosed() and (answer.length is None or answer.length > 0 or answer.read(1)):
                    self._connection.close()
                return Answer(answer.status, length, data)
        except BaseException:
            self._connection.close()
            raise

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except (OSError, http.client.HTTPException) as error:
            raise _words(error, self._host) from error


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
