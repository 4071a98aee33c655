"""A web host on loopback whose answers a test writes as a function, and which remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    port: int


@dataclass(frozen=True)
class Answer:
    """What goes back."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


class WebHost:
    """`with WebHost(answer) as host:` serves at `host.address`; `host.asked` lists the requests in order."""

    def __init__(self, answer: Callable[[Asked], Answer]) -> None:
        self.answer, self.asked = answer, list[Asked]()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = False
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self.connections: set[Any] = set()

    def methods(self) -> list[str]:
        return [asked.method for asked in self.asked]

    def __enter__(self) -> WebHost:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        for connection in list(self.connections):
            try:
                connection.shutdown(2)
            except OSError:
                continue  # the client went first
        self._server.server_close()


class Dav:
    """A small WebDAV host: PUT, GET, HEAD, MKCOL, MOVE, DELETE over a dict; `strict` honours If-None-Match."""

    def __init__(self, *, strict: bool = True, move: bool = True, readable: bool = True, folders: bool = True) -> None:
        self.files: dict[str, bytes] = {}
        self.folders = {""} if folders else None
        self.strict, self.move, self.readable = strict, move, readable

    def __call__(self, asked: Asked) -> Answer:
        return getattr(self, f"_{asked.method.lower()}", lambda _: Answer(405))(asked)

    def _put(self, asked: Asked) -> Answer:
        parent = asked.path.rpartition("/")[0]
        if self.folders is not None and parent not in self.folders:
            return Answer(409)
        if self.strict and asked.headers.get("If-None-Match") == "*" and asked.path in self.files:
            return Answer(412)
        self.files[asked.path] = asked.body
        return Answer(201)

    def _mkcol(self, asked: Asked) -> Answer:
        folder = asked.path.rstrip("/")
        if self.folders is None or folder in self.folders or folder.rpartition("/")[0] not in self.folders:
            return Answer(405)
        self.folders.add(folder)
        return Answer(201)

    def _move(self, asked: Asked) -> Answer:
        if not self.move:
            return Answer(405)
        target = "/" + asked.headers["Destination"].split("/", 3)[3]
        if target in self.files and asked.headers.get("Overwrite") == "F":
            return Answer(412)
        self.files[target] = self.files.pop(asked.path)
        return Answer(201)

    def _delete(self, asked: Asked) -> Answer:
        return Answer(204 if self.files.pop(asked.path, None) is not None else 404)

    def _get(self, asked: Asked) -> Answer:
        if not self.readable:
            return Answer(403)
        return Answer(200, self.files[asked.path]) if asked.path in self.files else Answer(404)

    _head = _get


def _handler(host: WebHost) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10

        def setup(self) -> None:
            host.connections.add(self.request)
            super().setup()

        def finish(self) -> None:
            super().finish()
            host.connections.discard(self.request)

        def __getattr__(self, name: str) -> Any:
            if name.startswith("do_"):
                return self._answer
            raise AttributeError(name)

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked = Asked(self.command, self.path, dict(self.headers.items()), body, self.client_address[1])
            host.asked.append(asked)
            answer = host.answer(asked)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in answer.headers:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Quiet."""

    return Handler
