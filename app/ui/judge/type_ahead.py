"""Keys pressed while another entry is on its way belong to that entry: they wait until it is here.

A fast hand types the first digit before the page has changed; without this it would score the entry just left.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.judge.desk_model import DeskModel

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_HELD = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Delete}


class TypeAhead(QObject):
    """Watches the window's keys only while an entry is on its way. Typing for an entry that never opens is dropped."""

    def __init__(self, desk: DeskModel, window: QWidget, reader: Callable[[], QWidget]) -> None:
        super().__init__(window)
        self._window, self._reader = window, reader
        self._keys: list[tuple[Qt.Key, Qt.KeyboardModifier, str, bool]] = []
        self._watching = False
        desk.moving.connect(self._moving)
        desk.arrived.connect(self._play)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        if event.type() is not QEvent.Type.KeyPress or event.modifiers() & _COMMANDS:
            return False
        if event.key() not in _HELD and not event.text().isprintable():
            return False
        self._keys.append((Qt.Key(event.key()), event.modifiers(), event.text(), event.isAutoRepeat()))
        return True

    def _moving(self, on: bool) -> None:
        application = QApplication.instance()
        if application is None or on is self._watching:
            return
        self._watching = on
        if on:
            application.installEventFilter(self)
        else:
            application.removeEventFilter(self)
        self._keys.clear()

    def _play(self) -> None:
        """The entry is here and shown: give it its keys, one after the other, to whatever takes the keyboard by then."""
        keys, self._keys = self._keys, []
        self._moving(False)
        if keys:
            self._reader().setFocus()
        for key, held, text, again in keys:
            to = QApplication.focusWidget() or self._reader()
            QApplication.sendEvent(to, QKeyEvent(QEvent.Type.KeyPress, key, held, text, again))
            QApplication.sendEvent(to, QKeyEvent(QEvent.Type.KeyRelease, key, held, text))
