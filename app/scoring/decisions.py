"""Which decisions are in force, whatever order they arrived in.

Decisions are never deleted; one may undo another, and an undone undo lets the first stand again. A decision
that undoes does nothing else, whatever its kind. Of decisions about the same thing the latest by (time, id)
holds. Their values travel as plain texts and are read here, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.core.errors import InvalidEntry
from app.core.words import say
from app.models.decision import Decision, DecisionKind
from app.models.points import from_text
from app.models.shape import Points
from app.models.sheet import ScoreSheet

LEVELS = (DecisionKind.LEVEL, DecisionKind.EXTRA_PLACE, DecisionKind.ASK_PLACE)
"""Kinds that give an entry its level, the last two beyond the places."""


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions that no decision in force undoes, by (time, id). Decisions that undo each other in a ring all fall."""
    every = set(decisions)
    undoers: dict[str, list[Decision]] = {}
    for decision in every:
        if decision.undoes is not None:
            undoers.setdefault(decision.undoes, []).append(decision)
    standing: set[Decision] = set()
    fallen: set[Decision] = set()
    while grown := {d for d in every - standing - fallen if fallen.issuperset(undoers.get(d.id, ()))}:
        standing |= grown
        undone = {d.undoes for d in grown}
        fallen |= {d for d in every - standing if d.id in undone}
    return tuple(sorted(standing, key=_order))


def acting(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions in force that decide something themselves, by (time, id)."""
    return tuple(d for d in in_force(decisions) if d.undoes is None)


def _order(decision: Decision) -> tuple[object, ...]:
    return (decision.at, decision.id, repr(decision))


def in_order(made: Sequence[Decision]) -> tuple[Decision, ...]:
    """What one step decides, numbered so that it stands everywhere in the order in which it was decided: ids are drawn by chance, and
    at one moment they alone tell the order. None of them may name another."""
    return tuple(replace(d, id=i) for d, i in zip(made, sorted(d.id for d in made), strict=True))


def restoring(decisions: Iterable[Decision]) -> frozenset[str]:
    """Ids of decisions that take an undo back, so that what it had undone stands again (重做)."""
    undoes = {d.id: d.undoes for d in decisions}

    def depth(id_: str) -> int:
        """How many undos lie on the first decision; a ring ends where it began."""
        seen: set[str] = set()
        while (below := undoes.get(id_)) is not None and id_ not in seen:
            seen.add(id_)
            id_ = below
        return len(seen)

    return frozenset(i for i in undoes if (found := depth(i)) and found % 2 == 0)


def latest_by_entry(decisions: Iterable[Decision], kind: DecisionKind) -> dict[str, Decision]:
    """Entry → the latest decision of this kind in force."""
    return {d.entry: d for d in acting(decisions) if d.kind is kind and d.entry is not None}


def is_deferred(acting_about: Iterable[Decision]) -> bool:
    """暂缓 stands until a later 维持 or 调整等级 of the same entry. Takes decisions acting about one entry, in their order."""
    about = [d.kind for d in acting_about if d.kind in (DecisionKind.DEFER, DecisionKind.KEEP, DecisionKind.LEVEL)]
    return bool(about) and about[-1] is DecisionKind.DEFER


def deferred(decisions: Iterable[Decision]) -> dict[str, str]:
    """Entry → why it is 暂缓, for those that are."""
    about: dict[str, list[Decision]] = {}
    for decision in acting(decisions):
        about.setdefault(decision.entry or "", []).append(decision)
    found = {entry: [d for d in made if d.kind is DecisionKind.DEFER] for entry, made in about.items() if is_deferred(made)}
    return {entry: made[-1].reason for entry, made in found.items()}


def decided_levels(decisions: Iterable[Decision]) -> tuple[dict[str, str | None], frozenset[str]]:
    """(entry → level code or None for no level, entries raised by an extra place 增额).

    LEVEL, EXTRA_PLACE and ASK_PLACE name the level in `after`; of all for one entry the latest holds.
    """
    levels: dict[str, Decision] = {}
    for decision in acting(decisions):
        if decision.kind in LEVELS and decision.entry is not None:
            levels[decision.entry] = decision
    extra = frozenset(e for e, d in levels.items() if d.kind is not DecisionKind.LEVEL)
    return {e: d.after or None for e, d in levels.items()}, extra


def tie_places(decisions: Iterable[Decision]) -> dict[str, tuple[int, str]]:
    """Entry → (place inside its tie, decision id), by TIE decisions. Raises InvalidEntry."""
    ordered = {d.entry: d for d in acting(decisions) if d.kind is DecisionKind.TIE and d.entry is not None and d.after}
    return {entry: (tie_place(d), d.id) for entry, d in ordered.items()}


def given_up(decisions: Iterable[Decision]) -> dict[str, frozenset[str]]:
    """Entry → levels at whose line its tie was settled downwards (同落): TIE with the level in `before` and no place.

    A later place inside the tie takes it back.
    """
    found: dict[str, frozenset[str]] = {}
    for decision in acting(decisions):
        if decision.kind is DecisionKind.TIE and decision.entry is not None:
            held = found.get(decision.entry, frozenset())
            found[decision.entry] = frozenset() if decision.after else held | {decision.before or ""}
    return {entry: levels for entry, levels in found.items() if levels}


def tie_place(decision: Decision) -> int:
    """`after` of a TIE decision: "1" is the best place inside the tie. Raises InvalidEntry."""
    text = decision.after or ""
    if not (text.isascii() and text.isdigit() and 0 < len(text) <= 4 and int(text) > 0):
        raise InvalidEntry(
            say("同分排序应写名次 1、2、3……，不是“{text}”。", "A tie is ordered by places 1, 2, 3 …, not “{text}”.", text=text[:20]),
            say("请重新作出这项决定。", "Make this decision again."),
        )
    return int(text)


def require_readable(decisions: Iterable[Decision]) -> None:
    """What was decided elsewhere can be read where it will be: places inside ties, and points. Raises InvalidEntry or Malformed.

    Asked of a file before it is taken: afterwards nothing that rests on it could be shown any more.
    """
    for decision in decisions:
        if decision.kind is DecisionKind.TIE and decision.after:
            tie_place(decision)
        elif decision.kind is DecisionKind.POINTS:
            for text in filter(None, (decision.before, decision.after)):
                from_text(text)


def discussed(entry: str, sheets: Mapping[str, ScoreSheet], decisions: Iterable[Decision]) -> dict[str, ScoreSheet]:
    """Judge → sheet of one entry with the points changed in consensus (复议改分); the originals stay untouched.

    A changed item must be named and its points be "26.00"; raises Malformed. Recused judges stay recused.
    """
    after = dict(sheets)
    for decision in acting(decisions):
        if (
            decision.kind is DecisionKind.POINTS
            and decision.entry == entry
            and decision.judge in after
            and decision.item
            and decision.after
        ):
            sheet = after[decision.judge]
            changed: dict[str, Points] = {**sheet.points, decision.item: from_text(decision.after)}
            after[decision.judge] = replace(sheet, points=changed)
    return after
