"""The pages of a start, and which of them a file may be dropped on."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """What the start page shows."""

    OPENING = "opening"
    NO_INVITATION = "no-invitation"
    PASSPHRASE = "passphrase"  # noqa: S105  (a stage, no secret)
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
