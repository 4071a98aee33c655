"""A page that was seen, or whose thumbnail exists, is never blank: a small picture stands in until the sharp one is drawn."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from app.ui.judge import rail
from app.ui.judge.page_stand_ins import LIMIT, WIDTH, Look, StandIns
from tests.fakes.desk_profile import Plan, small_pdf
from tests.ui.conftest import Desk, Opener

PLAN = Plan(entries=2, reports=(small_pdf(40),))


def drawn_at(desk: Desk, page: int) -> None:
    pages = desk.room.bench.pages
    pages.go_to(page)
    desk.qtbot.waitUntil(pages.pictured, timeout=20_000)


def test_small_pictures_are_bounded_in_bytes_and_the_last_ones_stay(qapp: object) -> None:
    held = StandIns(limit=3 * 200 * 283 * 2)
    sheet = QImage(871, 1232, QImage.Format.Format_RGB32)
    sheet.fill(QColor("white"))
    for page in range(4):
        held.keep(Look("a", page, night=False, rotation=0), sheet)
    first, last = held.get(Look("a", 0, night=False, rotation=0)), held.get(Look("a", 3, night=False, rotation=0))
    assert first is None
    assert last is not None
    assert last.width() == WIDTH
    assert held.bytes <= 3 * 200 * 283 * 2
    assert held.get(Look("a", 3, night=True, rotation=0)) is None
    held.keep(Look("", 1, night=False, rotation=0), sheet)
    assert len(held) == 3


def test_a_page_seen_before_is_never_blank_again(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    pages = desk.room.bench.pages
    pages._pictures.allow(6 * 871 * 1232 * 4)  # the pages in view and those beside them
    for page in range(0, 20, 2):
        drawn_at(desk, page)
    pages.go_to(2)
    assert not pages.pictured()
    assert not pages.blank(), "before the event loop turns"
    pages.go_to(30)
    assert pages.blank(), "a page nobody has seen"
    desk.qtbot.waitUntil(pages.pictured, timeout=20_000)
    assert pages._pictures.small.bytes <= LIMIT


def test_the_page_that_was_left_is_there_when_the_document_is_opened_again(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    bench = desk.room.bench
    drawn_at(desk, 7)
    blank: list[bool] = []
    bench.document.ready.connect(lambda: blank.append(bench.pages.blank()))  # before the event loop turns
    desk.room.choose(rail.FORMS)
    desk.qtbot.waitUntil(lambda: bench.document.page_count == 2 and bench.pages.pictured(), timeout=20_000)
    desk.room.choose(rail.REPORT)
    desk.qtbot.waitUntil(lambda: len(blank) == 2 and bench.pages.pictured(), timeout=20_000)
    assert blank == [True, False], "the form was never seen, the report was"


@pytest.mark.parametrize("night", [False, True])
def test_a_thumbnail_stands_in_for_a_page_not_seen_yet(open_desk: Opener, night: bool) -> None:
    desk = open_desk(PLAN)
    bench = desk.room.bench
    with desk.qtbot.waitSignal(bench.document.small, timeout=20_000):
        bench.document.thumbnail(25, 120)
    bench.pages.night = night
    bench.pages.go_to(25)
    seen = bench.pages._picture(25)
    assert (seen is None) == night, "a white sheet in the night would be worse than none"
    desk.qtbot.waitUntil(bench.pages.pictured, timeout=20_000)
