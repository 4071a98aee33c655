"""Receipts: the chair states to each judge what was counted, with counts and sum, so that both sides can compare."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.core.clock import whole_second
from app.core.errors import AppError, UsageError
from app.core.exports import require_outside
from app.core.files import atomic_write, read_limited
from app.core.ids import sha256_hex
from app.core.text import tidy
from app.core.words import say
from app.models import points
from app.models.changes import Changes, Topic, changed
from app.models.result import FinalSheet, Receipt, ReceiptState
from app.models.roster import KeyEpoch, Roster
from app.models.shape import Points
from app.packages import documents, parts, result, sealed_documents, sealing
from app.packages.parts import Parts
from app.scoring import lengths
from app.services.chair import panel as panels
from app.services.chair.check_package import check
from app.services.chair.panel import Panel
from app.services.judge import identity, outbox
from app.services.profile import Profile
from app.trust.keys import SigningKey


@dataclass(frozen=True)
class Issued:
    """judge id → receipt file; judges without a live key cannot be answered; how many went to the inbox."""

    files: dict[str, Path]
    without_key: tuple[str, ...]
    sent: int


@dataclass(frozen=True)
class Statement:
    """What one receipt is to say."""

    judge: str
    payload: str
    state: ReceiptState
    found: Parts
    reason: str = ""
    panel_result: str | None = None
    finals: tuple[FinalSheet, ...] = ()


def issue(profile: Profile, out: Path, *, refused: tuple[Path, ...] = (), round_number: int | None = None) -> tuple[Issued, Changes]:
    """Write `OUT/<judge-id>.qcreceipt` for every counted package, and for refused files that can be told whose they are."""
    panels.keep_own(profile, round_number)
    panel = panels.load(profile, round_number)
    counted = [Statement(j, a.ref.payload, ReceiptState.COUNTED, a.parts) for j, a in panel.counted().items()]
    statements = [*counted, *_refusals(profile, panel, refused)]
    if not statements:
        raise UsageError(
            say("还没有可回执的评分文件。", "There is nothing to acknowledge yet."), say("请先合并评分文件。", "Merge score files first.")
        )
    return send(profile, panel, statements, out), changed(Topic.PANEL)


def send(profile: Profile, panel: Panel, statements: list[Statement], out: Path) -> Issued:
    """Seal each statement to its judge (and the organiser, who passes it on), write it, and offer it to the inbox."""
    require_outside(out)
    with profile.database.read() as tx:
        keys = identity.keys(tx)
    files, without = {}, []
    for statement in statements:
        live = _live(panel.roster, statement.judge)
        if live is None:
            without.append(statement.judge)
            continue
        sealed = _sealed(profile, panel, statement, keys.sign, live)
        files[statement.judge] = out / f"{statement.judge}.qcreceipt"
        atomic_write(files[statement.judge], sealed)
        with profile.database.write() as tx:
            tx.outbox.enqueue(sha256_hex(sealed), "receipt", sealed, None)
    return Issued(files, tuple(without), _offer(profile))


def return_sheet(profile: Profile, judge: str, reason: str, out: Path, *, round_number: int | None = None) -> tuple[Issued, Changes]:
    """退回修改: unlocks the judge's round; the reason is required and stays on the receipt."""
    panel, reason = panels.load(profile, round_number), tidy(reason).strip()
    arrived = panel.counted().get(judge)
    if arrived is None or not reason:
        raise UsageError(
            say("没有 {judge} 的评分文件，或没有写明理由。", "There is no file of {judge}, or no reason.", judge=judge),
            say("请写明退回的理由。", "Say why it is returned."),
        )
    lengths.require_within(say("理由", "The reason"), reason)
    _require_unseen(panel, judge)
    statement = Statement(judge, arrived.ref.payload, ReceiptState.RETURNED, arrived.parts, reason)
    return send(profile, panel, [statement], out), changed(Topic.PANEL)


def _require_unseen(panel: Panel, judge: str) -> None:
    """Whoever has the others' points before them does not score anew by themselves: that would be no independent score."""
    if judge == panel.desk.manifest.judge and any(other != judge for other in panel.counted()):
        raise UsageError(
            say("各评委的分数已经打开，不能退回自己的评分。", "The judges' points are open; your own sheets cannot be returned."),
            say(
                "要改分，请在合议中用复议改分：原分保留，理由印在记录上。",
                "To change points use re-scoring in the meeting: the original stays, the reason is printed.",
            ),
            reason="own-after-others",
        )


def _refusals(profile: Profile, panel: Panel, files: tuple[Path, ...]) -> list[Statement]:
    with profile.database.read() as tx:
        keys = identity.keys(tx)
    found = []
    for path in files:
        try:
            read = result.open_package(read_limited(path, sealing.SEALED_LIMIT), [keys.seal], panel.roster)
        except AppError:
            continue  # whose it is cannot be told, so nobody can be answered; merge has named the file
        try:
            check(panel, read)
        except AppError as error:
            found.append(Statement(read.judge.id, read.payload, ReceiptState.REFUSED, read.parts, str(error)))
    return found


def _sealed(profile: Profile, panel: Panel, statement: Statement, key: SigningKey, live: KeyEpoch) -> bytes:
    manifest = panel.desk.manifest
    value = Receipt(
        season=manifest.season, round=panel.desk.round, panel=manifest.panel, judge=statement.judge, chair=manifest.judge,
        payload=statement.payload, state=statement.state, sheets=len(statement.found.points), recused=len(statement.found.recusals),
        total=total(statement.found), at=whole_second(profile.clock.now()), reason=statement.reason, panel_result=statement.panel_result,
        finals=statement.finals,
    )  # fmt: skip
    organisers = [k.seal for o in panel.roster.organisers for k in o.keys if k.ended is None]
    return sealed_documents.seal(documents.RECEIPT, value, key, list(dict.fromkeys([live.seal, *organisers])))[1]


def total(found: parts.Parts) -> str:
    """The sum of all points of a package, as receipts carry it."""
    return points.to_text(Points(sum(v for p in found.points for v in p.points.values()))) if found.points else "0.00"


def _live(roster: Roster, judge: str) -> KeyEpoch | None:
    held = roster.judge(judge)
    return held.live_key() if held else None


def _offer(profile: Profile) -> int:
    try:
        return outbox.send(profile).sent
    except AppError:
        return 0  # receipts also go by stick; what waits is shown in the outbox
