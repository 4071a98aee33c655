"""The video as large as the screen: the window shows nothing else, controls and strip lie over the foot of the picture.

They go out of sight after a few seconds of playing in which neither key nor mouse was used, and come back with either;
digits score as ever. The pointer is asked where it is, because a native picture may keep the mouse's moves to itself.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QCursor

if TYPE_CHECKING:
    from app.ui.judge.bench_room import BenchRoom
    from app.ui.judge.desk import DeskWindow

_LOOK_MS = 200
RESTS_AFTER = 3.0
"""Seconds without a key or the mouse until the controls are out of sight."""


class VideoFullScreen(QObject):
    """`flip` in and out; Esc leaves; another document, panel page or entry in front leaves by itself."""

    def __init__(self, window: DeskWindow, room: BenchRoom) -> None:
        super().__init__(room)
        self._window, self._room, self._bench = window, room, room.bench
        self.on = self.resting = False
        self._used = 0.0
        self._pointer = QCursor.pos()
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._watch)
        video = room.bench.video
        video.full_screen.connect(self.flip)
        video.used.connect(self.wake)
        video.dropped.connect(self._escaped)
        video.model.changed.connect(self._changed)
        room.bench.rubric.begun.connect(self.wake)
        room.bench.shown.connect(lambda _front: self.stay())
        window.stack.currentChanged.connect(lambda _at: self.stay())

    def flip(self) -> None:
        """F11, the button or a double click."""
        if self.on:
            self.leave()
        elif self._wanted():
            self._enter()

    def leave(self) -> None:
        """Back to the desk as it was."""
        if not self.on:
            return
        self.wake()
        self.on = False
        self._look.stop()
        self._lay_out()

    def stay(self) -> None:
        """Something else came to the front: full screen is for a video only."""
        if self.on and not self._wanted():
            self.leave()

    def wake(self) -> None:
        """A key or the mouse was used."""
        self._used = monotonic()
        if self.on and self.resting:
            self._rest(False)

    def place(self) -> None:
        """The window has another size, or the strip another height."""
        if self.on:
            self._bench.video.float_controls(True, over=self._bench.side.strip_height(), resting=self.resting)

    def _enter(self) -> None:
        self.on, self._used, self._pointer = True, monotonic(), QCursor.pos()
        self._lay_out()
        self._look.start()

    def _lay_out(self) -> None:
        video, side = self._bench.video, self._bench.side
        self._window.show_bare(self.on)
        side.float_strip(self.on)
        video.controls.show_large(self.on)
        video.float_controls(self.on, over=side.strip_height() if self.on else 0)
        self._room.resize_to(self._window.sizes)
        video.setFocus()

    def _rest(self, resting: bool) -> None:
        self.resting = resting
        video, side = self._bench.video, self._bench.side
        side.float_strip(True, resting=resting)
        video.controls.setVisible(not resting)
        if resting:
            video.setCursor(Qt.CursorShape.BlankCursor)
        else:
            video.unsetCursor()
            self.place()

    def _watch(self) -> None:
        pointer = QCursor.pos()
        if pointer != self._pointer:
            self._pointer = pointer
            self.wake()
        elif not self.resting and monotonic() - self._used >= self._patience() and not self._busy():
            self._rest(True)

    def _patience(self) -> float:
        """Longer while the pointer is on what would go."""
        over = self._bench.video.controls.underMouse() or self._bench.side.strip.underMouse()
        return RESTS_AFTER * (3 if over else 1)

    def _busy(self) -> bool:
        """Whether something is read or written that must stay in view."""
        video, side = self._bench.video, self._bench.side
        return not video.model.playing or not side.card.isHidden() or self._room.reading.noting or self._room.panel_open()

    def _wanted(self) -> bool:
        bench = self._bench
        return bench.watching and not bench.side.in_hall and self._window.stack.currentWidget() is bench

    def _changed(self) -> None:
        """What stands or failed needs its controls."""
        if self.on and self.resting and not self._bench.video.model.playing:
            self.wake()

    def _escaped(self) -> None:
        if not self.on:
            return
        if not self._bench.side.card.isHidden():
            self._bench.side.card.hide()
        else:
            self.leave()
