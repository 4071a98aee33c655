"""The embedded server's inbox over real connections: what it takes, once, from whom, and what it refuses."""

from __future__ import annotations

import hashlib
import io
from http import HTTPStatus
from http.client import HTTPConnection

import pytest

from app.publishing import server_inbox
from app.publishing.server import EmbeddedServer
from app.publishing.server_inbox import Delivery, Refused, Underway
from tests.fakes.blob_samples import Sample
from tests.fakes.http_talk import BODY, NAME, PUT, TOKEN, ask, raw


def test_a_delivery_is_taken_once(line: HTTPConnection, sample: Sample) -> None:
    first, _ = ask(line, "PUT", PUT, TOKEN, BODY)
    second, _ = ask(line, "PUT", PUT, TOKEN, BODY)

    assert (first.status, second.status) == (201, 412)
    assert (sample.repo / PUT[1:]).read_bytes() == BODY


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "token"},
        {"Authorization": "Bearer other"},
        {"Authorization": "Bearer "},
        {"Authorization": "Basic token"},
        {"Authorization": "Bearer tokené"},
    ],
)
def test_a_wrong_token_is_refused(line: HTTPConnection, sample: Sample, headers: dict[str, str]) -> None:
    assert ask(line, "PUT", PUT, headers, BODY)[0].status == 401
    assert not (sample.repo / "inbox").exists()


@pytest.mark.parametrize("judge", ["J02", "J03"])
def test_a_token_opens_only_its_own_inbox(line: HTTPConnection, judge: str) -> None:
    for token in ("token", ""):
        assert ask(line, "PUT", f"/inbox/{judge}/{NAME}", {"Authorization": f"Bearer {token}"}, BODY)[0].status == 401


@pytest.mark.parametrize(
    "path",
    [
        "/inbox/J01/x.qcr",
        f"/inbox/J01/{NAME}.exe",
        f"/inbox/J01/../J02/{NAME}",
        f"/inbox/j01/{NAME}",
        f"/blobs/ab/{'ab' * 32}",
        "/metadata/timestamp.json",
    ],
)
def test_nothing_is_taken_elsewhere(line: HTTPConnection, sample: Sample, path: str) -> None:
    assert ask(line, "PUT", path, TOKEN, BODY)[0].status == 404
    assert (sample.repo / "metadata" / "timestamp.json").read_bytes() == b'{"version":1}'


def test_bytes_that_are_not_what_the_name_says_are_refused(line: HTTPConnection, sample: Sample) -> None:
    assert ask(line, "PUT", PUT, TOKEN, b"other bytes")[0].status == 422
    assert list((sample.repo / "inbox" / "J01").iterdir()) == []
    assert ask(line, "PUT", PUT, TOKEN, BODY)[0].status == 201


def test_too_large_too_many_too_much(line: HTTPConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_inbox, "LARGEST", len(BODY) - 1)
    assert ask(line, "PUT", PUT, TOKEN, BODY)[0].status == 413
    monkeypatch.setattr(server_inbox, "LARGEST", 1 << 20)
    assert ask(line, "PUT", PUT, TOKEN, BODY)[0].status == 201

    other = hashlib.sha256(b"next").hexdigest()
    monkeypatch.setattr(server_inbox, "MOST_FILES", 1)
    assert ask(line, "PUT", f"/inbox/J01/{other}.qcr", TOKEN, b"next")[0].status == 429
    monkeypatch.setattr(server_inbox, "MOST_FILES", 9)
    monkeypatch.setattr(server_inbox, "MOST_BYTES", len(BODY) + 3)
    assert ask(line, "PUT", f"/inbox/J01/{other}.qcr", TOKEN, b"next")[0].status == 429


def test_deliveries_at_one_time_share_the_room(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the first one's bytes come, a second one has only what is left; when the first is through, its file counts instead."""
    monkeypatch.setattr(server_inbox, "MOST_BYTES", len(BODY) + 3)
    underway, found = Underway(), list[HTTPStatus]()

    class Meanwhile:
        def read(self, amount: int, /) -> bytes:
            with pytest.raises(Refused) as refused:
                delivery(sample, underway, b"next").take(io.BytesIO(b"next"))
            found.append(refused.value.status)
            delivery(sample, underway, b"go").take(io.BytesIO(b"go"))
            return BODY

    delivery(sample, underway, BODY).take(Meanwhile())
    assert found == [HTTPStatus.TOO_MANY_REQUESTS]
    assert len(list((sample.repo / "inbox" / "J01").iterdir())) == 2
    monkeypatch.setattr(server_inbox, "MOST_BYTES", len(BODY) + 6)
    delivery(sample, underway, b"next").take(io.BytesIO(b"next"))


def delivery(sample: Sample, underway: Underway, data: bytes) -> Delivery:
    made = Delivery(sample.repo, f"/inbox/J01/{hashlib.sha256(data).hexdigest()}.qcr", len(data), "Bearer token", underway)
    made.require_allowed({"J01": "token"})
    return made


def test_a_file_that_goes_away_meanwhile_stops_no_delivery(line: HTTPConnection, sample: Sample) -> None:
    (folder := sample.repo / "inbox" / "J01").mkdir(parents=True)
    (folder / f"{'0' * 64}.qcr").symlink_to(folder / "taken away")

    assert ask(line, "PUT", PUT, TOKEN, BODY)[0].status == 201


def test_half_a_delivery_leaves_nothing(server: EmbeddedServer, sample: Sample) -> None:
    request = f"PUT {PUT} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer token\r\nContent-Length: {len(BODY)}\r\n\r\n".encode()

    answer = raw(server, request + BODY[:5])

    assert answer.startswith(b"HTTP/1.1 408")
    assert list((sample.repo / "inbox" / "J01").iterdir()) == []


@pytest.mark.parametrize(
    "length",
    [
        "Transfer-Encoding: chunked\r\nContent-Length: 28",
        "X-None: 1",
        "Content-Length: -1",
        "Content-Length: 1e3",
        "Content-Length: 5\r\nContent-Length: 6",
    ],
)
def test_a_delivery_of_unknown_length_is_refused(server: EmbeddedServer, length: str) -> None:
    answer = raw(server, f"PUT {PUT} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer token\r\n{length}\r\n\r\n".encode())

    assert answer.startswith(b"HTTP/1.1 411")
