"""主评: whose an entry is stands on the desk and in the drawer, and where only they must write 总体评价, only they are kept from handing in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton

from app.models.season import Policy, Requirement
from app.models.sheet import SheetState
from app.ui.judge import rail
from tests.fakes.desk_profile import JUDGE, Plan
from tests.ui.conftest import Desk, Opener
from tests.ui.test_scoring import on_disk, type_points

BY_LEAD = Policy(remarks_required=Requirement.REQUIRED, remarks_minimum=4, remarks_by_lead=True)
PLAN = Plan(entries=2, policy=BY_LEAD, leads=(("Z-001", JUDGE), ("Z-002", "J-05")))
POINTS = ("13", "26.", "-1.5", "20", "5", "8.5")


def score(desk: Desk, code: str) -> None:
    desk.room.open_entry(code)
    desk.shows(code)
    for text in POINTS:
        type_points(desk, text)
    desk.saved()


def test_only_the_lead_must_write(open_desk: Opener, home: Path) -> None:
    desk = open_desk(PLAN)
    pane = desk.room.bench.rubric
    score(desk, "Z-002")
    assert pane.remark.duty.text() == "本份主评：J-05"
    assert "各项已评完" in pane.rest.text()
    score(desk, "Z-001")
    assert pane.remark.duty.text() == "您是本份主评 · 总体评价必写，至少 4 字"
    assert "缺总体评价" in pane.rest.text()
    desk.room.choose(rail.SUBMIT)
    page = desk.room.submit

    def problems() -> list[str]:
        return [b.property("problem") for b in page.findChildren(QPushButton) if b.property("problem")]

    desk.qtbot.waitUntil(lambda: problems() == ["Z-001"], timeout=20_000)
    next(b for b in page.findChildren(QPushButton) if b.property("problem")).click()
    desk.qtbot.waitUntil(pane.remark.text.hasFocus, timeout=20_000)
    pane.remark.text.setPlainText("数据完整，措施可查")
    pane.remark.save()
    assert "各项已评完" in pane.rest.text()
    desk.saved()
    desk.close()
    assert [on_disk(home, code).sheet.state for code in ("Z-001", "Z-002")] == [SheetState.DONE] * 2


def test_the_drawer_marks_ones_own(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    desk.room.toggle("entries")
    rows = desk.room.drawer.rows
    desk.qtbot.waitUntil(lambda: rows.rowCount() == 2, timeout=20_000)
    titles = [str(rows.index(row, 2).data()) for row in range(2)]
    assert [title.startswith("【主评】") for title in titles] == [True, False]


def test_a_marked_title_is_read_whole_in_the_longer_language(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    desk.window.resize(1366, 697)
    desk.desktop.languages.switch("en")
    desk.room.toggle("entries")
    drawer = desk.room.drawer
    desk.qtbot.waitUntil(lambda: drawer.rows.rowCount() == 2, timeout=20_000)
    needed = drawer.table.fontMetrics().horizontalAdvance(str(drawer.rows.index(0, 2).data()))
    desk.qtbot.waitUntil(lambda: drawer.table.columnWidth(2) > needed + 16, timeout=20_000)
    assert not drawer.table.isColumnHidden(3), "the field stays beside it"
    assert drawer.width() < desk.room.bench.width(), "a strip of the papers stays in view"


def test_where_all_must_write_nothing_is_said_of_leads(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=1, policy=Policy(remarks_required=Requirement.REQUIRED)))
    score(desk, "Z-001")
    assert desk.room.bench.rubric.remark.duty.text() == "总体评价必写"
    assert "缺总体评价" in desk.room.bench.rubric.rest.text()
