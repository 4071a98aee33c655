"""What only the judge sees: a hint that goes away with a note, how the own points lie, and the switch for both."""

from __future__ import annotations

from pathlib import Path

from app.core.clock import Clock
from app.models.shape import Points
from app.services import profile as profiles
from app.services.judge import score
from app.ui import preferences as prefs
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Opener


def test_a_deduction_without_a_weakness_is_hinted_until_it_is_noted(open_desk: Opener) -> None:
    desk = open_desk()
    sheet, marks = desk.room.bench.sheet, desk.room.bench.rubric.body.marks
    sheet.put(Points(900))
    assert marks.words.text() == "扣分未写不足"
    desk.room.note_wanted("")
    desk.room.note.text.setPlainText("目标依据不足")
    desk.room.note.hide()
    assert marks.words.text() == ""
    desk.saved()


def test_own_points_are_shown_and_both_can_be_switched_off(open_desk: Opener, home: Path) -> None:
    desk_profile.make(home, Plan(entries=5), clock=Clock()).close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        for code, points in (("Z-001", 900), ("Z-002", 1200), ("Z-003", 1350)):
            score.set_points(profile, code, {"TOPIC": Points(points)})
    desk = open_desk()
    desk.room.open_entry("Z-001")
    desk.shows("Z-001")
    desk.room.choose_item(0)
    marks = desk.room.bench.rubric.body.marks
    desk.qtbot.waitUntil(marks.strip.isVisible, timeout=5_000)
    assert "本人已评 3 份，中位 12 分" in marks.strip.accessibleName()
    assert marks.words.text() == "扣分未写不足"
    desk.room.settings.hints.setChecked(False)
    assert marks.strip.isHidden()
    assert marks.words.text() == ""
    desk.close()
    assert prefs.load(home).hints is False
