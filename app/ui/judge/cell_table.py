"""What a grid of points shows and asks for, whoever's points they are: the judge's own table, or sheets the chair copies from paper."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.models.rubric import Rubric
from app.models.shape import Points

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

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rubrics: tuple[Rubric, ...] = ()
        self.rows: tuple[TableRow, ...] = ()
        self.preview: Preview | None = None

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
    def look_again(self) -> None:
        """The same preview anew: its sentences are made in the language in force."""

    @abstractmethod
    def drop_preview(self) -> None:
        """Put the preview away; nothing was changed."""

    @abstractmethod
    def apply(self) -> None:
        """Save what the preview can take."""
