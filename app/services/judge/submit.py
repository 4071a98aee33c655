"""Handing in: what is still open, then one locked, signed snapshot that every channel carries byte for byte.

The order makes a kill harmless at any point: parts and statement are made once, the snapshot with its sealed
bytes and the lock are saved in one transaction, and only then is the file written and read back. Submitting
again finds the snapshot and writes the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import app as program
from app.core import strictjson
from app.core.clock import whole_second
from app.core.errors import StoreError, UsageError
from app.core.exports import require_outside
from app.core.files import atomic_write, read_limited
from app.core.ids import sha256_hex
from app.core.text import file_part
from app.core.words import say, strung
from app.models.changes import Changes, Topic, changed
from app.models.entry import Entry
from app.models.result import AssignmentRef, Part, Phase, Statement
from app.models.roster import KeyEpoch, PanelRole, Roster, RosterJudge
from app.models.sheet import ScoreSheet, SheetState
from app.packages import assignment_ext, documents, result, sealing
from app.packages.result import SignedResult
from app.scoring import lengths, totals
from app.scoring.validate import check_sheet
from app.services.judge import identity, submission_parts, workspace
from app.services.judge.identity import JudgeIdentity, Keys
from app.services.judge.submission_parts import bundle_of
from app.services.judge.tally import counting
from app.services.judge.workspace import Workspace
from app.services.profile import Profile
from app.store.database import Transaction
from app.store.snapshots import Snapshot
from app.trust import envelope as dsse
from app.trust.envelope import Envelope
from app.trust.fingerprint import fingerprint


@dataclass(frozen=True)
class Problem:
    """What keeps one entry from being handed in, and a sentence: item codes still blank or wrong, "remark", "level", or a note's id."""

    entry: str
    items: tuple[str, ...]
    words: str
    blank: bool = False
    """Items are not scored yet: nothing is wrong."""


@dataclass(frozen=True)
class Submitted:
    """A package on disk: its file's SHA-256, the payload it carries, the 校验码, and what is in it."""

    package: Path
    sha256: str
    payload: str
    fingerprint: str
    sheets: int
    recused: int
    repeated: bool


def problems(profile: Profile, *, round_number: int | None = None) -> tuple[Problem, ...]:
    """Everything still open, in the order of the list; empty when the round can be handed in."""
    with profile.database.read() as tx:
        return _problems(tx, workspace.current(profile, tx, round_number))


def submit(profile: Profile, out: Path | None = None, *, round_number: int | None = None) -> tuple[Submitted, Changes]:
    """Lock the round and write its result package; repeated calls write the same bytes.

    Raises UsageError with the first open entry (nothing is locked), DiskFull (the snapshot stays; call again).
    """
    if out is not None:
        require_outside(out)
    # one transaction from the first look to the lock: two programs that submit at once make one payload
    with profile.database.write() as tx:
        desk = workspace.current(profile, tx, round_number)
        locked = tx.events.locked(desk.round)
        snapshot = tx.snapshots.get(locked) if locked else None
        repeated = snapshot is not None and not submission_parts.added(desk, snapshot)
        if snapshot is None or not repeated:
            snapshot = _make_snapshot(profile, tx, desk)
    return _write(profile, snapshot, out or _default_place(profile, desk), repeated), changed(Topic.SUBMISSION, Topic.SHEETS)


def obstacle(profile: Profile, *, round_number: int | None = None) -> str:
    """What keeps a finished round from being handed in, in words; "" when nothing does. A sync may clear it."""
    with profile.database.read() as tx:
        desk, roster = workspace.current(profile, tx, round_number), workspace.roster(profile, tx)
        try:
            recipients(roster, desk)
            _epoch(roster, identity.require(tx), identity.keys(tx))
        except UsageError as error:
            return str(error)
    return ""


def handed_in(profile: Profile, *, round_number: int | None = None) -> Submitted | None:
    """What is handed in now, its file written and read back once more; None while the round is open. Never makes another package.

    Raises DiskFull or StoreError when the file cannot be written.
    """
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        payload = tx.events.locked(desk.round)
        snapshot = tx.snapshots.get(payload) if payload else None
    return _write(profile, snapshot, _default_place(profile, desk), True) if snapshot else None


def added(profile: Profile, *, round_number: int | None = None) -> tuple[str, ...]:
    """Codes of entries that came after the round was handed in and are not in the package yet."""
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        payload = tx.events.locked(desk.round)
        snapshot = tx.snapshots.get(payload) if payload else None
        return submission_parts.added(desk, snapshot) if snapshot else ()


def latest(profile: Profile, *, round_number: int | None = None) -> Snapshot | None:
    """The newest snapshot of the round, or None before submitting."""
    with profile.database.read() as tx:
        return tx.snapshots.latest(workspace.current(profile, tx, round_number).round)


def parsed_envelope(snapshot: Snapshot) -> Envelope:
    """The snapshot's envelope, taken apart (our own: it was signed here)."""
    return dsse.parse(snapshot.envelope)


def _problems(tx: Transaction, desk: Workspace) -> tuple[Problem, ...]:
    return tuple(p for e in counting(desk) if (p := _problem(desk, e, tx.sheets.sheet(desk.round, e.code))) is not None)


def _problem(desk: Workspace, entry: Entry, sheet: ScoreSheet) -> Problem | None:
    if sheet.recusal is not None:
        return None
    check, rubric = check_sheet(sheet.points, desk.rubric(entry)), desk.rubric(entry)
    names = {i.code: say(i.name.zh, i.name.en) for i in rubric.items}
    if check.problems:
        return Problem(entry.code, tuple(p.item for p in check.problems), f"{entry.code}: {check.problems[0].message}")
    if check.blank:
        listed = strung(say("、", ", "), (names[c] for c in check.blank))
        return Problem(
            entry.code,
            check.blank,
            say(
                "{code} 还有 {n} 项未评：{items}",
                "{code}: {n} {n:item is|items are} blank: {items}",
                code=entry.code,
                n=len(check.blank),
                items=listed,
            ),
            blank=True,
        )
    if missing := totals.wanting(sheet, desk.season.policy, leads=desk.leads(entry)):
        words = {"remark": say("缺总体评价", "the overall remark is missing"), "level": say("缺建议等级", "the proposed level is missing")}
        return Problem(entry.code, missing, f"{entry.code}: {words[missing[0]]}")
    if longer := lengths.too_long(sheet):
        return Problem(entry.code, (longer[0][0],), f"{entry.code}: {longer[0][1]}")
    return None


def _make_snapshot(profile: Profile, tx: Transaction, desk: Workspace) -> Snapshot:
    if found := _problems(tx, desk):
        raise UsageError(
            say("还有 {n} 份未完成：{first}", "{n} {n:entry is|entries are} not finished: {first}", n=len(found), first=found[0].words),
            say("请评完后再提交；未评不等于 0 分。", "Finish them first; blank is not zero."),
            reason="incomplete",
        )
    who, keys = identity.require(tx), identity.keys(tx)
    if who.judge != desk.manifest.judge:
        raise RuntimeError("manifest of another judge")
    roster = workspace.roster(profile, tx)
    previous = tx.snapshots.latest(desk.round)
    parts = submission_parts.make(tx, desk, roster, previous)
    statement = _statement(profile, tx, desk, roster, keys, previous, parts)
    signed = result.sign(statement, parts, keys.sign, assignment_ext.for_statement(desk.manifest))
    sealed = result.seal(signed, recipients(roster, desk))
    snapshot = _keep(tx, desk, statement, signed, sealed)
    tx.outbox.enqueue(sha256_hex(sealed), "result", sealed, signed.payload)
    tx.events.lock(desk.round, signed.payload)
    return snapshot


def _statement(
    profile: Profile, tx: Transaction, desk: Workspace, roster: Roster, keys: Keys, previous: Snapshot | None, parts: list[Part]
) -> Statement:
    manifest = desk.manifest
    return Statement(
        season=desk.season.id, policy=documents.policy_digest(desk.season.policy), round=desk.round,
        assignment=AssignmentRef(manifest.assignment, manifest.sequence, desk.manifest_digest), judge=manifest.judge,
        epoch=_epoch(roster, identity.require(tx), keys), sequence=previous.sequence + 1 if previous else 1, phase=Phase.INDEPENDENT,
        created=whole_second(profile.clock.now()), app=program.__version__, parts=result.part_digests(parts),
        supersedes=previous.payload_digest if previous else None, accepted_expired=tx.settings.get("accepted-expired") == "yes",
    )  # fmt: skip


def _epoch(roster: Roster, who: JudgeIdentity, keys: Keys) -> int:
    found = identity.epoch(roster, who, keys)
    if found is None:
        raise UsageError(
            say(
                "名册上以您的编号登记的是另一台设备，本机不能提交。",
                "Another computer is enrolled under your name; this one cannot hand in.",
            ),
            say("评分都已保存；请电话联系组织方。", "Everything is saved; telephone the organiser."),
            reason="not-admitted",
        )
    return found


def recipients(roster: Roster, desk: Workspace) -> list[str]:
    """Seal keys (hex) of the panel's chair and of the organisers. Raises UsageError while the chair has no key."""
    chairs = [
        j for j in roster.judges if (role := j.role_in(desk.round)) and role.panel == desk.manifest.panel and role.role is PanelRole.CHAIR
    ]
    keys = [k for j in chairs if (k := j.live_key())]
    if not keys:
        raise UsageError(
            say(
                "本组组长还没有登记设备，现在提交的文件组长打不开。",
                "The panel's chair has no admitted computer yet and could not open the file.",
            ),
            say("评分都已保存；请稍后同步，再提交。", "Everything is saved; sync later, then hand in."),
            reason="no-chair",
        )
    organisers = [k for o in roster.organisers for k in o.keys if k.ended is None]
    return list(dict.fromkeys(k.seal for k in (*keys, *organisers)))


def _keep(tx: Transaction, desk: Workspace, statement: Statement, signed: SignedResult, sealed: bytes) -> Snapshot:
    parts = strictjson.dumps([p.decode() for p in signed.bundle.parts])
    tx.snapshots.put_snapshot(signed.payload, desk.round, statement.sequence, signed.bundle.envelope, parts, sealed, statement.created)
    for entry in counting(desk):
        if (summary := tx.sheets.summary(desk.round, entry.code)).state is not SheetState.RECUSED:
            tx.sheets.set_summary(desk.round, entry.code, SheetState.SUBMITTED, summary.total, summary.filled)
    return Snapshot(signed.payload, desk.round, statement.sequence, signed.bundle.envelope, parts, sealed, statement.created)


def _write(profile: Profile, snapshot: Snapshot, place: Path, repeated: bool) -> Submitted:
    atomic_write(place, snapshot.sealed)
    if read_limited(place, sealing.SEALED_LIMIT) != snapshot.sealed:
        raise StoreError(
            say("写出的评分文件读回不一致。", "The written score file does not read back the same."),
            say("请换一个位置再导出。", "Export it to another place."),
        )
    with profile.database.read() as tx:
        result.believe(bundle_of(snapshot), _as_admitted(workspace.roster(profile, tx), identity.require(tx), identity.keys(tx)))
    counts = [strictjson.loads(t)["kind"] for t in bundle_of(snapshot).parts]
    return Submitted(
        place, sha256_hex(snapshot.sealed), snapshot.payload_digest, fingerprint(snapshot.payload_digest),
        counts.count("points"), counts.count("recusal"), repeated,
    )  # fmt: skip


def _as_admitted(roster: Roster, who: JudgeIdentity, keys: Keys) -> Roster:
    """The roster as it will be once this laptop is admitted: to read back one's own package before that."""
    epoch = identity.epoch(roster, who, keys)
    if epoch is None or identity.own_key(roster, who, keys) is not None:
        return roster
    held = roster.judge(who.judge) or RosterJudge(who.judge, (), ())
    own = replace(held, keys=(*held.keys, KeyEpoch(epoch, keys.sign.public_hex, keys.seal.public_hex, roster.version)))
    return replace(roster, judges=(*(j for j in roster.judges if j.id != who.judge), own))


def _default_place(profile: Profile, desk: Workspace) -> Path:
    name = say(
        "{year}-第{round}轮-{panel}-{judge}-评分.qcr",
        "{year}-round{round}-{panel}-{judge}-scores.qcr",
        year=desk.season.year,
        round=desk.round,
        panel=file_part(desk.manifest.panel_shown),
        judge=desk.manifest.judge,
    )
    return profile.home / "packages" / name
