"""The recovery code on paper: one page, the same whether saved or printed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from app.media.pages import PdfDocument
from app.ui.judge.recovery_print import RecoveryPrint
from app.ui.judge.without_profile import recovery_page
from tests.ui.conftest import Opener

CODE = "ABCDE-FGHJK-MNPQR-STVWX-YZ012-34567"


def test_the_recovery_code_is_one_page_saved_or_printed(open_desk: Opener, tmp_path: Path) -> None:
    desk = open_desk()
    made = RecoveryPrint(desk.desktop.runner, lambda: recovery_page(CODE, "2026", "J-03", ""), desk.window)
    with desk.qtbot.waitSignal(made.kept, timeout=20_000):
        made.write(tmp_path / "code.pdf")
    with (tmp_path / "code.pdf").open("rb") as saved, PdfDocument(saved) as pdf:
        assert pdf.page_count == 1
        assert "FGHJK" in pdf.text(0)
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    with desk.qtbot.waitSignal(made.kept, timeout=20_000):
        made.send(printer)
    with (tmp_path / "printed.pdf").open("rb") as printed, PdfDocument(printed) as pdf:
        assert pdf.page_count == 1
