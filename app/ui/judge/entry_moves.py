"""How a judge gets from item to item and from entry to entry, and which key does which of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from app.ui.judge import layouts
from app.ui.widgets import redo_in_field

if TYPE_CHECKING:
    from app.ui.judge.bench_room import BenchRoom
    from app.ui.judge.desk import DeskWindow


class EntryMoves(QObject):
    """Belongs to the room: every move brings the bench to the front."""

    def __init__(self, window: DeskWindow, room: BenchRoom) -> None:
        super().__init__(room)
        self._window, self._room = window, room
        level = room.bench.rubric.remark.level
        level.left.connect(lambda: room.bench.current_reader().setFocus())
        level.typed.connect(room.bench.rubric.begin)

    def choose_item(self, index: int) -> None:
        """Ctrl+1…9."""
        sheet = self._room.bench.sheet
        if index < len(sheet.items):
            sheet.go_to(index)

    def finish(self) -> None:
        """Ctrl+Enter: accept what is typed, then the next entry that is not scored."""
        sheet = self._room.bench.sheet
        item = sheet.item
        if item is not None and item.code in sheet.typed and not sheet.accept():
            return
        self.next_unscored()

    def next_unscored(self) -> None:
        """Leave this entry as it is."""
        bench = self._room.bench
        bench.save_typed()
        bench.desk.next_unscored()
        bench.pages.setFocus()

    def step(self, by: int) -> None:
        """The entry before or after; the keyboard goes with the page, out of any box of the entry that is left."""
        bench = self._room.bench
        bench.save_typed()
        bench.desk.step(by)
        bench.current_reader().setFocus()

    def open_entry(self, code: str) -> None:
        """From the drawer."""
        self._window.show_bench()
        self._room.bench.desk.open(code)
        self._room.bench.pages.setFocus()

    def jump(self, code: str, item: str) -> None:
        """From a line of what is open to the very item."""
        bench = self._room.bench
        self._window.show_bench()

        def there(_view: object) -> None:
            bench.desk.opened.disconnect(there)
            codes = [i.code for i in bench.sheet.items]
            if item in codes:
                bench.sheet.go_to(codes.index(item))
            elif item == "remark":
                bench.side.open_card()
                bench.rubric.remark.open()
            elif item == "level":
                self._to_level()
            elif item:
                self._room.reading.note_chosen(item)

        bench.desk.opened.connect(there)
        bench.desk.open(code)

    def _to_level(self) -> None:
        """The choice of 建议等级, wherever the layout has it."""
        bench = self._room.bench
        if bench.rubric.remark.level.isHidden():
            return
        self._window.show_bench()
        if bench.rubric.isHidden() and bench.side.strip.isHidden():
            bench.choose_layout(layouts.COLUMN, self._window.preferences.text_percent)
        bench.side.open_card()
        bench.rubric.remark.level.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _redo(self) -> None:
        if not redo_in_field():
            self._room.bench.sheet.redo()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each action of `keys.ACTIONS` does that is about the open entry."""
        bench = self._room.bench
        return {
            "finish": self.finish, "entry-before": lambda: self.step(-1), "entry-after": lambda: self.step(1),
            "page-before": lambda: bench.pages.turn(-1), "page-after": lambda: bench.pages.turn(1),
            "item-before": lambda: bench.sheet.go_to(bench.sheet.current - 1), "item-after": lambda: bench.sheet.go_to(bench.sheet.current + 1),
            "next-document": bench.papers.next_document, "mute": bench.video.model.mute,
            "frame-before": lambda: bench.video.model.step(-1), "frame-after": lambda: bench.video.model.step(1),
            "level": self._to_level, "undo": bench.sheet.undo, "redo": self._redo,
            "zoom-in": lambda: bench.pages.zoom_by(1), "zoom-out": lambda: bench.pages.zoom_by(-1), "fit-width": lambda: bench.pages.set_zoom(1.0),
        }  # fmt: skip
