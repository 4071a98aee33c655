"""What is unusual about an entry stands over its papers in words; the drawer filters by field and leads to the pages of the batch."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.models.shape import Points
from app.models.sheet import NoteKind
from app.ui.judge import rail
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener

PLAN = Plan(withdrawn=frozenset({"Z-002"}), practice=frozenset({"Z-003"}), replaced=frozenset({"Z-005"}))


def go(desk: Desk, code: str) -> None:
    desk.room.bench.desk.open(code)
    desk.shows(code)


def test_nothing_is_said_about_an_ordinary_entry(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    go(desk, "Z-001")
    assert desk.room.bench.notice.isHidden()


def test_taken_out_and_practice_are_said(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    notice = desk.room.bench.notice
    go(desk, "Z-002")
    assert notice.isVisible()
    assert "已撤出，不计分" in notice.words.text()
    go(desk, "Z-003")
    assert "试评" in notice.words.text()
    assert notice.other.isHidden()
    go(desk, "Z-001")
    assert notice.isHidden()


def test_a_replaced_report_says_when_and_leads_to_the_older_one(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    bench = desk.room.bench
    go(desk, "Z-005")
    desk.qtbot.waitUntil(lambda: "7月9日已更换" in bench.notice.words.text(), timeout=20_000)
    newer = bench.front
    assert newer is not None
    assert newer.supersedes is not None
    QTest.mouseClick(bench.notice.other, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: bench.front is not None and bench.front.sha256 == newer.supersedes, timeout=20_000)
    desk.qtbot.waitUntil(lambda: bench.document.page_count == 6, timeout=20_000)
    desk.room.note_wanted("")
    desk.room.note.kinds[list(NoteKind).index(NoteKind.WEAKNESS)].setChecked(True)
    desk.room.note.text.setPlainText("旧版第一页数据不全")
    desk.room.note.hide()
    desk.saved()
    desk.qtbot.waitUntil(lambda: "1 条证据指旧版" in bench.notice.words.text(), timeout=20_000)
    assert bench.notice.other.text() == "看新版"
    QTest.mouseClick(bench.notice.other, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: bench.front == newer, timeout=20_000)


def test_the_drawer_filters_by_field_and_says_how_long_is_left(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    desk.room.toggle("entries")
    drawer = desk.room.drawer
    desk.qtbot.waitUntil(lambda: len(drawer.rows.rows) == 8, timeout=20_000)
    assert "截止" in drawer.count.text()
    assert [drawer.field.itemText(n) for n in range(drawer.field.count())] == ["全部领域", "制造类", "市场服务类"]
    drawer.field.setCurrentIndex(1)
    desk.qtbot.waitUntil(lambda: {r.field for r in drawer.rows.rows} == {"MFG"}, timeout=20_000)
    drawer.field.setCurrentIndex(0)
    desk.qtbot.waitUntil(lambda: len(drawer.rows.rows) == 8, timeout=20_000)


def test_the_drawer_leads_to_the_pages_of_the_batch(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    desk.room.toggle("entries")
    drawer = desk.room.drawer
    assert drawer.texts.isHidden()
    QTest.keyClicks(drawer.search, "Cause")
    QTest.mouseClick(drawer.texts, Qt.MouseButton.LeftButton)
    find = desk.room.find
    assert not find.isHidden()
    assert desk.window.rail.buttons[rail.FIND].isChecked()
    desk.qtbot.waitUntil(lambda: find.list.count() > 0, timeout=20_000)


def test_a_score_of_an_entry_taken_out_is_no_total_in_the_drawer(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    go(desk, "Z-002")
    drawer = desk.room.over.drawer()
    row = next(r for r in desk.room.bench.desk.rows if r.code == "Z-002")
    total = next(c for c in drawer.rows._columns if c.key == "total")
    assert total.text(replace(row, total=Points(8_000))) == "—"
    assert total.text(replace(row, withdrawn=False, total=Points(8_000))) == "80"
