"""Copies of judges' work: what is newest is kept at every collect, and sealed again to a new laptop without being shown.

A copy is signed by the laptop that made it. What is passed on is that same signed document; nobody here can change
it, and it holds no key. That the organiser's program could read the points in it is said to the judges.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime

from app.core.clock import day_on_paper
from app.core.errors import NotForUs, TrustError, UnknownSigner
from app.core.files import atomic_write, read_limited
from app.core.words import say
from app.models.assignment import CopyNote
from app.models.draft import Draft
from app.models.roster import EndReason, Roster
from app.packages import digest_line, documents, sealed_documents, sealing
from app.publishing.inbox import Arrived
from app.services import signing_time
from app.services.organiser import kept_copies
from app.services.organiser.copy_order import ReadCopy, names, supersedes
from app.services.organiser.kept_copies import HeldCopy
from app.services.organiser.state import OrganiserKeys
from app.services.profile import Profile
from app.store.database import Transaction
from app.trust.envelope import Verified


def note(tx: Transaction, judge: str, now: datetime) -> CopyNote | None:
    """What an invitation may tell of the judge's copy."""
    held = kept_copies.likeliest(kept_copies.of(tx, judge), now)
    return held.note if held else None


def collect(profile: Profile, keys: OrganiserKeys, roster: Roster, file: Arrived) -> CopyNote | None:
    """Keep a copy unless one that is held holds all of it; that one is dropped from the inbox, which is not endless.

    None for one that only the judge's recovery code opens: the one that arrived last is kept as it came, but never in place of a copy
    that was believed: whose it is cannot be told. Raises TrustError or FormatError.
    """
    data = read_limited(file.path, sealing.SEALED_LIMIT)
    if not _signers(roster, file.judge):
        raise UnknownSigner(
            say("评委 {judge} 身份待确认，副本留在收件箱。", "Judge {judge} is not confirmed yet; the copy stays in the inbox.", judge=file.judge),
            say("请先登记（organizer admit）。", "Admit the computer first (organizer admit)."),
            reason="not-admitted",
        )  # fmt: skip
    try:
        draft, envelope = _read(data, keys, roster, file.judge)
    except NotForUs:
        return _closed(profile, file, data)
    made = ReadCopy(draft.payload_digest, draft.value, frozenset(digest_line.read(digest_line.HOLDS, documents.DRAFT, envelope)))
    _take(profile, keys, roster, file, data, made)
    with profile.database.read() as tx:
        return note(tx, file.judge, profile.clock.now())


def words(profile: Profile, judge: str) -> tuple[str, ...]:
    """What the organiser has to know of this judge's copies, each with the next step; nothing where the one held is the newest for certain."""
    now = profile.clock.now()
    with profile.database.read() as tx:
        held = kept_copies.of(tx, judge)
    return (*_several_words(judge, held), *_ahead_words(judge, held, now))


def _several_words(judge: str, held: tuple[HeldCopy, ...]) -> tuple[str, ...]:
    if len(held) < 2:
        return ()
    told = say(
        "评委 {judge} 有 {n} 份副本互有不同，分不出先后，都留着。换电脑时请运行 organizer recover，加 --out 写成文件，全部交给评委打开。",
        "{n} copies of judge {judge}'s work differ, and which is newest cannot be told: all are kept. For a new computer run organizer recover with --out and give the judge every file it writes.",
        judge=judge, n=len(held),
    )  # fmt: skip
    return (told,)


def _ahead_words(judge: str, held: tuple[HeldCopy, ...], now: datetime) -> tuple[str, ...]:
    made = max((c.note.made for c in held), default=now)
    if not signing_time.ahead(made, now=now):
        return ()
    told = say(
        "评委 {judge} 的副本写着 {day} 做成，晚于本机时钟；先后不按它算，评分不受影响。请评委校正电脑时钟。",
        "A copy of judge {judge} says it was made on {day}, later than this computer's clock. Nothing is decided by that and no score is affected; ask the judge to set the computer's clock.",
        judge=judge, day=day_on_paper(made),
    )  # fmt: skip
    return (told,)


def _take(profile: Profile, keys: OrganiserKeys, roster: Roster, file: Arrived, data: bytes, made: ReadCopy) -> None:
    """What is damaged is compared with nothing, and gives way only to what names it; what is noted and not there is had again, or gives way."""
    held = kept_copies.held(profile, file.judge)
    if any(c.payload == made.payload and kept_copies.readable(profile, keys, roster, c) for c in held):
        return
    known = {c.payload: found for c in held if (found := kept_copies.readable(profile, keys, roster, c))}
    if any(supersedes(old, made) for old, _ in known.values()):
        for damaged in (c for c in held if c.payload == made.payload):
            kept_copies.let_go(profile, damaged)
        with suppress(OSError):  # an inbox that may be read and not changed keeps it, and the other files wait for nothing
            file.path.unlink(missing_ok=True)
        return
    value = made.draft
    copy = HeldCopy(file.judge, value.epoch, made.payload, CopyNote(value.made, value.sheets_done, value.drafts))
    kept_copies.keep(profile, copy, data, [c for c in held if _gives_way(profile, c, known.get(c.payload), made)])


def _gives_way(profile: Profile, copy: HeldCopy, known: tuple[ReadCopy, bytes] | None, made: ReadCopy) -> bool:
    if known is not None:
        return supersedes(made, known[0])
    return copy.payload == made.payload or names(made, copy.payload, copy.epoch) or not kept_copies.place(profile, copy).exists()


def _read(data: bytes, keys: OrganiserKeys, roster: Roster, judge: str) -> tuple[Verified[Draft], bytes]:
    draft, envelope = sealed_documents.open_sealed(documents.DRAFT, data, [keys.seal], _signers(roster, judge))
    person = roster.judge(judge)
    epoch = next((k.epoch for k in person.keys if k.sign == draft.signer), 0) if person else 0
    if (draft.value.season, draft.value.judge, draft.value.epoch) != (roster.season, judge, epoch):
        raise TrustError(
            say("这份副本不是 {judge} 本季的。", "This copy is not {judge}'s of this season.", judge=judge),
            say("请与该评委核对。", "Check with the judge."),
            reason="other-copy",
        )
    return draft, envelope


def _signers(roster: Roster, judge: str) -> list[str]:
    """The judge's keys, but for those that were taken away as no longer to be believed."""
    person = roster.judge(judge)
    return [k.sign for k in person.keys if k.ended is None or k.ended.why is not EndReason.REVOKED] if person else []


def _closed(profile: Profile, file: Arrived, data: bytes) -> CopyNote | None:
    """All of these stay in the inbox; the one of which the inbox says that it came last lies ready to be passed on."""
    with profile.database.read() as tx:
        believed = note(tx, file.judge, profile.clock.now())
    if believed is not None:
        return believed
    place, came = kept_copies.closed_place(profile, file.judge), file.path.stat()
    if not place.exists() or place.stat().st_mtime_ns < came.st_mtime_ns:
        atomic_write(place, data, mode=0o600)
        os.utime(place, ns=(came.st_atime_ns, came.st_mtime_ns))
    return None
