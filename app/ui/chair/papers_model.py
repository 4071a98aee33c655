"""Printing and closing of a panel without a widget: which papers, where to, what a closing would leave undecided, the file of a 定稿."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.models.changes import Changes
from app.ui.chair.print_model import BODIES, HEAD, PrintModel

if TYPE_CHECKING:
    from app.services.chair.adjusted import Adjusted
    from app.services.chair.close import Closed, Prepared
    from app.services.chair.paper_memory import PaperMemory
    from app.services.chair.paper_supply import Meeting
    from app.services.chair.papers import PanelPaper
    from app.services.chair.statistics import StatisticsFrame
    from app.ui.chair.chair_model import ChairModel


class PapersModel(PrintModel):
    """`closed`: `result` is new. `ended`: `open_ends` is known anew, None until it was asked for the first time; and `outdated`, "" while the
    last closing says what stands."""

    closed = Signal()
    ended = Signal()

    def __init__(self, chair: ChairModel, parent: QObject | None = None) -> None:
        services = chair.services.results
        super().__init__(chair.runner, {HEAD: services.keep_head, BODIES: services.keep_bodies}, parent)
        self.chair = chair
        self.result: Closed | None = None
        self.open_ends: tuple[str, ...] | None = None
        self.outdated = ""

    def write(self, which: Collection[PanelPaper], folder: Path, meeting: Meeting) -> None:
        """Write these papers into the folder."""
        from app.ui.chair.result_services import write

        self._make(partial(self.chair.services.results.paper_frame, tuple(which), meeting), write, folder)

    def read_memory(self) -> PaperMemory:
        return self.chair.services.results.paper_memory()

    def recalled(self, found: PaperMemory) -> None:
        self.remember(found)

    def look(self) -> None:
        """What a closing now would leave undecided, and whether the last one still holds."""
        if self.chair.picture is not None:
            self.runner.database(self.chair.services.results.outdated, then=self._told)
            self.runner.database(self.chair.services.results.open_ends, then=self._looked)

    def close(self, file: Path, receipts_to: Path | None) -> None:
        """定稿 into this file, and final receipts into a folder where wanted: what is computed and written waits in the pool."""
        from app.ui.chair.result_services import adjusted, write_closing

        self._begin()
        runner, services = self.runner, self.chair.services.results

        def record(made: Prepared, code: str) -> None:
            runner.database(services.record_closing, made, code, then=self._closed, failed=self._failed)

        def write(made: Prepared) -> None:
            runner.pool(write_closing, made, then=partial(record, made), failed=self._failed)

        def sign(scores: Adjusted) -> None:
            runner.database(services.closing, file, scores, receipts_to, then=write, failed=self._failed)

        def compute(taken: StatisticsFrame) -> None:
            runner.pool(adjusted, taken, then=sign, failed=self._failed)

        runner.database(services.statistics_frame, then=compute, failed=self._failed)

    def _told(self, outdated: str) -> None:
        self.outdated = outdated

    def _looked(self, found: tuple[str, ...]) -> None:
        self.open_ends = found
        self.ended.emit()

    def _closed(self, done: tuple[Closed, Changes]) -> None:
        self.result, changes = done
        self.outdated = ""
        self._end()
        self.chair.bus.publish(changes)
        self.closed.emit()
        if self.result.unwritten is not None:
            self.runner.failure.emit(self.result.unwritten)
