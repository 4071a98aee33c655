"""用时 on the meeting page: it goes on from where the last evening ended, and a beat is neither seen nor heard."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.core.clock import Clock
from app.core.errors import DiskFull
from app.models.chairing import EntryTime
from app.models.changes import Changes
from app.services.chair import agenda, shelves
from app.services.chair.agenda import Item
from app.services.profile import Profile
from app.ui.chair.meeting_services import Table
from app.ui.chair.meeting_view import MeetingView
from tests.fakes import chair_season
from tests.fakes.season import CHAIR, Season
from tests.ui.conftest import ChairOpener
from tests.ui.test_chair_meeting import meeting

EARLIER = 50
START = Clock().now()


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """Its chair talked of Z-001 for some seconds and shut the desk two hours ago."""
    season = chair_season.make_merged(tmp_path_factory.mktemp("panel"), entries=2, judges=3)
    with season.open(CHAIR) as profile:
        agenda.put_on_table(profile, "Z-001")
        with profile.database.write() as tx:
            place = shelves.PLACE.get(tx, "1")
            assert place is not None
            before = profile.clock.now() - timedelta(hours=2)
            shelves.PLACE.put(tx, "1", replace(place, times=(EntryTime("Z-001", before, EARLIER),)))
    return season


def kept(view: MeetingView, qtbot: QtBot) -> Item:
    """What the disk holds of the entry on the table, after all that was asked for before."""
    found: list[Table] = []
    view.model.chair.runner.database(view.model.chair.meeting.table, then=found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    return next(i for i in found[0].agenda.items if i.code == "Z-001")


def test_a_night_in_which_the_desk_was_shut_is_no_talk(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    view = meeting(open_chair(panel))
    assert EARLIER <= view.model.spent() < EARLIER + 600
    qtbot.waitUntil(lambda: view.pane.clock.text().startswith(("用时 0:", "用时 1:")), timeout=20_000)
    there = kept(view, qtbot)
    assert there.opened is not None
    assert (there.seconds, there.opened > START) == (EARLIER, True), "the desk says at once that it is open"


def test_a_beat_is_kept_and_nothing_is_read_anew(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    view = meeting(open_chair(panel))
    before, chair = kept(view, qtbot), view.model.chair
    heard: list[object] = []
    for news in (view.model.shown, chair.pictured, chair.headed, chair.bus.changed, chair.steps.added):
        news.connect(lambda *told: heard.append(told))
    view.model._alive.timeout.emit()
    after = kept(view, qtbot)
    kept(view, qtbot)  # what the beat's answer asked for would be here before this one
    assert before.opened is not None
    assert after.opened is not None
    assert (after.opened > before.opened, heard) == (True, [])


def test_a_beat_that_a_full_disk_refused_is_not_told(
    qtbot: QtBot, open_chair: ChairOpener, panel: Season, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_chair(panel)
    view = meeting(desk)
    before = kept(view, qtbot)

    def full(profile: Profile, number: int) -> Changes:
        raise DiskFull("磁盘满了。", "请清理。")

    monkeypatch.setattr(agenda, "keep_time", full)
    with qtbot.assertNotEmitted(view.model.chair.runner.failure):
        view.model._alive.timeout.emit()
        assert kept(view, qtbot) == before
    assert desk.window.notice.isHidden()


def test_it_beats_once_a_minute_and_only_while_there_is_a_meeting(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    opened = open_chair(panel)
    view, room = meeting(opened), opened.room.chair
    before, alive = kept(view, qtbot), view.model._alive
    assert (alive.isActive(), alive.isSingleShot(), alive.interval()) == (True, False, 60_000)
    assert room is not None
    assert room.model.head is not None
    room.model._headed(replace(room.model.head, round=2, own_submitted=False))
    alive.timeout.emit()
    assert kept(view, qtbot) == before


def test_a_desk_that_is_shut_beats_no_more(open_chair: ChairOpener, panel: Season) -> None:
    opened = open_chair(panel)
    view = meeting(opened)
    alive = view.model._alive
    opened.close()
    assert not isValid(alive)
