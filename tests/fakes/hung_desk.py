"""A whole run of the program in a process of its own, with a stick that never answers: a copy is begun, points are typed, the window closed.

`python -m tests.fakes.hung_desk HOME STICK`. The stick's files are asked for and no answer comes, as with a share whose server is gone.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

from app.core.claim import Claim
from app.main import open_desk
from app.ui import desktop
from tests.fakes import desk_profile

COPY = "copy.qcbackup"
_STAT = Path.stat


class HungDesktop(desktop.Desktop):
    """The same desktop, and the hand that uses it."""

    stick: Path

    def __init__(self, home: Path, language: str | None = None, own: Claim | None = None, base: Path | None = None) -> None:
        super().__init__(home, language, own, base)
        self._asked, self._begun = threading.Event(), False
        self._hand = QTimer(self.window, interval=20)
        self._hand.timeout.connect(self._act)
        self.window.ready.connect(self._hand.start)
        Path.stat = self._hanging()  # type: ignore[method-assign, assignment]

    def _hanging(self) -> Callable[..., object]:
        def stat(path: Path, *, follow_symlinks: bool = True) -> object:
            if path.is_relative_to(self.stick):
                self._asked.set()
                threading.Event().wait()
            return _STAT(path, follow_symlinks=follow_symlinks)

        return stat

    def _act(self) -> None:
        """Once the copy hangs: type, and close in the same turn of the loop."""
        room = self.window.room
        if room is None or room.bench.sheet.view is None:
            return
        if not self._begun:
            self._begun = True
            room.care.copies.to_stick(self.stick / COPY)
        elif self._asked.is_set():
            room.bench.sheet.type("13")
            room.bench.sheet.accept()
            self.window.close()


def main(home: Path, stick: Path) -> None:
    """As the program does, from the first statement to the end of the process."""
    HungDesktop.stick = stick
    desktop.Desktop = HungDesktop  # type: ignore[misc]
    print("came back with", open_desk(home, passphrase=desk_profile.PASSPHRASE, language="zh"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
