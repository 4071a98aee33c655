"""Copies of the work under clocks that jump: whatever they say, and in whatever order copies arrive, the newest work can be given back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fakes import drifting
from tests.fakes.drifting import Laptop, Sent, World

pytestmark = pytest.mark.slow

Step = tuple[object, ...]
# not shrunk: every try is two real laptops
calm = settings(
    max_examples=20, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate), suppress_health_check=[HealthCheck.too_slow]
)

jumps = st.tuples(st.just("jump"), st.integers(-20_000, 300_000))
works = st.tuples(st.just("work"), st.integers(1, drifting.ENTRIES), st.integers(0, 2), st.integers(1, 4))
notes = st.tuples(st.just("note"), st.integers(1, 2), st.sampled_from(("原因不清", "数据不足")), st.booleans())
copying = st.tuples(st.just("copy"))
plain = st.lists(st.one_of(jumps, works, notes, copying), min_size=4, max_size=14)
backups = st.one_of(st.tuples(st.just("back up")), st.tuples(st.just("put back"), st.integers(0, 9)))
forking = st.lists(st.one_of(jumps, works, notes, copying, backups), min_size=6, max_size=16)


def run(world: World, laptop: Laptop, steps: list[Step]) -> list[Sent]:
    """Do the steps, and a last copy."""
    sent: list[Sent | None] = []
    does: dict[str, Callable[..., object]] = {
        "jump": lambda hours: setattr(laptop, "ahead", timedelta(hours=hours)),
        "work": lambda entry, item, points: laptop.work(entry, item, points * 100),
        "note": lambda number, words, private: laptop.note(number, words, private=private),
        "copy": lambda: sent.append(laptop.copy(world.seal)),
        "back up": laptop.back_up,
        "put back": lambda n: laptop.put_back(n % len(laptop.backups)) if laptop.backups else None,
    }
    for name, *given_ in [*steps, ("copy",)]:
        does[str(name)](*given_)
    return [s for s in sent if s is not None]


def collect(world: World, data: st.DataObject, sent: list[Sent]) -> None:
    """In any order, some of them twice."""
    for copy in data.draw(st.permutations(sent)) + data.draw(st.lists(st.sampled_from(sent), max_size=3) if sent else st.just([])):
        world.organiser.collect(copy)


def nothing_lost(world: World, sent: list[Sent]) -> None:
    """What any laptop had when it made any copy is in one that is held."""
    held = {c.payload for c in world.organiser.held()}
    kept = {s.payload: s.events for s in sent if s.payload in held}  # by a backup put back one copy may be made twice
    assert world.organiser.readable()
    assert kept.keys() == held
    for copy in sent:
        assert any(copy.events <= events for events in kept.values()), (copy.payload, held)


@calm
@given(steps=plain, data=st.data())
def test_of_one_laptop_the_last_copy_is_kept_alone(steps: list[Step], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, drifting.world(Path(folder)) as world:
        sent = run(world, world.first, steps)
        collect(world, data, sent)
        assert [c.payload for c in world.organiser.held()] == [s.payload for s in sent[-1:]]
        nothing_lost(world, sent)


@calm
@given(steps=forking, data=st.data())
def test_a_backup_put_back_loses_nothing_that_was_copied(steps: list[Step], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, drifting.world(Path(folder)) as world:
        sent = run(world, world.first, steps)
        collect(world, data, sent)
        nothing_lost(world, sent)


@calm
@given(first=plain, early=plain, late=plain, data=st.data())
def test_two_laptops_of_one_judge(first: list[Step], early: list[Step], late: list[Step], data: st.DataObject) -> None:
    """The second works before and after it takes over what the first had; both clocks jump."""
    with tempfile.TemporaryDirectory() as folder, drifting.world(Path(folder)) as world:
        sent = run(world, world.first, first)
        second = run(world, world.second, early)
        if sent:
            world.second.take_over(sent[-1], world.seal)
        second += run(world, world.second, late)
        collect(world, data, [*sent, *second])
        nothing_lost(world, [*sent, *second])
        held = {c.payload for c in world.organiser.held()}
        assert held <= {s.payload for s in (*sent[-1:], *second[-1:])}, "an older copy of one laptop is never kept beside its newest"


@calm
@given(first=plain, late=plain, data=st.data())
def test_work_that_was_taken_over_whole_makes_one_copy_of_two(first: list[Step], late: list[Step], data: st.DataObject) -> None:
    open_notes = [step for step in first if not (step[0] == "note" and step[3])]
    with tempfile.TemporaryDirectory() as folder, drifting.world(Path(folder)) as world:
        sent = run(world, world.first, open_notes)
        if sent:
            world.second.take_over(sent[-1], world.seal)
        second = run(world, world.second, late)
        collect(world, data, [*sent, *second])
        assert [c.payload for c in world.organiser.held()] == [s.payload for s in [*sent, *second][-1:]]


@calm
@given(steps=forking, data=st.data())
def test_copies_of_an_earlier_program_among_them_lose_nothing(steps: list[Step], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, drifting.world(Path(folder)) as world:
        made = run(world, world.first, steps)
        sent = [world.first.unnamed(copy, world.seal) if data.draw(st.booleans()) else copy for copy in made]
        collect(world, data, sent)
        nothing_lost(world, sent)


@calm
@given(steps=plain, data=st.data())
def test_without_closed_notes_the_content_alone_tells_the_newest(steps: list[Step], data: st.DataObject) -> None:
    open_steps = [step for step in steps if not (step[0] == "note" and step[3])]
    with tempfile.TemporaryDirectory() as folder, drifting.world(Path(folder)) as world:
        sent = [world.first.unnamed(copy, world.seal) for copy in run(world, world.first, open_steps)]
        collect(world, data, sent)
        assert [c.payload for c in world.organiser.held()] == [s.payload for s in sent[-1:]]
