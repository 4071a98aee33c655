"""The chair's hand on the projection window: push, black, and in words what the hall sees now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.chair.projection_window import ProjectionWindow

if TYPE_CHECKING:
    from app.ui.chair.cited import Cited
    from app.ui.chair.entry_pane import EntryPane
    from app.ui.chair.score_sheet import Sheet


class Projector(QObject):
    """`told`: what the hall sees changed. The window is made at the first push."""

    told = Signal()

    def __init__(self, pane: EntryPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self.window: ProjectionWindow | None = None
        self._seen = ""

    def push(self) -> None:
        """Ctrl+D: what is in front of the chair goes to the hall, as it is now; later changes wait for the next push."""
        sheet = self._pane.sheet()
        if sheet is not None:
            self._show(sheet, line=self._pane.lines_in_front)

    def cite(self, cited: Cited, sheet: Sheet) -> None:
        """A place of a document beside its entry, until the next push."""
        self._show(sheet, line=False, cited=cited)

    def _show(self, sheet: Sheet, *, line: bool, cited: Cited | None = None) -> None:
        if self.window is None:
            self.window = ProjectionWindow(self._pane)
            self.window.push_wanted.connect(self.push)
            self.window.black_wanted.connect(self.black)
        self.window.project(sheet, line=line, cited=cited)
        if self.window.isHidden():
            self.window.place()
        self._seen = sheet.code or sheet.title
        self.told.emit()

    def black(self) -> None:
        """Ctrl+B: black, or the last sheet again."""
        if self.window is not None and self._seen:
            self.window.blacken(not self.window.black)
            self.told.emit()

    def words(self) -> str:
        """What the hall sees."""
        if self.window is None or self.window.isHidden():
            return self.tr("未投影")
        return self.tr("投影：黑屏") if self.window.black else self.tr("投影：{what}").format(what=self._seen)
