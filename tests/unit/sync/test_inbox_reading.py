"""What a chair fetches from an inbox: lists and files of hosts that are slow, endless or say nonsense end in words."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.core.errors import DownloadError, FormatError
from app.models.assignment import Inbox, InboxKind
from app.sync import inbox_reading, sources
from app.sync.inbox_reading import Waiting
from tests.fakes.web_host import Answer, WebHost

BODY = b"age-encryption.org/v1 sealed"
NAME = hashlib.sha256(BODY).hexdigest() + ".qcr"


def inbox(host: WebHost) -> Inbox:
    return Inbox(InboxKind.EMBEDDED, host.address, "token")


def test_what_is_listed_is_fetched_once(tmp_path: Path) -> None:
    listed = b'{"files":[{"path":"inbox/J-02/%s","size":%d}]}' % (NAME.encode(), len(BODY))
    with WebHost(lambda asked: Answer(200, listed if asked.path == "/inbox/" else BODY)) as host:
        (waiting,) = inbox_reading.listed(inbox(host))
        for _ in range(2):
            assert inbox_reading.fetch(inbox(host), waiting, tmp_path).read_bytes() == BODY

    assert len(host.asked) == 2


def test_a_host_that_comes_too_slowly_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "PATIENCE", -1.0)
    monkeypatch.setattr(sources, "SLOWEST", 1 << 40)
    with WebHost(lambda _: Answer(200, b'{"files":[]}')) as host, pytest.raises(DownloadError, match="太慢"):
        inbox_reading.listed(inbox(host))


def test_more_than_was_said_is_not_taken(tmp_path: Path) -> None:
    with WebHost(lambda _: Answer(200, BODY)) as host, pytest.raises(DownloadError, match="比应有的大"):
        inbox_reading.fetch(inbox(host), Waiting("J-02", NAME, len(BODY) - 1), tmp_path)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("line", [b"7", b'{"path":"inbox/J-02/../x.qcr","size":1}', b'{"path":"inbox/J-02/%s"}' % NAME.encode()])
def test_a_list_of_something_else_is_refused(line: bytes) -> None:
    with WebHost(lambda _: Answer(200, b'{"files":[' + line + b"]}")) as host, pytest.raises(FormatError):
        inbox_reading.listed(inbox(host))
