"""A scroll area without a bar that nobody needs: wrapped words are higher beside a bar, and that alone can keep it there.

Qt takes the width beside the bar for granted once it is shown. And a bar that leads to a few pixels more only takes room:
what lacks so little is taken from a margin that the contents can give.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea

SPARE = 8
"""Pixels; what lacks fewer is not scrolled for. The contents have a margin as high that they can do without."""


def given_up(lacking: int, rows: int = 1) -> int:
    """What each row gives of the room around its words, so that the last one is seen whole without a bar; 0 where that is too little."""
    return -(-lacking // rows) if 0 < lacking < SPARE else 0


class SteadyArea(QScrollArea):
    """`give(pixels)`: the contents take that much off their margin of `SPARE`; asked with 0 they have all of it."""

    def __init__(self, give: Callable[[int], object]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._give, self._given, self._settling = give, 0, False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        done = super().eventFilter(watched, event)
        if watched is self.widget() and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._settle()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle()

    def _settle(self) -> None:
        inside, room = self.widget(), self.maximumViewportSize()
        if self._settling or inside is None or not self.isVisible():
            return
        self._settling = True
        lacking = inside.heightForWidth(room.width()) + self._given - room.height()
        given = given_up(lacking)
        if given != self._given:
            self._given = given
            self._give(given)
        if lacking < SPARE and self.verticalScrollBar().maximum() > 0:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._settling = False
