"""Talking to a server as a client that need not behave: over http.client, and byte by byte."""

from __future__ import annotations

import hashlib
import socket
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

from app.publishing.server import EmbeddedServer

BODY = b"age-encryption.org/v1 sealed"
NAME = hashlib.sha256(BODY).hexdigest() + ".qcr"
PUT = f"/inbox/J01/{NAME}"
TOKEN = {"Authorization": "Bearer token"}


def ask(
    line: HTTPConnection, method: str, path: str, headers: dict[str, str] | None = None, body: bytes | None = None
) -> tuple[HTTPResponse, bytes]:
    line.request(method, path, body, headers or {})
    answer = line.getresponse()
    return answer, answer.read()


def raw(server: EmbeddedServer, request: bytes) -> bytes:
    parts = urlsplit(server.address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=30) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        data = b""
        while block := connection.recv(65536):
            data += block
    return data
