"""Merging is the union of sets: any order, any number of times, in any portions, ends in the same results.

The packages are real ones, handed in by four laptops: three first ones, a replacement and a fork. An import undone takes its
files out of the union, and one redone puts them back.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.tasks import Context
from app.services.chair import merge, results, steps
from app.services.profile import Profile
from tests.fakes.forged_packages import real
from tests.fakes.published_season import CHAIR, SECOND, THIRD, World

pytestmark = pytest.mark.slow

FIRST, REPLACED, FORK = "first", "replacement", "fork"
_LAWS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@dataclass
class Chairs:
    """As many chairs as wanted, each with a profile of its own that holds nothing yet."""

    world: World
    files: dict[str, Path]
    count: int = 0

    def fresh(self) -> Path:
        self.count += 1
        return Path(shutil.copytree(self.world.home(CHAIR), self.world.home(f"chair-{self.count}")))

    def after(self, *portions: Sequence[str], undo: Sequence[int] = (), redo: Sequence[int] = ()) -> dict[str, Any]:
        """`chair results --json` of a chair who merged these files in these portions, with nothing opened in between; then the
        imports of `undo` are set aside, and those of `redo` brought back."""
        home = self.fresh()
        try:
            with self.world.open(home.name) as profile:
                made = [merge.merge(profile, [self.files[n] for n in portion], Context())[0].step for portion in portions]
                for change, chosen in ((steps.undo, undo), (steps.redo, redo)):
                    for step in (made[n] for n in chosen):
                        if step is not None:
                            change(profile, step)
                return _view(profile)
        finally:
            shutil.rmtree(home)


def _view(profile: Profile) -> dict[str, Any]:
    return results.as_json(*results.results(profile))


@pytest.fixture(scope="module")
def chairs(lay_out_submitted: Callable[[], World]) -> Chairs:
    world = lay_out_submitted()
    files = {f"{FIRST} {j}": world.package(j) for j in (CHAIR, SECOND, THIRD)}
    files[f"{REPLACED} {SECOND}"] = _changed(world, SECOND, sequence=2)
    files[f"{FORK} {THIRD}"] = _changed(world, THIRD)
    files[f"{REPLACED} {CHAIR}"] = _changed(world, CHAIR, sequence=2)
    return Chairs(world, files)


def _changed(world: World, judge: str, **changes: Any) -> Path:
    """Another package of the same judge, 5 points lower at the first item of Z-001."""
    package = real(world, judge)
    old = package.points("Z-001")
    code, value = next(iter(old.points.items()))
    new = replace(old, points={**old.points, code: type(value)(value - 500)})
    path = world.root / f"changed-{judge}.qcr"
    path.write_bytes(package.signed([new if p is old else p for p in package.parts], **changes))
    return path


NAMES = (f"{FIRST} {CHAIR}", f"{FIRST} {SECOND}", f"{FIRST} {THIRD}", f"{REPLACED} {SECOND}", f"{FORK} {THIRD}", f"{REPLACED} {CHAIR}")
_subsets = st.lists(st.sampled_from(NAMES), unique=True, max_size=len(NAMES))


def test_the_files_are_different_and_matter(chairs: Chairs) -> None:
    seen = [chairs.after(list(NAMES[:n])) for n in range(len(NAMES) + 1)]
    assert seen[0] == seen[1], "the chair's own package is there from the start"
    assert all(a != b for a, b in pairwise(seen[1:]))
    assert seen[4]["received"] == [CHAIR, SECOND, THIRD]
    assert seen[5]["received"] == [CHAIR, SECOND], "a fork waits for the chair"


@_LAWS
@given(order=st.permutations(NAMES))
def test_free_of_order(chairs: Chairs, order: list[str]) -> None:
    assert chairs.after(order) == chairs.after(NAMES)


@_LAWS
@given(chosen=_subsets, order=st.randoms(use_true_random=False))
def test_commutative_on_any_subset(chairs: Chairs, chosen: list[str], order: Any) -> None:
    other = list(chosen)
    order.shuffle(other)
    assert chairs.after(chosen) == chairs.after(other)


@_LAWS
@given(chosen=_subsets, cuts=st.lists(st.integers(0, len(NAMES)), max_size=4))
def test_associative_over_any_portions(chairs: Chairs, chosen: list[str], cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(NAMES)]
    portions = [chosen[a:b] for a, b in pairwise(edges)]
    assert chairs.after(*portions) == chairs.after(chosen)


@_LAWS
@given(chosen=_subsets, again=_subsets)
def test_idempotent(chairs: Chairs, chosen: list[str], again: list[str]) -> None:
    once = chairs.after(chosen)
    assert chairs.after(chosen, [n for n in again if n in chosen], chosen) == once


_portions = st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True), min_size=1, max_size=4)


def test_a_file_of_the_chairs_own_that_two_imports_brought_outlives_one_of_them(chairs: Chairs) -> None:
    """Found by the law below: the second import did not count it as brought, for it was the chair's."""
    own, again, other = NAMES[0], NAMES[5], NAMES[2]
    assert chairs.after([again], [again, own, other], undo=[0]) == chairs.after([again, own, other])
    assert chairs.after([again, other], [own, NAMES[1]], undo=[0, 1]) == chairs.after(), "the one that no import brought stays"


@_LAWS
@given(portions=_portions, data=st.data())
def test_what_counts_is_the_union_of_the_imports_that_stand(chairs: Chairs, portions: list[list[str]], data: st.DataObject) -> None:
    undone = data.draw(st.lists(st.integers(0, len(portions) - 1), unique=True), "undone")
    redone = data.draw(st.lists(st.sampled_from(undone), unique=True) if undone else st.just([]), "redone")
    live, stepped = {f"{FIRST} {CHAIR}"}, []  # the own package is there from the start
    for portion in portions:  # an import that brought nothing new is no step
        stepped.append(not set(portion) <= live)
        live |= set(portion)
    standing = [p for n, p in enumerate(portions) if stepped[n] and (n not in undone or n in redone)]
    assert chairs.after(*portions, undo=undone, redo=redone) == chairs.after([n for p in standing for n in p])


@_LAWS
@given(portions=_portions, order=st.randoms(use_true_random=False))
def test_undone_in_any_order_is_as_if_nothing_had_come(chairs: Chairs, portions: list[list[str]], order: Any) -> None:
    every = list(range(len(portions)))
    order.shuffle(every)
    assert chairs.after(*portions, undo=every) == chairs.after()


def test_the_same_by_the_command_line(chairs: Chairs) -> None:
    """What the laws compare is what `chair results --json` prints."""
    world = chairs.world
    before = world.kept(CHAIR)
    home = chairs.fresh()
    world.ask(CHAIR, "--home", home, "chair", "merge", *(chairs.files[n] for n in NAMES))
    printed = world.ask(CHAIR, "--home", home, "chair", "results")
    assert printed == chairs.after(list(reversed(NAMES)))
    assert world.kept(CHAIR) == before
