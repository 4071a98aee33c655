"""Handing in, without a widget: what is open, the one act, and the copies made of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.executor import Priority
from app.core.files import atomic_write
from app.models.changes import Changes, Topic, changed
from app.ui.bus import ChangesBus
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.services.judge.outbox import Sent
    from app.services.judge.read_entries import DeskState
    from app.services.judge.receipts import ReceiptView
    from app.services.judge.sheets import Papers
    from app.services.judge.submit import Problem, Submitted
    from app.ui.judge.services import JudgeServices

    _Read = tuple[DeskState | None, tuple[Problem, ...], Submitted | None, ReceiptView | None, int]


class SubmitModel(QObject):
    """`changed` when there is something else to show; `exported(folder)`, `copied(path)` and `sent(problem or "")` after those."""

    changed = Signal()
    exported = Signal(object)
    copied = Signal(object)
    sent = Signal(str)

    def __init__(self, services: JudgeServices, runner: Runner, bus: ChangesBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner, self._bus = services, runner, bus
        self.state: DeskState | None = None
        self.problems: tuple[Problem, ...] = ()
        self.submitted: Submitted | None = None
        self.receipt: ReceiptView | None = None
        self.unsent = 0
        self.sending = False
        self.known = False
        self.busy = False
        self.active = False
        bus.changed.connect(self._touched)

    def look(self) -> None:
        """Read what is open; after handing in also find the package again."""
        self._runner.database(self._read, then=self._seen)

    def submit(self) -> None:
        """Lock the round and write the package. Again later: the same bytes."""
        self.busy = True
        self.changed.emit()
        self._runner.database(self._services.submit, priority=Priority.SAVE, then=self._done, failed=self._failed)

    def save_as(self, target: Path) -> None:
        """A copy of the package somewhere else, a stick for example."""
        if self.submitted is not None:
            source = self.submitted.package
            self._runner.pool(lambda: atomic_write(target, source.read_bytes()), then=lambda _none: self.copied.emit(target))

    def upload(self) -> None:
        """Send the package now, and look for a receipt with the next news."""
        if not self.sending:
            self.sending = True
            self.changed.emit()
            self._runner.pool(self._services.season.upload, then=self._sent, failed=self._not_sent)

    def read_receipt(self, file: Path) -> None:
        """A receipt that came by chat or stick."""
        self._runner.database(self._services.season.accept_receipt, file, priority=Priority.SAVE, then=self._receipt)

    def export(self, folder: Path) -> None:
        """评分表 and 个人评分汇总表 as PDF."""
        self._runner.database(self._services.papers, folder, then=self._exported)

    def _read(self) -> _Read:
        state, season = self._services.state(), self._services.season
        if state is not None and state.submitted:
            return state, (), self._services.submit()[0], season.receipt(), season.unsent()
        return state, self._services.problems(), None, season.receipt() if state is not None else None, season.unsent()

    def _seen(self, read: _Read) -> None:
        self.state, self.problems, self.submitted, self.receipt, self.unsent = read
        self.known = True
        self.changed.emit()

    def _done(self, done: tuple[Submitted, Changes]) -> None:
        self.busy = False
        self.submitted, changes = done
        self.problems = ()
        self.receipt = None
        self.changed.emit()
        self._bus.publish(changes)
        self.look()

    def _sent(self, done: Sent) -> None:
        self.sending = False
        self.sent.emit(done.problem if done.left else "")
        self._bus.publish(changed(Topic.SUBMISSION))
        self.look()

    def _not_sent(self, error: BaseException) -> None:
        self.sending = False
        self._runner.failure.emit(error)
        self.look()

    def _receipt(self, done: tuple[ReceiptView, Changes]) -> None:
        self._bus.publish(done[1])
        self.look()

    def _failed(self, error: BaseException) -> None:
        self.busy = False
        self._runner.failure.emit(error)
        self.look()

    def _exported(self, papers: Papers) -> None:
        self.exported.emit(papers.sheets.parent)

    def _touched(self, changes: Changes) -> None:
        if self.active and changes.topics & {Topic.SHEETS, Topic.SUBMISSION}:
            self.look()
