"""Points by real keys on a real profile: what was typed is on disk, what was not accepted is never a score."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.models.shape import Points
from app.models.sheet import SheetState
from app.services import profile as profiles
from app.services.judge import read_entries
from app.services.judge.read_entries import EntryView
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


def on_disk(home: Path, code: str = "Z-001") -> EntryView:
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        return read_entries.view(profile, code)


def press(widget: QWidget, character: str) -> None:
    """A key with its text, of either width (QTest knows ASCII only)."""
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character))


def type_points(desk: Desk, text: str, *, enter: bool = True) -> None:
    """Digits typed in the document, wherever the box is."""
    pages, box = desk.room.bench.pages, desk.room.bench.rubric.body.box
    pages.setFocus()
    press(pages, text[0])
    for character in text[1:]:
        press(box, character)
    if enter:
        QTest.keyClick(box, ENTER)


def test_digits_typed_in_the_document_are_on_disk_after_enter(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    type_points(desk, "13")
    assert desk.room.bench.sheet.current == 1
    assert desk.room.bench.rubric.total.text() == "13"
    desk.saved()
    desk.close()
    assert on_disk(home).sheet.points == {"TOPIC": 1300}


def test_a_row_of_items_is_scored_with_digits_and_enter_alone(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    for text in ("13", "26.", "-1.5", "20", "5", "8。5"):
        type_points(desk, text)
    desk.saved()
    assert desk.room.bench.rubric.total.text() == "91.5"
    assert "各项已评完" in desk.room.bench.rubric.rest.text()
    desk.close()
    view = on_disk(home)
    assert view.sheet.points == {"TOPIC": 1300, "CAUSE": 2650, "ACTION": 1850, "EFFECT": 2000, "REPORT": 500, "FEATURE": 850}
    assert view.sheet.state is SheetState.DONE


def test_a_deduction_is_shown_as_points_before_enter(open_desk: Opener) -> None:
    desk = open_desk()
    body = desk.room.bench.rubric.body
    type_points(desk, "-4", enter=False)
    assert "＝ 11 / 15" in body.of_full.text()
    assert desk.room.bench.sheet.points == {}
    QTest.keyClick(body.box, ENTER)
    assert desk.room.bench.sheet.points == {"TOPIC": 1100}
    desk.saved()


def test_over_the_maximum_is_refused_and_the_old_value_stays(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    type_points(desk, "13")
    desk.room.choose_item(0)
    type_points(desk, "99")
    body = desk.room.bench.rubric.body
    assert desk.room.bench.sheet.current == 0
    assert "15" in body.hint.text()
    assert not body.hint.isHidden()
    assert desk.room.bench.rubric.total.text() == "13"
    QTest.keyClick(body.box, ESC)
    assert body.box.text() == "13"
    desk.saved()
    desk.close()
    assert on_disk(home).sheet.points == {"TOPIC": 1300}


def test_off_step_offers_the_two_neighbours(open_desk: Opener) -> None:
    desk = open_desk()
    type_points(desk, "13.3")
    choices = desk.room.bench.rubric.body._choices
    buttons = [w for n in range(choices.count()) if (w := choices.itemAt(n).widget()) is not None]
    assert [b.text() for b in buttons] == ["13", "13.5"]  # type: ignore[attr-defined]
    desk.qtbot.waitUntil(buttons[1].isVisible, timeout=20_000)
    QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert desk.room.bench.sheet.points == {"TOPIC": 1350}
    desk.saved()


def test_zero_asks_again(open_desk: Opener) -> None:
    desk = open_desk()
    type_points(desk, "0")
    assert desk.room.bench.sheet.points == {}
    assert "0 分" in desk.room.bench.rubric.body.hint.text()
    QTest.keyClick(desk.room.bench.rubric.body.box, ENTER)
    assert desk.room.bench.sheet.points == {"TOPIC": 0}
    desk.saved()


def test_clearing_returns_to_blank_and_undo_brings_it_back(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    type_points(desk, "13")
    desk.saved()
    desk.room.choose_item(0)
    box = desk.room.bench.rubric.body.box
    box.setFocus()
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    assert not desk.room.bench.rubric.body.hint.isHidden()
    QTest.keyClick(box, ENTER)
    desk.saved()
    assert desk.room.bench.sheet.points == {}
    QTest.keyClick(desk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: desk.room.bench.sheet.points == {"TOPIC": 1300}, timeout=20_000)
    QTest.keyClick(desk.window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: desk.room.bench.sheet.points == {}, timeout=20_000)
    desk.saved()
    desk.close()
    assert on_disk(home).sheet.points == {}


def test_undo_leads_to_the_entry_it_changed(open_desk: Opener) -> None:
    desk = open_desk()
    type_points(desk, "13")
    desk.saved()
    desk.room.bench.desk.step(1)
    desk.shows("Z-002")
    QTest.keyClick(desk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.shows("Z-001")
    assert desk.room.bench.sheet.points == {}


def test_half_typed_digits_come_back_as_half_typed(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    type_points(desk, "12", enter=False)
    desk.saved()
    desk.close()
    sheet = on_disk(home).sheet
    assert sheet.half_typed == {"TOPIC": "12"}
    assert sheet.points == {}
    again = open_desk()
    assert again.room.bench.rubric.body.box.text() == "12"
    assert again.room.bench.rubric.total.text() == "—"


def test_full_points_and_half_steps_by_buttons(open_desk: Opener) -> None:
    desk = open_desk()
    body, sheet = desk.room.bench.rubric.body, desk.room.bench.sheet
    for step in (body.less, body.more):  # a slip of the mouse is no score
        QTest.mouseClick(step, Qt.MouseButton.LeftButton)
    assert (sheet.points, body.less.isEnabled(), body.more.isEnabled()) == ({}, False, False)
    QTest.mouseClick(body.full, Qt.MouseButton.LeftButton)
    assert sheet.points["TOPIC"] == 1500
    QTest.mouseClick(body.less, Qt.MouseButton.LeftButton)
    assert sheet.points["TOPIC"] == 1450
    QTest.mouseClick(body.more, Qt.MouseButton.LeftButton)
    QTest.mouseClick(body.more, Qt.MouseButton.LeftButton)
    assert sheet.points["TOPIC"] == 1500
    desk.saved()


def test_the_wheel_never_changes_points(open_desk: Opener) -> None:
    desk = open_desk()
    type_points(desk, "13", enter=False)
    box = desk.room.bench.rubric.body.box
    wheel = QWheelEvent(
        QPointF(5, 5), box.mapToGlobal(QPointF(5, 5)), QPoint(0, 0), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, wheel)
    assert not wheel.isAccepted()
    assert box.text() == "13"
    desk.saved()


def test_the_remark_is_saved_by_itself_and_survives(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    remark = desk.room.bench.rubric.remark
    remark.flip()
    QTest.keyClicks(remark.text, "good logic")
    desk.qtbot.waitUntil(lambda: desk.room.bench.sheet.remark == "good logic", timeout=20_000)
    desk.saved()
    desk.close()
    assert on_disk(home).sheet.remark == "good logic"


def test_words_typed_without_a_rest_are_saved_too(open_desk: Opener, home: Path) -> None:
    desk = open_desk(Plan(entries=1))
    remark = desk.room.bench.rubric.remark
    remark.open()
    desk.room.note_wanted("")
    for box in (remark.text, desk.room.note.text):
        typing = QTimer(interval=60)  # far below the rest that saves
        typing.timeout.connect(lambda box=box: box.insertPlainText("x"))
        typing.start()
        desk.qtbot.waitUntil(lambda box=box: "xx" in (on_disk(home).sheet.remark if box is remark.text else _notes(home)), timeout=20_000)
        assert typing.isActive()
        typing.stop()


def _notes(home: Path) -> str:
    return "".join(note.text for note in on_disk(home).sheet.notes)


def test_a_remark_typed_in_the_last_moment_is_saved_when_the_window_closes(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    desk.room.bench.rubric.remark.flip()
    QTest.keyClicks(desk.room.bench.rubric.remark.text, "late")
    desk.close()
    assert on_disk(home).sheet.remark == "late"


def test_a_remark_typed_before_the_next_entry_opens_stays_with_its_own(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    desk.room.bench.rubric.remark.flip()
    QTest.keyClicks(desk.room.bench.rubric.remark.text, "first")
    desk.room.bench.desk.step(1)
    desk.shows("Z-002")
    assert desk.room.bench.rubric.remark.text.toPlainText() == ""
    desk.saved()
    desk.close()
    assert on_disk(home, "Z-001").sheet.remark == "first"
    assert on_disk(home, "Z-002").sheet.remark == ""


def test_a_note_keeps_item_and_page(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    desk.room.bench.pages.go_to(2)
    QTest.keyClick(desk.window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    panel = desk.room.note
    assert not panel.isHidden()
    panel.text.setPlainText("末端原因未用数据确认")
    QTest.keyClick(panel.text, ESC)
    desk.saved()
    desk.close()
    (note,) = on_disk(home).sheet.notes
    assert (note.item, note.text) == ("TOPIC", "末端原因未用数据确认")
    assert note.anchor is not None
    assert note.anchor.page == 3


def test_the_service_refusing_a_change_shows_why_and_the_truth(open_desk: Opener) -> None:
    desk = open_desk()
    sheet = desk.room.bench.sheet
    sheet._set(sheet.items[0], Points(99_900))
    desk.qtbot.waitUntil(lambda: bool(desk.window.notice.text()), timeout=20_000)
    desk.qtbot.waitUntil(lambda: sheet.points == {}, timeout=20_000)
    assert sheet.waiting == 0
