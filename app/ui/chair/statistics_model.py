"""参考 without a widget: read in the database's thread, computed in the pool, told when it is there; the newest question alone is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.errors import Cancelled
from app.ui.chair.chair_model import ChairModel

if TYPE_CHECKING:
    from app.core.tasks import Context
    from app.reports.chart_values import IntervalChart
    from app.services.chair.lines import QuotaLine
    from app.services.chair.panel_lines import PanelLine
    from app.services.chair.statistics import PanelStatistics, StatisticsFrame


class StatisticsModel(QObject):
    """`told`: something of it is new. `busied`: computing began or ended. `progressed(Progress)` while it lasts.

    `stale`: what is here is older than the panel, or nothing is here. `failed`: the last try ended in an error; `stopped`: by hand.
    """

    told = Signal()
    busied = Signal()
    progressed = Signal(object)

    def __init__(self, chair: ChairModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chair = chair
        self.lines: tuple[QuotaLine, ...] = ()
        self.panel: PanelStatistics | None = None
        self._taken: StatisticsFrame | None = None
        self._chosen: object = None
        self.stale, self.failed, self.stopped = True, False, False
        self._work: Context | None = None
        chair.pictured.connect(self._touched)

    @property
    def busy(self) -> bool:
        return self._work is not None

    def order(self) -> tuple[IntervalChart | None, tuple[str, ...]]:
        """(the order at the chosen line with its intervals, the same in words), nothing before it is computed."""
        from app.ui.chair.result_services import order

        if self._taken is None or self.panel is None:
            return None, ()
        return order(self._taken, self.panel, self.line)

    @property
    def line(self) -> PanelLine | None:
        """The line that is looked at: the chosen one while it is there."""
        from app.ui.chair.result_services import first_line

        if self.panel is None:
            return None
        return next((line for line in self.panel.lines if line.place == self._chosen), None) or first_line(self.panel)

    def choose(self, line: PanelLine) -> None:
        """Look at this line from now on."""
        self._chosen = line.place

    def read(self) -> None:
        """Heavy: only for a page that is looked at."""
        from app.core.tasks import Context

        if self._work is not None:
            self._work.cancel()
        self._work = context = Context()
        self.stale = self.failed = self.stopped = False
        self.busied.emit()
        runner, services = self.chair.runner, self.chair.services.results
        runner.database(services.near, then=self._neared)
        runner.database(
            services.statistics_frame, then=lambda taken: self._compute(taken, context), failed=lambda e: self._failed(context, e)
        )

    def say_again(self) -> None:
        """The lines carry words of the language in which they were read; the figures carry none."""
        if self.lines:
            self.chair.runner.database(self.chair.services.results.near, then=self._neared)

    def cancel(self) -> None:
        """Stop at the next step; what is shown stays as it was."""
        if self._work is not None:
            self._work.cancel()

    def _compute(self, taken: StatisticsFrame, context: Context) -> None:
        from app.ui.chair.result_services import compute

        if context is not self._work:
            return
        runner = self.chair.runner
        future = runner.pool(
            compute,
            taken,
            context,
            then=lambda found: self._computed(context, taken, found),
            failed=lambda error: self._failed(context, error),
        )
        runner.watched(context, self.progressed.emit, future)

    def _neared(self, lines: tuple[QuotaLine, ...]) -> None:
        self.lines = lines
        self.told.emit()

    def _computed(self, context: Context, taken: StatisticsFrame, panel: PanelStatistics) -> None:
        if context is self._work:
            self._work = None
            self._taken, self.panel = taken, panel
            self.busied.emit()
            self.told.emit()

    def _failed(self, context: Context, error: BaseException) -> None:
        """Tried again when the page comes to the front the next time."""
        if context is not self._work:
            return
        self._work, self.stale = None, True
        self.stopped = isinstance(error, Cancelled)
        self.failed = not self.stopped
        self.busied.emit()
        if self.failed:
            self.chair.runner.failure.emit(error)

    def _touched(self) -> None:
        self.stale = True
