"""Merging is a function of sets: what counts never depends on the order of arrival, and people decide forks."""

from __future__ import annotations

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from app.core.ids import sha256_hex
from app.models.decision import Decision, DecisionKind
from app.models.result import Phase
from app.scoring.decisions import in_force
from app.scoring.merge import Fork, MergeState, PayloadRef, standing
from tests.fakes.scoring_values import decision


def _ref(name: str, sequence: int, *, judge: str = "J1", epoch: int = 1, phase: Phase = Phase.INDEPENDENT) -> PayloadRef:
    return PayloadRef(judge, epoch, sequence, sha256_hex(name.encode()), phase)


def _choose(name: str, after: PayloadRef, before: PayloadRef | None = None, minute: int = 0, **more: str) -> Decision:
    return decision(
        DecisionKind.CHOOSE_PACKAGE, name, minute, judge=after.judge, after=after.payload, before=before.payload if before else None, **more
    )


def _state(*payloads: PayloadRef, decisions: tuple[Decision, ...] = (), opened: tuple[PayloadRef, ...] = ()) -> MergeState:
    return MergeState(frozenset(payloads), frozenset(decisions), frozenset(r.payload for r in opened))


ONE, TWO, THREE, OTHER = _ref("one", 1), _ref("two", 2), _ref("three", 3), _ref("two again", 2)


def test_before_opening_the_newest_counts_by_itself() -> None:
    now = standing(_state(ONE, TWO, _ref("else", 1, judge="J2")))
    assert now.counted == {"J1": TWO, "J2": _ref("else", 1, judge="J2")}
    assert (now.superseded, now.waiting, now.forks) == ({ONE}, frozenset(), ())
    newer_key = _ref("new laptop", 1, epoch=2)
    assert standing(_state(TWO, newer_key)).counted == {"J1": newer_key}


def test_after_opening_a_replacement_waits_for_the_chair() -> None:
    waits = standing(_state(ONE, TWO, THREE, opened=(TWO,)))
    assert (waits.counted, waits.waiting, waits.superseded) == ({"J1": TWO}, {THREE}, {ONE})
    taken = standing(_state(ONE, TWO, THREE, opened=(TWO,), decisions=(_choose("take", THREE, TWO),)))
    assert (taken.counted, taken.waiting, taken.superseded) == ({"J1": THREE}, frozenset(), {ONE, TWO})
    late = standing(_state(ONE, opened=(TWO,)))
    assert late.counted == {"J1": ONE}


def test_a_fork_counts_nothing_until_decided_and_old_ones_stay_aside() -> None:
    fork = standing(_state(ONE, TWO, OTHER))
    assert (fork.counted, fork.waiting, fork.superseded) == ({}, {TWO, OTHER}, {ONE})
    assert fork.forks == (Fork("J1", 1, 2, Phase.INDEPENDENT, tuple(sorted((TWO.payload, OTHER.payload)))),)
    decided = standing(_state(ONE, TWO, OTHER, decisions=(_choose("this", OTHER),)))
    assert (decided.counted, decided.waiting, decided.superseded, decided.forks) == ({"J1": OTHER}, frozenset(), {ONE, TWO}, ())


def test_a_fork_of_an_opened_payload_does_not_stop_it() -> None:
    now = standing(_state(TWO, OTHER, opened=(TWO,)))
    assert (now.counted, now.waiting, len(now.forks)) == ({"J1": TWO}, {OTHER}, 1)


def test_a_fork_behind_a_newer_payload_is_history() -> None:
    now = standing(_state(TWO, OTHER, THREE))
    assert (now.counted, now.superseded, now.forks) == ({"J1": THREE}, {TWO, OTHER}, ())


def test_a_decision_speaks_only_about_what_it_saw() -> None:
    decided = (_choose("this", TWO, OTHER),)
    assert standing(_state(TWO, OTHER, THREE, decisions=decided)).counted == {"J1": THREE}
    opened = standing(_state(TWO, OTHER, THREE, decisions=decided, opened=(TWO,)))
    assert (opened.counted, opened.waiting) == ({"J1": TWO}, {THREE})
    back = standing(_state(ONE, TWO, decisions=(_choose("back", ONE, TWO),), opened=(TWO,)))
    assert (back.counted, back.waiting, back.superseded) == ({"J1": ONE}, frozenset(), {TWO})


def test_the_latest_decision_holds_and_an_undone_one_does_not() -> None:
    first, second = _choose("first", TWO), _choose("second", OTHER, TWO, 5)
    undo = _choose("undo", TWO, None, 9, undoes="second")
    assert standing(_state(TWO, OTHER, decisions=(first, second))).counted == {"J1": OTHER}
    assert standing(_state(TWO, OTHER, decisions=(first, second, undo))).counted == {"J1": TWO}


def test_a_decision_about_a_payload_we_do_not_hold_says_nothing() -> None:
    assert standing(_state(ONE, decisions=(_choose("gone", TWO),))).counted == {"J1": ONE}


def test_discussion_packages_stand_beside_the_independent_ones() -> None:
    talk = _ref("talk", 3, phase=Phase.DISCUSSION)
    now = standing(_state(ONE, TWO, talk))
    assert (now.counted, now.discussion) == ({"J1": TWO}, {"J1": talk})


def test_undoing_an_undo_lets_the_first_stand_again() -> None:
    a, b, c = (decision(DecisionKind.KEEP, n, m, undoes=u) for m, (n, u) in enumerate([("a", None), ("b", "a"), ("c", "b")]))
    assert in_force([a]) == (a,)
    assert in_force([b, a]) == (b,)
    assert in_force([c, a, b]) == (a, c)
    ring = [decision(DecisionKind.KEEP, "x", undoes="y"), decision(DecisionKind.KEEP, "y", undoes="x")]
    assert in_force([*ring, a]) == (a,)


REFS = [_ref(f"{j}{e}{s}{n}", s, judge=j, epoch=e) for j in ("J1", "J2") for e in (1, 2) for s in (1, 2) for n in "ab"]
CHOICES = [_choose(f"c{i}", a, b, i) for i, (a, b) in enumerate(zip(REFS, [*REFS[1:], None], strict=True))]
STATES = st.builds(
    lambda p, d, o: MergeState(p, d, frozenset(r.payload for r in o)),
    st.frozensets(st.sampled_from(REFS)), st.frozensets(st.sampled_from(CHOICES)), st.frozensets(st.sampled_from(REFS)),
)  # fmt: skip


@given(STATES, STATES, STATES)
def test_merging_is_commutative_associative_and_idempotent(a: MergeState, b: MergeState, c: MergeState) -> None:
    assert standing(a | b) == standing(b | a)
    assert standing((a | b) | c) == standing(a | (b | c))
    assert standing(a | a) == standing(a)


@given(STATES, st.randoms(use_true_random=False))
def test_files_may_arrive_one_by_one_in_any_order(state: MergeState, random: object) -> None:
    pieces = [MergeState(frozenset({p})) for p in state.payloads] + [MergeState(decisions=frozenset({d})) for d in state.decisions]
    pieces.append(MergeState(opened=state.opened))
    random.shuffle(pieces)  # type: ignore[attr-defined]
    assert standing(reduce(lambda x, y: x | y | x, pieces)) == standing(state)


@given(STATES)
def test_every_payload_is_in_exactly_one_place(state: MergeState) -> None:
    now = standing(state)
    counted = set(now.counted.values())
    assert counted | now.waiting | now.superseded == state.payloads
    assert len(counted) + len(now.waiting) + len(now.superseded) == len(state.payloads)
    assert {j for j, _ in now.counted.items()} | {r.judge for r in now.waiting} == {r.judge for r in state.payloads}


@given(STATES)
def test_an_opened_judge_never_loses_their_place_to_a_newcomer(state: MergeState) -> None:
    before = standing(state)
    for judge, ref in before.counted.items():
        if ref.payload in state.opened:
            newcomer = MergeState(frozenset({_ref("late", 9, judge=judge, epoch=9)}))
            assert standing(state | newcomer).counted[judge] == ref
