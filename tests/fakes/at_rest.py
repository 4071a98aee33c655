"""A window that nobody touches does nothing: what it goes on doing is counted."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import TimeoutError  # noqa: A004
from pytestqt.qtbot import QtBot


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
        qtbot.waitUntil(quiet, timeout=8_000)
    except TimeoutError as error:
        raise AssertionError(f"never at rest: {heard[0]}") from error
