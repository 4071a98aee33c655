"""The recovery code until somebody wrote it down, and another one in its place.

A code is shown and in force only after a person says it was kept. A new profile carries a mark from before it is made
until then: whoever closes the program on that page, or loses power there, is shown a code again.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.models.changes import Changes, Topic, changed
from app.services import profile as profiles
from app.services.judge import identity
from app.services.profile import RECOVERY_FILE, Profile
from app.trust import recovery


@dataclass(frozen=True)
class FreshCode:
    """A code that is not in force yet, and what its page says beside it: season, judge."""

    code: str
    season: str = ""
    judge: str = ""


def fresh(profile: Profile) -> FreshCode:
    """A new code; nothing changes before `keep`."""
    with profile.database.read() as tx:
        who = identity.find(tx)
    code = recovery.new_code()
    return FreshCode(code, who.label, who.judge) if who else FreshCode(code)


def waiting(profile: Profile) -> str:
    """A code to be shown because nobody said that the first one was written down; "" when all is well."""
    return recovery.new_code() if profiles.code_mark(profile.home).exists() else ""


def keep(profile: Profile, code: str, *, in_file: bool = False) -> Changes:
    """It was written down: from now on `code` opens this profile and what is copied from now on; the one before does no more.

    Copies made before still need the one before. `in_file`: nobody was there to write it down, the file in the profile's folder
    holds it; a file that is there holds it in any case, and both codes while one takes the other's place: whenever the program
    ends, a code that somebody has opens the profile. Raises DiskFull or StoreError: then the one before stays in force.
    """
    place = profile.home / RECOVERY_FILE
    before = place.read_text("utf-8").split() if place.exists() else []
    in_file = in_file or bool(before)
    if recovery.identity(code).public_hex != profile.vault.recovery_public:
        if in_file:
            profiles.write_recovery_code(profile, code, *before)
        _seal_anew(profile)  # now, for a death right behind the change, and then, for a copy that was made just before it
        profile.vault.renew_recovery(code)
        _seal_anew(profile)
    if in_file:
        profiles.write_recovery_code(profile, code)
    profiles.code_mark(profile.home).unlink(missing_ok=True)
    return changed(Topic.SAFETY)


def _seal_anew(profile: Profile) -> None:
    """The copy that leaves by itself is made again at the next online moment."""
    from app.services.judge import work_copy  # each start asks `waiting`: what a copy stands on is not for that

    with profile.database.write() as tx:
        work_copy.make_anew(tx)
