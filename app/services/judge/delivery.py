"""Where the newest score file stands between this computer and the chair: what the badge and the status line say until the receipt."""

from __future__ import annotations

from enum import StrEnum

from app.services.judge.workspace import Workspace
from app.services.profile import Profile
from app.store.database import Transaction


class Delivery(StrEnum):
    """NONE: nothing is handed in. UNSENT and SENT wait for a receipt; DIFFERS: the chair counts another sum."""

    NONE = "none"
    UNSENT = "unsent"
    SENT = "sent"
    ASKED = "asked"
    COUNTED = "counted"
    DIFFERS = "differs"
    REFUSED = "refused"
    FINAL = "final"


OPEN = (Delivery.UNSENT, Delivery.SENT, Delivery.ASKED, Delivery.DIFFERS, Delivery.REFUSED)
"""Something is still to be done or waited for: the badge stays."""


def standing(profile: Profile, tx: Transaction, desk: Workspace) -> Delivery:
    """Of the package that locks the round now."""
    payload = tx.events.locked(desk.round)
    if payload is None:
        return Delivery.NONE
    from app.models.result import ReceiptState  # receipts and all they stand on are imported once something is handed in
    from app.services.judge import receipts, return_request

    told = receipts.newest_of(profile, tx, payload)
    if told is not None and told.state is ReceiptState.FINAL and told.agrees:
        return Delivery.FINAL
    if return_request.find(tx, payload) is not None:
        return Delivery.ASKED
    if told is None:
        return Delivery.SENT if tx.outbox.was_sent(payload) else Delivery.UNSENT
    if told.state is ReceiptState.REFUSED:
        return Delivery.REFUSED
    return Delivery.COUNTED if told.agrees else Delivery.DIFFERS
