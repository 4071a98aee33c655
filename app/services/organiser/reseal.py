"""A new chair, or a chair with a new laptop: the packages the organiser holds, sealed again to that key.

Only the wrapping is new. Statement, signature, parts and payload digest stay what the judge made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core import strictjson
from app.core.errors import UsageError
from app.core.files import atomic_write
from app.core.ids import sha256_hex
from app.core.words import say
from app.models.roster import PanelRole, Roster, RosterJudge
from app.packages import result, sealing
from app.packages.sealing import Bundle
from app.services.organiser import manifests, state
from app.services.profile import Profile
from app.store.evidence import Evidence


@dataclass(frozen=True)
class Resealed:
    """chair id → files written; packages of panels whose chair has no admitted computer yet."""

    files: dict[str, tuple[Path, ...]]
    without_chair: tuple[str, ...]


def reseal(profile: Profile, repository: Path, out: Path, *, round_number: int | None = None) -> Resealed:
    """Write every package held as `OUT/<chair-id>/<judge>-<epoch>-<sequence>-<digest>.qcr`, for that panel's chair of now.

    Raises UsageError when nothing is held.
    """
    state.check_repository(profile, str(repository))
    with profile.database.read() as tx:
        roster = manifests.complete_roster(tx)
        held = [e for e in tx.evidence.of_kind("result", round_number=round_number) if e.attachment]
    if not held:
        raise UsageError(
            say("组织方还没有收到评分文件。", "The organiser holds no score file yet."),
            say("请先运行 organizer collect。", "Run organizer collect first."),
            reason="nothing-held",
        )
    files: dict[str, tuple[Path, ...]] = {}
    without = []
    for evidence in held:
        chairs = _chairs(roster, evidence)
        for chair in chairs:
            files[chair.id] = (*files.get(chair.id, ()), _write(out / chair.id, roster, evidence, chair))
        without += [] if chairs else [_name(evidence)]
    return Resealed(files, tuple(without))


def _write(folder: Path, roster: Roster, evidence: Evidence, chair: RosterJudge) -> Path:
    texts = tuple(sorted((t.encode() for t in strictjson.loads(evidence.attachment or b"[]")), key=sha256_hex))
    read = result.believe(Bundle(evidence.envelope, texts), roster)
    place = folder / f"{_name(evidence)}.qcr"
    atomic_write(place, sealing.seal(read.bundle, _recipients(roster, chair)))
    return place


def _chairs(roster: Roster, evidence: Evidence) -> Sequence[RosterJudge]:
    """Those who chair the judge's panel in that round and have a computer to open files with."""
    number, judge = evidence.round or 1, roster.judge(evidence.judge or "")
    role = judge.role_in(number) if judge else None
    if role is None:
        return ()
    chosen = ((j, j.role_in(number)) for j in roster.judges if j.live_key())
    return [j for j, r in chosen if r and (r.role, r.panel) == (PanelRole.CHAIR, role.panel)]


def _recipients(roster: Roster, chair: RosterJudge) -> list[str]:
    live = chair.live_key()
    organisers = [k.seal for o in roster.organisers for k in o.keys if k.ended is None]
    return list(dict.fromkeys([*([live.seal] if live else []), *organisers]))


def _name(evidence: Evidence) -> str:
    return f"{evidence.judge}-{evidence.epoch}-{evidence.sequence}-{evidence.payload_digest[:8]}"
