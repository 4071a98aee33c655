"""From an invitation to keys of one's own: what a judge does once per season and laptop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.core.clock import whole_second
from app.core.errors import AppError, UsageError
from app.core.exports import require_outside
from app.core.files import atomic_write, read_limited
from app.core.ids import sha256_hex
from app.core.text import one_line
from app.core.words import say
from app.models.assignment import CopyNote, Invitation
from app.models.changes import Changes, Topic, changed
from app.packages import documents, one_time
from app.packages import enrolment as enrolment_files
from app.services import profile as profiles
from app.services.judge import identity, invitation_text, other_season, outbox, renew
from app.services.judge.identity import JudgeIdentity, Keys
from app.services.judge.other_season import OtherSeason
from app.services.profile import Profile
from app.trust.envelope import Verified
from app.trust.fingerprint import device_code, season_code
from app.trust.keys import SealIdentity, SigningKey

LIMIT = documents.INVITATION.limit * 2
HANDED_ON = "invitation.qcinvite"
"""An invitation that came as text and was handed on to this season's folder; accepted, it is in the store."""


@dataclass(frozen=True)
class InvitationView:
    """What a person compares before saying “this is me”: the season code stands in the printed notice.

    `needs_code`: six digits come another way; `copy`: what the organiser holds of an earlier laptop's work.
    """

    judge: str
    label: str
    season: str
    season_code: str
    expires: datetime
    needs_code: bool = False
    copy: CopyNote | None = None


@dataclass(frozen=True)
class Enrolled:
    """A finished enrolment: the request's bytes and place, the device code to read back, whether it was sent."""

    judge: str
    season: str
    request: Path
    device_code: str
    sent: bool
    sent_problem: str = ""


def preview(data: bytes, now: datetime) -> InvitationView:
    """What an invitation that can be used says. Raises Expired, TrustError or FormatError."""
    view = look(data)
    require_fresh(view, now)
    return view


def require_fresh(view: InvitationView, now: datetime) -> None:
    """Raise Expired for an invitation that nothing can be begun with any more."""
    enrolment_files.require_fresh(view.expires, now)


def look(data: bytes) -> InvitationView:
    """What an invitation says, whatever its age: the file of a profile that is here leads to it for ever. Raises TrustError or FormatError."""
    value = enrolment_files.signed_invitation(data).value
    return InvitationView(
        value.judge,
        one_line(value.label),
        value.season,
        season_code(value.root.encode()),
        value.expires,
        one_time.needs_code(value.identity),
        value.copy,
    )


def read_file(path: Path) -> bytes:
    """The bytes of an invitation file, whatever its name and whatever a mail or an editor did to it."""
    return invitation_text.plain(read_limited(path, LIMIT))


def copy_words(note: CopyNote) -> str:
    """发现 7月9日 21:40 的副本：已评 16 份，草稿 2 份."""
    at = note.made.astimezone()
    return say(
        "发现 {month}月{day}日 {time} 的副本：已评 {n} 份，草稿 {d} 份。",
        "There is a copy of {date} {time}: {n} done, {d} {d:draft|drafts}.",
        month=at.month, day=at.day, date=at.strftime("%Y-%m-%d"), time=at.strftime("%H:%M"), n=note.sheets_done, d=note.drafts,
    )  # fmt: skip


def require_season(data: bytes, now: datetime, home: Path) -> None:
    """Raise OtherSeason when the folder a profile would be made in is another season's, Expired when none can be made with it."""
    if not profiles.usable(home):
        _require_season(home, None, enrolment_files.signed_invitation(data).value, now)
        require_fresh(look(data), now)


def require_code(data: bytes, code: str | None) -> None:
    """Raise UsageError or InvalidEntry when the invitation needs a code and `code` is not it: before any profile is made."""
    value = enrolment_files.signed_invitation(data).value
    one_time.read(value.identity, value.season, value.judge, code)


def enrol(profile: Profile, data: bytes, out: Path | None = None, *, code: str | None = None) -> tuple[Enrolled, Changes]:
    """Make keys for the invited judge, write the request and try to send it. One profile serves one season.

    A newer invitation of the same judge, before this laptop was admitted, renews the request with the keys there are.

    Raises OtherSeason; Expired; UsageError when the invitation was used here already or is for another judge, or its `code` is
    needed; InvalidEntry when that is wrong.
    """
    verified = enrolment_files.signed_invitation(data)
    with profile.database.read() as tx:
        held = identity.find(tx)
    value = verified.value
    if held is None:
        other_season.require_judges(profile, value.season)
    _require_season(profile.home, held, value, profile.clock.now())
    if held is not None and not renew.allowed(profile, held, value, verified.payload_digest):
        raise _already(held, value)
    enrolment_files.require_fresh(value.expires, profile.clock.now())
    once = one_time.read(value.identity, value.season, value.judge, code)
    keys = replace(identity.load(profile)[1], one_time=once) if held else Keys(SigningKey.generate(), SealIdentity.generate(), once)
    request = enrolment_files.request(verified.value, keys.sign, keys.seal, whole_second(profile.clock.now()))
    if out is not None:
        require_outside(out)
    place = out or profile.home / f"{verified.value.judge}.qcenrol"
    atomic_write(place, request)
    _keep(profile, verified, data, keys, request)
    other_season.put_label(profile)
    (profile.home / HANDED_ON).unlink(missing_ok=True)
    sent, problem = _try_to_send(profile)
    code = device_code(keys.sign.public_hex, keys.seal.public_hex)
    return Enrolled(verified.value.judge, verified.value.season, place, code, sent, problem), changed(Topic.SEASON)


def _require_season(home: Path, held: JudgeIdentity | None, value: Invitation, now: datetime) -> None:
    """Raise OtherSeason; Expired where its profile would have to be made first."""
    try:
        other_season.require_same(home, held, value)
    except OtherSeason as other:
        if not other.there:
            enrolment_files.require_fresh(value.expires, now)
        raise


def _keep(profile: Profile, verified: Verified[Invitation], data: bytes, keys: Keys, request: bytes) -> None:
    value = verified.value
    found = JudgeIdentity(value.season, value.judge, one_line(value.label), value.root, value.addresses, value.inboxes, value.epochs)
    now = profile.clock.now()
    with profile.database.write() as tx:
        identity.keep(tx, found, keys)
        renew.reopen_other_epochs(profile, tx, found)
        tx.evidence.put("invitation", verified.payload_digest, data, now, season=value.season, judge=value.judge)
        tx.outbox.enqueue(sha256_hex(request), "enrolment", request, None)


def _try_to_send(profile: Profile) -> tuple[bool, str]:
    try:
        report = outbox.send(profile)
    except AppError as error:
        return False, str(error)
    return report.left == 0, report.problem


def _already(held: JudgeIdentity, value: Invitation) -> UsageError:
    if held.judge != value.judge:
        return UsageError(
            say(
                "本档案属于评委 {judge}，邀请是给 {other} 的。",
                "This profile belongs to judge {judge}; the invitation is for {other}.",
                judge=held.judge,
                other=value.judge,
            ),
            say("请核对邀请，或使用另一个档案文件夹。", "Check the invitation, or use another profile folder."),
            reason="other-judge",
        )
    return UsageError(
        say("这份邀请在本机已经用过了。", "This invitation was already used on this computer."),
        say("不必再次登记，直接同步即可。", "There is no need to enrol again; sync."),
        reason="used",
    )
