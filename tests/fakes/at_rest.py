"""A window that nobody touches does nothing: what it goes on doing is counted."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.exceptions import TimeoutError  # noqa: A004
from pytestqt.qtbot import QtBot

from app.ui.tasks import Runner


class Still:
    """Asked again and again, says yes after some looks in a row at which no work was on its way and nothing had moved or said something
    else. A window that only waits for an answer looks as quiet as one that has it: on a busy machine that wait is longer than any pause.
    """

    def __init__(self, window: QWidget, runner: Runner, looks: int = 4) -> None:
        self._window, self._runner, self._looks = window, runner, looks
        self._same, self._before = 0, ""

    def __call__(self) -> bool:
        now = "" if self._runner._underway else _fingerprint(self._window)
        self._same = self._same + 1 if now and now == self._before else 0
        self._before = now
        return self._same >= self._looks


def _fingerprint(root: QWidget) -> str:
    seen = [w for w in root.findChildren(QWidget) if w.isVisible()]
    return repr([(w.geometry().getRect(), w.text() if isinstance(w, QLabel) else "") for w in seen])


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
