"""评语合稿: all judges' notes on one entry become the 反馈信 to the circle: ticked, edited, 待主评, 定稿. No judge is named in it.

组内 notes and who wrote what are for the screen; the letter's value has neither. Without 定稿 there is no paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.models.chairing import LetterPoint, LetterState
from app.models.changes import Changes
from app.models.sheet import Anchor, Audience, NoteKind
from app.services.profile import Profile


@dataclass(frozen=True)
class NoteOffer:
    """One judge's note, for the screen: who wrote it, where it points, whether it is in the letter, whether it is new since the last save."""

    note: str
    judge: str
    name: str
    kind: NoteKind
    text: str
    item: str | None
    step: str
    anchor: Anchor | None
    audience: Audience
    ticked: bool
    fresh: bool


@dataclass(frozen=True)
class ItemNotes:
    """Notes under one item of the rubric (item "" : about the whole), feedback ones first."""

    item: str
    name: str
    notes: tuple[NoteOffer, ...]


@dataclass(frozen=True)
class LetterDesk:
    """The letter in work. `printable` only after 定稿, else `why_not` says what is missing. `remarks`: judge's name → 总体评价."""

    code: str
    title: str
    circle: str
    state: LetterState
    items: tuple[ItemNotes, ...]
    points: tuple[LetterPoint, ...]
    remarks: dict[str, str]
    fresh: int
    printable: bool
    why_not: str


@dataclass(frozen=True)
class LetterPaper:
    """What is printed: no judge, no points. Each list in the rubric's order: (text, place: "原因分析 · 第12页")."""

    code: str
    title: str
    circle: str
    unit: str | None
    strengths: tuple[tuple[str, str], ...]
    weaknesses: tuple[tuple[str, str], ...]
    suggestions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LetterLine:
    """One entry in the list of letters."""

    code: str
    title: str
    state: LetterState
    points: int
    fresh: int


def letters(profile: Profile, *, round_number: int | None = None) -> tuple[LetterLine, ...]:
    """All counted entries with the state of their letters. Behind the gate, as all of this."""
    raise NotImplementedError


def desk(profile: Profile, code: str, *, round_number: int | None = None) -> LetterDesk:
    """One letter with everything it can be made of."""
    raise NotImplementedError


def save(profile: Profile, code: str, points: Sequence[LetterPoint], *, round_number: int | None = None) -> tuple[LetterDesk, Changes]:
    """Keep the letter's points as they are now (draft). Raises UsageError `final` after 定稿: reopen first."""
    raise NotImplementedError


def move_to(profile: Profile, code: str, state: LetterState, *, round_number: int | None = None) -> tuple[LetterDesk, Changes]:
    """草稿 → 待主评 → 定稿, or back. Raises UsageError `empty`, or `names-a-judge` when the text has a judge's name or code."""
    raise NotImplementedError


def paper(profile: Profile, code: str, *, round_number: int | None = None) -> LetterPaper:
    """The letter to print. Raises UsageError `not-final` without 定稿."""
    raise NotImplementedError
