"""Whose invitation it is, without a widget: what the file says, the code told apart, and the name behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.services.judge.enrol import InvitationView
    from app.services.judge.look_ahead import Assignment


class InvitationModel(QObject):
    """`looked(problem or None)` when it is known whose it is. `code`: the one that was found right, "" before."""

    looked = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._question = 0
        self.data = b""
        self.view: InvitationView | None = None
        self.assignment: Assignment | None = None
        self.code = ""
        self.hold = False
        """Files are to wait until the judge chose which of them come."""

    def take(self, found: tuple[bytes, InvitationView]) -> None:
        """Another invitation; without a code of its own the name is looked for at once."""
        self.data, self.view = found
        self.forget_code()
        if not self.view.needs_code:
            self.look_ahead()

    def forget_code(self) -> None:
        """It is being typed anew: answers to what was asked before come too late."""
        self.code, self.assignment, self._question = "", None, self._question + 1

    def look_ahead(self, code: str = "") -> None:
        """Find name, unit and panel behind the invitation. Only the newest question is answered."""
        from app.ui.judge.without_profile import look_ahead_of

        self.forget_code()
        asked, word = self._question, code or None
        self._runner.pool(
            look_ahead_of, self.data, word, then=lambda who: self._seen(asked, code, who), failed=lambda e: self._not_seen(asked, e)
        )

    def owner(self) -> str:
        """Judge id and name, as far as they are known."""
        return " ".join(w for w in (self.view.judge if self.view else "", self.assignment.name if self.assignment else "") if w)

    def _seen(self, asked: int, code: str, assignment: Assignment | None) -> None:
        if asked == self._question:
            self.code, self.assignment = code, assignment
            self.looked.emit(None)

    def _not_seen(self, asked: int, error: BaseException) -> None:
        if asked == self._question:
            self.looked.emit(error if isinstance(error, AppError) else None)
