"""Notes about a second of the video: made without losing the place, shown with their picture, led to and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from app.models.entry import DocumentRole
from app.models.sheet import Anchor, Note, NoteKind
from app.services import profile as profiles
from app.services.judge import read_entries
from app.ui.judge import rail
from app.ui.judge.note_panel import NotePanel
from app.ui.judge.place_lines import TAIL
from app.ui.judge.stills import Moment, Stills
from tests.fakes import desk_profile
from tests.fakes.clips import PICTURE_MS, number_in, seconds
from tests.fakes.desk_profile import Plan
from tests.fakes.watching import WITH_VIDEO, digest, open_video, pauses, plays, shown_ms, stands
from tests.ui.conftest import Desk, Opener

CONTROL, ALT, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
PLAN = Plan(clip=seconds(12))


def noted(desk: Desk, moment: int, words: str, kind: int = 1) -> None:
    """A note about a moment, as a judge makes it."""
    desk.room.bench.video.model.hold(moment)
    QTest.keyClick(desk.window, Qt.Key.Key_M, CONTROL)
    desk.room.note.kinds[kind].click()
    desk.room.note.text.setPlainText(words)
    QTest.keyClick(desk.room.note.text, Qt.Key.Key_Escape)
    desk.saved()


def still_shown(desk: Desk) -> QImage:
    picture = desk.room.note.still.picture
    desk.qtbot.waitUntil(lambda: picture.image is not None, timeout=20_000)
    assert picture.image is not None
    return picture.image


def test_a_note_stops_the_video_has_its_second_and_lets_it_go_on(open_desk: Opener, home: Path) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    video.model.seek(3_000)
    QTest.keyClick(video, Qt.Key.Key_Space)
    plays(desk)
    desk.qtbot.waitUntil(lambda: video.position_ms > 3_200 and shown_ms(video) > 3_200, timeout=20_000)
    QTest.keyClick(desk.window, Qt.Key.Key_M, CONTROL)
    pauses(desk)
    panel = desk.room.note
    assert "视频 0:0" in panel.place.text()
    still = number_in(still_shown(desk)) * PICTURE_MS
    assert abs(still - shown_ms(video)) <= 240, "the still is what was on the screen"
    panel.text.setPlainText("对策没有目标值")
    QTest.keyClick(panel.text, Qt.Key.Key_Escape)
    plays(desk)
    assert video.hasFocus()
    desk.saved()
    QTest.keyClick(video, Qt.Key.Key_9)
    lines = [w.text() for w in desk.room.bench.rubric.body.findChildren(QLabel) if "对策没有目标值" in w.text()]
    assert lines
    assert "视频 0:0" in lines[0]
    sha = digest(desk)
    desk.close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        (made,) = read_entries.view(profile, WITH_VIDEO).sheet.notes
    assert made.anchor is not None
    assert (made.anchor.document, made.anchor.page) == (sha, None)
    assert made.anchor.moment is not None
    assert 3_000 <= made.anchor.moment <= 9_000


def test_what_was_paused_stays_paused_and_what_was_sought_is_not_disturbed(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    noted(desk, 2_000, "开头")
    assert not video.model.playing
    QTest.keyClick(video, Qt.Key.Key_Space)
    plays(desk)
    QTest.keyClick(desk.window, Qt.Key.Key_M, CONTROL)
    pauses(desk)
    video.model.seek(9_000)
    QTest.keyClick(desk.room.note.text, Qt.Key.Key_Escape)
    assert (video.model.playing, video.position_ms) == (False, 9_000)
    desk.saved()


def test_a_note_on_the_timeline_leads_there_opens_and_leads_back(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    noted(desk, 4_000, "先说成员", kind=0)
    noted(desk, 8_000, "缺数据")
    video.model.hold(1_000)
    line = video.controls.line
    assert [n.text for n, _ in line.tags()] == ["先说成员", "缺数据"]
    QTest.mouseClick(line, LEFT, pos=line.tags()[1][1].center().toPoint())
    assert (video.position_ms, desk.room.note.text.toPlainText()) == (8_000, "缺数据")
    stands(desk, 8_000)
    QTest.keyClick(desk.room.note.text, Qt.Key.Key_Escape)
    assert not video.model.playing
    QTest.keyClick(desk.window, Qt.Key.Key_Left, ALT)
    assert video.position_ms == 1_000
    QTest.mouseClick(video.picture, Qt.MouseButton.BackButton, pos=QPoint(50, 50))
    assert video.position_ms == 1_000
    for key, there in ((Qt.Key.Key_BracketRight, 4_000), (Qt.Key.Key_BracketRight, 8_000), (Qt.Key.Key_BracketLeft, 4_000)):
        QTest.keyClick(desk.window.focusWidget(), key, CONTROL)
        assert video.position_ms == there
        assert not desk.room.note.isHidden()
    QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_BracketLeft, CONTROL)
    assert video.position_ms == 4_000
    desk.saved()


def test_from_a_page_to_the_second_and_back_to_the_page(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    noted(desk, 6_000, "效果图一闪而过")
    bench = desk.room.bench
    QTest.mouseClick(desk.window.rail.buttons[rail.REPORT], LEFT)
    desk.qtbot.waitUntil(bench.pages.pictured, timeout=20_000)
    bench.pages.go_to(3)
    before = bench.pages.verticalScrollBar().value()
    desk.room.toggle(rail.NOTES)
    desk.room.notes.lead(desk.room.notes.list.item(0))
    assert bench.watching
    stands(desk, 6_000)
    assert not video.controls.anew.isHidden() or video.model.resume_ms == 0
    QTest.keyClick(desk.window, Qt.Key.Key_Left, ALT)
    assert not bench.watching
    desk.qtbot.waitUntil(lambda: bench.document.page_count > 0 and bench.pages.verticalScrollBar().value() == before, timeout=20_000)


def test_the_still_of_a_note_can_be_taken_again_at_another_moment(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    video.model.hold(3_000)
    stands(desk, 3_000)
    QTest.keyClick(desk.window, Qt.Key.Key_J, CONTROL)
    panel = desk.room.note
    assert not panel.isHidden()
    assert abs(number_in(still_shown(desk)) * PICTURE_MS - 3_000) <= 200
    panel.text.setPlainText("图表读数")
    panel.save()
    video.model.seek(7_000)
    QTest.mouseClick(video.controls.take, LEFT)
    assert panel.text.toPlainText() == "图表读数"
    desk.qtbot.waitUntil(lambda: abs(number_in(still_shown(desk)) * PICTURE_MS - 7_000) <= 200, timeout=20_000)
    desk.saved()
    (made,) = desk.room.bench.sheet.notes
    assert made.anchor == Anchor(digest(desk), moment=7_000)
    desk.room.bench.sheet.undo()
    desk.qtbot.waitUntil(lambda: [n.anchor and n.anchor.moment for n in desk.room.bench.sheet.notes] == [3_000], timeout=20_000)


def test_a_still_without_words_is_not_kept_and_this_is_said(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    QTest.keyClick(video, Qt.Key.Key_J, CONTROL)
    assert "画面" in desk.room.note.text.placeholderText()
    QTest.keyClick(desk.room.note.text, Qt.Key.Key_Escape)
    assert "没有写字" in desk.window.notice.text()
    assert desk.room.bench.sheet.notes == ()


def test_the_picture_is_copied_whole_and_saved_only_after_a_warning(
    open_desk: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    video.model.hold(5_000)
    stands(desk, 5_000)
    QTest.keyClick(desk.window, Qt.Key.Key_J, CONTROL)
    still_shown(desk)
    box, clipboard = desk.room.note.still, QApplication.clipboard()
    clipboard.clear()
    QTest.mouseClick(box.copy, LEFT)
    desk.qtbot.waitUntil(lambda: not clipboard.image().isNull(), timeout=20_000)
    assert abs(number_in(clipboard.image()) * PICTURE_MS - 5_000) <= 200
    dialogs: list[QFileDialog] = []
    monkeypatch.setattr(QFileDialog, "open", lambda self, *_: dialogs.append(self))
    QTest.mouseClick(box.save, LEFT)
    assert "不再加密" in desk.window.notice.text()
    assert dialogs == []
    offer = desk.window.notice._offers.itemAt(0).widget()
    desk.qtbot.waitUntil(offer.isVisible, timeout=20_000)
    offer.click()
    assert len(dialogs) == 1
    target = tmp_path / "still.png"
    dialogs[0].fileSelected.emit(str(target))
    desk.qtbot.waitUntil(target.exists, timeout=20_000)
    assert abs(number_in(QImage(str(target))) * PICTURE_MS - 5_000) <= 200
    assert target.stat().st_mode & 0o077 == 0
    dialogs[0].deleteLater()


def test_no_picture_reaches_the_disk_by_looking(open_desk: Opener, home: Path) -> None:
    desk = open_desk(PLAN)
    open_video(desk)
    noted(desk, 5_000, "看看")
    desk.room.toggle(rail.NOTES)
    desk.qtbot.waitUntil(lambda: not desk.room.notes.list.item(0).icon().isNull(), timeout=20_000)
    desk.saved()
    desk.close()
    heads = [path.read_bytes()[:4] for path in home.rglob("*") if path.is_file()]
    assert not {b"\x89PNG", b"\xff\xd8\xff\xe0", b"BM"} & set(heads)


def test_lines_of_the_evidence_panel_have_second_and_picture(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    open_video(desk)
    noted(desk, 4_000, "先说成员", kind=0)
    noted(desk, 8_000, "缺数据")
    desk.room.toggle(rail.NOTES)
    panel = desk.room.notes
    lines = [panel.list.item(n) for n in range(panel.list.count())]
    assert [line.data(TAIL) for line in lines] == ["视频\u00a00:04", "视频\u00a00:08"]
    desk.qtbot.waitUntil(lambda: not any(line.icon().isNull() for line in lines), timeout=20_000)
    seen = [number_in(line.icon().pixmap(80, 45).toImage()) * PICTURE_MS for line in lines]
    assert all(abs(ms - wanted) <= 200 for ms, wanted in zip(seen, (4_000, 8_000), strict=True)), seen


def test_a_note_on_a_replaced_video_is_marked_and_leads_to_the_old_one(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    noted(desk, 6_000, "旧的这一秒")
    bench = desk.room.bench
    view = bench.desk.view
    assert view is not None
    old = next(d for d in view.documents if d.document.role is DocumentRole.VIDEO)
    fresh = replace(old, document=replace(old.document, sha256="ab" * 32, supersedes=old.document.sha256), available=False)
    documents = (*(d for d in view.documents if d is not old), old, fresh)
    bench.desk.view = replace(view, entry=replace(view.entry, documents=tuple(d.document for d in documents)), documents=documents)
    desk.room.toggle(rail.NOTES)
    assert "旧版" in desk.room.notes.list.item(0).text()
    bench.show_role((DocumentRole.VIDEO,))
    assert bench.front == fresh.document
    assert "还没有下载" in video.words.text()
    desk.room.notes.lead(desk.room.notes.list.item(0))
    assert bench.front == old.document
    stands(desk, 6_000)


def test_the_second_stands_in_the_remark(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    video = open_video(desk)
    noted(desk, 8_000, "对策效果没有前后对比数据")
    bench = desk.room.bench
    QTest.keyClick(video, Qt.Key.Key_9)
    remark = bench.rubric.remark
    remark.toggle.click()
    desk.qtbot.waitUntil(lambda: not remark.merge.isHidden(), timeout=20_000)
    remark.merge.click()
    desk.qtbot.waitUntil(lambda: "对策效果" in remark.text.toPlainText(), timeout=20_000)
    assert remark.text.toPlainText() == "不足：1. 对策效果没有前后对比数据（视频 0:08）"
    desk.saved()


def test_a_handed_in_sheet_keeps_its_note_and_its_way(open_desk: Opener) -> None:
    """Nothing can be written any more, but a tag still leads to its second."""
    desk = open_desk(PLAN)
    video = open_video(desk)
    noted(desk, 8_000, "缺数据")
    sheet = desk.room.bench.sheet
    assert sheet.view is not None
    sheet.view = replace(sheet.view, locked=True)
    video.model.hold(0)
    line = video.controls.line
    QTest.mouseClick(line, LEFT, pos=line.tags()[0][1].center().toPoint())
    assert (video.position_ms, desk.room.note.isHidden()) == (8_000, True)


def test_stills_in_memory_are_bounded(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    open_video(desk)
    bench = desk.room.bench
    stills = Stills(bench.video.model._services, desk.desktop.runner, bench, limit=3 * 320 * 180 * 4)
    wanted = [Moment(WITH_VIDEO, digest(desk), ms) for ms in range(500, 8_000, 1_500)]
    assert [stills.get(m) for m in wanted] == [None] * 5
    came: list[Moment] = []
    stills.came.connect(came.append)
    desk.qtbot.waitUntil(lambda: len(came) == 5, timeout=30_000)
    assert came[1:] == list(reversed(wanted[1:])), "the newest wish first"
    assert len(stills) == 3
    assert stills.bytes <= 3 * 320 * 180 * 4
    gone = Moment(WITH_VIDEO, "cd" * 32, 0)
    assert stills.get(gone) is None
    desk.qtbot.waitUntil(lambda: bool(stills.problem(gone)), timeout=20_000)
    assert "没有这份资料" in stills.problem(gone)


def test_every_part_of_a_note_can_be_reached_by_keys(open_desk: Opener) -> None:
    desk = open_desk(PLAN)
    open_video(desk)
    QTest.keyClick(desk.window, Qt.Key.Key_J, CONTROL)
    panel: NotePanel = desk.room.note
    still_shown(desk)
    met = set()
    for key in [Qt.Key.Key_Tab] * 10 + [Qt.Key.Key_Backtab] * 16:
        focused = desk.window.focusWidget()
        met.add(focused)
        QTest.keyClick(focused, key)
    assert {panel.text, panel.still.copy, panel.still.save, panel.done, panel.remove} <= met
    assert all(control.height() >= 24 and control.accessibleName() for control in (panel.still.copy, panel.still.save))


def test_notes_of_pages_are_stepped_through_as_well(open_desk: Opener) -> None:
    desk = open_desk()
    bench = desk.room.bench
    sha = bench.documents[0].document.sha256
    for number, page in enumerate((2, 5), 1):
        bench.sheet.put_note(Note(f"{number:032x}", NoteKind.WEAKNESS, f"第{page}页的事", "TOPIC", anchor=Anchor(sha, page=page)))
    desk.saved()
    for key, page in ((Qt.Key.Key_BracketRight, 1), (Qt.Key.Key_BracketRight, 4), (Qt.Key.Key_BracketLeft, 1)):
        QTest.keyClick(desk.window.focusWidget(), key, CONTROL)
        assert bench.pages.page == page
    desk.saved()
