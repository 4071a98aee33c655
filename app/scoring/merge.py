"""Which judge's package counts, as a function of sets: what arrived, what was opened, what was decided.

Nothing here knows an order of arrival, so two chairs who hold the same files see the same thing. Merging
is the union of sets: commutative, associative, idempotent. Rules: design of the travelling files, "Merging".

Per judge and phase the order is (epoch, sequence). Until points of the judge were opened, the newest
payload counts by itself; afterwards the newest opened one goes on counting and later ones wait for the
chair. One (epoch, sequence) with two digests is a fork and waits for the chair. A CHOOSE_PACKAGE decision
names the payload in `after` (and in `before` the one it set aside); it speaks about everything up to the
newer of the two, and what comes later is judged anew.

What was opened because the chair chose it counts by that choice alone: undo the choice, and the one before counts again.

A payload may be set `aside` with the import that brought it: it is held and takes no part. That its points
were opened is not forgotten, so what comes in its place waits for the chair.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.models.decision import Decision, DecisionKind
from app.models.result import Phase
from app.scoring.decisions import acting

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
    """`opened`: digests of payloads whose points have been shown to the chair while they counted by themselves, `chosen`: while
    they counted by a decision; both only grow. `aside`: digests of payloads no standing import brought."""

    payloads: frozenset[PayloadRef] = frozenset()
    decisions: frozenset[Decision] = frozenset()
    opened: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()
    chosen: frozenset[str] = frozenset()

    def __or__(self, other: MergeState) -> MergeState:
        """The union; what takes part on either side takes part."""
        payloads = self.payloads | other.payloads
        live = self._live() | other._live()
        aside = frozenset(r.payload for r in payloads) - live
        return MergeState(payloads, self.decisions | other.decisions, self.opened | other.opened, aside, self.chosen | other.chosen)

    def _live(self) -> frozenset[str]:
        return frozenset(r.payload for r in self.payloads) - self.aside


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
    aside: frozenset[PayloadRef] = frozenset()


@dataclass(frozen=True)
class _Lane:
    """One judge's payloads of one phase, and the outcome for them."""

    counted: PayloadRef | None
    waiting: frozenset[PayloadRef]
    superseded: frozenset[PayloadRef]


def standing(state: MergeState) -> Standing:
    """The view of a state; equal states give equal views."""
    choices = [d for d in acting(state.decisions) if d.kind is DecisionKind.CHOOSE_PACKAGE]
    lanes = {key: _lane(held, choices, state) for key, held in sorted(_by_judge(state.payloads).items())}
    aside = frozenset(r for r in state.payloads if r.payload in state.aside)
    waiting = frozenset[PayloadRef]().union(*(lane.waiting for lane in lanes.values()))
    return Standing(
        _counted(lanes, Phase.INDEPENDENT),
        _counted(lanes, Phase.DISCUSSION),
        waiting,
        frozenset[PayloadRef]().union(*(lane.superseded for lane in lanes.values())),
        _forks(state.payloads - aside, waiting),
        aside,
    )


def _by_judge(payloads: Iterable[PayloadRef]) -> dict[tuple[str, Phase], set[PayloadRef]]:
    held: dict[tuple[str, Phase], set[PayloadRef]] = {}
    for ref in payloads:
        held.setdefault((ref.judge, ref.phase), set()).add(ref)
    return held


def _counted(lanes: Mapping[tuple[str, Phase], _Lane], phase: Phase) -> dict[str, PayloadRef]:
    return {judge: lane.counted for (judge, its), lane in lanes.items() if its is phase and lane.counted is not None}


def _lane(held: Iterable[PayloadRef], choices: Iterable[Decision], state: MergeState) -> _Lane:
    shown = any(r.payload in state.opened or r.payload in state.chosen for r in held)
    refs = frozenset(r for r in held if r.payload not in state.aside)
    if not refs:
        return _Lane(None, refs, refs)
    chosen, horizon = _choice(refs, choices)
    beyond = {r for r in refs if r.order > horizon}
    pool = {r for r in beyond if r.payload in state.opened} if shown else beyond
    newest = {r for r in pool if r.order == max(p.order for p in pool)}  # two of them are a fork
    counted = next(iter(newest)) if len(newest) == 1 else None if newest else chosen
    line = counted.order if counted else min((r.order for r in newest), default=_NEVER)
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
