"""What papers need of people, kept as it is typed: 时间 地点 主持 记录 of each meeting, and the bodies of the 审定表.

The bodies belong to the place and stay from season to season; a meeting's head belongs to its round. Commands print what is kept, too,
where they are told nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.models.approval import ApprovalBodies, BodyChoice, BodyChoices
from app.models.decision import Scope
from app.models.meeting_head import MeetingHead
from app.services.chair import meeting_papers
from app.services.judge import workspace
from app.services.profile import Profile
from app.services.shelf import Shelf
from app.store.database import Transaction

HEADS = Shelf("meeting-head", MeetingHead)
BODIES = Shelf("approval-bodies", BodyChoices)
_PLACE = "place"


@dataclass(frozen=True)
class PaperMemory:
    """The head of the round's meeting, and the bodies as they stand; `own_bodies`: those that come with the program."""

    head: MeetingHead
    bodies: tuple[BodyChoice, ...]
    own_bodies: tuple[BodyChoice, ...]


def of_panel(profile: Profile) -> PaperMemory:
    """For the panel's papers."""
    with profile.database.read() as tx:
        return of_meeting(tx, Scope.PANEL, workspace.current(profile, tx, None).round)


def of_meeting(tx: Transaction, scope: Scope, round_number: int) -> PaperMemory:
    """What is kept for a meeting of this round."""
    own = tuple(BodyChoice(b) for b in meeting_papers.own_bodies().bodies)
    kept = BODIES.get(tx, _PLACE)
    return PaperMemory(head_of(tx, scope, round_number), kept.choices if kept is not None else own, own)


def head_of(tx: Transaction, scope: Scope, round_number: int) -> MeetingHead:
    return HEADS.get(tx, _key(scope, round_number)) or MeetingHead()


def bodies_of(tx: Transaction) -> ApprovalBodies | None:
    """The bodies that are printed; None where nobody chose any, for the program's own."""
    kept = BODIES.get(tx, _PLACE)
    return kept.bodies if kept is not None else None


def keep_head_of_panel(profile: Profile, head: MeetingHead) -> None:
    with profile.database.write() as tx:
        keep_head(tx, Scope.PANEL, workspace.current(profile, tx, None).round, head)


def keep_head(tx: Transaction, scope: Scope, round_number: int, head: MeetingHead) -> None:
    HEADS.put(tx, _key(scope, round_number), head)


def keep_bodies(profile: Profile, choices: tuple[BodyChoice, ...] | None) -> None:
    """Remember the bodies of the place; None: those of the program are good again."""
    with profile.database.write() as tx:
        if choices is None:
            tx.records.remove(BODIES.kind, _PLACE)
        else:
            BODIES.put(tx, _PLACE, BodyChoices(choices))


def _key(scope: Scope, round_number: int) -> str:
    return f"{scope}/{round_number}"
