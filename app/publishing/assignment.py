"""N reads per entry within one panel: balanced, without conflicts, and connected, as an integer programme.

Connected means that any two judges are joined by a chain of entries read in common; without it their severity cannot
be told from the quality of what they read. Where N reads cannot join everybody, single bridging reads are added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.tasks import Context

_SECONDS = 20.0
_JOINING_SECONDS = 3.0
_JOINING_ROUNDS = 4
_GAP = 0.01
# What a plan gives up last costs most; the small random part only chooses among equally good plans.
_AVOIDED, _UNEVEN, _RANDOM = 5.0, 1.0, 0.001


@dataclass(frozen=True)
class Reads:
    """Per entry the judges (indices) who read it; `bridges`: reads beyond N; whether all judges with reads are joined."""

    judges: tuple[tuple[int, ...], ...]
    bridges: int
    connected: bool


def balanced_reads(
    allowed: Sequence[Sequence[int]],
    judges: int,
    reads: int,
    seed: int,
    avoided: Collection[tuple[int, int]] = (),
    ctx: Context | None = None,
) -> Reads | None:
    """`allowed[e]` are the judges who may read entry e; `avoided` (entry, judge) pairs are used last.

    Entries with fewer than `reads` allowed judges get all of them. None when no plan was found in time.
    """
    programme = _Programme(allowed, judges, reads, seed, avoided)
    chosen = programme.solve(_SECONDS)
    if chosen is None:
        return None
    for _ in range(_JOINING_ROUNDS if programme.can_join() else 0):
        if ctx:
            ctx.report()
        groups = _components(chosen, judges)
        better = programme.solve(_JOINING_SECONDS) if len(groups) > 1 and programme.join(groups) else None
        if better is None:
            break
        chosen = better
    joined = _bridged(chosen, allowed, judges, frozenset(avoided))
    return Reads(joined, sum(map(len, joined)) - sum(map(len, chosen)), len(_components(joined, judges)) <= 1)


def _bridged(
    chosen: tuple[tuple[int, ...], ...], allowed: Sequence[Sequence[int]], judges: int, avoided: frozenset[tuple[int, int]]
) -> tuple[tuple[int, ...], ...]:
    """Single reads added until the groups are joined: by the judge with least to read, on the entry with fewest readers."""
    readers = [list(c) for c in chosen]
    while len(groups := _components(readers, judges)) > 1:
        group_of = {j: n for n, group in enumerate(groups) for j in group}
        load = Counter(j for some in readers for j in some)
        bridges = [
            ((e, j) in avoided, load[j], len(some), e, j)
            for e, some in enumerate(readers)
            for j in allowed[e]
            if some and j in group_of and group_of[j] != group_of[some[0]]
        ]
        if not bridges:
            break
        *_, entry, judge = min(bridges)
        readers[entry].append(judge)
    return tuple(tuple(sorted(some)) for some in readers)


def _components(chosen: Sequence[Sequence[int]], judges: int) -> list[frozenset[int]]:
    """Groups of judges joined by common entries; judges without entries are in none."""
    parent = list(range(judges))

    def root(judge: int) -> int:
        while parent[judge] != judge:
            parent[judge] = parent[parent[judge]]
            judge = parent[judge]
        return judge

    for readers in chosen:
        for judge in readers[1:]:
            parent[root(judge)] = root(readers[0])
    groups: dict[int, set[int]] = {}
    for judge in {j for readers in chosen for j in readers}:
        groups.setdefault(root(judge), set()).add(judge)
    return sorted((frozenset(g) for g in groups.values()), key=min)


class _Programme:
    """The integer programme; `join` adds demands that a group of judges shares an entry with the others.

    Variables: x (one per allowed pair, 0/1) · over, under (per judge) · y (per demand and entry).
    """

    def __init__(self, allowed: Sequence[Sequence[int]], judges: int, reads: int, seed: int, avoided: Collection[tuple[int, int]]) -> None:
        import numpy as np

        pairs = [(e, j) for e, some in enumerate(allowed) for j in some]
        noise = np.random.default_rng(seed).random(len(pairs)) * _RANDOM
        late = set(avoided)
        self.wanted = [min(reads, len(some)) for some in allowed]
        self._cost = [float(n) + (_AVOIDED if pair in late else 0.0) for n, pair in zip(noise, pairs, strict=True)]
        self._high = [1.0] * len(pairs)
        self._whole = [1] * len(pairs)
        self._rows: list[tuple[dict[int, float], float, float]] = []
        self._of_entry: list[dict[int, int]] = [{} for _ in allowed]
        self._of_judge: list[list[int]] = [[] for _ in range(judges)]
        for variable, (entry, judge) in enumerate(pairs):
            self._of_entry[entry][judge] = variable
            self._of_judge[judge].append(variable)
        self._demand_reads()
        self._demand_balance()

    def _variable(self, cost: float, high: float) -> int:
        self._cost.append(cost)
        self._high.append(high)
        self._whole.append(0)
        return len(self._cost) - 1

    def _demand_reads(self) -> None:
        """Every entry gets its reads, no more."""
        for want, readers in zip(self.wanted, self._of_entry, strict=True):
            self._rows.append((dict.fromkeys(readers.values(), 1.0), want, want))

    def _demand_balance(self) -> None:
        """Every judge reads the mean, rounded down or up; each read beyond or below costs."""
        busy = [variables for variables in self._of_judge if variables]
        mean, rest = divmod(sum(self.wanted), max(len(busy), 1))
        for variables in busy:
            row = dict.fromkeys(variables, 1.0)
            row[self._variable(_UNEVEN, len(variables))] = -1.0
            row[self._variable(_UNEVEN, len(variables) + mean + 1)] = 1.0
            self._rows.append((row, mean, mean + (1 if rest else 0)))

    def can_join(self) -> bool:
        """Whether there are reads enough to join everybody: a tree over entries and judges needs one less than both together."""
        entries = sum(1 for want in self.wanted if want)
        busy = sum(1 for variables in self._of_judge if variables)
        return sum(self.wanted) >= entries + busy - 1

    def join(self, groups: list[frozenset[int]]) -> bool:
        """Demand that each group shares an entry with judges outside it; False when conflicts allow none of that."""
        demanded = [self._demand_join(group) for group in (groups if len(groups) > 2 else groups[:1])]
        return any(demanded)

    def _demand_join(self, group: frozenset[int]) -> bool:
        shared: list[int] = []
        for readers in self._of_entry:
            within = [v for j, v in readers.items() if j in group]
            beyond = [v for j, v in readers.items() if j not in group]
            if within and beyond:
                shared.append(self._variable(0.0, 1.0))
                self._rows += [({**dict.fromkeys(side, 1.0), shared[-1]: -1.0}, 0.0, float("inf")) for side in (within, beyond)]
        if shared:
            self._rows.append((dict.fromkeys(shared, 1.0), 1.0, float("inf")))
        return bool(shared)

    def solve(self, seconds: float) -> tuple[tuple[int, ...], ...] | None:
        """Per entry the chosen judges, sorted; None when there is none, or the time ran out before one was found."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        if not self._cost:
            return tuple(() for _ in self._of_entry)
        low, high = [r[1] for r in self._rows], [r[2] for r in self._rows]
        found: Any = milp(
            self._cost,
            integrality=self._whole,
            bounds=Bounds(0, self._high),
            constraints=LinearConstraint(self._matrix(), low, high),
            options={"time_limit": seconds, "mip_rel_gap": _GAP},
        )
        if found.x is None:
            return None
        return tuple(tuple(sorted(j for j, v in readers.items() if found.x[v] > 0.5)) for readers in self._of_entry)

    def _matrix(self) -> Any:
        from scipy.sparse import csr_array

        rows = [n for n, (row, _, _) in enumerate(self._rows) for _ in row]
        columns = [c for row, _, _ in self._rows for c in row]
        values = [v for row, _, _ in self._rows for v in row.values()]
        return csr_array((values, (rows, columns)), shape=(len(self._rows), len(self._cost)))
