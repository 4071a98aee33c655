"""What stands on the open entry's sheet, in figures: read by screens, changed by nobody here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.models.points import short
from app.models.rubric import RubricItem
from app.models.shape import Points
from app.models.sheet import ScoreSheet
from app.scoring.totals import wanting
from app.scoring.typed import Typed, TypedKind, read_typed
from app.ui.judge.away import Away, away_of

if TYPE_CHECKING:
    from app.services.judge.read_entries import EntryView


class SheetFigures(QObject):
    """The entry, its points so far, and which item is current. `shut`: a change was wanted where none is taken."""

    shut = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view: EntryView | None = None
        self.points: dict[str, Points] = {}
        self.typed: dict[str, str] = {}
        self.current = 0
        self.remark = self.level = ""

    @property
    def items(self) -> tuple[RubricItem, ...]:
        return self.view.rubric.items if self.view else ()

    @property
    def item(self) -> RubricItem | None:
        return self.items[self.current] if 0 <= self.current < len(self.items) else None

    @property
    def editable(self) -> bool:
        """Neither handed in nor away."""
        return self.view is not None and not self.view.locked and not self.away

    def refuses(self) -> bool:
        """Whether a change that is wanted now cannot be had; `shut` then says so."""
        refused = self.view is not None and not self.editable
        if refused:
            self.shut.emit()
        return refused

    @property
    def away(self) -> Away:
        """Why the entry is not scored at all: points given before stay in the log and count for nothing, none is shown."""
        return away_of(self.view)

    @property
    def wants(self) -> tuple[str, ...]:
        """What has to be given beside points and is not there: "remark", "level"."""
        view = self.view
        if view is None or self.away:
            return ()
        return wanting(ScoreSheet(view.entry.code, remark=self.remark, proposed_level=self.level or None), view.policy, leads=view.leads)

    def reading(self) -> Typed:
        """What the digits of the current item mean now."""
        item = self.item
        return read_typed(self.typed.get(item.code, ""), item) if item else Typed(TypedKind.EMPTY)

    def stands(self, code: str) -> Points | None:
        """The points of an item that count."""
        return None if self.away else self.points.get(code)

    @property
    def total(self) -> Points:
        return Points(sum(self.points[i.code] for i in self.items if i.code in self.points))

    @property
    def total_shown(self) -> str:
        """The total in figures; a stroke while nothing is scored, for blank is not zero, and where nothing counts."""
        return short(self.total) if self.filled and not self.away else "—"

    @property
    def total_max(self) -> Points:
        """Full points of the items that are filled."""
        return Points(sum(i.max for i in self.items if i.code in self.points))

    @property
    def filled(self) -> int:
        return sum(i.code in self.points for i in self.items)
