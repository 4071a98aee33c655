"""The organiser's window with its meeting, for tests that meet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.services.chair.agenda import Settled
from app.ui import preferences as prefs
from app.ui.chair import pages
from app.ui.chair.meeting_view import MeetingView
from app.ui.chair.season_papers_page import SeasonPapersPage
from app.ui.chair.season_view import SeasonView
from tests.fakes import panel_season
from tests.fakes.panel_season import PanelSeason
from tests.ui.conftest import Desk
from tests.ui.test_chair_meeting import click, on_table, settled


class SeasonDesk(Desk):
    """The organiser's window."""

    @property
    def view(self) -> SeasonView:
        assert self.window.season is not None
        found = self.window.season.desk.page(pages.SEASON)
        assert isinstance(found, SeasonView)
        return found

    @property
    def meeting(self) -> MeetingView:
        assert self.window.season is not None
        found = self.window.season.desk.page(pages.MEETING)
        assert isinstance(found, MeetingView)
        return found

    @property
    def papers(self) -> SeasonPapersPage:
        assert self.window.season is not None
        found = self.window.season.desk.page(pages.PAPERS)
        assert isinstance(found, SeasonPapersPage)
        return found

    @property
    def title(self) -> str:
        assert self.window.season is not None
        return self.window.season.desk.title.text()

    def opened(self) -> SeasonDesk:
        self.qtbot.waitUntil(lambda: self.window.season is not None and self.view.model.picture is not None, timeout=60_000)
        return self

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=60_000)

    def at_the_meeting(self) -> MeetingView:
        """合议 in front, an entry on the table."""
        assert self.window.season is not None
        self.window.season.desk.show_page(pages.MEETING)
        self.until(lambda: on_table(self.meeting) != "")
        return self.meeting

    def at_the_papers(self) -> SeasonPapersPage:
        """报表 in front, with what is kept."""
        assert self.window.season is not None
        self.papers.model.memory = None
        self.window.season.desk.show_page(pages.PAPERS)
        self.until(lambda: self.papers.model.memory is not None)
        return self.papers

    def put(self, code: str) -> MeetingView:
        """This entry on the table."""
        self.meeting.model.go(code)
        self.until(lambda: on_table(self.meeting) == code)
        return self.meeting

    def level(self, code: str) -> str | None:
        return next(r for r in self.view.rows.rows if r.code == code).level

    def decided(self, code: str) -> None:
        """Press the button of the open form, and wait."""
        view = self.meeting
        self.until(view.form.confirm.isEnabled)
        click(view.form.confirm)
        self.until(lambda: settled(view, code) is not Settled.OPEN)


def start(qtbot: QtBot, home: Path) -> SeasonDesk:
    prefs.save(home, prefs.Preferences())
    made = SeasonDesk(qtbot, home)
    made.start(passphrase=panel_season.PASSPHRASE)
    return made.opened()


def merged(desk: SeasonDesk, season: PanelSeason) -> SeasonView:
    view = desk.view
    view.model.take(list(season.files.values()))
    desk.until(lambda: not view.preview.isHidden())
    view.preview.accept.click()
    desk.until(lambda: len(view.rows.rows) == 24)
    return view
