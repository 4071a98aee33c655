"""What a judge must be able to read on the desk at any time: the 设备码, whether this computer is admitted, and who can open its copies.

All of it comes from the store, so a program started again says the same as the one that enrolled.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from app.core.errors import AppError
from app.core.words import say
from app.models.roster import Roster
from app.services.judge import identity, workspace
from app.services.profile import Profile
from app.store.database import Transaction
from app.trust.fingerprint import device_code

_REQUEST = "enrolment"


@dataclass(frozen=True)
class ThisLaptop:
    """`device_code` is read back by telephone; `admitted` False is 身份待确认; `copies`: who can open those made by themselves.

    `request`: the enrolment file, to be handed over by hand while it was not `sent`; None once it is gone, or of no more use.
    `keys`: the public ones, to sign and to open; `device_code` is "" until `coded` made it of them.
    """

    keys: tuple[str, str]
    admitted: bool
    copies: str
    request: Path | None
    sent: bool
    device_code: str = ""

    @property
    def code_words(self) -> str:
        if not self.device_code:
            return say("设备码：正在计算…", "Device code: being computed…")
        return say(
            "设备码：{code}（组织方打电话核对时读给对方）",
            "Device code: {code} (read it out when the organiser telephones)",
            code=self.device_code,
        )

    @property
    def standing_words(self) -> str:
        """One sentence: does what is handed in count?"""
        if self.admitted:
            return say("组织方已登记本机，提交的评分会计入。", "The organiser has admitted this computer; what you hand in counts.")
        return pending_words()

    @property
    def request_words(self) -> str:
        """Where the enrolment lies that nobody has yet; "" when there is nothing to hand over."""
        if self.request is None or self.sent:
            return ""
        return say(
            "登记文件在：{place}，请用微信或U盘交给组织方。", "The enrolment file is {place}; send it to the organiser by chat or stick.",
            place=self.request,
        )  # fmt: skip


def pending_words() -> str:
    """身份待确认, in one sentence."""
    return say(
        "身份待确认：可以阅读和评分；组织方登记本机后，提交的评分才会计入。",
        "Not confirmed yet: read and score; what you hand in counts once the organiser has admitted this computer.",
    )


def coded(laptop: ThisLaptop) -> ThisLaptop:
    """With its 设备码, which takes a core a tenth of a second: never in the window's or the database's thread."""
    return replace(laptop, device_code=device_code(*laptop.keys))


def look(profile: Profile) -> ThisLaptop | None:
    """None before enrolment, and on a profile that is no judge's."""
    with profile.database.read() as tx:
        who = identity.find(tx)
        if who is None:
            return None
        keys, roster = identity.keys(tx), _roster(profile, tx)
        sent = not any(f.kind == _REQUEST for f in tx.outbox.pending())
    mine = identity.own_key(roster, who, keys) if roster is not None else None
    admitted = mine is not None and mine.ended is None
    copies = _who_can_open(profile) if roster is not None else ""
    public = keys.sign.public_hex, keys.seal.public_hex
    request = profile.home / f"{who.judge}.qcenrol"
    return ThisLaptop(public, admitted, copies, request if not admitted and request.exists() else None, sent)


def _who_can_open(profile: Profile) -> str:
    from app.services.judge import work_copy  # what makes copies is imported by nobody else before the first page

    return work_copy.who_can_open(profile)


def _roster(profile: Profile, tx: Transaction) -> Roster | None:
    try:
        return workspace.roster(profile, tx)
    except AppError:
        return None
