"""Boxes for words: what does not fit is refused and said, what stands is never cut, and redo has both of its keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.models.sheet import EventKind, Note, NoteKind
from app.services import profile as profiles
from app.services.judge import score, workspace
from app.store import values
from app.ui.judge import rail
from app.ui.widgets import Words
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener
from tests.ui.test_scoring import on_disk, press, type_points

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LONG = "长" * 20_001
REDO = ((Qt.Key.Key_Y, CONTROL), (Qt.Key.Key_Z, CONTROL | SHIFT))


def pasted(box: Words, text: str) -> str:
    QGuiApplication.clipboard().setText(text)
    box.paste()
    return box.toPlainText()


def test_what_does_not_fit_is_not_taken_and_said(qtbot: QtBot) -> None:
    box, said = Words(most=10), list[str]()
    qtbot.addWidget(box)
    box.refused.connect(said.append)
    assert pasted(box, "甲" * 11) == ""
    assert said == ["放入后有 11 字，最多 10 字：没有放入。"]
    assert pasted(box, "甲" * 9) == "甲" * 9
    press(box, "a")
    press(box, "b")
    compose = QInputMethodEvent("", [])
    compose.setCommitString("乙丙")
    QApplication.sendEvent(box, compose)
    assert (box.toPlainText(), said[1:]) == (
        "甲" * 9 + "a",
        ["放入后有 11 字，最多 10 字：没有放入。", "放入后有 12 字，最多 10 字：没有放入。"],
    )
    box.selectAll()
    assert pasted(box, "丙" * 10) == "丙" * 10


def test_what_is_pasted_is_what_will_be_kept(qtbot: QtBot) -> None:
    """Cleaned on the way in: cleaned at the next save, the cursor would jump under the fingers."""
    box = Words(most=10)
    qtbot.addWidget(box)
    assert pasted(box, "甲\t\u202e乙\x1b\n\ue000") == "甲 乙\n\ue000"
    box.undo()
    assert box.toPlainText() == ""


def test_longer_words_of_before_stay_and_can_be_shortened(qtbot: QtBot) -> None:
    box = Words(most=10)
    qtbot.addWidget(box)
    box.setPlainText("甲" * 15)
    press(box, "a")
    QTest.keyClick(box, Qt.Key.Key_Delete)
    assert box.toPlainText() == "甲" * 14


def store_as_before(home: Path, kind: EventKind, key: str, value: str) -> None:
    """What a version without the limit saved, for the first entry."""
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile, profile.database.write() as tx:
        desk = workspace.current(profile, tx)
        entry = desk.manifest.entries[0]
        score.append(profile, tx, desk, entry.code, (kind, key, value))
        score.refresh_summary(tx, desk, entry)


def test_the_line_of_what_is_too_long_opens_it(open_desk: Opener, home: Path) -> None:
    """A note longer than may be handed in opens from the page of what is open, then the remark does."""
    open_desk(Plan(entries=1)).close()
    note = Note("0" * 31 + "1", NoteKind.WEAKNESS, LONG)
    store_as_before(home, EventKind.NOTE, note.id, values.note_value(note))
    desk = open_desk()
    for text in ("13", "26.", "-1.5", "20", "5", "8.5"):
        type_points(desk, text)
    desk.saved()
    line(desk, "记录“长长").click()
    box = desk.room.note
    desk.qtbot.waitUntil(lambda: box.isVisible() and box.text.toPlainText() == LONG, timeout=20_000)
    box.text.setPlainText("短")
    box.hide()
    desk.saved()
    desk.close()
    store_as_before(home, EventKind.REMARK, "", values.text_value(LONG))
    desk = open_desk(width=1092, height=543)  # the rubric is a strip there
    line(desk, "总体评价有 20001 字").click()
    remark = desk.room.bench.rubric.remark
    desk.qtbot.waitUntil(lambda: remark.text.isVisible() and remark.text.toPlainText() == LONG, timeout=20_000)
    assert "20001" in remark.count.text()


def line(desk: Desk, words: str) -> QPushButton:
    """The line with these words on the page of what is open."""

    def there() -> list[QPushButton]:
        return [b for b in desk.room.submit.findChildren(QPushButton) if b.isVisible() and words in b.toolTip()]

    desk.room.choose(rail.SUBMIT)
    desk.qtbot.waitUntil(lambda: bool(there()), timeout=20_000)
    return there()[0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_paste_into_remark_and_note_is_refused_under_the_box(open_desk: Opener, home: Path, language: str) -> None:
    desk = open_desk(Plan(entries=1), language=language)
    remark, note = desk.room.bench.rubric.remark, desk.room.note
    remark.open()
    remark.text.setPlainText("结构清楚。")
    remark.text.moveCursor(remark.text.textCursor().MoveOperation.End)
    assert pasted(remark.text, LONG) == "结构清楚。"
    assert remark.full.isVisible()
    assert ("没有放入" if language == "zh" else "It was not put in") in remark.full.text()
    press(remark.text, "!")
    assert not remark.full.isVisible()
    desk.room.note_wanted("")
    assert pasted(note.text, LONG) == ""
    assert note.full.isVisible()
    note.hide()
    remark.save()
    desk.saved()
    desk.close()
    assert on_disk(home).sheet.remark == "结构清楚。!"


@pytest.mark.parametrize("key", REDO)
def test_redo_has_both_keys_in_words_and_leaves_scores_alone_in_a_line(open_desk: Opener, key: tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    desk = open_desk(Plan(entries=1))
    type_points(desk, "13")
    desk.saved()
    desk.room.bench.sheet.undo()
    desk.qtbot.waitUntil(lambda: not desk.room.bench.sheet.points, timeout=20_000)
    remark = desk.room.bench.rubric.remark
    remark.open()
    for box in (remark.text, desk.room.note.text):
        if box is not remark.text:
            desk.room.note_wanted("")
        QTest.keyClicks(box, "abc")
        QTest.keyClick(box, Qt.Key.Key_Z, CONTROL)
        assert box.toPlainText() == ""
        QTest.keyClick(box, *key)
        assert box.toPlainText() == "abc"
        box.setPlainText("")
    desk.room.note.hide()
    desk.room.toggle("recuse")
    reason = desk.room.recuse.reason
    reason.setFocus()
    QTest.keyClicks(reason, "abc")
    QTest.keyClick(reason, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(reason, *key)
    assert reason.text() == "abc"
    desk.saved()
    assert not desk.room.bench.sheet.points
