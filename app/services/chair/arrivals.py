"""Packages as evidence: kept for ever by payload, read once, joined when comments or the log follow in a later file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.core import strictjson
from app.models.result import Phase
from app.packages import documents, parts, result
from app.packages.parts import Parts
from app.packages.sealing import Bundle
from app.scoring.merge import PayloadRef
from app.services.profile import Profile
from app.store.database import Transaction
from app.store.evidence import Evidence
from app.trust import envelope as dsse

KIND = "result"


@dataclass(frozen=True)
class Arrived:
    """One package held: its place in the order, its parts, the evidence it came from, and the policy it was scored under (digest)."""

    ref: PayloadRef
    parts: Parts
    assignment_sequence: int
    evidence: Evidence
    policy: str = ""


def keep(profile: Profile, tx: Transaction, read: result.ReadResult) -> bool:
    """Keep a verified package as evidence; False when its payload is held already (parts that came later are added).

    One just kept is known at once: nobody has to read it from the store again.
    """
    e = evidence(profile, read)
    fresh = put(tx, e)
    if fresh:
        profile.parsed[_name(read.payload, len(e.attachment or b""))] = replace(as_arrived(profile, read), evidence=e)
    elif (held := tx.evidence.get("result", read.payload)) is not None:
        _join(tx, read, held)
    return fresh


def put(tx: Transaction, e: Evidence) -> bool:
    """Into the box; False when it is held already."""
    return tx.evidence.put(
        e.kind, e.payload_digest, e.envelope, e.received, season=e.season, round_number=e.round, judge=e.judge, epoch=e.epoch,
        sequence=e.sequence, attachment=e.attachment,
    )  # fmt: skip


def evidence(profile: Profile, read: result.ReadResult, kind: str = KIND) -> Evidence:
    """A verified package as it is kept."""
    value, attachment = read.statement.value, strictjson.dumps([p.decode() for p in read.bundle.parts])
    return Evidence(
        kind, read.payload, read.bundle.envelope, profile.clock.now(), value.season, value.round, value.judge, value.epoch,
        value.sequence, attachment,
    )  # fmt: skip


def _join(tx: Transaction, read: result.ReadResult, held: Evidence) -> None:
    """Comments and log may follow in a later file of the same payload: what is held and what came are kept together."""
    known = {t.encode() for t in strictjson.loads(held.attachment or b"[]")}
    joined = known | set(read.bundle.parts)
    if joined != known:
        tx.evidence.attach("result", read.payload, strictjson.dumps(sorted(p.decode() for p in joined)))


def of_round(profile: Profile, tx: Transaction, round_number: int) -> tuple[Arrived, ...]:
    """Every package held of a round, by judge, epoch and sequence; only what is not known yet is read from the store."""
    known = [profile.parsed.get(_name(*name)) for name in tx.evidence.names("result", round_number)]
    found = tuple(k for k in known if isinstance(k, Arrived))
    if len(found) == len(known):
        return found
    return tuple(held(profile, e) for e in tx.evidence.of_kind("result", round_number=round_number))


def held(profile: Profile, found: Evidence) -> Arrived:
    """A package from its evidence; read once per content, because it never changes."""
    name = _name(found.payload_digest, len(found.attachment or b""))
    known = profile.parsed.get(name)
    if isinstance(known, Arrived):
        return known
    statement = documents.peek(documents.RESULT, dsse.parse(found.envelope))
    texts = tuple(t.encode() for t in strictjson.loads(found.attachment or b"[]"))
    bundle = Bundle(found.envelope, texts)
    ref = PayloadRef(statement.judge, statement.epoch, statement.sequence, found.payload_digest, Phase(statement.phase))
    made = Arrived(ref, parts.read(statement, bundle.parts), statement.assignment.sequence, found, statement.policy)
    profile.parsed[name] = made
    return made


def as_arrived(profile: Profile, read: result.ReadResult) -> Arrived:
    """A verified package as if it were kept: for previews."""
    value = read.statement.value
    ref = PayloadRef(value.judge, value.epoch, value.sequence, read.payload, Phase(value.phase))
    held_as = Evidence("result", read.payload, read.bundle.envelope, profile.clock.now(), value.season, value.round, value.judge)
    return Arrived(ref, read.parts, value.assignment.sequence, held_as, value.policy)


def _name(payload: str, size: int) -> str:
    return f"arrived {payload} {size}"
