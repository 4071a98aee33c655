"""Tab goes through what is made late in a scroll area row by row, before what stands after the area.

Whatever is built after its page stands at the very end of the window's order, behind the status line and all tabs.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from app.ui.widgets import in_tab_order

_SAME_ROW = 10
"""Pixels between the middles of what stands in one row."""


class TabByPlace(QObject):
    """Lives with the area; orders again whenever its contents are laid out anew."""

    def __init__(self, area: QScrollArea, inside: QWidget) -> None:
        super().__init__(area)
        self._area, self._inside = area, inside
        self._way: list[QWidget] = []
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._order)
        inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._later.start()
        return super().eventFilter(watched, event)

    def _order(self) -> None:
        way = self._by_rows()
        if way != self._way:
            self._way = way
            in_tab_order(self._area, *way)

    def _by_rows(self) -> list[QWidget]:
        by_tab = Qt.FocusPolicy.TabFocus
        stops = [w for w in self._inside.findChildren(QWidget) if w.focusPolicy() & by_tab and w.isVisibleTo(self._inside)]
        rows: list[tuple[int, list[tuple[int, QWidget]]]] = []
        for middle, left, stop in sorted(((*self._place(w), w) for w in stops), key=lambda found: found[:2]):
            if not rows or middle - rows[-1][0] > _SAME_ROW:
                rows.append((middle, []))
            rows[-1][1].append((left, stop))
        return [stop for _middle, row in rows for _left, stop in sorted(row, key=lambda found: found[0])]

    def _place(self, stop: QWidget) -> tuple[int, int]:
        at = stop.mapTo(self._inside, QPoint())
        return at.y() + stop.height() // 2, at.x()
