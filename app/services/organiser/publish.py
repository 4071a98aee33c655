"""Publishing: seal each file once, write what changed, sign it all; a static folder is the whole result.

Nothing but the public repository is written outside the profile. Sealing is remembered file by file, so an
interrupted publish goes on where it stopped; publishing twice without a change renews freshness only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from app.core.clock import whole_second
from app.core.files import file_digest, inside, translated
from app.core.ids import sha256_hex
from app.core.tasks import Context
from app.core.words import say
from app.models.assignment import Manifest, PublishedSequence
from app.models.changes import Changes, Topic, changed
from app.models.roster import PanelRole, Roster
from app.models.sealed_file import SealedFile
from app.models.season import Enrolment, Season
from app.packages import codec, documents, sealed_documents
from app.publishing import destinations, public_check
from app.publishing.seal_files import seal_file
from app.publishing.tuf_repository import TufRepository
from app.services.organiser import fellow_chairs, manifests, state
from app.services.organiser.manifests import SealedMaterial
from app.services.organiser.state import JudgeAssignment, OrganiserKeys
from app.services.profile import Profile
from app.store.evidence import Evidence
from app.trust import envelope as dsse

Head = TypeVar("Head", Roster, Season)


@dataclass(frozen=True)
class Published:
    """What was published: manifests written now, judges still without a key, files sealed now, bytes sealed now.

    `reading`: those of `waiting` who can read at once with the key of their invitation.
    """

    roster_version: int
    season_version: int
    manifests: int
    waiting: tuple[str, ...]
    sealed: int
    bytes: int
    entries: int
    changed: bool
    copied: int = 0
    reading: tuple[str, ...] = ()


def publish(profile: Profile, repository: Path, ctx: Context, *, to: str | None = None) -> tuple[Published, Changes]:
    """Bring the repository up to date, and copy it to `to` when given.

    Raises UsageError (foreign files, nothing assigned), DiskFull, MediaError, OfflineError.
    """
    home = state.check_repository(profile, str(repository))
    public_check.require_public(repository)
    sealed, count, size = seal_materials(profile, repository, Path(home.materials), ctx.part(0.0, 0.8))
    now = whole_second(profile.clock.now())
    with profile.database.read() as tx:
        keys = state.keys(tx)
    season, roster, targets = _settle_heads(profile, keys, now)
    tuf = TufRepository(repository)
    entries: set[str] = set()
    written = 0
    for chairs in (False, True):  # a chair's manifest names the sequences just given to the others
        drafts = manifests.drafts(profile, season, sealed, chairs=chairs)
        if fellow_chairs.settle(profile, drafts):
            drafts = manifests.drafts(profile, season, sealed, chairs=chairs)
        entries |= {e.code for m in drafts for e in m.entries}
        written += _write_manifests(profile, tuf, roster, drafts, targets, keys, now)
    was_changed = tuf.publish(targets, keys.daily, now)
    copied = destinations.copy_to(repository, to, ctx.part(0.9, 1.0)).files if to else 0
    waiting = tuple(j.id for j in roster.judges if j.live_key() is None)
    reading = tuple(j for j in waiting if _readers(profile, roster, j))
    report = Published(roster.version, season.version, written, waiting, count, size, len(entries), was_changed, copied, reading)
    ctx.report(say("发布完成", "Published"), 1.0)
    return report, changed(Topic.SEASON)


def seal_materials(
    profile: Profile, repository: Path, materials: Path, ctx: Context
) -> tuple[Mapping[tuple[int, str], list[SealedMaterial]], int, int]:
    """Seal every file of every entry that takes part, once; ((round, entry) → files, files sealed now, bytes sealed now)."""
    with profile.database.read() as tx:
        wanted = manifests.materials_taking_part(tx)
    found: dict[tuple[int, str], list[SealedMaterial]] = {}
    count = size = 0
    for done, material in enumerate(wanted):
        ctx.report(say("正在加密 {name}", "Sealing {name}", name=material.path.rsplit("/", 1)[-1]), done / len(wanted))
        sealed, fresh = _sealed(profile, repository, inside(materials, material.path), ctx)
        count, size = count + fresh, size + sealed.sealed_size * fresh
        found.setdefault((material.round, material.entry), []).append(SealedMaterial(material, sealed))
    return found, count, size


def _sealed(profile: Profile, repository: Path, plain: Path, ctx: Context) -> tuple[SealedFile, bool]:
    with translated(plain), plain.open("rb") as source:
        digest, _ = file_digest(source)
    with profile.database.read() as tx:
        held = state.SEALED.get(tx, digest)
    blobs = repository / "blobs"
    if held is not None and (blobs / held.sealed_sha256[:2] / held.sealed_sha256).exists():
        return held, False
    made = seal_file(plain, blobs, ctx.part(0, 1))
    with profile.database.write() as tx:
        state.SEALED.put(tx, made.sha256, made)
    return made, True


def _settle_heads(profile: Profile, keys: OrganiserKeys, now: datetime) -> tuple[Season, Roster, dict[str, bytes]]:
    """Season and roster with their versions settled, and their envelopes by target path."""
    with profile.database.write() as tx:
        last_roster, last_season = tx.evidence.newest("roster"), tx.evidence.newest("season")
        roster, signed_roster = _settle(documents.ROSTER, manifests.complete_roster(tx), last_roster, keys, now)
        season, signed_season = _settle(documents.SEASON, state.season(tx), last_season, keys, now)
        state.ROSTER.put(tx, state.ONLY, roster)
        state.SEASON.put(tx, state.ONLY, season)
        for kind, version, envelope in (("roster", roster.version, signed_roster), ("season", season.version, signed_season)):
            digest = dsse.parse(envelope).payload_digest
            tx.evidence.put(kind, digest, envelope, profile.clock.now(), season=season.id, sequence=version)
    return season, roster, {"roster.json": signed_roster, "season.json": signed_season}


def _settle(kind: documents.Kind[Head], wanted: Head, last: Evidence | None, keys: OrganiserKeys, now: datetime) -> tuple[Head, bytes]:
    """The wanted head as it goes out: the last one when nothing changed, else the next version of now."""
    if last is not None:
        held = documents.read(kind, last.envelope, [keys.daily.public_hex]).value
        if replace(wanted, version=held.version, published=held.published) == held:
            return held, last.envelope
        wanted = replace(wanted, version=held.version + 1, published=now)
    else:
        wanted = replace(wanted, version=1, published=now)
    return wanted, documents.sign(kind, wanted, keys.daily)


def _write_manifests(
    profile: Profile,
    repository: TufRepository,
    roster: Roster,
    drafts: Iterable[Manifest],
    targets: dict[str, bytes],
    keys: OrganiserKeys,
    now: datetime,
) -> int:
    """Sign and seal every manifest whose content changed, seal again those with other readers; the rest stay as they are.

    Returns how many are new to their reader."""
    written, listed = 0, repository.published()
    for draft in drafts:
        path = f"manifests/{draft.round}/{draft.judge}.age"
        readers = _readers(profile, roster, draft.judge)
        if not readers:
            continue
        content = sha256_hex(codec.to_bytes(draft))
        with profile.database.read() as tx:
            held = manifests.assignment(tx, draft)
        kept = repository.target(path, listed) if (held.content, held.readers) == (content, readers) else None
        if kept is None or sha256_hex(kept) != held.sealed:
            kept = _write_manifest(profile, draft, held, content, readers, keys, now)
            written += 1
        targets[path] = kept
    return written


def _readers(profile: Profile, roster: Roster, judge: str) -> tuple[str, ...]:
    """The keys that open this judge's manifest: the admitted laptop's, and that of an invitation nobody has used yet."""
    with profile.database.read() as tx:
        invited = state.INVITED.get(tx, judge)
        one_time = invited.reader(profile.clock.now()) if invited else None
        if one_time and state.season(tx).policy.enrolment is not Enrolment.IMMEDIATE:
            one_time = None
    held = roster.judge(judge)
    live = held.live_key() if held else None
    return tuple(key for key in (live.seal if live else None, one_time) if key)


def _write_manifest(
    profile: Profile, draft: Manifest, held: JudgeAssignment, content: str, readers: tuple[str, ...], keys: OrganiserKeys, now: datetime
) -> bytes:
    """A new sequence; or the last one sealed again, when only its readers changed or an earlier publish was cut off."""
    with profile.database.write() as tx:
        last = held.sequences[-1].manifest if held.sequences and held.content == content else None
        recorded = tx.evidence.get("manifest", last) if last else None
        if recorded is not None:
            sealed = sealed_documents.seal_envelope(recorded.envelope, readers)
            manifests.keep_assignment(tx, replace(held, sealed=sha256_hex(sealed), readers=readers))
            return sealed
        value = replace(draft, sequence=len(held.sequences) + 1, published=now)
        envelope, sealed = sealed_documents.seal(documents.MANIFEST, value, keys.daily, readers)
        digest = dsse.parse(envelope, limit=documents.MANIFEST.limit * 2).payload_digest
        sequence = PublishedSequence(value.sequence, digest, tuple(e.code for e in value.entries))
        tx.evidence.put(
            "manifest", digest, envelope, now, season=value.season, round_number=value.round, judge=value.judge, sequence=value.sequence
        )
        made = replace(held, sequences=(*held.sequences, sequence), content=content, sealed=sha256_hex(sealed), readers=readers)
        made = made if value.role is PanelRole.CHAIR else replace(made, fellow=(*made.fellow, sequence))
        manifests.keep_assignment(tx, made)
    return sealed
