"""Believing what a source publishes: roster, season and this judge's manifests, checked before anything is replaced.

The order is fixed: metadata (TUF) → roster → own keys against the roster → season and what it needs →
manifests that only this laptop opens. Each step either holds or ends in one sentence with nothing changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from typing import Generic, TypeVar

from app.core.errors import AppError, DownloadError, FormatError, NotForUs, OfflineError, TrustError, UsageError
from app.core.words import say
from app.models.assignment import Manifest
from app.models.roster import KeyEpoch, Roster
from app.models.season import Season
from app.packages import documents, root, sealed_documents
from app.services.judge import identity
from app.services.judge.identity import JudgeIdentity, Keys
from app.services.profile import Profile
from app.sync.sources import Source
from app.sync.tuf_client import VerifiedSeason, refresh
from app.trust.envelope import Verified

T = TypeVar("T")


@dataclass(frozen=True)
class Signed(Generic[T]):
    """A verified document with its envelope, to be kept as evidence."""

    document: Verified[T]
    envelope: bytes


@dataclass(frozen=True)
class News:
    """Everything a season publishes for one judge, verified together."""

    roster: Signed[Roster]
    season: Signed[Season]
    manifests: tuple[Signed[Manifest], ...]
    key: KeyEpoch | None
    """This laptop's key on the roster; None while it waits to be admitted (身份待确认)."""
    roots: tuple[bytes, ...]
    accepted_expired: bool
    passed_over: tuple[str, ...] = ()
    """Addresses tried before the one that answered, with what each said."""


def fetch(profile: Profile, who: JudgeIdentity, keys: Keys, sources: Iterable[Source], *, accept_expired: bool) -> News:
    """News from the first source that has a valid, not older state. Raises the last source's error when none has."""
    with profile.database.read() as tx:
        held = tx.evidence.newest("manifest") is not None
    failures: list[AppError] = []
    failed: list[tuple[str, AppError]] = []
    for source in sources:
        try:
            verified = refresh(source, profile.metadata, who.root.encode(), profile.clock.now(), accept_expired=accept_expired)
            return replace(read(verified, who, keys, held=held), passed_over=tuple(f"{a}: {e.message}" for a, e in failed))
        except (OfflineError, DownloadError, TrustError, FormatError, UsageError) as error:
            failures.append(error)
            failed.append((source.address, error))
    raise max(failures, key=_gravity, default=None) or OfflineError(
        say("没有资料地址。", "There is no address to read from."),
        say("请用 --from 指定文件夹或网址。", "Name a folder or an address with --from."),
    )


def _gravity(error: AppError) -> int:
    """Which of several sources' failures a person must hear: a stranger in one's place, then what a source said, then silence."""
    if error.reason in ("someone-else", "key-ended"):
        return 3
    return {True: 0, False: 1}[isinstance(error, OfflineError)] + isinstance(error, TrustError)


def read(verified: VerifiedSeason, who: JudgeIdentity, keys: Keys, *, held: bool) -> News:
    """What one verified source says to this judge; `held`: a manifest came earlier. Raises TrustError, DownloadError, UsageError (not admitted)."""
    roots = verified.roots()
    signers = tuple(dict.fromkeys(chain.from_iterable(root.targets_keys(r) for r in reversed(roots))))
    roster_bytes = _required(verified, "roster.json")
    roster = documents.read(documents.ROSTER, roster_bytes, signers)
    key = _own_key(roster.value, who, keys)
    season_bytes = _required(verified, "season.json")
    season = documents.read(documents.SEASON, season_bytes, signers)
    if {roster.value.season, season.value.id} != {who.season}:
        raise _foreign()
    manifests = tuple(_manifests(verified, roster.value, who, keys, signers, pending=key is None))
    if key is None and not manifests and not held:
        raise _not_admitted()
    return News(Signed(roster, roster_bytes), Signed(season, season_bytes), manifests, key, roots, verified.freshness.accepted_expired)


def _required(verified: VerifiedSeason, name: str) -> bytes:
    data = verified.fetch(name)
    if data is None:
        raise DownloadError(
            say("赛季资料里没有 {name}。", "The season has no {name}.", name=name),
            say("请联系组织方重新发布。", "Ask the organiser to publish again."),
        )
    return data


def _own_key(roster: Roster, who: JudgeIdentity, keys: Keys) -> KeyEpoch | None:
    mine = identity.own_key(roster, who, keys)
    if mine is not None and mine.ended is None and mine.seal == keys.seal.public_hex:
        return mine
    if identity.is_pending(roster, who, keys):
        return None
    if mine is not None:
        raise TrustError(
            say("组织方已停用本机的登记。", "The organiser has ended this computer's enrolment."),
            say("请联系组织方；需要时用新的邀请重新登记。", "Ask the organiser; enrol again with a new invitation if needed."),
            reason="key-ended",
        )
    raise TrustError(
        say("名册上以您的编号登记的是另一台设备。", "Someone else is enrolled under your name."),
        say("请立即电话联系组织方；本机内容没有改动。", "Telephone the organiser at once; nothing here was changed."),
        reason="someone-else",
    )


def _manifests(
    verified: VerifiedSeason, roster: Roster, who: JudgeIdentity, keys: Keys, signers: tuple[str, ...], *, pending: bool
) -> Iterable[Signed[Manifest]]:
    entry = roster.judge(who.judge)
    mine = [keys.seal, *([keys.one_time] if pending and keys.one_time else [])]
    for role in entry.roles if entry else ():
        data = verified.fetch(f"manifests/{role.round}/{who.judge}.age")
        if data is None:
            continue
        try:
            manifest, envelope = sealed_documents.open_sealed(documents.MANIFEST, data, mine, signers)
        except NotForUs:
            if pending:  # sealed to the earlier laptop alone
                continue
            raise
        value = manifest.value
        if (value.season, value.round, value.judge, value.panel) != (who.season, role.round, who.judge, role.panel):
            raise _foreign()
        yield Signed(manifest, envelope)


def _not_admitted() -> UsageError:
    return UsageError(
        say("组织方还没有登记本机（身份待确认）。", "The organiser has not admitted this computer yet."),
        say("请把登记文件交给组织方，核对设备码后再同步。", "Hand in the enrolment file, read back the device code, then sync again."),
        reason="not-admitted",
    )


def _foreign() -> TrustError:
    return TrustError(
        say("资料不属于本赛季或不是给您的。", "What was published is for another season or another judge."),
        say("请核对地址，并联系组织方。", "Check the address and ask the organiser."),
        reason="other-season",
    )
