"""成稿: notes are offered, never forced; what the judge wrote stays; phrases are at hand beside the page."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.models.sheet import NoteKind
from app.services import profile as profiles
from app.services.judge import phrases
from app.ui.judge.remark_row import RemarkRow
from tests.fakes import desk_profile
from tests.ui.conftest import Desk, Opener
from tests.ui.on_screen import cut_off, misplaced
from tests.ui.test_appearance import cut_off_at_rest, nameless
from tests.ui.test_scoring import on_disk


def note(desk: Desk, words: str, kind: NoteKind = NoteKind.WEAKNESS) -> None:
    room = desk.room
    room.note_wanted("")
    room.note.kinds[(NoteKind.STRENGTH, NoteKind.WEAKNESS, NoteKind.SUGGESTION).index(kind)].setChecked(True)
    room.note.text.setPlainText(words)
    room.note.hide()
    desk.saved()


def opened(desk: Desk) -> RemarkRow:
    row = desk.room.bench.rubric.remark
    row.flip()
    return row


def test_notes_are_offered_merged_on_demand_and_later_ones_again(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    note(desk, "末端原因未用数据确认")
    note(desk, "选题理由充分", NoteKind.STRENGTH)
    row = opened(desk)
    desk.qtbot.waitUntil(lambda: row.offer.text() == "新增 2 条，并入？", timeout=20_000)
    assert row.text.toPlainText() == ""
    row.merge.click()
    desk.qtbot.waitUntil(lambda: "末端原因未用数据确认" in row.text.toPlainText(), timeout=20_000)
    desk.qtbot.waitUntil(row.offer.isHidden, timeout=20_000)
    written = row.text.toPlainText().replace("选题理由充分", "选题理由很充分，我很赞同")
    row.text.setPlainText(written)
    desk.saved()
    note(desk, "建议补充过程数据", NoteKind.SUGGESTION)
    desk.qtbot.waitUntil(lambda: row.offer.text() == "新增 1 条，并入？", timeout=20_000)
    row.merge.click()
    desk.qtbot.waitUntil(lambda: "建议补充过程数据" in row.text.toPlainText(), timeout=20_000)
    assert "选题理由很充分，我很赞同" in row.text.toPlainText()
    desk.saved()
    shown = row.text.toPlainText()
    desk.close()
    assert on_disk(home).sheet.remark == shown


def test_undo_in_the_text_takes_a_merge_back_and_offers_it_again(open_desk: Opener) -> None:
    desk = open_desk()
    note(desk, "末端原因未用数据确认")
    row = opened(desk)
    desk.qtbot.waitUntil(row.offer.isVisible, timeout=20_000)
    row.merge.click()
    desk.qtbot.waitUntil(lambda: bool(row.text.toPlainText()), timeout=20_000)
    row.text.setFocus()
    QTest.keyClick(row.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: row.text.toPlainText() == "", timeout=20_000)
    desk.qtbot.waitUntil(lambda: row.offer.isVisible() and desk.room.bench.sheet.remark == "", timeout=20_000)
    desk.saved()


def test_the_counter_follows_and_says_what_is_printed_as_an_annex(open_desk: Opener) -> None:
    desk = open_desk()
    row = opened(desk)
    row.text.setPlainText("好" * 300)
    assert row.count.text() == "300/300字"
    row.text.setPlainText("好" * 312)
    assert row.count.text() == "超出 12 字，打印为附页"
    assert "312/300字" in row.summary.text()
    desk.saved()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_how_long_the_remark_is_can_be_read_while_it_is_folded(open_desk: Opener, language: str) -> None:
    desk = open_desk(language=language)
    summary = desk.room.bench.rubric.remark.summary
    desk.qtbot.waitUntil(lambda: "0/300" in summary.text(), timeout=20_000)
    desk.rests()
    assert summary.fontMetrics().horizontalAdvance(summary.text()) <= summary.width()


def test_phrases_are_searched_inserted_at_the_cursor_added_changed_and_removed(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    row = opened(desk)
    row.more.click()
    box = row.phrases
    desk.qtbot.waitUntil(lambda: len(box.shown) > 5, timeout=20_000)
    box.begin("数据来源清楚")
    QTest.keyClick(box.wording, Qt.Key.Key_Return)
    box.search.setText("数据来源清楚")
    desk.qtbot.waitUntil(lambda: [p.text for p in box.shown] == ["数据来源清楚"], timeout=20_000)
    row.text.setPlainText("甲乙")
    cursor = row.text.textCursor()
    cursor.setPosition(1)
    row.text.setTextCursor(cursor)
    QTest.keyClick(box.search, Qt.Key.Key_Return)
    assert row.text.toPlainText() == "甲数据来源清楚乙"
    box.edit.click()
    box.wording.setText("数据来源清楚，可追溯")
    box.keep.click()
    desk.qtbot.waitUntil(lambda: [p.text for p in box.shown] == ["数据来源清楚，可追溯"], timeout=20_000)
    assert box.shown[0].used == 1
    box.remove.click()
    desk.qtbot.waitUntil(lambda: not box.shown, timeout=20_000)
    row.save()
    desk.saved()
    desk.close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        assert not [p for p in phrases.search(profile) if p.own]


def test_a_phrase_taken_away_by_slip_comes_back_by_button_or_key(open_desk: Opener) -> None:
    desk = open_desk()
    row = opened(desk)
    row.more.click()
    box = row.phrases
    desk.qtbot.waitUntil(lambda: len(box.shown) > 5, timeout=20_000)
    first, many = box.shown[0], len(box.shown)
    assert not box.undo.isVisible()
    assert box.list.count() == many
    box.remove.setFocus()
    box.remove.click()
    desk.qtbot.waitUntil(lambda: len(box.shown) == many - 1, timeout=20_000)
    assert box.undo.isVisible()
    assert first.text in box.undo.accessibleName()
    assert box.list.item(many - 1).text() == "找回删去的 1 条自带评语"
    QTest.keyClick(box.remove, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: box.shown[:1] == (first,), timeout=20_000)
    QTest.keyClick(box.remove, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: len(box.shown) == many - 1, timeout=20_000)
    box.list.setCurrentRow(many - 1)
    QTest.keyClick(box.list, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: len(box.shown) == box.list.count() == many, timeout=20_000)
    box.undo.click()
    desk.qtbot.waitUntil(lambda: len(box.shown) == many - 1, timeout=20_000)
    desk.saved()


def test_it_fits_a_small_window_beside_the_page(open_desk: Opener) -> None:
    desk = open_desk(width=1092, height=543, language="en")
    note(desk, "末端原因未用数据确认")
    row = opened(desk)
    row.more.click()
    desk.qtbot.waitUntil(row.offer.isVisible, timeout=20_000)
    desk.rests()
    assert desk.window.size().toTuple() == (1092, 543)
    assert cut_off_at_rest(desk) == []
    assert nameless(desk.window) == []
    row.phrases.begin("words of one's own")
    desk.rests()
    assert cut_off_at_rest(desk) == []


def test_nothing_lies_over_anything_else(open_desk: Opener) -> None:
    for size in ((1366, 697), (1092, 543)):
        desk = open_desk(width=size[0], height=size[1])
        note(desk, "末端原因未用数据确认")
        row = opened(desk)
        row.more.click()
        desk.qtbot.waitUntil(row.offer.isVisible, timeout=20_000)
        desk.rests()
        parts = [row.text, row.more, row.phrases.search, row.phrases.list, row.phrases.insert]
        tops = [(w.mapTo(row, w.rect().topLeft()).y(), w.mapTo(row, w.rect().bottomLeft()).y()) for w in parts]
        assert all(bottom < top for (_, bottom), (top, _) in pairwise(tops)), tops
        assert tops[-1][1] <= row.height()
        desk.saved()
        desk.close()


def test_phrases_have_their_room_when_the_window_becomes_small(open_desk: Opener) -> None:
    """The list kept the height of a large window and lay over the buttons below it."""
    desk = open_desk()
    row = opened(desk)
    row.more.click()
    desk.qtbot.waitUntil(lambda: len(row.phrases.shown) > 5 and row.phrases.list.height() > 100, timeout=20_000)
    desk.window.resize(1092, 543)
    desk.qtbot.waitUntil(lambda: row.phrases.list.height() < 100 and list(misplaced(desk.window)) == [], timeout=20_000)
    desk.window.resize(1366, 697)
    desk.qtbot.waitUntil(lambda: row.phrases.list.height() > 100 and list(misplaced(desk.window)) == [], timeout=20_000)


@pytest.mark.parametrize(("width", "height", "text"), [(1092, 543, 100), (1366, 697, 125)])
def test_buttons_of_phrases_say_their_words_with_the_way_back_beside_them(open_desk: Opener, width: int, height: int, text: int) -> None:
    desk = open_desk(width=width, height=height, language="en", text=text)
    row = opened(desk)
    row.more.click()
    box = row.phrases
    desk.qtbot.waitUntil(lambda: len(box.shown) > 5, timeout=20_000)
    box.remove.click()
    desk.qtbot.waitUntil(box.undo.isVisible, timeout=20_000)
    desk.qtbot.waitUntil(lambda: [*cut_off(desk.window), *misplaced(desk.window)] == [], timeout=20_000)


def test_a_wording_that_is_refused_stays_to_be_mended(open_desk: Opener) -> None:
    desk = open_desk()
    row = opened(desk)
    row.more.click()
    box = row.phrases
    desk.qtbot.waitUntil(lambda: len(box.shown) > 5, timeout=20_000)
    box.add.click()
    box.wording.setText("长" * 501)
    QTest.keyClick(box.wording, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(desk.window.notice.isVisible, timeout=20_000)
    assert box.wording.isVisible()
    assert box.wording.text() == "长" * 501
    box.wording.setText("长" * 500)
    QTest.keyClick(box.wording, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(box.wording.isHidden, timeout=20_000)


def test_after_one_phrase_is_removed_the_next_is_chosen_and_the_keyboard_stays(open_desk: Opener) -> None:
    desk = open_desk()
    row = opened(desk)
    row.more.click()
    box = row.phrases
    desk.qtbot.waitUntil(lambda: len(box.shown) > 5, timeout=20_000)
    before = box.shown
    box.list.setCurrentRow(3)
    box.remove.setFocus()
    for left in (len(before) - 1, len(before) - 2):
        QTest.keyClick(box.remove, Qt.Key.Key_Space)
        desk.qtbot.waitUntil(lambda many=left: len(box.shown) == many, timeout=20_000)
        assert box.remove.hasFocus()
    assert box.shown == before[:3] + before[5:]
