"""Levels by floor and quota, best rank first, and honest about ties at the line.

A quota allows at most so many entries "at this level or better" in its scope, so a better level also uses
the places of the levels below it. Entries that share a rank go up together or not at all: when only some
of them would fit, none is placed by the program, the tie is reported with its free places, those places
stay reserved, and nobody below passes. People decide (LEVEL, TIE, EXTRA_PLACE, ASK_PLACE); what they decided is
placed before everything else. A tie settled downwards (同落) leaves its places empty, and still nobody passes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.core.errors import InvalidEntry
from app.core.words import say
from app.models.season import Level, Quota, QuotaScope
from app.models.shape import Points

_WIDTH = {QuotaScope.FIELD_PANEL: 0, QuotaScope.FIELD: 1, QuotaScope.PANEL: 1, QuotaScope.SEASON: 2}
_BY_FIELD = (QuotaScope.FIELD, QuotaScope.FIELD_PANEL)
_BY_PANEL = (QuotaScope.PANEL, QuotaScope.FIELD_PANEL)


@dataclass(frozen=True)
class Candidate:
    """One counted entry; without a rank it gets a level only by decision."""

    entry: str
    field: str
    panel: str
    official: Points | None
    rank: int | None


@dataclass(frozen=True)
class TieAtLine:
    """`entries` share a rank and compete for `seats` places (fewer than they are) of `quota`; `settled`: all went down, the places stay empty."""

    quota: Quota
    entries: tuple[str, ...]
    seats: int
    settled: bool = False


@dataclass(frozen=True)
class QuotaMeter:
    """名额/已定/未达线: `taken` includes `extra` (增额); `tied` entries wait at the line. `granted`: how many of the
    extra places somebody granted who may, so that they are not over."""

    quota: Quota
    taken: int
    extra: int
    under_floor: int
    tied: int
    granted: int = 0

    @property
    def left(self) -> int:
        """余: places still free."""
        return max(0, self.quota.places - (self.taken - self.extra))

    @property
    def over(self) -> int:
        """By how many the places are exceeded; shown in red until the organiser grants them."""
        return max(0, self.taken - self.granted - self.quota.places)


@dataclass(frozen=True)
class Awards:
    """Entry → level code or None, for every candidate; ties and meters in the quotas' order."""

    levels: Mapping[str, str | None]
    ties: tuple[TieAtLine, ...]
    meters: tuple[QuotaMeter, ...]

    def at_line(self, entry: str) -> tuple[str, ...]:
        """Levels at whose line this entry is tied and waits."""
        return tuple(dict.fromkeys(t.quota.level for t in self.ties if entry in t.entries and not t.settled))


@dataclass(frozen=True)
class _Held:
    """Places reserved for a tie that waits for people."""

    level: int
    entries: frozenset[str]
    seats: int


def award(
    candidates: Iterable[Candidate],
    levels: Sequence[Level],
    quotas: Iterable[Quota] = (),
    decided: Mapping[str, str | None] | None = None,
    extra: frozenset[str] = frozenset(),
    given_up: Mapping[str, frozenset[str]] | None = None,
) -> Awards:
    """Give levels (best first in `levels`). `decided`: entry → level code or None; `extra`: raised beyond the quota;
    `given_up`: entry → levels at whose line its tie was settled downwards.

    A quota without field or panel in a scope that needs one counts for each of them separately, unless a
    quota names that one. Raises InvalidEntry for a level the season does not have.
    """
    known = sorted(candidates, key=lambda c: c.entry)
    table = _Table(known, levels, _expanded(list(quotas), known), given_up or {})
    for entry, level in sorted((decided or {}).items()):
        table.fix(entry, level, entry in extra)
    blocks: dict[int, list[str]] = {}
    for c in known:
        if c.rank is not None and c.entry not in table.placed:
            blocks.setdefault(c.rank, []).append(c.entry)
    for rank in sorted(blocks):
        table.offer_all(blocks[rank])
    return table.awards()


def _expanded(quotas: list[Quota], candidates: Sequence[Candidate]) -> list[Quota]:
    """Quotas with their field and panel named, each place once, named ones winning over general ones."""
    found: dict[tuple[str, QuotaScope, str | None, str | None], Quota] = {}
    for quota in sorted(quotas, key=lambda q: -_named(q)):
        for field_code, panel in sorted({_place(quota.scope, c) for c in candidates}, key=repr):
            key = (quota.level, quota.scope, field_code, panel)
            if quota.field in (None, field_code) and quota.panel in (None, panel):
                found.setdefault(key, replace(quota, field=field_code, panel=panel))
    return list(found.values())


def _place(scope: QuotaScope, candidate: Candidate) -> tuple[str | None, str | None]:
    return (candidate.field if scope in _BY_FIELD else None, candidate.panel if scope in _BY_PANEL else None)


def _named(quota: Quota) -> int:
    return (quota.field is not None) + (quota.panel is not None)


@dataclass
class _Table:
    """The working sheet of one `award` call."""

    candidates: Sequence[Candidate]
    levels: Sequence[Level]
    quotas: list[Quota]
    given_up: Mapping[str, frozenset[str]]
    placed: dict[str, int | None] = field(default_factory=dict)
    taken: list[int] = field(default_factory=list)
    extra: list[int] = field(default_factory=list)
    held: list[_Held] = field(default_factory=list)
    ties: dict[int, TieAtLine] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.taken, self.extra = [0] * len(self.quotas), [0] * len(self.quotas)
        self.at = {level.code: i for i, level in enumerate(self.levels)}
        self.depth = [self._level(q.level) for q in self.quotas]
        self.official = {c.entry: c.official for c in self.candidates}
        by_place: dict[tuple[QuotaScope, str | None, str | None], list[int]] = {}
        for i, q in enumerate(self.quotas):
            by_place.setdefault((q.scope, q.field, q.panel), []).append(i)
        self.of = {c.entry: self._covering(c, by_place) for c in self.candidates}

    def _covering(self, c: Candidate, by_place: Mapping[tuple[QuotaScope, str | None, str | None], list[int]]) -> list[int]:
        found = (i for scope in QuotaScope for i in by_place.get((scope, *_place(scope, c)), ()))
        return sorted(found, key=lambda i: (_WIDTH[self.quotas[i].scope], i))

    def _level(self, code: str) -> int:
        if code in self.at:
            return self.at[code]
        raise InvalidEntry(
            say("本季没有“{level}”这个等级。", "This season has no level “{level}”.", level=code[:40]),
            say("请核对等级代号。", "Check the level's code."),
        )

    def binding(self, entry: str, level: int) -> list[int]:
        """Quotas that placing `entry` at `level` uses, narrowest scope first."""
        return [i for i in self.of[entry] if self.depth[i] >= level]

    def place(self, entry: str, level: int) -> None:
        self.placed[entry] = level
        for i in self.binding(entry, level):
            self.taken[i] += 1

    def fix(self, entry: str, code: str | None, beyond: bool) -> None:
        """What people decided; entries that are not candidates are left alone."""
        if entry not in self.of:
            return
        if code is None:
            self.placed[entry] = None
            return
        self.place(entry, self._level(code))
        for i in self.binding(entry, self._level(code)) if beyond else ():
            self.extra[i] += 1

    def offer_all(self, block: Sequence[str]) -> None:
        """Offer entries of one rank every level, best first."""
        rest = set(block)
        for level, floor in enumerate(x.floor for x in self.levels):
            able = {e for e in rest if floor is None or (self.official[e] or 0) >= floor}
            rest -= self.offer(able, level)
        self.placed.update(dict.fromkeys(rest))

    def offer(self, able: set[str], level: int) -> set[str]:
        """Place those of `able` for whom every quota has room; returns them."""
        room, fresh = {e for e in able if self._open(e, level)}, list[_Held]()
        touched = {i for e in room for i in self.binding(e, level)}
        for i in sorted(touched, key=lambda i: (_WIDTH[self.quotas[i].scope], i)):
            here = {e for e in room if i in self.of[e]}
            rivals = [h for h in fresh if any(i in self.of[e] for e in h.entries)]
            if len(here) + sum(self._seats(h, i) for h in rivals) > self._free(i):
                fresh.append(self._tie(i, here, rivals, level))
                room -= here
        self.held += fresh
        for entry in sorted(room):
            self.place(entry, level)
        return room

    def _open(self, entry: str, level: int) -> bool:
        return all(self._free(i) > 0 for i in self.binding(entry, level))

    def _seats(self, held: _Held, i: int) -> int:
        """How many places of a quota a waiting tie may come to use."""
        return min(held.seats, sum(self._may_yet_use(e, i) for e in held.entries))

    def _free(self, i: int) -> int:
        """Places of a quota neither taken nor reserved for a tie above."""
        reserved = sum(self._seats(h, i) for h in self.held if h.level <= self.depth[i])
        return self.quotas[i].places - (self.taken[i] - self.extra[i]) - reserved

    def _may_yet_use(self, entry: str, i: int) -> bool:
        placed = self.placed.get(entry)
        return i in self.of[entry] and (placed is None or placed > self.depth[i])

    def _tie(self, i: int, here: set[str], rivals: list[_Held], level: int) -> _Held:
        """Record the tie for the last places of a quota and reserve them, which closes it for everyone below."""
        free, others = self._free(i), {e for h in rivals for e in h.entries if i in self.of[e]}
        tied, code = here | others, self.quotas[i].level
        settled = all(code in self.given_up.get(e, ()) for e in tied)
        self.ties[i] = TieAtLine(self.quotas[i], tuple(sorted(tied)), free, settled)
        return _Held(level, frozenset(here), min(free, len(here)))

    def awards(self) -> Awards:
        levels = {e: None if (at := self.placed.get(e)) is None else self.levels[at].code for e in sorted(self.of)}
        return Awards(levels, tuple(self.ties[i] for i in sorted(self.ties)), tuple(self._meter(i) for i in range(len(self.quotas))))

    def _meter(self, i: int) -> QuotaMeter:
        floor = self.levels[self.depth[i]].floor or 0
        below = sum(1 for e, q in self.of.items() if i in q and (p := self.official[e]) is not None and p < floor)
        tied = len(self.ties[i].entries) if i in self.ties and not self.ties[i].settled else 0
        return QuotaMeter(self.quotas[i], self.taken[i], self.extra[i], below, tied)
