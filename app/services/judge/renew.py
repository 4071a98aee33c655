"""A newer invitation for a laptop that was never admitted: the one before leaked, expired or went astray.

The laptop keeps its keys and its work; only the request is made anew, with the newer secret.
"""

from __future__ import annotations

from app.models.assignment import Invitation
from app.packages import documents
from app.services.judge import identity, submit, workspace
from app.services.judge.identity import JudgeIdentity
from app.services.judge.score import refresh_summary
from app.services.profile import Profile
from app.store.database import Transaction


def allowed(profile: Profile, held: JudgeIdentity, value: Invitation, digest: str) -> bool:
    """Whether this is another invitation than those opened here, for the same judge, and this laptop's key is not on the roster."""
    with profile.database.read() as tx:
        if (held.season, held.judge) != (value.season, value.judge) or tx.evidence.get("invitation", digest) is not None:
            return False
        known = tx.evidence.newest("roster")
        roster = workspace.parsed(profile, documents.ROSTER, known) if known else None
        return roster is None or identity.own_key(roster, held, identity.keys(tx)) is None


def reopen_other_epochs(profile: Profile, tx: Transaction, who: JudgeIdentity) -> None:
    """A package handed in under an epoch that went to another laptop can never count: its round opens, to be handed in again."""
    for number in tx.entries.rounds():
        payload = tx.events.locked(number)
        held = tx.snapshots.get(payload) if payload else None
        if held is None or documents.peek(documents.RESULT, submit.parsed_envelope(held)).epoch == who.epochs + 1:
            continue
        desk = workspace.current(profile, tx, number)
        tx.events.unlock(number)
        for entry in desk.manifest.entries:
            refresh_summary(tx, desk, entry)
