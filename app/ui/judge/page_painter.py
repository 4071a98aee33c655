"""One page in the view: its picture, or a plain sheet with words until there is one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.ui.judge.page_marks import Sheetlet


def paint_page(painter: QPainter, sheet: Sheetlet, picture: QImage | None, words: str, ratio: float) -> None:
    """`ratio`: device pixels per logical one; a picture of another size is stretched smoothly."""
    area = sheet.area
    if picture is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, picture.width() != round(area.width() * ratio))
        painter.drawImage(area, picture)
        return
    painter.fillRect(area, QColor("#1E1E1E" if sheet.night else "#FFFFFF"))
    painter.setPen(QColor("#DEDEDE" if sheet.night else "#424957"))
    painter.drawText(area.adjusted(30, 30, -30, -30), int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)
