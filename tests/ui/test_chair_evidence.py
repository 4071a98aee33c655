"""分差 and evidence driven by real widgets on real packages and real pages: side by side, opened at the place, projected without a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.tasks import Context
from app.models.entry import DocumentRole
from app.models.sheet import Anchor, Audience, Box, NoteKind
from app.services.chair import merge
from app.ui.chair import pages
from app.ui.chair.crop_picture import CropPicture
from app.ui.chair.crops import Clip, Crops
from app.ui.chair.evidence_page import EvidencePage
from app.ui.chair.matrix_view import MatrixView
from app.ui.chair.meeting_view import MeetingView
from app.ui.chair.projection_window import ProjectionWindow
from app.ui.chair.spread_page import SpreadPage
from app.ui.judge.video_model import Phase
from tests.fakes import chair_panel, clips
from tests.fakes.chair_panel import RECUSED, ChairPanel, note
from tests.ui.chair_window import chair_page
from tests.ui.conftest import ChairOpener, Desk

CONTROL = Qt.KeyboardModifier.ControlModifier
WEAK, INNER, GOOD, REMARK = "末端原因没有逐条确认", "附表与去年相近请组内核对", "图表规范", "Z-001 总体评价。"
BOX = Box(60, 80, 300, 40)


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> ChairPanel:
    made = chair_panel.make(tmp_path_factory.mktemp("ev") / "s", judges=5, entries=3, own={"Z-001": "90", "Z-002": RECUSED, "Z-003": "90"})
    made.notes[("J-02", "Z-001")] = (
        note(WEAK, "CAUSE", kind=NoteKind.WEAKNESS, anchor=made.place("Z-001", page=2, box=BOX)),
        note(INNER, "CAUSE", kind=NoteKind.WEAKNESS, audience=Audience.PANEL, anchor=Anchor("c" * 64, page=3)),
        note("只写给自己", "CAUSE", kind=NoteKind.WEAKNESS, audience=Audience.PRIVATE),
    )
    made.notes[("J-03", "Z-001")] = (note(GOOD, "CAUSE", kind=NoteKind.STRENGTH, anchor=made.place("Z-001", page=1)),)
    plan = {"Z-001": "88", "Z-002": "88", "Z-003": "90"}
    marks = {"J-02": {**plan, "Z-001": {"CAUSE": "10"}}, "J-03": plan, "J-04": {**plan, "Z-002": "60"}, "J-05": plan}
    with made.open() as profile:
        merge.merge(profile, [made.package(j, m) for j, m in marks.items()], Context())  # type: ignore[arg-type]
    return made


def spread(desk: Desk) -> SpreadPage:
    page = chair_page(desk, pages.SPREAD, SpreadPage)
    desk.qtbot.waitUntil(lambda: bool(page.rows.rows), timeout=20_000)
    return page


def evidence(desk: Desk, code: str = "Z-001") -> EvidencePage:
    """By Enter on the spread list."""
    page = spread(desk)
    codes = [r.code for r in page.rows.rows]
    page.table.setCurrentIndex(page.rows.index(codes.index(code), 0))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    return shown(desk, code)


def shown(desk: Desk, code: str) -> EvidencePage:
    assert desk.room.chair is not None
    found = desk.room.chair.desk.page(pages.EVIDENCE)
    assert isinstance(found, EvidencePage)
    desk.qtbot.waitUntil(lambda: found.model.entry is not None and found.model.entry.code == code, timeout=20_000)
    assert desk.room.chair.desk.stack.currentWidget() is found
    return found


def at_causes(qtbot: QtBot, desk: Desk) -> EvidencePage:
    page = evidence(desk)
    page.model.turn_to("CAUSE")
    qtbot.waitUntil(lambda: all(p.pictured for c in page.columns for p in c.pictures.values()), timeout=20_000)
    return page


def words(page: EvidencePage) -> str:
    return "\n".join(t for c in page.columns for t in c.texts())


def test_beyond_the_limits_in_words_filtered_copied_and_written(
    qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel, tmp_path: Path
) -> None:
    page = spread(open_chair(panel.season))
    assert {r.code for r in page.rows.rows} == {"Z-001", "Z-002"}
    assert "2 份超限，共 3 份" in page.title.text()
    assert page.limits.text().startswith("限：总分极差 15")
    page.all.setChecked(True)
    assert page.rows.rows[-1].code == "Z-003"
    farthest = [r.code for r in page.rows.rows]
    page.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert [r.code for r in page.rows.rows] == ["Z-003", "Z-002", "Z-001"]
    page.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert [r.code for r in page.rows.rows] == farthest
    page.all.setChecked(False)
    QTest.keyClick(page, Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(page.search, "z-001")
    assert [r.code for r in page.rows.rows] == ["Z-001"]
    page.table.setCurrentIndex(page.rows.index(0, 0))
    QTest.keyClick(page.table, Qt.Key.Key_C, CONTROL)
    copied = QGuiApplication.clipboard().text()
    assert "原因分析 极差 20/限 9" in copied, "as typed: no invisible signs in a spreadsheet"
    assert copied.split("\n")[1].startswith("Z-001\t")
    page.search.clear()
    page.export_to(tmp_path / "out")
    qtbot.waitUntil(lambda: "已写好 2 个文件" in page.words.text(), timeout=20_000)
    assert {f.suffix for f in (tmp_path / "out").iterdir()} == {".xlsx", ".csv"}
    assert "原因分析 极差 20/限 9" in (tmp_path / "out" / "分差.csv").read_text("utf-8-sig")


def test_the_two_farthest_apart_stand_side_by_side_with_pictures(qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel) -> None:
    page = at_causes(qtbot, open_chair(panel.season))
    assert [c.judge.judge for c in page.columns] == ["J-02", "J-03"]
    assert page.columns[0].points.text() == "10"
    assert page.columns[0].points.font().strikeOut()
    assert page.columns[0].name.text().startswith("▽ ")
    said = words(page)
    assert WEAK in said
    assert INNER in said
    assert GOOD in said
    assert "已换成新版" in said, "a place that is not here says why and what to do"
    assert "只写给自己" not in said
    assert "20/限 9" in page.items.currentText()


def test_keys_walk_items_entries_and_judges(qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel) -> None:
    desk = open_chair(panel.season)
    page = at_causes(qtbot, desk)
    QTest.keyClick(page, Qt.Key.Key_Down, CONTROL)
    assert page.model.item == "ACTION"
    QTest.keyClick(page, Qt.Key.Key_Up, CONTROL)
    assert page.model.item == "CAUSE"
    QTest.keyClick(page, Qt.Key.Key_5)
    assert [c.judge.judge for c in page.columns] == ["J-02", "J-03", "J-05"]
    assert (page.choice.items.accessibleName(), page.choice.items.toolTip()) == ("评审项目", "项目（配分）极差/限")
    page.choice.chips["J-04"].setFocus()
    for _ in range(2):
        QTest.keyClick(page.choice.chips["J-04"], Qt.Key.Key_Space)
        assert page.choice.chips["J-04"].hasFocus(), "the keyboard stays where the choice is made"
    QTest.keyClick(page, Qt.Key.Key_3)
    QTest.keyClick(page, Qt.Key.Key_2)
    QTest.keyClick(page, Qt.Key.Key_5)
    assert [c.judge.judge for c in page.columns] == ["J-05"], "the last one stays"
    order = page.model.order
    QTest.keyClick(page, Qt.Key.Key_PageDown if order.index("Z-001") == 0 else Qt.Key.Key_PageUp, CONTROL)
    page = shown(desk, "Z-002")
    assert not page.columns
    assert desk.room.chair is not None
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert desk.room.chair.desk.stack.currentWidget() is desk.room.chair.desk.page(pages.SPREAD)


def test_a_chair_who_stands_aside_is_shown_nothing_and_projects_nothing(open_chair: ChairOpener, panel: ChairPanel) -> None:
    page = evidence(open_chair(panel.season), "Z-002")
    assert not page.columns
    assert not page.project.isVisible()
    QTest.keyClick(page, Qt.Key.Key_D, CONTROL)
    assert "没有指明" in page.words.text()


def test_enter_opens_the_page_at_the_rectangle_and_esc_shuts_it(qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel) -> None:
    desk = open_chair(panel.season)
    page = at_causes(qtbot, desk)
    picture = next(iter(page.columns[0].pictures.values()))
    assert isinstance(picture, CropPicture)
    picture.setFocus()
    QTest.keyClick(picture, Qt.Key.Key_Return)
    viewer = page.viewer
    qtbot.waitUntil(lambda: viewer.document.page_count == 2 and viewer.pages.page == 1, timeout=20_000)
    assert viewer.pages.marks.led_to is not None
    assert viewer.pages.marks.led_to[0] == 1
    noted = {n.text for notes in viewer.pages.marks.notes.values() for n in notes}
    assert {t.partition("：")[2] for t in noted} == {WEAK, GOOD}, "what both judges cite lies on the pages"
    assert "第2页" in viewer.title.text()
    QTest.keyClick(viewer.pages, Qt.Key.Key_Escape)
    assert viewer.isHidden()
    assert viewer.document.page_count == 0, "the file is let go of"
    QTest.keyClick(picture, Qt.Key.Key_Return)
    assert not viewer.isHidden()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert viewer.isHidden(), "Esc shuts the place before it leaves the page"
    assert page.isVisible()


def projected(qtbot: QtBot, desk: Desk) -> ProjectionWindow:
    assert desk.room.chair is not None
    meeting = desk.room.chair.desk.page(pages.MEETING)
    assert isinstance(meeting, MeetingView)
    qtbot.waitUntil(lambda: meeting.projector.window is not None and not meeting.projector.window.right.isHidden(), timeout=20_000)
    window = meeting.projector.window
    assert window is not None
    return window


def test_the_hall_sees_the_place_beside_the_sheet_and_no_name(qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel) -> None:
    desk = open_chair(panel.season)
    page = at_causes(qtbot, desk)
    QTest.keyClick(page, Qt.Key.Key_D, CONTROL)
    window = projected(qtbot, desk)
    assert window.place_words.text() == "原因分析 · 评委B · 报告 第2页"
    assert window.picture.pictured
    said = "\n".join([*window.texts(), window.picture.accessibleName(), window.picture.toolTip()])
    assert "Z-001" in said
    entry = page.model.entry
    assert entry is not None
    names = [w for judge, name in entry.names.items() for w in (judge, name)]
    files = [d.document.title for d in entry.documents]
    assert files
    assert not [w for w in (*names, *files, WEAK, INNER, GOOD, REMARK, "私记", "只写给自己", "组内") if w in said]
    window.resize(1280, 720)
    assert window.minimumSizeHint().width() <= 1280
    small = window.picture._image
    QTest.mouseClick(page.whole, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.picture._image is not small, timeout=20_000)
    held = window.picture._image
    assert held is not None
    assert held[0].height > held[0].width, "the whole page on demand"
    assert window.picture._mark is not None
    assert desk.room.chair is not None
    desk.room.chair.desk.show_page(pages.MEETING)
    meeting = desk.room.chair.desk.page(pages.MEETING)
    assert isinstance(meeting, MeetingView)
    qtbot.waitUntil(lambda: meeting.model.table is not None and meeting.model.table.entry is not None, timeout=20_000)
    meeting.projector.push()
    assert window.right.isHidden(), "a push from the meeting shows the sheet alone"
    assert not window.picture.pictured


def test_from_the_matrix_and_from_the_meeting(qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel) -> None:
    desk = open_chair(panel.season)
    spread(desk)
    room = desk.room.chair
    assert room is not None
    room.desk.show_page(pages.MATRIX)
    matrix = room.desk.page(pages.MATRIX)
    assert isinstance(matrix, MatrixView)
    qtbot.waitUntil(lambda: matrix.rows.find("Z-001") >= 0, timeout=20_000)
    matrix.table.setCurrentIndex(matrix.rows.index(matrix.rows.find("Z-001"), 1))
    QTest.keyClick(matrix.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not matrix.entry.isHidden(), timeout=20_000)
    matrix.entry.table.setFocus()
    matrix.entry.table.setCurrentIndex(matrix.entry.rows.index(2, 0))
    QTest.keyClick(matrix.entry.table, Qt.Key.Key_Return)
    page = shown(desk, "Z-001")
    assert page.model.item == "ACTION", "the item that was chosen"
    page.leave()
    assert room.desk.stack.currentWidget() is matrix
    room.desk.show_page(pages.MEETING)
    meeting = room.desk.page(pages.MEETING)
    assert isinstance(meeting, MeetingView)
    qtbot.waitUntil(lambda: meeting.model.table is not None and meeting.model.table.entry is not None, timeout=20_000)
    assert meeting.model.table is not None
    assert meeting.model.table.entry is not None
    code = meeting.model.table.entry.row.code
    QTest.keyClick(meeting.agenda, Qt.Key.Key_E, CONTROL)
    assert shown(desk, code).model.order == tuple(i.code for i in meeting.model.table.agenda.items)


def test_pictures_held_stay_within_their_bytes(qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel) -> None:
    page = at_causes(qtbot, open_chair(panel.season))
    chair = page.model.chair
    crops = Crops(page.model.services, chair.runner, page, limit=1_500_000)
    document = panel.place("Z-001").document
    clips = [Clip("Z-001", document, 1, Box(60, 40 + 60 * n, 200, 30)) for n in range(12)]
    for clip in clips:
        crops.get(clip)
    qtbot.waitUntil(lambda: crops._busy is None and not crops._wishes, timeout=20_000)
    assert 1 <= len(crops) < 12
    assert crops.bytes <= 1_500_000
    missing = Clip("Z-001", document, 9, None)
    crops.get(missing)
    qtbot.waitUntil(lambda: bool(crops.problem(missing)), timeout=20_000)
    assert "没有第 9 页" in crops.problem(missing)


def test_whose_place_is_open_stands_beside_it(qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel) -> None:
    page = at_causes(qtbot, open_chair(panel.season))
    for judge in {"J-01", "J-02", "J-03"} - {j.judge for j in page.model.chosen}:
        page.model.toggle(judge)
    for judge in {j.judge for j in page.model.chosen} - {"J-01", "J-02", "J-03"}:
        page.model.toggle(judge)
    qtbot.waitUntil(lambda: [c.judge.judge for c in page.columns] == ["J-01", "J-02", "J-03"], timeout=20_000)
    last = page.columns[-1]
    cited = next(iter(last.pictures.values()))
    qtbot.waitUntil(cited.isVisible, timeout=20_000)
    cited.click()

    def whole() -> bool:
        return last.visibleRegion().boundingRect().width() == last.width()

    qtbot.waitUntil(lambda: page.viewer.isVisible() and page.area.horizontalScrollBar().maximum() > 0, timeout=20_000)
    qtbot.waitUntil(whole, timeout=20_000)


@pytest.mark.slow
def test_a_second_of_the_video_is_shown_opened_and_projected(qtbot: QtBot, open_chair: ChairOpener, tmp_path: Path) -> None:
    folder = tmp_path / "video"
    (folder / "materials" / "Z-001").mkdir(parents=True)
    (folder / "materials" / "Z-001" / "发表视频.mp4").write_bytes(clips.seconds(4))
    made = chair_panel.make(folder, judges=3, entries=1, own={"Z-001": "90"})
    place = made.place("Z-001", role=DocumentRole.VIDEO, moment=2000)
    made.notes[("J-02", "Z-001")] = (note("发表清楚", "CAUSE", kind=NoteKind.STRENGTH, anchor=place),)
    sooner = made.place("Z-001", role=DocumentRole.VIDEO, moment=1000)
    made.notes[("J-03", "Z-001")] = (note("没有讲到症结", "CAUSE", kind=NoteKind.WEAKNESS, anchor=sooner),)
    with made.open() as profile:
        merge.merge(profile, [made.package("J-02", {"Z-001": {"CAUSE": "10"}}), made.package("J-03", {"Z-001": "88"})], Context())
    desk = open_chair(made.season)
    page = at_causes(qtbot, desk)
    picture = next(p for c in page.columns for p in c.pictures.values())
    held = picture._image
    assert held is not None
    assert abs(clips.number_in(held[0]) - 2000 // clips.PICTURE_MS) <= 4
    QTest.mouseClick(page.project, Qt.MouseButton.LeftButton)
    assert projected(qtbot, desk).place_words.text() == "原因分析 · 评委B · 视频 0:02"
    picture.click()
    video = page.viewer.video
    assert video is not None
    qtbot.waitUntil(lambda: video.model.phase is Phase.READY, timeout=30_000)
    qtbot.waitUntil(lambda: abs(video.position_ms - 2000) < 200, timeout=20_000)
    assert not video.controls.take.isVisible(), "nobody takes notes here"
    line = video.controls.line
    assert [n.text.split("：")[-1] for n, _tag in line.tags()] == ["没有讲到症结", "发表清楚"]
    for n, tag in line.tags():
        assert n.anchor is not None
        assert n.anchor.moment is not None
        assert abs(tag.center().x() - line.x_of(n.anchor.moment)) < 1, "each tag above its own second"
