"""What the chair's desk shows: who has handed in (no point in it), and behind the gate the panel's results with everything they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.models.assignment import PanelEntry, PanelMember
from app.models.roster import PanelRole
from app.models.rubric import Rubric
from app.models.season import Season
from app.scoring.view import PanelView
from app.services.chair import one_meeting
from app.services.chair import panel as panels
from app.services.chair.panel import Arrived, Panel, Recorded
from app.services.chair.results import policy_lines, results
from app.services.profile import Profile


@dataclass(frozen=True)
class MemberState:
    """One judge of the panel. `due` entries are expected of them; `payload` names the package that counts, None before one came.

    `choices`: payloads among which the chair has to choose. `unsigned`: what counts was copied by the chair, and `name` says so.
    """

    judge: str
    name: str
    role: PanelRole
    due: int
    payload: str | None = None
    received: datetime | None = None
    sheets: int = 0
    recused: int = 0
    choices: tuple[str, ...] = ()
    unsigned: bool = False


@dataclass(frozen=True)
class ChairHead:
    """Whose panel it is and who has handed in: safe before the gate. `early`: why points were opened early, None when they were not.
    `elsewhere`: the 组长's name where this desk is the 副组长's, who decides nothing. `names_in_hall`, `units_in_hall`: what the policy lets the projection show."""

    season: str
    organiser: str
    panel: str
    round: int
    round_name: str
    judge: str
    entries: int
    members: tuple[MemberState, ...]
    own_submitted: bool
    early: str | None
    elsewhere: str = ""
    names_in_hall: bool = False
    units_in_hall: bool = False

    @property
    def points_open(self) -> bool:
        """Whether points may be shown."""
        return self.own_submitted or self.early is not None

    @property
    def arrived(self) -> int:
        """Judges of whom a file counts."""
        return sum(m.payload is not None for m in self.members)

    @property
    def waiting(self) -> int:
        """Judges of whom files are here and none counts before the chair chooses."""
        return sum(m.payload is None and bool(m.choices) for m in self.members)

    @property
    def expected(self) -> int:
        """Judges with something to score."""
        return sum(m.due > 0 or m.payload is not None for m in self.members)


@dataclass(frozen=True)
class PanelPicture:
    """The results as they are now and what they name: judges in the panel's order, entries, rubrics, fields; `lines` say the policy."""

    head: ChairHead
    view: PanelView
    season: Season
    judges: tuple[str, ...]
    names: Mapping[str, str]
    entries: Mapping[str, PanelEntry]
    rubrics: Mapping[str, Rubric]
    lines: tuple[str, ...]

    def rubric_of(self, code: str) -> Rubric:
        """The rubric that an entry is scored on."""
        return self.rubrics[self.entries[code].rubric]


def head(profile: Profile, *, round_number: int | None = None) -> ChairHead:
    """The head of the desk, with the chair's own file among those that came. Raises WrongRole for a judge who chairs nothing, UsageError before the first sync."""
    panels.keep_own(profile, round_number)
    return _head(panels.load(profile, round_number))


def picture(profile: Profile, *, round_number: int | None = None) -> PanelPicture:
    """The results, opened. Raises UsageError before the chair's own file is handed in."""
    panel, view = results(profile, round_number=round_number)
    season = panel.desk.season
    return PanelPicture(
        _head(panel), view, season, tuple(m.judge for m in panel.members), panels.headings(panel), dict(panel.by_code),
        {r.id: r for r in season.rubrics}, policy_lines(panel, view),
    )  # fmt: skip


def _head(panel: Panel) -> ChairHead:
    desk, counted, undecided = panel.desk, panel.counted(), panels.undecided(panel)
    policy = desk.season.policy
    stage = desk.season.round(desk.round)
    unsigned, heads = panel.unsigned(), panels.headings(panel)
    members = tuple(
        _copied(m, unsigned[m.judge], heads[m.judge], undecided.get(m.judge, ()))
        if m.judge in unsigned
        else _member(m, counted.get(m.judge), undecided.get(m.judge, ()))
        for m in panel.members
    )
    return ChairHead(
        desk.season.label, desk.season.organiser, desk.manifest.panel_shown, desk.round, stage.name.zh if stage else "", desk.manifest.judge,
        len(panel.entries), members, panel.own_submitted, panel.early.reason if panel.early else None,
        one_meeting.elsewhere(panel), bool(policy.names_in_hall), policy.units_in_hall is not False and not policy.blind_units,
    )  # fmt: skip


def _copied(member: PanelMember, recorded: Recorded, name: str, choices: tuple[str, ...]) -> MemberState:
    """未签名，组长代录: it counts, and the name carries the mark."""
    sheets = recorded.value.sheets
    recused = sum(bool(s.recused) for s in sheets)
    return MemberState(
        member.judge, name, member.role, len(panels.assigned(member)), recorded.digest, recorded.value.at, len(sheets) - recused, recused, choices, True
    )  # fmt: skip


def _member(member: PanelMember, arrived: Arrived | None, choices: tuple[str, ...]) -> MemberState:
    due = len(panels.assigned(member))
    if arrived is None:
        return MemberState(member.judge, member.name, member.role, due, choices=choices)
    parts = arrived.parts
    return MemberState(
        member.judge,
        member.name,
        member.role,
        due,
        arrived.ref.payload,
        arrived.evidence.received,
        len(parts.points),
        len(parts.recusals),
        choices,
    )
