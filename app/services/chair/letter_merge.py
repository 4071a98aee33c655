"""Notes that say the same become one sentence of the letter: which do, and what one sentence is made of two. No store, any thread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from app.core.text import fold
from app.models.chairing import LetterPoint

_ALIKE = 0.8
_MARKS = re.compile(r"[\s，。、；：！？,.;:!?（）()“”\"]+")


def same(one: LetterPoint, other: LetterPoint) -> bool:
    """Whether two points of one kind and item say the same: equal but for marks, one within the other, or four fifths alike."""
    if (one.kind, one.item) != (other.kind, other.item):
        return False
    a, b = _bare(one.text), _bare(other.text)
    if not a or not b:
        return False
    if a in b or b in a:
        return True
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def duplicates(points: Sequence[LetterPoint]) -> tuple[tuple[int, int], ...]:
    """(place of the one that stays, place of the one that goes into it), each point in at most one pair as the second."""
    gone: dict[int, int] = {}
    for at, point in enumerate(points):
        first = next((n for n in range(at) if n not in gone and same(points[n], point)), None)
        if first is not None:
            gone[at] = first
    return tuple((first, at) for at, first in sorted(gone.items()))


def joined(one: LetterPoint, other: LetterPoint) -> LetterPoint:
    """`one` with all that `other` says: the longer text where one holds the other, else both; the notes of both belong to it."""
    notes = (*one.also, *(n for n in (other.note, *other.also) if n))
    head, *rest = (one.note, *notes) if one.note else (*notes, None)
    place = one.place or other.place
    return replace(one, text=_both(one.text.strip(), other.text.strip()), note=head, also=tuple(n for n in rest if n), place=place)


def _both(one: str, other: str) -> str:
    a, b = _bare(one), _bare(other)
    if b in a:
        return one
    if a in b:
        return other
    return f"{one.rstrip('。；;. ')}；{other}"


def _bare(text: str) -> str:
    return _MARKS.sub("", fold(text))
