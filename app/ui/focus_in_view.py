"""What has the keyboard is in view and shows it.

Qt scrolls to what Tab reaches inside a scroll area, not to what it reaches from outside, and of a field to its cursor only:
backwards from the buttons under a form into its last field the keyboard was out of sight. And a scroll area that has the
keyboard, to be scrolled by keys, looked as if nothing had it: it has a ring, which takes no room.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget
from shiboken6 import isValid

_SPARE = 6
_OWN = "keyArea"
"""The name of an area that the style sheet gives an edge of its own."""


class FocusInView(QObject):
    """Lives with its window. Nothing moves under a pressed button of the mouse: what is clicked stays where it is."""

    def __init__(self, window: QWidget, app: QApplication) -> None:
        super().__init__(window)
        self._window = window
        self._ring: QFrame | None = None
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show)
        app.focusChanged.connect(self._moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ZOrderChange):
            self._later.start()
        return super().eventFilter(watched, event)

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._take_ring()
        if now is None or now.window() is not self._window:
            return
        if isinstance(now, QScrollArea) and now.objectName() != _OWN:
            self._put_ring(now)
        if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._later.start()  # after Qt has scrolled by itself

    def _show(self) -> None:
        now = QApplication.focusWidget()
        if self._ring is not None and isValid(self._ring) and now is not None:
            self._ring.setGeometry(now.rect())
            self._ring.raise_()
        around = now.parentWidget() if now is not None else None
        while now is not None and around is not None and not around.isWindow():
            if isinstance(around, QScrollArea) and (inside := around.widget()) is not None and inside.isAncestorOf(now):
                _scroll_to(around, inside, now)
            around = around.parentWidget()

    def _put_ring(self, area: QScrollArea) -> None:
        self._ring = ring = QFrame(area)
        ring.setObjectName("focusRing")
        ring.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        ring.setGeometry(area.rect())
        ring.show()
        ring.raise_()
        for part in _layers(area):
            part.installEventFilter(self)

    def _take_ring(self) -> None:
        ring, self._ring = self._ring, None
        if ring is not None and isValid(ring):
            if isinstance(area := ring.parentWidget(), QScrollArea):
                for part in _layers(area):
                    part.removeEventFilter(self)
            ring.hide()
            ring.deleteLater()


def _layers(area: QScrollArea) -> list[QWidget]:
    """The area, and what holds its bars: Qt puts it on top whenever it lays out."""
    return [area, *(holder for bar in (area.verticalScrollBar(), area.horizontalScrollBar()) if (holder := bar.parentWidget()) is not None)]


def _scroll_to(area: QScrollArea, inside: QWidget, now: QWidget) -> None:
    """All of it; what is higher than the area follows its cursor by itself."""
    seen, room = now.visibleRegion().boundingRect(), area.viewport()
    if now.height() > room.height() or (seen.height() >= now.height() and seen.width() >= min(now.width(), room.width())):
        return
    place = QRect(now.mapTo(inside, now.rect().topLeft()), now.size())
    for corner in (place.bottomRight(), place.topLeft()):
        area.ensureVisible(corner.x(), corner.y(), _SPARE, _SPARE)
