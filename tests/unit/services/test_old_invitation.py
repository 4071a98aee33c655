"""The invitation's file goes on lying on the desktop: after its 30 days it still leads to the profile that it made."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.core import homes
from app.core.clock import Clock
from app.core.errors import Expired, UsageError
from app.services import profile as profiles
from app.services.judge import enrol, opened_file
from app.services.judge.other_season import OtherSeason, compare
from app.services.profile import Profile
from app.ui.judge import season_folder, start_work
from app.ui.judge.services import JudgeServices
from tests.fakes import next_season
from tests.fakes.next_season import NextSeason
from tests.fakes.qcdesk import Desk
from tests.fakes.season import PASSPHRASE


def later() -> datetime:
    return Clock().now() + timedelta(days=40)


@pytest.fixture(scope="module")
def seasons(tmp_path_factory: pytest.TempPathFactory) -> tuple[NextSeason, NextSeason]:
    return tuple(next_season.make(tmp_path_factory.mktemp(str(year)), year=year) for year in (2026, 2027))  # type: ignore[return-value]


@pytest.fixture
def home(tmp_path: Path, seasons: tuple[NextSeason, NextSeason]) -> Path:
    """Of the earlier season."""
    home = tmp_path / "qcdesk"
    _enrolled(home, seasons[0])
    return home


def _enrolled(home: Path, season: NextSeason) -> None:
    profile, _ = profiles.create(home, passphrase=PASSPHRASE)
    with closing(profile):
        enrol.enrol(profile, season.invitation.read_bytes())


def _opened(home: Path) -> closing[Profile]:
    return closing(profiles.open_profile(home, passphrase=PASSPHRASE, clock=Clock(later)))


def test_on_the_profile_it_made_all_is_well(home: Path, seasons: tuple[NextSeason, NextSeason]) -> None:
    with _opened(home) as profile:
        told, _ = opened_file.take(profile, seasons[0].invitation)
    assert told.good
    assert "已经用过了" in told.words


def test_it_leads_to_its_own_season_beside(home: Path, seasons: tuple[NextSeason, NextSeason], monkeypatch: pytest.MonkeyPatch) -> None:
    beside = homes.of_season(home, seasons[1].id)
    _enrolled(beside, seasons[1])
    with _opened(beside) as profile, pytest.raises(OtherSeason) as refused:
        opened_file.take(profile, seasons[0].invitation)
    assert (refused.value.there, refused.value.home) == (True, home)
    monkeypatch.setattr(season_folder, "Clock", lambda: Clock(later))
    with pytest.raises(OtherSeason):  # the same while this season's profile is shut
        start_work.invitation(JudgeServices.invitation, seasons[0].invitation, beside, None)


def test_where_nothing_can_be_begun_with_it_this_computers_date_is_said(
    home: Path, tmp_path: Path, seasons: tuple[NextSeason, NextSeason], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(season_folder, "Clock", lambda: Clock(later))
    today = str(later().astimezone().date())
    for place in (home, tmp_path / "empty"):
        with pytest.raises(Expired, match=today):
            start_work.invitation(JudgeServices.invitation, seasons[1].invitation, place, None)
    with _opened(home) as profile, pytest.raises(Expired, match=today) as refused:
        opened_file.take(profile, seasons[1].invitation)
    assert "校正" in refused.value.hint
    with pytest.raises(Expired):
        enrol.require_season(seasons[1].invitation.read_bytes(), later(), tmp_path / "empty")
    assert not (tmp_path / "empty").exists()


def test_a_command_says_the_same(home: Path, seasons: tuple[NextSeason, NextSeason]) -> None:
    said = Desk(home, PASSPHRASE).run("judge", "enrol", seasons[0].invitation, code=1)
    assert "已经用过了" in said.line


def test_a_name_that_turns_the_direction_of_writing_turns_nothing_of_ours(tmp_path: Path) -> None:
    other = compare(tmp_path, homes.Note("qc0123456789abcdef", "甲\u202e协会"), "qc1123456789abcdef", "乙\u202e协会\n2027")
    assert isinstance(other, UsageError)
    assert "“乙协会 2027”" in other.message
    assert "“甲协会”" in other.message
