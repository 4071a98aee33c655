"""The pages of a start, which of them a file may be dropped on, and what decides which is due."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.models.assignment import CopyNote
    from app.ui.judge.services import Pledge


class Stage(StrEnum):
    """What the start page shows."""

    OPENING = "opening"
    NO_INVITATION = "no-invitation"
    PASSPHRASE = "passphrase"  # noqa: S105  (a stage, no secret)
    SHUT = "shut"
    """The profile cannot be opened for a reason no secret cures: a folder that cannot be written to, a full disk, a newer program."""
    DAMAGED = "damaged"
    INVITED = "invited"
    NEW_PASSPHRASE = "new-passphrase"  # noqa: S105
    RECOVERY_CODE = "recovery-code"
    RESTORE = "restore"
    FOUND_COPY = "found-copy"
    SYNCING = "syncing"
    WAITING = "waiting"
    PLEDGE = "pledge"
    READY = "ready"
    SEASON = "season"
    """The profile is an organiser's: the chairs' meeting opens in the place of a judge's desk."""


ASKING = (Stage.NO_INVITATION, Stage.INVITED, Stage.RESTORE, Stage.WAITING, Stage.DAMAGED)
"""Pages on which a file is expected."""


class Standing(NamedTuple):
    """What is due: the season, a recovery code nobody wrote down, news, or the desk; with the pledge not signed yet and a copy to take over."""

    due: Stage
    code: str = ""
    pledge: Pledge | None = None
    offer: CopyNote | None = None
