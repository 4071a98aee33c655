"""Pictures of the judge's desk for the documents, and for a designer's eye: `python -m tests.screenshots FOLDER`.

The profile is made for the purpose, with reports of the sample season; nothing of a person's own is shown.
"""

from __future__ import annotations

import gc
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEventLoop, QTimer

from app.core.clock import Clock
from app.core.paths import resources
from app.models.shape import Points
from app.models.sheet import NoteKind
from app.services.judge import read_entries, score
from app.ui import preferences as prefs
from app.ui.desktop import Desktop
from app.ui.judge import rail
from app.ui.judge.desk import DeskWindow
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan

_LONGEST = 30.0


def wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def until(done: Callable[[], bool]) -> None:
    end = monotonic() + _LONGEST
    while not done():
        if monotonic() > end:
            raise SystemExit("the desk did not get ready")
        wait(0.05)


def profile(home: Path) -> None:
    """Twelve entries, some of them scored."""
    reports = tuple(p.read_bytes() for p in sorted((resources() / "demo" / "season" / "materials").glob("Z-*/成果报告.pdf")))
    plan = Plan(entries=12, reports=reports, deadline=Clock().now() + timedelta(days=9, hours=5))
    made = desk_profile.make(home, plan, clock=Clock())
    for number, row in enumerate(read_entries.rows(made)):
        rubric = read_entries.view(made, row.code).rubric
        if number in (1, 2, 4):
            score.set_points(made, row.code, {i.code: Points(i.max - 50 * (1 + (number + n) % 4)) for n, i in enumerate(rubric.items)})
        if number == 7:
            score.set_points(made, row.code, {i.code: Points(i.max - 150) for i in rubric.items[:3]})
    made.close()


def at_work(window: DeskWindow) -> None:
    """The picture of the sketch: one item scored, the second being typed, with what was noted."""
    room = window.room
    if room is None:
        raise SystemExit("no desk")
    sheet, pages = room.bench.sheet, room.bench.pages
    sheet.type("13")
    sheet.accept()
    for page, kind, words in ((9, NoteKind.WEAKNESS, "末端原因③未用数据确认"), (8, NoteKind.STRENGTH, "因果图层次清楚，到末端")):
        pages.go_to(page - 1)
        room.note_wanted("")
        room.note.kinds[(NoteKind.STRENGTH, NoteKind.WEAKNESS).index(kind)].setChecked(True)
        room.note.text.setPlainText(words)
        room.note.hide()
    room.bench.rubric.begin("26")


def shoot(home: Path, target: Path, prepared: Callable[[DeskWindow], object], **chosen: object) -> None:
    """One picture of 1366×697 (a maximised window at 1366×768)."""
    prefs.save(home, prefs.Preferences().with_(**chosen))
    desktop = Desktop(home)
    window = desktop.window
    window.resize(1366, 697)
    window.show()
    window.activateWindow()
    window.model.begin(desk_profile.PASSPHRASE, None)
    until(lambda: window.room is not None and window.room.first_page_is_drawn())
    prepared(window)
    wait(0.6)
    until(lambda: window.room is not None and window.room.first_page_is_drawn())
    window.grab().save(str(target))
    window.close()
    desktop.languages.switch("zh")
    window.deleteLater()


def main(folder: Path) -> None:
    """All pictures into `folder`."""
    gc.disable()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "profile"
        profile(home)
        shoot(home, folder / "desk.png", at_work, theme="light")
        shoot(home, folder / "desk-english-dark.png", lambda _window: None, theme="dark", language="en")
        shoot(home, folder / "entries.png", lambda w: w.room.toggle("entries"), theme="light")  # type: ignore[union-attr]
        shoot(home, folder / "submit.png", lambda w: w.room.choose(rail.SUBMIT), theme="light")  # type: ignore[union-attr]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
