"""The copy of a judge's work that leaves the laptop by itself: made at every online moment when something changed.

It holds what was scored, read and pledged, and no key: whoever opens it can read the points and cannot sign them.
Who can open it: always the holder of this laptop's recovery code; the organiser too where the policy says so
(`recover_by_organiser`). Private notes are sealed once more, to the recovery code alone.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime

from app.core import clock as time
from app.core import strictjson
from app.core.clock import whole_second
from app.core.errors import AppError, TooLarge
from app.core.ids import sha256_hex
from app.core.words import say, to_keep
from app.models.assignment import CopyNote
from app.models.draft import Draft, DraftRound, HandedIn, Opening, Pledge, PrivateNotes
from app.models.roster import Roster
from app.models.sheet import FINISHED, EventKind, ScoreEvent, SheetState
from app.packages import codec, digest_line, documents, sealed_documents
from app.services import backup
from app.services.judge import held_copies, identity, log_part, tally, workspace
from app.services.profile import Profile
from app.store.database import Transaction
from app.trust import envelope as dsse
from app.trust import sealed

LARGEST = 16 << 20
"""Bytes of one copy: far above a real season, far below what an inbox takes."""
_QUEUED, _TOLD = "copy-queued", "copy-told"
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


def queue(profile: Profile) -> bool:
    """Put a fresh copy into the outbox in place of the one before; False when nothing changed since or there is nothing yet.

    Why it could not be made is kept and said wherever the copy is spoken of. Raises TooLarge or FormatError.
    """
    try:
        made = _queue(profile)
    except AppError as error:
        _note(profile, str(error))
        raise
    _note(profile, "")
    return made


def _note(profile: Profile, problem: str) -> None:
    with profile.database.write() as tx:
        backup.note_unmade(tx, problem)


def _queue(profile: Profile) -> bool:
    with profile.database.read() as tx:  # sealing takes its time, and a save must not wait for it
        roster = workspace.roster(profile, tx)
        draft, private, mark = make(profile, tx, roster)
        if draft is None:
            return False
        digest = documents.value_digest(PrivateNotes(private)) + documents.value_digest(replace(draft, made=_UNDATED))
        held = strictjson.loads((tx.settings.get(_QUEUED) or "{}").encode())
        if held.get("digest") == digest:
            return False
        envelope, data = _sealed(profile, tx, roster, draft, private)
    noted = {"digest": digest, "file": sha256_hex(data), "made": time.to_text(draft.made), "mark": mark}
    with profile.database.write() as tx:
        tx.outbox.forget("backup")
        tx.outbox.enqueue(sha256_hex(data), "backup", data, None)
        tx.settings.put(_QUEUED, strictjson.dumps(noted).decode())
        held_copies.add(tx, [dsse.parse(envelope, limit=2 * documents.DRAFT.limit).payload_digest])
        backup.note_refused(tx, "")
    return True


def make_anew(tx: Transaction) -> None:
    """The next online moment makes a copy even if nothing was scored since: who can open it has changed."""
    tx.settings.put(_QUEUED, "{}")


def first_words(profile: Profile) -> str:
    """Who can open the copies: from the first copy until somebody was told, and again when others can; "" otherwise."""
    with profile.database.read() as tx:
        before, queued = tx.settings.get(_TOLD), tx.settings.get(_QUEUED)
    words = who_can_open(profile) if queued else ""
    return "" if before in (to_keep(words), words) else words


def told(profile: Profile, words: str) -> None:
    """It was said where the judge could read it."""
    with profile.database.write() as tx:
        tx.settings.put(_TOLD, to_keep(words))


def settle(profile: Profile) -> None:
    """Note that the queued copy left this disk, if an inbox took it."""
    with profile.database.write() as tx:
        held = strictjson.loads((tx.settings.get(_QUEUED) or "{}").encode())
        file = tx.outbox.get(held["file"]) if held else None
        if file is not None and file.sent is not None:
            backup.note_off_disk(tx, time.from_text(held["made"]), held["mark"])


def make(profile: Profile, tx: Transaction, roster: Roster) -> tuple[Draft | None, tuple[ScoreEvent, ...], int]:
    """(copy without its private part, events of private notes, mark of the newest event); None before anything was done."""
    who, keys = identity.require(tx), identity.keys(tx)
    epoch, mark = identity.epoch(roster, who, keys), tx.events.mark()
    rounds, private = [], []
    for number in tx.entries.rounds():
        made, hidden = _round(tx, number)
        rounds.append(made)
        private += hidden
    if epoch is None or not any(r.events or r.pledge for r in rounds):
        return None, (), mark
    listed = (e for r in rounds for e in tx.entries.rows(r.round))
    states = [e.state for e in listed if tally.counts(practice=e.practice, withdrawn=e.withdrawn)]
    done = sum(s in FINISHED for s in states)
    now = whole_second(profile.clock.now())
    draft = Draft(who.season, who.judge, epoch, now, done, sum(s is SheetState.DRAFT for s in states), tuple(rounds))
    return draft, tuple(private), mark


def note(draft: Draft) -> CopyNote:
    """What may be told of a copy without opening it to anyone."""
    return CopyNote(draft.made, draft.sheets_done, draft.drafts)


def recipients(profile: Profile, tx: Transaction, roster: Roster) -> list[str]:
    """Seal keys (hex) of those who can open a copy: the recovery code's, and the organisers' where the policy allows."""
    season = workspace.parsed(profile, documents.SEASON, found) if (found := tx.evidence.newest("season")) else None
    allowed = season is not None and season.policy.recover_by_organiser
    organisers = [k.seal for o in roster.organisers for k in o.keys if k.ended is None] if allowed else []
    return [profile.vault.recovery_public, *organisers]


def who_can_open(profile: Profile) -> str:
    """One sentence for the judge."""
    with profile.database.read() as tx:
        many = len(recipients(profile, tx, workspace.roster(profile, tx))) > 1
    if many:
        return say(
            "副本能由组织方打开（用于换电脑），也能用您的恢复码打开；私记只有恢复码能打开；副本里没有密钥。",
            "The organiser can open the copy (for a new computer), and so can your recovery code; private notes only the code; no key is in it.",
        )
    return say("副本只有您的恢复码能打开；副本里没有密钥。", "Only your recovery code opens the copy; no key is in it.")


def _sealed(profile: Profile, tx: Transaction, roster: Roster, draft: Draft, private: tuple[ScoreEvent, ...]) -> tuple[bytes, bytes]:
    """(envelope, sealed bytes). It names the copies before it: by that the newest is known, not by its time."""
    if private:
        box = sealed.wrap(codec.to_bytes(PrivateNotes(private)), [profile.vault.recovery_public])
        draft = replace(draft, private=b64encode(box).decode())
    line, readers = digest_line.ext(digest_line.HOLDS, held_copies.line(tx)), recipients(profile, tx, roster)
    envelope, data = sealed_documents.seal(documents.DRAFT, draft, identity.keys(tx).sign, readers, line)
    if len(data) > LARGEST:
        raise TooLarge(
            say("副本超过 {n} MB，没有发出。", "The copy is larger than {n} MB and was not sent.", n=LARGEST >> 20),
            say("请备份到U盘。", "Back up to a stick."),
        )
    return envelope, data


def _round(tx: Transaction, number: int) -> tuple[DraftRound, list[ScoreEvent]]:
    events = [e for e in tx.events.history(number) if e.kind is not EventKind.HALF_TYPED]
    hidden = log_part.ever_private(events)
    shown = tuple(e for e in events if not (e.kind is EventKind.NOTE and (e.entry, e.key) in hidden))
    private = [e for e in events if e.kind is EventKind.NOTE and (e.entry, e.key) in hidden]
    opened = tuple(Opening(code, at) for code, at in tx.entries.openings(number))
    text = tx.records.get("declaration", str(number))
    pledge = codec.from_bytes(Pledge, text.encode()) if text else None
    return DraftRound(number, shown, opened, pledge, _handed_in(tx, number)), private


def _handed_in(tx: Transaction, number: int) -> HandedIn | None:
    payload = tx.events.locked(number)
    held = tx.snapshots.get(payload) if payload else None
    if held is None:
        return None
    return HandedIn(
        held.payload_digest, held.sequence, held.created, held.envelope.decode(), held.parts.decode(), b64encode(held.sealed).decode(),
        tx.events.opened_again(number),
    )  # fmt: skip
