"""The door of a running desk: a second start on the same profile knocks, says which file it was to open, and ends.

Reached through a socket of this person's own, whose address stands beside the profile (app/core/claim.py). What comes
in is a path and nothing else; it is treated like a file dropped on the window. Anything longer, slower or other than
one knock is hung up on. Imported after the first picture: nobody waits for a door.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.core.claim import Claim
from app.core.ids import sha256_hex

LONGEST = 8_192
PATIENCE_MS = 2_000
MOST = 8
ANSWER = b"opened\n"
_VERSION = 1


class Doorway(QObject):
    """`knocked(Path or None)`: a second start asks for the window, with a file or without."""

    knocked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._met)
        self._visits = 0

    def open(self, home: Path, claim: Claim) -> bool:
        """Listen for this profile and say so beside it; False when there is no place to listen at."""
        place = address(home)
        if place is None:
            return False
        # what a killed desk left: Qt renames its own over it on Linux, which is not promised elsewhere; nobody else listens for a profile we claimed
        QLocalServer.removeServer(place)
        if self._server.listen(place):
            claim.tell(place)
        return self._server.isListening()

    def close(self) -> None:
        """Hear no more: the window is going away."""
        self._server.close()

    def _met(self) -> None:
        while (line := self._server.nextPendingConnection()) is not None:
            if self._visits >= MOST:
                line.abort()
                line.deleteLater()
            else:
                self._visits += 1
                _Visit(line, self).heard.connect(self.knocked)

    def over(self) -> None:
        """A visit ended."""
        self._visits -= 1


class _Visit(QObject):
    """One connection, from hello to goodbye."""

    heard = Signal(object)

    def __init__(self, line: QLocalSocket, door: Doorway) -> None:
        super().__init__(door)
        self._line, self._door, self._said = line, door, b""
        line.setParent(self)
        line.setReadBufferSize(LONGEST)
        line.readyRead.connect(self._read)
        line.disconnected.connect(self._end)
        self._slow = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._slow.timeout.connect(self._hang_up)
        self._slow.start()
        if line.bytesAvailable():
            self._read()

    def _read(self) -> None:
        self._said += bytes(self._line.readAll().data())
        whole, newline, _ = self._said.partition(b"\n")
        if not newline and len(self._said) <= LONGEST:
            return
        try:
            wish = understood(whole) if newline and len(whole) <= LONGEST else None
        except (ValueError, RecursionError):
            wish = None
        if wish is None:
            self._hang_up()
            return
        self._line.write(ANSWER)
        self._line.flush()
        self._line.disconnectFromServer()
        self.heard.emit(wish if wish.name else None)

    def _hang_up(self) -> None:
        self._line.abort()

    def _end(self) -> None:
        self._slow.stop()
        self._door.over()
        self.deleteLater()


def spoken(file: Path | None) -> bytes:
    """A knock: one line of JSON. Names that are no text (half characters) survive it."""
    place = str(file.absolute()) if file is not None else ""
    return json.dumps({"qcdesk": _VERSION, "open": place}).encode() + b"\n"


def understood(line: bytes) -> Path | None:
    """The path of a knock, `Path()` when it names none; None, ValueError or RecursionError for anything else."""
    found = json.loads(line)
    if not isinstance(found, dict) or found.keys() != {"qcdesk", "open"} or found["qcdesk"] != _VERSION:
        return None
    place = found["open"]
    if not isinstance(place, str) or "\0" in place:
        return None
    return Path(place) if not place or Path(place).is_absolute() else None


def address(home: Path) -> str | None:
    """Where the desk of this profile listens: in a folder that is this person's alone, under a name made from the profile's place."""
    key = sha256_hex(os.fsencode(os.path.normcase(home.resolve())))[:16]
    if sys.platform == "win32":
        return f"qcdesk-{key}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    folders = [Path(runtime)] if runtime else []
    folders.append(Path(tempfile.gettempdir()) / f"qcdesk-{os.getuid()}")
    folder = next((f for f in folders if _is_private(f)), None)
    return str(folder / f"qcdesk-{key}") if folder is not None else None


def _is_private(folder: Path) -> bool:
    """Ours, open to nobody else, and no link to somewhere; made when it is not there."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
