"""How one connection is answered: whole files and single ranges, nothing that is not on the list of public paths.

Paths are matched as they stand, without decoding: no public path needs an escape, so nothing escaped is one.
"""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Callable, Mapping
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import BinaryIO, Protocol

from app.core.errors import AppError
from app.core.files import inside
from app.publishing import public_paths, server_inbox
from app.publishing.public_paths import PUBLISHED, Kind
from app.publishing.server_inbox import Refused, Underway
from app.publishing.server_reading import LIST, Readers, Reading

IDLE_SECONDS = 30.0
SLOWEST = 8 << 10
"""Bytes per second below which a transfer is cut, after a minute's grace."""
_DRAINED = server_inbox.LARGEST
"""Bytes of a refused delivery that are still read, so that the refusal itself arrives."""
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class Host(Protocol):
    """What a handler needs of its server."""

    repo: Path
    credentials: Callable[[], Mapping[str, str]]
    readers: Readers
    underway: Underway
    log: Callable[[str], None]

    def allow(self, connection: socket.socket, seconds: float) -> None: ...


class Handler(BaseHTTPRequestHandler):
    """GET and HEAD of public files, PUT into an inbox, GET of what a chair collects there. HTTP/1.1 with connections kept open."""

    server: Host  # type: ignore[assignment]
    connection: socket.socket
    protocol_version = "HTTP/1.1"
    timeout = IDLE_SECONDS
    disable_nagle_algorithm = True
    wbufsize = -1

    def handle_one_request(self) -> None:
        self.server.allow(self.connection, IDLE_SECONDS)
        super().handle_one_request()

    def do_GET(self) -> None:
        self._serve(body=True)

    def do_HEAD(self) -> None:
        self._serve(body=False)

    def do_PUT(self) -> None:
        length = self._length()
        if length is None:
            self._refuse(HTTPStatus.LENGTH_REQUIRED, None)
            return
        self.server.allow(self.connection, 60 + length / SLOWEST)
        box = server_inbox.Delivery(self.server.repo, self.path, length, self.headers.get("Authorization", ""), self.server.underway)
        try:
            box.require_allowed(self.server.credentials())
            box.take(self.rfile)
        except Refused as refusal:
            self._refuse(refusal.status, box.left)
        else:
            self._answer(HTTPStatus.CREATED)

    def _serve(self, *, body: bool) -> None:
        if self._length() != 0:
            self.close_connection = True  # a body nobody reads would be taken for the next request
        if self.path.startswith(f"/{LIST}"):
            self._collect(self.path.removeprefix("/"), body=body)
            return
        known = public_paths.match(self.path.partition("?")[0].removeprefix("/"), *PUBLISHED) if self.path.startswith("/") else None
        opened = _open(self.server.repo, known[1].group()) if known else None
        if known is None or opened is None:
            self._answer(HTTPStatus.NOT_FOUND)
            return
        with opened as stream:
            self._send(stream, _etag(known, stream), lasting=known[0] not in (Kind.TIMESTAMP, Kind.RECEIPT), body=body)

    def _collect(self, path: str, *, body: bool) -> None:
        """A chair fetches what their panel handed in."""
        box = Reading(self.server.repo, self.headers.get("Authorization", ""), self.server.credentials(), self.server.readers())
        listed, opened = (box.listing(), None) if path == LIST else (None, box.file(path))
        known = public_paths.match(path, Kind.INBOX)
        if opened is not None and known is not None:
            with opened as stream:
                self._send(stream, _etag(known, stream), lasting=False, body=body)
        elif listed is not None:
            self._answer(HTTPStatus.OK, {"Content-Type": "application/json", "Cache-Control": "no-store"}, len(listed))
            if body:
                self.wfile.write(listed)
        else:
            self._answer(HTTPStatus.NOT_FOUND)

    def _send(self, stream: BinaryIO, etag: str, *, lasting: bool, body: bool) -> None:
        info = os.fstat(stream.fileno())
        headers = {
            "ETag": etag,
            "Accept-Ranges": "bytes",
            "Last-Modified": formatdate(info.st_mtime, usegmt=True),
            "Cache-Control": "public, max-age=31536000, immutable" if lasting else "no-cache",
        }
        if self.headers.get("If-None-Match") == etag:
            self._answer(HTTPStatus.NOT_MODIFIED, headers)
            return
        wanted = self.headers.get("Range", "") if self.headers.get("If-Range", etag) == etag else ""
        span = _span(wanted, info.st_size)
        if span is not None and span.start >= info.st_size:
            self._answer(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, {**headers, "Content-Range": f"bytes */{info.st_size}"})
            return
        headers["Content-Type"] = "application/octet-stream"
        if span is not None:
            headers["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{info.st_size}"
        part = range(info.st_size) if span is None else span
        self._answer(HTTPStatus.OK if span is None else HTTPStatus.PARTIAL_CONTENT, headers, len(part))
        if body and part:
            self._pour(stream, part.start, len(part))

    def _pour(self, stream: BinaryIO, first: int, count: int) -> None:
        self.wfile.flush()
        self.server.allow(self.connection, 60 + count / SLOWEST)
        sent = self.connection.sendfile(stream, first, count)
        if sent != count:
            self.close_connection = True  # the file was cut while it was sent: the client must notice

    def _answer(self, status: HTTPStatus, headers: Mapping[str, str] | None = None, length: int = 0) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(length))
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def _refuse(self, status: HTTPStatus, left: int | None) -> None:
        """Say no, then read on a while: closing on unread bytes would take the answer back."""
        self.close_connection = left is None or left > _DRAINED or status is HTTPStatus.REQUEST_TIMEOUT
        self._answer(status)
        self.wfile.flush()
        left = 0 if status is HTTPStatus.REQUEST_TIMEOUT else min(left or 0, _DRAINED)
        while left > 0 and (block := self.rfile.read(min(left, 1 << 16))):
            left -= len(block)

    def _length(self) -> int | None:
        """The body's announced length, 0 for none; None when it cannot be told."""
        values = self.headers.get_all("Content-Length") or []
        if self.headers.get("Transfer-Encoding") or len(values) > 1:
            return None
        if not values:
            return None if self.command == "PUT" else 0
        return int(values[0]) if re.fullmatch(r"[0-9]{1,15}", values[0]) else None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The standard library's refusals (bad request line, unknown method), without its page."""
        self.close_connection = True
        self._answer(HTTPStatus(code))

    def version_string(self) -> str:
        """The program, without its version or Python's."""
        return "qcdesk"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        self.server.log(f"{self.client_address[0]} {(format % args).encode('unicode_escape').decode()[:300]}")


def _open(repo: Path, path: str) -> BinaryIO | None:
    """The file at a public path, or None: not there, not a file, or a link that leads elsewhere."""
    try:
        place = inside(repo, path)
        return place.open("rb") if place.is_file() else None
    except (OSError, AppError):
        return None


def _etag(known: tuple[Kind, re.Match[str]], stream: BinaryIO) -> str:
    if named := public_paths.digest(known[1]):
        return f'"{named}"'
    info = os.fstat(stream.fileno())
    return f'"{info.st_mtime_ns:x}-{info.st_size:x}"'


def _span(wanted: str, size: int) -> range | None:
    """The bytes of a single range; None means the whole file; one that begins at or after `size` cannot be met.

    Source: RFC 9110, 14.1.2 and 14.2 (a Range that is not understood, or has several parts, may be ignored).
    """
    found = _RANGE.fullmatch(wanted)
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return range(max(0, size - int(last)), size) if int(last) else range(size, size)
    start, stop = int(first), min(int(last) + 1, size) if last else size
    if last and int(last) < start:
        return None
    return range(start, max(start, stop))
