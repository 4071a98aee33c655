"""Where a document was last read or watched on this computer, so that opening it again goes on there; it never leaves the profile."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from app.services.profile import Profile

_TURNS = (0, 90, 180, 270)
_LONGEST_MS = 1_000_000_000


@dataclass(frozen=True)
class ReadingPlace:
    """Zero-based page; `zoom` 1.0 is fit width, `whole` keeps the page whole; `rotation` clockwise in degrees."""

    page: int = 0
    zoom: float = 1.0
    whole: bool = False
    rotation: int = 0


@dataclass(frozen=True)
class VideoPlace:
    """Milliseconds from the start; `watched`: the end was reached at least once."""

    moment: int = 0
    watched: bool = False


def keep(profile: Profile, sha256: str, place: ReadingPlace) -> None:
    """Remember the place in a document (by plain digest)."""
    with profile.database.write() as tx:
        tx.documents.remember(sha256, json.dumps(asdict(place)))


def recall(profile: Profile, sha256: str) -> ReadingPlace | None:
    """The place kept, or None: never read here, or kept by a version that wrote it otherwise."""
    with profile.database.read() as tx:
        kept = tx.documents.recall(sha256)
    if kept is None:
        return None
    try:
        found = json.loads(kept)
        place = ReadingPlace(int(found["page"]), float(found["zoom"]), found["whole"] is True, int(found["rotation"]))
    except (ValueError, KeyError, TypeError):
        return None
    return place if place.page >= 0 and 0.1 <= place.zoom <= 4 and place.rotation in _TURNS else None


def keep_video(profile: Profile, sha256: str, place: VideoPlace) -> None:
    """Remember the place in a video (by plain digest)."""
    with profile.database.write() as tx:
        tx.documents.remember(sha256, json.dumps(asdict(place)))


def recall_video(profile: Profile, sha256: str) -> VideoPlace | None:
    """The place kept, or None: never watched here, or kept by a version that wrote it otherwise."""
    with profile.database.read() as tx:
        kept = tx.documents.recall(sha256)
    try:
        found = json.loads(kept) if kept is not None else {}
        place = VideoPlace(int(found["moment"]), found["watched"] is True)
    except (ValueError, KeyError, TypeError):
        return None
    return place if 0 <= place.moment <= _LONGEST_MS else None
