"""What the keys do to the window itself: layout, hall, text size, and the sheet where keys are read and changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent

from app.ui.judge import keys, layouts
from app.ui.later import Later
from app.ui.preferences import TEXT_SIZES

if TYPE_CHECKING:
    from PySide6.QtGui import QShortcut

    from app.ui.judge.bench_room import BenchRoom
    from app.ui.judge.desk import DeskWindow
    from app.ui.judge.key_sheet import KeySheet
    from app.ui.theme import Metrics

_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_EVERYWHERE = ("text-larger", "text-smaller")


class WindowKeys(QObject):
    """Binds the table of keys for a window, and again when a person changed one."""

    def __init__(self, window: DeskWindow, room: BenchRoom) -> None:
        super().__init__(room)
        self._window, self._room = window, room
        self._bound: list[QShortcut] = []
        self._resting = False
        self.later = Later(self._make_sheet)
        if (system := window.windowHandle()) is not None:
            system.installEventFilter(self)
        room.bench.side.hall.left.connect(self.flip_hall)

    @property
    def sheet(self) -> KeySheet:
        return self.later()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse's back button means the same over panels, lists and rubric as over the page, whatever they take clicks for."""
        if event.type() not in _PRESSES or not isinstance(event, QMouseEvent) or event.button() is not Qt.MouseButton.BackButton:
            return super().eventFilter(watched, event)
        if not self._resting:
            self._room.bench.reading.back()
        return True

    def bind(self) -> None:
        """Every key, as chosen now."""
        keys.release(self._bound)
        self._room.bench.pages.badge.show_keys(keys.in_force(self._window.preferences.keys))
        handlers = self.handlers()
        if self._resting:
            self._bound = keys.bind(self._window, {a: handlers[a] for a in _EVERYWHERE}, lambda _item: None, self._window.preferences.keys)
        else:
            handlers = {**self._room.handlers(), **handlers}
            self._bound = keys.bind(self._window, handlers, self._room.choose_item, self._window.preferences.keys)

    def rest(self, resting: bool) -> None:
        """While another desk is in front only the size of text has its keys: nothing behind it may be scored or undone."""
        if resting != self._resting:
            self._resting = resting
            self.bind()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions that are the window's own."""
        return {
            "layout": self.flip_layout,
            "hall": self.flip_hall,
            "text-larger": lambda: self.text_by(1),
            "text-smaller": lambda: self.text_by(-1),
            "keys": self.flip_sheet,
        }

    def resize_to(self, sizes: Metrics) -> None:
        """The sheet of keys keeps its place over the page."""
        if (sheet := self.later.made) is not None:
            sheet.setGeometry(sheet.area(self._window.stack.size(), sizes))

    def flip_layout(self) -> None:
        """Ctrl+B: 评分栏 → 评分条 → neither."""
        window, bench = self._window, self._room.bench
        chosen = bench.next_layout()
        bench.choose_layout(chosen, window.preferences.text_percent)
        if chosen != layouts.HIDDEN:
            window.remember(window.preferences.with_(layout=chosen))
        self._room.resize_to(window.sizes)

    def flip_hall(self) -> None:
        """发表现场, or back to the documents."""
        bench = self._room.bench
        self._window.show_bench()
        bench.video.model.pause()
        bench.side.use_hall(not bench.side.in_hall)
        bench.apply_layout()
        self._room.resize_to(self._window.sizes)
        bench.current_reader().setFocus()

    def flip_sheet(self) -> None:
        """The sheet of keys, or away with it."""
        if self.sheet.isHidden():
            self.resize_to(self._window.sizes)
            self.sheet.show()
            self.sheet.raise_()
            self.sheet.setFocus()
        else:
            self.sheet.hide()

    def text_by(self, steps: int) -> None:
        """The next of the text sizes."""
        chosen = self._window.preferences
        at = TEXT_SIZES.index(chosen.text_percent) + steps
        if 0 <= at < len(TEXT_SIZES):
            fresh = chosen.with_(text_percent=TEXT_SIZES[at])
            self._window.remember(fresh)
            self._room.over.follow(fresh)

    def _make_sheet(self) -> KeySheet:
        from app.ui.judge.key_sheet import KeySheet

        made = KeySheet(self._window.preferences.keys, self._window.stack)
        made.changed.connect(self._changed)
        return made

    def _changed(self, chosen: dict[str, str]) -> None:
        self._window.remember(self._window.preferences.with_(keys=chosen))
        self.bind()
