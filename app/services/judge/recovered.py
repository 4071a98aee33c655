"""Taking over one's own work on a new laptop: from the copy the organiser sealed again, or from a file and the recovery code.

The copy is believed only under the signature of the laptop that made it. Its events are added to this laptop's,
each once; where something was already entered here, what stands here stays. Keys are never taken over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import NotForUs, TrustError, UsageError
from app.core.files import read_limited
from app.core.ids import sha256_hex
from app.core.tasks import Context
from app.core.words import say
from app.models.assignment import CopyNote, Recovered
from app.models.changes import Changes, Topic, changed
from app.models.sheet import EventKind, ScoreEvent, SheetState
from app.packages import codec, digest_line, documents, sealed_documents, sealing
from app.services.judge import held_copies, identity, workspace
from app.services.judge.identity import JudgeIdentity
from app.services.judge.score import refresh_summary
from app.services.profile import Profile
from app.store import values
from app.store.database import Transaction
from app.trust import b64, recovery, sealed
from app.trust import envelope as dsse
from app.trust.keys import SealIdentity

if TYPE_CHECKING:
    from app.models.draft import Draft, DraftRound, HandedIn
    from app.sync.sources import Source


@dataclass(frozen=True)
class Restored:
    """What came back: when the copy was made, entries whose work was added, sheets done and drafts now, notes that stayed closed."""

    note: CopyNote
    entries: int
    kept_here: int
    handed_in: bool
    private: bool


def find(profile: Profile) -> Recovered | None:
    """The newest copy named by a manifest, or None."""
    with profile.database.read() as tx:
        rounds = tx.entries.rounds()
        held = tx.evidence.newest("manifest", round_number=max(rounds)) if rounds else None
        return workspace.parsed(profile, documents.MANIFEST, held).recovered if held else None


def load(profile: Profile, sources: Sequence[Source], ctx: Context) -> CopyNote | None:
    """Fetch the copy a manifest names, if it is not here; its note while it has not been taken over."""
    found = find(profile)
    if found is None:
        return None
    with profile.database.read() as tx:
        taken = held_copies.taken_over(tx, found.payload)
    if taken:
        return None
    place = profile.blob(found.sealed_sha256)
    if not place.exists():
        from app.sync.download import Blob, fetch_blob

        fetch_blob(sources, Blob(found.sealed_sha256, found.sealed_size, found.chunks), place, ctx, lambda _: None)
    return found.note


def restore(profile: Profile, file: Path | None = None, *, code: str | None = None) -> tuple[Restored, Changes]:
    """Add the copied work to this profile; repeating it changes nothing. `code` is the earlier laptop's recovery code.

    Without `file` it is the copy that came with the assignment. Raises UsageError (nothing there, round handed in
    here), NotForUs, TrustError, FormatError, InvalidEntry (code).
    """
    opener = recovery.identity(code) if code else None
    with profile.database.read() as tx:
        who, keys, roster = identity.require(tx), identity.keys(tx), workspace.roster(profile, tx)
    mine = roster.judge(who.judge)
    signers = [k.sign for k in mine.keys] if mine else []
    openers = [keys.seal, *([opener] if opener else [])]
    verified, envelope = sealed_documents.open_sealed(
        documents.DRAFT, read_limited(file or _here(profile), sealing.SEALED_LIMIT), openers, signers
    )
    draft = verified.value
    _check(draft, who)
    private = _private(draft, opener)
    with profile.database.write() as tx:
        counts = [_merge(profile, tx, r, [e for e in private or () if e.round == r.round]) for r in draft.rounds]
        held_copies.note_taken(tx, verified.payload_digest)
        if _whole(tx, draft, private):
            held_copies.add(tx, (*digest_line.read(digest_line.HOLDS, documents.DRAFT, envelope), verified.payload_digest))
    note = CopyNote(draft.made, draft.sheets_done, draft.drafts)
    done = Restored(
        note,
        sum(a for a, _, _ in counts),
        sum(k for _, k, _ in counts),
        any(h for _, _, h in counts),
        private is not None or not draft.private,
    )
    return done, changed(Topic.ENTRIES, Topic.SHEETS, Topic.SUBMISSION, Topic.SAFETY)


def _here(profile: Profile) -> Path:
    found = find(profile)
    place = profile.blob(found.sealed_sha256) if found else None
    if place is None or not place.exists():
        raise UsageError(
            say("还没有可取回的副本。", "There is no copy to bring back."),
            say("请组织方运行 organizer recover 并发布，然后同步。", "Ask the organiser for organizer recover and publish, then sync."),
            reason="no-copy",
        )
    return place


def _check(draft: Draft, who: JudgeIdentity) -> None:
    if (draft.season, draft.judge) != (who.season, who.judge):
        raise TrustError(
            say("这份副本属于另一赛季或另一位评委。", "This copy is of another season or another judge."),
            say("请核对文件。", "Check the file."),
            reason="other-copy",
        )


def _private(draft: Draft, opener: SealIdentity | None) -> tuple[ScoreEvent, ...] | None:
    """Events of private notes; None when they stay closed (no code, or another laptop's)."""
    if not draft.private or opener is None:
        return None
    try:
        plain = sealed.unwrap(b64.decode(draft.private), [opener])
    except NotForUs:
        return None
    from app.models.draft import PrivateNotes

    return codec.from_bytes(PrivateNotes, plain).events


def _merge(profile: Profile, tx: Transaction, copied: DraftRound, private: Sequence[ScoreEvent]) -> tuple[int, int, bool]:
    """(entries added to, values that stood here and stayed, whether the round is handed in now) of one round."""
    desk = workspace.current(profile, tx, copied.round)
    events = (*copied.events, *private)
    _require_readable(copied.round, events)
    own = _entered_here(tx, copied.round, {e.id for e in events})
    fresh = [e for e in events if _place(e) not in own]
    touched = {e.entry for e in fresh if tx.events.append(e)}
    for opening in copied.opened:
        tx.entries.mark_opened(copied.round, opening.entry, opening.at)
    if copied.pledge is not None and tx.records.get("declaration", str(copied.round)) is None:
        tx.records.put("declaration", str(copied.round), codec.to_bytes(copied.pledge).decode())
    for entry in desk.manifest.entries:
        if entry.code in touched:
            refresh_summary(tx, desk, entry)
    locked = copied.handed_in is not None and not own and _hand_in(profile, tx, copied.round, copied.handed_in)
    return len(touched), len({_place(e) for e in events} & own), locked


def _require_readable(number: int, events: Sequence[ScoreEvent]) -> None:
    """Values that no sheet can be read from again would keep this desk shut for good. Raises Malformed."""
    for event in events:
        if event.round != number:
            raise values.unreadable()
        values.require_readable(event)


def _whole(tx: Transaction, draft: Draft, private: Sequence[ScoreEvent] | None) -> bool:
    """Whether all of the copy is in this store now: nothing stayed closed, and nothing gave way to what stands here."""
    if private is None and draft.private:
        return False
    events = [*(e for r in draft.rounds for e in r.events), *(private or ())]
    here = {e.id for number in {e.round for e in events} for e in tx.events.history(number)}
    return {e.id for e in events} <= here and all(_signed_here(tx, r) for r in draft.rounds)


def _signed_here(tx: Transaction, copied: DraftRound) -> bool:
    """Pledge and package of the round: what was signed on the earlier laptop is kept, or there was nothing."""
    pledge = copied.pledge is None or tx.records.get("declaration", str(copied.round)) == codec.to_bytes(copied.pledge).decode()
    return pledge and (copied.handed_in is None or tx.snapshots.get(copied.handed_in.payload) is not None)


def _place(event: ScoreEvent) -> tuple[str, EventKind, str]:
    return event.entry, event.kind, event.key


def _entered_here(tx: Transaction, number: int, copied: set[str]) -> set[tuple[str, EventKind, str]]:
    """Values that were entered on this laptop itself."""
    return {_place(e) for e in tx.events.history(number) if e.id not in copied and e.kind is not EventKind.HALF_TYPED}


def _hand_in(profile: Profile, tx: Transaction, number: int, made: HandedIn) -> bool:
    """Keep the earlier package, and lock the round if it may count: then this laptop says 已提交 as the other did.

    One that cannot count (the key was ended as lost before the file arrived) leaves the round open to be handed in anew.
    """
    if tx.events.locked(number) is not None:
        return False
    envelope = made.envelope.encode()
    tx.snapshots.put_snapshot(made.payload, number, made.sequence, envelope, made.parts.encode(), b64.decode(made.sealed), made.created)
    statement = documents.peek(documents.RESULT, dsse.parse(envelope))
    held = workspace.roster(profile, tx).judge(statement.judge)
    key = next((k for k in held.keys if k.epoch == statement.epoch), None) if held else None
    if key is None or not key.counts(made.payload):
        return False
    tx.outbox.enqueue(sha256_hex(b64.decode(made.sealed)), "result", b64.decode(made.sealed), made.payload)
    tx.events.lock(number, made.payload)
    tx.events.unlock(number, made.opened)
    for code, line in tx.sheets.summaries(number).items():
        if line.state is SheetState.DONE and code not in made.opened:
            tx.sheets.set_summary(number, code, SheetState.SUBMITTED, line.total, line.filled)
    return True
