"""Why nothing can be changed here, said when a key asks for a change: handed in (with the way to ask for it back), or away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.ui.judge import words
from app.ui.judge.sheet_model import SheetModel
from app.ui.notify import NoticeBar


class LockNotice(QObject):
    """Follows a sheet; `hand_in` shows the page on which a return is asked for."""

    def __init__(self, sheet: SheetModel, notice: NoticeBar, hand_in: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._sheet, self._notice, self._hand_in = sheet, notice, hand_in
        sheet.shut.connect(self._say)

    def _say(self) -> None:
        said = words.shut(self._sheet.away)
        if not self._sheet.away and self._notice.text() != said:
            self._notice.offer(said, (lambda: self.tr("去“提交”页"), self._hand_in))
        elif self._notice.text() != said:
            self._notice.say(said)
