"""A chair fetches their panel's score files from the embedded server's inboxes: a list, then each file under its own digest.

Nothing of it is believed here: what arrives is sealed, and verified like a file from a stick. Only the embedded server can be read
this way; other inboxes are write-only for everybody but the organiser.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import urllib3

from app.core import strictjson
from app.core.errors import AppError, DownloadError, FormatError
from app.core.files import atomic_write
from app.core.ids import is_id, sha256_hex
from app.core.words import say
from app.models.assignment import Inbox, InboxKind
from app.sync import web
from app.sync.sources import take

_MOST, _LONGEST = 20_000, 8 << 20
LARGEST = 128 << 20
"""As the server takes them."""


@dataclass(frozen=True)
class Waiting:
    """One file in an inbox, as the server lists it."""

    judge: str
    name: str
    size: int

    @property
    def path(self) -> str:
        return f"inbox/{self.judge}/{self.name}"


def readable(inbox: Inbox) -> bool:
    """Whether a chair can fetch from it."""
    return inbox.kind is InboxKind.EMBEDDED


def listed(inbox: Inbox) -> tuple[Waiting, ...]:
    """What lies there for the chair whose credential this is. Raises OfflineError, DownloadError, FormatError."""
    data = _get(inbox, "inbox/", _LONGEST)
    try:
        found = strictjson.loads(data)["files"]
        files = tuple(_waiting(f) for f in found[:_MOST])
    except (AppError, KeyError, TypeError, ValueError) as error:
        raise FormatError(
            say("收件处的目录读不懂。", "The inbox's list cannot be read."), say("请告诉组织方。", "Tell the organiser.")
        ) from error
    return files


def fetch(inbox: Inbox, file: Waiting, folder: Path) -> Path:
    """The file in `folder`, fetched unless it is there. Raises OfflineError, DownloadError."""
    target = folder / file.name
    if not target.is_file():
        data = _get(inbox, file.path, file.size)
        if sha256_hex(data) != file.name.partition(".")[0]:
            raise DownloadError(
                say("收到的文件与名称不符。", "What arrived is not what its name says."),
                say("请再试一次。", "Try again."),
                reason="hash-mismatch",
            )
        atomic_write(target, data)
    return target


def _waiting(line: object) -> Waiting:
    """One line of the list. Raises ValueError: a name from outside never becomes a path unseen."""
    if not isinstance(line, dict):
        raise ValueError("no object")
    box, judge, name = str(line["path"]).split("/")
    digest, _, kind = name.partition(".")
    size = int(line["size"])
    if box != "inbox" or not is_id(judge) or kind != "qcr" or len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise ValueError("no score file")
    if not 0 <= size <= LARGEST:
        raise ValueError("no size")
    return Waiting(judge, name, size)


def _get(inbox: Inbox, path: str, most: int) -> bytes:
    headers = {"Authorization": f"Bearer {inbox.credential}"}
    with web.in_words(inbox.address), web.pool(redirects=0) as pool:
        answer: urllib3.BaseHTTPResponse = pool.request(
            "GET", f"{inbox.address.rstrip('/')}/{path}", headers=headers, preload_content=False
        )
        try:
            if answer.status != 200:
                raise _refused(answer.status)
            return take(answer, most, path)
        finally:
            answer.close()


def _refused(status: int) -> AppError:
    if status == 404:
        return DownloadError(
            say("收件处没有给组长取件的地方。", "The inbox has nothing for a chair to fetch."),
            say("服务可能是旧版本；请向组织方索取文件。", "It may be an older server; ask the organiser for the files."),
            reason="http-404",
        )
    return DownloadError(
        say("收件处回答 {status}。", "The inbox answered {status}.", status=status),
        say("请稍后再试。", "Try again later."),
        reason=f"http-{status}",
    )
