"""A notice covers nothing that counts: not the 评分条, not the card that is typed in, not the line over the papers, not an open note."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.exceptions import TimeoutError as PytestQtTimeout

from app.ui import notify
from app.ui.judge import layouts, rail
from app.ui.judge.care_room import CARE, DOCTOR, RECOVERY
from app.ui.judge.notice_place import find_place
from app.ui.panels import Panel
from tests.fakes.at_rest import comes_to_rest
from tests.fakes.clips import seconds
from tests.fakes.desk_profile import Plan
from tests.fakes.watching import open_video
from tests.ui.conftest import Desk, Opener
from tests.ui.test_appearance import SIZES

PLAN = Plan(entries=2, practice=frozenset({"Z-001"}))
WORDS = "离线已评完 5 份，这台电脑之外还没有它们的副本。"


def test_the_lowest_free_line_full_width_before_beside() -> None:
    room = QRect(44, 44, 900, 600)
    assert find_place(room, [], lambda _w: 60) == QRect(44, 584, 900, 60)
    strip = QRect(44, 572, 900, 72)
    assert find_place(room, [strip], lambda _w: 60) == QRect(44, 512, 900, 60)
    card = QRect(500, 44, 444, 528)
    assert find_place(room, [strip, card], lambda w: 60 if w > 500 else 90) == QRect(44, 482, 456, 90)
    everything = QRect(0, 0, 2000, 2000)
    assert room.contains(find_place(room, [everything], lambda _w: 60))


def on_screen(desk: Desk, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(desk.window, widget.rect().topLeft()), widget.size())


def covered(desk: Desk) -> list[str]:
    bench = desk.room.bench
    note = desk.room.reading.note_made
    parts = {"strip": bench.side.strip, "card": bench.side.card, "line over the papers": bench.notice, "rubric": bench.rubric, "note": note}
    parts |= {"video's controls": bench.video.controls} if bench.watching else {}
    notice = on_screen(desk, desk.window.notice)
    assert desk.window.notice.isVisible()
    assert notice.bottom() <= on_screen(desk, desk.window.status).top()
    assert notice.height() >= desk.window.notice.heightForWidth(notice.width())
    return [name for name, part in parts.items() if part is not None and part.isVisible() and on_screen(desk, part).intersects(notice)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_video_can_be_paused_under_a_notice(open_desk: Opener, size: tuple[int, int], language: str) -> None:
    desk = open_desk(Plan(clip=seconds(2)), width=size[0], height=size[1], language=language)
    video = open_video(desk)
    assert video.controls.isVisible()
    desk.window.notice.offer(WORDS, ("备份到U盘…", lambda: None))
    desk.qtbot.waitUntil(lambda: covered(desk) == [], timeout=20_000)
    comes_to_rest(desk.qtbot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("layout", [layouts.COLUMN, layouts.STRIP])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_that_counts_is_covered(open_desk: Opener, size: tuple[int, int], layout: str, language: str) -> None:
    desk = open_desk(PLAN, width=size[0], height=size[1], language=language)
    desk.qtbot.waitUntil(desk.room.bench.notice.isVisible, timeout=20_000)
    desk.room.bench.choose_layout(layout, 100)
    desk.window.notice.offer(WORDS, ("备份到U盘…", lambda: None), ("复制文件，到微信里粘贴", lambda: None))
    desk.qtbot.waitUntil(lambda: covered(desk) == [], timeout=20_000)
    QTest.keyClicks(desk.room.bench.current_reader(), "5")
    desk.qtbot.waitUntil(
        lambda: covered(desk) == [] and (layout == layouts.COLUMN or desk.room.bench.side.card.isVisible()), timeout=20_000
    )
    desk.room.note_wanted("")
    desk.qtbot.waitUntil(lambda: covered(desk) == [] and desk.room.note.isVisible(), timeout=20_000)
    desk.room.note.hide()
    desk.qtbot.waitUntil(lambda: covered(desk) == [], timeout=20_000)
    desk.room.toggle(CARE)
    panel = desk.room.care.panel
    desk.qtbot.waitUntil(lambda: not on_screen(desk, panel).intersects(on_screen(desk, desk.window.notice)), timeout=20_000)
    desk.room.toggle(CARE)


SMALL = ((1092, 543, 100), (1024, 540, 100), (1092, 543, 175))


@pytest.mark.parametrize("size", SMALL)
@pytest.mark.parametrize("key", [CARE, "entries", RECOVERY, DOCTOR])
def test_a_panel_gives_its_foot_in_a_small_window_and_gets_it_back(open_desk: Opener, size: tuple[int, int, int], key: str) -> None:
    desk = open_desk(PLAN, width=size[0], height=size[1], text=size[2])
    desk.room.toggle(key)
    panel = desk.room.built()[key]
    desk.qtbot.waitUntil(panel.isVisible, timeout=20_000)
    before = panel.geometry()
    desk.window.notice.offer(WORDS, ("备份到U盘…", lambda: None), ("复制文件，到微信里粘贴", lambda: None))
    desk.qtbot.waitUntil(lambda: not on_screen(desk, panel).intersects(on_screen(desk, desk.window.notice)), timeout=20_000)
    assert covered(desk) == []
    assert panel.height() >= 100
    desk.window.notice.dismiss()
    desk.qtbot.waitUntil(lambda: panel.geometry() == before, timeout=20_000)


def test_what_lies_lowest_in_a_shortened_panel_can_be_scrolled_into_view(open_desk: Opener) -> None:
    desk = open_desk(PLAN, width=1092, height=543)
    desk.room.toggle(CARE)
    panel = desk.room.care.panel
    desk.window.notice.say(WORDS)
    desk.qtbot.waitUntil(lambda: not on_screen(desk, panel).intersects(on_screen(desk, desk.window.notice)), timeout=20_000)
    bar = panel._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    lowest = on_screen(desk, panel.free)
    assert lowest.bottom() <= on_screen(desk, desk.window.notice).top()


LARGE = ((1024, 540, 175), (1092, 543, 150), (1366, 697, 175))


@pytest.mark.parametrize(("width", "height", "text"), LARGE)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_with_large_text_no_panel_is_covered_and_the_words_can_still_be_read(
    open_desk: Opener, width: int, height: int, text: int, language: str
) -> None:
    desk = open_desk(PLAN, width=width, height=height, text=text, language=language)
    notice = desk.window.notice
    notice.warn(WORDS * 3)
    for open_ in (desk.room.keys.flip_sheet, lambda: desk.room.toggle(rail.SETTINGS), lambda: desk.room.note_wanted("")):
        open_()
        desk.qtbot.waitUntil(
            lambda: (
                any(p.isVisible() for p in panels(desk))
                and not any(p.isVisible() and on_screen(desk, p).intersects(on_screen(desk, notice)) for p in panels(desk))
            ),
            timeout=20_000,
        )
        assert notice.text() == WORDS * 3
        for panel in panels(desk):
            panel.hide()


@pytest.mark.parametrize(("width", "height", "text"), [(1366, 697, 175), (1092, 614, 175), (1092, 543, 175), (1024, 540, 175)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_squeezed_into_one_line_nothing_of_it_is_cut(open_desk: Opener, width: int, height: int, text: int, language: str) -> None:
    desk = open_desk(PLAN, width=width, height=height, text=text, language=language)
    notice = desk.window.notice
    notice.offer(WORDS * 3, ("备份到U盘…", lambda: None), ("复制文件，到微信里粘贴", lambda: None), bad=True)
    desk.room.note_wanted("")
    desk.qtbot.waitUntil(lambda: notice.squeezed and notice.height() == desk.window.sizes.status, timeout=20_000)
    parts = [notice._words, *(act for act in notice._acts() if act.isVisible())]
    desk.qtbot.waitUntil(lambda: all(notice.contentsRect().contains(part.geometry()) for part in parts), timeout=20_000)
    for part in parts:
        assert part.height() >= part.fontMetrics().height(), part.text()
        assert part.height() >= part.minimumSizeHint().height(), part.text()


def panels(desk: Desk) -> list[Panel]:
    return desk.window.findChildren(Panel)


def test_esc_puts_a_notice_away_when_nothing_else_takes_it(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    desk.window.notice.warn(WORDS)
    desk.room.note_wanted("")
    desk.qtbot.waitUntil(desk.room.note.isVisible, timeout=20_000)
    QTest.keyClick(desk.window.focusWidget() or desk.window, Qt.Key.Key_Escape)
    assert (desk.room.note.isVisible(), desk.window.notice.isVisible()) == (False, True), "one thing at a time"
    QTest.keyClick(desk.room.bench.current_reader(), Qt.Key.Key_Escape)
    assert not desk.window.notice.isVisible()
    desk.window.notice.warn(WORDS)
    QTest.keyClick(desk.window.rail, Qt.Key.Key_Escape)
    assert not desk.window.notice.isVisible()


def test_good_news_leave_by_themselves_and_what_went_wrong_stays(open_desk: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notify, "STAYS_MS", 50)
    monkeypatch.setattr(notify, "READING_MS", 1)
    desk = open_desk(PLAN)
    notice = desk.window.notice
    notice.say(WORDS)
    notice.warn(WORDS)
    with pytest.raises(PytestQtTimeout):
        desk.qtbot.waitUntil(lambda: not notice.isVisible(), timeout=600)
    notice.say(WORDS)
    desk.qtbot.waitUntil(lambda: not notice.isVisible(), timeout=20_000)
