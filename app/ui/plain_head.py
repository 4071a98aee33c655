"""The headings of a plain table, painted in one turn of Python.

Qt asks a model in Python eight things about each heading, at each paint. What is seen is what the style sheet says of
any heading (a test compares pixels); the one with the sort arrow, and all while the mouse holds one, are left to Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOption, QWidget

from app.ui.columns import CENTRED, NOWHERE, PlainRows
from app.ui.theme import letters

if TYPE_CHECKING:
    from app.ui.theme import Colours

LOOKS = {QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange}
"""After these, texts may look otherwise."""
_LETTERS, _ASIDE, _ABOVE = 14, 9, 4
"""Of the style sheet, in logical pixels: the letters of a table of 16, and the room beside and above a heading."""
_ASKED = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole)


class PlainHeads(QHeaderView):
    """Before it is seen it has to be dressed."""

    def __init__(self, rows: PlainRows, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._rows, self._held = rows, False
        self._ink, self._line, self._ground = QColor(), QBrush(), QBrush()
        self._plain, self._bold = QFont(), QFont()
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self._measure()

    def dress(self, colours: Colours) -> None:
        self._ink, self._line, self._ground = QColor(colours.muted), QBrush(QColor(colours.line)), QBrush(QColor(colours.window))
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOKS:
            self._measure()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = False
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area = QPainter(self.viewport()), event.rect()
        painter.setPen(self._ink)
        arrow = self.sortIndicatorSection() if self.isSortIndicatorShown() else -1
        for at in between(self, area.left(), area.right()):
            if width := self.sectionSize(at):
                place = QRect(self.sectionViewportPosition(at), 0, width, self.viewport().height())
                self._by_qt(painter, place, at) if self._held or at == arrow else self._paint(painter, place, at)
        if self.length() - self.offset() <= area.right():
            self._beyond(painter)

    def _measure(self) -> None:
        self._plain = QFont(self.font())
        self._plain.setPixelSize(letters(_LETTERS, self.font().pixelSize()))
        self._bold = QFont(self._plain)
        self._bold.setBold(True)

    def _by_qt(self, painter: QPainter, place: QRect, at: int) -> None:
        painter.save()
        self.paintSection(painter, place, at)
        painter.restore()

    def _paint(self, painter: QPainter, place: QRect, at: int) -> None:
        painter.fillRect(place, self._ground)
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, self._line)
        chosen = self.highlightSections() and self.selectionModel().columnIntersectsSelection(at, NOWHERE)
        painter.setFont(self._bold if chosen else self._plain)
        inside = place.adjusted(_ASIDE, _ABOVE, -_ASIDE, -_ABOVE - 1)
        text, side = (self._rows.headerData(at, Qt.Orientation.Horizontal, role) for role in _ASKED)
        painter.drawText(inside, side or CENTRED, str(text or ""))

    def _beyond(self, painter: QPainter) -> None:
        """Where no heading is."""
        option = QStyleOption()
        option.initFrom(self)
        option.state |= QStyle.StateFlag.State_Horizontal
        option.rect = self.viewport().rect().adjusted(self.length() - self.offset(), 0, 0, 0)
        self.style().drawControl(QStyle.ControlElement.CE_HeaderEmptyArea, option, painter, self)


def between(header: QHeaderView, first: int, last: int) -> range:
    """The sections between these two pixels of the viewport."""
    begin, end = header.visualIndexAt(first), header.visualIndexAt(last)
    return range(begin, header.count() if end < 0 else end + 1) if begin >= 0 else range(0)
