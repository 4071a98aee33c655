"""The presentation video without a widget: opening and shutting it, how fast and loud it plays, the place kept for next time.

A video that is opened shows the picture it was left at and stands still: damage is found then, not in the middle of a
sentence. libVLC's own threads only ever reach `_heard`, which is delivered in the window's thread.
The file is opened twice (video_readers.py).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.ui.judge import video_readers
from app.ui.judge.standing import Lent, Look, Standing, problem_of
from app.ui.judge.video_course import VideoCourse
from app.ui.judge.video_readers import Readers
from app.ui.tasks import Runner

if TYPE_CHECKING:
    from app.media.player import PlayerEvent
    from app.media.vlc_player import VlcPlayer
    from app.services.judge.read_entries import DocumentView as Held
    from app.services.judge.reading_place import VideoPlace
    from app.ui.judge.opener import VideoOpener

RATES = (0.75, 1.0, 1.25, 1.5, 2.0)
LOUDER = 5
_FRAME = (1280, 720)
_KEEP_MS, _SETTLE_MS = 5_000, 600
_WORTH_RESUMING = 3_000
_WIDE = (16, 9)


class Phase(StrEnum):
    """What there is of the video: nothing asked for, not downloaded, being opened, there, cannot be played."""

    SHUT = "shut"
    MISSING = "missing"
    OPENING = "opening"
    READY = "ready"
    FAILED = "failed"


class VideoModel(VideoCourse):
    """`framed(PageImage)` where there is no native window; `judged(plain digest, problem)`: it opened (""), or why it did not; `loudness(percent, muted)` once it has settled.

    `resume_ms`: where it was left last time, 0 for nowhere; `watched`: its end was reached, now or before; `shape` of its
    picture; `problem` in words when it failed.
    """

    framed = Signal(object)
    loudness = Signal(int, bool)
    judged = Signal(str, str)
    _heard = Signal(object, object)

    def __init__(
        self, services: VideoOpener, runner: Runner, parent: QObject | None = None, *, window: Callable[[], int] | None = None
    ) -> None:
        """`window` gives the native window to draw into; without it pictures come through `framed`."""
        super().__init__(parent)
        self._services, self._runner, self._window = services, runner, window
        self.standing = Standing(runner, self)
        self.stands.connect(self.standing.ask)
        self.phase = Phase.SHUT
        self.rate, self.volume, self.muted = 1.0, 80, False
        self.title = self.problem = self._digest = ""
        self.recorded = False
        self.resume_ms, self.watched, self.shape = 0, False, _WIDE
        self._reader: Any = None
        self._ticket = 0
        self._asked: tuple[str, Held, int | None] | None = None
        self._kept: tuple[int, bool] | None = None
        self._keeping = QTimer(self, interval=_KEEP_MS)
        self._keeping.timeout.connect(self.keep)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(lambda: self.loudness.emit(self.volume, self.muted))
        self.silent.connect(self._gave_up)
        self._heard.connect(self._event, Qt.ConnectionType.QueuedConnection)

    def open(self, code: str, held: Held, at: int | None = None) -> None:
        """Open a video and show where it was left, or the moment `at` (ms), standing still."""
        self.shut()
        self._asked, self.title = (code, held, at), held.document.title
        if not held.available:
            self._enter(Phase.MISSING)
            return
        self._digest = digest = held.document.sha256
        ticket = self._ticket
        self._enter(Phase.OPENING)
        # the database answers in order: the place is here before the file is
        self._runner.database(self._services.video_place, digest, then=lambda place: self._placed(ticket, place))
        self._runner.database(
            video_readers.open_both, self._services, code, digest, then=lambda readers: self._opened(ticket, readers),
            failed=lambda error: self._failed(ticket, error), lost=video_readers.shut,
        )  # fmt: skip

    @property
    def freed(self) -> bool:
        """The file was here and was let go to gain room."""
        return self._asked is not None and self._asked[1].freed

    def again(self) -> None:
        """Try once more what could not be opened."""
        if self._asked is not None:
            self.open(*self._asked)

    def shut(self) -> None:
        """Keep the place, stop, let go of the file; nothing is touched where there is none."""
        if self.phase is Phase.SHUT:
            return
        self.keep()
        self._ticket += 1
        self._keeping.stop()
        self._let_go()
        self._asked = self._kept = None
        self.title = self.problem = self._digest = ""
        self.resume_ms, self.watched, self.shape = 0, False, _WIDE
        self._enter(Phase.SHUT)

    def keep(self) -> None:
        """Remember the place for next time; after the end that is the start."""
        if self.phase is not Phase.READY or not self.length_ms:
            return
        place = 0 if self.at_end else self.position_ms, self.watched
        if place != self._kept:
            self._kept = place
            self._runner.database(self._services.keep_video_place, self._digest, *place)

    def was_recorded(self, digest: str) -> None:
        """The problem of this video was noted down."""
        if digest == self._digest and self.phase is Phase.FAILED:
            self.recorded = True
            self.changed.emit()

    def change_rate(self, by: int, *, around: bool = False) -> None:
        """The next speed up or down."""
        at = RATES.index(self.rate) + by
        self.rate = RATES[at % len(RATES) if around else max(0, min(at, len(RATES) - 1))]
        if self._player is not None:
            self._player.set_rate(self.rate)
        self.changed.emit()

    def set_loudness(self, volume: int, *, muted: bool) -> None:
        """Percent; kept by whoever keeps preferences, once it has settled."""
        self.volume, self.muted = max(0, min(volume, 100)), muted
        self._sound()
        self._settling.start()
        self.changed.emit()

    def sound_as_left(self, volume: int, *, muted: bool) -> None:
        """The loudness of the last time: nothing that anybody would have to keep."""
        self.set_loudness(volume, muted=muted)
        self._settling.stop()

    def mute(self) -> None:
        """Silent, or as loud as before."""
        self.set_loudness(self.volume, muted=not self.muted)

    def _placed(self, ticket: int, place: VideoPlace | None) -> None:
        if ticket == self._ticket and place is not None:
            self.watched, self._kept = place.watched, (place.moment, place.watched)
            self.resume_ms = place.moment if place.moment >= _WORTH_RESUMING else 0

    def _opened(self, ticket: int, readers: Readers) -> None:
        if ticket != self._ticket or self._asked is None:
            video_readers.shut(readers)
            return
        at = self._asked[2]
        start = self.resume_ms if at is None else at
        frames = None if self._window is not None else _FRAME
        self._runner.pool(
            video_readers.make_player, readers, start, self._heard.emit, frames, then=lambda made: self._made(ticket, start, *made),
            failed=lambda error: self._failed(ticket, error), lost=lambda made: video_readers.give_back(readers, made),
        )  # fmt: skip

    def _made(self, ticket: int, start: int, player: VlcPlayer, readers: Readers, seen: Look) -> None:
        if ticket != self._ticket:
            player.close()
            video_readers.shut(readers)
            return
        self._player, self._reader = player, readers[0]
        self.standing.take(Lent(readers[1]))
        if self._window is not None:
            player.attach(self._window())
        player.set_rate(self.rate)
        self._sound()
        facts = seen.facts
        self._length, self._picture_ms, self.shape = round(facts.seconds * 1000), facts.picture_ms, (facts.width, facts.height)
        self._stand_at = min(start, self._length)
        self._enter(Phase.READY)
        self.standing.shown.emit(seen.picture)
        self.judged.emit(self._digest, "")

    def _failed(self, ticket: int, error: BaseException | None) -> None:
        if ticket == self._ticket:
            self.problem, self.recorded = problem_of(error) if error is not None else "", False
            self._enter(Phase.FAILED)
            if self.problem:
                self.judged.emit(self._digest, self.problem)

    def _gave_up(self) -> None:
        """The player was told to play and says nothing: that is said, and “try again” opens the file anew."""
        from app.media.video_errors import video_error

        self._let_go()
        self._failed(self._ticket, video_error("video-silent"))

    def _let_go(self) -> None:
        player, reader = self._player, self._reader
        self._player = self._reader = None
        self._length = 0
        self.standing.drop()
        self._forget_course()
        if player is not None:
            player.close()
        if reader is not None:
            reader.close()

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self.changed.emit()

    def _sound(self) -> None:
        if self._player is not None:
            self._player.set_volume(self.volume)
            self._player.set_muted(self.muted)

    def _event(self, player: VlcPlayer, event: PlayerEvent) -> None:
        if player is not self._player:
            return
        if event.kind == "frame":
            if (frame := player.take_frame()) is not None:
                self.framed.emit(frame)
            return
        if event.kind == "damaged":
            self._let_go()
            self._failed(self._ticket, event.error)
        else:
            self._came(event.kind)
        self.changed.emit()

    def _came(self, kind: str) -> None:
        if kind == "playing":
            self._sound()
            self._keeping.start()
        self.came(kind)
        if kind == "ended":
            self.watched = True
        if kind in ("paused", "ended"):
            self._keeping.stop()
            self.keep()
