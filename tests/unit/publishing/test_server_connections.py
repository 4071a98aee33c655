"""The embedded server's connections: odd requests, slow clients, starting, stopping, and the log."""

from __future__ import annotations

import socket
import threading
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from app.core.errors import UsageError
from app.publishing.server import EmbeddedServer, serve
from app.publishing.server_handler import Handler
from tests.fakes.blob_samples import Sample
from tests.fakes.http_talk import BODY, PUT, TOKEN, ask, raw


def test_a_body_of_a_get_is_not_taken_for_a_request(server: EmbeddedServer, sample: Sample) -> None:
    smuggled = f"GET /{sample.path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()

    answer = raw(server, f"GET /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: {len(smuggled)}\r\n\r\n".encode() + smuggled)

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

    said = raw(server, request_line + ending)

    assert said.startswith(answer)
    assert answer or not said
    assert b"<" not in said


def test_a_client_that_says_nothing_is_let_go(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Handler, "timeout", 0.1)
    with EmbeddedServer(sample.repo, credentials=dict) as server:
        parts = urlsplit(server.address)
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=30) as connection:
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
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=30) as connection:
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
        with socket.create_connection(place, timeout=30) as first:
            first.sendall(b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n")
            assert first.recv(10)
            with socket.create_connection(place, timeout=30) as second:
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


def test_a_repository_with_private_files_is_not_served(sample: Sample) -> None:
    (sample.repo / "评委名单.xlsx").write_bytes(b"names")
    stopped = threading.Event()
    stopped.set()

    with pytest.raises(UsageError, match="评委名单"):
        serve(sample.repo, host="127.0.0.1", port=0, credentials=dict, ready=print, stop=stopped)


def test_the_log_has_no_token_and_nothing_is_printed(line: HTTPConnection, lines: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    ask(line, "PUT", PUT, TOKEN, BODY)
    ask(line, "GET", "/nothing")

    assert len(lines) == 2
    assert "PUT" in lines[0]
    assert "201" in lines[0]
    assert "token" not in "".join(lines)
    assert capfd.readouterr() == ("", "")


def test_control_characters_do_not_reach_the_log(server: EmbeddedServer, lines: list[str]) -> None:
    raw(server, b"GET /\x1b[31m\x07 HTTP/1.1\r\nHost: x\r\n\r\n")

    assert lines
    assert all(character.isprintable() for character in "".join(lines))
