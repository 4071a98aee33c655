"""The sentences of a letter while they are worked at, and which notes may become one. No store, no widget."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from app.models.chairing import LetterPoint
from app.models.sheet import Audience

if TYPE_CHECKING:
    from app.services.chair.letters import LetterDesk, NoteOffer


class Draft(NamedTuple):
    """A point in work; `key` is its note's id, or a name of its own."""

    key: str
    point: LetterPoint


Drafts = tuple[Draft, ...]


def offered(desk: LetterDesk | None, item: str) -> tuple[NoteOffer, ...]:
    """The notes under an item."""
    return next((i.notes for i in desk.items if i.item == item), ()) if desk is not None else ()


def for_the_circle(offer: NoteOffer) -> bool:
    """反馈; everything else is for the panel."""
    return offer.audience is Audience.FEEDBACK


def without(point: LetterPoint, note: str) -> LetterPoint:
    """The sentence no longer says this note too."""
    return replace(point, also=tuple(n for n in point.also if n != note)) if note in point.also else point
