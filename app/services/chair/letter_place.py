"""Where work on the letters stopped: the entry that was in front, also after a crash. It tells no point."""

from __future__ import annotations

from app.models.chairing import LettersPlace
from app.services.chair import shelves
from app.services.profile import Profile

_ONLY = "here"


def remember(profile: Profile, code: str) -> None:
    """This entry's letter is in front now."""
    with profile.database.write() as tx:
        shelves.LETTERS_PLACE.put(tx, _ONLY, LettersPlace(code))


def remembered(profile: Profile) -> str:
    """The entry that was last in front, "" before there was one."""
    with profile.database.read() as tx:
        place = shelves.LETTERS_PLACE.get(tx, _ONLY)
    return place.entry if place is not None else ""
