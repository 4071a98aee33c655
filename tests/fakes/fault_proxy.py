"""A web host on loopback that misbehaves on request: in front of a real one, one fault per request.

Faults are taken from a list, one per GET; when it is empty every request passes. The faults are those that were
seen in hotels, campus networks and cheap hosts.
"""

from __future__ import annotations

import socket
import struct
import threading
from enum import Enum
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

LOGIN_PAGE = b"<html><title>Hotel</title>Please log in</html>"


class Fault(Enum):
    NONE = "none"
    TRUNCATE = "the body ends early, the connection closes in good order"
    RESET = "the connection is reset half way"
    STALL = "half of the body comes, then nothing"
    FLIP = "one bit of the body is another"
    BUSY = "503"
    LOGIN = "200 with a login page"
    NO_RANGE = "the whole file, whatever was asked"
    STALE_ETAG = "another ETag than before, so that nothing resumes"
    WRONG_RANGE = "206 from another place than asked"
    GARBAGE = "right length, wrong bytes"
    DRIBBLE = "3 MiB of wrong bytes, then an early end"
    UNSIZED = "no length, and the body ends early in good order"
    OVERLONG = "no length, and more bytes than the file has"


_CUT = (Fault.TRUNCATE, Fault.RESET, Fault.STALL, Fault.UNSIZED, Fault.DRIBBLE)


class FaultProxy:
    """`with FaultProxy(upstream, faults) as proxy:` serves at `proxy.address`; `served` counts body bytes sent."""

    def __init__(self, upstream: str, faults: list[Fault] | None = None, *, always: Fault | None = None) -> None:
        self.upstream, self.faults, self.always = urlsplit(upstream), list(faults or []), always
        self.served, self.requests = 0, 0
        self.released = threading.Event()
        self._lock = threading.Lock()
        self._server = _Server(self)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def next_fault(self) -> Fault:
        with self._lock:
            self.requests += 1
            return self.always or (self.faults.pop(0) if self.faults else Fault.NONE)

    def count(self, sent: int) -> None:
        with self._lock:
            self.served += sent

    def __enter__(self) -> FaultProxy:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False

    def __init__(self, proxy: FaultProxy) -> None:
        self.proxy = proxy
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """The client going away is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 10

    def do_GET(self) -> None:
        proxy = self.server.proxy
        fault = proxy.next_fault()
        if fault is Fault.BUSY:
            self._head(503, {"Content-Length": "0"})
            return
        if fault is Fault.LOGIN:
            self._head(200, {"Content-Length": str(len(LOGIN_PAGE)), "Content-Type": "text/html"})
            self._body(LOGIN_PAGE)
            return
        status, headers, body = self._upstream(fault)
        if fault is Fault.STALE_ETAG:
            headers["ETag"] = f'"{proxy.requests}"'
        if fault is Fault.WRONG_RANGE and status == 206:
            headers["Content-Range"] = f"bytes 1-{len(body)}/{len(body) + 1}"
        if fault in (Fault.OVERLONG, Fault.UNSIZED):
            del headers["Content-Length"]
        if fault is Fault.OVERLONG:
            body += b"x" * (9 << 20)
        self._head(status, headers)
        self._spoil(fault, body)

    def _upstream(self, fault: Fault) -> tuple[int, dict[str, str], bytes]:
        upstream = self.server.proxy.upstream
        wanted = {} if fault in (Fault.NO_RANGE, Fault.STALE_ETAG) else {"Range": self.headers["Range"]} if self.headers["Range"] else {}
        connection = HTTPConnection(upstream.hostname or "", upstream.port, timeout=30)
        try:
            connection.request("GET", self.path, headers={**wanted, "Connection": "close"})
            answer = connection.getresponse()
            kept = ("Content-Length", "Content-Range", "ETag")
            return answer.status, {k: v for k in kept if (v := answer.headers[k])}, answer.read()
        finally:
            connection.close()

    def _spoil(self, fault: Fault, body: bytes) -> None:
        short = len(body) * 2 // 3
        if fault is Fault.FLIP:
            body = body[:short] + bytes([body[short] ^ 1]) + body[short + 1 :]
        if fault in (Fault.GARBAGE, Fault.DRIBBLE):
            body, short = bytes(len(body)), 3 << 20
        self._body(body[:short] if fault in _CUT else body)
        if fault is Fault.STALL:
            self.server.proxy.released.wait(10)
        if fault is Fault.RESET:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()

    def _body(self, data: bytes) -> None:
        for start in range(0, len(data), 1 << 20):
            piece = data[start : start + (1 << 20)]
            self.wfile.write(piece)
            self.server.proxy.count(len(piece))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Quiet."""
