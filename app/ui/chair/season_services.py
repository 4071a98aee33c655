"""What the season's desk asks of the services, bound to an organiser's open profile. Every method runs in the database's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import AppError, UsageError
from app.core.tasks import Context
from app.models.changes import Changes
from app.scoring.decisions import acting
from app.services.organiser import season_deciding, season_merge, season_papers, season_standing, season_state, state
from app.services.organiser.season_deciding import SeasonAction, SeasonDecided
from app.services.organiser.season_merge import SeasonMerged
from app.services.organiser.season_papers import Order, SeasonPapers
from app.services.organiser.season_standing import SeasonStanding
from app.services.profile import Profile


@dataclass(frozen=True)
class SeasonPicture:
    """What the desk shows. `standing` is None before anything counts, or where the policy allows no order: `problem` says so then."""

    label: str
    round: int
    panels: int
    closed: int
    standing: SeasonStanding | None
    problem: AppError | None = None


class SeasonDeskServices:
    """One organiser's profile and what the chairs' meeting does with it."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def picture(self) -> SeasonPicture:
        """The standing now."""
        here = season_state.load(self._profile)
        found, problem = None, None
        try:
            found = season_standing.of_state(here)
        except UsageError as error:
            problem = error if error.reason != "nothing-merged" else None
        return SeasonPicture(here.season.label, here.round, len(here.expected), len(here.counted), found, problem)

    def preview(self, places: Sequence[Path], ctx: Context) -> SeasonMerged:
        """What taking these in would do; nothing is kept."""
        return season_merge.merge(self._profile, self._repository(), places, ctx, dry_run=True)[0]

    def merge(self, places: Sequence[Path], ctx: Context) -> tuple[SeasonMerged, Changes]:
        """Take them in."""
        return season_merge.merge(self._profile, self._repository(), places, ctx)

    def inbox(self) -> Path:
        """Where results arrive."""
        return self._repository() / "inbox"

    def decide(self, action: SeasonAction) -> tuple[SeasonDecided, Changes]:
        """Make a decision."""
        return season_deciding.decide(self._profile, self._repository(), action)

    def undo(self) -> tuple[SeasonDecided, Changes] | None:
        """Take the last decision in force back; None without one."""
        here = acting(season_state.load(self._profile).decisions)
        return season_deciding.undo(self._profile, self._repository(), here[-1].id) if here else None

    def papers(self, folder: Path, order: Order) -> SeasonPapers:
        """Write the season's papers."""
        return season_papers.report(self._profile, self._repository(), folder, order)

    def _repository(self) -> Path:
        with self._profile.database.read() as tx:
            return Path(state.home(tx).repository)
