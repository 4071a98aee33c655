"""Invitation and enrolment: how a laptop's fresh keys are tied to the judge who was invited.

The request is signed by the new key itself (it proves possession) and carries an HMAC made with the
invitation's one-time secret (it keeps strangers out). Who really holds the laptop is decided by the
device code read back by telephone: the organiser's program lists it beside each request.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from app.core.errors import BadSignature, Expired
from app.core.words import say
from app.models.assignment import EnrolmentRequest, Invitation
from app.packages import documents, root
from app.trust import envelope as dsse
from app.trust.envelope import Verified
from app.trust.keys import SealIdentity, SigningKey


def request(invitation: Invitation, signing: SigningKey, sealing: SealIdentity, now: datetime) -> bytes:
    """The signed `.qcenrol` for fresh keys."""
    value = EnrolmentRequest(
        invitation.season,
        invitation.judge,
        signing.public_hex,
        sealing.public_hex,
        _mac(invitation.secret, signing.public_hex, sealing.public_hex),
        now,
    )
    return documents.sign(documents.ENROLMENT, value, signing)


def read_request(data: bytes) -> Verified[EnrolmentRequest]:
    """Verify a request under the key it brings. The secret is checked by `matches`."""
    found = dsse.parse(data, limit=2 * documents.ENROLMENT.limit)
    claimed = documents.peek(documents.ENROLMENT, found)
    return documents.believe(documents.ENROLMENT, found, [claimed.sign])


def matches(request: EnrolmentRequest, secret: str) -> bool:
    """Whether the request was made with this invitation's secret (constant time)."""
    return hmac.compare_digest(request.mac, _mac(secret, request.sign, request.seal))


def read_invitation(data: bytes, now: datetime) -> Verified[Invitation]:
    """Verify an invitation that is to be used. Raises Expired after its 30 days, TrustError, FormatError."""
    verified = signed_invitation(data)
    require_fresh(verified.value.expires, now)
    return verified


def signed_invitation(data: bytes) -> Verified[Invitation]:
    """Verify an invitation under the root it carries, whatever its age: an old one still says whose it was.

    Raises TrustError, FormatError. The root itself is believed because a person compares the season code with the printed notice.
    """
    found = dsse.parse(data, limit=2 * documents.INVITATION.limit)
    claimed = documents.peek(documents.INVITATION, found)
    root_bytes = claimed.root.encode()
    verified = documents.believe(documents.INVITATION, found, root.targets_keys(root_bytes))
    if root.season_of(root_bytes) != verified.value.season:
        raise BadSignature(
            say("邀请与其赛季不一致。", "The invitation does not belong to the season it names."),
            say("请向组织方重新索取邀请。", "Ask the organiser for a new invitation."),
        )
    return verified


def require_fresh(expires: datetime, now: datetime) -> None:
    """Raise Expired once an invitation can no longer be used. The day it is here is said: a clock that is ahead makes every one old."""
    if now > expires:
        raise Expired(
            say(
                "邀请已于 {day} 过期（这台电脑的日期是 {today}）。",
                "The invitation expired on {day} (this computer's date is {today}).",
                day=expires.astimezone().date(),
                today=now.astimezone().date(),
            ),
            say(
                "日期不对，请校正后再打开；日期没错，请向组织方索取新的邀请。",
                "If that date is wrong, set it and open the invitation again; otherwise ask the organiser for a new one.",
            ),
        )


def device_digest(sign: str, seal: str) -> str:
    """Hex SHA-256 over both public keys: what the device code is made of."""
    return hashlib.sha256(bytes.fromhex(sign) + bytes.fromhex(seal)).hexdigest()


def _mac(secret: str, sign: str, seal: str) -> str:
    return hmac.new(bytes.fromhex(secret), bytes.fromhex(sign) + bytes.fromhex(seal), hashlib.sha256).hexdigest()
