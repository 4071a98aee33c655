"""Printing the season without a widget: its papers, whom the chairs recommend, and how far the season is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.ui.chair.print_model import BODIES, HEAD, PrintModel

if TYPE_CHECKING:
    from app.services.organiser.season_memory import SeasonMemory
    from app.services.organiser.season_order import Order
    from app.ui.chair.season_model import SeasonModel

NATIONAL = "national"


class SeasonPapersModel(PrintModel):
    """`recommended`: who was chosen, in that order; None while nobody was: everybody at the best level then."""

    def __init__(self, season: SeasonModel, parent: QObject | None = None) -> None:
        services = season.papers
        keepers: dict[str, Callable[[Any], None]] = {
            HEAD: services.keep_head,
            BODIES: services.keep_bodies,
            NATIONAL: services.keep_recommended,
        }
        super().__init__(season.runner, keepers, parent)
        self.season = season
        self.recommended: tuple[str, ...] | None = None

    def write(self, folder: Path, order: Order) -> None:
        """Write the papers into a folder."""
        from app.ui.chair.season_paper_services import write

        self._make(partial(self.season.papers.frame, order), write, folder)

    def read_memory(self) -> SeasonMemory:
        return self.season.papers.memory()

    def recommend(self, entries: tuple[str, ...] | None) -> None:
        """These and no others, in this order."""
        self.recommended = entries
        self.keep(NATIONAL, entries)

    def recalled(self, found: SeasonMemory) -> None:
        self.recommended = found.recommended
        self.remember(found.papers)
