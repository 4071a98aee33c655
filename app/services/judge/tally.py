"""已评 n/all: one rule for every place that counts entries. What a package need not cover counts nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.models.entry import Entry
from app.models.sheet import FINISHED, SheetState
from app.services.judge.workspace import Workspace


@dataclass(frozen=True)
class Tally:
    """Of the entries that count: all, those scored, stood aside from, and sent back by the chair (scored too).

    `withdrawn` and `practice` are the others.
    """

    total: int
    done: int
    recused: int
    returned: int
    withdrawn: int
    practice: int

    @property
    def scored(self) -> int:
        """How many are, or will be, scored in the package."""
        return self.total - self.recused


def counts(*, practice: bool, withdrawn: bool) -> bool:
    """Whether an entry must be in the package: 试评 and what was taken out need not."""
    return not practice and not withdrawn


def counting(desk: Workspace) -> list[Entry]:
    """Entries that a package must cover."""
    return [e for e in desk.manifest.entries if counts(practice=e.practice, withdrawn=e.withdrawn)]


def tally(desk: Workspace, states: Mapping[str, SheetState]) -> Tally:
    """`states` by code; an entry nobody touched may be missing there."""
    entries = desk.manifest.entries
    own = [states.get(e.code, SheetState.UNTOUCHED) for e in counting(desk)]
    gone = sum(e.withdrawn for e in entries)
    return Tally(
        len(own), _among(own, FINISHED), _among(own, (SheetState.RECUSED,)), _among(own, (SheetState.RETURNED,)),
        gone, sum(e.practice and not e.withdrawn for e in entries),
    )  # fmt: skip


def _among(states: Iterable[SheetState], wanted: tuple[SheetState, ...]) -> int:
    return sum(s in wanted for s in states)
