"""评审组长合议会 as the meeting's screens ask for it, bound to an organiser's profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.changes import Changes
from app.services.chair import decision_log, half_made, ties
from app.services.chair.steps import StepLine, Undone
from app.services.organiser import season_assembly, season_meeting, season_state, season_steps
from app.services.profile import Profile
from app.ui.chair.meeting_services import Table, levels_of, tied

if TYPE_CHECKING:
    from app.services.chair.actions import Action, Meeting
    from app.services.chair.deciding import Foreseen, Made
    from app.services.chair.half_made import Half


class SeasonMeeting:
    """Every method runs in the database's thread."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def table(self) -> Table:
        profile, here = self._profile, season_assembly.assembly(self._profile)
        found = season_meeting.field_agenda(profile, here)
        entry = season_meeting.entry_desk(here, found.agenda.current) if found.agenda.current else None
        tie = tied(ties.of(here), entry, lambda code: season_meeting.entry_desk(here, code))
        return Table(
            found.agenda, entry, season_meeting.meters(here, found.field), season_meeting.near(here, found.field), tie,
            decision_log.of(here), season_steps.history(here.now.state), profile.clock.now(), here.view, levels_of(here.season),
            found.fields, found.field, half_made.all_of(profile, here.round), here.round,
        )  # fmt: skip

    def put_on_table(self, code: str) -> Changes:
        return season_meeting.put_on_table(self._profile, code)

    def keep_time(self, round_number: int) -> Changes:
        return season_meeting.keep_time(self._profile, round_number)

    def choose_field(self, field: str) -> Changes:
        return season_meeting.choose_field(self._profile, field)

    def foresee(self, action: Action, meeting: Meeting) -> Foreseen:
        return season_meeting.foresee(self._profile, action, meeting)

    def decide(self, action: Action, meeting: Meeting) -> tuple[Made, Changes]:
        return season_meeting.decide(self._profile, action, meeting)

    def keep_half(self, round_number: int, entry: str, act: str, fields: Half) -> None:
        half_made.keep(self._profile, round_number, entry, act, fields)

    def history(self) -> tuple[StepLine, ...]:
        return season_steps.history(season_state.load(self._profile))

    def undo(self) -> tuple[Undone | None, Changes]:
        return season_steps.undo(self._profile)

    def redo(self) -> tuple[Undone | None, Changes]:
        return season_steps.redo(self._profile)
