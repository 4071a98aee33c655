"""What has the keyboard shows it, wherever Tab comes to."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.ui.chair import pages
from app.ui.judge import rail
from tests.fakes import chair_season
from tests.fakes.at_rest import comes_to_rest
from tests.fakes.season import Season
from tests.ui.chair_window import chair_room
from tests.ui.conftest import ChairOpener, Desk, Opener

_MOST_STOPS = 60


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Season:
    folder: Path = tmp_path_factory.mktemp("panel")
    return chair_season.make_merged(folder, entries=3, judges=3)


def keyboard() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "the keyboard is nowhere"
    return found


def pictured(desk: Desk, widget: QWidget) -> QImage:
    """The widget with its edges, as it is on the window."""
    place = widget.rect().translated(widget.mapTo(desk.window, QPoint())).adjusted(-3, -3, 3, 3)
    return desk.window.grab(place.intersected(desk.window.rect())).toImage()


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def unseen(desk: Desk) -> list[str]:
    """Stops of Tab from here on that have no name, or look with the keyboard as they do without."""
    wrong, seen = [], []
    while keyboard() not in seen and len(seen) < _MOST_STOPS:
        now = keyboard()
        seen.append(now)
        settle()
        on = pictured(desk, now)
        named = now.accessibleName() or str(getattr(now, "text", str)())
        QTest.keyClick(now, Qt.Key.Key_Tab)
        settle()
        told = f"{type(now).__name__} {named!r}"
        if not named:
            wrong.append(f"{told} in {type(now.parentWidget()).__name__} has no name")
        if keyboard() is now:
            break
        if on == pictured(desk, now):
            wrong.append(f"{told} looks as if nothing had the keyboard")
    assert len(seen) > 5
    return wrong


@pytest.mark.parametrize("key", [pages.MEETING, pages.STATISTICS, pages.PAPERS, pages.LETTERS])
def test_on_the_chairs_pages(open_chair: ChairOpener, panel: Season, key: str) -> None:
    desk = open_chair(panel)
    room = chair_room(desk)
    desk.qtbot.waitUntil(lambda: room.model.points_open, timeout=20_000)
    room.desk.show_page(key)
    comes_to_rest(desk.qtbot)
    room.desk.tabs[key].setFocus()
    assert unseen(desk) == []


def test_the_page_badge_and_an_area_that_is_left(open_desk: Opener) -> None:
    desk = open_desk()
    badge = desk.room.bench.pages.badge
    badge.setFocus()
    on = pictured(desk, badge)
    desk.window.top.done.setFocus()
    assert on != pictured(desk, badge)
    desk.room.choose(rail.SUBMIT)
    area = desk.room.submit.findChild(QScrollArea)
    assert area is not None
    area.setFocus()
    desk.qtbot.waitUntil(lambda: area.findChild(QWidget, "focusRing") is not None, timeout=20_000)
    desk.window.resize(1092, 543)
    ring = area.findChild(QWidget, "focusRing")
    assert ring is not None
    desk.qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0 and ring.geometry() == area.rect(), timeout=20_000)
    desk.qtbot.waitUntil(lambda: area.children()[-1] is ring, timeout=20_000)  # a bar that has come lies under it
    bar = area.verticalScrollBar().parentWidget()
    assert bar is not None
    bar.raise_()  # as Qt does whenever it lays out
    desk.qtbot.waitUntil(lambda: area.children()[-1] is ring, timeout=20_000)
    desk.window.top.done.setFocus()
    desk.qtbot.waitUntil(lambda: area.findChild(QWidget, "focusRing") is None, timeout=20_000)
