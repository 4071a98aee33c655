"""A decision that is being filled in survives another entry, a shut form, a closed window and a crash; made, it is gone from the form."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.errors import DiskFull
from app.services import profile as profiles
from app.services.chair import half_made
from app.services.profile import Profile
from app.ui.chair.acts import Act
from app.ui.chair.meeting_view import MeetingView
from tests.fakes import chair_season
from tests.fakes.season import CHAIR, PASSPHRASE, Season
from tests.ui.conftest import ChairOpener, Desk
from tests.ui.test_chair_meeting import meeting, on_table

CONTROL = Qt.KeyboardModifier.ControlModifier
WORDS = "第14页末端原因③已用数据确认，"


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return chair_season.make_merged(tmp_path_factory.mktemp("panel"), entries=4, judges=4)


def begin_vote(view: MeetingView) -> None:
    view.bar.buttons[Act.VOTE].click()
    view.form.form.reason.setPlainText(WORDS)
    view.form.form.meeting.agree.setValue(3)


def on(code: str, view: MeetingView, qtbot: QtBot) -> MeetingView:
    view.model.go(code)
    qtbot.waitUntil(lambda: on_table(view) == code, timeout=20_000)
    return view


def test_what_was_typed_is_there_again(qtbot: QtBot, open_chair: ChairOpener, panel: Season, home: Path) -> None:
    desk = open_chair(panel)
    view = meeting(desk)
    first = on_table(view)
    begin_vote(view)
    QTest.keyClick(view.agenda, Qt.Key.Key_PageDown, CONTROL)
    qtbot.waitUntil(lambda: on_table(view) != first, timeout=20_000)
    view.bar.buttons[Act.VOTE].click()
    assert view.form.form.reason.toPlainText() == ""
    QTest.keyClick(view.agenda, Qt.Key.Key_PageUp, CONTROL)
    qtbot.waitUntil(lambda: on_table(view) == first, timeout=20_000)
    view.bar.buttons[Act.LEVEL].click()
    assert view.form.form.reason.toPlainText() == ""
    view.bar.buttons[Act.VOTE].click()
    assert (view.form.form.reason.toPlainText(), view.form.form.meeting.agree.value()) == (WORDS, 3)
    desk.close()
    with closing(profiles.open_profile(home, passphrase=PASSPHRASE)) as profile:
        assert half_made.all_of(profile, 1) == {(first, "vote"): {"reason": WORDS, "agree": "3"}}


def test_a_decision_that_is_made_is_no_draft(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    view = meeting(open_chair(panel))
    first = on_table(view)
    view.bar.buttons[Act.DEFER].click()
    view.form.form.reason.setPlainText(WORDS)
    assert view.model.half(first, Act.DEFER) == {"reason": WORDS}
    qtbot.waitUntil(view.form.confirm.isEnabled, timeout=20_000)
    QTest.mouseClick(view.form.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(view.form.isHidden, timeout=20_000)
    assert view.model.half(first, Act.DEFER) == {}
    qtbot.waitUntil(lambda: view.model.table is not None and bool(view.model.table.log), timeout=20_000)
    view.bar.buttons[Act.DEFER].click()
    assert view.form.form.reason.toPlainText() == ""


def test_who_leads_and_who_is_there_is_kept_too_and_the_button_says_so(
    qtbot: QtBot, open_chair: ChairOpener, tmp_path_factory: pytest.TempPathFactory, home: Path, tmp_path: Path
) -> None:
    season, packages = chair_season.make(tmp_path_factory.mktemp("aside"), entries=2, judges=4, recused={"J-01": ("Z-001",)})
    chair_season.merged(season, packages)
    before = open_chair(season)
    view = on("Z-001", meeting(before), qtbot)
    begin_vote(view)
    there = view.form.form.meeting
    there.ticks["J-04"].setChecked(False)
    there.leader.setCurrentIndex(there.leader.findData("J-03"))
    there.agree.setValue(2)
    QTest.keyClick(view.form, Qt.Key.Key_Escape)
    vote, level = view.bar.buttons[Act.VOTE], view.bar.buttons[Act.LEVEL]
    assert (vote.property("begun"), vote.accessibleName()) == (True, "表决：填了一半，还没有确认")
    assert (level.property("begun"), level.accessibleName()) == (False, "调整等级")
    written: list[int] = []
    view.model.chair.runner.database(lambda: 1, then=written.append)
    qtbot.waitUntil(lambda: bool(written), timeout=20_000)
    shutil.copytree(home, tmp_path / "killed", ignore=shutil.ignore_patterns("desk.lock"))
    before.close()
    desk = Desk(qtbot, tmp_path / "killed").start(passphrase=PASSPHRASE).ready()
    try:
        view = on("Z-001", meeting(desk), qtbot)
        assert view.bar.buttons[Act.VOTE].property("begun")
        view.bar.buttons[Act.VOTE].click()
        again = view.form.form.meeting
        assert (again.leader.currentData(), again.agree.value()) == ("J-03", 2)
        assert [j for j, tick in again.ticks.items() if tick.isChecked()] == ["J-02", "J-03"]
        assert view.form.form.reason.toPlainText() == WORDS
    finally:
        desk.close()


def test_a_decision_begun_in_another_round_is_none_of_this_one(
    qtbot: QtBot, open_chair: ChairOpener, panel: Season, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with panel.open(CHAIR) as profile:
        for number in (1, 2):
            half_made.keep(profile, number, "Z-002", "level", {"reason": f"第{number}轮"})
    desk = open_chair(panel)
    with panel.open(CHAIR) as profile:
        for number in (1, 2):
            half_made.keep(profile, number, "Z-002", "level", {})
        assert half_made.all_of(profile, 1) == half_made.all_of(profile, 2) == {}
    view = on("Z-002", meeting(desk), qtbot)
    level, vote = view.bar.buttons[Act.LEVEL], view.bar.buttons[Act.VOTE]
    level.click()
    assert view.form.form.reason.toPlainText() == "第1轮"
    begin_vote(view)
    table = view.model.table
    assert table is not None
    follows = replace(table, round=2, halves={("Z-002", "level"): {"reason": "第2轮"}})
    monkeypatch.setattr(view.model.chair.meeting, "table", lambda: follows)
    view.model.read()
    qtbot.waitUntil(view.form.isHidden, timeout=20_000)
    assert (level.property("begun"), vote.property("begun")) == (True, False)
    level.click()
    assert view.form.form.reason.toPlainText() == "第2轮"
    desk.close()
    with closing(profiles.open_profile(home, passphrase=PASSPHRASE)) as profile:
        assert half_made.all_of(profile, 1)["Z-002", "vote"]["reason"] == WORDS
        assert half_made.all_of(profile, 2) == {("Z-002", "level"): {"reason": "第2轮"}}


def test_who_came_in_is_no_decision(open_chair: ChairOpener, panel: Season) -> None:
    view = meeting(open_chair(panel))
    view.bar.buttons[Act.VOTE].click()
    next(iter(view.form.form.meeting.ticks.values())).setChecked(False)
    QTest.keyClick(view.form, Qt.Key.Key_Escape)
    assert not view.bar.buttons[Act.VOTE].property("begun")


def test_what_a_full_disk_did_not_take_is_counted_and_tried_again(
    qtbot: QtBot, open_chair: ChairOpener, panel: Season, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = meeting(open_chair(panel))
    real, failures = half_made.keep, [DiskFull("磁盘满了。", "请清理。")]

    def keep(profile: Profile, number: int, entry: str, act: str, fields: half_made.Half) -> None:
        if failures:
            raise failures.pop()
        real(profile, number, entry, act, fields)

    monkeypatch.setattr(half_made, "keep", keep)
    begin = view.bar.buttons[Act.DEFER]
    begin.click()
    with qtbot.waitSignal(view.model.chair.runner.failure, timeout=20_000):
        view.form.form.reason.setPlainText(WORDS)
    assert view.lost == 1
    view.save_again()
    qtbot.waitUntil(lambda: view.lost == 0, timeout=20_000)
