"""Admitting a laptop's keys to the roster, and ending them.

The secret keeps strangers out; the device code, read back by telephone, decides. So `admit` lists the code
beside every request it takes. A key is never deleted: it is ended, with the reason and what still counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.core.errors import AppError, BadSignature, Expired, UnknownSigner, UsageError
from app.core.files import read_limited
from app.core.words import say
from app.models.assignment import EnrolmentRequest
from app.models.changes import Changes, Topic, changed
from app.models.organising import ImportedJudge
from app.models.roster import EndReason, KeyEnd, KeyEpoch, Roster, RosterJudge, RosterRole
from app.packages import documents
from app.packages import enrolment as enrolment_files
from app.publishing import inbox
from app.services.organiser import state
from app.services.profile import Profile
from app.store.database import Transaction
from app.trust.age.writer import seal_bytes
from app.trust.fingerprint import device_code


@dataclass(frozen=True)
class Admitted:
    """One request taken: read the device code back by telephone before the season opens."""

    judge: str
    epoch: int
    device_code: str
    already: bool


@dataclass(frozen=True)
class Admission:
    admitted: tuple[Admitted, ...]
    refused: tuple[tuple[str, str], ...]


def admit(
    profile: Profile, repository: Path, files: Sequence[Path], *, old_key: EndReason = EndReason.REPLACED
) -> tuple[Admission, Changes]:
    """Admit requests from files, or from the repository's inbox when none is named; each stands or falls alone.

    A judge's earlier key ends as `old_key`: replaced (its packages go on counting), or lost or revoked (only those held now).
    """
    state.check_repository(profile, str(repository))
    chosen = list(files) or [f.path for f in inbox.files(repository) if f.path.suffix == ".qcenrol"]
    admitted, refused = [], []
    for path in chosen:
        try:
            admitted.append(_admit(profile, read_limited(path, documents.ENROLMENT.limit), old_key))
        except AppError as error:
            refused.append((path.name, str(error)))
    return Admission(tuple(admitted), tuple(refused)), changed(Topic.SEASON)


def revoke(profile: Profile, repository: Path, judge: str, why: EndReason = EndReason.REVOKED) -> Changes:
    """End the judge's live key from the next roster on. Packages held now keep counting (`keep`)."""
    state.check_repository(profile, str(repository))
    with profile.database.write() as tx:
        roster = state.roster(tx)
        held = roster.judge(judge)
        live = held.live_key() if held else None
        if held is None or live is None:
            raise UsageError(
                say("评委 {judge} 没有已登记的设备。", "Judge {judge} has no admitted computer.", judge=judge),
                say("请核对评委编号。", "Check the judge's id."),
            )
        ended = replace(live, ended=KeyEnd(_next_version(tx), why, _held_packages(tx, judge, live.epoch)))
        _put(tx, roster, replace(held, keys=tuple(ended if k is live else k for k in held.keys)))
    return changed(Topic.SEASON)


def _admit(profile: Profile, data: bytes, old_key: EndReason) -> Admitted:
    request = enrolment_files.read_request(data)
    value = request.value
    code = device_code(value.sign, value.seal)
    with profile.database.write() as tx:
        season, roster = state.season(tx), state.roster(tx)
        judge = state.JUDGES.get(tx, value.judge)
        if judge is None or value.season != season.id:
            raise UnknownSigner(
                say(
                    "登记请求属于另一个赛季或未知的评委（{judge}）。",
                    "The request is for another season or an unknown judge ({judge}).",
                    judge=value.judge,
                ),
                say("请核对文件来源。", "Check where the file came from."),
                reason="other-season",
            )
        held = roster.judge(judge.id)
        same = next((k for k in held.keys if k.sign == value.sign), None) if held else None
        if same is not None:
            return Admitted(judge.id, same.epoch, code, True)
        _check_invitation(profile, tx, value, request.payload_digest)
        _check_seal_key(value)
        epoch = _next_epoch(tx, roster, judge, value, old_key)
        tx.evidence.put("enrolment", request.payload_digest, data, profile.clock.now(), season=season.id, judge=judge.id, epoch=epoch)
    return Admitted(judge.id, epoch, code, False)


def _check_invitation(profile: Profile, tx: Transaction, value: EnrolmentRequest, digest: str) -> None:
    invited = state.INVITED.get(tx, value.judge)
    if invited is None or not enrolment_files.matches(value, invited.secret):
        raise BadSignature(
            say(
                "登记请求不是用最近发给 {judge} 的邀请做的。",
                "The request was not made with the invitation last sent to {judge}.",
                judge=value.judge,
            ),
            say("请重新发出邀请。", "Send a new invitation."),
            reason="wrong-secret",
        )
    if invited.used is not None:
        raise UsageError(
            say("给 {judge} 的邀请已经用过一次。", "The invitation of {judge} was already used.", judge=value.judge),
            say("换电脑时请发新的邀请。", "For another computer send a new invitation."),
            reason="used",
        )
    if profile.clock.now() > invited.expires:
        raise Expired(
            say("给 {judge} 的邀请已过期。", "The invitation of {judge} has expired.", judge=value.judge),
            say("请发新的邀请。", "Send a new one."),
        )
    state.INVITED.put(tx, value.judge, replace(invited, used=digest))


def _check_seal_key(value: EnrolmentRequest) -> None:
    """A key to which nothing can be sealed would stop every later publish. Raises FormatError."""
    seal_bytes(b"", [value.seal])


def _next_version(tx: Transaction) -> int:
    """The roster version that the next publish will carry."""
    last = tx.evidence.newest("roster")
    return (last.sequence or 0) + 1 if last else 1


def _held_packages(tx: Transaction, judge: str, epoch: int) -> tuple[str, ...]:
    return tuple(e.payload_digest for e in tx.evidence.of_kind("result", judge=judge, epoch=epoch))


def _next_epoch(tx: Transaction, roster: Roster, judge: ImportedJudge, value: EnrolmentRequest, old_key: EndReason) -> int:
    version = _next_version(tx)
    held = roster.judge(judge.id) or RosterJudge(judge.id, roles_of(tx, judge), ())
    ended = tuple(k if k.ended else replace(k, ended=KeyEnd(version, old_key, _held_packages(tx, judge.id, k.epoch))) for k in held.keys)
    epoch = len(ended) + 1
    _put(tx, roster, replace(held, keys=(*ended, KeyEpoch(epoch, value.sign, value.seal, version))))
    return epoch


def roles_of(tx: Transaction, judge: ImportedJudge) -> tuple[RosterRole, ...]:
    """The judge's place in every round that is planned, else in round 1 as imported."""
    # plans are large and stand under their round's number: with 500 judges, reading them for each took minutes
    rounds = sorted({int(key) for key in state.PLANS.keys(tx)} or {1})
    return tuple(RosterRole(r, judge.panel, judge.role) for r in rounds)


def _put(tx: Transaction, roster: Roster, judge: RosterJudge) -> None:
    others = [j for j in roster.judges if j.id != judge.id]
    judges = tuple(sorted([*others, judge], key=lambda j: j.id))
    state.ROSTER.put(tx, state.ONLY, replace(roster, judges=judges))
