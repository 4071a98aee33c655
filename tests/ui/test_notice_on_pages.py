"""A notice on the pages beside the papers, the chair's and the judge's: their buttons stay free, or it is one line over the status."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton

from app.ui.chair import pages
from app.ui.judge import rail
from tests.fakes import chair_season
from tests.fakes.season import Season
from tests.ui.chair_window import chair_room
from tests.ui.conftest import ChairOpener, Desk, Opener

WORDS = "Travel check: copies off this machine: none yet (entries changed since: 12); back up to a stick."
LOOKS = ((1366, 697, 100), (1092, 543, 175))


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Season:
    folder: Path = tmp_path_factory.mktemp("panel")
    return chair_season.make_merged(folder, entries=4, judges=4)


def under_the_notice(desk: Desk) -> list[str]:
    """Buttons of the page in front that it lies over."""
    front, notice = desk.window.stack.currentWidget(), desk.window.notice
    shown = [b for b in front.findChildren(QPushButton) if b.isVisible() and not b.visibleRegion().isEmpty()]
    where = {
        b.text(): QRect(b.mapTo(desk.window, b.visibleRegion().boundingRect().topLeft()), b.visibleRegion().boundingRect().size())
        for b in shown
    }
    return [text for text, place in where.items() if place.intersects(notice.geometry())]


def stays_free(desk: Desk) -> None:
    notice = desk.window.notice
    desk.qtbot.waitUntil(lambda: notice.isVisible() and under_the_notice(desk) == [], timeout=20_000)
    assert desk.window.rect().contains(notice.geometry())


@pytest.mark.parametrize(("width", "height", "text"), LOOKS)
def test_the_chairs_buttons_stay_free(open_chair: ChairOpener, panel: Season, width: int, height: int, text: int) -> None:
    desk = open_chair(panel, width, height, language="en", text=text)
    room = chair_room(desk)
    desk.qtbot.waitUntil(lambda: room.model.points_open, timeout=20_000)
    desk.window.notice.offer(WORDS, ("See files and copies", lambda: None), bad=True)
    for key in (pages.MEETING, pages.BOARD, pages.MATRIX, pages.PAPERS):
        room.desk.show_page(key)
        stays_free(desk)


@pytest.mark.parametrize(("width", "height", "text"), LOOKS)
def test_the_judges_buttons_stay_free(open_desk: Opener, width: int, height: int, text: int) -> None:
    desk = open_desk(width=width, height=height, language="en", text=text)
    for key in (rail.TABLE, rail.SUBMIT):
        desk.room.choose(key)  # which puts away what was told before
        desk.window.notice.offer(WORDS, ("See files and copies", lambda: None), bad=True)
        stays_free(desk)
