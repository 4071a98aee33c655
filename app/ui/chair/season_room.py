"""The season's desk joined to the window: an organiser's profile opens it in the place of a judge's desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.chair import pages
from app.ui.chair.chair_desk import ChairDesk
from app.ui.chair.season_model import SeasonModel

if TYPE_CHECKING:
    from app.ui.chair.season_services import SeasonDeskServices
    from app.ui.judge.desk import DeskWindow
    from app.ui.tasks import Runner
    from app.ui.theme import Colours, Metrics


class SeasonRoom(QObject):
    """`desk` is a page of the window's stack, alone in the window."""

    def __init__(self, window: DeskWindow, services: SeasonDeskServices, runner: Runner, colours: Colours) -> None:
        super().__init__(window)
        self._window = window
        self.model = SeasonModel(services, runner, window.bus, self)
        self.desk = ChairDesk(self.model, window.sizes, colours)
        window.stack.addWidget(self.desk)

    def open(self, file: Path | None) -> None:
        """Bring it to the front; a file that came with the start is previewed."""
        self._window.stack.setCurrentWidget(self.desk)
        self.desk.arrive()
        if file is not None:
            self.take(file)

    def take(self, file: Path) -> None:
        """A file that was opened by a double click."""
        self.desk.show_page(pages.SEASON)
        self.model.take([file])

    def resize_to(self, sizes: Metrics) -> None:
        self.desk.resize_to(sizes)

    def dress(self, colours: Colours) -> None:
        self.desk.dress(colours)
