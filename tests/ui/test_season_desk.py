"""全季名次 on the screen: an organiser's profile opens it; files are previewed, the range of the ranking is chosen, and levels are made final."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.models.season import QuotaScope
from app.services.chair.actions import TieOutcome
from app.ui.chair import pages
from app.ui.chair.acts import Act
from app.ui.chair.season_view import SeasonView
from tests.fakes import season_meeting
from tests.fakes.panel_season import PanelSeason
from tests.fakes.report_values import pages_of
from tests.fakes.season_meeting import ASKED, MANUFACTURING, SERVICE, TIED
from tests.ui.season_window import SeasonDesk, click, merged, on_table, start
from tests.ui.test_accessible import turned_by_the_wheel

OFFICIAL = tuple(sorted(("审定表.pdf", *(f"{n}.{kind}" for n in ("成果名单", "推荐全国名单") for kind in ("pdf", "xlsx", "docx")))))
"""What goes out of the house, as its file names end."""


def official(folder: Path) -> dict[str, list[str]]:
    """By paper: what stands at the head of each of its pages (of a workbook: in the row that is printed on all of them)."""
    return {name: heads(next(p for p in folder.iterdir() if p.name.endswith(f"-{name}"))) for name in OFFICIAL}


def heads(file: Path) -> list[str]:
    if file.suffix == ".pdf":
        return [_standing(text) for text in pages_of(file.read_bytes())]
    if file.suffix == ".docx":
        return [paragraph.text for section in docx.Document(str(file)).sections for paragraph in section.header.paragraphs]
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    assert sheet.print_title_rows == "$2:$3"
    return [str(sheet.cell(2, 1).value)]


def _standing(text: str) -> str:
    found = re.search(r"草稿 · 未定稿|定稿 [0-9-]{10} [0-9:]{5}", text)
    return found[0] if found else text


def written(desk: SeasonDesk, folder: Path) -> list[str]:
    """The ticked papers in this folder, all twelve files of them."""
    page = desk.papers
    before = page.model.papers
    page.write_to(folder)
    desk.until(lambda: page.model.papers is not before and not page.model.busy)
    names = [page.files.item(at).text() for at in range(page.files.count())]
    assert sorted(names) == sorted(f.name for f in folder.iterdir())
    assert len(names) == 12
    return names


def test_files_are_previewed_and_taken_when_confirmed(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk, season = season_desk, chairs_season
    view = desk.view
    assert "拖到这里" in view.notes.text()
    view.model.take(list(season.files.values()))
    desk.until(lambda: not view.preview.isHidden())
    assert view.preview.title.text() == "将收入 3 份，已有 0 份，不收 0 份"
    assert view.rows.rows == ()
    desk.qtbot.keyClick(view, Qt.Key.Key_Escape)
    desk.until(view.preview.isHidden)
    merged(desk, season)
    desk.until(lambda: "已收 3/3 组 · 暂定" in desk.title)


def test_some_results_are_taken_and_the_whole_import_is_taken_back(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk, season = season_desk, chairs_season
    view = desk.view
    view.model.take(list(season.files.values()))
    desk.until(lambda: not view.preview.isHidden())
    assert view.preview.accept.text() == "确认收入（3 份）"
    payload = next(f.payload for f in view.model.preview.accepted if f.panel == "P-3")  # type: ignore[union-attr]
    row = view.preview.tick(payload)
    assert row is not None
    row.setCheckState(Qt.CheckState.Unchecked)
    desk.until(lambda: view.preview.accept.text() == "收入勾选的 2 份")
    kept = view.preview.tick(payload)
    assert kept is not None
    assert kept.checkState() is Qt.CheckState.Unchecked
    view.preview.accept.click()
    desk.until(lambda: "已收 2/3 组" in desk.title)
    assert view.words.text() == "收入 2 份小组结果。"
    QTest.keyClick(view.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: "已收 0/3 组" in desk.title)
    QTest.keyClick(view.table, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: "已收 2/3 组" in desk.title)


def test_before_anything_is_taken_in_the_meeting_says_what_to_do(season_desk: SeasonDesk) -> None:
    desk = season_desk
    assert desk.window.season is not None
    desk.window.season.desk.show_page(pages.MEETING)
    desk.until(lambda: "收入各组的小组结果" in desk.meeting.words.text())
    assert not desk.meeting.push.isEnabled()


def test_final_only_when_nothing_waits_and_official_levels_are_here(
    season_desk: SeasonDesk, chairs_season: PanelSeason, tmp_path: Path
) -> None:
    desk, season = season_desk, chairs_season
    view = merged(desk, season)
    click(view.final)
    desk.until(lambda: "还不能定稿" in view.words.text())
    for what in (f"名额线上并列 {TIED[1]} {TIED[0]}", f"申请增额待定 {ASKED}"):
        assert what in view.words.text()
    meeting = desk.at_the_meeting()
    desk.put(TIED[0])
    click(meeting.bar.buttons[Act.TIE])
    form = meeting.form.form
    form.outcome.setCurrentIndex(form.outcome.findData(TieOutcome.ORDER))
    form.order.setText(" ".join(TIED))
    form.reason.setPlainText("效果更实")
    desk.decided(TIED[0])
    assert [desk.level(c) for c in TIED] == ["EXCELLENT", "PROMOTED"]
    desk.put(ASKED)
    click(meeting.bar.buttons[Act.KEEP])
    desk.decided(ASKED)
    desk.until(lambda: "可以定稿" in desk.title)
    papers = desk.at_the_papers()
    assert papers.state.text().startswith("未定稿")
    assert papers.ticks.provisional.isHidden()
    written(desk, tmp_path / "drafts")
    assert {name: set(said) for name, said in official(tmp_path / "drafts").items()} == {key: {"草稿 · 未定稿"} for key in OFFICIAL}
    assert desk.window.season is not None
    desk.window.season.desk.show_page(pages.SEASON)
    click(view.final)
    desk.until(lambda: "已定稿" in desk.title)
    desk.at_the_papers()
    assert papers.state.text().startswith("已定稿")
    written(desk, tmp_path / "papers")
    now = view.model.matter.now.closed if view.model.matter is not None else None
    assert now is not None
    since = f"定稿 {now.at.astimezone():%Y-%m-%d %H:%M}"
    assert {name: set(said) for name, said in official(tmp_path / "papers").items()} == {key: {since} for key in OFFICIAL}
    assert not [p.name for p in (tmp_path / "papers").iterdir() if "暂定" in p.name]
    desk.at_the_meeting()
    desk.put(TIED[1])
    assert meeting.pane.head.text().endswith("等级推进级")
    click(meeting.bar.buttons[Act.LEVEL])
    form.level.setCurrentIndex(form.level.findData("BENCHMARK"))
    form.reason.setPlainText("复看")
    desk.until(meeting.form.confirm.isEnabled)
    click(meeting.form.confirm)
    desk.until(lambda: "已定稿" not in desk.title)


def test_from_the_list_to_the_table(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk, season = season_desk, chairs_season
    view = merged(desk, season)
    view.table.selectRow(next(n for n, r in enumerate(view.rows.rows) if r.code == "Z3-004"))
    desk.until(lambda: view.entry.title.text().startswith("Z3-004"))
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    desk.until(lambda: on_table(desk.meeting) == "Z3-004")
    assert desk.meeting.isVisible()


def test_unconnected_panels_are_refused_and_the_range_is_a_choice(qtbot: QtBot, tmp_path: Path) -> None:
    scattered = season_meeting.make(tmp_path / "season", season_meeting.OVERALL, None)
    desk = start(qtbot, scattered.home)
    try:
        view = desk.view
        view.model.take(list(scattered.files.values()))
        desk.until(view.ranges.isVisible)
        assert "没有共同的评委" in view.ranges.why.text()
        assert view.ranges.why.x() > 2, "the frame of the keyboard is beside the words, not on them"
        assert "organizer" not in view.ranges.why.text() + view.ranges.next.text()
        assert view.preview.isHidden()
        assert view.ranges.scope.currentData() == QuotaScope.FIELD
        assert {k: b.value() for k, b in view.ranges.boxes.items()} == {
            ("BENCHMARK", MANUFACTURING): 2, ("BENCHMARK", SERVICE): 2, ("EXCELLENT", MANUFACTURING): 6, ("EXCELLENT", SERVICE): 6,
        }  # fmt: skip
        view.ranges.scope.setCurrentIndex(1)
        assert [b.value() for (level, _), b in view.ranges.boxes.items() if level == "EXCELLENT"] == [4, 4, 4]
        view.ranges.scope.setCurrentIndex(0)
        desk.until(lambda: all(box.isVisible() for box in view.ranges.boxes.values()))
        assert turned_by_the_wheel(view.ranges) == []
        desk.rests()
        view.ranges.scope.setFocus()
        assert by_tab(len(view.ranges.boxes) + 1) == [*view.ranges.boxes.values(), view.ranges.go]
        click(view.ranges.go)
        desk.until(lambda: not view.preview.isHidden())
        click(view.preview.accept)
        desk.until(lambda: len(view.rows.rows) == 24)
        assert view.ranges.isHidden()
        assert [r.rank for r in view.rows.rows[:12]] == [1, 2, 3, 4, 5, 6, 6, 8, 9, 10, 11, 12]
    finally:
        desk.close()


def by_tab(stops: int) -> list[QWidget | None]:
    """Where Tab comes to from here."""
    way: list[QWidget | None] = []
    for _ in range(stops):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        way.append(QApplication.focusWidget())
    return way


def test_a_tick_that_cannot_be_is_set_back_and_it_is_said_why(qtbot: QtBot, tmp_path: Path) -> None:
    """What is shown is what would be taken: meanwhile a command took in a panel with which this one cannot be put in one order."""
    scattered = season_meeting.make(tmp_path / "season", season_meeting.OVERALL, None)
    desk = start(qtbot, scattered.home)
    try:
        view = desk.view
        view.model.take([scattered.files["P-1"]])
        desk.until(lambda: not view.preview.isHidden())
        payload = view.model.preview.accepted[0].payload  # type: ignore[union-attr]
        set_tick(view, payload, Qt.CheckState.Unchecked)
        desk.until(lambda: view.preview.accept.text() == "收入勾选的 0 份")
        scattered.ask("merge", scattered.files["P-2"])
        set_tick(view, payload, Qt.CheckState.Checked)
        desk.until(lambda: "没有共同的评委" in view.words.text())
        row = view.preview.tick(payload)
        assert row is not None
        assert row.checkState() is Qt.CheckState.Unchecked
        assert not view.preview.accept.isEnabled()
    finally:
        desk.close()


def set_tick(view: SeasonView, payload: str, state: Qt.CheckState) -> None:
    row = view.preview.tick(payload)
    assert row is not None
    row.setCheckState(state)


def test_both_languages_and_sizes(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk, season = season_desk, chairs_season
    view = merged(desk, season)
    for size in ((1366, 697), (1092, 543), (1024, 540)):
        desk.window.resize(*size)
        desk.until(lambda: view.width() == desk.window.width())
        assert view.table.width() > 400
        for control in (view.files, view.folder, view.inbox, view.final, view.papers, view.entry.meet):
            assert control.width() >= control.sizeHint().width() - 1, control.text()
            assert control.height() >= 36
    desk.desktop.languages.switch("en")
    desk.until(lambda: view.files.text() == "Take panel results…")
    assert view.rows.headerData(0, Qt.Orientation.Horizontal) == "Rank"
    meeting = desk.at_the_meeting()
    desk.until(lambda: meeting.fields.itemText(2) == "All fields")


def test_a_level_is_read_whole_and_a_chosen_row_leaves_the_headings_as_they_are(
    season_desk: SeasonDesk, chairs_season: PanelSeason
) -> None:
    view = merged(season_desk, chairs_season)
    season_desk.desktop.languages.switch("en")
    at = next(n for n, column in enumerate(view.rows._columns) if column.key == "level")
    words = [str(view.rows.index(row, at).data()) for row in range(view.rows.rowCount())]
    assert "Benchmark" in words
    wide = view.table.fontMetrics().horizontalAdvance
    season_desk.until(lambda: view.table.columnWidth(at) >= max(map(wide, words)) + 18)
    assert not view.table.horizontalHeader().highlightSections()


def test_what_is_said_under_the_list_leaves_the_list_its_room(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk, season = season_desk, chairs_season
    view = merged(desk, season)
    view.model.take([_closed_again(season)])
    desk.until(lambda: not view.preview.isHidden())
    click(view.preview.accept)
    desk.until(lambda: not view.choose.isHidden())
    window = desk.desktop.window
    desk.desktop.languages.switch("en")
    window.remember(window.preferences.with_(text_percent=175))
    window.resize(1092, 543)
    row = view.table.verticalHeader().defaultSectionSize
    desk.until(lambda: view.notes.height() >= view.notes.heightForWidth(view.notes.width()))
    desk.until(lambda: view.table.viewport().height() >= 3 * row())
    assert view.about.verticalScrollBar().maximum() > 0


def test_two_results_under_one_number_are_said_and_chosen_between(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk, season = season_desk, chairs_season
    view = merged(desk, season)
    assert view.choose.isHidden()
    view.model.take([_closed_again(season)])
    desk.until(lambda: not view.preview.isHidden())
    words = "第1组：同号的小组结果有 2 份，内容不同，暂都不计。"
    assert view.preview.list.item(0).text().startswith(words)
    click(view.preview.accept)
    desk.until(lambda: not view.choose.isHidden())
    assert words in view.notes.text()
    assert {view.rows.rows[n].panel for n in range(len(view.rows.rows))} == {"P-2", "P-3"}
    click(view.choose)
    assert (view.choice.isHidden(), view.entry.isHidden()) == (False, True)
    assert words in view.choice.why.text()
    assert "organizer" not in view.choice.why.text() + view.notes.text(), "commands are no words of a window, nor of a paper"
    assert view.choice.does.isHidden(), "nothing is chosen beforehand"
    first, again = view.choice.radios.values()
    first.click()
    best = view.choice.does.text()
    again.click()
    assert best.startswith("选定这一份以后：\nZ1-001 95.00，第1名，标杆级\n")
    assert "\nZ3-001 第1→第2" in best, "other panels' entries that it moves"
    assert "Z1-001 60.00，第9名，推进级" in view.choice.does.text()
    assert "Z3-001" not in view.choice.does.text()
    desk.desktop.languages.switch("en")
    desk.until(lambda: "Z1-001 60.00, no. 9, Promoted" in view.choice.does.text())
    desk.desktop.languages.switch("zh")
    desk.until(lambda: "Z1-001 60.00，第9名，推进级" in view.choice.does.text())
    assert not view.choice.take.isEnabled(), "a reason is part of the choice"
    view.choice.reason.setText("组长电话确认")
    click(view.choice.take)
    desk.until(view.choose.isHidden)
    assert (view.choice.isHidden(), view.entry.isHidden()) == (True, False)
    assert {r.panel for r in view.rows.rows} == {"P-1", "P-2", "P-3"}
    assert next((r.official, r.rank) for r in view.rows.rows if r.code == "Z1-001") == (6000, 9), "as it was foreseen"
    view.model.steps.undo()
    desk.until(lambda: not view.choose.isHidden())
    assert {r.panel for r in view.rows.rows} == {"P-2", "P-3"}, "undone, both wait again"


def test_the_choice_comes_by_itself_while_nothing_else_counts(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk, season = season_desk, chairs_season
    view = desk.view
    view.model.take([season.files["P-1"], _closed_again(season)])
    desk.until(lambda: not view.preview.isHidden())
    click(view.preview.accept)
    desk.until(lambda: not view.choice.isHidden())
    assert desk.window.season is not None
    desk.window.season.desk.show_page(pages.MEETING)
    desk.until(lambda: "请先在“全季名次”选定小组结果。" in desk.meeting.words.text())


def test_an_impossible_day_and_an_empty_folder_are_said(season_desk: SeasonDesk, chairs_season: PanelSeason, tmp_path: Path) -> None:
    desk, season = season_desk, chairs_season
    first = season.files["P-2"]
    late = season.close("P-2", created=datetime(2099, 1, 1, 12, tzinfo=UTC))
    season.files["P-2"] = first  # the other tests merge the season's own
    desk.view.model.take([late, tmp_path])
    desk.until(lambda: not desk.view.preview.isHidden())
    told = [desk.view.preview.list.item(n).text() for n in range(desk.view.preview.list.count())]
    assert any(line.endswith("；电脑时钟可能不对：签于 2099-01-01") for line in told)
    assert f"“{tmp_path.name}”里没有小组结果（.qcp）。" in told
    assert desk.view.preview.accept.isEnabled()


def _closed_again(season: PanelSeason) -> Path:
    """P-1 closed from a copied profile: other points under the same number. The season's own file stays the one that is merged first."""
    first = season.files["P-1"]
    again = season.close("P-1", {c: dict.fromkeys(own, "60.00") for c, own in season.scores("P-1").items()})
    season.files["P-1"] = first
    return again


@pytest.mark.parametrize(
    ("width", "height", "text"), [(1092, 614, 175), (1092, 543, 150), (1024, 540, 175), (1366, 697, 175), (1366, 697, 100)]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_is_read_without_scrolling_sideways(
    season_desk: SeasonDesk, chairs_season: PanelSeason, width: int, height: int, text: int, language: str
) -> None:
    view = merged(season_desk, chairs_season)
    season_desk.window.resize(width, height)
    season_desk.window.remember(season_desk.window.preferences.with_(text_percent=text, language=language))
    table, header = view.table, view.table.horizontalHeader()
    season_desk.until(lambda: view.entry.isVisible() and table.viewport().width() > 0 and table.horizontalScrollBar().maximum() == 0)
    title = [c.key for c in view.rows._columns].index("title")
    assert header.sectionSize(title) >= 3 * table.fontMetrics().height()
    for key in ("rank", "code", "score", "level", "note"):
        at = [c.key for c in view.rows._columns].index(key)
        assert not table.isColumnHidden(at), key
    if text == 100:
        assert not any(table.isColumnHidden(at) for at in range(view.rows.columnCount()))
