"""The copy on a stick or share. That it was begun is noted first: one that never answers ends with the program, and the next start says so."""

from __future__ import annotations

from pathlib import Path

from app.models.changes import Changes
from app.services import backup
from app.services.profile import Profile

_BEGUN = "stick-copy-begun"


def write(profile: Profile, target: Path) -> tuple[bool, Changes]:
    """Write it to `target`; False when that place is this computer's own disk and helps nobody when it dies."""
    _note(profile, str(target))
    try:
        away = backup.leaves_disk(profile, target)
        return away, backup.off_disk(profile, target, counts_as_copy=away)[1]
    finally:
        _note(profile, "")


def unfinished(profile: Profile) -> Path | None:
    """Where an earlier run was writing one when it ended; told once."""
    with profile.database.read() as tx:
        place = tx.settings.get(_BEGUN)
    if not place:
        return None
    _note(profile, "")
    return Path(place)


def _note(profile: Profile, place: str) -> None:
    with profile.database.write() as tx:
        tx.settings.put(_BEGUN, place)
