"""Closing the window: the last saves are waited for, and what could not be saved is not let go without a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.core.words import say
from app.models.sheet import Note
from app.ui.judge.unsaved_words import LEVEL, Written, digits

if TYPE_CHECKING:
    from app.ui.judge.bench_room import BenchRoom
    from app.ui.judge.sheet_model import SheetModel
    from app.ui.notify import NoticeBar
    from app.ui.tasks import Runner


class Parting(QObject):
    """Asks in the notice bar; the window stays until there is an answer."""

    def __init__(self, room: BenchRoom, runner: Runner, notice: NoticeBar, parent: QObject) -> None:
        super().__init__(parent)
        self._room, self._runner, self._notice = room, runner, notice
        self._sure = False

    def may_go(self) -> bool:
        """Save what is being typed and wait for the answers: whether nothing would be lost, or a person said that it may be.

        The window waits here and nowhere else: an answer that came after it closed could not be told to anybody.
        """
        self._room.leave()
        failed = self._runner.settle()
        lost = self._room.lost or failed
        if self._sure or not lost:
            return True
        again = ((lambda: self.tr("再存一次"), self._room.save_again),) if self._room.lost else ()
        words = ((lambda: self.tr("复制这些文字"), lambda: _copy(self._room.bench.sheet)),) if self._room.bench.sheet.lost else ()
        self._notice.offer(
            lambda: self.tr("有 {n} 处没有存下，关闭窗口就会丢失。请先腾出磁盘空间，再点“再存一次”。", None, lost).format(n=lost),
            *again,
            *words,
            (lambda: self.tr("仍然关闭"), self._go),
            bad=True,
        )
        return False

    def _go(self) -> None:
        self._sure = True
        window = self.parent()
        window.close()  # type: ignore[union-attr]  # its parent is the window that asked


def _copy(sheet: SheetModel) -> None:
    """All of them on the clipboard, one below the other, with the entry each belongs to."""
    points = [(code, f"{item} {digits(kept)}") for (code, item), kept in sheet.unkept.items()]
    words = ((code, _text(place, w)) for (code, place), w in sheet.unsaved.items())
    QGuiApplication.clipboard().setText("\n\n".join(f"{code}\n{text}" for code, text in (*words, *points)))


def _text(place: str, words: Written) -> str:
    """A level is a code, and would say nothing by itself."""
    text = words.text if isinstance(words, Note) else words or ""
    return say("建议等级 {level}", "Proposed level {level}", level=text or "—") if place == LEVEL else text
