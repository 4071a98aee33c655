"""用时 of an entry: what was talked while the desk was open, through a shut window, another entry and a clock that is set."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from app.core.clock import Clock
from app.models.changes import NOTHING
from app.services import profile as profiles
from app.services.chair import agenda, steps
from app.services.profile import Profile
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ChairPanel, Pristine
from tests.fakes.season import CHAIR, PASSPHRASE

OWN = {"Z-001": "84", "Z-002": "80"}


class Hand:
    """The chair's profile, and the hand that sets its clock."""

    def __init__(self, panel: ChairPanel) -> None:
        self.now = Clock().now() + timedelta(days=1)  # a clock behind what the season published is not believed
        self.profile: Profile = profiles.open_profile(panel.season.home(CHAIR), passphrase=PASSPHRASE, clock=Clock(lambda: self.now))

    def wait(self, **length: float) -> None:
        self.now += timedelta(**length)

    def talk(self, minutes: int) -> None:
        """With the desk open."""
        for _ in range(minutes):
            self.wait(minutes=1)
            agenda.keep_time(self.profile, 1)

    def spent(self, code: str) -> int:
        item = next(i for i in agenda.agenda(self.profile).items if i.code == code)
        assert item.opened is not None
        return item.seconds + (agenda.lived(item.opened, self.now) if code == agenda.agenda(self.profile).current else 0)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    return Pristine.of(chair_panel.make(tmp_path_factory.mktemp("clock") / "now", judges=2, entries=2, own=OWN))


@pytest.fixture
def hand(pristine: Pristine) -> Iterator[Hand]:
    made = Hand(pristine.lay_out())
    with closing(made.profile):
        agenda.put_on_table(made.profile, "Z-001")
        yield made


def test_hours_in_which_the_desk_was_shut_are_no_talk(hand: Hand) -> None:
    hand.wait(hours=2)
    assert hand.spent("Z-001") == 0
    agenda.put_on_table(hand.profile, "Z-002")
    assert hand.spent("Z-001") == 0


def test_a_desk_opened_again_goes_on_from_where_it_was(hand: Hand) -> None:
    hand.talk(3)
    hand.wait(hours=2)
    agenda.keep_time(hand.profile, 1)
    hand.wait(seconds=30)
    assert hand.spent("Z-001") == 3 * 60 + 30


def test_a_long_talk_at_an_open_desk_counts_whole(hand: Hand) -> None:
    hand.talk(120)
    hand.wait(seconds=20)
    assert hand.spent("Z-001") == 120 * 60 + 20


def test_each_entry_has_its_own_time(hand: Hand) -> None:
    hand.talk(2)
    hand.wait(seconds=10)
    agenda.put_on_table(hand.profile, "Z-002")
    hand.talk(1)
    agenda.put_on_table(hand.profile, "Z-001")
    hand.talk(1)
    assert (hand.spent("Z-001"), hand.spent("Z-002")) == (3 * 60 + 10, 60)


def test_a_clock_set_back_takes_no_time_away(hand: Hand) -> None:
    hand.talk(2)
    hand.wait(hours=-1)
    assert hand.spent("Z-001") == 2 * 60
    hand.talk(2)
    assert hand.spent("Z-001") == 3 * 60, "the minute in which it was set is nobody's"


def test_a_beat_is_no_step_and_no_news(hand: Hand) -> None:
    before = steps.history(hand.profile)
    hand.wait(minutes=1)
    assert agenda.keep_time(hand.profile, 1) is NOTHING
    assert steps.history(hand.profile) == before
    assert agenda.agenda(hand.profile).current == "Z-001"
