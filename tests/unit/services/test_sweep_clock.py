"""What an earlier run left half-made is told by its age, and age by the clock that wrote it: a laptop of the past loses no copy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.clock import Clock
from app.services import backup
from app.services import profile as profiles
from app.services.profile import Profile
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan


@pytest.fixture
def behind(tmp_path: Path) -> Iterator[Profile]:
    """Of a computer whose clock is a month behind what was published."""
    made = desk_profile.make(tmp_path / "home", Plan(entries=1), Clock())
    made.learn_time(Clock().now() + timedelta(days=30))
    yield made
    made.close()


def half_made(profile: Profile) -> tuple[Path, Path]:
    """A copy for a stick and one on this disk, just begun."""
    folder, file = profile.home / f"{backup.MAKING}begun", profile.backups / ".desk-begun.tmp"
    folder.mkdir()
    file.parent.mkdir(exist_ok=True)
    file.touch()
    return folder, file


def sweep(profile: Profile) -> None:
    with profiles.beside(profile) as other:  # as the window does, in a thread of the pool
        backup.on_disk(other, "test")
        backup.sweep(other)


def test_a_copy_that_is_being_made_stays(behind: Profile) -> None:
    made = half_made(behind)
    sweep(behind)
    assert [p.exists() for p in made] == [True, True]


def test_what_was_left_two_hours_ago_goes(behind: Profile) -> None:
    made, then = half_made(behind), (Clock().now() - timedelta(hours=2)).timestamp()
    for place in made:
        os.utime(place, (then, then))
    sweep(behind)
    assert [p.exists() for p in made] == [False, False]
