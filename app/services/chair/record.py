"""代录: sheets that came on paper or as somebody's own table, copied twice, compared cell by cell, never mistaken for signed ones.

Only entries on which both passes agree, and which are complete, count. Wherever their points appear stands 未签名，组长代录. A
signed package of the same judge that comes later waits for the chair's choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.models.changes import Changes
from app.models.shape import Points
from app.services.profile import Profile

FIRST, SECOND = 1, 2


@dataclass(frozen=True)
class GridRow:
    """One entry of a pass: points by item as this pass typed them (never the other pass's), or the recusal's words."""

    code: str
    title: str
    rubric: str
    points: dict[str, Points]
    recused: str
    complete: bool


@dataclass(frozen=True)
class Difference:
    """One cell on which the passes disagree: each as text ("26", "", "回避"), and words ("Z-001 原因分析：第一遍 26，第二遍 24")."""

    entry: str
    item: str
    first: str
    second: str
    words: str


@dataclass(frozen=True)
class Comparison:
    """Both passes side by side: entries agreed and complete, differing cells, entries not finished in one of the passes."""

    judge: str
    name: str
    agreed: tuple[str, ...]
    differences: tuple[Difference, ...]
    unfinished: tuple[str, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Adopted:
    """What counts now: the step, the judge, how many sheets, the digest that stands for them, and the mark."""

    step: str
    judge: str
    name: str
    sheets: int
    recused: int
    payload: str
    words: str


def candidates(profile: Profile, *, round_number: int | None = None) -> tuple[str, ...]:
    """Judges whose sheets can be copied: members with something to score and no signed file. Behind the gate, as all of this."""
    raise NotImplementedError


def grid(profile: Profile, judge: str, number: int, *, round_number: int | None = None) -> tuple[GridRow, ...]:
    """One pass (FIRST or SECOND) as typed so far, in the panel's order; durable, so a crash loses nothing."""
    raise NotImplementedError


def type_points(
    profile: Profile, judge: str, number: int, entry: str, points: Mapping[str, Points | None], *, round_number: int | None = None
) -> Changes:
    """Keep what was typed for one entry in one pass (None clears an item). Raises InvalidPoints, UsageError."""
    raise NotImplementedError


def type_recusal(profile: Profile, judge: str, number: int, entry: str, words: str, *, round_number: int | None = None) -> Changes:
    """The paper says 回避 for this entry; empty words take it back."""
    raise NotImplementedError


def read_file(profile: Profile, judge: str, number: int, file: Path, *, round_number: int | None = None) -> tuple[Comparison, Changes]:
    """Take a whole pass from a table (XLSX or CSV: our template, or the judge's own); replaces what the pass held.

    Raises InvalidEntry naming the cells that cannot be read: nothing is kept. FormatError, TooLarge.
    """
    raise NotImplementedError


def compare(profile: Profile, judge: str, *, round_number: int | None = None) -> Comparison:
    """Where the passes agree and where not."""
    raise NotImplementedError


def adopt(
    profile: Profile, judge: str, reason: str, *, own_table: bool = False, round_number: int | None = None
) -> tuple[Adopted, Changes]:
    """Let the agreed sheets count, as one step to undo. `own_table`: the first pass is the judge's own table, so it needs no second.

    Raises UsageError `no-reason`, `nothing-agreed`, `signed` (a signed file of this judge counts).
    """
    raise NotImplementedError
