"""Where a copy may be written: never over the profile itself, and a name the disk does not take is said in words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import StoreError, UsageError
from app.services import backup
from app.services.judge import read_entries
from app.services.profile import Profile
from app.ui.judge.season_services import SeasonServices
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = desk_profile.make(tmp_path / "home", Plan(entries=2))
    yield made
    made.close()


@pytest.mark.parametrize("name", ["desk.db", "vault.json", "new.qcbackup", "backups/a.qcbackup", "../home/desk.db", "copies/../desk.db"])
def test_a_copy_never_goes_into_the_profile(profile: Profile, name: str) -> None:
    before = {p: p.read_bytes() for p in profile.home.glob("*") if p.is_file() and not p.name.startswith("desk.db-")}
    with pytest.raises(UsageError) as refused:
        SeasonServices(profile).off_disk(profile.home / name)
    assert refused.value.reason == "inside-profile"
    assert {p: p.read_bytes() for p in before} == before
    assert read_entries.view(profile, "Z-001").entry.code == "Z-001"


def test_a_link_that_leads_into_the_profile_is_seen_through(profile: Profile, tmp_path: Path) -> None:
    (tmp_path / "stick").symlink_to(profile.home)
    with pytest.raises(UsageError) as refused:
        backup.off_disk(profile, tmp_path / "stick" / "desk.db")
    assert refused.value.reason == "inside-profile"


def test_copies_to_carry_stay_where_they_were(profile: Profile) -> None:
    assert SeasonServices(profile).copy_to_carry().path.parent == profile.home / "copies"


def test_a_copy_to_carry_is_there_though_those_before_it_have_later_dates(profile: Profile) -> None:
    """A clock that stood ahead dated them; the one just made is the one that is pasted."""
    folder = profile.home / backup.COPIES
    folder.mkdir()
    for n in range(4):
        (folder / f"{n}.qcbackup").write_bytes(b"older")
        os.utime(folder / f"{n}.qcbackup", (2**31 + n, 2**31 + n))
    made = SeasonServices(profile).copy_to_carry().path
    assert sorted(p.name for p in folder.iterdir()) == sorted((made.name, "2.qcbackup", "3.qcbackup"))


def test_a_name_that_is_too_long_is_said_in_words(profile: Profile, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="太长") as refused:
        SeasonServices(profile).off_disk(tmp_path / ("副本" * 60 + ".qcbackup"))
    assert refused.value.reason == "name-too-long"
