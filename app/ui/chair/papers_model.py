"""Printing and closing without a widget: which papers, where to, what was written, and what could not be printed yet."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.models.changes import Changes

if TYPE_CHECKING:
    from app.services.chair.close import Closed
    from app.services.chair.paper_supply import Meeting
    from app.services.chair.papers import PanelPaper, PanelPapers
    from app.ui.chair.chair_model import ChairModel


class PapersModel(QObject):
    """`closed`: `result` is new. `busied`: work began or ended, and `papers` may be new."""

    closed = Signal()
    busied = Signal()

    def __init__(self, chair: ChairModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chair = chair
        self.papers: PanelPapers | None = None
        self.result: Closed | None = None
        self.busy = False

    def write(self, which: Collection[PanelPaper], folder: Path, meeting: Meeting) -> None:
        """Write these papers into the folder."""
        self._begin()
        asked = self.chair.services.results.papers
        self.chair.runner.database(asked, tuple(which), folder, meeting, then=self._written, failed=self._failed)

    def close(self, file: Path, receipts_to: Path | None) -> None:
        """定稿 into this file, and final receipts into a folder where wanted."""
        self._begin()
        self.chair.runner.database(self.chair.services.results.close, file, receipts_to, then=self._closed, failed=self._failed)

    def _begin(self) -> None:
        self.busy = True
        self.busied.emit()

    def _end(self) -> None:
        self.busy = False
        self.busied.emit()

    def _failed(self, error: BaseException) -> None:
        self._end()
        self.chair.runner.failure.emit(error)

    def _written(self, papers: PanelPapers) -> None:
        self.papers = papers
        self._end()

    def _closed(self, done: tuple[Closed, Changes]) -> None:
        self.result, changes = done
        self._end()
        self.chair.bus.publish(changes)
        self.closed.emit()
