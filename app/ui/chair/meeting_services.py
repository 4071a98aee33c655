"""What a meeting asks of the services: one picture of where it stands, decisions foreseen and made, steps taken back. At both scopes."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.core.words import say
from app.models.changes import NOTHING, Changes
from app.scoring.view import PanelView
from app.services.chair import agenda, decision_log, half_made, lines, one_entry, panel_assembly, steps, ties
from app.services.chair.agenda import Agenda
from app.services.chair.decision_log import LogLine
from app.services.chair.half_made import Half
from app.services.chair.lines import Meter, QuotaLine
from app.services.chair.one_entry import EntryDesk
from app.services.chair.steps import StepLine, Undone
from app.services.chair.ties import LineTie
from app.services.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from app.models.season import Season
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
    """The meeting as it stands: the agenda, the entry on the table (None before one is chosen), quotas, lines, its tie, log and steps.

    `levels` of the season, best first: (code, name). `fields`: those the meeting may go through one by one, `field` the one it is at
    ("" all).
    """

    agenda: Agenda
    entry: EntryDesk | None
    meters: tuple[Meter, ...]
    lines: tuple[QuotaLine, ...]
    tied: Tied | None
    log: tuple[LogLine, ...]
    steps: tuple[StepLine, ...]
    now: datetime
    view: PanelView
    levels: tuple[tuple[str, str], ...]
    fields: tuple[tuple[str, str], ...] = ()
    field: str = ""
    halves: Mapping[tuple[str, str], Half] = dataclasses.field(default_factory=dict)
    """(entry, act) → the fields of a decision that was being filled in."""
    round: int = 1


class MeetingServices(Protocol):
    """Every method runs in the database's thread."""

    def table(self) -> Table:
        """Where the meeting stands, also after a crash."""

    def put_on_table(self, code: str) -> Changes:
        """This entry is talked about now."""

    def keep_time(self, round_number: int) -> Changes:
        """The entry on the table has been talked about until now."""

    def choose_field(self, field: str) -> Changes:
        """The entries of this field are gone through now."""

    def foresee(self, action: Action, meeting: Meeting) -> Foreseen:
        """What an action would do; nothing is kept."""

    def decide(self, action: Action, meeting: Meeting) -> tuple[Made, Changes]:
        """Make it."""

    def keep_half(self, round_number: int, entry: str, act: str, fields: Half) -> None:
        """Remember a decision of that round that is being filled in."""


def levels_of(season: Season) -> tuple[tuple[str, str], ...]:
    """(code, name), best first."""
    return tuple((level.code, say(level.name.zh, level.name.en)) for level in season.levels)


def tied(found: Sequence[LineTie], entry: EntryDesk | None, desk_of: Callable[[str], EntryDesk]) -> Tied | None:
    """The tie of the entry on the table; an open one first, as the services list them."""
    tie = next((t for t in found if entry is not None and entry.row.code in t.entries), None)
    if tie is None:
        return None
    desks = [desk_of(code) for code in tie.entries]
    voters = tuple(j for j in desks[0].voters if all(j in d.voters for d in desks))
    return Tied(tie, voters, any(d.aside for d in desks), next((d.lead for d in desks if d.aside and d.lead), ""))


class PanelMeeting:
    """专业组合议 of one open profile; behind the gate."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def table(self) -> Table:
        profile, found = self._profile, agenda.agenda(self._profile)
        here = panel_assembly.assembly(profile)
        entry = one_entry.entry_desk(profile, found.current) if found.current else None
        tie = tied(ties.of(here), entry, lambda code: one_entry.entry_desk(profile, code)) if entry is not None else None
        return Table(
            found, entry, lines.of_assembly(here), lines.near_of(here), tie, decision_log.of(here), steps.history(profile),
            profile.clock.now(), here.view, levels_of(here.season), halves=half_made.all_of(profile, here.round),
            round=here.round,
        )  # fmt: skip

    def put_on_table(self, code: str) -> Changes:
        return agenda.put_on_table(self._profile, code)

    def keep_time(self, round_number: int) -> Changes:
        return agenda.keep_time(self._profile, round_number)

    def choose_field(self, field: str) -> Changes:
        """A panel goes through all of its entries."""
        return NOTHING

    def foresee(self, action: Action, meeting: Meeting) -> Foreseen:
        from app.services.chair import deciding

        return deciding.foresee(self._profile, action, meeting)

    def decide(self, action: Action, meeting: Meeting) -> tuple[Made, Changes]:
        from app.services.chair import deciding

        return deciding.decide(self._profile, action, meeting)

    def keep_half(self, round_number: int, entry: str, act: str, fields: Half) -> None:
        half_made.keep(self._profile, round_number, entry, act, fields)

    def history(self) -> tuple[StepLine, ...]:
        return steps.history(self._profile)

    def undo(self) -> tuple[Undone | None, Changes]:
        return steps.undo(self._profile)

    def redo(self) -> tuple[Undone | None, Changes]:
        return steps.redo(self._profile)
