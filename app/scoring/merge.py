"""Which judge's package counts, as a function of sets: what arrived, what was opened, what was decided.

Nothing here knows an order of arrival, so two chairs who hold the same files see the same thing. Merging
is the union of sets: commutative, associative, idempotent. Rules: design of the travelling files, "Merging".

Per judge and phase the order is (epoch, sequence). Until points of the judge were opened, the newest
payload counts by itself; afterwards the newest opened one goes on counting and later ones wait for the
chair. One (epoch, sequence) with two digests is a fork and waits for the chair. A CHOOSE_PACKAGE decision
names the payload in `after` (and in `before` the one it set aside); it speaks about everything up to the
newer of the two, and what comes later is judged anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.models.decision import Decision, DecisionKind
from app.models.result import Phase
from app.scoring.decisions import in_force

_NEVER = (0, 0)


@dataclass(frozen=True, order=True)
class PayloadRef:
    """One verified statement: who, which key epoch and sequence, SHA-256 of the payload."""

    judge: str
    epoch: int
    sequence: int
    payload: str
    phase: Phase = Phase.INDEPENDENT

    @property
    def order(self) -> tuple[int, int]:
        return (self.epoch, self.sequence)


@dataclass(frozen=True)
class MergeState:
    """`opened`: digests of payloads whose points have been shown to the chair; it only grows."""

    payloads: frozenset[PayloadRef] = frozenset()
    decisions: frozenset[Decision] = frozenset()
    opened: frozenset[str] = frozenset()

    def __or__(self, other: MergeState) -> MergeState:
        return MergeState(self.payloads | other.payloads, self.decisions | other.decisions, self.opened | other.opened)


@dataclass(frozen=True)
class Fork:
    """Two or more payloads of one judge and phase under one (epoch, sequence), nothing decided yet; digests sorted."""

    judge: str
    epoch: int
    sequence: int
    phase: Phase
    payloads: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """What counts now. `counted`/`discussion`: judge → ref of that phase; `waiting`: for the chair; `superseded`: set aside."""

    counted: Mapping[str, PayloadRef] = field(default_factory=dict)
    discussion: Mapping[str, PayloadRef] = field(default_factory=dict)
    waiting: frozenset[PayloadRef] = frozenset()
    superseded: frozenset[PayloadRef] = frozenset()
    forks: tuple[Fork, ...] = ()


@dataclass(frozen=True)
class _Lane:
    """One judge's payloads of one phase, and the outcome for them."""

    counted: PayloadRef | None
    waiting: frozenset[PayloadRef]
    superseded: frozenset[PayloadRef]


def standing(state: MergeState) -> Standing:
    """The view of a state; equal states give equal views."""
    choices = [d for d in in_force(state.decisions) if d.kind is DecisionKind.CHOOSE_PACKAGE]
    keys = {(r.judge, r.phase) for r in state.payloads}
    lanes = {key: _lane(frozenset(r for r in state.payloads if (r.judge, r.phase) == key), choices, state.opened) for key in sorted(keys)}
    waiting = frozenset[PayloadRef]().union(*(lane.waiting for lane in lanes.values()))
    return Standing(
        _counted(lanes, Phase.INDEPENDENT),
        _counted(lanes, Phase.DISCUSSION),
        waiting,
        frozenset[PayloadRef]().union(*(lane.superseded for lane in lanes.values())),
        _forks(state.payloads, waiting),
    )


def _counted(lanes: Mapping[tuple[str, Phase], _Lane], phase: Phase) -> dict[str, PayloadRef]:
    return {judge: lane.counted for (judge, its), lane in lanes.items() if its is phase and lane.counted is not None}


def _lane(refs: frozenset[PayloadRef], choices: Iterable[Decision], opened: frozenset[str]) -> _Lane:
    chosen, horizon = _choice(refs, choices)
    beyond = {r for r in refs if r.order > horizon}
    shown = any(r.payload in opened for r in refs)
    pool = {r for r in beyond if r.payload in opened} if shown else beyond
    newest = {r for r in pool if r.order == max(p.order for p in pool)}  # two of them are a fork
    counted = next(iter(newest)) if len(newest) == 1 else None if newest else chosen
    line = (counted or min(newest)).order
    waiting = frozenset(r for r in beyond if r != counted and r.order >= line)
    return _Lane(counted, waiting, refs - waiting - {counted})


def _choice(refs: Iterable[PayloadRef], choices: Iterable[Decision]) -> tuple[PayloadRef | None, tuple[int, int]]:
    """The latest decision about payloads held here, and up to which order it speaks."""
    held = {r.payload: r for r in refs}
    about = [d for d in choices if d.after in held]
    if not about:
        return None, _NEVER
    chosen, before = held[about[-1].after or ""], held.get(about[-1].before or "")
    return chosen, max(chosen.order, before.order if before else _NEVER)


def _forks(payloads: Iterable[PayloadRef], waiting: frozenset[PayloadRef]) -> tuple[Fork, ...]:
    pairs: dict[tuple[str, int, int, Phase], set[PayloadRef]] = {}
    for ref in payloads:
        pairs.setdefault((ref.judge, ref.epoch, ref.sequence, ref.phase), set()).add(ref)
    undecided = {key: refs for key, refs in pairs.items() if len(refs) > 1 and refs & waiting}
    return tuple(Fork(*key, tuple(sorted(r.payload for r in refs))) for key, refs in sorted(undecided.items()))
