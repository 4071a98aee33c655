"""Ready to travel means: what is wanted is here and opens. What nobody wants is missed by nobody, and every damaged file has its name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.tasks import Context
from app.models.season import Enrolment
from app.services.judge import declare, load_plan, loading, recuse, seen_files, sync, travel_check
from app.services.judge.load_plan import Wanted
from app.services.judge.travel_check import Check
from app.services.profile import Profile
from tests.fakes.laptops import Office, new_laptop, serving, set_policy, sync_now
from tests.fakes.season import Season, found

JUDGE = "J-02"


@pytest.fixture
def season(tmp_path: Path) -> Season:
    made = found(tmp_path, entries=3, judges=2, videos={"Z-001": 300_000})
    set_policy(made, enrolment=Enrolment.IMMEDIATE)
    return made


@pytest.fixture
def laptop(season: Season) -> Iterator[Season]:
    """It has news and no file yet; the source stays reachable."""
    with serving(season) as address:
        office = Office(season, address)
        invitation = office.invite().files[JUDGE]
        office.publish()
        new_laptop(season, JUDGE, invitation)
        with season.open(JUDGE) as profile:
            sync.sync(profile, Context(), wanted=Wanted(entries=frozenset()))
            declare.declare(profile, {})
        yield season


def looked(profile: Profile) -> dict[str, Check]:
    return {c.name: c for c in travel_check.check(profile, Context()).checks}


def spoilt(profile: Profile, *sealed: str) -> None:
    for one in sealed:
        place = profile.blob(one)
        whole = bytearray(place.read_bytes())
        whole[len(whole) // 2] ^= 1
        place.write_bytes(whole)


def test_what_one_stood_aside_from_before_its_files_came_is_not_missed(laptop: Season) -> None:
    with laptop.open(JUDGE) as profile:
        recuse.recuse(profile, "Z-001", "曾辅导该小组")
        loading.load(profile, Context(), loading.Board())
        assert load_plan.plan(profile).waiting == ()
        assert looked(profile)["files"].ok


def test_what_was_deliberately_left_out_is_said_and_not_missed(laptop: Season) -> None:
    with laptop.open(JUDGE) as profile:
        load_plan.choose(profile, Wanted(videos=False))
        loading.load(profile, Context(), loading.Board())
        files = looked(profile)["files"]
        assert files.ok
        assert "1 个按您的选择不下载" in files.words
        load_plan.choose(profile, Wanted())
        assert not looked(profile)["files"].ok


def test_every_damaged_file_is_named_and_comes_anew(laptop: Season) -> None:
    with laptop.open(JUDGE) as profile:
        loading.load(profile, Context(), loading.Board())
        lines = load_plan.plan(profile).lines
        spoilt(profile, *(line.sealed for line in lines))
        opens = looked(profile)["documents"]
        assert not opens.ok
        assert all(f"{line.entry} {line.title}" in opens.words for line in lines)
        assert opens.words.count("已损坏") == 1
        assert {line.sealed for line in load_plan.plan(profile).waiting} == {line.sealed for line in lines}
    sync_now(laptop, JUDGE)
    with laptop.open(JUDGE) as profile:
        assert "已损坏" not in looked(profile)["documents"].words  # the sample's video opens nowhere, damaged or not
        assert load_plan.plan(profile).waiting == ()


def test_a_damaged_file_of_an_entry_nobody_reads_is_no_failure(laptop: Season) -> None:
    with laptop.open(JUDGE) as profile:
        loading.load(profile, Context(), loading.Board())
        video = next(line for line in load_plan.plan(profile).lines if line.video)
        spoilt(profile, video.sealed)
        recuse.recuse(profile, "Z-001", "曾辅导该小组")
        assert looked(profile)["documents"].ok


def test_a_start_reads_no_file_again_that_nobody_touched(laptop: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = travel_check._check_document
    monkeypatch.setattr(travel_check, "_check_document", lambda p, document: (read.append(document.sealed_sha256), real(p, document))[1])
    with laptop.open(JUDGE) as profile:
        loading.load(profile, Context(), loading.Board())
        every = {line.sealed for line in load_plan.plan(profile).lines}

        def again(*, lately: bool) -> set[str]:
            read.clear()
            travel_check.check(profile, Context(), lately=lately)
            return set(read)

        assert again(lately=True) == every, "nothing was ever looked at"
        shut = again(lately=True)
        assert len(shut) == 1, "the sample's video is none: what does not open is looked at every time"
        assert again(lately=False) == every, "who asks has all of it read"
        one = min(every - shut)
        spoilt(profile, one)
        assert again(lately=True) == {one, *shut}
        assert again(lately=True) == {one, *shut}, "damaged, and not forgotten"


@pytest.mark.parametrize("kept", ["[]", '{"a":1}', '{"a":[1,2]}', '{"a":[1,2,"yesterday"]}', "{"])
def test_what_cannot_be_read_of_the_last_check_counts_for_nothing(laptop: Season, kept: str) -> None:
    with laptop.open(JUDGE) as profile:
        with profile.database.write() as tx:
            tx.settings.put(seen_files._KEY, kept)
        with profile.database.read() as tx:
            assert seen_files.recall(tx) == {}


def test_a_mark_is_believed_for_some_days_and_never_from_the_future(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_bytes(b"whole")
    now = datetime(2026, 7, 1, 8, tzinfo=UTC)
    mark = seen_files.mark(place, now)
    assert mark is not None
    assert [mark.holds(place, now + timedelta(days=days)) for days in (0, 6, 8, -1)] == [True, True, False, False]
    place.write_bytes(b"other")
    os.utime(place, ns=(mark.changed_ns + 1, mark.changed_ns + 1))
    assert not mark.holds(place, now)
    place.unlink()
    assert not mark.holds(place, now)
    assert seen_files.mark(place, now) is None
