"""One run of the desktop program: application, language, theme, window, and the order in which they come to life."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from app.core import memory
from app.core.claim import Claim
from app.core.paths import resources
from app.ui import collector, theme, window_place
from app.ui import preferences as prefs
from app.ui.i18n import Languages
from app.ui.judge.desk import DeskWindow
from app.ui.judge.start_stage import Stage
from app.ui.preferences import Preferences
from app.ui.tasks import Runner
from app.ui.theme import Metrics

_PATIENCE, _DOOR_MS, _A_MINUTE = 4_000, 1_000, 60_000
_WAITS = {Stage.NO_INVITATION.value, Stage.PASSPHRASE.value, Stage.WAITING.value, Stage.PLEDGE.value, Stage.SEASON.value}


class Application(QApplication):
    """`opened(path)`: macOS gives a double-clicked file to the program that runs already, by an event."""

    opened = Signal(object)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.opened.emit(Path(event.file()))
            return True
        return super().event(event)


class Desktop:
    """Everything of one run; `window` is its only window. With a `claim` on the profile, second starts are let in.

    `base`: the plain folder of all seasons, where nobody named the profile's place.
    """

    def __init__(self, home: Path, language: str | None = None, claim: Claim | None = None, base: Path | None = None) -> None:
        found = QApplication.instance()
        self.app = found if isinstance(found, QApplication) else Application(sys.argv[:1])
        self.app.setApplicationName("qcdesk")
        self.app.setDesktopFileName("qcdesk")
        chosen = prefs.load(home)
        if language in ("zh", "en"):
            chosen = chosen.with_(language=language)
        self.languages = Languages(self.app)
        self.languages.switch(chosen.language)
        self._language = chosen.language
        self._dressed: tuple[Metrics, str, int] | None = None
        self.collector = collector.Collector(self.app)
        self.runner = Runner(self.app)
        self.window = DeskWindow(self.runner, home, chosen, lambda sizes: self._dress(sizes, chosen))
        self.window.restyle.connect(self._restyle)
        self.app.styleHints().colorSchemeChanged.connect(lambda _: self._again())
        self.window.model.loaded.connect(self._loaded)
        if isinstance(self.app, Application):
            self.app.opened.connect(self.window.open_file)
        self._home, self._claim = home, claim
        self.window.model.seasons.base = base

    def run(
        self,
        passphrase: str | None,
        file: Path | None,
        *,
        quit_after_first_paint: bool,
        quit_after_ready: bool,
        picture: Path | None = None,
    ) -> int:
        """Show the window, then load, open, and read `file`; returns when the window is closed. `picture`: save the ready desk as a PNG there."""
        window = self.window
        if quit_after_first_paint:
            window.painted.connect(window.close)
        else:
            window.painted.connect(memory.keep_little)  # what follows begins the second thread
            window.painted.connect(lambda: window.model.begin(passphrase, file))
            window.painted.connect(lambda: QTimer.singleShot(_DOOR_MS, window, self.open_door))
        if quit_after_ready or picture is not None:
            self._watch_for_ready(picture, close=quit_after_ready)
        window_place.show(window, window.preferences)
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self.collector)
        return self.app.exec()

    def open_door(self) -> None:
        """Let second starts in. A second after the picture: nobody knocks before that, whoever does waits, and a socket costs time to import."""
        if self._claim is None:
            return
        from app.ui.doorway import Doorway

        door = Doorway(self.window)
        door.knocked.connect(lambda file: self.window.open_file(file or Path()))
        self.window.leaving.connect(door.close)
        door.open(self._home, self._claim)

    def _watch_for_ready(self, picture: Path | None, *, close: bool) -> None:
        window = self.window
        if close:
            window.model.staged.connect(lambda stage: window.close() if stage in _WAITS else None)

        shown = QElapsedTimer()

        def poll() -> None:
            drawn = window.room is not None and window.room.first_page_is_drawn()
            if drawn or shown.hasExpired(_PATIENCE):  # an entry one stands aside from has no page to wait for
                timer.stop()
                if picture is not None:
                    window.grab().save(str(picture), "PNG")
                if close:
                    window.close()

        timer = QTimer(window, interval=20)
        timer.timeout.connect(poll)
        window.ready.connect(shown.start)
        window.ready.connect(timer.start)

    def _loaded(self) -> None:
        """The late imports are done: icon, and nothing of the program is looked at by the collector again."""
        from app.ui.focus_in_view import FocusInView

        FocusInView(self.window, self.app)
        self.window.setWindowIcon(QIcon(str(resources() / "icons" / "qcdesk.svg")))
        self.collector.settle()

    def _restyle(self, sizes: Metrics, preferences: Preferences) -> None:
        """Sizes, theme or language changed; each is put in force only when it differs."""
        if preferences.language != self._language:
            self._language = preferences.language
            self.languages.switch(preferences.language)
        self._dress(sizes, preferences)
        self.window.dress(theme.colours(preferences.theme))

    def _dress(self, sizes: Metrics, preferences: Preferences) -> None:
        wanted = (sizes, preferences.theme, preferences.text_percent)
        if wanted != self._dressed:
            self._dressed = wanted
            theme.apply(self.app, preferences.theme, sizes)

    def _again(self) -> None:
        self._dressed = None
        self._restyle(self.window.sizes, self.window.preferences)


def say_and_end(words: str) -> int:
    """One sentence in a box of its own, for a start that cannot become a desk; gone after a minute. The exit code."""
    from PySide6.QtWidgets import QMessageBox

    app = QApplication.instance() or QApplication(sys.argv[:1])
    box = QMessageBox(QMessageBox.Icon.Information, "质评台", words)
    box.finished.connect(app.quit)
    QTimer.singleShot(_A_MINUTE, box, box.close)
    box.open()
    app.exec()
    return 1
