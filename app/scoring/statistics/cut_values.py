"""What is told of a line: who is surely inside it, who would cross it, and without whose sheet. Frozen values, no numpy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Standing(StrEnum):
    """Where an entry stands by P(in the quota), as it is told to people."""

    CLEAR_IN = "clear-in"
    LIKELY_IN = "likely-in"
    TOSS_UP = "toss-up"
    LIKELY_OUT = "likely-out"
    CLEAR_OUT = "clear-out"


def standing_of(chance: float | None) -> Standing | None:
    """The five words for a probability; None without one."""
    if chance is None:
        return None
    steps = ((0.95, Standing.CLEAR_IN), (0.7, Standing.LIKELY_IN), (0.3, Standing.TOSS_UP), (0.05, Standing.LIKELY_OUT))
    return next((s for least, s in steps if chance > least), Standing.CLEAR_OUT)


@dataclass(frozen=True)
class Cut:
    """A line: the best `places` among the entries `inside` (None: among all)."""

    places: int
    inside: frozenset[str] | None = None


@dataclass(frozen=True)
class LeftOut:
    """Who would come in and go out of the best k by raw mean if this judge's scores were not there."""

    judge: str
    enter: tuple[str, ...]
    leave: tuple[str, ...]


@dataclass(frozen=True)
class CutFigures:
    """`chances`: P(in the places) by entry, empty where no probability is told; `enter`, `leave`: who changes sides when the adjusted
    score ranks instead of the raw mean; `left_out`: who would without one judge.
    """

    cut: Cut
    chances: Mapping[str, float] = field(default_factory=dict)
    enter: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def standing(self, entry: str) -> Standing | None:
        """Where this entry stands; None where that is not told."""
        return standing_of(self.chances.get(entry))
