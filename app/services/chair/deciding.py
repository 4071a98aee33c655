"""Deciding: every action is seen in words before it is made, recorded with its reason, and undone like everything else.

A decision is never deleted. The original points stay beside those changed in consensus; what an earlier decision rested on
is remembered, so that a late file turns exactly the touched ones 待复核.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.models.changes import Changes
from app.models.decision import Decision
from app.scoring.view import Move
from app.services.chair.actions import Action, Meeting
from app.services.chair.lines import Meter
from app.services.profile import Profile

NOBODY = Meeting()


@dataclass(frozen=True)
class Foreseen:
    """What an action would do, before it is confirmed. Nothing is kept.

    `words`: the action in one line ("Z-017 复议改分：J-03 王建国 原因分析 26→24"); `lines`: what follows from it, in words
    (totals with trimming, the vote's outcome, places exceeded); `moves` of ranks and levels; `meters` as they would stand.
    `leader`: who has to lead because the chair is recused ("" when the chair leads).
    """

    words: str
    lines: tuple[str, ...]
    moves: tuple[Move, ...]
    meters: tuple[Meter, ...]
    leader: str = ""


@dataclass(frozen=True)
class Made:
    """A step that was made: its id (for undo), its decisions, and what it did in the words of `Foreseen`."""

    step: str
    decisions: tuple[Decision, ...]
    foreseen: Foreseen


def foresee(profile: Profile, action: Action, meeting: Meeting = NOBODY, *, round_number: int | None = None) -> Foreseen:
    """The preview of `decide`. Raises as `decide` does, so a form can show what is missing while it is filled in."""
    raise NotImplementedError


def decide(profile: Profile, action: Action, meeting: Meeting = NOBODY, *, round_number: int | None = None) -> tuple[Made, Changes]:
    """Make the decision durable, as one step. Nothing is kept when it raises:

    UsageError `own-first` (behind the gate), `unknown-entry`, `no-reason`, `chair-recused` (the chair stands aside from the
    entry and nobody leads), `wrong-leader`, `nothing-to-decide`; InvalidPoints for points the rubric does not allow;
    InvalidEntry `votes` (counts do not fit those present, a recused judge among them), or for an unknown level.
    """
    raise NotImplementedError
