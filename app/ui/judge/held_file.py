"""A file that came while the start was busy with something else: it waits for the desk, unless it would never be read there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.ui.judge import start_work
from app.ui.judge.foreign import is_foreign
from app.ui.judge.start_stage import Stage

if TYPE_CHECKING:
    from app.ui.judge.start_model import StartModel

_ELSEWHERE = (Stage.OPENING, Stage.READY, Stage.SEASON)
"""Before anything is loaded, and where the desk itself reads the file."""


class HeldFile:
    """`model.held`, looked at once on each page."""

    def __init__(self, model: StartModel) -> None:
        self._model = model
        self._looked: tuple[Path, Stage] | None = None

    def look(self) -> None:
        """An invitation of another season is said to be one at once."""
        model, file = self._model, self._model.held
        if file is None or model.stage in _ELSEWHERE or self._looked == (file, model.stage):
            return
        self._looked = file, model.stage
        model.runner.pool(
            start_work.invitation, model.reader().invitation, file, model.place, model.services, failed=self._foreign
        )  # any other file goes on waiting

    def _foreign(self, error: BaseException) -> None:
        if is_foreign(error):
            self._model.runner.failure.emit(error)
            if self._model.services is not None:
                self._model.held = None
