"""Which panels can be put in one order: those whose entries hang together through judges who read on both sides.

A panel of strict judges and a panel of mild ones look alike from inside. Only shared reads tell them apart.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from app.scoring.statistics.graph import parts
from app.scoring.statistics.table import ratings

Reads = Mapping[str, Collection[str]]
"""Entry → judges who scored it."""


def islands(panels: Mapping[str, Reads]) -> tuple[tuple[str, ...], ...]:
    """Panels in groups that are comparable inside and not with one another, by name. A panel without reads is compared with nobody
    and left out; one that falls apart inside holds together what its parts touch, for its own order is its own affair."""
    listed = [(panel, entry, judge) for panel, read in sorted(panels.items()) for entry, judges in sorted(read.items()) for judge in judges]
    if not listed:
        return ()
    table = ratings((entry, judge, 0.0) for _, entry, judge in listed)
    part_of = dict(zip(table.submissions, parts(table).submissions.tolist(), strict=True))
    groups: list[tuple[set[str], set[int]]] = []
    for name, touched in _touched(listed, part_of).items():
        joined = [g for g in groups if g[1] & touched]
        groups = [g for g in groups if not g[1] & touched]
        groups.append((set().union({name}, *(g[0] for g in joined)), touched.union(*(g[1] for g in joined))))
    return tuple(sorted(tuple(sorted(names)) for names, _ in groups))


def _touched(listed: list[tuple[str, str, str]], part_of: Mapping[str, int]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for panel, entry, _ in listed:
        found.setdefault(panel, set()).add(part_of[entry])
    return found
