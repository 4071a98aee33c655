"""The whole window: list, documents, handing in, language, keys; real widgets on a real profile."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QWidget

from app.models.shape import Points
from app.models.sheet import SheetState
from app.services import profile as profiles
from app.services.judge import read_entries, score
from app.ui.judge import keys, rail
from app.ui.judge.entries_drawer import EntriesDrawer
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener

CONTROL = Qt.KeyboardModifier.ControlModifier


def codes(drawer: EntriesDrawer) -> list[str]:
    return [row.code for row in drawer.rows.rows]


def fill(home: Path, *, but: tuple[str, ...] = ()) -> None:
    """Full points everywhere, except for these entries."""
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        for row in read_entries.rows(profile):
            if row.code not in but:
                rubric = read_entries.view(profile, row.code).rubric
                score.set_points(profile, row.code, {i.code: i.max for i in rubric.items})


def press_button(within: QWidget, text: str) -> None:
    QApplication.processEvents()
    found = [b for b in within.findChildren(QPushButton) if text in b.text() and b.isVisible()]
    assert len(found) == 1, [b.text() for b in within.findChildren(QPushButton)]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_nothing_but_the_window_is_on_the_screen(open_desk: Opener) -> None:
    desk = open_desk()
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [desk.window]
    assert desk.window.isActiveWindow()


def test_the_drawer_searches_filters_sorts_and_opens(open_desk: Opener) -> None:
    desk = open_desk()
    desk.room.bench.sheet.put(Points(1300))
    desk.saved()
    QTest.mouseClick(desk.window.top.menu, Qt.MouseButton.LeftButton)
    drawer = desk.room.drawer
    desk.qtbot.waitUntil(lambda: len(codes(drawer)) == 8, timeout=20_000)
    QTest.keyClicks(drawer.search, "Z-004")
    desk.qtbot.waitUntil(lambda: codes(drawer) == ["Z-004"], timeout=20_000)
    drawer.search.setText("取药")
    desk.qtbot.waitUntil(lambda: codes(drawer) == ["Z-003"], timeout=20_000)
    drawer.search.setText("查无此课题")
    desk.qtbot.waitUntil(lambda: not codes(drawer), timeout=20_000)
    assert drawer.count.text().startswith("没有符合条件的成果。")
    drawer.search.clear()
    drawer.state.setCurrentIndex(2)
    desk.qtbot.waitUntil(lambda: codes(drawer) == ["Z-001"], timeout=20_000)
    assert drawer.rows.rows[0].state is SheetState.DRAFT
    drawer.state.setCurrentIndex(0)
    drawer.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    desk.qtbot.waitUntil(lambda: codes(drawer)[:1] == ["Z-008"], timeout=20_000)
    drawer.search.setFocus()
    QTest.keyClick(drawer.search, Qt.Key.Key_Return)
    desk.shows("Z-008")
    assert drawer.isHidden()


def test_the_order_of_numbers_from_ones_own_start_is_seen_and_comes_back(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=4, start=2))
    own = ["Z-003", "Z-004", "Z-001", "Z-002"]
    desk.room.toggle("entries")
    drawer = desk.room.drawer
    desk.qtbot.waitUntil(lambda: codes(drawer) == own, timeout=20_000)
    assert [drawer.rows.index(row, 0).data() for row in range(4)] == ["3", "4", "1", "2"]
    assert "您从 3 号开始评" in drawer.count.text()
    header = drawer.table.horizontalHeader()
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (0, Qt.SortOrder.AscendingOrder)
    drawer.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    desk.qtbot.waitUntil(lambda: codes(drawer) == sorted(own), timeout=20_000)
    assert "号开始评" not in drawer.count.text()
    drawer.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    desk.qtbot.waitUntil(lambda: codes(drawer) == own, timeout=20_000)


@pytest.mark.parametrize(("width", "height", "folded"), [(1092, 543, True), (1366, 697, False)])
def test_criteria_stay_as_the_judge_left_them(open_desk: Opener, width: int, height: int, folded: bool) -> None:
    desk = open_desk(Plan(entries=2), width, height)
    pane = desk.room.bench.rubric
    assert pane.body.criteria.isHidden() is folded
    assert pane.fold is not None
    pane.fold.click()
    desk.room.choose_item(1)
    assert pane.body.criteria.isHidden() is not folded
    desk.window.resize(1366 if width < 1200 else 1092, 697 if width < 1200 else 543)
    desk.qtbot.waitUntil(lambda: pane.body.criteria.isHidden() is not folded, timeout=20_000)  # what is usual there is untouched
    desk.close()
    again = open_desk(width=width, height=height)
    assert again.room.bench.rubric.body.criteria.isHidden() is not folded


def test_entries_are_changed_by_keys_and_the_rubric_follows(open_desk: Opener) -> None:
    desk = open_desk()
    for _ in range(3):
        at = desk.room.bench.desk.place[0]
        QTest.keyClick(desk.window, Qt.Key.Key_PageDown, CONTROL)
        desk.shows(f"Z-{at + 1:03}")
    assert [c.item.code for c in desk.room.bench.rubric.cards][1] == "SCHEME"
    QTest.keyClick(desk.window, Qt.Key.Key_PageUp, CONTROL)
    desk.shows("Z-003")
    assert desk.window.top.title.text() == desk_profile.TITLES[2]


def test_pages_turn_in_every_focus(open_desk: Opener) -> None:
    desk = open_desk()
    bench = desk.room.bench
    bench.rubric.remark.flip()
    for focus in (bench.pages, bench.rubric.body.box, bench.rubric.remark.text):
        focus.setFocus()
        before = bench.pages.page
        QTest.keyClick(focus, Qt.Key.Key_PageDown)
        assert bench.pages.page == before + 1, focus
    QTest.keyClick(bench.pages, Qt.Key.Key_PageUp)
    assert bench.pages.badge.text() == "3/6"
    desk.qtbot.waitUntil(bench.pages.pictured, timeout=20_000)


def test_go_to_page_and_find(open_desk: Opener) -> None:
    desk = open_desk()
    bench = desk.room.bench
    QTest.keyClick(desk.window, Qt.Key.Key_G, CONTROL)
    QTest.keyClicks(desk.room.page.field, "5")
    QTest.keyClick(desk.room.page.field, Qt.Key.Key_Return)
    assert bench.pages.page == 4
    QTest.keyClick(desk.window, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(desk.room.find.field, "page 2")
    desk.qtbot.waitUntil(lambda: desk.room.find.list.count() == 1, timeout=20_000)
    assert bench.pages.page == 1
    QTest.keyClick(desk.room.find.field, Qt.Key.Key_Escape)
    assert desk.room.find.isHidden()


def test_the_outline_leads_to_pages(open_desk: Opener) -> None:
    desk = open_desk()
    desk.room.choose(rail.OUTLINE)
    panel = desk.room.outline
    desk.qtbot.waitUntil(lambda: panel.list.count() == 6, timeout=20_000)
    panel.lead(panel.list.item(3))
    assert desk.room.bench.pages.page == 3


def test_documents_change_by_key_and_by_rail(open_desk: Opener) -> None:
    desk = open_desk()
    bench = desk.room.bench
    QTest.keyClick(desk.window, Qt.Key.Key_Tab, CONTROL)
    desk.qtbot.waitUntil(lambda: bench.pages.pictured() and bench.document.page_count == 2, timeout=20_000)
    assert desk.window.rail.buttons[rail.FORMS].isChecked()
    QTest.mouseClick(desk.window.rail.buttons[rail.REPORT], Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: bench.document.page_count == 6, timeout=20_000)
    assert not desk.window.rail.buttons[rail.VIDEO].isEnabled()


def test_a_report_that_is_not_here_says_so_and_scoring_goes_on(open_desk: Opener) -> None:
    desk = open_desk(Plan(missing=frozenset({"Z-002"})))
    desk.room.bench.desk.open("Z-002")
    desk.shows("Z-002")
    desk.qtbot.waitUntil(lambda: "还没有下载" in desk.room.bench.pages.words.text(), timeout=20_000)
    desk.room.bench.sheet.put(Points(1300))
    desk.saved()
    assert desk.room.bench.rubric.total.text() == "13"


def test_a_report_that_is_not_here_has_one_button_that_brings_it(open_desk: Opener) -> None:
    desk = open_desk(Plan(missing=frozenset({"Z-002"})))
    desk.room.bench.desk.open("Z-002")
    desk.shows("Z-002")
    words = desk.room.bench.pages.words
    desk.qtbot.waitUntil(lambda: "还没有下载" in words.text(), timeout=20_000)
    assert (words.act.text(), words.act.accessibleName()) == ("现在下载", "现在下载")
    desk.window.remember(desk.window.preferences.with_(language="en"))
    desk.qtbot.waitUntil(lambda: "is not here yet" in words.text() and words.act.text() == "Fetch now", timeout=20_000)
    QTest.mouseClick(words.act, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(desk.room.bench.pages.pictured, timeout=20_000)
    assert words.text() == ""


def test_a_recused_entry_has_one_button_that_leads_on(open_desk: Opener) -> None:
    desk = open_desk()
    QTest.mouseClick(desk.room.bench.rubric.recuse, Qt.MouseButton.LeftButton)
    desk.room.recuse.reason.setText("曾辅导该小组")
    QTest.keyClick(desk.room.recuse.reason, Qt.Key.Key_Return)
    words = desk.room.bench.pages.words
    desk.qtbot.waitUntil(lambda: words.text() == "本份已回避，资料不开放。", timeout=20_000)
    assert words.act.text() == "看下一份未评"
    words.act.setFocus()
    QTest.keyClick(words.act, Qt.Key.Key_Space)
    desk.shows("Z-002")
    desk.qtbot.waitUntil(desk.room.bench.pages.pictured, timeout=20_000)
    assert words.text() == ""


def test_a_recused_entry_shows_no_papers_and_takes_no_points(open_desk: Opener) -> None:
    desk = open_desk()
    QTest.mouseClick(desk.room.bench.rubric.recuse, Qt.MouseButton.LeftButton)
    panel = desk.room.recuse
    assert not panel.go.isEnabled()
    panel.reason.setText("曾辅导该小组")
    QTest.keyClick(panel.reason, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: not desk.room.bench.sheet.editable, timeout=20_000)
    assert desk.room.bench.pages.words.text() == "本份已回避，资料不开放。"
    assert not desk.room.bench.rubric.body.box.isEnabled()
    QTest.mouseClick(desk.room.bench.rubric.away.act, Qt.MouseButton.LeftButton)
    QTest.mouseClick(panel.go, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: desk.room.bench.sheet.editable and desk.room.bench.pages.pictured(), timeout=20_000)


def test_finish_goes_to_the_next_entry_that_is_not_scored(open_desk: Opener, home: Path) -> None:
    first = open_desk()
    first.close()
    fill(home, but=("Z-002", "Z-005"))
    desk = open_desk()
    desk.shows("Z-001")
    QTest.keyClick(desk.window, Qt.Key.Key_Return, CONTROL)
    desk.shows("Z-002")
    QTest.keyClick(desk.window, Qt.Key.Key_Return, CONTROL)
    desk.shows("Z-005")


def test_open_items_are_listed_and_lead_to_their_place(open_desk: Opener, home: Path) -> None:
    open_desk().close()
    fill(home, but=("Z-004",))
    desk = open_desk()
    desk.room.choose(rail.SUBMIT)
    model = desk.room.submit._model
    desk.qtbot.waitUntil(lambda: model.known, timeout=20_000)
    assert [p.entry for p in model.problems] == ["Z-004"]
    press_button(desk.room.submit, "Z-004")
    desk.shows("Z-004")
    assert desk.window.stack.currentWidget() is desk.room.bench


def test_handing_in_locks_shows_the_code_and_copies_the_file(open_desk: Opener, home: Path, tmp_path: Path) -> None:
    open_desk().close()
    fill(home)
    desk = open_desk()
    desk.room.choose(rail.SUBMIT)
    view, model = desk.room.submit, desk.room.submit._model
    desk.qtbot.waitUntil(lambda: model.known, timeout=20_000)
    QApplication.processEvents()
    next(box for box in view.findChildren(QCheckBox) if box.isVisible()).setChecked(True)
    press_button(view, "提交评分文件")
    desk.qtbot.waitUntil(lambda: model.submitted is not None, timeout=20_000)
    assert model.submitted is not None
    package = model.submitted.package
    assert package.read_bytes().startswith(b"age-encryption.org/")
    press_button(view, "复制文件")
    assert QGuiApplication.clipboard().mimeData().urls() == [QUrl.fromLocalFile(str(package))]
    model.save_as(tmp_path / "stick.qcr")
    desk.qtbot.waitUntil((tmp_path / "stick.qcr").exists, timeout=20_000)
    assert (tmp_path / "stick.qcr").read_bytes() == package.read_bytes()
    desk.qtbot.waitUntil(lambda: not desk.room.bench.sheet.editable, timeout=20_000)
    assert "已提交" in desk.window.status.work.text()


def test_papers_are_exported(open_desk: Opener, tmp_path: Path) -> None:
    desk = open_desk()
    with desk.qtbot.waitSignal(desk.room.submit._model.exported, timeout=30_000):
        desk.room.submit._model.export(tmp_path / "papers")
    assert {p.suffix for p in (tmp_path / "papers").iterdir()} == {".pdf"}


def test_the_language_changes_while_it_is_open_and_is_kept(open_desk: Opener) -> None:
    desk = open_desk()
    assert desk.window.top.done.text().startswith("完成并下一份")
    desk.room.toggle(rail.SETTINGS)
    desk.room.settings.language.setCurrentIndex(1)
    desk.room.settings.language.activated.emit(1)
    desk.qtbot.waitUntil(lambda: desk.window.top.done.text().startswith("Finish"), timeout=20_000)
    assert desk.room.bench.rubric.cards[1].head.name.text() == "Analysis of causes"
    assert desk.window.windowTitle() == "QC Review Desk"
    desk.close()
    again = open_desk()
    assert again.window.rail.buttons[rail.REPORT].text() == "Report"


def test_every_key_of_the_table_is_bound_once_and_no_forbidden_one(open_desk: Opener) -> None:
    desk = open_desk()
    bound = [s.key().toString() for s in desk.window.findChildren(QShortcut)]
    wanted = {QKeySequence(k).toString() for names in keys.ACTIONS.values() for k in names}
    assert wanted <= set(bound)
    assert len(bound) == len(set(bound))
    assert not set(bound) & {QKeySequence(k).toString() for k in keys.FORBIDDEN}
    # the mouse's back button does the same
    assert [k for k in bound if "Alt" in k] == ["Alt+Left"]


def test_closing_while_something_is_loading_ends_quietly(open_desk: Opener) -> None:
    desk: Desk = open_desk()
    desk.room.bench.desk.step(1)
    desk.window.close()
    assert desk.window.isHidden()


def test_the_rubric_can_be_put_away(open_desk: Opener) -> None:
    desk = open_desk()
    wide = desk.room.bench.pages.width()
    QTest.keyClick(desk.window, Qt.Key.Key_B, CONTROL)
    assert (desk.room.bench.rubric.isHidden(), desk.room.bench.side.strip.isHidden()) == (True, False)
    QTest.keyClick(desk.window, Qt.Key.Key_B, CONTROL)
    assert (desk.room.bench.rubric.isHidden(), desk.room.bench.side.strip.isHidden()) == (True, True)
    desk.qtbot.waitUntil(lambda: desk.room.bench.pages.width() > wide + 300, timeout=20_000)
    QTest.keyClick(desk.window, Qt.Key.Key_B, CONTROL)
    assert not desk.room.bench.rubric.isHidden()
