"""Where the chair's desk keeps what it remembers: the kinds of records, and which steps stand."""

from __future__ import annotations

from collections.abc import Iterable

from app.models.chairing import AgendaPlace, HalfMade, LetterDraft, LettersPlace, PaperPass, RecordedSheets, Step, StepKind, TurnedAway
from app.services.shelf import Shelf

STEPS = Shelf("chair-step", Step)
PASSES = Shelf("paper-pass", PaperPass)
RECORDED = Shelf("recorded-sheets", RecordedSheets)
PLACE = Shelf("agenda-place", AgendaPlace)
HALF_MADE = Shelf("half-made-decision", HalfMade)
LETTERS = Shelf("letter", LetterDraft)
TURNED_AWAY = Shelf("turned-away", TurnedAway)
LETTERS_PLACE = Shelf("letters-place", LettersPlace)


def undone(steps: Iterable[Step]) -> frozenset[str]:
    """Ids of steps that a standing later step undoes. `steps` in the order they were made."""
    gone: set[str] = set()
    for step in reversed(tuple(steps)):
        if step.undoes is not None and step.id not in gone:
            gone.add(step.undoes)
    return frozenset(gone)


def standing(steps: tuple[Step, ...], kind: StepKind) -> tuple[Step, ...]:
    """Steps of a kind that were done and are not undone."""
    gone = undone(steps)
    return tuple(s for s in steps if s.kind is kind and s.undoes is None and s.id not in gone)
