"""评分条: the names of all items can be read, of every rubric, in both languages, at every size of text and in the narrowest window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.models.shape import Points
from app.services.organiser.season_setup import rubrics
from app.ui.judge import layouts
from app.ui.judge.score_strip import HEIGHT
from app.ui.judge.strip_name import LEAST
from tests.ui.conftest import Desk, Opener

SIZES, TEXTS = ((1366, 697), (1092, 543), (1024, 540)), (100, 125, 150, 175)


def cut(desk: Desk) -> list[str]:
    """What cannot be read whole in a box, or is in letters too small, or lies outside."""
    wrong = []
    for box in desk.room.bench.side.strip.boxes:
        pixels, lines = box.name.fitted()
        whole = "".join(lines).replace("\N{NO-BREAK SPACE}", " ").replace(" ", "") == box.name.text().replace(" ", "")
        if not whole or pixels < LEAST or not box.rect().contains(box.name.geometry()):
            wrong.append(f"{lines} at {pixels} px of {box.name.size().toTuple()}")
        if box.points.fitted()[1] != [box.points.text().replace(" ", "\N{NO-BREAK SPACE}", 1)]:
            wrong.append(f"{box.points.text()} in {box.points.width()}")
    return wrong


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_name_is_whole(open_desk: Opener, language: str, size: tuple[int, int]) -> None:
    desk = open_desk(language=language)
    window, sheet = desk.window, desk.room.bench.sheet
    desk.room.bench.choose_layout(layouts.STRIP, 100)
    found = {}
    for text in TEXTS:
        window.remember(window.preferences.with_(text_percent=text))
        window.resize(*size)
        for rubric in rubrics():
            assert sheet.view is not None
            points = {i.code: Points(i.max - i.step) for i in rubric.items[::2]}
            sheet.show(replace(sheet.view, rubric=rubric, sheet=replace(sheet.view.sheet, points=points)))
            at_rest(desk)
            if wrong := cut(desk):
                found[text, rubric.id] = wrong
    assert not found, "\n".join(f"{k} {v}" for k, v in found.items())


def test_one_line_is_enough_for_short_names(open_desk: Opener) -> None:
    desk = open_desk()
    desk.room.bench.choose_layout(layouts.STRIP, 100)
    at_rest(desk)
    strip = desk.room.bench.side.strip
    assert strip.height() == HEIGHT
    assert {len(box.name.fitted()[1]) for box in strip.boxes} == {1}


def at_rest(desk: Desk) -> None:
    """Until the boxes have their widths and the strip its height."""
    desk.placed()
