"""Invitations: one file per judge with the addresses, the root of trust and a one-time secret."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from app.core.clock import whole_second
from app.core.errors import UsageError
from app.core.files import atomic_write
from app.core.words import say
from app.models.assignment import Inbox, InboxKind, Invitation
from app.models.changes import Changes, Topic, changed
from app.models.organising import ImportedJudge
from app.packages import documents
from app.services.organiser import credentials, state
from app.services.organiser.state import Contact, Invited
from app.services.profile import Profile
from app.store.database import Transaction

VALID = timedelta(days=30)


@dataclass(frozen=True)
class Invitations:
    """judge id → file written; judges already admitted are skipped unless named."""

    files: dict[str, Path]
    skipped: tuple[str, ...]


def invite(
    profile: Profile, repository: Path, out: Path, addresses: Sequence[str], only: Sequence[str] = ()
) -> tuple[Invitations, Changes]:
    """Write `OUT/<judge-id>.qcinvite`. A new invitation replaces the judge's earlier one.

    Raises UsageError when a judge is unknown or no address is given.
    """
    home = state.check_repository(profile, str(repository))
    if not addresses:
        raise UsageError(
            say("没有资料地址。", "No address is given."),
            say("请用 --address 写明网址或文件夹。", "Name a web address or a folder with --address."),
        )
    with profile.database.read() as tx:
        judges, season, keys, roster = state.JUDGES.all(tx), state.season(tx), state.keys(tx), state.roster(tx)
    chosen = _chosen(judges, only)
    admitted = {j.id for j in roster.judges if j.live_key()} if not only else set()
    now, files = whole_second(profile.clock.now()), {}
    for judge in chosen:
        if judge.id in admitted:
            continue
        secret = secrets.token_hex(16)
        value = Invitation(
            season=season.id, judge=judge.id, root=home.root, addresses=tuple(addresses), inboxes=_inboxes(profile, addresses, judge.id),
            secret=secret, created=now, expires=now + VALID, label=season.label,
        )  # fmt: skip
        envelope = documents.sign(documents.INVITATION, value, keys.daily)
        with profile.database.write() as tx:
            state.INVITED.put(tx, judge.id, Invited(judge.id, secret, now, now + VALID))
            _remember(tx, addresses)
        files[judge.id] = out / f"{judge.id}.qcinvite"
        atomic_write(files[judge.id], envelope)
    return Invitations(files, tuple(sorted(admitted))), changed(Topic.SEASON)


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
