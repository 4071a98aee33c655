"""评分栏, 评分条, 发表现场 and the size of text, on a real profile with real keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui import preferences as prefs
from app.ui.judge import layouts
from app.ui.judge.hall_model import ALLOWED_SECONDS, HallModel
from app.ui.judge.layouts import COLUMN, HIDDEN, STRIP
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Opener

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("width", "text", "wide", "expected"),
    [
        (1366, 100, False, (COLUMN, STRIP, HIDDEN)),
        (1366, 125, False, (COLUMN, STRIP, HIDDEN)),
        (1366, 150, False, (STRIP, HIDDEN)),
        (1092, 100, False, (COLUMN, STRIP, HIDDEN)),
        (1092, 125, False, (STRIP, HIDDEN)),
        (1920, 175, False, (COLUMN, STRIP, HIDDEN)),
        (1920, 100, True, (STRIP, HIDDEN)),
    ],
)
def test_a_column_needs_a_thousand_pixels(width: int, text: int, wide: bool, expected: tuple[str, ...]) -> None:
    assert layouts.offered(width, text, wide=wide) == expected


def test_going_round_visits_every_layout() -> None:
    choices = layouts.offered(1366, 100, wide=False)
    assert [layouts.following(c, choices) for c in choices] == [STRIP, HIDDEN, COLUMN]
    narrow = layouts.offered(1092, 150, wide=False)
    assert layouts.in_force(COLUMN, narrow) == STRIP
    assert layouts.following(COLUMN, narrow) == HIDDEN


def test_the_strip_takes_points_and_gives_the_rubric_back(open_desk: Opener) -> None:
    desk = open_desk()
    bench = desk.room.bench
    assert not bench.rubric.isHidden()
    QTest.keyClick(desk.window, Qt.Key.Key_B, CONTROL)
    assert bench.rubric.isHidden()
    assert bench.side.strip.height() == 72
    assert [b.points.text() for b in bench.side.strip.boxes] == ["未评"] * len(bench.sheet.items)
    QTest.keyClick(bench.pages, Qt.Key.Key_1)
    box = bench.rubric.body.box
    assert (bench.side.card.isVisible(), box.hasFocus(), box.text()) == (True, True, "1")
    QTest.keyClick(box, Qt.Key.Key_3)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert bench.side.strip.boxes[0].points.text() == "13"
    assert bench.side.strip.total.text() == "13"
    assert (bench.sheet.current, box.hasFocus()) == (1, True)
    desk.rests()
    card, strip = bench.side.card.geometry(), bench.side.strip.geometry()
    assert card.bottom() < strip.top() + 1
    assert card.top() >= 0
    QTest.keyClick(box, Qt.Key.Key_Escape)
    QTest.mouseClick(bench.side.strip.boxes[3], Qt.MouseButton.LeftButton)
    assert bench.sheet.current == 3
    QTest.keyClick(desk.window, Qt.Key.Key_B, CONTROL)
    assert (bench.rubric.isHidden(), bench.side.strip.isHidden()) == (True, True)
    QTest.keyClick(desk.window, Qt.Key.Key_B, CONTROL)
    assert not bench.rubric.isHidden()
    assert bench.rubric.body.isVisible()
    desk.qtbot.waitUntil(lambda: bench.rubric.body.y() == bench.rubric.cards[3].geometry().bottom() + 1, timeout=20_000)
    assert bench.rubric.isAncestorOf(bench.rubric.remark)
    desk.saved()


def test_text_grows_by_keys_and_the_rubric_makes_room(open_desk: Opener) -> None:
    desk = open_desk()
    for expected in (110, 125, 150, 175, 175):
        QTest.keyClick(desk.window, Qt.Key.Key_Equal, CONTROL)
        assert desk.window.preferences.text_percent == expected
    assert desk.window.sizes.base == 28
    assert desk.room.bench.rubric.isHidden()
    assert desk.room.bench.side.strip.isVisible()
    QTest.keyClick(desk.window, Qt.Key.Key_Minus, CONTROL)
    assert desk.window.preferences.text_percent == 150
    desk.qtbot.waitUntil(lambda: prefs.load(desk.home).text_percent == 150, timeout=20_000)


def test_the_hall_hides_the_papers_and_takes_points(open_desk: Opener) -> None:
    desk = open_desk()
    bench, hall = desk.room.bench, desk.room.bench.side.hall
    QTest.keyClick(desk.window, Qt.Key.Key_E, CONTROL)
    assert (hall.isVisible(), bench.pages.isVisible(), bench.side.strip.isVisible()) == (True, False, True)
    entry = desk.room.bench.sheet.view.entry  # type: ignore[union-attr]
    assert hall.order.text() == f"组内序号 {entry.number}"
    hall.show_entry(replace(entry, presentation=7))
    assert hall.order.text() == "发表序号 7"
    QTest.keyClick(hall, Qt.Key.Key_Space)
    assert hall.start.text().startswith("停表")
    QTest.keyClick(hall, Qt.Key.Key_9)
    assert bench.rubric.body.box.text() == "9"
    QTest.keyClick(bench.rubric.body.box, Qt.Key.Key_Return)
    assert bench.sheet.points == {"TOPIC": 900}
    shown = hall.title.text()
    bench.desk.step(1)
    desk.qtbot.waitUntil(lambda: hall.title.text() != shown, timeout=20_000)
    assert (hall.isVisible(), hall.time.text()) == (True, "00:00")
    QTest.keyClick(desk.window, Qt.Key.Key_E, CONTROL)
    assert bench.pages.isVisible()
    desk.saved()


def test_the_time_of_a_presentation() -> None:
    now = [100.0]
    model = HallModel(now=lambda: now[0])
    model.follow("Z-001")
    model.toggle()
    now[0] += 61.5
    assert (model.seconds, model.running, model.over) == (61, True, False)
    model.toggle()
    now[0] += 1000
    assert (model.seconds, model.running) == (61, False)
    model.toggle()
    now[0] += ALLOWED_SECONDS
    assert model.over
    model.follow("Z-001")
    assert model.over
    model.follow("Z-002")
    assert (model.seconds, model.running) == (0, False)


def test_layout_and_place_are_kept(open_desk: Opener) -> None:
    desk = open_desk()
    QTest.keyClick(desk.window, Qt.Key.Key_B, CONTROL)
    desk.window.resize(1200, 650)
    desk.saved()
    desk.close()
    kept = prefs.load(desk.home)
    assert kept.layout == STRIP
    assert kept.geometry
    again = open_desk()
    assert again.room.bench.side.strip.isVisible()


def test_a_header_stands_over_its_cells(open_desk: Opener) -> None:
    """总分 is on the right in its cells, so its header is."""
    rows = open_desk().room.drawer.rows
    role, across = Qt.ItemDataRole.TextAlignmentRole, Qt.Orientation.Horizontal
    sides = [Qt.AlignmentFlag(rows.headerData(at, across, role)) & Qt.AlignmentFlag.AlignRight for at in range(rows.columnCount())]
    assert [bool(side) for side in sides] == [False, False, False, False, False, True, False]


@pytest.mark.parametrize(("width", "height", "text"), [(1366, 697, 175), (1024, 540, 100), (1092, 543, 150)])
def test_what_is_typed_into_the_remark_is_seen_however_large_the_text(open_desk: Opener, width: int, height: int, text: int) -> None:
    desk = open_desk(Plan(entries=1), width=width, height=height, text=text)
    bench = desk.room.bench
    bench.choose_layout(layouts.STRIP, text)
    bench.side.open_card()
    remark = bench.rubric.remark
    remark.open()
    line = remark.text.fontMetrics().lineSpacing()
    desk.qtbot.waitUntil(lambda: remark.text.visibleRegion().boundingRect().height() >= min(2 * line, remark.text.height()), timeout=20_000)
    for key in (Qt.Key.Key_A, Qt.Key.Key_Return) * 9:
        QTest.keyClick(remark.text, key)
    desk.qtbot.waitUntil(
        lambda: (
            remark.text.visibleRegion().boundingRect().contains(remark.text.cursorRect().translated(remark.text.viewport().pos()).center())
        ),
        timeout=20_000,
    )
