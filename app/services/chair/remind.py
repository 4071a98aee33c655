"""催交: one text per judge who has not handed in, ready to copy into a chat. It names no colleague and no point."""

from __future__ import annotations

from app.services.chair.incoming import Absent
from app.services.profile import Profile


def reminders(profile: Profile, *, round_number: int | None = None) -> tuple[Absent, ...]:
    """Who is missing, in the panel's order. Works before points are open."""
    raise NotImplementedError
