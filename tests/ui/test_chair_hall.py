"""What concerns every page of the chair's desk at once: steps taken back from anywhere, and nothing private while the hall sees it."""

from __future__ import annotations

from typing import Literal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.chair import pages
from app.ui.chair.acts import Act
from app.ui.chair.board_view import BoardView
from app.ui.chair.chair_desk import ChairDesk
from app.ui.chair.matrix_view import MatrixView
from app.ui.chair.meeting_view import MeetingView
from app.ui.chair.record_page import RecordPage
from tests.fakes import chair_season
from tests.fakes.season import Season
from tests.ui.chair_window import chair_room
from tests.ui.conftest import ChairOpener, Desk
from tests.ui.screen_texts import texts

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return chair_season.make_merged(tmp_path_factory.mktemp("panel"), entries=4, judges=4)


def chair_desk(desk: Desk, page: str) -> ChairDesk:
    room = chair_room(desk)
    room.desk.show_page(page)
    desk.qtbot.waitUntil(lambda: room.model.picture is not None and bool(room.model.steps.steps), timeout=30_000)
    return room.desk


def received(desk: ChairDesk) -> int:
    return desk.model.head.arrived if desk.model.head is not None else -1


@pytest.mark.parametrize("page", [pages.MATRIX, pages.STATISTICS, pages.PAPERS])
def test_a_step_is_taken_back_from_every_page_and_said(qtbot: QtBot, open_chair: ChairOpener, panel: Season, page: str) -> None:
    desk = chair_desk(open_chair(panel), page)
    assert received(desk) == 4
    front = desk.page(page)
    front.setFocus()
    QTest.keyClick(front, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: received(desk) == 1, timeout=30_000)
    qtbot.waitUntil(lambda: desk.tools.words.isVisible() and desk.tools.words.text().startswith("已撤销：导入 3 份"), timeout=20_000)
    QTest.keyClick(front, Qt.Key.Key_Y, CONTROL)
    qtbot.waitUntil(lambda: received(desk) == 4, timeout=30_000)
    qtbot.waitUntil(lambda: "已恢复：导入 3 份" in desk.tools.words.text(), timeout=20_000)


def test_letters_being_typed_are_taken_back_and_no_step(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    desk = chair_desk(open_chair(panel), pages.MATRIX)
    view = desk.page(pages.MATRIX)
    assert isinstance(view, MatrixView)
    view.search.setFocus()
    QTest.keyClicks(view.search, "Z-00")
    QTest.keyClick(view.search, Qt.Key.Key_Z, CONTROL)
    assert view.search.text() == ""
    QTest.keyClick(view.search, Qt.Key.Key_Z, CONTROL)
    with qtbot.waitSignal(desk.model.steps.stepped, timeout=20_000):
        desk.model.steps.read()
    assert not any(s.undone for s in desk.model.steps.steps)


def test_a_box_with_nothing_typed_is_no_way_to_an_import(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    desk = chair_desk(open_chair(panel), pages.MEETING)
    view = desk.page(pages.MEETING)
    assert isinstance(view, MeetingView)
    qtbot.waitUntil(lambda: view.model.table is not None and view.model.table.entry is not None, timeout=20_000)
    view.bar.buttons[Act.DEFER].click()
    reason = view.form.form.reason
    reason.setFocus()
    assert reason.hasFocus()
    QTest.keyClick(reason, Qt.Key.Key_Z, CONTROL)
    for _ in range(3):  # an undo, what it changed, and the steps read anew
        settle(qtbot, view)
    assert not any(s.undone for s in desk.model.steps.steps)
    assert received(desk) == 4


def test_what_is_private_is_covered_and_nobody_is_named(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    desk = chair_desk(open_chair(panel), pages.STATISTICS)
    names = list(desk.model.veil.names.values())
    assert len(names) == 4
    QTest.mouseClick(desk.tools.mirror, Qt.MouseButton.LeftButton)
    for page in desk.tabs:
        desk.show_page(page)
        made = desk.page(page)
        assert (desk.stack.currentWidget() is desk.cover) is not made.for_the_hall
        settle(qtbot, made)
        shown = [t.text for t in texts(desk)] + [w.toolTip() for w in desk.findChildren(QWidget) if w.isVisible()]
        assert not [t for t in shown for name in names if name in t], page
    desk.show_page(pages.STATISTICS)
    QTest.mouseClick(desk.cover.off, Qt.MouseButton.LeftButton)
    assert desk.stack.currentWidget() is desk.page(pages.STATISTICS)
    assert not desk.tools.mirror.isChecked()


def test_received_files_do_not_tell_whose_letter_is_the_chairs(open_chair: ChairOpener, panel: Season) -> None:
    desk = chair_desk(open_chair(panel), pages.MATRIX)
    desk.show_page(pages.BOARD)
    board = desk.page(pages.BOARD)
    assert isinstance(board, BoardView)

    def names() -> list[str]:
        return [str(board.rows.data(board.rows.index(n, 0))) for n in range(board.rows.rowCount())]

    assert names()[0] == "评委1（组长）"
    desk.model.veil.draw(True)
    assert names() == ["评委A", "评委B", "评委C", "评委D"]
    desk.model.veil.draw(False)
    assert names()[0] == "评委1（组长）"


def test_received_files_tell_the_hall_neither_code_nor_hour(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    """A 校验码 is read out on the telephone, and who came last is remembered: both tell whose letter a row is."""
    desk = chair_desk(open_chair(panel), pages.MATRIX)
    desk.show_page(pages.BOARD)
    board = desk.page(pages.BOARD)
    assert isinstance(board, BoardView)

    def column(at: int) -> list[str]:
        return [str(board.rows.data(board.rows.index(n, at))) for n in range(board.rows.rowCount())]

    qtbot.waitUntil(lambda: all(text[:1].isdigit() for text in column(2)), timeout=20_000)
    assert all(":" in text for text in column(1))
    desk.model.veil.draw(True)
    assert (set(column(1)), set(column(2))) == ({"✓"}, {""})
    assert not [t.text for t in texts(board) if any(code in t.text for code in board.model.codes.values())]
    desk.model.veil.draw(False)
    assert all(text[:1].isdigit() for text in column(2))


PRIVATE = (pages.SPREAD, pages.EVIDENCE, pages.LETTERS, pages.STATISTICS, pages.PAPERS, pages.RECORD)


def test_on_a_mirrored_screen_every_private_page_is_covered_from_the_first_moment(open_chair: ChairOpener, panel: Season) -> None:
    """Whatever a page itself says of the hall; also one that 投影模式 finds unopened, and by a way that is no tab."""
    desk = chair_desk(open_chair(panel), pages.MATRIX)
    desk.model.veil.draw(True)
    for key in PRIVATE:
        desk.model.page_wanted.emit(key)
        assert desk.stack.currentWidget() is desk.cover, key
        assert not desk.page(key).isVisible(), key
    for key in PRIVATE:
        desk.model.veil.draw(False)
        desk.show_page(key)
        assert desk.stack.currentWidget() is desk.page(key), key
        desk.model.veil.draw(True)
        assert desk.stack.currentWidget() is desk.cover, key


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_are_called_as_their_tabs_are(open_chair: ChairOpener, panel: Season, language: Literal["zh", "en"]) -> None:
    """In English 收件 was Received on its tab, and Incoming where one is sent back to it."""
    opened = open_chair(panel)
    desk = chair_desk(opened, pages.MATRIX)
    opened.desktop.languages.switch(language)
    desk.show_page(pages.RECORD)
    record = desk.page(pages.RECORD)
    assert isinstance(record, RecordPage)
    opened.qtbot.waitUntil(lambda: record.back.text() == f"← {desk.tabs[pages.BOARD].text()}", timeout=20_000)
    desk.model.veil.draw(True)
    for key in (pages.BOARD, pages.MATRIX, pages.MEETING):
        assert desk.tabs[key].text() in desk.cover.words.text(), key


def settle(qtbot: QtBot, page: QWidget) -> None:
    """What the page asked for when it came to the front has been answered: the database's thread is a queue."""
    model = page.model.chair if hasattr(page.model, "chair") else page.model  # type: ignore[attr-defined]
    done: list[int] = []
    model.runner.database(lambda: 1, then=done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
