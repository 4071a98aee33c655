"""The player on real libVLC: what it shows, where it goes, and how it tells damage from an end."""

from __future__ import annotations

import gc
import io
import weakref
from collections.abc import Callable, Iterator
from queue import SimpleQueue

import pytest

from app.core.errors import BadSignature, MediaError
from app.media.player import EventKind, Player, PlayerEvent
from app.media.vlc_player import VlcPlayer


class Stage:
    """A player and the events it sent, waited for with a limit."""

    def __init__(self, source: io.BytesIO, **options: object) -> None:
        self.events: SimpleQueue[PlayerEvent] = SimpleQueue()
        self.player = VlcPlayer(source, self.events.put, silent=True, frames=(160, 90), **options)  # type: ignore[arg-type]
        self.player.open()

    def until(self, *kinds: EventKind, accept: Callable[[PlayerEvent], bool] = lambda _: True) -> PlayerEvent:
        while True:
            event = self.events.get(timeout=60)
            if event.kind in kinds and accept(event):
                return event


@pytest.fixture
def stage() -> Iterator[Callable[..., Stage]]:
    opened: list[Stage] = []

    def make(source: io.BytesIO, **options: object) -> Stage:
        opened.append(Stage(source, **options))
        return opened[-1]

    yield make
    for one in opened:
        one.player.close()


def test_a_clip_plays_to_its_end_through_short_reads(
    stage: Callable[..., Stage], clips: dict[str, bytes], short_reads: type[io.BytesIO]
) -> None:
    on = stage(short_reads(clips["short"]))
    player: Player = on.player
    player.play()
    on.until("frame")
    picture = on.player.take_frame()
    assert picture is not None
    assert (picture.width, picture.height, len(picture.data)) == (160, 90, picture.stride * 90)
    red, green, blue = picture.pixel(80, 45)
    assert red > 200
    assert max(green, blue) < 60
    assert player.video_size() == (640, 360)
    player.set_rate(4.0)
    end = on.until("ended", "damaged")
    assert (end.kind, end.error, player.state, player.watched_to_end) == ("ended", None, "ended", True)
    assert player.position_ms == player.length_ms == pytest.approx(2000, abs=100)


def test_after_the_end_it_starts_over_and_can_be_stopped(stage: Callable[..., Stage], clips: dict[str, bytes]) -> None:
    on = stage(io.BytesIO(clips["silent"]))
    on.player.play()
    on.until("ended")
    on.player.play()
    on.until("picture")
    on.player.stop()
    assert on.player.state == "stopped"
    assert on.player.watched_to_end


def test_seeking_moves_and_pausing_holds(stage: Callable[..., Stage], clips: dict[str, bytes]) -> None:
    on = stage(io.BytesIO(clips["front"]))
    on.player.play()
    on.until("picture")
    on.player.seek_ms(4_000)
    place = on.until("position", accept=lambda event: event.position_ms >= 3_500)
    assert place.length_ms == pytest.approx(6000, abs=100)
    on.player.pause()
    on.until("paused")
    assert on.player.state == "paused"
    on.player.play()
    on.until("playing")
    assert not on.player.watched_to_end


def test_a_seek_before_playing_starts_there(stage: Callable[..., Stage], clips: dict[str, bytes]) -> None:
    on = stage(io.BytesIO(clips["front"]))
    on.player.seek_ms(3_000)
    assert on.until("position", accept=lambda event: event.length_ms > 0).position_ms >= 2_500


def test_a_seek_to_the_very_end_is_not_damage(stage: Callable[..., Stage], clips: dict[str, bytes]) -> None:
    on = stage(io.BytesIO(clips["front"]))
    on.player.play()
    on.until("picture")
    on.player.seek_ms(99_000)
    assert on.until("ended", "damaged").kind == "ended"


@pytest.mark.parametrize(
    ("name", "part", "reason"), [("front", 0.4, "video-truncated"), ("short", 0.5, "video-format"), ("sound", 1.0, "video-no-picture")]
)
def test_damage_is_told_from_an_end(stage: Callable[..., Stage], clips: dict[str, bytes], name: str, part: float, reason: str) -> None:
    on = stage(io.BytesIO(clips[name][: int(len(clips[name]) * part)]))
    on.player.play()
    end = on.until("ended", "damaged")
    assert end.kind == on.player.state == "damaged"
    assert isinstance(end.error, MediaError)
    assert end.error.reason == reason
    assert not on.player.watched_to_end


class _Forged(io.BytesIO):
    """A sealed reader that meets a forged chunk in the middle."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 100_000:
            raise BadSignature("forged")
        return super().read(size)


def test_an_error_of_the_source_reaches_the_listener(stage: Callable[..., Stage], clips: dict[str, bytes]) -> None:
    on = stage(_Forged(clips["front"]))
    on.player.play()
    assert isinstance(on.until("ended", "damaged").error, BadSignature)


def test_closing_while_playing_is_quiet_and_final(clips: dict[str, bytes]) -> None:
    on = Stage(io.BytesIO(clips["front"]))
    on.player.play()
    on.until("frame")
    on.player.close()
    on.player.close()
    assert on.player.state == "closed"
    with pytest.raises(RuntimeError):
        on.player.play()
    with pytest.raises(RuntimeError):
        on.player.open()


def test_a_closed_player_frees_its_source_and_pictures(clips: dict[str, bytes]) -> None:
    on = Stage(io.BytesIO(clips["silent"]))
    on.player.play()
    on.until("frame")
    gone = weakref.ref(on.player)
    on.player.close()
    del on
    gc.collect()
    assert gone() is None


def test_frames_are_announced_once_until_taken(stage: Callable[..., Stage], clips: dict[str, bytes]) -> None:
    on = stage(io.BytesIO(clips["silent"]))
    assert on.player.take_frame() is None
    on.player.play()
    kinds = []
    while (event := on.events.get(timeout=60)).kind != "ended":
        kinds.append(event.kind)
    assert kinds.count("frame") == 1


@pytest.mark.parametrize("size", [(0, 90), (160, -1), (10_000, 4_001)])
def test_impossible_picture_sizes_are_refused(clips: dict[str, bytes], size: tuple[int, int]) -> None:
    player = VlcPlayer(io.BytesIO(clips["short"]), lambda _: None, silent=True, frames=size)
    with pytest.raises(MediaError) as caught:
        player.open()
    assert caught.value.reason == "video-size"


def test_frames_and_a_window_exclude_each_other(stage: Callable[..., Stage], clips: dict[str, bytes]) -> None:
    with pytest.raises(RuntimeError):
        stage(io.BytesIO(clips["short"])).player.attach(1)
