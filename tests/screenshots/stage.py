"""A window on a profile at a chosen look, quiet enough to be looked at: nothing moves, the page is drawn, the clock stands still."""

from __future__ import annotations

import gc
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from unittest.mock import patch

from PySide6.QtCore import QEventLoop, QTimer

from app.core.clock import Clock
from app.ui import preferences as prefs
from app.ui import theme
from app.ui.desktop import Desktop
from app.ui.judge.bench_room import BenchRoom
from app.ui.judge.desk import DeskWindow
from tests.fakes import desk_profile
from tests.fakes.at_rest import Still
from tests.fakes.put_away import put_away
from tests.screenshots import chair_profile, profile
from tests.screenshots.looks import Look

_LONGEST = 60.0
_STEP_MS = 40


class Profiles:
    """Profiles made once in `folder`; each window gets a copy of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._count = 0

    def copy(self, state: str) -> Path:
        """A folder with a profile in this state; "" is a folder without one."""
        self._count += 1
        home = self.folder / f"judge-{self._count:03}"
        if not state:
            return home
        made = self.folder / "made" / state
        if not made.exists() and state in chair_profile.STATES:
            chair_profile.make(made, self.folder / "seasons" / state, state)
        elif not made.exists():
            profile.make(made, state)
        return Path(shutil.copytree(made, home))


class Stage:
    """An open window. Conditions are waited for; a minute without them is an error."""

    def __init__(self, home: Path, look: Look, chosen: dict[str, object]) -> None:
        self.home, self.look = home, look
        wanted = {"language": look.language, "theme": look.theme, "text_percent": look.text} | chosen
        prefs.save(home, prefs.Preferences().with_(**wanted))
        self.desktop = Desktop(home)
        self.window: DeskWindow = self.desktop.window
        self.window.resize(look.width, look.height)
        self.window.show()
        self.window.activateWindow()

    @property
    def room(self) -> BenchRoom:
        if self.window.room is None:
            raise RuntimeError("the desk is not open")
        return self.window.room

    def begin(self, passphrase: str | None = desk_profile.PASSPHRASE) -> None:
        """Open what is in the folder."""
        self.window.model.begin(passphrase, None)

    def desk(self, passphrase: str = desk_profile.PASSPHRASE) -> None:
        """Open the desk, a copy made and no network: the profile was not published, so there is none to try."""
        self.window.ready.connect(self._hold_still)
        self.begin(passphrase)
        self.until(lambda: self.window.room is not None and self.room.bench.sheet.view is not None)
        safety = self.room.safety
        safety._syncing = True
        safety.tick()
        safety._end(offline=True)
        self.until(lambda: safety.backup_at is not None)

    def _hold_still(self) -> None:
        self.room.safety._first.stop()

    def drawn(self) -> None:
        """The page in view has its picture."""
        self.until(self.room.first_page_is_drawn)

    def until(self, done: Callable[[], bool]) -> None:
        end = monotonic() + _LONGEST
        while not done():
            if monotonic() > end:
                raise TimeoutError("the screen did not get ready")
            turn()

    def settle(self) -> None:
        """Wait until no work is on its way and no part of the window has moved or said something else for some turns."""
        self.until(Still(self.window, self.desktop.runner))

    def close(self) -> None:
        put_away(self.desktop)
        theme.apply(self.desktop.app, "light", theme.metrics(1366, 697))
        gc.collect()


def turn() -> None:
    """One short turn of the event loop."""
    loop = QEventLoop()
    QTimer.singleShot(_STEP_MS, loop.quit)
    loop.exec()


@contextmanager
def opened(home: Path, look: Look, **chosen: object) -> Iterator[Stage]:
    """A window at this look, closed afterwards; `chosen`: other preferences."""
    with still(), patch.object(Clock, "now", lambda _self: profile.NOW):
        made = Stage(home, look, chosen)
        try:
            yield made
        finally:
            made.close()


@contextmanager
def still() -> Iterator[None]:
    """Shanghai's time, whatever this computer's is."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Asia/Shanghai"
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()
