"""Who gets to see what: each judge's manifest as it would be published now, from plan, entries and sealed files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random

from app.core.errors import UsageError
from app.core.words import say
from app.models.assignment import Manifest, PanelEntry, PanelMember, Recovered
from app.models.entry import Document, DocumentRole, Entry
from app.models.organising import AssignmentPlan, CarriedEntry, ImportedEntry, ImportedJudge, JudgePlan, Material
from app.models.roster import PanelRole, Roster, RosterJudge
from app.models.sealed_file import SealedFile
from app.models.season import Season
from app.publishing.formality_files import role_name
from app.scoring import hidden_units
from app.services.organiser import admit, handing_over, invite, state
from app.services.organiser.state import JudgeAssignment
from app.services.profile import Profile
from app.store.database import Transaction

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
_MEDIA = {"pdf": "application/pdf", "mp4": "video/mp4", "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation"}
_ORDER = list(DocumentRole)


@dataclass(frozen=True)
class SealedMaterial:
    """A file of an entry, and what sealing made of it."""

    material: Material
    sealed: SealedFile


Sealed = Mapping[tuple[int, str], Sequence[SealedMaterial]]


@dataclass(frozen=True)
class _World:
    season: Season
    entries: dict[tuple[int, str], ImportedEntry]
    judges: dict[str, ImportedJudge]
    plans: tuple[AssignmentPlan, ...]
    assignments: dict[tuple[int, str], JudgeAssignment]
    sealed: Sealed
    recovered: Mapping[str, Recovered]
    carried: Mapping[tuple[int, str], CarriedEntry]


def materials_taking_part(tx: Transaction) -> tuple[Material, ...]:
    """Files of entries that are assigned to someone; raises UsageError when nothing is assigned."""
    plans = state.PLANS.all(tx)
    if not plans:
        raise UsageError(
            say("还没有分配评审任务。", "Nothing is assigned yet."),
            say("请先运行 organizer assign。", "Run organizer assign first."),
            reason="not-assigned",
        )
    assigned = {(p.round, code) for p in plans for judge in p.judges for code in judge.entries}
    return tuple(m for m in state.MATERIALS.all(tx) if (m.round, m.entry) in assigned and m.problem is None)


def complete_roster(tx: Transaction) -> Roster:
    """The roster with every imported judge on it, also those not admitted yet, with roles as planned now."""
    roster = state.roster(tx)
    held = {j.id: j for j in roster.judges}
    for judge in state.JUDGES.all(tx):
        roles = admit.roles_of(tx, judge)
        held[judge.id] = replace(held[judge.id], roles=roles) if judge.id in held else RosterJudge(judge.id, roles, ())
    return replace(roster, judges=tuple(sorted(held.values(), key=lambda j: j.id)))


def drafts(profile: Profile, season: Season, sealed: Sealed, *, chairs: bool) -> tuple[Manifest, ...]:
    """Manifests without sequence and time (sequence 1, undated), of the chairs or of all others."""
    with profile.database.read() as tx:
        assignments = {(a.round, a.judge): a for a in state.ASSIGNMENTS.all(tx)}
        entries = {(e.round, e.code): e for e in state.ENTRIES.all(tx)}
        judges = {j.id: j for j in state.JUDGES.all(tx)}
        carried = {(c.round, c.entry): c for c in state.CARRIED.all(tx)}
        recovered = {code: copy for code in judges if (copy := handing_over.handover(tx, code))}
        world = _World(season, entries, judges, state.PLANS.all(tx), assignments, sealed, recovered, carried)
    chosen = [(plan, j) for plan in world.plans for j in plan.judges if (j.role is PanelRole.CHAIR) == chairs]
    return tuple(_draft(profile, world, plan, judge) for plan, judge in chosen)


def assignment(tx: Transaction, draft: Manifest) -> JudgeAssignment:
    """What was published to this judge in this round so far."""
    held = state.ASSIGNMENTS.get(tx, f"{draft.round}/{draft.judge}")
    return held or JudgeAssignment(draft.judge, draft.round, draft.assignment)


def keep_assignment(tx: Transaction, value: JudgeAssignment) -> None:
    """Remember a sequence that is about to be published."""
    state.ASSIGNMENTS.put(tx, f"{value.round}/{value.judge}", value)


def assignment_id(round_number: int, judge: str) -> str:
    """Stable name of one judge's task in one round."""
    return f"R{round_number}-{judge}"[:32]


def _draft(profile: Profile, world: _World, plan: AssignmentPlan, judge: JudgePlan) -> Manifest:
    person = world.judges[judge.judge]
    chair = judge.role is PanelRole.CHAIR
    return Manifest(
        season=world.season.id, round=plan.round, judge=judge.judge, assignment=assignment_id(plan.round, judge.judge), sequence=1, published=UNDATED,
        name=person.name, judge_unit=person.unit, panel=judge.panel, panel_name=person.panel_name, role=judge.role,
        entries=tuple(_entry(world, plan, judge.judge, code) for code in judge.entries),
        units=_units(world, plan, judge), start=judge.start, inboxes=invite.inboxes_of(profile, judge.judge),
        members=_members(world, plan, judge) if chair else (), panel_entries=_panel_entries(world, plan, judge.panel) if chair else (),
        recovered=world.recovered.get(judge.judge),
    )  # fmt: skip


def _entry(world: _World, plan: AssignmentPlan, judge: str, code: str) -> Entry:
    row, policy = world.entries[plan.round, code], world.season.policy
    recusal = next((p.reason for p in plan.proposals if (p.judge, p.entry) == (judge, code) and not p.excluded), None)
    if recusal and policy.blind_units:
        recusal = say("与您的单位有关", "related to your unit")
    return Entry(
        code=code, number=_number(plan, code), title=row.title, circle=row.circle, topic_type=row.topic_type, field=row.field,
        rubric=rubric_for(world.season, row), documents=_documents(world.sealed.get((plan.round, code), ()), blind=policy.blind_units),
        unit=None if policy.blind_units else row.unit, recommender=None if policy.blind_units else row.recommender,
        recommender_opinion=None if policy.blind_recommender or _gives_away(world, row) else row.recommender_opinion,
        recommender_rank=None if policy.blind_recommender else row.recommender_rank,
        presentation=row.presentation, lead=row.lead or None, recusal=recusal, practice=row.practice, withdrawn=row.withdrawn,
    )  # fmt: skip


def _gives_away(world: _World, row: ImportedEntry) -> bool:
    """Where units are hidden, an opinion that says who the entry is of, or who recommends it."""
    names = (row.unit, row.applicant, row.recommender) if world.season.policy.blind_units else ()
    return hidden_units.named([n for n in names if n], row.recommender_opinion or "") is not None


def rubric_for(season: Season, row: ImportedEntry) -> str:
    """The rubric of the entry's round that is made for its topic type. Raises UsageError when there is none."""
    stage = season.round(row.round)
    for code in stage.rubrics if stage else ():
        rubric = season.rubric(code)
        if rubric and row.topic_type in rubric.topic_types:
            return code
    raise UsageError(
        say(
            "第{round}轮没有适用于“{type}”的评分表。",
            "Round {round} has no rubric for “{type}”.",
            round=row.round,
            type=row.topic_type.value,
        ),
        say("请检查赛季的评分表设置。", "Check the season's rubrics."),
    )


def _documents(files: Sequence[SealedMaterial], *, blind: bool) -> tuple[Document, ...]:
    ordered = sorted(files, key=lambda f: (_ORDER.index(f.material.role), f.material.path))
    return tuple(_document(f, blind=blind) for f in ordered)


def _document(file: SealedMaterial, *, blind: bool) -> Document:
    name = file.material.path.rsplit("/", 1)[-1]
    if blind:  # a file's name often names the unit
        name = role_name(file.material.role)
    s = file.sealed
    media = _MEDIA.get(file.material.path.rsplit(".", 1)[-1].lower(), "application/octet-stream")
    return Document(file.material.role, name, media, s.size, s.sha256, s.sealed_size, s.sealed_sha256, s.chunks, s.identity)


def _units(world: _World, plan: AssignmentPlan, judge: JudgePlan) -> tuple[str, ...]:
    names = sorted({world.entries[plan.round, p.entry].unit for p in plan.places if p.panel == judge.panel})
    Random(f"{world.season.id}{plan.round}{judge.judge}").shuffle(names)
    return tuple(names)


def _members(world: _World, plan: AssignmentPlan, chair: JudgePlan) -> tuple[PanelMember, ...]:
    return tuple(_member(world, plan, j, own=j.judge == chair.judge) for j in _in_order(world, plan, chair.panel))


def _in_order(world: _World, plan: AssignmentPlan, panel: str) -> list[JudgePlan]:
    """As the list has them; where a 副组长 stands above the 组长, these change places: the first chair leads the meeting."""
    listed = [j for j in plan.judges if j.panel == panel]
    chairs = iter(sorted((j for j in listed if j.role is PanelRole.CHAIR), key=lambda j: world.judges[j.judge].deputy))
    return [next(chairs) if j.role is PanelRole.CHAIR else j for j in listed]


def _member(world: _World, plan: AssignmentPlan, judge: JudgePlan, *, own: bool) -> PanelMember:
    held = world.assignments.get((plan.round, judge.judge))
    conflicts = tuple(sorted(p.entry for p in plan.proposals if p.judge == judge.judge and p.excluded))
    listed = held.fellow if held and judge.role is PanelRole.CHAIR else held.sequences if held else ()
    sequences = () if own else listed  # a manifest cannot name its own digest, nor two each other's
    return PanelMember(
        judge.judge, world.judges[judge.judge].name, judge.role, assignment_id(plan.round, judge.judge), sequences, conflicts
    )


def _panel_entries(world: _World, plan: AssignmentPlan, panel: str) -> tuple[PanelEntry, ...]:
    return tuple(_panel_entry(world, plan, p.entry) for p in sorted(plan.places, key=lambda p: p.number) if p.panel == panel)


def _panel_entry(world: _World, plan: AssignmentPlan, code: str) -> PanelEntry:
    row, blind = world.entries[plan.round, code], world.season.policy.blind_units
    return PanelEntry(
        code, _number(plan, code), row.title, row.circle, row.topic_type, row.field, rubric_for(world.season, row),
        None if blind else row.unit, None if blind else row.recommender, row.practice, row.withdrawn,
        tuple(f.sealed.sha256 for f in world.sealed.get((plan.round, code), ())),
        brought.points if (brought := world.carried.get((plan.round, code))) else None,
    )  # fmt: skip


def _number(plan: AssignmentPlan, code: str) -> int:
    return next((p.number for p in plan.places if p.entry == code), 0)
