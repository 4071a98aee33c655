"""The clock has a line of its own in the doctor and the travel check: right, behind by how much, or far ahead."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.core.clock import Clock
from app.services import doctor
from app.services import profile as profiles
from app.services.judge import clock_words
from tests.fakes import desk_profile
from tests.fakes.desk_profile import NOON, PASSPHRASE


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("clock") / "home"
    with closing(desk_profile.make(made, desk_profile.Plan(entries=2))) as profile:
        profile.learn_time(NOON)
    return made


@pytest.mark.parametrize(
    ("system", "right", "words"),
    [
        (NOON, True, "时钟正常"), (NOON - timedelta(seconds=200), True, "时钟正常"), (NOON - timedelta(minutes=20), False, "慢了 20 分钟"),
        (NOON - timedelta(hours=7), False, "慢了 7 小时"), (NOON - timedelta(days=400), False, "慢了 400 天"),
        (NOON + timedelta(days=119), True, "时钟正常"), (NOON + timedelta(days=121), False, "发布于 121 天前"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_clock(home: Path, system: datetime, right: bool, words: str) -> None:
    with closing(profiles.open_profile(home, passphrase=PASSPHRASE, clock=Clock(lambda: system))) as profile:
        assert clock_words.look(profile)[0] is right
        found = {f.name: f for f in doctor.examine_open(profile)}
    assert words in found["clock"].words
    assert found["clock"].ok is right
    assert found["store"].ok, "a wrong clock hides nothing of the store"


def test_a_profile_that_cannot_be_opened_is_one_line(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QCDESK_PASSPHRASE", "not this one")
    found = {f.name: f for f in doctor.examine(home)}
    assert not found["store"].ok
    assert "clock" not in found
    monkeypatch.setenv("QCDESK_PASSPHRASE", PASSPHRASE)
    assert {f.name: f.ok for f in doctor.examine(home)}["store"]


def test_no_profile_is_no_fault(tmp_path: Path) -> None:
    assert [f.ok for f in doctor.examine(tmp_path / "nobody") if f.name == "store"] == [True]
