"""Where a video is going: playing, seeking, standing still at a moment. No widget; the player is made elsewhere.

Measured on libVLC 3: a video that is sought while it is paused often shows nothing of it on a busy machine, and one without
a sound track never. So a video that stands somewhere is not sought at all: its picture is decoded apart (`stands`), and the
player goes there when it is to play.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from app.media.vlc_player import VlcPlayer

STEP, LEAP, NUDGE = 5_000, 30_000, 1_000
_SEEK_MS, _RUNS_MS = 90, 150
PICTURE_MS = 40
"""How long one picture stands, until the file says."""
_PATIENCE_MS = 15_000
"""libVLC promises no event at all: after so long without any, a run that was asked for has failed."""
_LAST_MS = 1_000
"""A run that begins later than so much before the end may have no picture any more, which would look like damage."""


class VideoCourse(QObject):
    """`changed` after anything; `stands(ms)`: show the picture of this moment; `runs`: the player's own pictures show again.

    `silent`: it was told to play, and the player says nothing of it. `begun`: it was played since it was opened. All moments are milliseconds.
    """

    changed = Signal()
    silent = Signal()
    stands = Signal(int)
    runs = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.begun = False
        self._player: VlcPlayer | None = None
        self._length = 0
        self._picture_ms = PICTURE_MS
        self._stand_at: int | None = None
        self._wanted: int | None = None
        self._at_end = self._goes_on = self._pause_soon = self._fresh = False
        self._seeking = QTimer(self, singleShot=True, interval=_SEEK_MS)
        self._seeking.timeout.connect(self._go)
        self._running = QTimer(self, singleShot=True, interval=_RUNS_MS)
        self._running.timeout.connect(self._runs)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.silent)

    @property
    def state(self) -> str:
        """The player's; "idle" without one."""
        return self._player.state if self._player is not None else "idle"

    @property
    def playing(self) -> bool:
        """Or about to."""
        return self._stand_at is None and not self._pause_soon and self.state in ("playing", "opening")

    @property
    def at_end(self) -> bool:
        """It has just been watched to its end."""
        return self._at_end

    @property
    def position_ms(self) -> int:
        """Where it is, or is just going."""
        going = self._stand_at if self._stand_at is not None else self._wanted
        return going if going is not None else self._player.position_ms if self._player is not None else 0

    @property
    def length_ms(self) -> int:
        """0 until it is known."""
        return max(self._length, self._player.length_ms if self._player is not None else 0)

    def toggle(self) -> None:
        """Play or pause; after the end it starts anew."""
        player = self._player
        if player is None:
            return
        self._goes_on = False
        if self.playing:
            self._halt()
        elif self._stand_at is not None:
            self._run_from(0 if self._at_end else self._stand_at)
        elif player.state == "paused":
            self._pause_soon, self.begun = False, True
            player.play()
        elif self._pause_soon:
            self._pause_soon = False
        else:
            self._run_from(0)
        self.changed.emit()

    def pause(self) -> None:
        """Stand still, if it plays."""
        self._goes_on = False
        if self.playing:
            self._halt()
            self.changed.emit()

    def pause_to_write(self) -> None:
        """A note is being written: the picture stands still until `go_on`."""
        if self.playing:
            self._halt()
            self._goes_on = True
            self.changed.emit()

    def go_on(self) -> None:
        """The note is written: play on, unless the judge has gone elsewhere or paused meanwhile."""
        if self._goes_on:
            self.toggle()

    def hold(self, place_ms: int) -> None:
        """Go to a moment and stand still there."""
        self._goes_on = self._at_end = False
        if self.playing:
            self._halt()
        self._wanted, self._stand_at = None, self._inside(place_ms)
        self.stands.emit(self._stand_at)
        self.changed.emit()

    def seek(self, place_ms: int) -> None:
        """Go to a moment; what plays plays on. Quick seeks are taken together, the last one counts."""
        if not self.playing:
            if self.length_ms:
                self.hold(place_ms)
            return
        self._wanted = self._inside(place_ms)
        if not self._seeking.isActive():
            self._go()
            self._seeking.start()
        self.changed.emit()

    def skip(self, by_ms: int) -> None:
        """So many milliseconds on or back."""
        self.seek(self.position_ms + by_ms)

    def step(self, by: int) -> None:
        """One picture on (1) or back (−1), standing still; what plays is paused by it."""
        player = self._player
        if player is None or not self.length_ms:
            return
        if by > 0 and self._stand_at is None and self._wanted is None and player.state == "paused":
            self._pause_soon = True  # libVLC may say "paused" once more
            player.next_picture(self._picture_ms)
            self.changed.emit()
        else:
            self.hold(self.position_ms + by * self._picture_ms)

    def came(self, kind: str) -> None:
        """The player told of "playing", "picture", "paused" or "ended": do what waited for it."""
        player = self._player
        if player is None:
            return
        if kind in ("playing", "picture", "paused", "ended"):
            self._patience.stop()
        elif self._patience.isActive():  # a sign of life: it is slow, not silent
            self._patience.start()
        if kind == "playing":
            if self._pause_soon:
                player.pause()
            self._go()
        if kind == ("picture" if self._fresh else "playing"):
            self._fresh = False
            self._running.start()
        elif kind == "paused":
            if not self._pause_soon and self._stand_at is None:
                player.play()
            self._pause_soon = False
        elif kind == "ended":
            self._forget_course()
            self._at_end, self.begun = True, True
            self._stand_at = self.length_ms
            self.stands.emit(self._stand_at)

    def _forget_course(self) -> None:
        """Another video, or none."""
        self._stand_at = self._wanted = None
        self.begun = self._at_end = self._goes_on = self._pause_soon = self._fresh = False
        for timer in (self._seeking, self._running, self._patience):
            timer.stop()

    def _runs(self) -> None:
        if self._stand_at is None:
            self.runs.emit()

    def _halt(self) -> None:
        """Pause now, or as soon as it plays."""
        if self._player is not None and self._player.state == "playing":
            self._player.pause()
        self._pause_soon = True

    def _run_from(self, place_ms: int) -> None:
        player = self._player
        if player is None:
            return
        self._stand_at, self._at_end, self._pause_soon, self.begun = None, False, False, True
        self._fresh = player.state not in ("playing", "paused")
        place = max(0, min(place_ms, self.length_ms - _LAST_MS))
        if self._fresh:
            self._patience.start()
        player.seek_ms(place)
        player.play()

    def _go(self) -> None:
        """The seek that waits, if any; it is done as soon as the video runs."""
        player, place = self._player, self._wanted
        if player is not None and place is not None and player.state in ("playing", "paused"):
            self._wanted = None
            player.seek_ms(place)

    def _inside(self, place_ms: int) -> int:
        return max(0, min(place_ms, self.length_ms) if self.length_ms else place_ms)
