"""A panel larger than any hall: hundreds of judges whose packages are signed, sealed and acceptable, without a profile for each.

Planning and publishing are the organiser's own services; what each laptop would do is done here at once.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product
from pathlib import Path

from app.core.clock import whole_second
from app.core.ids import new_salt
from app.core.tasks import Context
from app.models.assignment import Manifest
from app.models.result import AssignmentRef, DeclarationPart, OrderPart, Part, Phase, PointsPart, Statement
from app.models.roster import KeyEpoch, PanelRole, RosterJudge, RosterRole
from app.models.season import Season as Rules
from app.packages import documents, result
from app.services import profile as profiles
from app.services.judge import declare, enrol, submit
from app.services.organiser import admit, invite, publish, state
from app.services.profile import Profile
from app.trust import envelope as dsse
from app.trust.keys import SealIdentity, SigningKey
from tests.fakes import season as seasons
from tests.fakes.season import CHAIR, PASSPHRASE, Season


@dataclass(frozen=True)
class BigPanel:
    """The season, the chair's id (synced, submitted), and every other judge's packages: the first ones, then what replaces them."""

    season: Season
    packages: tuple[Path, ...]
    chair: str = CHAIR


def make(folder: Path, *, judges: int, entries: int, times: int = 1) -> BigPanel:
    """All of it; seconds for hundreds of judges. Each has handed in so many `times`."""
    season = seasons.found(folder, entries=entries, judges=judges)
    others = [j for j in season.judges if j != CHAIR]
    keys = {j: (SigningKey.generate(), SealIdentity.generate()) for j in others}
    with season.open("organiser") as organiser:
        _enrol(organiser, season, keys)
        publish.publish(organiser, season.repository, Context())
        packages = _packages(organiser, season, {j: sign for j, (sign, _) in keys.items()}, times)
    seasons.sync_and_declare(season, CHAIR)
    seasons.score_all(season, CHAIR)
    with season.open(CHAIR) as chair:
        submit.submit(chair, folder / "chair.qcr")
    return BigPanel(season, packages)


def _enrol(organiser: Profile, season: Season, keys: dict[str, tuple[SigningKey, SealIdentity]]) -> None:
    """The chair by the whole ceremony; the others' keys are put on the roster (a device code costs 0.1 s for each)."""
    where = [str(season.repository)]
    invited, _ = invite.invite(organiser, season.repository, season.folder / "invitations", where, [CHAIR])
    chair, _ = profiles.create(season.home(CHAIR), passphrase=PASSPHRASE)
    with closing(chair):
        made, _ = enrol.enrol(chair, enrol.read_file(invited.files[CHAIR]))
    admission, _ = admit.admit(organiser, season.repository, [made.request])
    assert not admission.refused
    with organiser.database.write() as tx:
        roster = state.roster(tx)
        roles = (RosterRole(1, "P-1", PanelRole.JUDGE),)
        others = [RosterJudge(j, roles, (KeyEpoch(1, sign.public_hex, seal.public_hex, 1),)) for j, (sign, seal) in keys.items()]
        judges = tuple(sorted([*roster.judges, *others], key=lambda j: j.id))
        state.ROSTER.put(tx, state.ONLY, replace(roster, judges=judges))


def _packages(organiser: Profile, season: Season, keys: dict[str, SigningKey], times: int) -> tuple[Path, ...]:
    with organiser.database.read() as tx:
        rules, roster = state.season(tx), state.roster(tx)
        manifests = {j: tx.evidence.newest("manifest", judge=j) for j in keys}
        organisers = [k.seal for o in roster.organisers for k in o.keys]
    head = roster.judge(CHAIR)
    chair = head.live_key() if head else None
    assert chair is not None
    now, written = whole_second(organiser.clock.now()), []
    for sequence, (judge, key) in product(range(1, times + 1), keys.items()):
        evidence = manifests[judge]
        assert evidence is not None
        manifest = documents.peek(documents.MANIFEST, dsse.parse(evidence.envelope, limit=documents.MANIFEST.limit * 2))
        data = _package(rules, manifest, evidence.payload_digest, key, sequence, now, [chair.seal, *organisers])
        written.append(season.folder / "packages" / str(sequence) / f"{judge}.qcr")
        written[-1].parent.mkdir(parents=True, exist_ok=True)
        written[-1].write_bytes(data)
    return tuple(written)


def _package(
    rules: Rules, manifest: Manifest, digest: str, key: SigningKey, sequence: int, now: datetime, recipients: Sequence[str]
) -> bytes:
    chance = random.Random(f"{manifest.judge} {sequence}")
    parts: list[Part] = [DeclarationPart(new_salt(), declare.PLEDGE, manifest.name, now, {})]
    parts.append(OrderPart(new_salt(), tuple(e.code for e in manifest.entries)))
    for entry in manifest.entries:
        rubric = rules.rubric(entry.rubric)
        assert rubric is not None
        points = {i.code: i.max - i.step * chance.randrange(0, 8) for i in rubric.items}
        read = tuple(d.sha256 for d in entry.documents)
        parts.append(PointsPart(new_salt(), entry.code, documents.value_digest(rubric), read, points))
    statement = Statement(
        season=rules.id, policy=documents.policy_digest(rules.policy), round=manifest.round,
        assignment=AssignmentRef(manifest.assignment, manifest.sequence, digest), judge=manifest.judge, epoch=1, sequence=sequence,
        phase=Phase.INDEPENDENT, created=now, app="bench", parts=result.part_digests(parts),
    )  # fmt: skip
    return result.seal(result.sign(statement, parts, key), recipients)
