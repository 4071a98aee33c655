"""What a grid of points shows and asks for, whoever's points they are: the judge's own table, or sheets the chair copies from paper.

A pasted block is seen before it counts; a 0 in it counts only when a person says so, as a typed one does.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.models.rubric import Rubric
from app.models.shape import Points
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.services.judge.own_table import TableRow
    from app.services.judge.table_preview import Preview


class CellTable(QObject):
    """`listed(reset)`: rows to show, `reset` when others or in another order; `redrawn(row number)` one row; `previewed`: a preview
    came or went.
    """

    listed = Signal(bool)
    redrawn = Signal(int)
    previewed = Signal()

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._seen_by: Callable[[], Preview] | None = None
        self._from_file = False
        self.rubrics: tuple[Rubric, ...] = ()
        self.rows: tuple[TableRow, ...] = ()
        self.preview: Preview | None = None
        self.zeros_confirmed = False

    @property
    @abstractmethod
    def rubric(self) -> Rubric | None:
        """The rubric whose items are the columns."""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(row.code for row in self.rows)

    @abstractmethod
    def set_cell(self, at: int, column: int, value: Points | None) -> None:
        """One cell's points, None blank again."""

    @abstractmethod
    def apply(self) -> None:
        """Save what the preview can take."""

    @property
    def taken(self) -> Preview | None:
        """What of the preview would be saved now: no problem, and no 0 that is not confirmed."""
        return self.preview.without_problems(zeros=self.zeros_confirmed) if self.preview is not None else None

    def confirm_zeros(self, confirmed: bool) -> None:
        """Whether the zeros of the preview are meant."""
        if confirmed != self.zeros_confirmed:
            self.zeros_confirmed = confirmed
            self.previewed.emit()

    def look_again(self) -> None:
        """The same preview anew: its sentences are made in the language in force."""
        if self._seen_by is not None:
            ask = self._seen_by
            run = self._runner.pool if self._from_file else self._runner.database  # a file may lie on a stick that hangs
            run(ask, then=lambda preview: self._show_preview(ask, preview))

    def drop_preview(self) -> None:
        """Put the preview away; nothing was changed."""
        self._seen_by, self.zeros_confirmed = None, False
        if self.preview is not None:
            self.preview = None
            self.previewed.emit()

    def _look(self, ask: Callable[[], Preview], *, from_file: bool = False) -> None:
        """See what a block or a file would change; its zeros are asked for anew."""
        self._seen_by, self._from_file, self.zeros_confirmed = ask, from_file, False
        self.look_again()

    def _show_preview(self, ask: Callable[[], Preview], preview: Preview) -> None:
        """What was asked for meanwhile is another one."""
        if self._seen_by is ask:
            self.preview = preview
            self.previewed.emit()
