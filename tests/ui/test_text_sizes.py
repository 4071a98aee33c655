"""Larger text, smaller windows, both languages: nothing is cut off, no glyph is missing, every control has a name."""

from __future__ import annotations

import pytest

from app.ui.judge import rail
from tests.ui.conftest import Opener
from tests.ui.test_appearance import cut_off_at_rest, missing_glyphs, nameless, words_of

SIZES = ((1366, 697), (1092, 543))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", [100, 125, 150, 175])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_size_of_text_fits(open_desk: Opener, size: tuple[int, int], text: int, language: str) -> None:
    desk = open_desk(width=size[0], height=size[1], language=language, text=text)
    room = desk.room
    steps = {
        "desk": lambda: None,
        "typed": lambda: room.bench.rubric.begin("99"),
        "note": lambda: room.note_wanted(""),
        "entries": lambda: room.toggle("entries"),
        "settings": lambda: room.toggle(rail.SETTINGS),
        "keys": lambda: room.toggle("keys"),
        "find": lambda: room.toggle(rail.FIND),
        "recuse": lambda: room.toggle("recuse"),
        "hall": room.keys.flip_hall,
        "submit": lambda: room.choose(rail.SUBMIT),
    }
    wrong = {}
    for name, step in steps.items():
        step()
        desk.rests()
        found = cut_off_at_rest(desk) + [f"nameless {w}" for w in nameless(desk.window)]
        found += [f"no glyph {w}" for w in words_of(desk.window) if missing_glyphs(w)]
        if found:
            wrong[name] = found
    assert wrong == {}
    assert desk.window.size().toTuple() == size
    desk.saved()
