"""Steps of the chair taken back and brought again, from every page: one list, one pair of keys, one sentence of what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.core.words import say, strung
from app.models.changes import Changes

if TYPE_CHECKING:
    from app.services.chair.steps import StepLine, Undone
    from app.ui.bus import ChangesBus
    from app.ui.tasks import Runner


class StepServices(Protocol):
    """Every method runs in the database's thread."""

    def history(self) -> tuple[StepLine, ...]:
        """Every step, newest first."""

    def undo(self) -> tuple[Undone | None, Changes]:
        """Take the newest step back."""

    def redo(self) -> tuple[Undone | None, Changes]:
        """Bring it again."""


class StepsModel(QObject):
    """`stepped`: `steps` were read anew; `added` with it where there are new ones. `told(said)`: what was taken back or brought again, with
    what moved by it."""

    stepped = Signal()
    added = Signal()
    told = Signal(object)

    def __init__(self, services: StepServices, runner: Runner, bus: ChangesBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner, self._bus = services, runner, bus
        self.steps: tuple[StepLine, ...] = ()
        self._busy = False

    @property
    def undoable(self) -> StepLine | None:
        """What an undo would take back."""
        return next((s for s in self.steps if not s.undone), None)

    @property
    def redoable(self) -> bool:
        """Whether something was taken back."""
        return any(s.undone for s in self.steps)

    def read(self) -> None:
        """The steps as they are now."""
        self._runner.database(self._services.history, then=self._read)

    def undo(self) -> None:
        self._turn(self._services.undo)

    def redo(self) -> None:
        self._turn(self._services.redo)

    def _turn(self, work: object) -> None:
        """One at a time: a key pressed twice by accident is one step."""
        if not self._busy:
            self._busy = True
            self._runner.database(work, then=self._done, failed=self._failed)  # type: ignore[arg-type]

    def _done(self, done: tuple[Undone | None, Changes]) -> None:
        self._busy = False
        undone, changes = done
        self._bus.publish(changes)
        if undone is None:
            self.told.emit(lambda: self.tr("没有可撤销或重做的步骤。"))
            return
        self.told.emit(strung(say("。", ". "), filter(None, (undone.words, strung(say("；", "; "), (m.words for m in undone.moves))))))

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self._runner.failure.emit(error)

    def _read(self, steps: tuple[StepLine, ...]) -> None:
        new = {s.id for s in steps} - {s.id for s in self.steps}
        self.steps = steps
        self.stepped.emit()
        if new:
            self.added.emit()
