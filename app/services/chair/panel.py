"""The chair's side of one round, read from the store: the panel, its view behind the gate, its sheets, who is missing."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from app.core.errors import UsageError, WrongRole
from app.core.words import say
from app.models.assignment import PanelEntry, PanelMember, PublishedSequence
from app.models.decision import Decision, DecisionKind
from app.models.entry import Entry
from app.models.roster import PanelRole
from app.models.sheet import Recusal, RecusalReason, ScoreSheet, SheetState
from app.packages import codec, documents, result
from app.scoring.carried import weight
from app.scoring.decisions import acting
from app.scoring.results import PanelView, panel_results
from app.services.chair import arrivals, shelves, view_cache
from app.services.chair.arrivals import Arrived, as_arrived, keep
from app.services.chair.panel_state import Panel, Recorded
from app.services.judge import submission_parts, workspace
from app.services.judge.workspace import Workspace
from app.services.profile import Profile
from app.store.database import Transaction
from app.store.evidence import Evidence

__all__ = ["Arrived", "Panel", "Recorded", "as_arrived", "keep"]

OPENED, OPENED_UNDER = "points-opened", "points-opened-under"
BY_ITSELF, BY_CHOICE = "true", '"chosen"'
"""How a package came to be seen: kept as the record's JSON."""
DECISIONS = "decision"


def load(profile: Profile, round_number: int | None = None) -> Panel:
    """The panel. Raises WrongRole for a judge who chairs nothing, UsageError before the first sync."""
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        _require_chair(desk)
        roster = workspace.roster(profile, tx)
        arrived = arrivals.of_round(profile, tx, desk.round)
        held = (codec.from_bytes(Decision, r.value.encode()) for r in tx.records.all(DECISIONS))
        decisions = tuple(d for d in held if d.round == desk.round)
        seen = {r.id: r.value for r in tx.records.all(OPENED)}
        own = tx.events.locked(desk.round) is not None
        members = tuple(_with_own(profile, tx, desk, m) for m in desk.manifest.members)
        steps = tuple(s for s in shelves.STEPS.all(tx) if s.round == desk.round)
        recorded = tuple(Recorded(documents.value_digest(r), r) for r in shelves.RECORDED.all(tx) if r.round == desk.round)
        published = {_policy(profile, e): _declares(profile, e) for e in tx.evidence.of_kind("season")}
        under = tx.records.get(OPENED_UNDER, str(desk.round))
    chosen = frozenset(payload for payload, how in seen.items() if how == BY_CHOICE)
    return Panel(
        desk,
        roster,
        members,
        desk.manifest.panel_entries,
        arrived,
        decisions,
        frozenset(seen),
        own,
        steps,
        recorded,
        chosen,
        frozenset(published),
        frozenset(digest for digest, declares in published.items() if declares),
        under,
    )


def _policy(profile: Profile, season: Evidence) -> str:
    """The digest of a published season's policy; computed once for each."""
    name = f"policy {season.payload_digest}"
    known = profile.parsed.get(name)
    if known is None:
        known = profile.parsed[name] = documents.policy_digest(workspace.parsed(profile, documents.SEASON, season).policy)
    return str(known)


def _declares(profile: Profile, season: Evidence) -> bool:
    return bool(workspace.parsed(profile, documents.SEASON, season).policy.reference_on_paper)


def _require_chair(desk: Workspace) -> None:
    if desk.manifest.role is not PanelRole.CHAIR:
        raise WrongRole(
            say("本档案的评委不是评审组长。", "This profile's judge is not a panel chair."),
            say(
                "请在组长的电脑上操作，或用 --home 指定组长的档案。",
                "Do this on the chair's computer, or name the chair's profile with --home.",
            ),
        )


def keep_own(profile: Profile, round_number: int | None = None) -> bool:
    """Put the chair's own submitted package among the arrivals, before anyone else's. Returns whether it is there."""
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        _require_chair(desk)
        snapshot = tx.snapshots.latest(desk.round)
        if tx.events.locked(desk.round) is None or snapshot is None:
            return False
        if tx.evidence.get("result", snapshot.payload_digest) is not None:
            return True
        roster = workspace.roster(profile, tx)
    read = result.believe(submission_parts.bundle_of(snapshot), roster)
    with profile.database.write() as tx:
        keep(profile, tx, read)
    return True


def require_open(panel: Panel) -> None:
    """The gate: no point is shown before the chair's own file is handed in. Raises UsageError."""
    if not panel.points_open:
        raise UsageError(
            say("请先提交自己的评分，再查看其他评委的分数。", "Hand in your own scores before seeing anyone else's."),
            say("运行 judge submit；收到的文件都已保存。", "Run judge submit; the files that arrived are kept."),
            reason="own-first",
        )


def view(panel: Panel) -> PanelView:
    """Results as a function of the state. Raises UsageError behind the gate."""
    require_open(panel)
    return view_cache.view(_inputs(panel), lambda: _computed(panel))


def _inputs(panel: Panel) -> Hashable:
    """What a view depends on: signed rules and assignments, the payloads that count, the decisions, each by what it says."""
    season, counted = panel.desk.season, panel.standing().counted.values()
    payloads = frozenset(r.payload for r in counted)
    return (season.id, season.version, panel.desk.manifest_digest, payloads, frozenset(panel.decisions))


def _computed(panel: Panel) -> PanelView:
    here = dict.fromkeys((e.code for e in panel.entries), panel.desk.manifest.panel)
    season, carried = panel.desk.season, {e.code: e.carried for e in panel.entries if e.carried is not None}
    return panel_results(
        season, [as_entry(e) for e in panel.entries], sheets(panel), panel.decisions,
        panel_of=here, carried=carried, weight=weight(season, panel.desk.round),
    )  # fmt: skip


def mark_opened(profile: Profile, panel: Panel) -> None:
    """Remember that these points were seen: from now on a replacement waits for a decision. And under which policy, when the first of a
    colleague were: what is declared later comes too late for what rests on it."""
    fresh = [a.ref.payload for a in panel.counted().values() if a.ref.payload not in panel.opened]
    if fresh:
        chosen = {d.after for d in acting(panel.decisions) if d.kind is DecisionKind.CHOOSE_PACKAGE}
        with profile.database.write() as tx:
            tx.records.put_all(OPENED, {payload: BY_CHOICE if payload in chosen else BY_ITSELF for payload in fresh})
            if panel.opened_under is None and not panel.colleagues_seen and any(j != panel.desk.manifest.judge for j in panel.counted()):
                tx.records.put(OPENED_UNDER, str(panel.desk.round), documents.policy_digest(panel.desk.season.policy))


def sheets(panel: Panel) -> dict[str, dict[str, ScoreSheet]]:
    """Judge → entry → sheet: counted packages and copied sheets, empty ones where something is still expected, 回避 where a
    conflict kept it away."""
    counted, unsigned = panel.counted(), panel.unsigned()
    return {m.judge: _sheets_of(m, counted.get(m.judge), unsigned.get(m.judge)) for m in panel.members}


def as_entry(entry: PanelEntry) -> Entry:
    """The entry as the scoring rules know it (without documents)."""
    return Entry(
        entry.code, entry.number, entry.title, entry.circle, entry.topic_type, entry.field, entry.rubric, (), entry.unit, entry.recommender,
        practice=entry.practice, withdrawn=entry.withdrawn,
    )  # fmt: skip


def assigned(member: PanelMember) -> tuple[str, ...]:
    """The codes a member has to score now: those of the newest sequence."""
    return member.sequences[-1].entries if member.sequences else ()


def _sheets_of(member: PanelMember, arrived: Arrived | None, recorded: Recorded | None) -> dict[str, ScoreSheet]:
    found = {code: ScoreSheet(code) for code in assigned(member)}
    for code in member.conflicts:
        found[code] = _recused(code)
    if arrived is not None:
        for part in arrived.parts.points:
            found[part.entry] = ScoreSheet(part.entry, SheetState.SUBMITTED, part.points, proposed_level=part.proposed_level)
        for recusal in arrived.parts.recusals:
            found[recusal.entry] = ScoreSheet(recusal.entry, SheetState.RECUSED, recusal=Recusal(recusal.reason, recusal.words, recusal.at))
    for sheet in recorded.value.sheets if recorded else ():
        recused = Recusal(RecusalReason.OTHER, sheet.recused, recorded.value.at) if sheet.recused and recorded else None
        found[sheet.entry] = ScoreSheet(sheet.entry, SheetState.RECUSED if recused else SheetState.SUBMITTED, sheet.points, recusal=recused)
    return found


def _recused(code: str) -> ScoreSheet:
    return ScoreSheet(code, SheetState.RECUSED, recusal=Recusal(RecusalReason.UNIT, "", datetime(1970, 1, 1, tzinfo=UTC)))


def _with_own(profile: Profile, tx: Transaction, desk: Workspace, member: PanelMember) -> PanelMember:
    """The chair's own sequences: a manifest cannot name its own digest, but its own store holds them all."""
    if member.judge != desk.manifest.judge:
        return member
    held = tx.evidence.of_kind("manifest", round_number=desk.round, judge=member.judge)
    read = [(workspace.parsed(profile, documents.MANIFEST, e), e.payload_digest) for e in held]
    own = sorted((PublishedSequence(m.sequence, d, tuple(x.code for x in m.entries)) for m, d in read), key=lambda s: s.sequence)
    return replace(member, sequences=tuple(own))


def missing(panel: Panel) -> tuple[PanelMember, ...]:
    """Members with something to score from whom no package has arrived."""
    handed_in = {*panel.standing().counted, *undecided(panel)}
    return tuple(m for m in panel.members if m.judge not in handed_in and assigned(m))


def undecided(panel: Panel) -> dict[str, tuple[str, ...]]:
    """Judges of whom packages wait for the chair's choice, with the payloads to choose from (also the one that counts now)."""
    standing = panel.standing()
    found: dict[str, set[str]] = {}
    for ref in standing.waiting:
        found.setdefault(ref.judge, set()).add(ref.payload)
    for judge, ref in standing.counted.items():
        if judge in found:
            found[judge].add(ref.payload)
    return {judge: tuple(sorted(payloads)) for judge, payloads in sorted(found.items())}


UNSIGNED = "未签名，组长代录"
"""What stands beside copied points everywhere, in the language of the field's papers."""


def headings(panel: Panel) -> dict[str, str]:
    """Judge id → name as tables and papers head a column: copied sheets are never taken for signed ones."""
    mark = say("（未签名，组长代录）", " (unsigned, copied by the chair)")
    return {m.judge: m.name + mark if m.judge in panel.unsigned() else m.name for m in panel.members}


def names(members: Iterable[PanelMember]) -> dict[str, str]:
    """Judge id → name."""
    return {m.judge: m.name for m in members}


def older_files(panel: Panel, code: str) -> tuple[str, ...]:
    """Judges whose counted sheet of this entry names other documents than those published now: scored on an older file."""
    entry = next((e for e in panel.entries if e.code == code), None)
    if entry is None or not entry.documents:
        return ()
    now = set(entry.documents)
    return tuple(j for j, a in sorted(panel.counted().items()) for p in a.parts.points if p.entry == code and set(p.documents) != now)
