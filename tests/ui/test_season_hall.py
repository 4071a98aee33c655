"""The chairs' meeting before the hall: every entry, every line and every tie is pushed, and no judge, unit or reason is read in any of it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.services.organiser import season_policy
from app.ui.chair.acts import Act
from app.ui.chair.meeting_view import MeetingView
from app.ui.chair.projection_window import ProjectionWindow
from tests.fakes.panel_season import PanelSeason
from tests.fakes.season_meeting import NAMES, TIED, TOTALS
from tests.ui.season_window import SeasonDesk, click, merged, start
from tests.ui.test_chair_projection_story import leaks

pytestmark = pytest.mark.slow
PUT_OFF = "Z1-003"
WHY = "据王喆私下说，该单位去年已获奖"


def unit(code: str) -> str:
    return f"{code}机械有限公司"


def pushed(view: MeetingView) -> ProjectionWindow:
    view.projector.push()
    window = view.projector.window
    assert window is not None
    return window


def test_every_page_of_the_meeting_names_nobody_and_no_unit(qtbot: QtBot, chairs_season: PanelSeason) -> None:
    season = chairs_season
    with season.open() as organiser:
        season_policy.change(organiser, season.repository, {"units_in_hall": False})
    desk = start(qtbot, season.home)
    try:
        merged(desk, season)
        _watch(desk, season)
    finally:
        desk.close()


def _watch(desk: SeasonDesk, season: PanelSeason) -> None:
    judges = [j for own in season.judges.values() for j in own]
    private = {WHY, "私下", *NAMES.values(), *judges, *(f"评委{j}" for j in judges), *(f"{j}研究所" for j in judges), *map(unit, TOTALS)}
    view = desk.at_the_meeting()
    assert desk.window.season is not None
    desk.window.season.model.veil.show_units(True)
    desk.put(PUT_OFF)
    click(view.bar.buttons[Act.DEFER])
    view.form.form.reason.setPlainText(WHY)
    desk.decided(PUT_OFF)
    seen = 0
    for code in TOTALS:
        desk.put(code)
        window = pushed(view)
        assert leaks(window, private) == [], code
        seen += any(code in text for text in window.texts())
    assert seen == len(TOTALS)
    click(view.lines)
    assert view.pane.which.count() > 1
    for at in range(view.pane.which.count()):
        view.pane.which.setCurrentIndex(at)
        assert leaks(pushed(view), private) == []
    desk.put(TIED[0])
    click(view.ties)
    assert leaks(pushed(view), private) == []
