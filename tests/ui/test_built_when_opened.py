"""Panels and screens that nobody opened do not exist; opened once, they are there for good and in the right place and language."""

from __future__ import annotations

import pytest

from app.ui.judge import rail
from app.ui.later import Later
from tests.ui.conftest import Opener


def test_later_builds_once_and_looking_builds_nothing() -> None:
    made: list[object] = []
    later = Later(lambda: made.append(object()) or made[-1])
    assert later.made is None
    assert not made
    assert later() is later() is later.made is made[0]
    assert len(made) == 1


def test_a_desk_that_has_just_opened_has_built_no_panel(open_desk: Opener) -> None:
    desk = open_desk()
    room = desk.room
    assert room.built() == {}
    assert (room.over.submit.made, room.papers._table.made, room.papers._preview.made) == (None, None, None)
    assert (room.reading._note.made, room.reading._selection.made, room.bench.rubric.remark._phrases.made) == (None, None, None)
    room.resize_to(desk.window.sizes)
    room._mark()
    assert room.built() == {}


@pytest.mark.parametrize(
    "key",
    ["entries", rail.OUTLINE, rail.STEPS, rail.NOTES, rail.FIND, "page", rail.SETTINGS, "recuse", "keys", "care", "doctor", "licences"],
)
def test_a_panel_is_built_by_opening_it_and_shut_by_the_next(open_desk: Opener, key: str) -> None:
    desk = open_desk()
    desk.room.toggle(key)
    panel = desk.room.built()[key]
    assert set(desk.room.built()) == {key}
    assert panel.isVisible()
    assert desk.window.stack.rect().contains(panel.geometry())
    desk.room.toggle("page" if key != "page" else rail.NOTES)
    assert panel.isHidden()


def test_a_panel_built_after_a_change_of_language_speaks_it(open_desk: Opener) -> None:
    desk = open_desk()
    desk.room.settings.language.setCurrentIndex(1)
    desk.room.settings.language.activated.emit(1)
    assert desk.room.recuse.title.text() == "Stand aside from this entry"
    desk.room.settings.language.setCurrentIndex(0)
    desk.room.settings.language.activated.emit(0)
