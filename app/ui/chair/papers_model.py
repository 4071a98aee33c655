"""Printing and closing without a widget: which papers, where to, what was written, and what could not be printed yet."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.errors import Cancelled
from app.models.changes import Changes

if TYPE_CHECKING:
    from app.core.tasks import Context
    from app.services.chair.adjusted import Adjusted
    from app.services.chair.close import Closed, Prepared
    from app.services.chair.paper_supply import Meeting, PaperFrame
    from app.services.chair.papers import PanelPaper, PanelPapers
    from app.services.chair.statistics import StatisticsFrame
    from app.ui.chair.chair_model import ChairModel


class PapersModel(QObject):
    """`closed`: `result` is new. `ended`: `open_ends` is known anew. `busied`: work began or ended, and `papers` may be new. `progressed(Progress)` while papers are made."""

    closed = Signal()
    ended = Signal()
    busied = Signal()
    progressed = Signal(object)

    def __init__(self, chair: ChairModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chair = chair
        self.papers: PanelPapers | None = None
        self.result: Closed | None = None
        self.open_ends: tuple[str, ...] = ()
        self.busy = self.cancelled = False
        self._work: Context | None = None

    def write(self, which: Collection[PanelPaper], folder: Path, meeting: Meeting) -> None:
        """Write these papers into the folder: read in the database's thread, made and written in the pool."""
        from app.core.tasks import Context

        self._begin()
        self._work = context = Context()
        asked, runner = self.chair.services.results.paper_frame, self.chair.runner
        runner.database(asked, tuple(which), meeting, then=lambda taken: self._make(taken, folder, context), failed=self._failed)

    def cancel(self) -> None:
        """Make no further paper; what is written stays."""
        if self._work is not None:
            self._work.cancel()

    def look(self) -> None:
        """What a closing now would leave undecided."""
        if self.chair.picture is not None:
            self.chair.runner.database(self.chair.services.results.open_ends, then=self._looked)

    def _looked(self, found: tuple[str, ...]) -> None:
        self.open_ends = found
        self.ended.emit()

    def close(self, file: Path, receipts_to: Path | None) -> None:
        """定稿 into this file, and final receipts into a folder where wanted: what is computed and written waits in the pool."""
        from app.ui.chair.result_services import adjusted, write_closing

        self._begin()
        runner, services = self.chair.runner, self.chair.services.results

        def record(made: Prepared, code: str) -> None:
            runner.database(services.record_closing, made, code, then=self._closed, failed=self._failed)

        def write(made: Prepared) -> None:
            runner.pool(write_closing, made, then=partial(record, made), failed=self._failed)

        def sign(scores: Adjusted) -> None:
            runner.database(services.closing, file, scores, receipts_to, then=write, failed=self._failed)

        def compute(taken: StatisticsFrame) -> None:
            runner.pool(adjusted, taken, then=sign, failed=self._failed)

        runner.database(services.statistics_frame, then=compute, failed=self._failed)

    def _make(self, taken: PaperFrame, folder: Path, context: Context) -> None:
        from app.ui.chair.result_services import write

        future = self.chair.runner.pool(write, taken, folder, context, then=self._written, failed=self._failed)
        self.chair.runner.watched(context, self.progressed.emit, future)

    def _begin(self) -> None:
        self.busy, self.cancelled = True, False
        self.busied.emit()

    def _end(self) -> None:
        self.busy, self._work = False, None
        self.busied.emit()

    def _failed(self, error: BaseException) -> None:
        self.cancelled = isinstance(error, Cancelled)
        self._end()
        if not self.cancelled:
            self.chair.runner.failure.emit(error)

    def _written(self, papers: PanelPapers) -> None:
        self.papers = papers
        self._end()

    def _closed(self, done: tuple[Closed, Changes]) -> None:
        self.result, changes = done
        self._end()
        self.chair.bus.publish(changes)
        self.closed.emit()
