"""A panel's meeting in a process of its own, to be killed: a decision is made, another begun, and it says where it is.

`python -m tests.fakes.meeting_hand HOME act|look`. Each state is one line of JSON, said once what it tells is on the disk; then it stays
open until it is killed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from app.core.claim import Claim
from app.main import open_desk
from app.services.chair.agenda import Settled
from app.ui import desktop
from app.ui.chair import pages
from app.ui.chair.acts import Act
from app.ui.chair.meeting_view import MeetingView
from app.ui.judge import rail
from tests.fakes.season import PASSPHRASE

WORDS = "第14页末端原因③已用数据确认，"


class MeetingDesktop(desktop.Desktop):
    """The same desktop, and the hand that leads the meeting."""

    acts = True

    def __init__(self, home: Path, language: str | None = None, own: Claim | None = None, base: Path | None = None) -> None:
        super().__init__(home, language, own, base)
        self._first = ""
        self._steps = iter((self._to_the_meeting, *((self._keep, self._next, self._begin) if self.acts else ()), self._tell))
        self._step = next(self._steps)
        self._hand = QTimer(self.window, interval=20)
        self._hand.timeout.connect(self._act)
        self.window.ready.connect(self._hand.start)

    @property
    def view(self) -> MeetingView | None:
        """The meeting with an entry on its table."""
        room = self.window.room
        if room is None or room.chair is None:
            return None
        found = room.chair.desk.page(pages.MEETING)
        return found if isinstance(found, MeetingView) and self._code(found) else None

    @staticmethod
    def _code(view: MeetingView) -> str:
        table = view.model.table
        return table.entry.row.code if table is not None and table.entry is not None else ""

    def _act(self) -> None:
        """One step a turn, each again until it has come true."""
        if self._step():
            self._step = next(self._steps, lambda: False)

    def _to_the_meeting(self) -> bool:
        room = self.window.room
        if room is None:
            return False
        if room.chair is None:
            room.choose(rail.CHAIR)
        elif room.chair.model.head is not None and self.view is None:
            room.chair.desk.show_page(pages.MEETING)
        return self.view is not None

    def _keep(self) -> bool:
        """维持 for the entry on the table."""
        view = self.view
        if view is None or view.model.table is None:
            return False
        if not self._first:
            self._first = self._code(view)
            view.bar.buttons[Act.KEEP].click()
        elif view.form.confirm.isVisible() and view.form.confirm.isEnabled():
            view.form.confirm.click()
        return any(i.code == self._first and i.settled is Settled.DECIDED for i in view.model.table.agenda.items)

    def _next(self) -> bool:
        view = self.view
        if view is not None and view.model.table is not None and self._code(view) == self._first:
            view.model.go(next(i.code for i in view.model.table.agenda.items if i.code != self._first))
        return view is not None and self._code(view) != self._first

    def _begin(self) -> bool:
        """A vote about the next one, half filled in."""
        view = self.view
        if view is None:
            return False
        view.bar.buttons[Act.VOTE].click()
        view.form.form.reason.setPlainText(WORDS)
        return True

    def _tell(self) -> bool:
        """Behind everything that is on its way to the disk."""
        view = self.view
        if view is None:
            return False
        if not self.acts:
            view.bar.buttons[Act.VOTE].click()
        self.runner.database(lambda: None, then=lambda _none: self._say(view))
        return True

    def _say(self, view: MeetingView) -> None:
        table = view.model.table
        decided = [i.code for i in table.agenda.items if i.settled is Settled.DECIDED] if table is not None else []
        told = {"table": self._code(view), "reason": view.form.form.reason.toPlainText(), "decided": decided}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def main(home: Path, act: str) -> None:
    """As the program does."""
    MeetingDesktop.acts = act == "act"
    desktop.Desktop = MeetingDesktop  # type: ignore[misc]
    open_desk(home, passphrase=PASSPHRASE, language="zh")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
