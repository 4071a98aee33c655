"""Panels that sent several results of which none counts by itself, as a choice: whose, when, how many entries, under which digest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.services.organiser import season_standing
from app.services.organiser.panel_files import PanelFile
from app.services.organiser.season_state import SeasonState


@dataclass(frozen=True)
class ResultOption:
    """One result to choose: who closed, as which number, when, over how many entries."""

    payload: str
    chair: str
    sequence: int
    closed: datetime
    entries: int

    @property
    def short(self) -> str:
        """The beginning of the digest, as messages show it."""
        return season_standing.short(self.payload)


@dataclass(frozen=True)
class PanelChoice:
    """One panel: `words` say why nothing of it counts."""

    panel: str
    words: str
    results: tuple[ResultOption, ...]


def choices(here: SeasonState) -> tuple[PanelChoice, ...]:
    """What the organiser has to choose between, by panel; empty while every panel's result counts."""
    forks = {f.judge: f.payloads for f in here.standing.forks}
    found = []
    for panel, words in sorted(season_standing.undecided(here).items()):
        known = here.contested.get(panel) or tuple(f for f in here.held if f.payload in forks[panel])
        found.append(PanelChoice(panel, words, tuple(_option(here, f) for f in known)))
    return tuple(found)


def _option(here: SeasonState, file: PanelFile) -> ResultOption:
    names = {j.id: j.name for j in here.judges}
    chair = names.get(file.value.chair, file.value.chair)
    return ResultOption(file.payload, chair, file.sequence, file.value.created, len(file.value.entries))
