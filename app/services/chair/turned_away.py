"""Files that were seen and not taken, kept until their judges have been told why: a window that closes, or a crash, forgets none.

The package lies with the evidence, as every verified envelope does; a record says that its judge still waits for an answer. Whether it is
refused is asked again when receipts are written, since the season may have been synced meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.core import strictjson
from app.core.errors import AppError
from app.models.chairing import TurnedAway
from app.models.changes import Changes
from app.packages import result
from app.packages.sealing import Bundle
from app.services.chair import arrivals, shelves
from app.services.chair.verify_files import Checked
from app.services.judge import workspace
from app.services.profile import Profile
from app.store.database import Transaction
from app.store.evidence import Evidence

if TYPE_CHECKING:
    from app.services.chair.receipts import Issued

_KIND = "turned-away"


def keep(profile: Profile, checked: Sequence[Checked], round_number: int) -> None:
    """Remember those whose judge is known and can be answered."""
    found = {c.known.payload: c.known for c in checked if c.known is not None and c.answerable}
    with profile.database.read() as tx:
        fresh = [read for payload, read in found.items() if tx.records.get(shelves.TURNED_AWAY.kind, payload) is None]
    if not fresh:
        return
    seen = profile.clock.now()
    with profile.database.write() as tx:
        for read in fresh:
            arrivals.put(tx, arrivals.evidence(profile, read, _KIND))
            shelves.TURNED_AWAY.put(tx, read.payload, TurnedAway(round_number, seen))


def waiting(profile: Profile) -> tuple[str, ...]:
    """Payloads of this round whose judges were not answered; one that was taken in later is answered as what counts."""
    with profile.database.read() as tx:
        return _waiting(tx, workspace.current(profile, tx).round)


def unanswered(profile: Profile) -> tuple[Checked, ...]:
    """The files themselves, believed anew. What cannot be believed any more, for its key or its judge are gone, nobody can answer."""
    with profile.database.read() as tx:
        held = [tx.evidence.get(_KIND, payload) for payload in _waiting(tx, workspace.current(profile, tx).round)]
        roster = workspace.roster(profile, tx)
    found = []
    for evidence in held:
        try:
            read = result.believe(_bundle(evidence), roster) if evidence is not None else None
        except AppError:
            continue
        if read is not None:
            found.append(Checked(Path(read.payload), None, claimed=read.judge.id, known=read))
    return tuple(found)


def answer(profile: Profile, out: Path, *, refused: Sequence[Path] = ()) -> tuple[Issued, Changes]:
    """Receipts for what counts, for these files and for those kept here; once told is enough. Raises as `receipts.issue`."""
    from app.services.chair import receipts  # sealing and the outbox: not before somebody answers

    done = receipts.issue(profile, out, refused=refused, turned_away=unanswered(profile))
    forget(profile)
    return done


def forget(profile: Profile) -> None:
    """They were told, or shall not be."""
    with profile.database.write() as tx:
        for payload in _waiting(tx, workspace.current(profile, tx).round):
            tx.records.remove(shelves.TURNED_AWAY.kind, payload)


def _waiting(tx: Transaction, round_number: int) -> tuple[str, ...]:
    known = zip(shelves.TURNED_AWAY.keys(tx), shelves.TURNED_AWAY.all(tx), strict=True)
    taken = {payload for payload, _size in tx.evidence.names(arrivals.KIND, round_number)}
    return tuple(payload for payload, found in known if found.round == round_number and payload not in taken)


def _bundle(evidence: Evidence) -> Bundle:
    return Bundle(evidence.envelope, tuple(text.encode() for text in strictjson.loads(evidence.attachment or b"[]")))
