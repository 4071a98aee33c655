"""What the season's desk asks of the services, bound to an organiser's open profile. Every method runs in the database's thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import AppError, UsageError
from app.core.tasks import Context
from app.models.changes import Changes
from app.models.season import QuotaScope
from app.services.organiser import (
    season_choices,
    season_deciding,
    season_meeting,
    season_merge,
    season_ranges,
    season_standing,
    season_state,
    state,
)  # fmt: skip
from app.services.organiser.season_assembly import SeasonAssembly
from app.services.organiser.season_choices import PanelChoice
from app.services.organiser.season_merge import SeasonMerged
from app.services.organiser.season_ranges import CAN_BE_CHOSEN, Places, RangeOffer
from app.services.profile import Profile
from app.ui.chair.season_meeting import SeasonMeeting
from app.ui.chair.season_paper_services import SeasonPaperServices


@dataclass(frozen=True)
class SeasonPicture:
    """What the desk shows. `matter` is None before anything counts, or where the policy allows no order: `problem` says so then.

    `people`: every judge of the season → name, none of whom the hall may read. `undecided`: panels with several results to choose from.
    """

    label: str
    round: int
    panels: int
    closed: int
    matter: SeasonAssembly | None
    people: Mapping[str, str]
    problem: AppError | None = None
    undecided: tuple[PanelChoice, ...] = ()


class SeasonDeskServices:
    """One organiser's profile and what the chairs' meeting does with it."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self.meeting = SeasonMeeting(profile)
        self.papers = SeasonPaperServices(profile)

    def picture(self) -> SeasonPicture:
        """The standing now."""
        here = season_state.load(self._profile)
        found, problem = None, None
        try:
            found = SeasonAssembly(season_standing.of_state(here))
        except UsageError as error:
            problem = error if error.reason != "nothing-merged" else None
        people = {j.id: j.name for j in here.judges}
        return SeasonPicture(
            here.season.label, here.round, len(here.expected), len(here.counted), found, people, problem, season_choices.choices(here)
        )

    def preview(self, places: Sequence[Path], only: Collection[str] | None, ctx: Context) -> SeasonMerged:
        """What taking these in would do (`only` these payloads); nothing is kept."""
        return season_merge.merge(self._profile, self._repository(), places, ctx, dry_run=True, only=only)[0]

    def merge(self, places: Sequence[Path], only: Collection[str], ctx: Context) -> tuple[SeasonMerged, Changes]:
        """Take these payloads in, as one step to undo."""
        return season_merge.merge(self._profile, self._repository(), places, ctx, only=only)

    def inbox(self) -> Path:
        """Where results arrive."""
        return self._repository() / "inbox"

    def ranges(self) -> tuple[RangeOffer, ...]:
        """Within what the season may be ranked."""
        return season_ranges.offers(self._profile)

    def rank_by(self, scope: QuotaScope, places: Places) -> Changes:
        """Rank within this range from now on."""
        return season_ranges.rank_by(self._profile, self._repository(), scope, places)

    def choose(self, payload: str, reason: str) -> Changes:
        """Let this one of several results of a panel count."""
        return season_deciding.choose(self._profile, self._repository(), payload, reason)[1]

    def close(self) -> Changes:
        """定稿."""
        return season_meeting.close(self._profile)

    def _repository(self) -> Path:
        with self._profile.database.read() as tx:
            return Path(state.home(tx).repository)


def answerable(error: BaseException) -> bool:
    """Whether choosing the range of the ranking answers this refusal."""
    return isinstance(error, AppError) and error.reason in CAN_BE_CHOSEN
