"""Handing one sealed file to an inbox: embedded server, WebDAV, object store or folder; twice is the same as once.

The name is the SHA-256 of the bytes, so "already there" is success, and nobody's file can be overwritten by
another. Where the inbox lets us look, what lies there afterwards is compared with what was sent.
"""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from pathlib import Path

import urllib3

from app.core import addresses, s3
from app.core.clock import Clock
from app.core.errors import AppError, DownloadError, OfflineError
from app.core.files import atomic_write, read_limited, translated
from app.core.ids import is_id, sha256_hex
from app.core.words import say
from app.models.assignment import Inbox, InboxKind
from app.sync import web

READ_SECONDS = 120.0
_DONE = (200, 201, 204)


def deliver(inbox: Inbox, judge: str, name: str, data: bytes) -> None:
    """Put `data` into the inbox as inbox/<judge>/<name>; `name` is `<sha256 of data>.<extension>`.

    Raises OfflineError or DownloadError in words (not accepted, too large, full, broken off); it may be called
    again at any time.
    """
    if not is_id(judge) or name.partition(".")[0] != sha256_hex(data):
        raise RuntimeError("a file is handed in under its judge and its own digest")
    path = f"inbox/{judge}/{name}"
    if inbox.kind is InboxKind.FOLDER:
        _to_folder(inbox.address, path, data)
        return
    with web.in_words(inbox.address, say("文件仍在本机，下次同步会再交。", "The file stays here and is handed in at the next sync.")):
        _TO[inbox.kind](inbox, path, data)


def _to_folder(address: str, path: str, data: bytes) -> None:
    root = addresses.folder(address)
    with translated(root):
        there = root.is_dir()
    if not there:
        raise OfflineError(
            say("找不到收件文件夹“{name}”。", "The inbox folder “{name}” is not there.", name=str(root)[-80:]),
            say("请插好U盘，或检查地址。", "Plug in the stick, or check the address."),
        )
    target = root / path
    with translated(target):
        there = target.is_file() and target.stat().st_size == len(data)
    if not there or read_limited(target, len(data)) != data:
        atomic_write(target, data)


def _to_embedded(inbox: Inbox, path: str, data: bytes) -> None:
    headers = {"Authorization": f"Bearer {inbox.credential}", "If-None-Match": "*"}
    status = _ask("PUT", f"{inbox.address.rstrip('/')}/{path}", headers, data)
    if status not in (*_DONE, 409, 412):
        raise refused(status)


def _to_webdav(inbox: Inbox, path: str, data: bytes) -> None:
    """PUT under a passing name, then MOVE: an upload that breaks off never stands under the real name."""
    base, headers = inbox.address.rstrip("/"), _authorization(inbox.credential)
    final = f"{base}/{path}"
    if _lies_there(final, headers, data):
        return
    passing = f"{final.rpartition('/')[0]}/.{Path(path).name[:40]}.{secrets.token_hex(4)}.tmp"
    status = _ask("PUT", passing, headers, data)
    if status in (404, 409):
        _make_folders(base, path, headers)
        status = _ask("PUT", passing, headers, data)
    if status not in _DONE:
        raise refused(status)
    status = _ask("MOVE", passing, {**headers, "Destination": final, "Overwrite": "F"})
    if status not in _DONE:
        _ask("DELETE", passing, headers)
        if status != 412:
            status = _ask("PUT", final, {**headers, "If-None-Match": "*"}, data)
    if status not in (*_DONE, 412):
        raise refused(status)
    _lies_there(final, headers, data, must=True)


def _make_folders(base: str, path: str, headers: dict[str, str]) -> None:
    folders = path.split("/")[:-1]
    for depth in range(len(folders)):
        _ask("MKCOL", f"{base}/{'/'.join(folders[: depth + 1])}/", headers)


def _to_s3(inbox: Inbox, path: str, data: bytes) -> None:
    access, _, rest = inbox.credential.partition(":")
    secret, _, region = rest.partition(":")
    key = s3.S3Key(access, secret, region or "us-east-1")
    url = s3.presign("PUT", s3.parse(inbox.address, key.region).url(path), key, _now())
    status = _ask("PUT", url, {"If-None-Match": "*"}, data)
    if status not in (*_DONE, 412):
        raise refused(status)


_TO = {InboxKind.EMBEDDED: _to_embedded, InboxKind.WEBDAV: _to_webdav, InboxKind.S3: _to_s3}


def _lies_there(url: str, headers: dict[str, str], data: bytes, *, must: bool = False) -> bool:
    """Whether exactly `data` lies at `url`. With `must`, other bytes are an error; an inbox that hides its files is not."""
    status, found = _answer("GET", url, headers, most=len(data) + 1)
    if must and status == 200 and found != data:
        raise DownloadError(
            say("收件处存下的文件与交出的不同。", "What the inbox stored is not what was handed in."),
            say("请改用U盘或微信交给组织方。", "Hand it in by stick or chat instead."),
            reason="hash-mismatch",
        )
    return status == 200 and found == data


def _authorization(credential: str) -> dict[str, str]:
    """`user:password` is Basic, anything else a bearer token."""
    if ":" in credential:
        return {"Authorization": "Basic " + base64.b64encode(credential.encode()).decode()}
    return {"Authorization": f"Bearer {credential}"} if credential else {}


def _ask(method: str, url: str, headers: dict[str, str], body: bytes | None = None) -> int:
    return _answer(method, url, headers, body)[0]


def _answer(method: str, url: str, headers: dict[str, str], body: bytes | None = None, most: int = 0) -> tuple[int, bytes]:
    with web.pool(read=READ_SECONDS, redirects=0) as pool:
        answer: urllib3.BaseHTTPResponse = pool.request(method, url, headers=headers, body=body, preload_content=False)
        try:
            return answer.status, answer.read(most) if most else b""
        finally:
            answer.close()


def _now() -> datetime:
    return Clock().now()


def refused(status: int) -> AppError:
    """What an inbox's refusal means to the person who hands in."""
    zh, en = _WORDS.get(status, ("收件处回答 {status}，没有收下文件。", "The inbox answered {status} and did not take the file."))
    return DownloadError(
        say(zh, en, status=status),
        say("文件仍在本机；请稍后再试，或用U盘、微信交给组织方。", "The file stays here; try again later, or hand it in by stick or chat."),
        reason=f"http-{status}",
    )


_NOT_ACCEPTED = ("收件处不再接受这份邀请的凭据。", "The inbox does not accept this invitation's credential any more.")
_WORDS = {
    401: _NOT_ACCEPTED,
    403: _NOT_ACCEPTED,
    404: ("这个地址没有收件处。", "There is no inbox at this address."),
    413: ("文件太大，收件处不收。", "The file is too large for the inbox."),
    429: ("收件处里您的文件已满。", "The inbox holds as many of your files as it takes."),
    507: ("收件处的磁盘已满。", "The inbox's disk is full."),
}
