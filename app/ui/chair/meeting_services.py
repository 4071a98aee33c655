"""What a meeting asks of the services: one picture of where it stands, decisions foreseen and made, steps taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.changes import Changes
from app.services.chair import agenda, decision_log, lines, one_entry, steps, ties
from app.services.chair.agenda import Agenda
from app.services.chair.decision_log import LogLine
from app.services.chair.lines import Meter, QuotaLine
from app.services.chair.one_entry import EntryDesk
from app.services.chair.steps import StepLine, Undone
from app.services.chair.ties import LineTie
from app.services.profile import Profile

if TYPE_CHECKING:
    from datetime import datetime

    from app.services.chair.actions import Action, Meeting
    from app.services.chair.deciding import Foreseen, Made


@dataclass(frozen=True)
class Tied:
    """同分 at the line in which the entry on the table stands: who may sit at the table for all of it (recused from none of the
    entries), whether the chair stands aside from any, and the lead the season names ("": the meeting names one)."""

    tie: LineTie
    voters: tuple[str, ...]
    aside: bool
    lead: str


@dataclass(frozen=True)
class Table:
    """The meeting as it stands: the agenda, the entry on the table (None before one is chosen), quotas, lines, its tie, log and steps."""

    agenda: Agenda
    entry: EntryDesk | None
    meters: tuple[Meter, ...]
    lines: tuple[QuotaLine, ...]
    tied: Tied | None
    log: tuple[LogLine, ...]
    steps: tuple[StepLine, ...]
    now: datetime


class MeetingServices:
    """Bound to one open profile; every method runs in the database's thread and is behind the gate."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def table(self) -> Table:
        """Where the meeting stands, also after a crash."""
        profile, found = self._profile, agenda.agenda(self._profile)
        entry = one_entry.entry_desk(profile, found.current) if found.current else None
        return Table(
            found, entry, lines.meters(profile), lines.near(profile), self._tied(entry), decision_log.log(profile),
            steps.history(profile), profile.clock.now(),
        )  # fmt: skip

    def _tied(self, entry: EntryDesk | None) -> Tied | None:
        """An open tie first, as the service lists them."""
        found = ties.line_ties(self._profile) if entry is not None else ()
        tie = next((t for t in found if entry is not None and entry.row.code in t.entries), None)
        if tie is None:
            return None
        desks = [one_entry.entry_desk(self._profile, code) for code in tie.entries]
        voters = tuple(j for j in desks[0].voters if all(j in d.voters for d in desks))
        return Tied(tie, voters, any(d.avoid for d in desks), next((d.lead for d in desks if d.avoid and d.lead), ""))

    def put_on_table(self, code: str) -> Changes:
        return agenda.put_on_table(self._profile, code)

    def foresee(self, action: Action, meeting: Meeting) -> Foreseen:
        from app.services.chair import deciding

        return deciding.foresee(self._profile, action, meeting)

    def decide(self, action: Action, meeting: Meeting) -> tuple[Made, Changes]:
        from app.services.chair import deciding

        return deciding.decide(self._profile, action, meeting)

    def undo(self) -> tuple[Undone | None, Changes]:
        return steps.undo(self._profile)

    def redo(self) -> tuple[Undone | None, Changes]:
        return steps.redo(self._profile)
