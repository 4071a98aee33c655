"""The timeline: where things lie on it, what the mouse does, and what it says to whoever cannot see it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.sheet import Anchor, Note, NoteKind
from app.ui.judge.timeline import Timeline
from app.ui.judge.timeline_layout import Line, neighbour, spread
from app.ui.theme import DARK, LIGHT
from tests.ui.test_appearance import contrast

VIDEO = "ab" * 32
LEFT = Qt.MouseButton.LeftButton
KINDS = (NoteKind.STRENGTH, NoteKind.WEAKNESS, NoteKind.SUGGESTION)


def note(number: int, moment: int, kind: NoteKind = NoteKind.WEAKNESS) -> Note:
    return Note(f"{number:032x}", kind, f"第{number}条", anchor=Anchor(VIDEO, moment=moment))


@pytest.fixture
def line(qtbot: QtBot) -> Timeline:
    made = Timeline()
    qtbot.addWidget(made)
    made.retranslate()
    made.resize(600, made.sizeHint().height())
    made.show_place(0, 480_000, 0)
    made.show()
    return made


def test_a_place_and_its_moment_belong_together() -> None:
    line = Line(10, 610, 480_000)
    assert [line.x(m) for m in (-5, 0, 240_000, 480_000, 999_999)] == [10, 10, 310, 610, 610]
    assert [line.moment(x) for x in (-50, 10, 310, 610, 900)] == [0, 0, 240_000, 480_000, 480_000]
    assert (Line(10, 610, 0).x(5), Line(10, 610, 0).moment(300), Line(10, 10, 5).moment(10)) == (10, 0, 0)


@given(st.lists(st.floats(0, 500), max_size=60).map(sorted), st.floats(1, 40))
def test_tags_keep_their_order_their_distance_and_the_line(wanted: list[float], gap: float) -> None:
    placed = spread(wanted, gap, 0, 500)
    assert len(placed) == len(wanted)
    assert all(-0.001 <= x <= 500.001 for x in placed)
    room = min(gap, 500 / max(1, len(wanted) - 1))
    assert all(b - a >= room - 0.001 for a, b in itertools.pairwise(placed))
    if all(b - a >= gap for a, b in itertools.pairwise(wanted)):
        assert placed == pytest.approx(wanted)


def test_the_notes_beside_a_place() -> None:
    places = [(1_000, 0), (5_000, 0), (5_000, 0), (9_000, 0)]
    assert [neighbour(places, (at, 0), 1) for at in (0, 1_000, 5_000, 9_000)] == [0, 1, 3, None]
    assert [neighbour(places, (at, 0), -1) for at in (0, 1_000, 5_000, 9_001)] == [None, None, 0, 3]
    assert neighbour([], (0, 0), 1) is None


def test_a_click_seeks_and_so_does_dragging(line: Timeline) -> None:
    sought: list[int] = []
    line.sought.connect(sought.append)
    track = round(line._middle())
    QTest.mouseClick(line, LEFT, pos=QPoint(round(line.x_of(120_000)), track))
    assert sought == [pytest.approx(120_000, abs=600)]
    QTest.mousePress(line, LEFT, pos=QPoint(round(line.x_of(60_000)), track))
    for moment in (90_000, 180_000, 480_000):
        QTest.mouseMove(line, QPoint(round(line.x_of(moment)), track))
    QTest.mouseRelease(line, LEFT, pos=QPoint(900, track))
    assert not line.dragging
    assert len(sought) >= 2
    line.show_place(0, 0, 0)
    assert not line.isEnabled(), "nothing to seek in while the length is unknown"


def test_a_tag_is_clicked_not_the_track_behind_it(line: Timeline) -> None:
    chosen: list[str] = []
    sought: list[int] = []
    line.note_chosen.connect(chosen.append)
    line.sought.connect(sought.append)
    notes = tuple(note(n, m, k) for n, (m, k) in enumerate(zip((60_000, 61_000, 300_000), KINDS, strict=True), 1))
    line.show_notes(notes)
    for _, tag in line.tags():
        QTest.mouseClick(line, LEFT, pos=tag.center().toPoint())
    assert chosen == [n.id for n in notes]
    assert sought == []
    tags = [tag for _, tag in line.tags()]
    assert not tags[0].intersects(tags[1])
    assert all(line.rect().contains(tag.toAlignedRect()) for tag in tags)
    assert [line.letters[n.kind] for n in notes] == ["优", "缺", "建"]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_kinds_differ_by_shape_and_can_be_read(line: Timeline, colours: object) -> None:
    """The corners of a circle, a square and a pentagon; the letter on its tag."""
    line.dress(colours)  # type: ignore[arg-type]
    line.show_notes(tuple(note(n, 100_000 * n, kind) for n, kind in enumerate(KINDS, 1)))
    shot = line.grab().toImage()
    inks = []
    corners = []
    for _, tag in line.tags():
        spot = QPointF(tag.center().x() - tag.width() / 2 + 2.5, tag.center().y())
        ink = shot.pixelColor(spot.toPoint()).name()
        inks.append(ink)
        filled = [
            shot.pixelColor(p.toPoint()).name() == ink for p in (tag.topLeft() + QPointF(1.5, 1.5), tag.bottomLeft() + QPointF(1.5, -1.5))
        ]
        corners.append(tuple(filled))
    assert corners == [(False, False), (True, True), (True, False)]
    surface = colours.surface  # type: ignore[attr-defined]
    assert all(contrast(ink, surface) >= 7 for ink in inks)


def test_the_time_under_the_pointer_is_shown(line: Timeline) -> None:
    def ink() -> int:
        shot = line.grab().toImage()
        return sum(shot.pixelColor(x, 4).name() == LIGHT.ink.lower() for x in range(shot.width()))

    assert ink() == 0
    assert line.hasMouseTracking(), "also without a button held"
    at = QPointF(300, line._middle())
    none = Qt.MouseButton.NoButton
    # not by QTest: it moves the one pointer, and where that already is, or over another window, nothing comes
    moved = QMouseEvent(QEvent.Type.MouseMove, at, line.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(line, moved)
    assert ink() > 20


def test_it_is_a_slider_with_a_name_a_value_and_a_range(line: Timeline) -> None:
    line.show_place(205_000, 480_000, 60_000)
    line.speak()
    face = QAccessible.queryAccessibleInterface(line)
    assert face.role() == QAccessible.Role.Slider
    assert face.text(QAccessible.Text.Name) == "视频进度 3:25，共 8:00"
    value = face.valueInterface()
    assert (value.currentValue(), value.minimumValue(), value.maximumValue()) == (205, 0, 480)
    assert line.height() >= 36
    assert line.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_keys_are_left_to_the_video(line: Timeline) -> None:
    line.show_place(100_000, 480_000, 0)
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert line.value() == 100
