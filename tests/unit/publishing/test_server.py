"""The embedded server over real connections: what it serves, what it takes, and everything it does not."""

from __future__ import annotations

import hashlib
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.core.errors import UsageError
from app.publishing import server_inbox
from app.publishing.server import EmbeddedServer, serve
from app.publishing.server_handler import Handler
from tests.fakes.blob_samples import Sample, lay_down

BODY = b"age-encryption.org/v1 sealed"
NAME = hashlib.sha256(BODY).hexdigest() + ".qcr"
PUT = f"/inbox/J01/{NAME}"
TOKEN = {"Authorization": "Bearer token"}


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    sample = lay_down(tmp_path / "repo", 100_000)
    (sample.repo / "metadata").mkdir()
    (sample.repo / "metadata" / "timestamp.json").write_bytes(b'{"version":1}')
    return sample


@pytest.fixture
def lines() -> list[str]:
    return []


@pytest.fixture
def server(sample: Sample, lines: list[str]) -> Iterator[EmbeddedServer]:
    with EmbeddedServer(sample.repo, credentials=lambda: {"J01": "token", "J02": ""}, log=lines.append) as running:
        yield running


@pytest.fixture
def line(server: EmbeddedServer) -> Iterator[HTTPConnection]:
    parts = urlsplit(server.address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    yield connection
    connection.close()


def _ask(
    line: HTTPConnection, method: str, path: str, headers: dict[str, str] | None = None, body: bytes | None = None
) -> tuple[HTTPResponse, bytes]:
    line.request(method, path, body, headers or {})
    answer = line.getresponse()
    return answer, answer.read()


def _raw(server: EmbeddedServer, request: bytes) -> bytes:
    parts = urlsplit(server.address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=5) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        data = b""
        while block := connection.recv(65536):
            data += block
    return data


def test_a_file_is_served_whole_with_its_digest_as_etag(line: HTTPConnection, sample: Sample) -> None:
    answer, body = _ask(line, "GET", f"/{sample.path}")

    assert (answer.status, body) == (200, sample.data)
    assert answer.headers["ETag"] == f'"{sample.blob.sha256}"'
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Server"] == "qcdesk"


def test_what_changes_is_never_kept_by_caches(line: HTTPConnection, sample: Sample) -> None:
    first, body = _ask(line, "GET", "/metadata/timestamp.json")
    same, nothing = _ask(line, "GET", "/metadata/timestamp.json", {"If-None-Match": first.headers["ETag"]})
    (sample.repo / "metadata" / "timestamp.json").write_bytes(b'{"version":22}')
    other, news = _ask(line, "GET", "/metadata/timestamp.json", {"If-None-Match": first.headers["ETag"]})

    assert (body, first.headers["Cache-Control"]) == (b'{"version":1}', "no-cache")
    assert (same.status, nothing) == (304, b"")
    assert (other.status, news) == (200, b'{"version":22}')


@pytest.mark.parametrize(
    ("wanted", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=5-9", 5, 10),
        ("bytes=99990-", 99_990, 100_000),
        ("bytes=-7", 99_993, 100_000),
        ("bytes=99999-200000", 99_999, 100_000),
        ("bytes=-200000", 0, 100_000),
    ],
)
def test_a_single_range(line: HTTPConnection, sample: Sample, wanted: str, start: int, stop: int) -> None:
    answer, body = _ask(line, "GET", f"/{sample.path}", {"Range": wanted})

    assert (answer.status, body) == (206, sample.data[start:stop])
    assert answer.headers["Content-Range"] == f"bytes {start}-{stop - 1}/100000"


@pytest.mark.parametrize("wanted", ["bytes=", "bytes=-", "bytes=9-5", "bytes=0-1,3-4", "bytes=a-b", "lines=0-1", "bytes=٣-", "bytes = 0-1"])
def test_a_range_not_understood_is_ignored(line: HTTPConnection, sample: Sample, wanted: str) -> None:
    line.putrequest("GET", f"/{sample.path}")
    line.putheader("Range", wanted.encode())
    line.endheaders()
    answer = line.getresponse()

    assert (answer.status, answer.read()) == (200, sample.data)
    assert answer.headers["Content-Range"] is None


@pytest.mark.parametrize("wanted", ["bytes=100000-", "bytes=200000-300000", "bytes=-0"])
def test_a_range_that_cannot_be_met(line: HTTPConnection, sample: Sample, wanted: str) -> None:
    answer, body = _ask(line, "GET", f"/{sample.path}", {"Range": wanted})

    assert (answer.status, body, answer.headers["Content-Range"]) == (416, b"", "bytes */100000")


@pytest.mark.parametrize(("etag", "status"), [("same", 206), ('"other"', 200), ('W/"same"', 200), ("Wed, 01 Jul 2026 12:00:00 GMT", 200)])
def test_if_range_resumes_only_the_same_file(line: HTTPConnection, sample: Sample, etag: str, status: int) -> None:
    etag = etag.replace("same", f'"{sample.blob.sha256}"') if etag == "same" else etag

    answer, body = _ask(line, "GET", f"/{sample.path}", {"Range": "bytes=10-", "If-Range": etag})

    assert (answer.status, body) == (status, sample.data[10:] if status == 206 else sample.data)


def test_head_has_the_headers_and_no_body(line: HTTPConnection, sample: Sample) -> None:
    answer, body = _ask(line, "HEAD", f"/{sample.path}")

    assert (answer.status, answer.headers["Content-Length"], body) == (200, "100000", b"")


def test_many_requests_on_one_connection(line: HTTPConnection, sample: Sample) -> None:
    sockets = set()
    for path in (f"/{sample.path}", "/nothing", "/metadata/timestamp.json", f"/{sample.path}"):
        _ask(line, "GET", path)
        sockets.add(line.sock)

    assert len(sockets) == 1


@pytest.mark.parametrize(
    "path",
    ["/", "/metadata", "/metadata/", "/blobs/", "/inbox/", f"/inbox/J01/{NAME}", "/../secret.txt", "/metadata/../../secret.txt", "/metadata/%2e%2e/%2e%2e/secret.txt",
     "/metadata/..%5c..%5csecret.txt", "/metadata/timestamp%2ejson", "/metadata/timestamp.json%00", "/metadata/timestamp.json/", "//metadata/../../secret.txt",
     "/secret.txt", "/metadata/secret.json", "/metadata/TIMESTAMP.JSON", "http://127.0.0.1/metadata/timestamp.json", "metadata/timestamp.json", "*", "/metadata/.timestamp.json.abc.tmp"],
)  # fmt: skip
def test_nothing_else_is_served(line: HTTPConnection, sample: Sample, path: str) -> None:
    (sample.repo.parent / "secret.txt").write_text("secret")
    (sample.repo / "secret.txt").write_text("secret")
    (sample.repo / "metadata" / "secret.json").write_text("secret")
    (sample.repo / "metadata" / ".timestamp.json.abc.tmp").write_text("secret")
    place = sample.repo / "inbox" / "J01"
    place.mkdir(parents=True)
    (place / NAME).write_bytes(BODY)

    answer, body = _ask(line, "GET", path)

    assert (answer.status, body) == (404, b"")


def test_a_link_that_leads_out_is_not_followed(line: HTTPConnection, sample: Sample) -> None:
    (sample.repo.parent / "secret.txt").write_text("secret")
    (sample.repo / "metadata" / "1.root.json").symlink_to(sample.repo.parent / "secret.txt")

    assert _ask(line, "GET", "/metadata/1.root.json")[0].status == 404


def test_a_delivery_is_taken_once(line: HTTPConnection, sample: Sample) -> None:
    first, _ = _ask(line, "PUT", PUT, TOKEN, BODY)
    second, _ = _ask(line, "PUT", PUT, TOKEN, BODY)

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
    assert _ask(line, "PUT", PUT, headers, BODY)[0].status == 401
    assert not (sample.repo / "inbox").exists()


@pytest.mark.parametrize("judge", ["J02", "J03"])
def test_a_token_opens_only_its_own_inbox(line: HTTPConnection, judge: str) -> None:
    for token in ("token", ""):
        assert _ask(line, "PUT", f"/inbox/{judge}/{NAME}", {"Authorization": f"Bearer {token}"}, BODY)[0].status == 401


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
    assert _ask(line, "PUT", path, TOKEN, BODY)[0].status == 404
    assert (sample.repo / "metadata" / "timestamp.json").read_bytes() == b'{"version":1}'


def test_bytes_that_are_not_what_the_name_says_are_refused(line: HTTPConnection, sample: Sample) -> None:
    assert _ask(line, "PUT", PUT, TOKEN, b"other bytes")[0].status == 422
    assert list((sample.repo / "inbox" / "J01").iterdir()) == []
    assert _ask(line, "PUT", PUT, TOKEN, BODY)[0].status == 201


def test_too_large_too_many_too_much(line: HTTPConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_inbox, "LARGEST", len(BODY) - 1)
    assert _ask(line, "PUT", PUT, TOKEN, BODY)[0].status == 413
    monkeypatch.setattr(server_inbox, "LARGEST", 1 << 20)
    assert _ask(line, "PUT", PUT, TOKEN, BODY)[0].status == 201

    other = hashlib.sha256(b"next").hexdigest()
    monkeypatch.setattr(server_inbox, "MOST_FILES", 1)
    assert _ask(line, "PUT", f"/inbox/J01/{other}.qcr", TOKEN, b"next")[0].status == 429
    monkeypatch.setattr(server_inbox, "MOST_FILES", 9)
    monkeypatch.setattr(server_inbox, "MOST_BYTES", len(BODY) + 3)
    assert _ask(line, "PUT", f"/inbox/J01/{other}.qcr", TOKEN, b"next")[0].status == 429


def test_half_a_delivery_leaves_nothing(server: EmbeddedServer, sample: Sample) -> None:
    request = f"PUT {PUT} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer token\r\nContent-Length: {len(BODY)}\r\n\r\n".encode()

    answer = _raw(server, request + BODY[:5])

    assert answer.startswith(b"HTTP/1.1 408")
    assert list((sample.repo / "inbox" / "J01").iterdir()) == []


@pytest.mark.parametrize(
    "length",
    ["Transfer-Encoding: chunked", "X-None: 1", "Content-Length: -1", "Content-Length: 1e3", "Content-Length: 5\r\nContent-Length: 6"],
)
def test_a_delivery_of_unknown_length_is_refused(server: EmbeddedServer, length: str) -> None:
    answer = _raw(server, f"PUT {PUT} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer token\r\n{length}\r\n\r\n".encode())

    assert answer.startswith(b"HTTP/1.1 411")


def test_a_body_of_a_get_is_not_taken_for_a_request(server: EmbeddedServer, sample: Sample) -> None:
    smuggled = f"GET /{sample.path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()

    answer = _raw(server, f"GET /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: {len(smuggled)}\r\n\r\n".encode() + smuggled)

    assert answer.count(b"HTTP/1.1") == 1
    assert answer.startswith(b"HTTP/1.1 404")


@pytest.mark.parametrize(
    ("request_line", "answer"),
    [
        (b"POST / HTTP/1.1", b"HTTP/1.1 501 "),
        (b"DELETE /metadata/timestamp.json HTTP/1.1", b"HTTP/1.1 501 "),
        (b"GET / HTTP/9.9", b""),
        (b"GET /" + b"a" * 65_532, b"HTTP/1.1 414 "),
        (b"nonsense", b""),
    ],
    ids=["post", "delete", "version", "long", "nonsense"],
)
def test_requests_that_are_none(server: EmbeddedServer, request_line: bytes, answer: bytes) -> None:
    ending = b"" if answer.endswith(b"414 ") else b"\r\n\r\n"

    said = _raw(server, request_line + ending)

    assert said.startswith(answer)
    assert answer or not said
    assert b"<" not in said


def test_a_client_that_says_nothing_is_let_go(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Handler, "timeout", 0.1)
    with EmbeddedServer(sample.repo, credentials=dict) as server:
        parts = urlsplit(server.address)
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=5) as connection:
            assert connection.recv(1) == b""


def test_a_client_that_drips_is_cut_at_its_deadline(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte comes within the socket's timeout, the whole request never: only the deadline ends it."""
    monkeypatch.setattr("app.publishing.server_handler.IDLE_SECONDS", 0.3)
    with EmbeddedServer(sample.repo, credentials=dict) as server:
        parts = urlsplit(server.address)
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=0.1) as connection:
            assert _drip(connection) < 100


def _drip(connection: socket.socket) -> int:
    """Bytes sent, one each tenth of a second, until the other side ends it; at most 100."""
    for sent in range(100):
        try:
            connection.sendall(b"G")
            if connection.recv(1) == b"":
                return sent
        except TimeoutError:
            continue
        except OSError:
            return sent
    return 100


def test_stopping_ends_open_connections(sample: Sample) -> None:
    server = EmbeddedServer(sample.repo, credentials=dict)
    parts = urlsplit(server.start())
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=5) as connection:
        connection.sendall(b"GET /metadata/timestamp.json HTTP/1.1\r\nHost: x\r\n\r\n")
        assert connection.recv(10)
        server.stop()
        while connection.recv(65536):
            continue
    server.stop()

    assert [t for t in threading.enumerate() if t.name == "qcdesk-server"] == []


def test_more_connections_than_allowed_are_closed(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.publishing.server.CONNECTIONS", 1)
    with EmbeddedServer(sample.repo, credentials=dict) as server:
        parts = urlsplit(server.address)
        place = (parts.hostname or "", parts.port or 0)
        with socket.create_connection(place, timeout=5) as first:
            first.sendall(b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n")
            assert first.recv(10)
            with socket.create_connection(place, timeout=5) as second:
                assert second.recv(1) == b""


def test_a_taken_port_is_said_in_words(server: EmbeddedServer, sample: Sample) -> None:
    port = urlsplit(server.address).port or 0

    with pytest.raises(UsageError, match=str(port)):
        EmbeddedServer(sample.repo, port=port, credentials=dict).start()
    with pytest.raises(UsageError):
        EmbeddedServer(sample.repo, port=99_999, credentials=dict).start()


def test_serving_until_told_to_stop(sample: Sample) -> None:
    heard: list[str] = []
    stop = threading.Event()

    def ready(address: str) -> None:
        heard.append(address)
        stop.set()

    serve(sample.repo, host="127.0.0.1", port=0, credentials=dict, ready=ready, stop=stop)

    assert heard[0].startswith("http://127.0.0.1:")


def test_the_log_has_no_token_and_nothing_is_printed(line: HTTPConnection, lines: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    _ask(line, "PUT", PUT, TOKEN, BODY)
    _ask(line, "GET", "/nothing")

    assert len(lines) == 2
    assert "PUT" in lines[0]
    assert "201" in lines[0]
    assert "token" not in "".join(lines)
    assert capfd.readouterr() == ("", "")


def test_control_characters_do_not_reach_the_log(server: EmbeddedServer, lines: list[str]) -> None:
    _raw(server, b"GET /\x1b[31m\x07 HTTP/1.1\r\nHost: x\r\n\r\n")

    assert lines
    assert all(character.isprintable() for character in "".join(lines))
