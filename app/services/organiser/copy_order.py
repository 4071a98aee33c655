"""Which of two copies of one judge's work holds the other: by what is in them, never by what a laptop's clock said.

One holds another when it says so itself (`packages/digest_line`), or when all that can be read of the other is in it. What
cannot be read, private notes, cannot be compared. Where neither holds the other both are kept: that happens after a
backup was put back on a laptop, and between two laptops of one judge.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.models.draft import Draft, DraftRound, HandedIn


@dataclass(frozen=True)
class ReadCopy:
    """A copy that was believed: its payload's digest, and the digests of those it says it holds."""

    payload: str
    draft: Draft
    holds: frozenset[str] = frozenset()


def supersedes(one: ReadCopy, other: ReadCopy) -> bool:
    """Whether nothing of `other` would be lost if `one` alone were kept."""
    if one.payload == other.payload or names(one, other.payload, other.draft.epoch):
        return True
    if names(other, one.payload, one.draft.epoch):
        return False  # the later one may hold less: a round that was handed in and returned
    return covers(one.draft, other.draft)


def names(one: ReadCopy, payload: str, epoch: int) -> bool:
    """Whether it says itself that it holds this copy of that laptop. Work goes from an earlier laptop to a later one: whoever holds the earlier one's key gets no later copy removed by naming it."""
    return payload in one.holds and one.draft.epoch >= epoch


def covers(one: Draft, other: Draft) -> bool:
    """Whether all that can be read of `other`, and nothing in it is closed, stands in `one`."""
    rounds = {r.round: r for r in one.rounds}
    return not other.private and all(_round_covers(rounds.get(r.round), r) for r in other.rounds)


def _round_covers(one: DraftRound | None, other: DraftRound) -> bool:
    if one is None:
        return not (other.events or other.opened or other.pledge or other.handed_in)
    return (
        set(other.events) <= set(one.events)
        and {o.entry for o in other.opened} <= {o.entry for o in one.opened}
        and other.pledge in (None, one.pledge)
        and _package_covers(one.handed_in, other.handed_in)
    )


def _package_covers(one: HandedIn | None, other: HandedIn | None) -> bool:
    """A round that is open again without a change is opened by the chair's receipt wherever it is taken over."""
    if other is None:
        return True
    if one is None:
        return False
    same = one.payload == other.payload and set(other.opened) <= set(one.opened)
    return same or one.sequence > other.sequence
