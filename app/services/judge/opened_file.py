"""A file that a person double-clicked, dropped or chose while the desk is open: it is taken in, or explained.

A receipt is kept, a copy sealed for this computer is taken over, a newer invitation of a laptop that waits for its
admission renews the request. Of everything else it is said where it belongs.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.core.errors import NotForUs, UsageError
from app.core.files import read_limited
from app.core.ids import sha256_hex
from app.core.words import say
from app.models.changes import NOTHING, Changes
from app.packages import documents, result, sealing
from app.packages.sealing import Bundle
from app.services.judge import enrol, file_words, identity, invitation_text, receipts, recovered, submission_parts, workspace
from app.services.judge.other_season import OtherSeason
from app.services.judge.receipts import ReceiptView
from app.services.profile import Profile
from app.store.snapshots import Snapshot
from app.trust import envelope as dsse
from app.trust.fingerprint import fingerprint


@dataclass(frozen=True)
class Told:
    """What to say. `receipt`: it was one for this computer; `good`: nothing is left to be done about it;
    `copy`: of somebody's work, to be opened with its recovery code only."""

    words: str
    good: bool = True
    receipt: ReceiptView | None = None
    copy: bool = False


def take(profile: Profile, path: Path) -> tuple[Told, Changes]:
    """Take in what is for this computer, explain the rest.

    Raises TrustError, FormatError or UsageError for a file that claims more than it is, or cannot be read.
    """
    if file_words.is_large_copy(path):
        return Told(file_words.shut(path), copy=True), NOTHING
    data = read_limited(path, file_words.LIMIT)
    if sealing.is_sealed(data):
        return _sealed(profile, path, data)
    kind = file_words.kind(plain := invitation_text.plain(data))
    if kind == documents.INVITATION.name:
        return _invitation(profile, plain, path)
    return Told(file_words.in_the_open(path, kind, data)), NOTHING


def _sealed(profile: Profile, path: Path, data: bytes) -> tuple[Told, Changes]:
    own, keys = _held(profile, data)
    if own is not None:
        return Told(_own_package(own)), NOTHING
    try:
        bundle = sealing.unseal(data, [keys.seal] if keys else [])
    except NotForUs:
        return Told(file_words.shut(path), copy=path.suffix.lower() == file_words.COPY), NOTHING
    kind = dsse.parse(bundle.envelope, limit=2 * file_words.LIMIT).kind
    if kind == documents.RECEIPT.name:
        view, changes = receipts.accept(profile, data)
        return Told(view.words, view.settled, view), changes
    if kind == documents.DRAFT.name:
        return _copy(profile, path)
    return Told(_package(profile, bundle) if kind == documents.RESULT.name else file_words.shut(path)), NOTHING


def _held(profile: Profile, data: bytes) -> tuple[Snapshot | None, identity.Keys | None]:
    with profile.database.read() as tx:
        sent = tx.outbox.get(sha256_hex(data))
        own = tx.snapshots.get(sent.payload_digest) if sent and sent.payload_digest else None
        return own, identity.keys(tx) if identity.find(tx) is not None else None


def _own_package(held: Snapshot) -> str:
    return say(
        "这是您自己的评分文件（第 {n} 次提交，{sheets} 份评分），校验码 {code}。请交给组长，不用在这里打开。",
        "This is your own score file (number {n}, {sheets} {sheets:sheet|sheets}), check code {code}. It is for the chair and is not opened here.",
        n=held.sequence, sheets=submission_parts.sheets_in(held), code=fingerprint(held.payload_digest),
    )  # fmt: skip


def _package(profile: Profile, bundle: Bundle) -> str:
    with profile.database.read() as tx:
        found = result.believe(bundle, workspace.roster(profile, tx))
    return say(
        "这是评委 {judge} 的评分文件（{sheets} 份评分），校验码 {code}。请交给组长，合并时收下。",
        "This is judge {judge}'s score file ({sheets} {sheets:sheet|sheets}), check code {code}. It is for the chair, who takes it in when merging.",
        judge=found.judge.id, sheets=len(found.parts.points), code=fingerprint(found.payload),
    )  # fmt: skip


def _copy(profile: Profile, path: Path) -> tuple[Told, Changes]:
    done, changes = recovered.restore(profile, path)
    words = say(
        "{copy}已取回 {n} 份的评分和笔记。",
        "{copy} The work on {n} {n:entry|entries} is back.",
        copy=enrol.copy_words(done.note),
        n=done.entries,
    )
    if done.kept_here:
        words += say(
            "{n} 处在本机另有内容，以本机为准。", " {n} {n:value was|values were} entered here too; these stand.", n=done.kept_here
        )
    if not done.private:
        words += say("私记要用旧电脑的恢复码才能取回。", " Private notes need the earlier computer's recovery code.")
    return Told(words), changes


def _invitation(profile: Profile, data: bytes, path: Path) -> tuple[Told, Changes]:
    try:
        done, changes = enrol.enrol(profile, data)
    except OtherSeason as other:
        other.source = path
        raise
    except UsageError as error:
        if error.reason != "used":
            raise
        return Told(_used()), NOTHING  # it is what many double-click every day to get here
    words = say(
        "已按新的邀请重新登记。设备码 {code}（组织方打电话核对时读给对方）。",
        "Enrolled anew with this invitation. Device code {code}, to be read to the organiser by telephone.",
        code=done.device_code,
    )
    return Told(words), changes


def _used() -> str:
    return say(
        "这份邀请在本机已经用过了，一切照旧，接着评就行。", "This invitation was already used on this computer; all is well, just go on."
    )
