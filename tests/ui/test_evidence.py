"""Evidence: a place drawn or selected on the page becomes a note, is marked there, and leads back to it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from app.media.geometry import Rect
from app.models.entry import DocumentRole
from app.models.sheet import Audience, Note, NoteKind
from app.services import profile as profiles
from app.services.judge import read_entries
from app.ui.judge import page_turning, rail
from app.ui.judge.place_lines import PlaceLines
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan, small_pdf
from tests.ui.conftest import Desk, Opener
from tests.ui.on_screen import elided_silently

AREA = Rect(60, 300, 300, 400)
CONTROL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton


def notes_on_disk(home: Path, code: str = "Z-001") -> tuple[Note, ...]:
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        return read_entries.view(profile, code).sheet.notes


def drag(desk: Desk, start: QPoint, end: QPoint) -> None:
    port = desk.room.bench.pages.viewport()
    QTest.mouseMove(port, start)
    QTest.mousePress(port, LEFT, pos=start)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, LEFT, pos=end)


def on_screen(desk: Desk, page: int, area: Rect) -> QRectF:
    return desk.room.bench.pages.sheetlet(page).on_screen(area)


def draw_box(desk: Desk, area: Rect, page: int = 0) -> None:
    on = on_screen(desk, page, area)
    drag(desk, on.topLeft().toPoint(), on.bottomRight().toPoint())


def note(desk: Desk, words: str, area: Rect = AREA) -> None:
    draw_box(desk, area)
    desk.room.note.text.setPlainText(words)
    QTest.keyClick(desk.room.note.text, Qt.Key.Key_Escape)
    desk.saved()


def test_a_rectangle_drawn_on_the_page_becomes_a_note_of_the_current_item(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    desk.room.choose_item(1)
    desk.qtbot.waitUntil(lambda: desk.room.bench.reading.steps is not None, timeout=20_000)
    draw_box(desk, Rect(60, 300, 300, 400))
    panel = desk.room.note
    assert not panel.isHidden()
    panel.text.setPlainText("末端原因③未用数据确认")
    panel.criterion.setCurrentIndex(2)
    assert panel.step.count() > 5
    panel.step.setCurrentIndex(3)
    step = panel.step.chosen
    panel.audience.setCurrentIndex(panel.audience.findData(Audience.PRIVATE.value))
    QTest.keyClick(panel.text, Qt.Key.Key_K, CONTROL)
    QTest.keyClick(panel.text, Qt.Key.Key_Escape)
    desk.saved()
    desk.close()
    (made,) = notes_on_disk(home)
    assert (made.item, made.criterion, made.step, made.audience) == ("CAUSE", "b", step, Audience.PRIVATE)
    assert made.kind is NoteKind.SUGGESTION
    assert made.anchor is not None
    assert made.anchor.box is not None
    box = made.anchor.box
    assert made.anchor.page == 1
    assert abs(box.left - 60) <= 2
    assert abs(box.top - 300) <= 2
    assert abs(box.width - 240) <= 3
    assert abs(box.height - 100) <= 3


def test_words_are_selected_copied_and_noted(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    pages = desk.room.bench.pages
    line = on_screen(desk, 0, Rect(62, 75, 300, 86))
    start, end = line.topLeft().toPoint() + QPoint(2, 6), line.bottomRight().toPoint()
    for at in (start + QPoint(0, 60), start):  # where the pointer stands already no event comes
        QTest.mouseMove(pages.viewport(), at)
    desk.qtbot.waitUntil(lambda: bool(pages.pointer._letters), timeout=20_000)
    drag(desk, start, end)
    assert pages.pointer.text.startswith("Cause analysis")
    assert desk.room.note.isHidden()
    assert not desk.room.reading.selection.isHidden()
    QTest.keyClick(pages, Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == pages.pointer.text
    QTest.keyClick(desk.window, Qt.Key.Key_M, CONTROL)
    desk.room.note.text.setPlainText("标题")
    QTest.keyClick(desk.room.note.text, Qt.Key.Key_Escape)
    assert pages.pointer.text == ""
    desk.saved()
    desk.close()
    (made,) = notes_on_disk(home)
    assert made.anchor is not None
    assert made.anchor.box is not None
    assert made.anchor.box.top < 95


def test_a_line_of_the_panel_leads_to_the_place_and_back(open_desk: Opener) -> None:
    desk = open_desk()
    pages = desk.room.bench.pages
    note(desk, "数据不足")
    pages.go_to(4)
    before = pages.verticalScrollBar().value()
    desk.room.toggle(rail.NOTES)
    panel = desk.room.notes
    assert panel.list.count() == 1
    panel.lead(panel.list.item(0))
    assert pages.page == 0
    assert pages.marks.led_to is not None
    assert pages.marks.led_to[1] == Rect(60, 300, 300, 400)
    QTest.keyClick(desk.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert pages.verticalScrollBar().value() == before
    panel.lead(panel.list.item(0))
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.BackButton, pos=QPoint(400, 300))
    assert pages.verticalScrollBar().value() == before


def test_a_mark_on_the_page_opens_its_note_and_deleting_can_be_undone(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    pages = desk.room.bench.pages
    note(desk, "数据不足")
    assert [n.text for n in pages.marks.notes[0]] == ["数据不足"]
    ((_, tag),) = pages.marks._tags(pages.sheetlet(0))
    QTest.mouseClick(pages.viewport(), LEFT, pos=tag.center().toPoint())
    assert not desk.room.note.isHidden()
    assert desk.room.note.text.toPlainText() == "数据不足"
    QTest.mouseClick(desk.room.note.remove, LEFT)
    desk.saved()
    assert desk.room.bench.sheet.notes == ()
    assert pages.marks.notes == {}
    QTest.keyClick(desk.window, Qt.Key.Key_Z, CONTROL)
    desk.qtbot.waitUntil(lambda: [n.text for n in desk.room.bench.sheet.notes] == ["数据不足"], timeout=20_000)
    desk.saved()
    desk.close()
    assert [n.text for n in notes_on_disk(home)] == ["数据不足"]


def test_a_suggestion_hangs_under_the_weakness_it_answers(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    note(desk, "目标没有依据")
    note(desk, "其他优点")
    draw_box(desk, Rect(60, 500, 300, 560))
    panel = desk.room.note
    panel.text.setPlainText("补充依据")
    panel.next_kind()
    assert not panel.answers.isHidden()
    panel.answers.setCurrentIndex(1)
    QTest.keyClick(panel.text, Qt.Key.Key_Escape)
    desk.saved()
    desk.room.toggle(rail.NOTES)
    lines = [desk.room.notes.list.item(n).text() for n in range(3)]
    assert "补充依据" in lines[1]
    assert "↳" in lines[1]
    desk.close()
    first, _, third = notes_on_disk(home)
    assert third.answers == first.id


def test_words_typed_in_the_last_moment_stay_with_their_entry(open_desk: Opener, home: Path) -> None:
    desk = open_desk()
    draw_box(desk, AREA)
    QTest.keyClicks(desk.room.note.text, "late")
    desk.room.bench.desk.step(1)
    desk.shows("Z-002")
    assert desk.room.note.isHidden()
    desk.saved()
    desk.close()
    assert [n.text for n in notes_on_disk(home)] == ["late"]
    assert notes_on_disk(home, "Z-002") == ()


def test_an_open_panel_moves_no_page_but_a_jump_comes_out_from_under_it(open_desk: Opener) -> None:
    desk = open_desk()
    pages = desk.room.bench.pages
    note(desk, "数据不足")
    before = pages.sheetlet(0).area, pages.viewport().size()
    desk.room.toggle(rail.NOTES)
    assert (pages.sheetlet(0).area, pages.viewport().size()) == before
    desk.room.notes.lead(desk.room.notes.list.item(0))
    assert on_screen(desk, 0, AREA).left() > desk.room.notes.width()
    desk.room.toggle(rail.NOTES)
    assert pages.sheetlet(0).area.left() == before[0].left()


def test_notes_on_a_replaced_report_are_marked_and_readable(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=1, reports=(small_pdf(),)))
    bench = desk.room.bench
    note(desk, "数据不足")
    view = bench.desk.view
    assert view is not None
    old = view.documents[0]
    fresh = replace(old, document=replace(old.document, sha256="ab" * 32, supersedes=old.document.sha256), available=False)
    bench.desk.view = replace(view, entry=replace(view.entry, documents=(old.document, fresh.document)), documents=(old, fresh))
    desk.room.toggle(rail.NOTES)
    assert "旧版" in desk.room.notes.list.item(0).text()
    assert "1 条证据指旧版" in desk.room.notes.words.text()
    bench.show_role((DocumentRole.REPORT,))
    assert bench.front == fresh.document
    desk.room.notes.lead(desk.room.notes.list.item(0))
    assert bench.front == old.document
    desk.qtbot.waitUntil(lambda: pages_outlined(desk), timeout=20_000)


def pages_outlined(desk: Desk) -> bool:
    return desk.room.bench.pages.marks.led_to == (0, AREA)


def test_the_note_panel_does_not_cover_what_it_is_about(open_desk: Opener) -> None:
    desk = open_desk(width=1092, height=543)
    for area in (Rect(60, 100, 500, 160), Rect(400, 300, 560, 380), Rect(330, 60, 590, 120)):
        draw_box(desk, area)
        on = on_screen(desk, 0, area).toAlignedRect()
        assert not desk.room.note.geometry().intersects(on), area
        desk.room.note.hide()


def scan_pdf(pages: int = 2) -> bytes:
    """Pages without words."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for _ in range(pages):
        canvas.rect(60, 120, 300, 200)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_turned_pages_keep_marks_on_their_place(open_desk: Opener) -> None:
    desk = open_desk(Plan(reports=(scan_pdf(),)))
    pages = desk.room.bench.pages
    QTest.keyClick(desk.window, Qt.Key.Key_R, CONTROL)
    assert pages.rotation == 90
    desk.qtbot.waitUntil(pages.pictured, timeout=20_000)
    area = Rect(100, 500, 200, 700)
    draw_box(desk, area)
    assert pages.marks.drawn is not None
    drawn = pages.marks.drawn[1]
    for name in ("left", "top", "right", "bottom"):
        assert abs(getattr(drawn, name) - getattr(area, name)) <= 1


def test_every_turn_can_be_turned_back() -> None:
    for rotation in (0, 90, 180, 270):
        there = page_turning.shown_point(30, 40, (595, 842), rotation)
        assert page_turning.page_point(*there, (595, 842), rotation) == (30, 40)


def test_whole_pages_night_and_width(open_desk: Opener) -> None:
    desk = open_desk()
    pages = desk.room.bench.pages
    QTest.keyClick(desk.window, Qt.Key.Key_H, CONTROL)
    assert pages._layout.heights[0] <= pages.viewport().height()
    QTest.keyClick(desk.window, Qt.Key.Key_H, CONTROL)
    assert pages.zoom == 1.0
    QTest.keyClick(desk.window, Qt.Key.Key_I, CONTROL)
    desk.qtbot.waitUntil(pages.pictured, timeout=20_000)
    shot = pages.viewport().grab().toImage()
    assert shot.pixelColor(shot.width() // 2, 300).lightness() < 60


def test_a_document_opens_where_it_was_left(open_desk: Opener) -> None:
    desk = open_desk(Plan(reports=(small_pdf(), small_pdf(5))))
    desk.room.bench.pages.go_to(4)
    desk.room.bench.pages.set_zoom(1.25)
    desk.room.bench.desk.step(1)
    desk.shows("Z-002")
    desk.qtbot.waitUntil(desk.room.bench.pages.pictured, timeout=20_000)
    assert desk.room.bench.pages.page == 0
    desk.room.bench.desk.step(-1)
    desk.shows("Z-001")
    desk.qtbot.waitUntil(lambda: desk.room.bench.pages.page == 4 and desk.room.bench.pages.pictured(), timeout=20_000)
    assert desk.room.bench.pages.zoom == 1.25
    desk.saved()
    desk.close()
    again = open_desk()
    again.qtbot.waitUntil(lambda: again.room.bench.pages.page == 4, timeout=20_000)


def test_once_this_document_twice_the_whole_batch(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=3, reports=(small_pdf(), small_pdf(3))))
    find, bench = desk.room.find, desk.room.bench
    QTest.keyClick(desk.window, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(find.field, "cause")
    desk.qtbot.waitUntil(lambda: find.list.count() == 6, timeout=20_000)
    assert find.words.text() == "1/6"
    QTest.keyClick(find.field, Qt.Key.Key_Return)
    assert find.words.text() == "2/6"
    assert bench.pages.page == 1
    QTest.keyClick(desk.window, Qt.Key.Key_F, CONTROL)
    find.field.setText("page 3")
    desk.qtbot.waitUntil(lambda: find.list.count() == 3 and desk.room.reading.batch.left == 0, timeout=20_000)
    line = next(find.list.item(n) for n in range(3) if find.list.item(n).text().startswith("Z-002"))
    find.lead(line)
    desk.shows("Z-002")
    desk.qtbot.waitUntil(lambda: bench.pages.page == 2, timeout=20_000)
    desk.qtbot.waitUntil(lambda: list(bench.pages.marks.hits) == [2], timeout=20_000)
    assert bench.pages.marks.hit is not None
    assert bench.pages.marks.hit.page == 2
    assert "analysis, page 3" in line.text()
    QTest.keyClick(desk.window, Qt.Key.Key_Tab, CONTROL)
    desk.qtbot.waitUntil(lambda: not bench.pages.marks.hits, timeout=20_000)


def test_words_that_stand_apart_and_a_page_that_is_open_already_are_marked_too(open_desk: Opener) -> None:
    desk = open_desk(Plan(entries=1))
    find, bench = desk.room.find, desk.room.bench
    desk.room.toggle(rail.FIND)
    find.search_in(True)
    find.field.setText("4 cause")
    desk.qtbot.waitUntil(lambda: find.list.count() == 1 and desk.room.reading.batch.left == 0, timeout=20_000)
    find.lead(find.list.item(0))
    desk.qtbot.waitUntil(lambda: len(bench.pages.marks.hits.get(3, ())) == 2, timeout=20_000)
    assert bench.pages.page == 3


def headings_pdf() -> bytes:
    """Headings on pages 1, 2 and 4; the second is no step of a set target."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for heading in ("1. Choice of topic", "2. Status survey", "", "3. Cause analysis"):
        canvas.drawString(60, 760, heading)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_steps_lead_to_pages_and_never_score(open_desk: Opener) -> None:
    desk = open_desk(Plan(reports=(headings_pdf(),)))
    desk.room.choose(rail.STEPS)
    panel = desk.room.reading.steps
    desk.qtbot.waitUntil(lambda: panel.list.count() > 5, timeout=20_000)
    assert desk.room.bench.sheet.points == {}
    found = [panel.list.item(n) for n in range(panel.list.count()) if panel.list.item(n).data(Qt.ItemDataRole.UserRole)]
    assert [line.data(Qt.ItemDataRole.UserRole) for line in found] == [1, 4]
    panel.lead(found[1])
    assert desk.room.bench.pages.page == 3


def test_a_long_word_of_a_step_is_whole_beside_its_pages(open_desk: Opener) -> None:
    """Implementation lost its last letter beside three pages of two digits."""
    desk = open_desk(language="en")
    desk.room.choose(rail.STEPS)
    panel = desk.room.reading.steps
    desk.qtbot.waitUntil(lambda: panel.list.count() > 5, timeout=20_000)
    panel.list.clear()
    panel.add("D  Implementation", 20, "P21 P22 P23")
    panel.add("C  Check of effects", 23, "P24 P25 P26")
    desk.qtbot.waitUntil(lambda: panel.list.viewport().width() > 100, timeout=20_000)
    desk.qtbot.waitUntil(lambda: [*elided_silently(panel)] == [], timeout=20_000)
    lines, measure = PlaceLines(panel.list), panel.list.fontMetrics()
    pages = [lines.parts(panel.list.visualItemRect(panel.list.item(n)), measure, panel.list.model().index(n, 0))[1].width() for n in (0, 1)]
    assert pages == [measure.horizontalAdvance("P21 P22"), measure.horizontalAdvance("P24 P25 P26")]


def test_small_pictures_are_made_for_lines_in_view(open_desk: Opener) -> None:
    desk = open_desk(Plan(reports=(scan_pdf(40),)))
    desk.room.choose(rail.OUTLINE)
    panel = desk.room.outline
    desk.qtbot.waitUntil(lambda: panel.thumbs.count() == 40 and not panel.thumbs.item(0).icon().isNull(), timeout=20_000)
    assert len(panel._asked) < 12
    panel.lead(panel.thumbs.item(7))
    assert desk.room.bench.pages.page == 7
