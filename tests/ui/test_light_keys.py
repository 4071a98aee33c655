"""What a key of scoring may touch: the window answers in time because almost nothing is dressed, laid out or painted again."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets import Elided
from tests.fakes.at_rest import comes_to_rest
from tests.ui.conftest import Opener
from tests.ui.test_scoring import type_points


class Events(QObject):
    """Counts the events of one type that a widget gets."""

    def __init__(self, widget: QWidget, kind: QEvent.Type) -> None:
        super().__init__(widget)
        self._kind, self.seen = kind, 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() is self._kind
        return super().eventFilter(watched, event)


def test_the_body_goes_below_the_open_card_and_keeps_its_parent(open_desk: Opener) -> None:
    """Another parent dresses anew all that is in it: 9 ms of the window's thread with each Enter."""
    desk = open_desk()
    pane = desk.room.bench.rubric
    moved = Events(pane.body, QEvent.Type.ParentChange)
    for text in ("13", "26", "18"):
        type_points(desk, text)
    desk.saved()
    desk.qtbot.waitUntil(lambda: pane.body.y() == pane.cards[3].geometry().bottom() + 1, timeout=20_000)
    assert pane.cards[4].y() == pane.body.geometry().bottom() + 1
    assert moved.seen == 0
    assert [card.fold.isVisible() for card in pane.cards] == [n == 3 for n in range(len(pane.cards))]


def test_the_pages_are_not_painted_again_for_points(open_desk: Opener) -> None:
    desk = open_desk()
    bench = desk.room.bench
    type_points(desk, "13")
    desk.saved()
    comes_to_rest(desk.qtbot)  # the strip of one's own points and what else follows a save
    desk.rests()  # and every picture that was asked for
    painted = Events(bench.pages.viewport(), QEvent.Type.Paint)
    for key in (Qt.Key.Key_2, Qt.Key.Key_6, Qt.Key.Key_Return):
        QTest.keyClick(bench.rubric.body.box, key)
    desk.saved()
    desk.qtbot.waitUntil(lambda: bench.rubric.cards[1].head.points.text() == "26", timeout=20_000)
    assert painted.seen == 0


def test_words_that_stand_already_lay_nothing_out(open_desk: Opener) -> None:
    """All in one turn: the line has news of its own, and they would be counted too."""
    desk = open_desk()
    safe, layouts = desk.window.status.safe, QEvent.Type.LayoutRequest
    desk.qtbot.waitUntil(lambda: not safe.visibleRegion().isEmpty(), timeout=20_000)
    for _ in range(3):
        safe.setText("这一行早就这样写着")
        QApplication.sendPostedEvents(None, layouts)
    asked = Events(desk.window.status, layouts)
    safe.setText("这一行早就这样写着")
    QApplication.sendPostedEvents(None, layouts)
    assert asked.seen == 0
    safe.setText("这一行换了说法")
    QApplication.sendPostedEvents(None, layouts)
    assert asked.seen >= 1


def test_a_longer_text_behind_the_same_words_becomes_the_tip(qtbot: QtBot) -> None:
    words = Elided()
    qtbot.addWidget(words)
    words.show()
    for whole in ("甲与乙", "甲、乙与丙"):
        words.whole = whole
        words.setText("见“步骤”")
        qtbot.waitUntil(lambda whole=whole: whole in words.toolTip(), timeout=20_000)


def test_another_rubric_takes_the_cards_there_are(open_desk: Opener) -> None:
    """Making and dressing them anew was 20 ms of opening an entry of the other topic type."""
    desk = open_desk()
    bench = desk.room.bench
    type_points(desk, "13")
    desk.saved()
    before, problem = bench.rubric.cards, [card.head.name.text() for card in bench.rubric.cards]
    bench.desk.open("Z-004")
    desk.shows("Z-004")
    after, innovation = bench.rubric.cards, [card.head.name.text() for card in bench.rubric.cards]
    assert [card.item for card in after] == list(bench.sheet.items)
    assert innovation != problem
    assert set(before[: len(after)]) <= set(after)
    assert [card.head.points.text() for card in after] == ["未评"] * len(after)
    assert all(card.isHidden() for card in before if card not in after)
    assert [card.fold.isHidden() for card in after] == [n != 0 for n in range(len(after))]
    bench.desk.open("Z-001")
    desk.shows("Z-001")
    assert [card.head.name.text() for card in bench.rubric.cards] == problem
    assert (bench.rubric.cards[0].head.points.text(), bench.sheet.current) == ("13", 1)
    desk.qtbot.waitUntil(lambda: bench.rubric.body.y() == bench.rubric.cards[1].geometry().bottom() + 1, timeout=20_000)


def test_the_pages_lie_on_a_widget_of_our_making(open_desk: Opener) -> None:
    """Asked for one that Qt made, PySide builds every class of widget it knows: 14 ms of the start."""
    assert shiboken6.createdByPython(open_desk().room.bench.pages.viewport())
