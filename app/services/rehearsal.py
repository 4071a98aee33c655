"""A restore as it would be on a new laptop, tried beside the open profile: the copy and the paper are good, or one knows in time.

The copy is really restored and opened, in a folder of its own that is gone afterwards. Nothing of the open profile changes, and
what the copy holds stays sealed throughout.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.core.errors import UsageError
from app.core.words import say
from app.models.sheet import ScoreSheet, SheetState
from app.services import backup
from app.services import profile as profiles
from app.services.backup import MAKING, Preview
from app.services.judge import identity
from app.services.profile import Profile

_Sheets = Mapping[tuple[int, str], ScoreSheet]


@dataclass(frozen=True)
class Rehearsal:
    """What came back. `behind`: entries that say something else on this computer by now."""

    copy: Preview
    behind: int


def rehearse(profile: Profile, path: Path, code: str) -> Rehearsal:
    """Restore the copy with the code, open it, and look.

    Raises InvalidEntry or NotForUs (code), TrustError, FormatError, StoreError (what a new laptop would meet too), UsageError
    (another judge's copy).
    """
    _require_own(profile, backup.preview(path, code))
    with tempfile.TemporaryDirectory(prefix=MAKING, dir=profile.home) as folder:
        home, secret = Path(folder) / "home", secrets.token_urlsafe()
        found = backup.restore(path, code, home, passphrase=secret)
        with profiles.opened(home, passphrase=secret) as other:
            copied = _sheets(other)
    here = _sheets(profile)
    return Rehearsal(found, sum(copied.get(place, ScoreSheet(sheet.entry)) != sheet for place, sheet in here.items()))


def _require_own(profile: Profile, copy: Preview) -> None:
    with profile.database.read() as tx:
        who = identity.require(tx)
    if (copy.season, copy.owner) != (who.season, who.judge):
        raise UsageError(
            say("这份副本属于另一赛季或另一位评委。", "This copy is of another season or another judge."),
            say("请选自己备份的文件。", "Choose a file you backed up yourself."),
            reason="other-copy",
        )


def _sheets(profile: Profile) -> _Sheets:
    """What was entered, without where it stands on its way to the chair."""
    with profile.database.read() as tx:
        return {
            (number, sheet.entry): replace(sheet, state=SheetState.UNTOUCHED)
            for number in tx.entries.rounds()
            for sheet in tx.sheets.all_sheets(number)
        }
