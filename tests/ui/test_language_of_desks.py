"""The desks of a panel's chair and of the season, every page with what it tells last: in another language nothing of the first one is left.

What is data stays as it is: names, titles, reasons that somebody wrote. `tests/ui/test_language.py` looks at the judge's desk.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.exceptions import TimeoutError  # noqa: A004

from app.core.tasks import Context
from app.models.sheet import NoteKind
from app.services.chair import merge
from app.ui.chair import pages
from app.ui.chair.acts import Act
from app.ui.chair.board_view import BoardView
from app.ui.chair.chair_desk import ChairDesk
from app.ui.chair.evidence_model import Ask
from app.ui.chair.evidence_page import EvidencePage
from app.ui.chair.letters_page import LettersPage
from app.ui.chair.matrix_view import MatrixView
from app.ui.chair.meeting_view import MeetingView
from app.ui.chair.papers_page import PapersPage
from app.ui.chair.record_page import RecordPage
from app.ui.chair.spread_page import SpreadPage
from app.ui.chair.statistics_page import StatisticsPage
from app.ui.judge import rail
from app.ui.judge.care_room import CARE, DRILL
from tests.fakes import chair_panel, season_meeting
from tests.fakes.chair_panel import ChairPanel, note
from tests.fakes.desk_profile import Plan
from tests.fakes.panel_season import PanelSeason
from tests.ui.conftest import ChairOpener, Desk, Opener
from tests.ui.season_window import SeasonDesk, merged
from tests.ui.test_language import CHINESE, speak, texts

WEAK, GOOD = "末端原因没有逐条确认", "图表规范"
OWN = {f"Z-00{n}": "90" for n in (1, 2, 3)}
DATA = re.compile(
    "|".join((*season_meeting.TITLES, *season_meeting.NAMES.values()))
    + r"|示例市质量协会|成果报告\.pdf|2026年质量管理小组成果评审|攻关Z\d-\d+小组|草稿 · 未定稿|第\d+组|降低\d号线故障率|启明星\d小组|第\d机械有限公司|评委[\u2060]?[A-Z0-9]|"
    + WEAK
    + "|"
    + GOOD
    + r"|\d{4}-第\d轮-第\d组-\w+\.(pdf|xlsx|csv|docx)"
)
LATE = 30_000
WAITING: list[Path] = []
"""What J-04 handed in and nobody took yet."""


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> ChairPanel:
    """Three of four have handed in, one of them far from the others; one waits on paper, one file waits to be taken."""
    made = chair_panel.make(tmp_path_factory.mktemp("tongues") / "s", judges=5, entries=3, own=OWN)
    made.notes[("J-02", "Z-001")] = (note(WEAK, "CAUSE", kind=NoteKind.WEAKNESS, anchor=made.place("Z-001", page=2)),)
    made.notes[("J-03", "Z-001")] = (note(GOOD, "CAUSE", kind=NoteKind.STRENGTH, anchor=made.place("Z-001", page=1)),)
    marks = {"J-02": {**dict.fromkeys(OWN, "88"), "Z-001": {"CAUSE": "10"}}, "J-03": {"Z-001": "88", "Z-002": "70", "Z-003": "91"}}
    with made.open() as profile:
        merge.merge(profile, [made.package(j, m) for j, m in marks.items()], Context())  # type: ignore[arg-type]
    WAITING[:] = [made.package("J-04", dict.fromkeys(OWN, "80"))]
    return made


def left_over(root: QWidget) -> list[str]:
    return [text for text in dict.fromkeys(texts(root)) if CHINESE.search(DATA.sub("", text))]


def both_ways(desk: Desk, root: QWidget, page: QWidget) -> None:
    """To English, where nothing Chinese is left, and back, where it is what it was. What is read anew may take a moment."""
    QApplication.processEvents()
    before = told(page)
    speak(desk.window, "en")
    try:
        desk.qtbot.waitUntil(lambda: not left_over(root), timeout=LATE)
    except TimeoutError:
        pytest.fail(f"left in Chinese: {left_over(root)}")
    speak(desk.window, "zh")
    try:
        desk.qtbot.waitUntil(lambda: told(page) == before, timeout=LATE)
    except TimeoutError:
        pytest.fail(f"told before: {before}, now: {told(page)}")


def told(root: QWidget) -> str:
    """What the page's line tells, empty without one."""
    words = getattr(root, "words", None)
    return words.text() if words is not None and words.isVisible() else ""


def on_page(desk: Desk, key: str) -> tuple[ChairDesk, QWidget]:
    desk.room.choose(rail.CHAIR)
    room = desk.room.chair
    assert room is not None
    desk.qtbot.waitUntil(lambda: room.model.points_open and room.model.head is not None, timeout=LATE)
    room.desk.show_page(key)
    if key != pages.BOARD:
        desk.qtbot.waitUntil(lambda: room.model.picture is not None, timeout=LATE)
    page = room.desk.page(key)
    desk.qtbot.waitUntil(page.isVisible, timeout=LATE)
    return room.desk, page


def says(desk: Desk, page: QWidget, words: str) -> None:
    try:
        desk.qtbot.waitUntil(lambda: words in told(page), timeout=LATE)
    except TimeoutError:
        pytest.fail(f"not {words}, but: {told(page)}")


def board_files(desk: Desk, page: QWidget, out: Path) -> None:
    assert isinstance(page, BoardView)
    page.model.take([out])
    says(desk, page, "这里没有评分文件")


def board_receipts(desk: Desk, page: QWidget, out: Path) -> None:
    assert isinstance(page, BoardView)
    desk.qtbot.waitUntil(lambda: page.model.board is not None, timeout=LATE)
    page.model.issue_receipts(out)
    says(desk, page, "份回执")


def board_remind(desk: Desk, page: QWidget, _out: Path) -> None:
    assert isinstance(page, BoardView)
    page.acts._copied("请尽快交来。", "评委4")
    says(desk, page, "催交话术已复制")


def board_offered(desk: Desk, page: QWidget, _out: Path) -> None:
    """The file of J-04, seen and not taken in; of a copy of the profile it lies where it was made."""
    assert isinstance(page, BoardView)
    page.model.take([WAITING[0]])
    desk.qtbot.waitUntil(page.incoming.isVisible, timeout=LATE)


def board_accepted(desk: Desk, page: QWidget, out: Path) -> None:
    board_offered(desk, page, out)
    assert isinstance(page, BoardView)
    page.incoming.accept.click()
    says(desk, page, "新收 1 份")


def matrix_written(desk: Desk, page: QWidget, out: Path) -> None:
    assert isinstance(page, MatrixView)
    page.export_to(out)
    says(desk, page, "已写好 3 个文件")


def spread_copied(desk: Desk, page: QWidget, _out: Path) -> None:
    assert isinstance(page, SpreadPage)
    desk.qtbot.waitUntil(lambda: bool(page.rows.rows), timeout=LATE)
    page.table.selectAll()  # a row alone would be toggled where another test left Ctrl down
    page.copy()
    says(desk, page, f"已复制 {len(page.rows.rows)} 行")


def spread_none(desk: Desk, page: QWidget, _out: Path) -> None:
    assert isinstance(page, SpreadPage)
    desk.qtbot.waitUntil(lambda: bool(page.rows.rows), timeout=LATE)
    page.search.setText("nowhere")
    says(desk, page, "没有符合筛选的成果")


def evidence_cited(desk: Desk, page: QWidget, _out: Path) -> None:
    assert isinstance(page, EvidencePage)
    page.model.open(Ask("Z-001", "CAUSE"))
    desk.qtbot.waitUntil(lambda: any(p.pictured for c in page.columns for p in c.pictures.values()), timeout=LATE)
    page._cite()
    says(desk, page, "会场现在看到")


def evidence_nothing(desk: Desk, page: QWidget, _out: Path) -> None:
    assert isinstance(page, EvidencePage)
    page.model.open(Ask("Z-001", "TOPIC"))
    desk.qtbot.waitUntil(lambda: page.model.entry is not None and page.model.item == "TOPIC", timeout=LATE)
    page._cite()
    says(desk, page, "没有指明可以显示的原处")


def meeting_kept(desk: Desk, page: QWidget, _out: Path) -> None:
    assert isinstance(page, MeetingView)
    desk.qtbot.waitUntil(lambda: page.model.table is not None and page.model.table.entry is not None, timeout=LATE)
    page.bar.buttons[Act.KEEP].click()
    desk.qtbot.waitUntil(page.form.confirm.isEnabled, timeout=LATE)
    page.form.confirm.click()
    says(desk, page, "维持")


def meeting_form(desk: Desk, page: QWidget, _out: Path) -> None:
    assert isinstance(page, MeetingView)
    desk.qtbot.waitUntil(lambda: page.model.table is not None and page.model.table.entry is not None, timeout=LATE)
    page.bar.buttons[Act.VOTE].click()
    desk.qtbot.waitUntil(page.form.isVisible, timeout=LATE)


def statistics(desk: Desk, page: QWidget, _out: Path) -> None:
    assert isinstance(page, StatisticsPage)
    desk.qtbot.waitUntil(lambda: page.panel is not None, timeout=LATE)


def letters_refused(desk: Desk, page: QWidget, _out: Path) -> None:
    assert isinstance(page, LettersPage)
    desk.qtbot.waitUntil(lambda: page.filled, timeout=LATE)


def papers_written(desk: Desk, page: QWidget, out: Path) -> None:
    assert isinstance(page, PapersPage)
    desk.qtbot.waitUntil(page.write.isEnabled, timeout=LATE)
    page.write_to(out)
    desk.qtbot.waitUntil(lambda: page.printing.papers is not None, timeout=LATE)


def record_nothing_pasted(desk: Desk, page: QWidget, _out: Path) -> None:
    assert isinstance(page, RecordPage)
    desk.qtbot.waitUntil(lambda: page.grid.rowCount() == 3, timeout=LATE)
    QGuiApplication.clipboard().setText("")
    page._paste("")
    says(desk, page, "剪贴板里没有表格内容")


def record_too_much(desk: Desk, page: QWidget, _out: Path) -> None:
    assert isinstance(page, RecordPage)
    desk.qtbot.waitUntil(lambda: page.grid.rowCount() == 3, timeout=LATE)
    page.table.cells.said.emit(lambda: page.table.cells.tr("数字没有写完。"))
    says(desk, page, "数字没有写完")


def undone_nothing(desk: Desk, page: QWidget, _out: Path) -> None:
    assert isinstance(page, MatrixView)
    QTest.keyClick(page.table, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)


PAGES: dict[str, tuple[str, Callable[[Desk, QWidget, Path], object]]] = {
    "no files here": (pages.BOARD, board_files),
    "receipts written": (pages.BOARD, board_receipts),
    "reminder copied": (pages.BOARD, board_remind),
    "a file offered": (pages.BOARD, board_offered),
    "a file taken": (pages.BOARD, board_accepted),
    "table written": (pages.MATRIX, matrix_written),
    "nothing to bring again": (pages.MATRIX, undone_nothing),
    "rows copied": (pages.SPREAD, spread_copied),
    "no row fits": (pages.SPREAD, spread_none),
    "shown to the hall": (pages.EVIDENCE, evidence_cited),
    "nothing to show": (pages.EVIDENCE, evidence_nothing),
    "decided": (pages.MEETING, meeting_kept),
    "a form open": (pages.MEETING, meeting_form),
    "statistics": (pages.STATISTICS, statistics),
    "letters": (pages.LETTERS, letters_refused),
    "papers written": (pages.PAPERS, papers_written),
    "nothing pasted": (pages.RECORD, record_nothing_pasted),
    "not taken": (pages.RECORD, record_too_much),
}


@pytest.mark.parametrize("which", PAGES)
def test_every_page_of_the_chair_tells_it_in_the_other_language(
    open_chair: ChairOpener, panel: ChairPanel, tmp_path: Path, which: str
) -> None:
    key, provoke = PAGES[which]
    desk = open_chair(panel.season)
    whole, page = on_page(desk, key)
    (tmp_path / "out").mkdir()
    provoke(desk, page, tmp_path / "out")
    both_ways(desk, page if key == pages.EVIDENCE else whole, page)  # what the hall sees stays as it was pushed


def season_taken(desk: SeasonDesk, season: PanelSeason) -> QWidget:
    merged(desk, season)
    says(desk, desk.view, "收入 3 份小组结果")
    return desk.view


def season_offered(desk: SeasonDesk, season: PanelSeason) -> QWidget:
    desk.view.model.take(list(season.files.values()))
    desk.until(lambda: not desk.view.preview.isHidden())
    return desk.view


def season_refused(desk: SeasonDesk, season: PanelSeason) -> QWidget:
    merged(desk, season)
    desk.view.model.close()
    desk.until(lambda: desk.view.words.property("role") == "bad")
    return desk.view


def nothing_to_meet_about(desk: SeasonDesk, _season: PanelSeason) -> QWidget:
    assert desk.window.season is not None
    desk.window.season.desk.show_page(pages.MEETING)
    says(desk, desk.meeting, "还没有小组结果")
    return desk.meeting


def season_decided(desk: SeasonDesk, season: PanelSeason) -> QWidget:
    merged(desk, season)
    meeting = desk.at_the_meeting()
    desk.put("Z1-003")
    meeting.bar.buttons[Act.KEEP].click()
    desk.until(meeting.form.confirm.isEnabled)
    meeting.form.confirm.click()
    says(desk, meeting, "维持")
    return meeting


def season_undone(desk: SeasonDesk, season: PanelSeason) -> QWidget:
    season_decided(desk, season)
    assert desk.window.season is not None
    tools = desk.window.season.desk.tools
    desk.until(tools.back.isEnabled)
    tools.back.click()
    desk.until(lambda: "已撤销" in tools.words.text())
    return desk.meeting


def season_form(desk: SeasonDesk, season: PanelSeason) -> QWidget:
    merged(desk, season)
    meeting = desk.at_the_meeting()
    desk.put(season_meeting.TIED[0])
    meeting.bar.buttons[Act.TIE].click()
    desk.until(lambda: bool(meeting.form.lines.text() or meeting.form.words.text()))
    return meeting


def season_papers(desk: SeasonDesk, season: PanelSeason) -> QWidget:
    merged(desk, season)
    return desk.at_the_papers()


SEASON: dict[str, Callable[[SeasonDesk, PanelSeason], QWidget]] = {
    "results taken": season_taken,
    "results offered": season_offered,
    "not closed yet": season_refused,
    "nothing to meet about": nothing_to_meet_about,
    "decided": season_decided,
    "undone": season_undone,
    "a form open": season_form,
    "papers": season_papers,
}


@pytest.mark.parametrize("which", SEASON)
def test_every_page_of_the_season_tells_it_in_the_other_language(season_desk: SeasonDesk, chairs_season: PanelSeason, which: str) -> None:
    page = SEASON[which](season_desk, chairs_season)
    assert season_desk.window.season is not None
    both_ways(season_desk, season_desk.window.season.desk, page)


def table_told(desk: Desk) -> QLabel:
    desk.room.choose(rail.TABLE)
    table = desk.room.papers.table
    desk.qtbot.waitUntil(lambda: table.grid.rowCount() > 0, timeout=LATE)
    QGuiApplication.clipboard().setText("")
    table._paste("")
    return table.words


def table_wrote(desk: Desk) -> QLabel:
    words = table_told(desk)
    desk.room.papers.table.model.wrote.emit(2)
    return words


def preview_kept(desk: Desk) -> QLabel:
    table_told(desk)
    desk.room.papers.table.paper.click()
    preview = desk.room.papers.preview
    desk.qtbot.waitUntil(lambda: not preview.sheet.pixmap().isNull(), timeout=LATE)
    preview.model.filed.emit(Path("/out/a.pdf"))
    return preview.words


def copied(desk: Desk) -> QLabel:
    desk.room.toggle(CARE)
    desk.room.care.copies._say(lambda: desk.room.care.copies.tr("已记下：副本在本机之外。"), good=True)
    return desk.room.care.panel.said


def rehearsed(desk: Desk) -> QLabel:
    desk.room.toggle(DRILL)
    drill = desk.room.care.drill
    drill.take(desk.home / "profile.json")
    drill.code.setText("AAAAA")
    drill.rehearse()
    desk.qtbot.waitUntil(lambda: drill.said.property("role") == "bad" and drill.go.isEnabled(), timeout=LATE)
    return drill.said


JUDGE: dict[str, Callable[[Desk], QLabel]] = {
    "nothing pasted": table_told, "cells saved": table_wrote, "paper kept": preview_kept, "copied": copied, "a copy tried": rehearsed,
}  # fmt: skip


@pytest.mark.parametrize("which", JUDGE)
def test_what_the_judges_pages_tell_is_told_in_the_other_language(open_desk: Opener, which: str) -> None:
    desk = open_desk(Plan(entries=2))
    line = JUDGE[which](desk)
    QApplication.processEvents()
    before = line.text()
    assert CHINESE.search(before)
    speak(desk.window, "en")
    desk.qtbot.waitUntil(lambda: bool(line.text()) and not CHINESE.search(line.text()), timeout=20_000)
    speak(desk.window, "zh")
    desk.qtbot.waitUntil(lambda: line.text() == before, timeout=20_000)
