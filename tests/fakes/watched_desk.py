"""The desk as a process of its own that says what it shows: for tests that type on a real screen, and that kill it.

`python -m tests.fakes.watched_desk HOME` is `qcdesk --home HOME`, started the same way, and answers every line on its
standard input with one line of JSON. It never acts: keys and clicks come from the screen.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QSocketNotifier, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTableView, QWidget

from app.core.claim import Claim
from app.main import open_desk
from app.ui import desktop
from tests.fakes import desk_profile

ROOT = Path(__file__).resolve().parents[2]
_IME = Qt.WidgetAttribute.WA_InputMethodEnabled


class WatchedDesktop(desktop.Desktop):
    """The same desktop, with an ear."""

    def __init__(self, home: Path, language: str | None = None, own: Claim | None = None, base: Path | None = None) -> None:
        super().__init__(home, language, own, base)
        self._ear = QSocketNotifier(0, QSocketNotifier.Type.Read, self.app)
        self._ear.activated.connect(self._answer)

    def _answer(self) -> None:
        if not os.read(0, 4096):
            self._ear.setEnabled(False)
            return
        sys.stdout.write(json.dumps(self._state()) + "\n")
        sys.stdout.flush()

    def _state(self) -> dict[str, Any]:
        window, focus = self.window, QApplication.focusWidget()
        told: dict[str, Any] = {
            "window": int(window.winId()), "active": window.isActiveWindow(), "focus": type(focus).__name__, "ready": False,
            "input_method": focus is not None and focus.testAttribute(_IME), "composing": _composing(focus),
            "notice": window.notice.text(), "front": type(window.stack.currentWidget()).__name__,
        }  # fmt: skip
        return told | self._room() if window.room is not None else told

    def _room(self) -> dict[str, Any]:
        room = self.window.room
        assert room is not None
        bench, sheet = room.bench, room.bench.sheet
        body, remark, note = bench.rubric.body, bench.rubric.remark, room.note
        places = {
            "pages": bench.pages, "remark": remark.toggle, "text": remark.text, "note": note.text, "box": body.box, "following": self.window.top.on,
            "find": room.find.field, "recuse": bench.rubric.recuse, "table": self.window.rail.buttons["table"],
        }  # fmt: skip
        return {
            "ready": room.first_page_is_drawn(), "entry": sheet.view.entry.code if sheet.view else "", "page": bench.pages.page,
            "points": dict(sheet.points), "typed": dict(sheet.typed), "waiting": sheet.waiting, "current": sheet.current,
            "box": body.box.text(), "hint": body.hint.text(), "beside": body.of_full.text(), "remark": remark.text.toPlainText(),
            "saved_remark": sheet.remark, "note": note.text.toPlainText() if note.isVisible() else None,
            "kind": note._group.checkedId(), "notes": [n.text for n in sheet.notes],
            "recusal": sheet.view is not None and sheet.view.sheet.recusal is not None,
            "reason": room.recuse.reason.text() if room.recuse.isVisible() else None,
            "find": room.find.field.text() if room.find.isVisible() else None,
            "cell": _cell(room.papers.table.table), "found": room.find.words.text(),
            "places": {name: _centre(widget) for name, widget in places.items() if widget.isVisible()},
        }  # fmt: skip


def _centre(widget: QWidget) -> tuple[int, int]:
    at = widget.mapToGlobal(QPoint(widget.width() // 2, widget.height() // 2))
    return at.x(), at.y()


def _cell(table: QTableView) -> list[int] | None:
    """Row and column of the current cell."""
    here = table.currentIndex()
    return [here.row(), here.column()] if here.isValid() else None


def _composing(widget: QWidget | None) -> str:
    """The words under composition, as a text box draws them."""
    if isinstance(widget, QPlainTextEdit):
        layout = widget.textCursor().block().layout()
        return layout.preeditAreaText() if layout is not None else ""
    return ""


class Watched:
    """The other end: a desk that runs, its state, and its end."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    @property
    def state(self) -> dict[str, Any]:
        """What it shows at this moment."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(b"?\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the desk has ended"
        told: dict[str, Any] = json.loads(line)
        return told


@contextmanager
def running(home: Path, environment: Mapping[str, str], log: Path) -> Iterator[Watched]:
    """A desk on the profile in `home`, killed on leaving if it still runs."""
    own = {"QCDESK_PASSPHRASE": desk_profile.PASSPHRASE, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    words = [sys.executable, "-m", __name__, str(home)]
    with log.open("ab") as errors:
        process = subprocess.Popen(
            words, env={**environment, **own}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, cwd=ROOT
        )
    try:
        yield Watched(process)
    finally:
        process.kill()
        process.communicate()


if __name__ == "__main__":
    desktop.Desktop = WatchedDesktop  # type: ignore[misc]
    sys.exit(open_desk(Path(sys.argv[1]), passphrase=os.environ["QCDESK_PASSPHRASE"]))
