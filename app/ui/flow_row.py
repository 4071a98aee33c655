"""A row of controls that goes on in a second row where the first has no room: large text in a small window cuts no button's words off."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_GAP = 8


class FlowRow(QLayout):
    """Controls at their own width, left to right; as high as the rows it takes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(_GAP)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), place=False)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._shown()]
        wide = sum(s.width() for s in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(wide, max((s.height() for s in shown), default=0))

    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._shown()]
        return QSize(max((s.width() for s in shown), default=0), max((s.height() for s in shown), default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, place=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay(self, rect: QRect, *, place: bool) -> int:
        """The height the rows take; `place`: put them there, in the middle of their row."""
        x, y, high = rect.x(), rect.y(), 0
        row: list[tuple[QLayoutItem, QPoint, QSize]] = []
        for item in self._shown():
            size = item.sizeHint().expandedTo(item.minimumSize())
            if row and x + size.width() > rect.right() + 1:
                _place(row, high, place=place)
                x, y, high, row = rect.x(), y + high + self.spacing(), 0, []
            row.append((item, QPoint(x, y), size))
            x, high = x + size.width() + self.spacing(), max(high, size.height())
        _place(row, high, place=place)
        return y + high - rect.y()


def _place(row: list[tuple[QLayoutItem, QPoint, QSize]], high: int, *, place: bool) -> None:
    for item, at, size in row if place else ():
        item.setGeometry(QRect(at + QPoint(0, (high - size.height()) // 2), size))
