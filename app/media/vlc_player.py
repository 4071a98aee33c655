"""The player on libVLC 3: plays a sealed source through callbacks, into a window or into memory.

libVLC's callbacks only note facts and pass events on. They never call libVLC (stop or set_media there
deadlock), and no lock of ours is held while libVLC is called. An open player is kept alive here until
it is closed, at the latest when the program ends: libVLC calling into freed callbacks is a crash.
"""

from __future__ import annotations

import atexit
import sys
from collections.abc import Callable
from typing import Any

from app.core.errors import AppError
from app.media.container import is_container
from app.media.playback import Playback
from app.media.player import EventKind, PlayerEvent, PlayerState
from app.media.source import SeekableSource, require_bytes
from app.media.values import PageImage
from app.media.video_errors import video_error
from app.media.vlc_frames import Came, VlcFrames
from app.media.vlc_input import VlcInput
from app.media.vlc_instance import bindings, vlc_instance
from app.media.vlc_tracks import Tracks, read_tracks

RATES = (0.25, 4.0)
_EVENTS = ("Opening", "Playing", "Paused", "TimeChanged", "LengthChanged", "Vout", "EndReached", "EncounteredError")

_OPEN: set[VlcPlayer] = set()


class VlcPlayer:
    """Plays one source; see `app.media.player.Player`. The source stays the caller's: close it after `close`."""

    def __init__(
        self,
        source: SeekableSource,
        listener: Callable[[PlayerEvent], None],
        *,
        frames: tuple[int, int] | None = None,
        silent: bool = False,
        options: tuple[str, ...] = (),
        keep: int = 0,
    ) -> None:
        """`frames`: deliver pictures of (width, height) pixels in memory, and `keep` so many of the first; `silent`: no sound device is touched."""
        self._source, self._listener, self._silent, self._options = source, listener, silent, options
        self._size, self._keep = frames, keep
        self._playback = Playback()
        self._player: Any = None
        self._media: Any = None
        self._input: VlcInput | None = None
        self._frames: VlcFrames | None = None

    @property
    def state(self) -> PlayerState:
        return self._playback.state

    @property
    def position_ms(self) -> int:
        """libVLC's last report (about four a second) and what has passed since."""
        return self._playback.position_ms

    @property
    def length_ms(self) -> int:
        """0 until the file has been opened."""
        return self._playback.length_ms

    @property
    def watched_to_end(self) -> bool:
        """Whether the end was reached at least once since `open`."""
        return self._playback.watched_to_end

    def open(self) -> None:
        """Make the player ready; raises MediaError "no-libvlc", "empty", "video-format" or "video-size"."""
        if self._player is not None or self.state == "closed":
            raise RuntimeError("open is called once")
        require_bytes(self._source)
        if not is_container(self._source):
            raise video_error("video-format")
        instance, module = vlc_instance(silent=self._silent), bindings()
        if self._size is not None:
            self._frames = VlcFrames(*self._size, module, lambda: self._tell("frame"), self._keep)
        self._input = VlcInput(self._source, module)
        self._player = instance.media_player_new()
        # else the picture's own window swallows clicks and keys that are meant for ours
        self._player.video_set_mouse_input(0)
        self._player.video_set_key_input(0)
        if self._frames is not None:
            self._frames.install(self._player)
        manager = self._player.event_manager()
        for name in _EVENTS:
            manager.event_attach(getattr(module.EventType, f"MediaPlayer{name}"), self._heard, name)
        _OPEN.add(self)

    def attach(self, window_id: int) -> None:
        """Show the picture in a native window; before `play`, and not together with `frames`."""
        player = self._ready()
        if self._size is not None:
            raise RuntimeError("a player with frames has no window")
        if sys.platform == "win32":
            player.set_hwnd(window_id)
        elif sys.platform == "darwin":
            player.set_nsobject(window_id)
        else:
            player.set_xwindow(window_id)

    def play(self) -> None:
        """Start, go on after a pause, or start over after the end."""
        if self.state in ("playing", "opening"):
            return
        if self.state == "paused":
            self._ready().set_pause(0)
        else:
            self._begin(0)

    def pause(self) -> None:
        """Hold the picture; without effect unless it is playing."""
        if self.state == "playing":
            self._ready().set_pause(1)

    def next_picture(self, stands_ms: int) -> None:
        """Show the picture after the one it stands at, which was there for `stands_ms`; without effect unless it is paused."""
        if self.state == "paused":
            self._ready().next_frame()
            self._playback.step(stands_ms)
            self._tell("position")

    def stop(self) -> None:
        """End the run; waits until libVLC has let go of the source."""
        self._ready().stop()
        self._playback.enter("stopped")
        self._tell("stopped")

    def seek_ms(self, position: int) -> None:
        """Go to a place; a video that is not running starts playing there."""
        player = self._ready()
        if self.state in ("playing", "paused"):
            player.set_time(self._playback.jump(position))
        else:
            self._begin(self._playback.jump(position))

    def set_rate(self, rate: float) -> None:
        """Speed, kept within 0.25 and 4."""
        kept = min(max(rate, RATES[0]), RATES[1])
        self._playback.pace(kept)
        self._ready().set_rate(kept)

    def set_muted(self, muted: bool) -> None:
        """Silent, whatever the loudness."""
        self._ready().audio_set_mute(muted)

    def set_volume(self, percent: int) -> None:
        """Loudness 0–100."""
        self._ready().audio_set_volume(min(max(percent, 0), 100))

    def video_size(self) -> tuple[int, int]:
        """Pixels as shown; (0, 0) until the event "picture"."""
        tracks = self.tracks()
        return tracks.width, tracks.height

    def tracks(self) -> Tracks:
        """What the file holds, as far as libVLC has found out."""
        return read_tracks(bindings(), self._media) if self._media is not None else Tracks(0, 0, has_audio=False)

    def take_frame(self) -> PageImage | None:
        """The latest picture, None before the first; the next is announced by "frame"."""
        return self._frames.take() if self._frames is not None else None

    def first_frames(self) -> tuple[Came, ...]:
        """What is kept of the beginning."""
        return self._frames.first() if self._frames is not None else ()

    def close(self) -> None:
        """Stop and free everything; a second call does nothing."""
        player, self._player = self._player, None
        self._playback.enter("closed")
        if player is not None:
            manager = player.event_manager()
            player.stop()
            for name in _EVENTS:
                manager.event_detach(getattr(bindings().EventType, f"MediaPlayer{name}"))
            player.release()
        self._drop_media()
        _OPEN.discard(self)

    def _begin(self, at_ms: int) -> None:
        player = self._ready()
        player.stop()
        self._drop_media()
        self._playback.restart(at_ms)
        start = (f":start-time={at_ms / 1000:.3f}",) if at_ms else ()
        reader = self._input
        if reader is None:
            raise RuntimeError("open comes first")
        reader.failure = None
        self._media = reader.media(vlc_instance(silent=self._silent), *self._options, *start)
        player.set_media(self._media)
        player.play()

    def _drop_media(self) -> None:
        media, self._media = self._media, None
        if media is not None:
            media.release()

    def _ready(self) -> Any:
        if self._player is None:
            raise RuntimeError("the player is not open")
        return self._player

    def _heard(self, event: Any, name: str) -> None:
        """On libVLC's thread: note the fact, tell the listener, call nothing."""
        match name:
            case "TimeChanged":
                self._playback.at(int(event.u.new_time))
                self._tell("position")
            case "LengthChanged":
                self._playback.lasts(int(event.u.new_length))
                self._tell("length")
            case "Vout":
                self._vout(int(event.u.new_count))
            case "EndReached" | "EncounteredError":
                self._ended(failed=name == "EncounteredError")
            case "Opening":
                self._enter("opening")
            case "Playing":
                self._enter("playing")
            case "Paused":
                self._enter("paused")

    def _enter(self, state: PlayerState) -> None:
        if self.state != "closed":
            self._playback.enter(state)
        if state in ("opening", "playing", "paused"):
            self._tell(state)

    def _vout(self, count: int) -> None:
        if count:
            self._playback.pictured()
            self._tell("picture")

    def _ended(self, *, failed: bool) -> None:
        error = self._playback.finish(failed=failed)
        failure = self._input.failure if self._input is not None else None
        if failure is not None:
            self._playback.enter("damaged")
            error = failure if isinstance(failure, AppError) else video_error("video-format")
        self._tell("damaged" if error else "ended", error)

    def _tell(self, kind: EventKind, error: AppError | None = None) -> None:
        if self.state != "closed":
            self._listener(PlayerEvent(kind, self._playback.position_ms, self._playback.length_ms, error))


@atexit.register
def _close_all() -> None:
    for player in tuple(_OPEN):
        player.close()
