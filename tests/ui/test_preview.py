"""What is printed is seen first, and printed as seen; the paper is forgotten when the screen is left."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from app.models.shape import Points
from app.services import profile as profiles
from app.services.judge import score
from app.ui.judge import rail
from app.ui.judge.preview_view import PreviewView
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Desk, Opener
from tests.ui.test_appearance import cut_off_at_rest, nameless

FIVE = Plan(entries=5)


def preview(desk: Desk) -> PreviewView:
    desk.room.choose(rail.TABLE)
    desk.room.papers.table.paper.click()
    view = desk.room.papers.preview
    drawn(desk, view)
    return view


def drawn(desk: Desk, view: PreviewView) -> None:
    desk.qtbot.waitUntil(lambda: view.send.isEnabled() and not view.sheet.pixmap().isNull(), timeout=20_000)


def test_each_paper_is_shown_and_its_pages_turned(open_desk: Opener) -> None:
    desk = open_desk(FIVE)
    view = preview(desk)
    assert view.model.pages >= 5
    assert not view.model.landscape
    QTest.keyClick(view.area, Qt.Key.Key_PageDown)
    assert view.page == 1
    assert view.place.text() == f"第 2/{view.model.pages} 页"
    view.paper.setCurrentIndex(1)
    view.paper.activated.emit(1)
    desk.qtbot.waitUntil(lambda: view.model.landscape, timeout=20_000)
    desk.qtbot.waitUntil(lambda: view.sheet.pixmap().width() > view.sheet.pixmap().height(), timeout=20_000)
    QTest.keyClick(view.area, Qt.Key.Key_Escape)
    assert desk.window.stack.currentWidget() is desk.room.papers.table
    assert view.model.pages == 0


def test_every_page_goes_to_the_printer_and_a_pdf_is_kept(open_desk: Opener, home: Path, tmp_path: Path) -> None:
    desk = open_desk(FIVE)
    desk.close()
    with profiles.opened(home, passphrase=desk_profile.PASSPHRASE) as profile:
        score.set_points(profile, "Z-001", {"TOPIC": Points(1350)})
    desk = open_desk()
    view = preview(desk)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    with desk.qtbot.waitSignal(view.printed, timeout=60_000):
        view.send_to(printer)
    printed = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert len(printed) == view.model.pages
    printed.close()
    view.model.save(tmp_path / "kept.pdf")
    desk.qtbot.waitUntil(lambda: "kept.pdf" in view.words.text(), timeout=20_000)
    kept = pypdfium2.PdfDocument(tmp_path / "kept.pdf")
    page = kept[0].get_textpage()
    assert "13.5" in page.get_text_bounded()
    page.close()
    kept.close()


def test_it_fits_a_small_window_and_speaks(open_desk: Opener) -> None:
    desk = open_desk(FIVE, width=1092, height=543, language="en")
    preview(desk)
    assert cut_off_at_rest(desk) == []
    assert nameless(desk.window) == []
