"""A table without a bar for a few pixels of its last row: each row gives a pixel or two of the room around its words instead."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView

from app.ui.steady_area import given_up


class SteadyTable(QTableView):
    """`least`: how high a row usually is at least, in pixels. Who fills the table or changes its columns calls `fit_rows`."""

    def __init__(self) -> None:
        super().__init__()
        self.least = self.verticalHeader().minimumSectionSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_rows()

    def fit_rows(self) -> None:
        """As high as their words need; all of them less high by as much where that alone keeps the last one in view."""
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(self.least)
        self.resizeRowsToContents()
        if each := given_up(rows.length() - self.viewport().height(), rows.count()):
            rows.setMinimumSectionSize(self.least - each)
            for at in range(rows.count()):
                rows.resizeSection(at, rows.sectionSize(at) - each)
