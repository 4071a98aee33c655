"""A chair fetches the score files of their panel from the embedded server, and nobody fetches anything else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.core.errors import DownloadError, FormatError
from app.core.ids import sha256_hex
from app.core.tasks import Context
from app.models.assignment import Inbox, InboxKind
from app.publishing.server import EmbeddedServer
from app.services.chair import fetch_inbox
from app.services.chair.fetch_inbox import ServerInbox
from tests.fakes.blob_samples import Sample
from tests.fakes.http_talk import ask
from tests.fakes.web_host import Answer, Asked, WebHost

SCORES, COPY = b"sealed scores", b"sealed copy"
NAME = f"{sha256_hex(SCORES)}.qcr"
CHAIR = {"Authorization": "Bearer chair"}


@pytest.fixture
def served(sample: Sample) -> Iterator[EmbeddedServer]:
    """J01 chairs the panel of J02; J03 judges elsewhere."""
    for judge in ("J02", "J03"):
        box = sample.repo / "inbox" / judge
        box.mkdir(parents=True)
        (box / NAME).write_bytes(SCORES)
        (box / f"{sha256_hex(COPY)}.qcbackup").write_bytes(COPY)
        (box / ".half.tmp").write_bytes(b"x")
    tokens = {"J01": "chair", "J02": "judge", "J03": ""}
    with EmbeddedServer(sample.repo, credentials=lambda: tokens, readers=lambda: {"J01": frozenset({"J01", "J02"})}) as running:
        yield running


@pytest.fixture
def talk(served: EmbeddedServer) -> Iterator[HTTPConnection]:
    parts = urlsplit(served.address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    yield connection
    connection.close()


def test_a_chair_sees_the_panels_score_files_and_fetches_them(talk: HTTPConnection) -> None:
    answer, body = ask(talk, "GET", "/inbox/", CHAIR)
    assert answer.status == 200
    assert json.loads(body) == {"files": [{"path": f"inbox/J02/{NAME}", "size": len(SCORES)}]}
    answer, body = ask(talk, "GET", f"/inbox/J02/{NAME}", CHAIR)
    assert (answer.status, body) == (200, SCORES)


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer judge"}, {"Authorization": "Bearer "}, {"Authorization": "Bearer other"}]
)
def test_nobody_else_learns_that_there_is_anything(talk: HTTPConnection, headers: dict[str, str]) -> None:
    for path in ("/inbox/", f"/inbox/J02/{NAME}"):
        assert ask(talk, "GET", path, headers)[0].status == 404


@pytest.mark.parametrize(
    "path", [f"/inbox/J03/{NAME}", f"/inbox/J02/{sha256_hex(COPY)}.qcbackup", "/inbox/J02/", "/inbox/J02/.half.tmp", "/inbox/../desk.db"]
)
def test_a_chair_fetches_nothing_else(talk: HTTPConnection, path: str) -> None:
    assert ask(talk, "GET", path, CHAIR)[0].status == 404


def test_fetched_once_and_kept(served: EmbeddedServer, tmp_path: Path) -> None:
    place = ServerInbox(Inbox(InboxKind.EMBEDDED, served.address, "chair"), tmp_path / "fetched")
    (first,) = fetch_inbox.fetch(place, Context())
    assert first.read_bytes() == SCORES
    stamp = first.stat().st_mtime_ns
    assert fetch_inbox.fetch(place, Context()) == (first,)
    assert first.stat().st_mtime_ns == stamp


@pytest.mark.parametrize("path", ["inbox/J02/../../x.qcr", "/etc/passwd", f"inbox/J02/{NAME}x", f"inbox/j 2/{NAME}"])
def test_a_list_never_names_a_place_outside(tmp_path: Path, path: str) -> None:
    def lists(_asked: Asked) -> Answer:
        return Answer(200, json.dumps({"files": [{"path": path, "size": 1}]}).encode())

    with WebHost(lists) as host, pytest.raises(FormatError):
        fetch_inbox.fetch(ServerInbox(Inbox(InboxKind.EMBEDDED, host.address, "t"), tmp_path), Context())


def test_other_bytes_than_the_name_says_are_refused(tmp_path: Path) -> None:
    def lies(asked: Asked) -> Answer:
        listed = json.dumps({"files": [{"path": f"inbox/J02/{NAME}", "size": 20}]}).encode()
        return Answer(200, listed if asked.path == "/inbox/" else b"something else")

    with WebHost(lies) as host, pytest.raises(DownloadError, match="不符"):
        fetch_inbox.fetch(ServerInbox(Inbox(InboxKind.EMBEDDED, host.address, "t"), tmp_path), Context())
    assert list(tmp_path.iterdir()) == []
