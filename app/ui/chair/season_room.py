"""The season's desk joined to the window: an organiser's profile opens it in the place of a judge's desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.chair.season_model import SeasonModel
from app.ui.chair.season_view import SeasonView

if TYPE_CHECKING:
    from app.ui.chair.season_services import SeasonDeskServices
    from app.ui.judge.desk import DeskWindow
    from app.ui.tasks import Runner
    from app.ui.theme import Metrics


class SeasonRoom(QObject):
    """`view` is a page of the window's stack, alone in the window."""

    def __init__(self, window: DeskWindow, services: SeasonDeskServices, runner: Runner) -> None:
        super().__init__(window)
        self._window = window
        self.model = SeasonModel(services, runner, self)
        self.view = SeasonView(self.model)
        window.stack.addWidget(self.view)
        self.view.resize_to(window.sizes)

    def open(self, file: Path | None) -> None:
        """Bring it to the front; a file that came with the start is previewed."""
        self._window.stack.setCurrentWidget(self.view)
        self.view.resize_to(self._window.sizes)
        self.view.arrive()
        if file is not None:
            self.take(file)

    def take(self, file: Path) -> None:
        """A file that was opened by a double click."""
        self.model.take([file])

    def resize_to(self, sizes: Metrics) -> None:
        self.view.resize_to(sizes)
