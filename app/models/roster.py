"""Who may sign what, by key epoch: the public list of judges and organisers. Ids only, never names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from app.models.shape import Count, Digest, Id, KeyHex, Many, SeasonId, Version

RoundNumber = Annotated[int, Count(1, 20)]


class PanelRole(StrEnum):
    JUDGE = "judge"
    CHAIR = "chair"


class EndReason(StrEnum):
    """Why a key ended: packages of a replaced key go on counting, those of a lost or revoked one only when kept."""

    REPLACED = "replaced"
    LOST = "lost"
    REVOKED = "revoked"


@dataclass(frozen=True)
class RosterRole:
    round: RoundNumber
    panel: Id
    role: PanelRole


@dataclass(frozen=True)
class KeyEnd:
    """From which roster version the key is dead, why, and which payloads count all the same."""

    version: Version
    why: EndReason
    keep: Annotated[tuple[Digest, ...], Many(1000)] = ()


@dataclass(frozen=True)
class KeyEpoch:
    """One laptop's pair of public keys (hex): Ed25519 `sign`, X25519 `seal`. Never deleted, only ended."""

    epoch: Annotated[int, Count(1, 1000)]
    sign: KeyHex
    seal: KeyHex
    from_version: Version
    ended: KeyEnd | None = None

    def counts(self, payload: str) -> bool:
        """Whether a package signed by this key may count: the key is live, was replaced, or the payload was held when it ended."""
        return self.ended is None or self.ended.why is EndReason.REPLACED or payload in self.ended.keep


@dataclass(frozen=True)
class RosterJudge:
    id: Id
    roles: Annotated[tuple[RosterRole, ...], Many(40)]
    keys: Annotated[tuple[KeyEpoch, ...], Many(100)]

    def live_key(self) -> KeyEpoch | None:
        """The one key that counts now, or None before admission and after revocation."""
        return next((k for k in reversed(self.keys) if k.ended is None), None)

    def role_in(self, round_number: int) -> RosterRole | None:
        """The judge's place in a round, or None."""
        return next((r for r in self.roles if r.round == round_number), None)


@dataclass(frozen=True)
class RosterOrganiser:
    id: Id
    keys: Annotated[tuple[KeyEpoch, ...], Many(100)]


@dataclass(frozen=True)
class Roster:
    """roster.json, signed by the root's targets key; `version` grows with every publish that changes it."""

    season: SeasonId
    version: Version
    published: datetime
    judges: Annotated[tuple[RosterJudge, ...], Many(5000)]
    organisers: Annotated[tuple[RosterOrganiser, ...], Many(50)]

    def judge(self, code: str) -> RosterJudge | None:
        """The judge with this id, or None."""
        return next((j for j in self.judges if j.id == code), None)
