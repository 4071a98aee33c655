"""A meeting with real packages: from the agenda to a decision and back, and a projection that names nobody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.models.season import Quota, QuotaScope
from app.services.chair.agenda import Settled
from app.ui.chair import pages
from app.ui.chair.acts import Act
from app.ui.chair.meeting_view import MeetingView
from app.ui.chair.projection_window import ProjectionWindow
from app.ui.chair.score_sheet import Cell, Sheet
from app.ui.chair.tight_cell import TightCell
from tests.fakes import chair_panel, chair_season
from tests.fakes.season import Season
from tests.ui.chair_window import chair_page
from tests.ui.conftest import ChairOpener, Desk
from tests.ui.test_accessible import turned_by_the_wheel
from tests.ui.test_language import speak

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return chair_season.make_merged(tmp_path_factory.mktemp("panel"), entries=5, judges=5, recused={"J-03": ("Z-002",)})


def meeting(desk: Desk) -> MeetingView:
    view = chair_page(desk, pages.MEETING, MeetingView)
    desk.qtbot.waitUntil(lambda: view.model.table is not None and view.model.table.entry is not None, timeout=30_000)
    return view


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def on_table(view: MeetingView) -> str:
    table = view.model.table
    return table.entry.row.code if table is not None and table.entry is not None else ""


def settled(view: MeetingView, code: str) -> Settled:
    assert view.model.table is not None
    return next(i.settled for i in view.model.table.agenda.items if i.code == code)


def test_from_the_agenda_to_a_decision_and_back(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    view = meeting(open_chair(panel))
    assert view.model.table is not None
    codes = [i.code for i in view.model.table.agenda.items]
    assert sorted(codes) == [f"Z-00{n}" for n in range(1, 6)]
    first = on_table(view)
    QTest.keyClick(view.agenda, Qt.Key.Key_PageDown, CONTROL)
    qtbot.waitUntil(lambda: on_table(view) == codes[codes.index(first) + 1], timeout=20_000)
    code = on_table(view)
    click(view.bar.buttons[Act.LEVEL])
    qtbot.waitUntil(lambda: "请写理由" in view.form.words.text(), timeout=20_000)
    assert not view.form.confirm.isEnabled()
    view.form.form.level.setCurrentIndex(view.form.form.level.count() - 1)
    view.form.form.reason.setPlainText("现场核实后调整")
    qtbot.waitUntil(view.form.confirm.isEnabled, timeout=20_000)
    assert view.form.words.text().startswith(f"{code} 调整等级")
    click(view.form.confirm)
    qtbot.waitUntil(lambda: settled(view, code) is Settled.DECIDED, timeout=20_000)
    assert view.form.isHidden()
    assert any("现场核实后调整" in view.log.list.item(n).text() for n in range(view.log.list.count()))
    QTest.keyClick(view.agenda, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: settled(view, code) is Settled.OPEN, timeout=20_000)
    QTest.keyClick(view.agenda, Qt.Key.Key_Y, CONTROL)
    qtbot.waitUntil(lambda: settled(view, code) is Settled.DECIDED, timeout=20_000)


def test_all_three_counts_of_a_vote_stand_in_the_narrowest_form(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    """In English the last was cut off at the edge, and the form slid sideways under the keyboard."""
    view = meeting(open_chair(panel, 1092, 543, language="en"))
    click(view.bar.buttons[Act.VOTE])
    form = view.form
    area = next(a for a in form.findChildren(QScrollArea) if a.isAncestorOf(form.form))
    qtbot.waitUntil(lambda: area.verticalScrollBar().isVisible(), timeout=20_000)
    inside = area.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= area.viewport().width()


def test_the_frame_of_the_keyboard_is_beside_the_words_under_the_points(open_chair: ChairOpener, panel: Season) -> None:
    pane = meeting(open_chair(panel, 1092, 543)).pane
    for words in (pane.decided, pane.tie_words):
        assert words.contentsRect().left() > 2


def test_what_was_taken_back_is_not_said_beside_it(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    """One of two sentences would be untrue: what was decided and is taken back, or what was taken back before the decision."""
    opened = open_chair(panel)
    view = meeting(opened)
    tools = opened.room.chair.desk.tools  # type: ignore[union-attr]
    code = on_table(view)
    keep(qtbot, view)
    qtbot.waitUntil(lambda: view.words.isVisible() and view.words.text().startswith(f"{code} 维持"), timeout=20_000)
    QTest.keyClick(view.agenda, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: tools.words.isVisible() and tools.words.text().startswith(f"已撤销：{code} 维持"), timeout=20_000)
    assert view.words.isHidden()
    assert tools.words.contentsRect().left() == 16, "it begins where the page does"
    qtbot.waitUntil(lambda: settled(view, code) is Settled.OPEN, timeout=20_000)
    keep(qtbot, view)
    qtbot.waitUntil(lambda: view.words.isVisible() and tools.words.isHidden(), timeout=20_000)


def test_the_next_round_shuts_the_meeting_of_the_last(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    """A sync may bring it at any moment: the bar would say 第2轮 over a table of round 1 that takes decisions."""
    opened = open_chair(panel)
    view = meeting(opened)
    room = opened.room.chair
    assert room is not None
    assert room.model.head is not None
    room.model._headed(replace(room.model.head, round=2, own_submitted=False))
    assert "第2轮" in room.desk.title.text()
    assert room.desk.stack.currentWidget() is room.desk.gate
    assert room.model.picture is None
    room.model.load()
    qtbot.waitUntil(lambda: room.desk.stack.currentWidget() is view and room.model.picture is not None, timeout=20_000)
    qtbot.waitUntil(lambda: on_table(view) != "", timeout=20_000)


def keep(qtbot: QtBot, view: MeetingView) -> None:
    click(view.bar.buttons[Act.KEEP])
    qtbot.waitUntil(view.form.confirm.isEnabled, timeout=20_000)
    click(view.form.confirm)
    qtbot.waitUntil(view.form.isHidden, timeout=20_000)


def test_points_changed_in_discussion_keep_the_original_beside(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    view = meeting(open_chair(panel))
    click(view.bar.buttons[Act.POINTS])
    form = view.form.form
    form.points.setText("999")
    form.reason.setPlainText("漏看一项证据")
    qtbot.waitUntil(lambda: "最高" in view.form.words.text(), timeout=20_000)
    assert not view.form.confirm.isEnabled()
    form.points.setText("1")
    qtbot.waitUntil(view.form.confirm.isEnabled, timeout=20_000)
    assert "最终得分" in view.form.lines.text()
    click(view.form.confirm)
    qtbot.waitUntil(lambda: any("→1" in t for t in view.pane.points.texts()), timeout=20_000)


def test_a_form_shuts_when_another_entry_comes_to_the_table(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    view = meeting(open_chair(panel))
    assert view.model.table is not None
    first = on_table(view)
    view.model.go(next(i.code for i in view.model.table.agenda.items if i.code != first))
    click(view.bar.buttons[Act.DEFER])
    assert view.form.form.code == first
    qtbot.waitUntil(lambda: on_table(view) != first, timeout=20_000)
    assert view.form.isHidden(), "else it would decide about an entry that is no longer shown"


def test_what_was_read_before_a_change_of_language_does_not_stay_in_the_form(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    desk = open_chair(panel)
    view = meeting(desk)
    click(view.bar.buttons[Act.LEVEL])
    before = view.model.table
    level = view.form.form.level
    assert level.itemText(0) == "标杆级"
    speak(desk.window, "en")
    view.model.table = before  # its read was begun before
    view.model.shown.emit()
    qtbot.waitUntil(lambda: (level.itemText(0), view.form.title.text()) == ("Benchmark", f"{on_table(view)} Set level"), timeout=20_000)


def test_a_vote_must_fit_those_present(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    view = meeting(open_chair(panel))
    click(view.bar.buttons[Act.VOTE])
    form = view.form.form
    form.reason.setPlainText("意见不一")
    form.meeting.agree.setValue(1)
    qtbot.waitUntil(lambda: "票数 1 与出席人数" in view.form.words.text(), timeout=20_000)
    form.meeting.agree.setValue(len(form.meeting.ticks))
    assert turned_by_the_wheel(form.meeting) == []  # the form is scrolled over them
    qtbot.waitUntil(view.form.confirm.isEnabled, timeout=20_000)
    assert "通过" in view.form.lines.text()
    QTest.keyClick(view.form, Qt.Key.Key_Escape)
    assert view.form.isHidden()


@pytest.mark.parametrize(("width", "height", "text", "whole"), [(1366, 697, 150, True), (1092, 543, 175, False), (1366, 697, 100, True)])
def test_beside_a_form_no_word_of_an_item_is_cut(
    qtbot: QtBot, open_chair: ChairOpener, panel: Season, width: int, height: int, text: int, whole: bool
) -> None:
    """`whole`: the points do not scroll sideways either."""
    view = meeting(open_chair(panel, width, height, language="en", text=text))
    view.model.go("Z-001")
    qtbot.waitUntil(lambda: on_table(view) == "Z-001", timeout=20_000)
    click(view.bar.buttons[Act.POINTS])
    qtbot.waitUntil(view.form.isVisible, timeout=20_000)
    items = [w for w in view.pane.points.findChildren(QLabel) if "Countermeasures" in w.text()]
    assert items
    for shown in items:
        qtbot.waitUntil(lambda s=shown: s.width() >= s.fontMetrics().horizontalAdvance("Countermeasures") + 12, timeout=20_000)
    if whole:
        area = view.pane._entry
        qtbot.waitUntil(lambda: area.viewport().width() >= area.widget().minimumSizeHint().width(), timeout=20_000)
        assert area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_before_the_hall_no_table_is_scrolled_sideways(qtbot: QtBot, open_chair: ChairOpener, panel: Season, language: str) -> None:
    """With large text in a small window what is in the columns is smaller, heads too, and every word of a judge's column is there."""
    view = meeting(open_chair(panel, 1092, 543, language=language, text=175))
    view.model.go("Z-002")
    qtbot.waitUntil(lambda: on_table(view) == "Z-002", timeout=20_000)
    view.model.chair.veil.draw(True)
    for area, grid in ((view.pane._entry, view.pane.points), (view.pane._line, view.pane.rows)):
        qtbot.waitUntil(lambda area=area: area.isVisible() and area.horizontalScrollBar().maximum() == 0, timeout=20_000)
        for cell in (c for c in grid.findChildren(TightCell) if c.isVisible()):
            above, below = cell.drawn()
            assert max(face.pixelSize() for _text, face in below) >= 13, cell.text()
            assert all(QFontMetrics(f).horizontalAdvance(t.lstrip("▲▽")) <= cell.width() for t, f in (*above, *below)), cell.text()
            assert cell.height() >= cell.minimumSizeHint().height(), cell.text()
        click(view.lines)


def test_a_table_is_measured_with_what_was_just_put_into_it(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    view = meeting(open_chair(panel))
    sheet = view.model.entry_sheet(private=True)
    assert sheet is not None
    qtbot.waitUntil(view.pane.points.isVisible, timeout=20_000)
    view.pane.points.show_sheet(sheet)
    at_once = view.pane.points.minimumSizeHint().width()
    QApplication.processEvents()
    assert at_once == view.pane.points.minimumSizeHint().width() > 300


def test_the_hall_sees_letters_and_only_what_was_pushed(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    view = meeting(open_chair(panel))
    names = view.model.names
    first = on_table(view)
    QTest.keyClick(view.agenda, Qt.Key.Key_D, CONTROL)
    window = view.projector.window
    assert window is not None
    assert any(first in t for t in window.texts())
    assert "评委A" in window.texts()
    words = "\n".join(window.texts())
    assert not [w for judge, name in names.items() for w in (judge, name) if w in words]
    said = "\n".join(t for t in window.texts() if not t.startswith("计算口径不一"))  # how scores become one is the policy's, and open
    assert not [w for w in ("宽严", "概率", "校正", "平均", "私记", "理由") if w in said]
    QTest.keyClick(view.agenda, Qt.Key.Key_PageDown, CONTROL)
    qtbot.waitUntil(lambda: on_table(view) != first, timeout=20_000)
    assert any(first in t for t in window.texts()), "what was pushed stays until the next push"
    view.setFocus()
    view.projector.black()
    assert window.black
    assert "黑屏" in view.seen.text()
    view.projector.black()
    assert not window.black


def test_twelve_rows_with_long_titles_fit_the_hall(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    window = ProjectionWindow(owner)
    heads = ("排名", "编号", "课题", *(f"评委{x}" for x in "ABCDEFG"), "最终", "建议等级", "备注")
    texts = ("12", "Z-012", "降低110千伏变电站母线检修停电时间" * 2, "▲86.5", "▽82.5", *("86.5",) * 5, "86.50", "推进级", "┐并列")
    rows = (*(tuple(Cell(t) for t in texts),) * 6, (Cell("优秀级 名额 16", marked=True),), *(tuple(Cell(t) for t in texts),) * 6)
    for width, height in ((1280, 720), (1920, 1080)):
        window.resize(width, height)
        window.show()
        window.project(Sheet("", "名额线", "", heads, rows, ("优秀级 名额 16 · 已定 15",)), line=True)
        qtbot.waitUntil(lambda: window.line.height() > 0, timeout=20_000)
        needed = window.minimumSizeHint()
        assert (needed.width() <= width, needed.height() <= height) == (True, True)
        labels = [w for w in window.line.findChildren(QLabel) if w.isVisible()]
        assert not [w.text() for w in labels if w.hasHeightForWidth() and w.heightForWidth(w.width()) > w.height()], "cut off"


def test_on_a_mirrored_screen_the_page_itself_names_nobody(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    view = meeting(open_chair(panel))
    view.model.chair.veil.draw(True)
    click(view.bar.buttons[Act.VOTE])
    view.form.form.reason.setPlainText("意见不一")
    qtbot.waitUntil(lambda: bool(view.form.words.text()), timeout=20_000)
    shown = [w.text() for w in view.findChildren(QLabel) if w.isVisible()] + view.agenda.texts()
    shown += [tick.text() for tick in view.form.form.meeting.ticks.values()]
    assert not [t for t in shown for name in view.model.names.values() if name in t]
    assert not view.record.isEnabled()
    assert view.model.avoid_words("请评委1回避") == "请组长回避"


def test_the_rest_is_kept_in_one_step_and_taken_back_in_one(qtbot: QtBot, open_chair: ChairOpener, tmp_path: Path) -> None:
    plain = {"Z-001": "95", "Z-002": "90", "Z-003": "85"}
    made = chair_panel.make(tmp_path / "plain", judges=2, entries=3, own=plain)
    chair_season.merged(made.season, {"J-02": made.package("J-02", plain)})
    view = meeting(open_chair(made.season))
    assert view.model.table is not None
    rest = view.model.table.agenda.rest
    assert rest == ("Z-001", "Z-002", "Z-003")
    click(view.rest)
    qtbot.waitUntil(view.form.confirm.isEnabled, timeout=20_000)
    assert "维持 3 份成果" in view.form.words.text()
    assert all(settled(view, c) is Settled.OPEN for c in rest)
    click(view.form.confirm)
    qtbot.waitUntil(lambda: all(settled(view, c) is Settled.DECIDED for c in rest), timeout=20_000)
    assert not view.rest.isEnabled()
    view.model.chair.steps.undo()
    qtbot.waitUntil(lambda: all(settled(view, c) is Settled.OPEN for c in rest), timeout=20_000)


def test_a_tie_is_settled_by_the_one_who_leads(qtbot: QtBot, open_chair: ChairOpener, tmp_path: Path) -> None:
    plan = {"Z-001": "95", "Z-002": "88", "Z-003": "88"}
    quota = Quota("EXCELLENT", QuotaScope.SEASON, 2)
    made = chair_panel.make(tmp_path / "tie", judges=3, entries=3, own=plan | {"Z-002": chair_panel.RECUSED}, quotas=(quota,))
    chair_season.merged(made.season, {j: made.package(j, plan) for j in ("J-02", "J-03")})
    view = meeting(open_chair(made.season))
    view.model.go("Z-002")
    qtbot.waitUntil(lambda: on_table(view) == "Z-002", timeout=20_000)
    assert "回避" in view.pane.avoid.text()
    click(view.bar.buttons[Act.TIE])
    form = view.form.form
    assert "原因分析" in form.chain.text()
    assert list(form.meeting.ticks) == ["J-02", "J-03"], "whoever stands aside is not listed"
    form.reason.setPlainText("难分高下，申请增额")
    qtbot.waitUntil(lambda: "由他人主持" in view.form.words.text(), timeout=20_000)
    form.meeting.leader.setCurrentIndex(0)
    qtbot.waitUntil(view.form.confirm.isEnabled, timeout=20_000)
    assert "超出名额 1" in view.form.lines.text()
    click(view.form.confirm)
    qtbot.waitUntil(lambda: settled(view, "Z-002") is Settled.DECIDED, timeout=20_000)
    qtbot.waitUntil(lambda: len(view.meters.findChildren(QLabel)) == 1, timeout=20_000)  # what was shown before is on its way out
    (meter,) = view.meters.findChildren(QLabel)
    assert meter.text().startswith("！")
    assert "超出 1（待批准）" in meter.text()
    assert meter.property("role") == "bad"


def test_an_extra_place_asks_for_the_level_above(qtbot: QtBot, open_chair: ChairOpener, tmp_path: Path) -> None:
    plain = {"Z-001": "95", "Z-002": "88", "Z-003": "80"}
    made = chair_panel.make(tmp_path / "extra", judges=2, entries=3, own=plain, quotas=(Quota("EXCELLENT", QuotaScope.SEASON, 2),))
    chair_season.merged(made.season, {"J-02": made.package("J-02", plain)})
    view = meeting(open_chair(made.season))
    view.model.go("Z-003")
    qtbot.waitUntil(lambda: on_table(view) == "Z-003", timeout=20_000)
    click(view.bar.buttons[Act.EXTRA])
    form = view.form.form
    assert form.level.currentData() == "EXCELLENT"
    form.reason.setPlainText("特色突出")
    qtbot.waitUntil(view.form.confirm.isEnabled, timeout=20_000)
    assert "超出名额 1" in view.form.lines.text()
    form.level.setCurrentIndex(form.level.findData("PROMOTED"))
    qtbot.waitUntil(lambda: "没有名额限制" in view.form.words.text(), timeout=20_000)
    assert not view.form.confirm.isEnabled()


def test_the_line_is_projected_without_a_name(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    view = meeting(open_chair(panel))
    assert view.lines.isEnabled()
    click(view.lines)
    view.projector.push()
    window = view.projector.window
    assert window is not None
    assert not window.line.isHidden()
    assert window.entry.isHidden()
    words = "\n".join(window.texts())
    assert "名额" in words
    assert "建议等级" in words
    assert not [name for name in view.model.names.values() if name in words]


def test_the_agenda_counts_what_is_settled_and_the_meter_the_places_taken(qtbot: QtBot, open_chair: ChairOpener, tmp_path: Path) -> None:
    """Two counts stood beside each other under one word: 已定 4 of the places, 已定 0/9 of the talk."""
    plain = {"Z-001": "95", "Z-002": "90", "Z-003": "85"}
    made = chair_panel.make(tmp_path / "words", judges=2, entries=3, own=plain, quotas=(Quota("EXCELLENT", QuotaScope.SEASON, 2),))
    chair_season.merged(made.season, {"J-02": made.package("J-02", plain)})
    desk = open_chair(made.season)
    view = meeting(desk)
    for language, count, mark, taken in (("zh", "议定 0/", "○ 未议", "已定 2"), ("en", "0/{n} settled", "○ open", "2 taken")):
        speak(desk.window, language)
        table = view.model.table
        assert table is not None
        told = "\n".join(view.agenda.texts())
        assert count.format(n=len(table.agenda.under(table.agenda.items[0].heading))) in told
        assert mark in told
        assert "已定" not in told
        assert "taken" not in told
        desk.qtbot.waitUntil(lambda taken=taken: any(taken in words for words in view.meters.texts()), timeout=20_000)


@pytest.mark.parametrize("act", [Act.POINTS, Act.VOTE])
def test_tab_goes_down_the_form_and_back_and_nothing_it_reaches_is_out_of_sight(
    qtbot: QtBot, open_chair: ChairOpener, panel: Season, act: Act
) -> None:
    """The ticks of those present stood at the end of the window's order, after everything else, and out of sight."""
    view = meeting(open_chair(panel, 1092, 543))
    click(view.bar.buttons[act])
    qtbot.waitUntil(view.form.isVisible, timeout=20_000)
    form = view.form.form
    qtbot.waitUntil(lambda: all(tick.isVisible() for tick in form.meeting.ticks.values()), timeout=20_000)
    fields = [w for w in form.meeting.way() if w.isVisible()]
    form.reason.setFocus()
    reached: list[QWidget] = []
    for back in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        for _ in range(len(fields) + 1):
            QTest.keyClick(keyboard(), Qt.Key.Key_Tab, back)
            qtbot.waitUntil(lambda: keyboard().visibleRegion().boundingRect().height() >= min(36, keyboard().height()), timeout=20_000)
            reached.append(keyboard())
    ticks = list(form.meeting.ticks.values())
    assert [w for w in reached if w in ticks] == ticks + ticks[::-1]
    assert form.reason.hasFocus()


def keyboard() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_a_long_item_stands_in_one_line_where_the_points_leave_room(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    view = meeting(open_chair(panel, language="en"))
    view.model.go("Z-001")
    qtbot.waitUntil(lambda: on_table(view) == "Z-001", timeout=20_000)

    def long_one() -> QLabel:
        return next(w for w in view.pane.points.findChildren(QLabel) if w.text() == "Countermeasures and implementation")

    qtbot.waitUntil(lambda: long_one().width() >= long_one().fontMetrics().horizontalAdvance(long_one().text()) + 12, timeout=20_000)
    assert view.pane._entry.horizontalScrollBar().maximum() == 0


def test_the_line_is_drawn_when_somebody_looks_at_it(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> None:
    """With the entry it was two tables at each step of the agenda, of which the hall saw one."""
    view = meeting(open_chair(panel))
    assert view.model.table is not None
    assert view.model.table.lines
    assert view.pane.points.texts()
    assert not view.pane.rows.texts()
    click(view.lines)
    assert "Z-002" in view.pane.rows.texts()
