"""The two readers of a video's file: opened both or neither, one lent to the player, and shut when nobody waits for them any more.

The player reads one; the picture of the moment it stands at comes from the other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.ui.judge.standing import Look, look

if TYPE_CHECKING:
    from app.media.player import PlayerEvent
    from app.media.vlc_player import VlcPlayer
    from app.ui.judge.opener import VideoOpener

Readers = tuple[Any, Any]


def open_both(services: VideoOpener, code: str, digest: str) -> Readers:
    """In the database's thread: two readers of one file, or neither."""
    first = services.open_document(code, digest)
    try:
        second = services.open_document(code, digest)
    except BaseException:
        first.reader.close()
        raise
    services.note_opening(first)
    return first.reader, second.reader


def make_player(
    readers: Readers, start: int, heard: Callable[[VlcPlayer, PlayerEvent], None], frames: tuple[int, int] | None
) -> tuple[VlcPlayer, Readers, Look]:
    """In the pool: the first picture, which proves that it plays, and the player; loading libVLC may take seconds from a cold disk."""
    from app.media.mp4_boxes import is_cut_short
    from app.media.video_errors import video_error
    from app.media.vlc_player import VlcPlayer

    made: VlcPlayer | None = None

    def listener(event: PlayerEvent) -> None:
        if made is not None:
            heard(made, event)

    try:
        # the file itself tells, in a few reads: libVLC may show a picture of half a video first, or on a busy machine say nothing in time
        if is_cut_short(readers[1]):
            raise video_error("video-truncated")
        seen = look(readers[1], start)
        made = VlcPlayer(readers[0], listener, frames=frames)
        made.open()
    except BaseException:
        shut(readers)
        raise
    return made, readers, seen


def give_back(readers: Readers, made: tuple[VlcPlayer, Readers, Look] | None) -> None:
    """Nobody waits for it any more: the player ends before its file is closed."""
    if made is not None:
        made[0].close()
    shut(readers)


def shut(readers: Readers | None) -> None:
    """Both, where there are any."""
    for reader in readers or ():
        reader.close()
