"""Ranks: equal totals share a rank unless the policy's chain, and then the chair, separates them.

The chain compares the items' values beside the official score (`aggregate.item_official`: same judges,
same rule, rounded to the printed hundredth), as a share of the item's full points, because 效果 has 20
points in one table and 15 in another. A step that some tied entry cannot answer separates nobody.
Every separation is recorded, so that the summary can say why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain

from app.models.shape import Points

CHAIR = "TIE"
"""The name of the last step: the chair's decision."""


@dataclass(frozen=True)
class Standing:
    """What ranking needs of one entry. `items`: item code → (value, full points); `place`: the chair's (place, decision id)."""

    entry: str
    field: str
    official: Points | None
    items: Mapping[str, tuple[Points, Points]]
    place: tuple[int, str] | None = None


@dataclass(frozen=True)
class Separation:
    """Entries tied before `step` (the alternatives of the chain, or CHAIR) and the groups it made, best first.

    `decisions` are ids of the chair's decisions used.
    """

    step: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ranking:
    """Entry → rank, 1 is best, equal ranks are shared and the next rank is skipped; only entries with a score."""

    ranks: Mapping[str, int]
    in_field: Mapping[str, int]
    separations: tuple[Separation, ...]

    def ties(self) -> tuple[tuple[str, ...], ...]:
        """Groups of entries that share a rank, best first."""
        shared: dict[int, list[str]] = {}
        for entry, rank in sorted(self.ranks.items()):
            shared.setdefault(rank, []).append(entry)
        return tuple(tuple(shared[r]) for r in sorted(shared) if len(shared[r]) > 1)

    def separated(self, entry: str) -> tuple[Separation, ...]:
        """The steps that moved this entry out of a tie."""
        return tuple(self._steps.get(entry, ()))

    @cached_property
    def _steps(self) -> dict[str, list[Separation]]:
        steps: dict[str, list[Separation]] = {}
        for separation in self.separations:
            for entry in chain.from_iterable(separation.groups):
                steps.setdefault(entry, []).append(separation)
        return steps


_Key = Callable[[Standing], Fraction | None]


def rank(entries: Iterable[Standing], tie_break: Sequence[tuple[str, ...]]) -> Ranking:
    """Rank by official score, then `tie_break` (each step: alternative item codes), then the chair's places."""
    scored = [e for e in entries if e.official is not None]
    record: list[Separation] = []
    groups = [g for total in _split(scored, lambda e: Fraction(e.official or 0)) for g in _separate(total, list(tie_break), record)]
    fields = sorted({e.field for e in scored})
    in_field = {c: r for name in fields for c, r in _numbers([[e for e in g if e.field == name] for g in groups]).items()}
    return Ranking(_numbers(groups), in_field, tuple(record))


def _numbers(groups: Iterable[Sequence[Standing]]) -> dict[str, int]:
    ranks: dict[str, int] = {}
    for group in groups:
        ranks.update(dict.fromkeys((e.entry for e in group), len(ranks) + 1))
    return ranks


def _separate(group: list[Standing], steps: list[tuple[str, ...]], record: list[Separation]) -> list[list[Standing]]:
    """Split one tie by the first step that can, then each part by the rest of the chain, then by the chair."""
    if len(group) < 2:
        return [group]
    for at, step in enumerate(steps):
        parts = _split(group, _share(step))
        if len(parts) > 1:
            record.append(Separation(step, _codes(parts)))
            return [g for part in parts for g in _separate(part, steps[at + 1 :], record)]
    return _by_chair(group, record)


def _by_chair(group: list[Standing], record: list[Separation]) -> list[list[Standing]]:
    """Entries without a place come after those with one; equal places go on sharing."""
    last = max((e.place[0] for e in group if e.place), default=0) + 1
    parts = _split(group, lambda e: Fraction(-(e.place[0] if e.place else last)))
    if len(parts) > 1:
        used = tuple(sorted(e.place[1] for e in group if e.place))
        record.append(Separation((CHAIR,), _codes(parts), used))
    return parts


def _share(step: tuple[str, ...]) -> _Key:
    def share(entry: Standing) -> Fraction | None:
        found = next((entry.items[code] for code in step if code in entry.items), None)
        return Fraction(found[0], found[1]) if found and found[1] > 0 else None

    return share


def _split(group: list[Standing], key: _Key) -> list[list[Standing]]:
    """Groups of equal keys, highest first, members by code; one group when any key is unknown."""
    keyed: dict[Fraction, list[Standing]] = {}
    for entry in sorted(group, key=lambda e: e.entry):
        value = key(entry)
        if value is None:
            return [sorted(group, key=lambda e: e.entry)]
        keyed.setdefault(value, []).append(entry)
    return [keyed[value] for value in sorted(keyed, reverse=True)]


def _codes(groups: Iterable[Sequence[Standing]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(e.entry for e in group) for group in groups)
