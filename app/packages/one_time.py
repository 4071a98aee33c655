"""The one-time identity of an invitation: what opens a judge's first manifest before the laptop is admitted.

Bare it is age's `AGE-SECRET-KEY-1…`: whoever holds the invitation reads the material. Wrapped by a code sent
another way, the file alone is not enough. Six digits are a million guesses at Argon2id's price each: that
stops a person who finds the file, not one who rents computers.
"""

from __future__ import annotations

import re
import secrets

from app.core.errors import AppError, InvalidEntry, Malformed, UsageError
from app.core.text import fold
from app.core.words import say
from app.trust import b64, passphrase_box
from app.trust.keys import SealIdentity
from app.trust.passphrase_box import PassphraseBox

_BARE = "AGE-SECRET-KEY-1"
_WRAPPED = "qcdesk-code-1"
_CODE = re.compile("[0-9]{6}")


def new_code() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(1_000_000):06}"


def write(identity: SealIdentity, season: str, judge: str, code: str | None = None) -> str:
    """The text for the invitation's field `identity`; with `code` (six digits) the code is needed to read it."""
    if code is None:
        return identity.to_age()
    box = passphrase_box.close(_bound(season, judge), code, bytes.fromhex(identity.secret_hex))
    costs = (str(n) for n in (box.passes, box.lanes, box.memory_kib))
    return " ".join((_WRAPPED, *costs, b64.encode(box.salt), b64.encode(box.box)))


def needs_code(text: str) -> bool:
    """Whether the field holds a wrapped identity."""
    return text.startswith(_WRAPPED + " ")


def read(text: str, season: str, judge: str, code: str | None = None) -> SealIdentity | None:
    """The identity, or None when the invitation has none.

    Raises UsageError(reason="code-needed"), InvalidEntry(reason="wrong-code") or Malformed.
    """
    if not text:
        return None
    if text.startswith(_BARE):
        return SealIdentity.from_age(text)
    if not needs_code(text):
        raise _damaged()
    return SealIdentity.from_hex(_unwrap(text, _bound(season, judge), _digits(code)).hex())


def _unwrap(text: str, bound: str, code: str) -> bytes:
    try:
        _, passes, lanes, memory, salt, box = text.split(" ")
        held = PassphraseBox(b64.decode(salt), int(passes), int(lanes), int(memory), b64.decode(box))
    except (ValueError, AppError) as error:
        raise _damaged() from error
    try:
        return held.open(bound, code)
    except AppError as error:
        raise _wrong() from error


def _digits(code: str | None) -> str:
    if not code:
        raise UsageError(
            say("这份邀请需要验证码。", "This invitation needs its code."),
            say("请输入组织方另行告知的 6 位数字（--code）。", "Type the six digits the organiser sent you apart (--code)."),
            reason="code-needed",
        )
    typed = "".join(fold(code).split())
    if not _CODE.fullmatch(typed):
        raise _wrong()
    return typed


def _bound(season: str, judge: str) -> str:
    """Ties the box to its invitation: it opens for no other judge or season."""
    return f"{_WRAPPED} {season} {judge}"


def _wrong() -> InvalidEntry:
    return InvalidEntry(
        say("验证码不对。", "The code is wrong."),
        say("请核对组织方另行告知的 6 位数字。", "Check the six digits the organiser sent you apart."),
        reason="wrong-code",
    )


def _damaged() -> Malformed:
    return Malformed(
        say("邀请里的一次性钥匙写法不对。", "The invitation's one-time key is not written as it must be."),
        say("请向组织方重新索取邀请。", "Ask the organiser for a new invitation."),
    )
