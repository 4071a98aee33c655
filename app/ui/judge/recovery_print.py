"""The recovery code on paper: saved as a PDF where only this person reads, or sent to a printer; the same page either way."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.ui.file_dialog import ask_target
from app.ui.tasks import Runner

DOTS = 300
_POINTS = 72


class RecoveryPrint(QObject):
    """`kept(words)` when the page was saved or printed."""

    kept = Signal(str)

    def __init__(self, runner: Runner, make: Callable[[], bytes], parent: QWidget) -> None:
        super().__init__(parent)
        self._runner, self._make, self._parent = runner, make, parent

    def save(self) -> None:
        """Ask where to, then write the PDF."""
        ask_target(self._parent, self.tr("保存恢复码"), self.tr("质评台恢复码.pdf"), self.write, kinds=["PDF (*.pdf)"])

    def write(self, target: Path) -> None:
        """Save the PDF there."""
        from app.ui.judge.without_profile import write_recovery_page

        self._runner.pool(
            lambda: write_recovery_page(target, self._make()),
            then=lambda _none: self.kept.emit(self.tr("已保存到 {place}。请打印出来，与电脑分开放，再删除文件。").format(place=target)),
        )

    def print_page(self) -> None:
        """Ask which printer, then print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.send(printer))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def send(self, printer: QPrinter) -> None:
        """Print the page there."""
        self._runner.pool(lambda: _picture(self._make()), then=lambda picture: self._paint(printer, picture))

    def _paint(self, printer: QPrinter, picture: QImage) -> None:
        painter = QPainter(printer)
        area = QRectF(painter.viewport())
        size = picture.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), picture)
        painter.end()
        self.kept.emit(self.tr("已送打印机。"))


def _picture(content: bytes) -> QImage:
    """In the pool: the page as the printer gets it."""
    from app.media.pages import PdfDocument

    with PdfDocument(io.BytesIO(content)) as pdf:
        page = pdf.render(0, scale=DOTS / _POINTS)
    return QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32).copy()
