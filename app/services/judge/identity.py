"""Who this profile is: the judge, the season, and the keys made on this laptop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from app.core.errors import UsageError
from app.core.words import say
from app.models.assignment import Inbox
from app.models.shape import Address, Id, Line, Many, SeasonId, Text
from app.packages import codec
from app.services.profile import Profile
from app.store.database import Transaction
from app.trust.keys import SealIdentity, SigningKey

_KEY = "judge-identity"
_SIGN, _SEAL, _OWN = "sign", "seal", "judge"


@dataclass(frozen=True)
class JudgeIdentity:
    """What an invitation taught this profile: whose it is, where the season lies, and its root of trust."""

    season: SeasonId
    judge: Id
    label: Line
    root: Annotated[str, Text(100_000)]
    addresses: Annotated[tuple[Address, ...], Many(20)]
    inboxes: Annotated[tuple[Inbox, ...], Many(10)]


@dataclass(frozen=True)
class Keys:
    """The laptop's own keys; they never leave it except sealed to the recovery code."""

    sign: SigningKey
    seal: SealIdentity


def keep(tx: Transaction, identity: JudgeIdentity, keys: Keys) -> None:
    """Store identity and keys together."""
    put(tx, identity)
    tx.secrets.put(_SIGN, _OWN, bytes.fromhex(keys.sign.seed_hex))
    tx.secrets.put(_SEAL, _OWN, bytes.fromhex(keys.seal.secret_hex))


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
    sign, seal = tx.secrets.get(_SIGN, _OWN), tx.secrets.get(_SEAL, _OWN)
    if sign is None or seal is None:
        raise RuntimeError("enrol first")
    return Keys(SigningKey.from_seed(sign.hex()), SealIdentity.from_hex(seal.hex()))


def load(profile: Profile) -> tuple[JudgeIdentity, Keys]:
    """Identity and keys. Raises UsageError before enrolment."""
    with profile.database.read() as tx:
        return require(tx), keys(tx)
