"""Where a document was read or watched is found again, and nothing that was written otherwise is believed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.judge import reading_place
from app.services.judge.reading_place import ReadingPlace, VideoPlace
from app.services.profile import Profile
from tests.fakes import desk_profile

VIDEO = "ab" * 32


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = desk_profile.make(tmp_path / "home", desk_profile.Plan(entries=1, reports=(b"%PDF",)))
    yield made
    made.close()


def test_a_video_is_found_where_it_was_left(profile: Profile) -> None:
    assert reading_place.recall_video(profile, VIDEO) is None
    for place in (VideoPlace(205_000), VideoPlace(0, watched=True)):
        reading_place.keep_video(profile, VIDEO, place)
        assert reading_place.recall_video(profile, VIDEO) == place


@pytest.mark.parametrize(
    "kept",
    [
        "{",
        "[]",
        '{"moment": "x", "watched": true}',
        '{"watched": true}',
        '{"moment": -1, "watched": false}',
        '{"moment": 1e12, "watched": false}',
    ],
)
def test_what_is_no_place_of_a_video_is_none(profile: Profile, kept: str) -> None:
    with profile.database.write() as tx:
        tx.documents.remember(VIDEO, kept)
    assert reading_place.recall_video(profile, VIDEO) is None


def test_the_two_kinds_of_place_are_not_taken_for_each_other(profile: Profile) -> None:
    reading_place.keep(profile, VIDEO, ReadingPlace(3, 1.25))
    assert reading_place.recall_video(profile, VIDEO) is None
    reading_place.keep_video(profile, VIDEO, VideoPlace(5_000))
    assert reading_place.recall(profile, VIDEO) is None
    with profile.database.read() as tx:
        assert json.loads(str(tx.documents.recall(VIDEO))) == {"moment": 5_000, "watched": False}
