"""What is handed in or recused takes no change, and every key that asks for one is told why and what can be done."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services import profile as profiles
from app.services.judge import read_entries, recuse, submit
from app.store.entry_rows import Order
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.fakes.laptops import score_whole
from tests.ui.conftest import Desk, Opener
from tests.ui.test_own_table import own_table, stand
from tests.ui.test_scoring import press

CONTROL = Qt.KeyboardModifier.ControlModifier
LOCKED = "本轮已提交，不能再改。要改请到“提交”页申请退回修改。"


def handed_in(home: Path, *, recused: bool = False) -> None:
    """Everything scored (or the second recused after scoring) and, unless recused, handed in."""
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        for row in read_entries.rows(profile):
            score_whole(profile, row.code)
        if recused:
            recuse.recuse(profile, "Z-002", "曾辅导该小组")
        else:
            submit.submit(profile)


def told(desk: Desk, words: str) -> None:
    notice = desk.window.notice
    desk.qtbot.waitUntil(lambda: words in notice.text(), timeout=20_000)
    notice.dismiss()


def test_after_handing_in_each_key_says_why(open_desk: Opener, home: Path) -> None:
    open_desk(Plan(entries=2)).close()
    handed_in(home)
    desk = open_desk()
    bench = desk.room.bench
    desk.window.show_bench()
    for key in ("digit", "note", "undo"):
        bench.pages.setFocus()
        if key == "digit":
            press(bench.pages, "7")
        else:
            QTest.keyClick(bench.pages, Qt.Key.Key_M if key == "note" else Qt.Key.Key_Z, CONTROL)
        told(desk, "本轮已提交，不能再改" if key != "undo" else "提交，不能再改")
    press(bench.pages, "7")
    offer = desk.window.notice._offers.itemAt(0).widget()
    desk.qtbot.waitUntil(offer.isVisible, timeout=20_000)
    offer.click()
    desk.qtbot.waitUntil(lambda: desk.window.stack.currentWidget() is desk.room.submit, timeout=20_000)
    own = own_table(desk, 2)
    stand(own, 0, 0)
    for typed in (Qt.Key.Key_Delete, Qt.Key.Key_7):
        own.say("")
        QTest.keyClick(own.table, typed)
        assert own.words.text() == LOCKED


@pytest.mark.parametrize("key", ["digit", "note"])
def test_a_recused_entry_says_how_to_take_it_back(open_desk: Opener, home: Path, key: str) -> None:
    open_desk(Plan(entries=2)).close()
    handed_in(home, recused=True)
    desk = open_desk()
    desk.room.bench.desk.open("Z-002")
    desk.shows("Z-002")
    desk.room.bench.pages.setFocus()
    if key == "digit":
        press(desk.room.bench.pages, "7")
    else:
        QTest.keyClick(desk.room.bench.pages, Qt.Key.Key_M, CONTROL)
    told(desk, "本份已回避，不评分")


def test_clearing_what_is_blank_says_so(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=2))
    own = own_table(desk, 2)
    stand(own, 0, 0)
    QTest.keyClick(own.table, Qt.Key.Key_Delete)
    desk.qtbot.waitUntil(lambda: own.words.text() == "这里没有要改的分数。", timeout=20_000)


@pytest.mark.parametrize(("width", "height"), [(1366, 697), (1092, 543)])
def test_points_of_before_a_recusal_are_shown_nowhere(open_desk: Opener, home: Path, width: int, height: int) -> None:
    """Entry, strip, drawer and table agree; they come back when the recusal is taken back."""
    open_desk(Plan(entries=2)).close()
    handed_in(home, recused=True)
    desk = open_desk(width=width, height=height)
    desk.room.bench.desk.open("Z-002")
    desk.shows("Z-002")
    rubric, strip = desk.room.bench.rubric, desk.room.bench.side.strip
    total = strip.total if strip.isVisible() else rubric.total
    assert total.text() == "—"
    assert (rubric.rest.text(), rubric.body.box.text()) == ("", "")
    assert not rubric.area.isVisible()
    assert not any(box.isVisible() for box in strip.boxes)
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        by_total = read_entries.rows(profile, order=Order.TOTAL, descending=True)
        assert [(row.code, row.total is None) for row in by_total] == [("Z-001", False), ("Z-002", True)]
    desk.room.bench.sheet.undo()
    desk.qtbot.waitUntil(lambda: "—" not in rubric.total.text(), timeout=20_000)
    assert rubric.area.isVisible()
    assert rubric.body.box.text() != ""
