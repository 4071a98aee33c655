"""What the desk asks about the folder its profile lies in: whose season's it is, open or shut, and the name beside the vault."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.core.clock import Clock
from app.services import profile as profiles
from app.services.judge import other_season
from app.services.judge.other_season import OtherSeason
from app.services.profile import Profile

if TYPE_CHECKING:
    from app.services.judge.enrol import InvitationView


class SeasonFolder:
    """Bound to one open profile."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def other_season(self, view: InvitationView) -> OtherSeason | None:
        """What there is to say about an invitation that is not this profile's season's. Any thread."""
        with profiles.beside(self._profile) as opened:
            own = other_season.told_by_store(opened)
            try:
                other_season.require_judges(opened, view.season)
            except OtherSeason as other:
                return other
        return other_season.compare(self._profile.home, own, view.season, view.label)

    def put_label(self) -> None:
        """The season's name beside the vault, also for profiles made before there was one."""
        other_season.put_label(self._profile)


def other_season_of(home: Path, view: InvitationView) -> OtherSeason | None:
    """The same of a profile that is shut, or not there yet: its folder tells. Any thread."""
    return other_season.compare(home, other_season.told_by_folder(home), view.season, view.label)


def require_fresh(view: InvitationView) -> None:
    """Raise Expired for an invitation that nothing can be begun with any more."""
    from app.services.judge import enrol

    enrol.require_fresh(view, Clock().now())
