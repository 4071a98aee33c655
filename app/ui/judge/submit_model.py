"""Handing in, without a widget: what is open, the one act, and the copies made of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.executor import Priority
from app.core.files import atomic_write
from app.models.changes import Changes, Topic
from app.ui.bus import ChangesBus
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.services.judge.read_entries import DeskState
    from app.services.judge.sheets import Papers
    from app.services.judge.submit import Problem, Submitted
    from app.ui.judge.services import JudgeServices


class SubmitModel(QObject):
    """`changed` when there is something else to show; `said(words)` and `exported(folder)` after copies."""

    changed = Signal()
    exported = Signal(object)
    copied = Signal(object)

    def __init__(self, services: JudgeServices, runner: Runner, bus: ChangesBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner, self._bus = services, runner, bus
        self.state: DeskState | None = None
        self.problems: tuple[Problem, ...] = ()
        self.submitted: Submitted | None = None
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

    def export(self, folder: Path) -> None:
        """评分表 and 个人评分汇总表 as PDF."""
        self._runner.database(self._services.papers, folder, then=self._exported)

    def _read(self) -> tuple[DeskState | None, tuple[Problem, ...], Submitted | None]:
        state = self._services.state()
        if state is not None and state.submitted:
            return state, (), self._services.submit()[0]
        return state, self._services.problems(), None

    def _seen(self, read: tuple[DeskState | None, tuple[Problem, ...], Submitted | None]) -> None:
        self.state, self.problems, self.submitted = read
        self.known = True
        self.changed.emit()

    def _done(self, done: tuple[Submitted, Changes]) -> None:
        self.busy = False
        self.submitted, changes = done
        self.problems = ()
        self.changed.emit()
        self._bus.publish(changes)

    def _failed(self, error: BaseException) -> None:
        self.busy = False
        self._runner.failure.emit(error)
        self.look()

    def _exported(self, papers: Papers) -> None:
        self.exported.emit(papers.sheets.parent)

    def _touched(self, changes: Changes) -> None:
        if self.active and changes.topics & {Topic.SHEETS, Topic.SUBMISSION}:
            self.look()
