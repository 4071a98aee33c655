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


def keep(profile: Profile, code: str) -> Changes:
    """It was written down: from now on `code` opens this profile and what is copied from now on; the one before does no more.

    Copies made before still need the one before. Raises DiskFull or StoreError: then the one before stays in force.
    """
    if recovery.identity(code).public_hex != profile.vault.recovery_public:
        profile.vault.renew_recovery(code)
        if (profile.home / RECOVERY_FILE).exists():
            profiles.write_recovery_code(profile, code)
        from app.services.judge import work_copy  # each start asks `waiting`: what a copy stands on is not for that

        with profile.database.write() as tx:
            work_copy.make_anew(tx)
    profiles.code_mark(profile.home).unlink(missing_ok=True)
    return changed(Topic.SAFETY)
