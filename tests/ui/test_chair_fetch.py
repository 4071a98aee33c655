"""收件 from the season's server: a real embedded server, the panel's files fetched, seen first, and taken."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.exceptions import TimeoutError  # noqa: A004
from pytestqt.qtbot import QtBot

from app.core.executor import Priority
from app.models.season import Enrolment
from app.publishing.server import EmbeddedServer
from app.services.judge import outbox, submit
from app.services.organiser import serve
from app.ui.chair.board_view import BoardView
from app.ui.judge import rail
from tests.fakes.laptops import Office, new_laptop, pledge, score_some, set_policy, sync_now
from tests.fakes.season import CHAIR, Season, found
from tests.ui.chair_window import board
from tests.ui.conftest import ChairOpener


@pytest.fixture
def season(tmp_path: Path) -> Iterator[Season]:
    """Three judges have handed in over the network, the chair among them."""
    made = found(tmp_path / "season", entries=2, judges=3)
    set_policy(made, enrolment=Enrolment.IMMEDIATE)
    with made.open("organiser") as organiser:
        tokens, readers = serve.tokens(organiser), serve.readers(organiser)
    assert readers == {CHAIR: frozenset(made.judges)}
    with EmbeddedServer(made.repository, credentials=lambda: tokens, readers=lambda: readers) as server:
        office = Office(made, server.address)
        invited = office.invite()
        for who in made.judges:
            new_laptop(made, who, invited.files[who])
        office.admit()
        office.publish()
        for who in made.judges:
            sync_now(made, who)
            pledge(made, who)
            score_some(made, who, made.entries)
            with made.open(who) as profile:
                submit.submit(profile)
                assert outbox.send(profile).sent > 0
        yield made


def test_the_inbox_is_offered_once_it_is_known_where_it_is(qtbot: QtBot, open_chair: ChairOpener, season: Season) -> None:
    desk = open_chair(season)
    desk.saved()
    gate = threading.Event()
    desk.window._runner.database(gate.wait, 60, priority=Priority.SAVE)
    desk.room.choose(rail.CHAIR)
    assert desk.room.chair is not None
    view = desk.room.chair.desk.page("board")
    assert isinstance(view, BoardView)
    assert (view.files.isVisible(), view.box.isVisible()) == (True, False)
    gate.set()
    qtbot.waitUntil(view.box.isVisible, timeout=20_000)
    assert view.model.server is not None


def test_what_lies_on_the_server_is_fetched_and_seen_first(qtbot: QtBot, open_chair: ChairOpener, season: Season, home: Path) -> None:
    desk = open_chair(season)
    view = board(desk)
    qtbot.waitUntil(view.box.isVisible, timeout=20_000)
    assert view.model.inboxes == ()
    QTest.mouseClick(view.box, Qt.MouseButton.LeftButton)
    view.model.cancel()
    QTest.mouseClick(view.box, Qt.MouseButton.LeftButton)
    try:
        qtbot.waitUntil(lambda: not view.incoming.isHidden(), timeout=60_000)
    except TimeoutError as late:
        raise AssertionError(f"no preview; the window says: {desk.window.notice.text()!r}, {view.words.text()!r}") from late
    assert len(view.incoming.files.rows.offered) == 2, "the chair's own is held already"
    assert view.model.board is not None
    assert view.model.board.received == 1
    QTest.mouseClick(view.incoming.accept, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.model.board is not None and view.model.board.received == 3, timeout=30_000)
    assert len(list((home / "fetched" / "1").glob("*.qcr"))) == 3
