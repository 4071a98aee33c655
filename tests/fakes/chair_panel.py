"""A panel with exactly the points a story needs: real keys, real signed and sealed packages, the chair a whole profile.

The chair (J-01) goes the whole road; what the other laptops would do is done here at once, so any sheet can be handed in, late,
twice or in two versions.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from app.core.clock import whole_second
from app.core.ids import new_event_id, new_salt
from app.core.tasks import Context
from app.models.assignment import Manifest
from app.models.entry import DocumentRole
from app.models.points import of
from app.models.result import AssignmentRef, CommentsPart, DeclarationPart, Part, Phase, PointsPart, RecusalPart, Statement
from app.models.roster import KeyEpoch, PanelRole, RosterJudge, RosterRole
from app.models.rubric import Rubric, TopicType
from app.models.season import Policy, Quota
from app.models.shape import Points
from app.models.sheet import Anchor, Note, RecusalReason
from app.packages import documents, result
from app.services import profile as profiles
from app.services.judge import declare, enrol, recuse, score, submit, sync, workspace
from app.services.organiser import admit, invite, publish, state
from app.services.profile import Profile
from app.trust import envelope as dsse
from app.trust.keys import SealIdentity, SigningKey
from tests.fakes import season as seasons
from tests.fakes.published_season import run_command
from tests.fakes.season import CHAIR, PASSPHRASE, Season

ITEMS = ("TOPIC", "CAUSE", "ACTION", "EFFECT", "REPORT", "FEATURE")
RECUSED = "回避"
Marks = Mapping[str, str | Mapping[str, str]]
"""Entry → a total ("86.5"), points by item, or 回避."""


@dataclass
class ChairPanel:
    """The season, the keys of everybody but the chair, and what was published to whom."""

    season: Season
    keys: dict[str, SigningKey]
    manifests: dict[str, tuple[Manifest, str]]
    rubric: Rubric
    policy: Policy
    recipients: tuple[str, ...]
    made: int = 0
    notes: dict[tuple[str, str], tuple[Note, ...]] = field(default_factory=dict)
    remarks: dict[tuple[str, str], str] = field(default_factory=dict)
    """(judge, entry) → what a judge with notes says of the whole."""

    def ask(self, *words: object, code: int = 0) -> Any:
        """What the chair's command answers in JSON; it must end with `code`."""
        said = run_command(self.season.home(CHAIR), "chair", *words, "--json")
        assert said.code == code, said.err
        return said.json

    def open(self) -> closing[Profile]:
        """The chair's profile."""
        return self.season.open(CHAIR)

    def package(
        self, judge: str, marks: Marks, *, sequence: int = 1, policy: Policy | None = None, created: datetime | None = None
    ) -> Path:
        """What this judge hands in: a sheet for every entry named, signed and sealed."""
        manifest, digest = self.manifests[judge]
        parts: list[Part] = [DeclarationPart(new_salt(), declare.PLEDGE, manifest.name, manifest.published, {})]
        for code, mark in marks.items():
            parts.append(self._part(manifest, code, mark))
            if found := self.notes.get((judge, code)):
                parts.append(CommentsPart(new_salt(), code, self.remarks.get((judge, code), f"{code} 总体评价。"), found))
        statement = Statement(
            season=manifest.season, policy=documents.policy_digest(policy or self.policy), round=manifest.round,
            assignment=AssignmentRef(manifest.assignment, manifest.sequence, digest), judge=judge, epoch=1, sequence=sequence,
            phase=Phase.INDEPENDENT, created=whole_second(created or manifest.published), app="test", parts=result.part_digests(parts),
        )  # fmt: skip
        data = result.seal(result.sign(statement, parts, self.keys[judge]), self.recipients)
        self.made += 1
        path = self.season.folder / "packages" / f"{judge}-{self.made}.qcr"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return path

    def place(self, code: str, *, role: DocumentRole = DocumentRole.REPORT, **where: Any) -> Anchor:
        """An anchor on a real document of the entry: `page` with `box`, or `moment`."""
        entry = next(e for m, _ in self.manifests.values() if (e := m.entry(code)) is not None)
        return Anchor(next(d.sha256 for d in entry.documents if d.role is role), **where)

    def _part(self, manifest: Manifest, code: str, mark: str | Mapping[str, str]) -> Part:
        if mark == RECUSED:
            return RecusalPart(new_salt(), code, RecusalReason.COACHED, "辅导过该小组", manifest.published)
        entry = manifest.entry(code)
        assert entry is not None
        read = tuple(d.sha256 for d in entry.documents)
        return PointsPart(new_salt(), code, documents.value_digest(self.rubric), read, points_of(mark, self.rubric))


@dataclass(frozen=True)
class Pristine:
    """A panel put away, to be laid out again as often as wanted. Addresses are absolute, so it is laid at the place where it was made."""

    panel: ChairPanel
    copy: Path

    @classmethod
    def of(cls, panel: ChairPanel) -> Pristine:
        copy = panel.season.folder.with_name(panel.season.folder.name + "-pristine")
        shutil.copytree(panel.season.folder, copy)
        return cls(panel, copy)

    def lay_out(self) -> ChairPanel:
        shutil.rmtree(self.panel.season.folder)
        shutil.copytree(self.copy, self.panel.season.folder)
        return replace(self.panel, notes=dict(self.panel.notes), remarks=dict(self.panel.remarks))


def points_of(mark: str | Mapping[str, str], rubric: Rubric) -> dict[str, Points]:
    """A total spread over the items from the first on, each as full as it goes; or points by item, others full."""
    if isinstance(mark, Mapping):
        return {i.code: of(mark[i.code]) if i.code in mark else i.max for i in rubric.items}
    left, found = of(mark), {}
    for item in rubric.items:
        found[item.code] = Points(min(item.max, left))
        left = Points(left - found[item.code])
    assert left == 0
    return found


def marks_of(totals: Mapping[str, Sequence[str]], judge: int) -> dict[str, str]:
    """Of a table entry → totals by judge (J-01 first), one judge's column."""
    return {code: given[judge] for code, given in totals.items()}


def note(text: str, item: str | None = None, **more: Any) -> Note:
    return Note(new_event_id(), more.pop("kind"), text, item, **more)


def make(
    folder: Path,
    *,
    judges: int,
    entries: int,
    own: Marks | None,
    quotas: tuple[Quota, ...] = (),
    fields: Mapping[str, str] | None = None,
    practice: Sequence[str] = (),
    leads: Mapping[str, str] | None = None,
    dress: Callable[[Profile], None] | None = None,
    **policy: Any,
) -> ChairPanel:
    """Publish, enrol the chair for real, put the others' keys on the roster. `own`: the chair's marks, submitted (None: not yet).

    `fields`: entry → field code; `leads`: entry → 主评; `dress`: changes the organiser's lists before they are published;
    `policy`: fields of Policy.
    """
    season = seasons.found(folder, entries=entries, judges=judges)
    others = [j for j in season.judges if j != CHAIR]
    keys = {j: SigningKey.generate() for j in others}
    with season.open("organiser") as organiser:
        _rules(organiser, quotas, fields or {}, practice, leads or {}, policy)
        if dress is not None:
            dress(organiser)
        _enrol(organiser, season, keys)
        publish.publish(organiser, season.repository, Context())
        made = _panel(organiser, season, keys)
    seasons.sync_and_declare(season, CHAIR)
    if own is not None:
        hand_in(made, own)
    return made


def hand_in(panel: ChairPanel, own: Marks) -> None:
    """The chair scores and submits."""
    with panel.open() as profile:
        for code, mark in own.items():
            if mark == RECUSED:
                recuse.recuse(profile, code, "辅导过该小组", RecusalReason.COACHED)
            else:
                score.set_points(profile, code, points_of(mark, panel.rubric), remark="数据充分。")
        submit.submit(profile, panel.season.folder / "chair.qcr")


def publish_again(panel: ChairPanel, **policy: Any) -> None:
    """The organiser changes the policy and publishes; the chair syncs."""
    with panel.season.open("organiser") as organiser:
        with organiser.database.write() as tx:
            season = state.season(tx)
            state.SEASON.put(tx, state.ONLY, replace(season, policy=replace(season.policy, **policy)))
        publish.publish(organiser, panel.season.repository, Context())
    with panel.open() as profile:
        sync.sync(profile, Context())
        panel.policy = workspace.load(profile).season.policy


def _rules(
    organiser: Profile,
    quotas: tuple[Quota, ...],
    fields: Mapping[str, str],
    practice: Sequence[str],
    leads: Mapping[str, str],
    policy: Mapping[str, Any],
) -> None:
    """One rubric for every entry, so that ties and totals are what the story says."""
    with organiser.database.write() as tx:
        season = state.season(tx)
        changed = replace(season.policy, quotas=quotas, **policy)
        state.SEASON.put(tx, state.ONLY, replace(season, policy=changed))
        rows = {
            f"1/{e.code}": replace(
                e,
                topic_type=TopicType.PROBLEM_SELF,
                field=fields.get(e.code, "MANUFACTURING"),
                practice=e.code in practice,
                lead=leads.get(e.code, ""),
            )
            for e in state.ENTRIES.all(tx)
        }
        state.ENTRIES.replace(tx, rows)


def _enrol(organiser: Profile, season: Season, keys: Mapping[str, SigningKey]) -> None:
    where = [str(season.repository)]
    invited, _ = invite.invite(organiser, season.repository, season.folder / "invitations", where, [CHAIR])
    chair, _ = profiles.create(season.home(CHAIR), passphrase=PASSPHRASE)
    with closing(chair):
        made, _ = enrol.enrol(chair, enrol.read_file(invited.files[CHAIR]))
    admit.admit(organiser, season.repository, [made.request])
    with organiser.database.write() as tx:
        roster = state.roster(tx)
        roles = (RosterRole(1, "P-1", PanelRole.JUDGE),)
        others = [RosterJudge(j, roles, (KeyEpoch(1, k.public_hex, SealIdentity.generate().public_hex, 1),)) for j, k in keys.items()]
        state.ROSTER.put(tx, state.ONLY, replace(roster, judges=tuple(sorted([*roster.judges, *others], key=lambda j: j.id))))


def _panel(organiser: Profile, season: Season, keys: dict[str, SigningKey]) -> ChairPanel:
    with organiser.database.read() as tx:
        rules, roster = state.season(tx), state.roster(tx)
        held = {j: tx.evidence.newest("manifest", judge=j) for j in keys}
    organisers = [k.seal for o in roster.organisers for k in o.keys]
    head = roster.judge(CHAIR)
    chair = head.live_key() if head else None
    rubric = rules.rubric("CAQ-PROBLEM")
    assert chair is not None
    assert rubric is not None
    manifests = {
        j: (documents.peek(documents.MANIFEST, dsse.parse(e.envelope, limit=documents.MANIFEST.limit * 2)), e.payload_digest)
        for j, e in held.items()
        if e is not None
    }
    return ChairPanel(season, keys, manifests, rubric, rules.policy, (chair.seal, *organisers))
