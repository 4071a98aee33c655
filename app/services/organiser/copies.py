"""Copies of judges' work: the newest is kept at every collect, and sealed again to a new laptop without being shown.

A copy is signed by the laptop that made it. What is passed on is that same signed document; nobody here can change
it, and it holds no key. That the organiser's program could read the points in it is said to the judges.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.core.errors import NotForUs, TrustError, UnknownSigner, UsageError
from app.core.exports import export, require_outside
from app.core.files import atomic_write, read_limited
from app.core.ids import sha256_hex
from app.core.words import say
from app.models.assignment import CopyNote, Recovered
from app.models.changes import Changes, Topic, changed
from app.models.draft import Draft
from app.models.entry import CHUNK
from app.models.roster import EndReason, KeyEpoch, Roster
from app.models.shape import Digest, Id, KeyHex, Version
from app.packages import documents, sealed_documents, sealing
from app.publishing.inbox import Arrived
from app.services.organiser import state
from app.services.organiser.state import OrganiserKeys
from app.services.profile import Profile
from app.services.shelf import Shelf
from app.store.database import Transaction
from app.trust.envelope import Verified

FOLDER = "copies"


@dataclass(frozen=True)
class HeldCopy:
    """The newest copy of one judge: what it is, without its content. It lies sealed in HOME/copies."""

    judge: Id
    epoch: Version
    payload: Digest
    note: CopyNote

    @property
    def order(self) -> tuple[int, datetime, int, int]:
        """Newest last; of two made in the same second the one that holds more."""
        return self.epoch, self.note.made, self.note.sheets_done, self.note.drafts


@dataclass(frozen=True)
class Handover:
    """A copy sealed again to one laptop's key: its manifests name it for as long as that key is live."""

    judge: Id
    key: KeyHex
    copy: Recovered


@dataclass(frozen=True)
class Recovery:
    """What `recover` did: whose copy of when, and the file to hand over where no network reaches."""

    judge: str
    note: CopyNote
    file: Path | None


HELD = Shelf("copy", HeldCopy)
HANDOVERS = Shelf("handover", Handover)


def note(tx: Transaction, judge: str) -> CopyNote | None:
    """What an invitation may tell of the judge's newest copy."""
    held = HELD.get(tx, judge)
    return held.note if held else None


def handover(tx: Transaction, judge: str) -> Recovered | None:
    """The copy that the judge's manifest names: only for the key it was sealed to."""
    held = HANDOVERS.get(tx, judge)
    if held is None:  # the roster is large; most judges never lose a laptop
        return None
    person = state.roster(tx).judge(judge)
    live = person.live_key() if person else None
    return held.copy if live and live.seal == held.key else None


def collect(profile: Profile, keys: OrganiserKeys, roster: Roster, file: Arrived) -> CopyNote | None:
    """Keep a copy that is newer than the one held and drop the older from the inbox, which is not endless.

    None for one that only the judge's recovery code opens: the newest of those is kept as it came, but never in place of a copy
    that was believed: whose it is cannot be told. Raises TrustError or FormatError.
    """
    data = read_limited(file.path, sealing.SEALED_LIMIT)
    if not _signers(roster, file.judge):
        raise UnknownSigner(
            say("评委 {judge} 身份待确认，副本留在收件箱。", "Judge {judge} is not confirmed yet; the copy stays in the inbox.", judge=file.judge),
            say("请先登记（organizer admit）。", "Admit the computer first (organizer admit)."),
            reason="not-admitted",
        )  # fmt: skip
    with profile.database.read() as tx:
        held = HELD.get(tx, file.judge)
    try:
        draft = _read(data, keys, roster, file.judge)
    except NotForUs:
        if held is None:
            _keep_closed(profile, file, data)
        return held.note if held is not None else None
    value = draft.value
    made = HeldCopy(file.judge, value.epoch, draft.payload_digest, CopyNote(value.made, value.sheets_done, value.drafts))
    if held is not None and (held.payload == made.payload or held.order >= made.order):
        if held.payload != made.payload:
            file.path.unlink(missing_ok=True)
        return held.note
    atomic_write(_place(profile, file.judge), data, mode=0o600)
    with profile.database.write() as tx:
        HELD.put(tx, file.judge, made)
    return made.note


def recover(profile: Profile, repository: Path, judge: str, out: Path | None = None) -> tuple[Recovery, Changes]:
    """Seal the judge's newest copy again to the laptop admitted last; the next publish tells that laptop.

    The earlier key ended with the admission, so what it signs afterwards does not count for more than was said there.
    `out`: also write it as a file, for a stick. Raises UsageError (policy, nothing held, no new laptop admitted).
    """
    state.check_repository(profile, str(repository))
    if out is not None:
        require_outside(out)
    with profile.database.read() as tx:
        keys, roster, policy, held = state.keys(tx), state.roster(tx), state.season(tx).policy, HELD.get(tx, judge)
    if not policy.recover_by_organiser:
        raise UsageError(
            say("本季规定组织方不能打开评委的副本。", "This season's policy keeps judges' copies closed to the organiser."),
            say("请把 {name} 交给评委，用恢复码取回。", "Give {name} to the judge, who opens it with the recovery code.", name=_place(profile, judge)),
            reason="not-allowed",
        )  # fmt: skip
    if held is None:
        raise UsageError(
            say("没有收到评委 {judge} 的副本。", "No copy of judge {judge} has arrived.", judge=judge),
            say("请先运行 organizer collect。", "Run organizer collect first."),
            reason="no-copy",
        )
    live = _new_laptop(roster, held)
    draft, envelope = _open(_place(profile, judge), keys, roster, judge)
    sealed = sealed_documents.seal_envelope(envelope, [live.seal])
    digest = sha256_hex(sealed)
    atomic_write(repository / "blobs" / digest[:2] / digest, sealed)
    chunks = tuple(sha256_hex(sealed[at : at + CHUNK]) for at in range(0, len(sealed), CHUNK))
    made = Handover(judge, live.seal, Recovered(draft.payload_digest, digest, len(sealed), chunks, held.note))
    with profile.database.write() as tx:
        HANDOVERS.put(tx, judge, made)
    file = out / f"{judge}.qcbackup" if out else None
    if file is not None:
        export(file, sealed)
    return Recovery(judge, held.note, file), changed(Topic.SEASON)


def _new_laptop(roster: Roster, held: HeldCopy) -> KeyEpoch:
    person = roster.judge(held.judge)
    live = person.live_key() if person else None
    if live is None or live.epoch <= held.epoch:
        raise UsageError(
            say("评委 {judge} 还没有登记新电脑。", "Judge {judge} has no new computer admitted yet.", judge=held.judge),
            say("请先 invite、admit，再 recover。", "First invite and admit, then recover."),
            reason="no-new-laptop",
        )
    return live


def _open(place: Path, keys: OrganiserKeys, roster: Roster, judge: str) -> tuple[Verified[Draft], bytes]:
    """What `collect` accepted then is believed still: the end of a key since does not undo it."""
    person = roster.judge(judge)
    signers = [k.sign for k in person.keys] if person else []
    return sealed_documents.open_sealed(documents.DRAFT, read_limited(place, sealing.SEALED_LIMIT), [keys.seal], signers)


def _read(data: bytes, keys: OrganiserKeys, roster: Roster, judge: str) -> Verified[Draft]:
    draft, _ = sealed_documents.open_sealed(documents.DRAFT, data, [keys.seal], _signers(roster, judge))
    person = roster.judge(judge)
    epoch = next((k.epoch for k in person.keys if k.sign == draft.signer), 0) if person else 0
    if (draft.value.season, draft.value.judge, draft.value.epoch) != (roster.season, judge, epoch):
        raise TrustError(
            say("这份副本不是 {judge} 本季的。", "This copy is not {judge}'s of this season.", judge=judge),
            say("请与该评委核对。", "Check with the judge."),
            reason="other-copy",
        )
    return draft


def _signers(roster: Roster, judge: str) -> list[str]:
    """The judge's keys, but for those that were taken away as no longer to be believed."""
    person = roster.judge(judge)
    return [k.sign for k in person.keys if k.ended is None or k.ended.why is not EndReason.REVOKED] if person else []


def _keep_closed(profile: Profile, file: Arrived, data: bytes) -> None:
    place = _place(profile, file.judge)
    if not place.exists() or place.stat().st_mtime < file.path.stat().st_mtime:
        atomic_write(place, data, mode=0o600)


def _place(profile: Profile, judge: str) -> Path:
    return profile.home / FOLDER / f"{judge}.qcbackup"
