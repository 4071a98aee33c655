"""The result package `.qcr`: a judge's signed statement with its parts, sealed to chair and organiser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.errors import TrustError, UnknownSigner, WrongRole
from app.core.words import say
from app.models.result import Part, Statement
from app.models.roster import KeyEpoch, Roster, RosterJudge
from app.packages import documents, sealing
from app.packages import parts as part_files
from app.packages.parts import Parts
from app.packages.sealing import Bundle
from app.trust import envelope as dsse
from app.trust.envelope import Envelope, Verified
from app.trust.keys import SealIdentity, SigningKey

_SMALL, _RATIO = 4 << 20, 100
"""Every part has 128 random bits and its digest stands in the statement: an honest file never packs this well. 65 KB could
unpack to 64 MiB otherwise, and take ten times that as text."""


@dataclass(frozen=True)
class SignedResult:
    """A statement, signed, with the exact bytes of its parts."""

    payload: str
    bundle: Bundle


@dataclass(frozen=True)
class Claim:
    """What a bundle says of itself, not yet believed: only to learn whose key to check it with, and whom to name if it is refused."""

    found: Envelope
    statement: Statement
    bundle: Bundle


@dataclass(frozen=True)
class ReadResult:
    """A package that was opened and believed: who, under which key epoch, and what it says."""

    statement: Verified[Statement]
    parts: Parts
    judge: RosterJudge
    key: KeyEpoch
    bundle: Bundle

    @property
    def payload(self) -> str:
        return self.statement.payload_digest


def sign(statement: Statement, parts: Sequence[Part], key: SigningKey, ext: Mapping[str, object] | None = None) -> SignedResult:
    """Sign `statement`, whose `parts` (with `later`) must be the digests of `parts` (see `part_digests`); `ext` is signed beside it."""
    texts = tuple(sorted((part_files.encode(p) for p in parts), key=lambda t: part_files.digests([t])))
    if tuple(sorted((*statement.parts, *statement.later))) != part_files.digests(texts):
        raise RuntimeError("statement does not name these parts")
    envelope = documents.sign(documents.RESULT, statement, key, ext)
    return SignedResult(dsse.parse(envelope).payload_digest, Bundle(envelope, texts))


def part_digests(parts: Sequence[Part]) -> tuple[str, ...]:
    """Sorted digests of parts, for the statement."""
    return part_files.digests(part_files.encode(p) for p in parts)


def seal(result: SignedResult, recipients: Sequence[str]) -> bytes:
    """The bytes of a `.qcr`; sealed once, every channel carries the same bytes."""
    return sealing.seal(result.bundle, recipients)


def open_package(data: bytes, identities: Sequence[SealIdentity], roster: Roster) -> ReadResult:
    """Open, verify against the roster's keys, and read. Raises TrustError or FormatError in one sentence."""
    return believe(unseal(data, identities), roster)


def unseal(data: bytes, identities: Sequence[SealIdentity]) -> Bundle:
    """Open a `.qcr`, whoever made it. What unpacks to far more than salts and digests allow is refused before it takes memory."""
    return sealing.unseal(data, identities, limit=min(sealing.INFLATED, max(_SMALL, _RATIO * len(data))))


def believe(bundle: Bundle, roster: Roster) -> ReadResult:
    """Verify a bundle that was already unsealed. Raises TrustError or FormatError."""
    return believe_claim(claim(bundle), roster)


def claim(bundle: Bundle) -> Claim:
    """Who says to have signed what. Raises WrongRole for another kind of document, FormatError for what cannot be read."""
    found = dsse.parse(bundle.envelope, limit=2 * documents.RESULT.limit)
    if found.kind != documents.RESULT.name:
        raise WrongRole(
            say("这个文件不是评分文件（种类：{kind}）。", "This is not a score file (its kind: {kind}).", kind=found.kind),
            say("请选择评委提交的评分文件。", "Choose the score file a judge handed in."),
        )
    return Claim(found, documents.peek(documents.RESULT, found), bundle)


def believe_claim(claim: Claim, roster: Roster) -> ReadResult:
    """Claimed judge → that judge's key of that epoch → signature → parts."""
    claimed = claim.statement
    judge = roster.judge(claimed.judge)
    key = next((k for k in judge.keys if k.epoch == claimed.epoch), None) if judge else None
    if judge is not None and key is None and claimed.epoch == len(judge.keys) + 1:
        raise _not_admitted(claimed.judge)
    statement = documents.believe(documents.RESULT, claim.found, [key.sign] if key else [], claimed)
    if judge is None or key is None:  # believe() has already refused: an empty list of signers
        raise RuntimeError("believed without a key")
    if statement.value.season != roster.season:
        raise TrustError(
            say("这是另一赛季的评分文件。", "This score file is for another season."),
            say("请选择本赛季的评分文件。", "Choose a score file of this season."),
            reason="other-season",
        )
    return ReadResult(statement, part_files.read(statement.value, claim.bundle.parts), judge, key, claim.bundle)


def _not_admitted(judge: str) -> UnknownSigner:
    """Handed in before the organiser admitted the laptop: the same file counts once the roster names its key."""
    return UnknownSigner(
        say("评委 {judge} 身份待确认：组织方还没有登记签名的电脑。", "Judge {judge} is not confirmed yet: the computer that signed is not on the roster.", judge=judge),
        say("请组织方登记并发布，同步后再合并；文件不用重交。", "Once the organiser has admitted it and published, sync and merge again; the file stays good."),
        reason="not-admitted",
    )  # fmt: skip
