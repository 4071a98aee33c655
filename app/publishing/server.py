"""The embedded server: a repository on the local network without installing anything.

It serves what is public and takes what judges hand in, nothing else. Hosts that grow past one machine use
nginx, WebDAV or an object store; those need no code of ours.
"""

from __future__ import annotations

import logging
import os
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from http.server import ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from time import monotonic
from types import TracebackType

from app.core.errors import UsageError
from app.core.words import say
from app.publishing import public_check
from app.publishing.server_handler import Handler
from app.publishing.server_inbox import Underway
from app.publishing.server_reading import Readers

CONNECTIONS = 256
CLOSING_SECONDS = 5.0
LOOKS_EVERY = 0.25
"""Seconds between two looks whether to stop."""
Credentials = Callable[[], Mapping[str, str]]
"""Judge id → bearer token, asked anew for each delivery: a revoked judge is refused at once."""

_log = logging.getLogger(__name__)


def serve(
    repo: Path,
    *,
    host: str,
    port: int,
    credentials: Credentials,
    ready: Callable[[str], None],
    stop: threading.Event,
    readers: Readers = dict,
    log: Callable[[str], None] = _log.info,
) -> None:
    """Serve `repo` until `stop` is set; `ready` hears the address once it answers. Raises UsageError (private files, port taken)."""
    public_check.require_public(repo)
    with EmbeddedServer(repo, host=host, port=port, credentials=credentials, readers=readers, log=log) as server:
        ready(server.address)
        stop.wait()


class EmbeddedServer:
    """A server in threads of its own: `start` returns its address, `stop` ends every connection. Port 0: any free one."""

    def __init__(
        self,
        repo: Path,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        credentials: Credentials,
        readers: Readers = dict,
        log: Callable[[str], None] = _log.info,
    ) -> None:
        self._repo, self._host, self._port, self._credentials, self._log = repo, host, port, credentials, log
        self._readers = readers
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None
        self.address = ""

    def start(self) -> str:
        """Begin to answer. Raises UsageError when the address cannot be had."""
        try:
            self._server = _Server(self._repo.resolve(), self._host, self._port, self._credentials, self._readers, self._log)
        except (OSError, OverflowError) as error:
            raise UsageError(
                say(
                    "无法在 {host}:{port} 上开启服务。", "The server cannot listen on {host}:{port}.", host=self._host[:60], port=self._port
                ),
                say("端口可能已被占用；请换一个，或用 0。", "The port may be taken; use another, or 0."),
                reason="port-taken",
            ) from error
        self.address = _address(self._host, self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, args=(LOOKS_EVERY,), name="qcdesk-server", daemon=True)
        self._thread.start()
        return self.address

    def stop(self) -> None:
        """End all connections and wait for them; nothing happens when it was not started."""
        if self._server is None or self._thread is None:
            return
        self._server.shutdown()
        self._thread.join()
        self._server.end_connections()
        self._server.server_close()
        self._server = self._thread = None

    def __enter__(self) -> EmbeddedServer:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


class _Server(ThreadingHTTPServer):
    """One thread per connection, at most CONNECTIONS of them; each has a deadline for what it is doing."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"
    request_queue_size = 64

    def __init__(self, repo: Path, host: str, port: int, credentials: Credentials, readers: Readers, log: Callable[[str], None]) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.repo, self.credentials, self.readers, self.log = repo, credentials, readers, log
        self.underway = Underway()
        self._open: dict[socket.socket, float] = {}
        self._changed = threading.Condition()
        super().__init__((host, port), Handler)

    def server_bind(self) -> None:
        """Without HTTPServer's look-up of the host's name, which can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def allow(self, connection: socket.socket, seconds: float) -> None:
        """Give a connection so long for what it does next; afterwards it is cut."""
        with self._changed:
            if connection in self._open:
                self._open[connection] = monotonic() + seconds

    def verify_request(self, request: object, client_address: object) -> bool:
        return len(self._open) < CONNECTIONS

    def process_request(self, request: socket.socket, client_address: object) -> None:  # type: ignore[override]
        with self._changed:
            self._open[request] = monotonic() + Handler.timeout
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket) -> None:  # type: ignore[override]
        super().shutdown_request(request)
        with self._changed:
            self._open.pop(request, None)
            self._changed.notify_all()

    def service_actions(self) -> None:
        """Called by the serving loop between requests: cut whoever is past their deadline."""
        now = monotonic()
        with self._changed:
            late = [connection for connection, deadline in self._open.items() if deadline < now]
        for connection in late:
            _cut(connection)

    def end_connections(self) -> None:
        """Cut all connections and wait until their threads have let go."""
        with self._changed:
            for connection in self._open:
                _cut(connection)
            self._changed.wait_for(lambda: not self._open, CLOSING_SECONDS)

    def handle_error(self, request: object, client_address: object) -> None:
        if isinstance(sys.exception(), OSError):
            return  # the other side went away
        _log.exception("request failed")


def _cut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError as error:
        _log.debug("already gone: %s", error)


def _address(host: str, port: int) -> str:
    if host in ("", "0.0.0.0", "::"):  # noqa: S104
        host = _own_address()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _own_address() -> str:
    """The address by which the network knows this computer (nothing is sent for it), else loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
