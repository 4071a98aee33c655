"""Closing a panel: the signed panel result for the organiser, verifiable alone, and final receipts for the judges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.core.clock import whole_second
from app.core.errors import AppError, StoreError, UsageError
from app.core.exports import require_outside
from app.core.files import atomic_write, read_limited, require_writable
from app.core.ids import sha256_hex
from app.core.words import say, strung
from app.models.changes import Changes, Topic, changed
from app.models.decision import OfficialScore, PanelResult, UsedPackage
from app.models.result import FinalSheet, ReceiptState
from app.models.season import AbsentRule
from app.models.shape import Points
from app.packages import documents, sealed_documents, sealing
from app.scoring.results import PanelRow, PanelView
from app.services.chair import adjusted, items_ext, one_meeting, receipts, statistics, unsigned_ext
from app.services.chair import panel as panels
from app.services.chair.adjusted import Adjusted
from app.services.chair.panel import Arrived, Panel
from app.services.chair.receipts import Statement
from app.services.chair.results import results
from app.services.judge import identity
from app.services.profile import Profile
from app.store.database import Transaction
from app.store.evidence import Evidence
from app.trust import envelope as dsse
from app.trust.fingerprint import fingerprint


@dataclass(frozen=True)
class Closed:
    """The panel result on disk, its payload's digest and 校验码, and how many packages it rests on; `unsigned`: of how many judges more the
    chair copied the sheets; `unwritten`: why final receipts are missing, which closing again writes."""

    path: Path
    payload: str
    fingerprint: str
    packages: int
    receipts: tuple[Path, ...]
    unsigned: int = 0
    unwritten: AppError | None = None


@dataclass(frozen=True)
class Prepared:
    """A panel result signed and sealed, not written and not recorded yet. Opaque to screens."""

    panel: Panel
    view: PanelView
    value: PanelResult
    envelope: bytes
    sealed: bytes
    payload: str
    out: Path
    receipts_to: Path | None


def close(profile: Profile, out: Path, *, receipts_to: Path | None = None, round_number: int | None = None) -> tuple[Closed, Changes]:
    """Write the `.qcp` to `out`, sealed to the organisers, and final receipts beside it when asked: all parts in one thread."""
    scores = adjusted.compute(statistics.frame(profile, round_number=round_number))
    made = prepare(profile, out, scores, receipts_to=receipts_to, round_number=round_number)
    return record(profile, made, write(made))


def prepare(profile: Profile, out: Path, scores: Adjusted, *, receipts_to: Path | None = None, round_number: int | None = None) -> Prepared:
    """Sign what stands now, in the database's thread; `scores` go with it as information while they are of the same points.
    Raises UsageError while anything waits.
    """
    for place in (out, *((receipts_to,) if receipts_to else ())):
        require_outside(place)
    panel, view = ready(profile, round_number=round_number)
    for folder in (out.parent, *((receipts_to,) if receipts_to else ())):
        require_writable(folder)  # a result that is recorded and queued, and nowhere to be seen, would be half a closing
    with profile.database.read() as tx:
        keys = identity.keys(tx)
        last = tx.evidence.newest("panel", round_number=panel.desk.round)
        value = _value(profile, tx, panel, view, scores.of(view), (last.sequence or 1) + 1 if last else None)
    organisers = [k.seal for o in panel.roster.organisers for k in o.keys if k.ended is None]
    beside = items_ext.beside(unsigned_ext.of_panel(panel), view)
    envelope = _repeated(value, beside, last) or documents.sign(documents.PANEL, value, keys.sign, beside)
    sealed = sealed_documents.seal_envelope(envelope, organisers)
    payload = dsse.parse(envelope, limit=documents.PANEL.limit * 2).payload_digest
    return Prepared(panel, view, value, envelope, sealed, payload, out, receipts_to)


def ready(profile: Profile, *, round_number: int | None = None) -> tuple[Panel, PanelView]:
    """What would be closed now. Raises UsageError while anything waits, and at a desk that decides nothing."""
    panel, view = results(profile, round_number=round_number)
    one_meeting.require(panel)
    _require_decided(panel, view)
    return panel, view


def write(made: Prepared) -> str:
    """The file, read back, and its 校验码; touches no store: in the pool. Raises StoreError, DiskFull."""
    atomic_write(made.out, made.sealed)
    if read_limited(made.out, sealing.SEALED_LIMIT) != made.sealed:
        raise StoreError(
            say("写出的小组结果读回不一致。", "The written panel result does not read back the same."),
            say("请换一个位置。", "Use another place."),
        )
    return fingerprint(made.payload)


def record(profile: Profile, made: Prepared, code: str) -> tuple[Closed, Changes]:
    """Keep what was written, queue it for the organiser, and write final receipts where wanted: in the database's thread."""
    value = made.value
    with profile.database.write() as tx:
        tx.evidence.put(
            "panel", made.payload, made.envelope, profile.clock.now(), season=value.season, round_number=value.round,
            sequence=_number(made.envelope),
        )  # fmt: skip
        tx.outbox.enqueue(sha256_hex(made.sealed), "panel", made.sealed, None)
    written, unwritten = _receipts(profile, made)
    closed = Closed(made.out, made.payload, code, len(value.packages), written, len(made.panel.unsigned()), unwritten)
    return closed, changed(Topic.PANEL)


def _receipts(profile: Profile, made: Prepared) -> tuple[tuple[Path, ...], AppError | None]:
    """What is closed stays closed, and is said to be: a disk without room for the receipts takes nothing of that back."""
    if made.receipts_to is None:
        return (), None
    try:
        return _final_receipts(profile, made.panel, made.view, made.payload, made.receipts_to), None
    except AppError as error:
        return (), error


def _require_decided(panel: Panel, view: PanelView) -> None:
    """Nothing may wait: no judge by the rule of waiting, no decision to be confirmed anew, no choice between files."""
    _require_confirmed(view)
    _require_all_in(panel)
    _require_chosen(panel)


def _require_confirmed(view: PanelView) -> None:
    stale = [r.code for r in view.rows if r.stale]
    if stale:
        raise UsageError(
            say(
                "{codes} 的决定待复核，不能定稿。",
                "Decisions about {codes} have to be confirmed anew; the panel cannot be closed.",
                codes=strung(say("、", ", "), stale[:5]),
            ),
            say(
                "请在“合议”里逐项看过，点“复核确认”（命令行 chair decide --confirm），或撤销。",
                "Look at each in the meeting and confirm it there (or with chair decide --confirm), or undo.",
            ),
            reason="stale",
        )


def _require_all_in(panel: Panel) -> None:
    absent = panels.missing(panel)
    if absent and panel.desk.season.policy.absent is AbsentRule.WAIT:
        raise UsageError(
            say(
                "还缺 {who}；本季规定等齐缺交者，不能定稿。",
                "{who} is missing, and this season waits for all; the panel cannot be closed.",
                who=strung(say("、", ", "), (m.name for m in absent)),
            ),
            say("请催交，或代录纸质评分表（chair record）。", "Remind them, or copy their paper sheets (chair record)."),
            reason="absent",
        )


def _require_chosen(panel: Panel) -> None:
    if waiting := panels.undecided(panel):
        judge, payloads = next(iter(waiting.items()))
        raise UsageError(
            say(
                "{judge} 有 {n} 份评分文件等组长决定，不能定稿。",
                "{n} files of {judge} wait for the chair's choice; the panel cannot be closed.",
                judge=judge,
                n=len(payloads),
            ),
            say(
                "请用 chair choose 选定一份：{codes}",
                "Choose one with chair choose: {codes}",
                codes=strung(say("、", ", "), (p[:12] for p in payloads)),
            ),
            reason="undecided",
        )


def _repeated(value: PanelResult, beside: Mapping[str, Any], last: Evidence | None) -> bytes | None:
    """The envelope written last when nothing but time and number differ: closing again is the same document."""
    if last is None:
        return None
    found = dsse.parse(last.envelope, limit=documents.PANEL.limit * 2)
    held = documents.peek(documents.PANEL, found)
    return (
        last.envelope
        if replace(value, created=held.created, sequence=held.sequence) == held and documents.ext_of(found) == beside
        else None
    )


def _number(envelope: bytes) -> int:
    return documents.peek(documents.PANEL, dsse.parse(envelope, limit=documents.PANEL.limit * 2)).sequence or 1


def _value(
    profile: Profile, tx: Transaction, panel: Panel, view: PanelView, scores: Mapping[str, Points], sequence: int | None
) -> PanelResult:
    roster, season = tx.evidence.newest("roster"), tx.evidence.newest("season")
    if roster is None or season is None:
        raise RuntimeError("results without a season")
    manifest, policy = panel.desk.manifest, panel.desk.season.policy
    packages, entries = content(panel, view, scores)
    # a restored profile has no metadata before its next sync; its first root it always has
    roots = sorted((profile.metadata / "root_history").glob("*.root.json"), key=lambda p: int(p.name.partition(".")[0]))
    return PanelResult(
        season=manifest.season, round=panel.desk.round, panel=manifest.panel, chair=manifest.judge, created=whole_second(profile.clock.now()),
        policy_digest=documents.policy_digest(policy), policy=policy,
        packages=packages, entries=entries, decisions=panel.decisions, roster=roster.envelope.decode(),
        season_envelope=season.envelope.decode(), roots=tuple(read_limited(r, 200_000).decode() for r in roots) or (identity.require(tx).root,),
        sequence=sequence,
    )  # fmt: skip


def content(
    panel: Panel, view: PanelView, scores: Mapping[str, Points] | None = None
) -> tuple[tuple[UsedPackage, ...], tuple[OfficialScore, ...]]:
    """What a closing rests on, and what it says of every entry."""
    packages = tuple(UsedPackage(j, a.ref.payload) for j, a in sorted(panel.counted().items()))
    return packages, tuple(_official(r, (scores or {}).get(r.code)) for r in view.rows if r.counted)


def _official(row: PanelRow, score: Points | None) -> OfficialScore:
    scores = {j: t for j, t in row.score_texts().items() if t is not None}
    return OfficialScore(
        entry=row.code, field=row.field, rule=str(row.rule), reads=row.reads, scores=scores, dropped=row.dropped,
        official=row.official, rank=row.rank, rank_in_field=row.rank_in_field, level=row.level, adjusted=score, carried=row.carried,
    )  # fmt: skip


def _final_receipts(profile: Profile, panel: Panel, view: PanelView, payload: str, out: Path) -> tuple[Path, ...]:
    statements = [
        Statement(judge, a.ref.payload, ReceiptState.FINAL, a.parts, "", payload, tuple(_finals(view, judge, a)))
        for judge, a in panel.counted().items()
    ]
    return tuple(receipts.send(profile, panel, statements, out).files.values())


def _finals(view: PanelView, judge: str, arrived: Arrived) -> list[FinalSheet]:
    found = []
    for part in arrived.parts.points:
        row = view.row(part.entry)
        independent, discussed = (row.independent.get(judge), row.scores.get(judge)) if row else (None, None)
        if row is not None and independent is not None and discussed is not None:
            found.append(FinalSheet(part.entry, independent, discussed, judge in row.dropped))
    return found
