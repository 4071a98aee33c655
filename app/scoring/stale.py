"""Which decisions turn 待复核: those that still say something and rested on other points than there are now.

What a later decision replaced says nothing any more. To confirm it would be to make it again, as the newest, over the one that replaced it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.models.decision import Decision, DecisionKind
from app.scoring.decisions import LEVELS

_ENDS = {
    DecisionKind.KEEP: (DecisionKind.KEEP, *LEVELS),
    DecisionKind.VOTE: (DecisionKind.VOTE, *LEVELS),
    DecisionKind.DEFER: (DecisionKind.DEFER, DecisionKind.KEEP, DecisionKind.LEVEL),
    DecisionKind.OPINION: (DecisionKind.OPINION,),
    **dict.fromkeys(LEVELS, LEVELS),
}
"""Kind → kinds of later decisions about the same entry after which it says nothing. 复议改分 and ties are told apart by more than their kind."""


def stale(about: Sequence[Decision], rests_on: Callable[[Decision], str]) -> tuple[str, ...]:
    """Ids of those of an entry's acting decisions that are to be confirmed anew, in their order."""
    return tuple(d.id for d in about if d.basis not in (None, rests_on(d)) and not any(_replaces(later, d) for later in about))


def _replaces(later: Decision, earlier: Decision) -> bool:
    """What was decided at one moment, as a vote and the level it gave, replaces nothing of each other."""
    if later.at <= earlier.at:
        return False
    if earlier.kind is DecisionKind.POINTS:
        return (later.kind, later.judge, later.item) == (earlier.kind, earlier.judge, earlier.item)
    if earlier.kind is DecisionKind.TIE:
        return later.kind is DecisionKind.TIE and (bool(later.after) or (not earlier.after and later.before == earlier.before))
    return later.kind in _ENDS.get(earlier.kind, ())
