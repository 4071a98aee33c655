"""一份成果 on the chair's desk: every judge's points by item, before and after consensus, with what was decided about it."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.shape import Points
from app.scoring.view import PanelRow
from app.services.chair.decision_log import LogLine
from app.services.profile import Profile


@dataclass(frozen=True)
class JudgeCell:
    """One judge's points of one item (hundredths, None: missing): as they count, and as handed in."""

    judge: str
    points: Points | None
    independent: Points | None

    @property
    def changed(self) -> bool:
        """复议改分: the original is shown beside."""
        return self.points != self.independent


@dataclass(frozen=True)
class ItemRow:
    """One item: its limits and step (hundredths), each judge's cell, 极差 and whether it is flagged or the widest."""

    item: str
    name: str
    max: Points
    step: Points
    cells: tuple[JudgeCell, ...]
    range: Points | None
    flag: bool
    widest: bool
    official: Points | None


@dataclass(frozen=True)
class EntryDesk:
    """What the one-entry view shows. `judges`: id → heading ("王建国", "戚文堃（未签名，组长代录）"), in the panel's order.

    `voters`: who may be present and vote (not recused, the chair among them); `recused`: who stands aside;
    `avoid`/`lead` as on the agenda; `proposed`: judge → level, where judges propose; `decisions` in force and stale, newest last.
    """

    row: PanelRow
    level_name: str
    judges: dict[str, str]
    items: tuple[ItemRow, ...]
    voters: tuple[str, ...]
    recused: tuple[str, ...]
    unsigned: tuple[str, ...]
    avoid: str
    lead: str
    proposed: dict[str, str]
    decisions: tuple[LogLine, ...]


def entry_desk(profile: Profile, code: str, *, round_number: int | None = None) -> EntryDesk:
    """Behind the gate. Raises UsageError for an unknown entry."""
    raise NotImplementedError
