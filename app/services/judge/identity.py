"""Who this profile is: the judge, the season, and the keys made on this laptop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from app.core.errors import UsageError
from app.core.words import say
from app.models.assignment import Inbox
from app.models.roster import KeyEpoch, Roster
from app.models.shape import Address, Id, Line, Many, SeasonId, Small, Text
from app.packages import codec
from app.services.profile import Profile
from app.store.database import Transaction
from app.trust.keys import SealIdentity, SigningKey

_KEY = "judge-identity"
_SIGN, _SEAL, _OWN, _ONE_TIME = "sign", "seal", "judge", "one-time"


@dataclass(frozen=True)
class JudgeIdentity:
    """What an invitation taught this profile: whose it is, where the season lies, and its root of trust."""

    season: SeasonId
    judge: Id
    label: Line
    root: Annotated[str, Text(100_000)]
    addresses: Annotated[tuple[Address, ...], Many(20)]
    inboxes: Annotated[tuple[Inbox, ...], Many(10)]
    epochs: Small = 0
    """Keys on the roster when the invitation was written: a live one among them is an earlier laptop of this judge."""


@dataclass(frozen=True)
class Keys:
    """The laptop's own keys; they never leave it except sealed to the recovery code. `one_time` came with the invitation."""

    sign: SigningKey
    seal: SealIdentity
    one_time: SealIdentity | None = None


def keep(tx: Transaction, identity: JudgeIdentity, keys: Keys) -> None:
    """Store identity and keys together."""
    put(tx, identity)
    tx.secrets.put(_SIGN, _OWN, bytes.fromhex(keys.sign.seed_hex))
    tx.secrets.put(_SEAL, _OWN, bytes.fromhex(keys.seal.secret_hex))
    if keys.one_time is not None:
        tx.secrets.put(_SEAL, _ONE_TIME, bytes.fromhex(keys.one_time.secret_hex))


def put(tx: Transaction, identity: JudgeIdentity) -> None:
    """Store a changed identity (addresses, inboxes)."""
    tx.settings.put(_KEY, codec.to_bytes(identity).decode())


def find(tx: Transaction) -> JudgeIdentity | None:
    """The identity, or None before enrolment."""
    text = tx.settings.get(_KEY)
    return codec.from_bytes(JudgeIdentity, text.encode()) if text else None


def require(tx: Transaction) -> JudgeIdentity:
    """The identity. Raises UsageError before enrolment."""
    identity = find(tx)
    if identity is None:
        raise UsageError(
            say("还没有邀请文件。", "No invitation has been opened yet."),
            say("请打开组织方发来的 .qcinvite 文件。", "Open the .qcinvite file the organiser sent."),
            reason="not-enrolled",
        )
    return identity


def keys(tx: Transaction) -> Keys:
    """The keys of an enrolled profile."""
    sign, seal, one_time = tx.secrets.get(_SIGN, _OWN), tx.secrets.get(_SEAL, _OWN), tx.secrets.get(_SEAL, _ONE_TIME)
    if sign is None or seal is None:
        raise RuntimeError("enrol first")
    once = SealIdentity.from_hex(one_time.hex()) if one_time else None
    return Keys(SigningKey.from_seed(sign.hex()), SealIdentity.from_hex(seal.hex()), once)


def own_key(roster: Roster, who: JudgeIdentity, keys: Keys) -> KeyEpoch | None:
    """This laptop's key on the roster, also when it was ended; None while the organiser has not admitted it."""
    entry = roster.judge(who.judge)
    return next((k for k in entry.keys if k.sign == keys.sign.public_hex), None) if entry else None


def is_pending(roster: Roster, who: JudgeIdentity, keys: Keys) -> bool:
    """身份待确认: nobody but an earlier laptop, known when the invitation was written, stands in this judge's place."""
    entry = roster.judge(who.judge)
    live = entry.live_key() if entry else None
    return own_key(roster, who, keys) is None and (live is None or live.epoch <= who.epochs)


def epoch(roster: Roster, who: JudgeIdentity, keys: Keys) -> int | None:
    """The epoch this laptop signs under; None when another laptop took its place.

    While pending it is the one that admission gives: a new invitation ends the one before and each is used once, so the
    key admitted next after the invitation was written is this laptop's or this laptop is never admitted.
    """
    if (mine := own_key(roster, who, keys)) is not None:
        return mine.epoch
    entry = roster.judge(who.judge)
    return who.epochs + 1 if len(entry.keys if entry else ()) <= who.epochs else None


def load(profile: Profile) -> tuple[JudgeIdentity, Keys]:
    """Identity and keys. Raises UsageError before enrolment."""
    with profile.database.read() as tx:
        return require(tx), keys(tx)
