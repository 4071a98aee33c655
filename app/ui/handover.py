"""A second start on a profile that is open already: give the running desk the file, or take over where it has just ended.

There is no window here and no event loop; waiting is all this process does.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QThread
from PySide6.QtNetwork import QLocalSocket

from app.core import claim
from app.core.claim import Claim
from app.core.errors import Busy
from app.core.words import say
from app.ui.doorway import ANSWER, spoken

PATIENCE = 10.0
"""Seconds: a desk that is starting needs two on an old laptop, one that is closing saves first."""
_EACH_MS = 3_000
_BETWEEN_MS = 100


def hand_over(home: Path, file: Path | None, *, patience: float = PATIENCE) -> Claim | None:
    """None when the running desk took it; a claim when that desk ended meanwhile and this process is the desk now.

    Raises Busy when a desk has the profile and does not answer.
    """
    end = monotonic() + patience
    _let_it_come_forward()
    while True:
        place = claim.told(home)
        if place and _knock(place, file):
            return None
        own = claim.take(home)
        if own is not None:
            return own
        if monotonic() > end:
            raise Busy(
                say("质评台已经打开着这份档案，但没有回应。", "The desk has this profile open already and does not answer."),
                say(
                    "请切换到已打开的窗口；没有窗口时，请结束 qcdesk 进程后再打开。",
                    "Switch to its window; if there is none, end the process qcdesk and try again.",
                ),
                reason="desk-open",
            )
        QThread.msleep(_BETWEEN_MS)


def _knock(place: str, file: Path | None) -> bool:
    line = QLocalSocket()
    line.connectToServer(place)
    if not line.waitForConnected(_EACH_MS):
        return False
    line.write(spoken(file))
    line.waitForBytesWritten(_EACH_MS)
    heard = b""
    while len(heard) < len(ANSWER) and line.waitForReadyRead(_EACH_MS):
        heard += bytes(line.readAll().data())
    line.abort()
    return heard == ANSWER


def _let_it_come_forward() -> None:
    """Windows lets a window come to the front only if the process in front says so: we are, for this moment."""
    if sys.platform == "win32":
        import ctypes

        anybody = -1
        ctypes.windll.user32.AllowSetForegroundWindow(anybody)
