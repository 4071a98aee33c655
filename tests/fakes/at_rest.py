"""A window that nobody touches does nothing: what it goes on doing is counted."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.exceptions import TimeoutError  # noqa: A004
from pytestqt.qtbot import QtBot

from app.ui.tasks import Runner

_SOON_MS = 500
"""What waits for a pause no longer than this belongs to what was done just now: a search, a look at the outline, a sharper picture."""


class Placed:
    """Asked again and again, says yes after some looks in a row at which no part of the window had moved or was about to.

    Before the first turn of the loop nothing is wrong yet with a panel that was opened just now: its layout has not been asked.
    """

    def __init__(self, window: QWidget, looks: int = 4) -> None:
        self._window, self._looks = window, looks
        self._same, self._before = 0, ""

    def __call__(self) -> bool:
        now = "" if self.awaited() else self.seen()
        self._same = self._same + 1 if now and now == self._before else 0
        self._before = now
        return self._same >= self._looks

    def awaited(self) -> bool:
        """Whether a timer of the program that runs once is about to end."""
        return any(t.isActive() and t.isSingleShot() and t.interval() <= _SOON_MS for t in self._window.findChildren(QTimer))

    def seen(self) -> str:
        """Where everything is."""
        return repr([w.geometry().getRect() for w in self._window.findChildren(QWidget) if w.isVisible()])


class Still(Placed):
    """As `Placed`, and no work was on its way and nothing said something else. A window that only waits for an answer looks as quiet
    as one that has it: on a busy machine that wait is longer than any pause.
    """

    def __init__(self, window: QWidget, runner: Runner, looks: int = 4) -> None:
        super().__init__(window, looks)
        self._runner = runner

    def awaited(self) -> bool:
        return bool(self._runner._underway) or super().awaited()

    def seen(self) -> str:
        return super().seen() + repr([w.text() for w in self._window.findChildren(QLabel) if w.isVisible()])


class _Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: Counter[str] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.heard[type(watched).__name__] += 1
        return False


def layouts(qtbot: QtBot, ms: int = 300) -> Counter[str]:
    """How often each kind of widget lays itself out anew in so long a time."""
    listener, app = _Listener(), QApplication.instance()
    assert app is not None
    app.installEventFilter(listener)
    qtbot.wait(ms)
    app.removeEventFilter(listener)
    return listener.heard


def comes_to_rest(qtbot: QtBot) -> None:
    """Within seconds there is a while without any; one that lays itself out for ever fails."""
    heard: list[Counter[str]] = [Counter()]

    def quiet() -> bool:
        heard[0] = layouts(qtbot)
        return not heard[0]

    try:
        qtbot.waitUntil(quiet, timeout=20_000)
    except TimeoutError as error:
        raise AssertionError(f"never at rest: {heard[0]}") from error
