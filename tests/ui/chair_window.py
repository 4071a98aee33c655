"""The chair's desk in the judge's window, for tests that go there: the room, a page of it, the board with what came."""

from __future__ import annotations

from typing import TypeVar

from app.ui.chair import pages
from app.ui.chair.board_view import BoardView
from app.ui.chair.chair_room import ChairRoom
from app.ui.chair.page import ChairPage
from app.ui.judge import rail
from tests.ui.conftest import Desk

Page = TypeVar("Page", bound=ChairPage)


def chair_room(desk: Desk) -> ChairRoom:
    """By the rail; it is known whose panel this is."""
    desk.room.choose(rail.CHAIR)
    room = desk.room.chair
    assert room is not None
    desk.qtbot.waitUntil(lambda: room.model.head is not None, timeout=20_000)
    return room


def chair_page(desk: Desk, key: str, kind: type[Page]) -> Page:
    """That page in front."""
    room = chair_room(desk)
    room.desk.show_page(key)
    view = room.desk.page(key)
    assert isinstance(view, kind)
    return view


def board(desk: Desk) -> BoardView:
    """收件, with what is on it."""
    view = chair_page(desk, pages.BOARD, BoardView)
    desk.qtbot.waitUntil(lambda: view.model.board is not None, timeout=20_000)
    return view
