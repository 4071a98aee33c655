"""Taking one file into a judge's inbox: created once, never replaced, and only what its name says it is."""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO, Protocol

from app.core.errors import AppError, DiskFull
from app.core.files import atomic_write
from app.publishing import public_paths
from app.publishing.public_paths import Kind

LARGEST = 128 << 20
MOST_FILES = 1000
MOST_BYTES = 4 << 30
"""Per judge: a leaked credential can fill no more than this."""


class Body(Protocol):
    """Where the bytes come from."""

    def read(self, amount: int, /) -> bytes: ...


class Refused(Exception):
    """The delivery is not taken, and with which answer."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class Underway:
    """What is being delivered now, by judge. Deliveries at one time share the room: each would find enough for itself alone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._announced: dict[str, list[int]] = defaultdict(list)

    @contextmanager
    def room(self, judge: str, target: Path, length: int) -> Iterator[None]:
        """Room for `length` bytes at `target` as long as they come. Raises Refused."""
        with self._lock:
            sizes = [*_sizes(target.parent), *self._announced[judge]]
            share = 2 if target.suffix == ".qcbackup" else 1  # copies of drafts never take the room of score files
            if len(sizes) >= MOST_FILES // share or sum(sizes) + length > MOST_BYTES // share:
                raise Refused(HTTPStatus.TOO_MANY_REQUESTS)
            self._announced[judge].append(length)
        try:
            yield
        finally:
            with self._lock:
                self._announced[judge].remove(length)


def _sizes(folder: Path) -> list[int]:
    """Bytes of the files that lie there; one taken away meanwhile has none."""
    try:
        return [size for place in folder.iterdir() if (size := _size(place)) is not None]
    except OSError:
        return []


def _size(place: Path) -> int | None:
    try:
        return None if place.suffix == ".tmp" else place.lstat().st_size  # on its way: it is announced
    except OSError:
        return None


class Delivery:
    """A PUT of `length` bytes to `path`; `left` of them are still unread. Every step raises Refused."""

    def __init__(self, repo: Path, path: str, length: int, authorization: str, underway: Underway) -> None:
        self._repo, self._path, self._authorization, self._underway = repo, path, authorization, underway
        self._length = self.left = length

    def require_allowed(self, credentials: Mapping[str, str]) -> None:
        """An inbox path, the right token, a size within the limit, and nothing there yet."""
        known = public_paths.match(self._path.removeprefix("/"), Kind.INBOX) if self._path.startswith("/") else None
        if known is None:
            raise Refused(HTTPStatus.NOT_FOUND)
        self._judge, self._sha = known[1]["judge"], known[1]["sha"]
        self._target = self._repo / known[1].group()
        token = credentials.get(self._judge, "")
        given = self._authorization.encode("utf-8", "surrogateescape")
        if not token or not hmac.compare_digest(given, f"Bearer {token}".encode()):
            raise Refused(HTTPStatus.UNAUTHORIZED)
        if self._length > LARGEST:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if self._target.exists():
            raise Refused(HTTPStatus.PRECONDITION_FAILED)

    def take(self, body: Body) -> None:
        """Store the body if there is room and its SHA-256 is its name; half a body leaves nothing behind."""
        try:
            with self._underway.room(self._judge, self._target, self._length):
                atomic_write(self._target, lambda out: self._copy(body, out))
        except DiskFull as error:
            raise Refused(HTTPStatus.INSUFFICIENT_STORAGE) from error
        except AppError as error:
            raise Refused(HTTPStatus.INTERNAL_SERVER_ERROR) from error

    def _copy(self, body: Body, out: BinaryIO) -> None:
        digest = hashlib.sha256()
        while self.left:
            block = self._read(body)
            out.write(block)
            digest.update(block)
        if digest.hexdigest() != self._sha:
            raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY)

    def _read(self, body: Body) -> bytes:
        """The next bytes; a client that stops or is too slow is refused, not our disk blamed."""
        try:
            block = body.read(min(self.left, 1 << 16))
        except OSError as error:
            raise Refused(HTTPStatus.REQUEST_TIMEOUT) from error
        if not block:
            raise Refused(HTTPStatus.REQUEST_TIMEOUT)
        self.left -= len(block)
        return block
