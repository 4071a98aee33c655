"""Invitations: one file per judge with the addresses, the root of trust and a one-time secret.

With enrolment `immediate` it also carries a one-time identity. Its public half is remembered here, so that a
publish that comes later seals the judge's manifest to it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from app.core.clock import whole_second
from app.core.errors import UsageError
from app.core.exports import export, require_outside
from app.core.words import say
from app.models.assignment import Inbox, InboxKind, Invitation
from app.models.changes import Changes, Topic, changed
from app.models.organising import ImportedJudge
from app.models.season import Enrolment
from app.packages import documents, one_time
from app.services.organiser import copies, credentials, invite_words, state
from app.services.organiser.state import Contact, Invited, SeasonHome
from app.services.profile import Profile
from app.store.database import Transaction
from app.trust.keys import SealIdentity

VALID = timedelta(days=30)
CODES = "invitation-codes.csv"


@dataclass(frozen=True)
class Invitations:
    """judge id → file written; judges already admitted are skipped unless named. `codes`: the file to be sent apart; `texts`: what to
    write to each judge with the file."""

    files: dict[str, Path]
    skipped: tuple[str, ...]
    codes: Path | None = None
    texts: dict[str, Path] = field(default_factory=dict)


def invite(
    profile: Profile, repository: Path, out: Path, addresses: Sequence[str], only: Sequence[str] = (), *, codes: bool = False
) -> tuple[Invitations, Changes]:
    """Write `OUT/<judge-id>.qcinvite`, and beside it `.txt`, the message to send it with. A new invitation replaces the judge's earlier one.

    With `codes` each one needs six digits, which are written to a file of their own. Raises UsageError when a
    judge is unknown, no address is given, or codes are asked for where the policy has none.
    """
    home = state.check_repository(profile, str(repository))
    _refuse_useless(profile, addresses, codes=codes)
    require_outside(out)
    with profile.database.read() as tx:
        judges, roster, season = state.JUDGES.all(tx), state.roster(tx), state.season(tx)
    chosen = _chosen(judges, only)
    admitted = {j.id for j in roster.judges if j.live_key()} if not only else set()
    files, texts, digits = {}, {}, {}
    for judge in chosen:
        if judge.id not in admitted:
            digits[judge.id] = one_time.new_code() if codes else None
            files[judge.id] = out / f"{judge.id}.qcinvite"
            export(files[judge.id], _invitation(profile, home, judge.id, addresses, digits[judge.id]))
            texts[judge.id] = files[judge.id].with_suffix(".txt")
            export(texts[judge.id], invite_words.message(season, judge, files[judge.id].name, with_code=codes).encode())
    listed = _write_codes(out / CODES, {j: c for j, c in digits.items() if c})
    return Invitations(files, tuple(sorted(admitted)), listed, texts), changed(Topic.SEASON)


def _refuse_useless(profile: Profile, addresses: Sequence[str], *, codes: bool) -> None:
    if not addresses:
        raise UsageError(
            say("没有资料地址。", "No address is given."),
            say("请用 --address 写明网址或文件夹。", "Name a web address or a folder with --address."),
        )
    with profile.database.read() as tx:
        policy = state.season(tx).policy
    if codes and policy.enrolment is not Enrolment.IMMEDIATE:
        raise UsageError(
            say("本季先登记后阅读，邀请里没有要用验证码保护的内容。", "This season admits before reading: an invitation holds nothing that a code could guard."),
            say("请去掉 --code。", "Leave out --code."),
        )  # fmt: skip


def _invitation(profile: Profile, home: SeasonHome, judge: str, addresses: Sequence[str], code: str | None) -> bytes:
    """The signed invitation; what must be known of it later is kept in the same moment."""
    now, secret = whole_second(profile.clock.now()), secrets.token_hex(16)
    with profile.database.write() as tx:
        season, keys, held = state.season(tx), state.keys(tx), state.roster(tx).judge(judge)
        identity = SealIdentity.generate() if season.policy.enrolment is Enrolment.IMMEDIATE else None
        value = Invitation(
            season=season.id, judge=judge, root=home.root, addresses=tuple(addresses), inboxes=_inboxes(profile, addresses, judge),
            secret=secret, created=now, expires=now + VALID, label=season.label,
            identity=one_time.write(identity, season.id, judge, code) if identity else "", epochs=len(held.keys) if held else 0,
            copy=copies.note(tx, judge, now),
        )  # fmt: skip
        state.INVITED.put(tx, judge, Invited(judge, secret, now, now + VALID, identity=identity.public_hex if identity else None))
        _remember(tx, addresses)
    return documents.sign(documents.INVITATION, value, keys.daily)


def _write_codes(place: Path, codes: dict[str, str]) -> Path | None:
    """One line a judge, readable by its owner only: to be told by telephone or message, never with the invitation."""
    if not codes:
        return None
    export(place, "".join(f"{judge},{code}\r\n" for judge, code in codes.items()).encode(), mode=0o600)
    return place


def _chosen(judges: Sequence[ImportedJudge], only: Sequence[str]) -> list[ImportedJudge]:
    known = {j.id: j for j in judges}
    if unknown := [c for c in only if c not in known]:
        raise UsageError(
            say("没有评委 {code}。", "There is no judge {code}.", code=unknown[0]),
            say("请核对评委编号，或先导入名单。", "Check the id, or import the list first."),
        )
    if not known:
        raise UsageError(
            say("还没有导入评委名单。", "No judges have been imported."), say("请先运行 organizer import。", "Run organizer import first.")
        )
    return [known[c] for c in only] if only else list(known.values())


def _inboxes(profile: Profile, addresses: Sequence[str], judge: str) -> tuple[Inbox, ...]:
    token = credentials.token(profile, judge)
    return tuple(_inbox(a, token) for a in addresses)


def _inbox(address: str, token: str) -> Inbox:
    web = urlsplit(address).scheme in ("http", "https")
    return Inbox(InboxKind.EMBEDDED, address.rstrip("/"), token) if web else Inbox(InboxKind.FOLDER, address)


def _remember(tx: Transaction, addresses: Sequence[str]) -> None:
    held = state.CONTACT.get(tx, state.ONLY) or Contact()
    merged = tuple(dict.fromkeys((*addresses, *held.addresses)))[:10]
    state.CONTACT.put(tx, state.ONLY, Contact(merged))


def inboxes_of(profile: Profile, judge: str) -> tuple[Inbox, ...]:
    """The inboxes to put into a judge's manifest: one per address that invitations named."""
    with profile.database.read() as tx:
        contact = state.CONTACT.get(tx, state.ONLY) or Contact()
    return _inboxes(profile, contact.addresses, judge)
