"""同分 at a line: the tied entries side by side by the chain of the policy (原因分析 → 对策与实施 → 效果), as the meeting looks at them."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.shape import Points
from app.services.profile import Profile


@dataclass(frozen=True)
class ChainStep:
    """One step of the chain: its name, and each tied entry's value beside the official score with the item's full points.

    `separates`: whether this step alone would tell them apart."""

    name: str
    values: dict[str, tuple[Points, Points] | None]
    separates: bool


@dataclass(frozen=True)
class LineTie:
    """Entries that share a rank and compete for `seats` places at the line of `level`. `settled` in words when it was decided
    ("同落：名额空缺"), else ""."""

    level: str
    meter: str
    entries: tuple[str, ...]
    titles: dict[str, str]
    official: Points | None
    seats: int
    chain: tuple[ChainStep, ...]
    settled: str


@dataclass(frozen=True)
class Separated:
    """Entries with equal totals that the chain, or the chair, put in order: groups best first, and by what ("按原因分析")."""

    groups: tuple[tuple[str, ...], ...]
    words: str
    by_chair: bool


def line_ties(profile: Profile, *, round_number: int | None = None) -> tuple[LineTie, ...]:
    """Ties at the lines, open ones first. Behind the gate."""
    raise NotImplementedError


def separated(profile: Profile, *, round_number: int | None = None) -> tuple[Separated, ...]:
    """Every use of the chain or of a TIE decision, as papers print it. Behind the gate."""
    raise NotImplementedError
