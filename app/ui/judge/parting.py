"""Closing the window while words are on the screen that could not be saved: they are tried once more, and not let go without a question."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.models.points import short
from app.models.sheet import Note

if TYPE_CHECKING:
    from app.ui.judge.sheet_model import SheetModel
    from app.ui.notify import NoticeBar


class Parting(QObject):
    """Asks in the notice bar; the window stays until there is an answer."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sure = self._trying = False

    def may_go(self, sheet: SheetModel, notice: NoticeBar) -> bool:
        """Whether nothing would be lost, or a person said that it may be."""
        if self._sure or not sheet.lost:
            return True
        if not self._trying:
            self._trying = True
            tried = partial(self._tried, sheet, notice)
            for signal in (sheet.saved, sheet.changed):
                signal.connect(tried)
            sheet.save_again()
        return False

    def _tried(self, sheet: SheetModel, notice: NoticeBar) -> None:
        """Closed where they are saved now; asked where they are not."""
        if not self._trying or sheet.waiting:
            return
        self._trying = False
        if not sheet.lost:
            self._go()
            return
        notice.offer(
            self.tr("有 {n} 处没有存下，关闭窗口就会丢失。请先腾出磁盘空间，再点“再存一次”。").format(n=sheet.lost),
            (self.tr("再存一次"), sheet.save_again),
            (self.tr("复制这些文字"), lambda: _copy(sheet)),
            (self.tr("仍然关闭"), self._go),
            bad=True,
        )

    def _go(self) -> None:
        self._sure = True
        window = self.parent()
        window.close()  # type: ignore[union-attr]  # its parent is the window that asked


def _copy(sheet: SheetModel) -> None:
    """All of them on the clipboard, one below the other, with the entry each belongs to."""
    points = [(code, f"{item} {short(p)}") for (code, item), p in sheet.unkept.items()]
    words = ((code, w.text if isinstance(w, Note) else w or "") for (code, _), w in sheet.unsaved.items())
    QGuiApplication.clipboard().setText("\n\n".join(f"{code}\n{text}" for code, text in (*words, *points)))
