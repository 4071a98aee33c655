"""评审组长合议会 on the panels' own screens: agenda by field, line, tie by vote, places asked for and granted, undo, a crash, the hall."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.services.chair.actions import TieOutcome
from app.services.chair.agenda import Settled
from app.ui.chair import pages
from app.ui.chair.acts import Act
from app.ui.chair.meeting_view import MeetingView
from tests.fakes.panel_season import PanelSeason
from tests.fakes.season_meeting import APART, ASIDE, ASKED, CHAIRS, MANUFACTURING, NAMES, SERVICE, TIED
from tests.ui.season_window import SeasonDesk, click, merged, on_table, settled, start
from tests.ui.test_chair_projection_story import leaks

CONTROL = Qt.KeyboardModifier.ControlModifier
WHY = "据沈国樑私下说，该单位去年已获奖"


def test_the_agenda_goes_by_field_and_names_no_judge(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk, season = season_desk, chairs_season
    merged(desk, season)
    view = desk.at_the_meeting()
    table = view.model.table
    assert table is not None
    assert [view.fields.itemData(n) for n in range(view.fields.count())] == [MANUFACTURING, SERVICE, ""]
    assert view.fields.currentData() == MANUFACTURING
    assert {m.field for m in table.meters} == {MANUFACTURING}
    codes = [i.code for i in table.agenda.items]
    assert len(codes) == 12
    assert codes[0] == APART, "the panel did not talk about its spread: that comes first"
    assert {season.panels[int(c[1]) - 1] for c in codes} == set(season.panels), "a field is read by all panels"
    assert next(i.why for i in table.agenda.items if i.code == ASKED).endswith("申请增额优秀级；组提优秀级")
    assert next(i.avoid for i in table.agenda.items if i.code == ASIDE) == "请第2组组长回避"
    view.fields.setCurrentIndex(1)
    view.fields.activated.emit(1)
    desk.until(lambda: view.model.table is not None and view.model.table.field == SERVICE)
    assert view.model.table is not None
    assert all(i.code not in codes for i in view.model.table.agenda.items)
    assert {m.field for m in view.model.table.meters} == {SERVICE}
    names = {j: NAMES.get(j, j) for own in season.judges.values() for j in own}
    assert leaks(view, {*names, *(n for j, n in names.items() if j not in CHAIRS)}) == []


def test_the_line_and_one_entry_show_what_the_panels_closed_with(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk, season = season_desk, chairs_season
    merged(desk, season)
    view = desk.at_the_meeting()
    desk.put(ASKED)
    assert "第3组" in view.pane.points.texts()
    assert "申请增额" in view.pane.decided.text()
    click(view.lines)
    view.pane.which.setCurrentIndex(1)
    shown = view.pane.rows.texts()
    assert {"专业组", "组提", "申请增额 优秀级", "┐并列", "┘并列"} <= set(shown)
    assert "优秀级 · 制造类 名额 6 · 线上 5 · 并列 2" in shown


def test_a_tie_goes_up_by_vote_and_the_organiser_grants_the_place(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk, season = season_desk, chairs_season
    merged(desk, season)
    view = desk.at_the_meeting()
    desk.put(ASIDE)
    click(view.ties)
    assert "各项都分不出先后" in view.pane.tie_words.text()
    click(view.bar.buttons[Act.TIE])
    form = view.form.form
    assert list(form.meeting.ticks) == ["J1-01", "J3-01"], "a chair who stands aside from one of them does not vote"
    assert [t.text() for t in form.meeting.ticks.values()] == ["第1组 顾长青", "第3组 欧阳文静"]
    desk.until(lambda: "请写理由" in view.form.words.text())
    form.outcome.setCurrentIndex(form.outcome.findData(TieOutcome.ALL_UP))
    form.reason.setPlainText("各项相同，难分高下")
    for tick in form.meeting.ticks.values():
        tick.setChecked(True)
    form.meeting.agree.setValue(1)
    desk.until(lambda: "票数 1 与出席人数 2" in view.form.words.text())
    form.meeting.against.setValue(1)
    desk.until(lambda: "表决未通过（同意 1，反对 1，弃权 0），不能照此决定" in view.form.words.text())
    assert not view.form.confirm.isEnabled()
    form.meeting.against.setValue(0)
    form.meeting.agree.setValue(2)
    desk.until(view.form.confirm.isEnabled)
    assert "超出名额 1，待组织方批准增额" in view.form.lines.text()
    desk.decided(ASIDE)
    assert [settled(view, c) for c in TIED] == [Settled.DECIDED, Settled.DECIDED]
    assert any(t.startswith("！") and "超出 1（待批准）" in t for t in view.meters.texts())
    assert [desk.level(c) for c in TIED] == ["EXCELLENT", "EXCELLENT"]
    assert [note(desk, c) for c in TIED] == ["", "申请增额"]
    assert f"申请增额待定：{ASIDE}、{ASKED}。" in desk.view.notes.text()
    click(view.lines)
    view.pane.which.setCurrentIndex(1)
    assert view.pane.rows.texts().count("申请增额") == 1, "at the line too, for whom it is asked"
    click(view.lines)
    assert desk.view.model.matter is not None
    assert f"超出名额、未批准增额 优秀级（{ASIDE}）" in desk.view.model.matter.now.waiting, "whoever makes it final knows what to grant"
    click(view.bar.buttons[Act.EXTRA])
    assert view.bar.name(Act.EXTRA) == "批准增额"
    form.reason.setPlainText("经会长批准")
    desk.until(view.form.confirm.isEnabled)
    click(view.form.confirm)
    desk.until(lambda: not any(t.startswith("！") for t in view.meters.texts()))  # what was granted is not over
    assert any("增额 1" in t for t in view.meters.texts())
    assert note(desk, ASIDE) == ""
    desk.until(lambda: view.log.list.count() == 3)
    log = [view.log.list.item(n).text() for n in range(view.log.list.count())]
    assert sum("各项相同" in line and "出席：第1组 顾长青、第3组 欧阳文静；同意 2" in line for line in log) == 2


def note(desk: SeasonDesk, code: str) -> str:
    rows = desk.view.rows
    return rows._note(next(r for r in rows.rows if r.code == code))


def test_the_place_that_is_asked_for_is_the_one_that_is_offered(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk, season = season_desk, chairs_season
    merged(desk, season)
    desk.at_the_meeting()
    view = desk.put(ASKED)
    assert desk.level(ASKED) == "PROMOTED"
    click(view.bar.buttons[Act.EXTRA])
    assert view.form.form.level.currentData() == "EXCELLENT"


def test_undo_takes_a_whole_step_and_a_crash_loses_nothing(
    season_desk: SeasonDesk, chairs_season: PanelSeason, qtbot: QtBot, tmp_path: Path
) -> None:
    desk, season = season_desk, chairs_season
    merged(desk, season)
    view = desk.at_the_meeting()
    desk.put(TIED[0])
    click(view.bar.buttons[Act.TIE])
    view.form.form.outcome.setCurrentIndex(view.form.form.outcome.findData(TieOutcome.ALL_DOWN))
    view.form.form.reason.setPlainText("名额空缺")
    desk.decided(TIED[0])
    QTest.keyClick(view.agenda, Qt.Key.Key_Z, CONTROL)
    desk.until(lambda: all(settled(view, c) is Settled.OPEN for c in TIED))
    QTest.keyClick(view.agenda, Qt.Key.Key_Y, CONTROL)
    desk.until(lambda: all(settled(view, c) is Settled.DECIDED for c in TIED))
    view.fields.setCurrentIndex(2)
    view.fields.activated.emit(2)
    desk.until(lambda: view.model.table is not None and view.model.table.field == "")
    desk.put("Z3-004")
    crashed = tmp_path / "crashed"
    shutil.copytree(season.home, crashed)  # the disk as a crash would leave it
    desk.close()
    again = start(qtbot, crashed)
    try:
        there = again.at_the_meeting()
        assert on_table(there) == "Z3-004"
        assert there.fields.currentText() == "全部领域"
        assert all(settled(there, c) is Settled.DECIDED for c in TIED)
        QTest.keyClick(there.agenda, Qt.Key.Key_Z, CONTROL)
        again.until(lambda: all(settled(there, c) is Settled.OPEN for c in TIED))
    finally:
        again.close()


def _projected(view: MeetingView, private: set[str]) -> str:
    """What the hall reads of this, small and large; nothing private is in it."""
    QTest.keyClick(view.agenda, Qt.Key.Key_D, CONTROL)
    window = view.projector.window
    assert window is not None
    for size in ((1280, 720), (1920, 1080)):
        window.resize(*size)
        assert leaks(window, private) == []
    return "\n".join(shown.text() for shown in window.findChildren(QLabel) if shown.isVisible())


def test_the_hall_reads_no_name_and_no_reason(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk, season = season_desk, chairs_season
    merged(desk, season)
    view = desk.at_the_meeting()
    private = {
        WHY,
        "私下",
        *NAMES.values(),
        *(j for own in season.judges.values() for j in own),
        *(f"评委{j}" for own in season.judges.values() for j in own),
    }
    desk.put(ASIDE)
    desk.until(view.ties.isEnabled)
    click(view.ties)
    assert "各项都分不出先后" in _projected(view, private)
    click(view.bar.buttons[Act.LEVEL])
    view.form.form.reason.setPlainText(WHY)
    view.form.form.level.setCurrentIndex(view.form.form.level.findData("EXCELLENT"))
    desk.decided(ASIDE)
    _projected(view, private)
    click(view.lines)
    _projected(view, private)
    assert desk.window.season is not None
    click(desk.window.season.desk.tools.mirror)
    desk.put(ASIDE)
    click(view.bar.buttons[Act.VOTE])
    assert [t.text() for t in view.form.form.meeting.ticks.values()] == ["第1组组长", "第3组组长"]
    assert leaks(desk.window, private) == []
    desk.window.season.desk.show_page(pages.SEASON)
    assert desk.window.season.desk.stack.currentWidget() is desk.window.season.desk.cover
