"""In which order a meeting takes its entries: 分差 → 名额线附近 → 并列 → 缺评 → 其余. Each entry comes up once, under the first that fits.

A judge of whom nothing has come is no reason to talk about every entry where the declared rule is not to wait.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.models.season import AbsentRule
from app.scoring.view import PanelRow, PanelView


class Heading(StrEnum):
    """Under which heading an entry comes up, in the order of the meeting."""

    SPREAD = "spread"
    LINE = "line"
    TIE = "tie"
    ABSENT = "absent"
    REST = "rest"


@dataclass(frozen=True)
class Topic:
    """One entry with its heading, and the further ones it would come under."""

    row: PanelRow
    heading: Heading
    also: tuple[Heading, ...]


def topics(
    view: PanelView, near: Collection[str], *, groups: Mapping[str, Hashable] | None = None, talked: Collection[str] = ()
) -> tuple[Topic, ...]:
    """Every counted entry by heading, widest spread first, else by rank; `near` are the codes around the lines.

    `groups`: entry → the order it stands in, where there are several: only inside one is an equal rank a tie. `talked`: entries whose
    spread somebody has decided about already.
    """
    shared, absent = _shared(view, groups or {}), not_waited_for(view)
    found = [_topic(row, near, shared, absent, talked) for row in view.rows if row.counted]
    order, places = list(Heading), _places(view, groups or {})
    return tuple(
        sorted(found, key=lambda t: (order.index(t.heading), places[t.row.code], _within(t), t.row.rank or 0, t.row.number, t.row.code))
    )


def not_waited_for(view: PanelView) -> frozenset[str]:
    """Judges without a single sheet, when the declared rule is to go on without them."""
    if view.policy.absent is not AbsentRule.WITHOUT:
        return frozenset()
    expected = {j for r in view.rows if r.counted for j in r.scores}
    return frozenset(expected - {j for r in view.rows for j, points in r.scores.items() if points is not None})


def _topic(row: PanelRow, near: Collection[str], shared: Collection[str], absent: Collection[str], talked: Collection[str]) -> Topic:
    fits = {
        Heading.SPREAD: row.spread.flag and row.code not in talked,
        Heading.LINE: row.code in near,
        Heading.TIE: row.code in shared or bool(row.at_line),
        Heading.ABSENT: missing(row, absent) != () or row.official is None,
        Heading.REST: True,
    }
    first, *more = [heading for heading, holds in fits.items() if holds]
    return Topic(row, first, tuple(h for h in more if h is not Heading.REST))


def missing(row: PanelRow, absent: Collection[str] = ()) -> tuple[str, ...]:
    """Judges whose sheet of this entry is expected and not there (缺评); those `absent` altogether are left out."""
    return tuple(j for j, points in row.scores.items() if points is None and j not in row.recused and j not in absent)


def _shared(view: PanelView, groups: Mapping[str, Hashable]) -> set[str]:
    ranks: dict[tuple[Hashable, int], list[str]] = {}
    for row in view.rows:
        if row.rank is not None:
            ranks.setdefault((groups.get(row.code), row.rank), []).append(row.code)
    return {code for codes in ranks.values() if len(codes) > 1 for code in codes}


def _places(view: PanelView, groups: Mapping[str, Hashable]) -> dict[str, int]:
    """Entry → the place of its order among all, as the view's rows follow each other."""
    order = {g: n for n, g in enumerate(dict.fromkeys(groups.get(r.code) for r in view.rows))}
    return {r.code: order[groups.get(r.code)] for r in view.rows}


def _within(topic: Topic) -> int:
    return -(topic.row.spread.range or 0) if topic.heading is Heading.SPREAD else 0
