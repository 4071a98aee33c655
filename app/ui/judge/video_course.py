"""Where a video is going: playing, seeking, standing still at a moment. No widget; the player is made elsewhere.

libVLC answers when it likes, so what was asked for last is kept here until it has come about: the screen shows where
the video is going, and a key pressed meanwhile is understood as a person means it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from app.media.vlc_player import VlcPlayer

STEP, LEAP, NUDGE = 5_000, 30_000, 1_000
_SEEK_MS = 90
_RUN_UP_MS = 2_000
"""A video that is not running begins so much before the moment it is to stand at: from the very end there is no picture."""


class VideoCourse(QObject):
    """`changed` after anything. `begun`: it was played since it was opened. All moments are milliseconds."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.begun = False
        self._player: VlcPlayer | None = None
        self._stand_at: int | None = None
        self._wanted: int | None = None
        self._then_play = self._goes_on = self._pictured = False
        self._seeking = QTimer(self, singleShot=True, interval=_SEEK_MS)
        self._seeking.timeout.connect(self._go)

    @property
    def state(self) -> str:
        """The player's; "idle" without one."""
        return self._player.state if self._player is not None else "idle"

    @property
    def playing(self) -> bool:
        """Or about to."""
        return self._then_play if self._stand_at is not None else self.state in ("playing", "opening")

    @property
    def quiet(self) -> bool:
        """On its way to stand somewhere: nothing is to be heard of it."""
        return self._stand_at is not None

    @property
    def position_ms(self) -> int:
        """Where it is, or is just going."""
        going = self._wanted if self._wanted is not None else self._stand_at
        return going if going is not None else self._player.position_ms if self._player is not None else 0

    @property
    def length_ms(self) -> int:
        """0 until it is known."""
        return self._player.length_ms if self._player is not None else 0

    def toggle(self) -> None:
        """Play or pause; after the end it starts anew."""
        player = self._player
        if player is None:
            return
        self._goes_on, self.begun = False, True
        if self._stand_at is not None:
            self._then_play = not self._then_play
        elif player.state == "playing":
            player.pause()
        else:
            player.play()
        self.changed.emit()

    def pause(self) -> None:
        """Stand still, if it plays."""
        self._goes_on = self._then_play = False
        if self._player is not None:
            self._player.pause()

    def pause_to_write(self) -> None:
        """A note is being written: the picture stands still until `go_on`. It is not sought again: it would be another one."""
        if self._player is not None and self.state == "playing" and self._stand_at is None:
            self._player.pause()
            self._goes_on = True

    def go_on(self) -> None:
        """The note is written: play on, unless the judge has gone elsewhere or paused meanwhile."""
        if self._goes_on and self._player is not None:
            self._goes_on = False
            self._then_play = self.state == "playing"
            self._player.play()

    def hold(self, place_ms: int) -> None:
        """Go to a moment and stand still there."""
        self._goes_on = self._then_play = False
        self._stand(self._inside(place_ms))

    def seek(self, place_ms: int) -> None:
        """Go to a moment; what plays plays on. Quick seeks are taken together, the last one counts."""
        if not self.length_ms:
            return
        self._goes_on = False
        self._wanted = self._inside(place_ms)
        if not self._seeking.isActive():
            self._go()
            self._seeking.start()
        self.changed.emit()

    def skip(self, by_ms: int) -> None:
        """So many milliseconds on or back."""
        self.seek(self.position_ms + by_ms)

    def came(self, kind: str) -> None:
        """The player told of "picture", "playing" or "paused": do what waited for it."""
        player = self._player
        if player is None:
            return
        self._pictured = self._pictured or kind == "picture"
        if self._stand_at is not None and player.state == "playing":
            if self._pictured:
                player.hold_ms(self._stand_at)
        elif kind == "paused":
            self._stands()
            self._go()
        elif kind == "playing":
            self._go()

    def _forget_course(self) -> None:
        """Another video, or none."""
        self._stand_at = self._wanted = None
        self.begun = self._then_play = self._goes_on = self._pictured = False
        self._seeking.stop()

    def _sound(self) -> None:
        """Whether anything is to be heard may have changed."""

    def _stand(self, place_ms: int) -> None:
        player = self._player
        if player is None:
            return
        self._wanted, self._stand_at = None, place_ms
        self._sound()
        if player.state in ("playing", "paused"):
            player.hold_ms(place_ms)
        elif player.state != "opening":
            self._pictured = False
            player.hold_ms(max(0, place_ms - _RUN_UP_MS))
        if player.state == "paused":
            self._stands()
        self.changed.emit()

    def _stands(self) -> None:
        """It is where it was to stand."""
        self._stand_at = None
        self._sound()
        if self._then_play and self._player is not None:
            self._then_play = False
            self._player.play()

    def _go(self) -> None:
        """The seek that waits, if any; it is done as soon as the video runs."""
        player, place = self._player, self._wanted
        if player is None or place is None:
            return
        if self._stand_at is not None or player.state not in ("playing", "paused", "opening"):
            self._stand(place)
        elif player.state != "opening":
            self._wanted = None
            player.seek_ms(place)

    def _inside(self, place_ms: int) -> int:
        return max(0, min(place_ms, self.length_ms) if self.length_ms else place_ms)
