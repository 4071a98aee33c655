"""What a picture of a document needs of the services: the judge's own desk gives it for its review, the chair's for the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.services.judge.open_document import OpenDocument
    from app.services.judge.reading_place import VideoPlace


def shut(opened: OpenDocument | None) -> None:
    """Nobody waits for it any more."""
    if opened is not None:
        opened.reader.close()


class Opener(Protocol):
    """Both in the database's thread."""

    def open_document(self, code: str, sha256: str, /) -> OpenDocument:
        """A document of an entry by plain digest; the reader is closed by whoever asked."""
        ...

    def note_opening(self, opened: OpenDocument, /) -> None:
        """It is open; asked for behind the opening, so that nobody waits for the disk to take this in."""
        ...


class VideoOpener(Opener, Protocol):
    """A video is also opened where it was left."""

    def video_place(self, sha256: str, /) -> VideoPlace | None: ...

    def keep_video_place(self, sha256: str, moment: int, watched: bool, /) -> None: ...
