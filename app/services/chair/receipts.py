"""Receipts: the chair states to each judge what was counted, with counts and sum, so that both sides can compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.clock import whole_second
from app.core.errors import AppError, UsageError
from app.core.exports import require_outside
from app.core.files import atomic_write
from app.core.ids import sha256_hex
from app.core.tasks import Context
from app.core.text import tidy
from app.core.words import say
from app.models import points
from app.models.changes import Changes, Topic, changed
from app.models.result import FinalSheet, Receipt, ReceiptState
from app.models.roster import KeyEpoch, Roster
from app.models.shape import Points
from app.packages import digest_line, documents, parts, sealed_documents
from app.packages.parts import Parts
from app.scoring import lengths
from app.services.chair import panel as panels
from app.services.chair import receipts_said
from app.services.chair.check_package import check
from app.services.chair.panel import Arrived, Panel
from app.services.chair.verify_files import Checked, Frame, verify
from app.services.judge import identity, outbox
from app.services.profile import Profile
from app.trust import envelope as dsse
from app.trust.keys import SigningKey


@dataclass(frozen=True)
class Issued:
    """judge id → receipt file; judges without a live key cannot be answered; how many went to the inbox; those that say why a file was
    not taken."""

    files: dict[str, Path]
    without_key: tuple[str, ...]
    sent: int
    refusals: tuple[Path, ...] = ()


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


def issue(
    profile: Profile, out: Path, *, refused: Sequence[Path] = (), turned_away: Sequence[Checked] = (), round_number: int | None = None
) -> tuple[Issued, Changes]:
    """Write `OUT/<judge-id>.qcreceipt` for every counted package, `OUT/<judge-id>-refused.qcreceipt` for refused files that can be told
    whose they are: files named in `refused`, and those a preview did not take (`turned_away`)."""
    panels.keep_own(profile, round_number)
    panel = panels.load(profile, round_number)
    counted = _counted(profile, panel)
    away = [*turned_away, *verify(_frame(profile, panel), refused, Context())] if refused else turned_away
    statements = [*counted, *_refusals(panel, away)]
    if not statements:
        raise UsageError(
            say("还没有可回执的评分文件。", "There is nothing to acknowledge yet."), say("请先合并评分文件。", "Merge score files first.")
        )
    return send(profile, panel, statements, out), changed(Topic.PANEL)


def _counted(profile: Profile, panel: Panel) -> list[Statement]:
    """What was returned and is not answered yet is returned once more: a judge who was away meanwhile sees the last receipt alone."""
    with profile.database.read() as tx:
        why = {a.ref.payload: receipts_said.returned(tx, a.ref.payload) for a in panel.counted().values() if a is _newest(panel, a)}
    return [
        Statement(j, p := a.ref.payload, ReceiptState.RETURNED if why.get(p) else ReceiptState.COUNTED, a.parts, why.get(p, ""))
        for j, a in panel.counted().items()
    ]


def _newest(panel: Panel, counted: Arrived) -> Arrived:
    """The last package of the same judge."""
    return max((a for a in panel.arrived if a.ref.judge == counted.ref.judge), key=lambda a: a.ref.order, default=counted)


def send(profile: Profile, panel: Panel, statements: list[Statement], out: Path) -> Issued:
    """Seal each statement to its judge (and the organiser, who passes it on), write it, and offer it to the inbox."""
    require_outside(out)
    with profile.database.read() as tx:
        keys = identity.keys(tx)
        before = {s.payload: receipts_said.line(tx, s.payload) for s in statements}
    files: dict[str, Path] = {}
    without: list[str] = []
    refusals: list[Path] = []
    for statement in statements:
        live = _live(panel.roster, statement.judge)
        if live is None:
            without.append(statement.judge)
            continue
        digest, sealed = _sealed(profile, panel, statement, keys.sign, live, before[statement.payload])
        atomic_write(path := _place(out, statement, refusals), sealed)
        if statement.state is ReceiptState.REFUSED:
            refusals.append(path)
        files.setdefault(statement.judge, path)
        with profile.database.write() as tx:
            tx.outbox.enqueue(sha256_hex(sealed), "receipt", sealed, None)
            receipts_said.add(tx, statement.payload, digest, statement.reason if statement.state is ReceiptState.RETURNED else "")
    return Issued(files, tuple(dict.fromkeys(without)), _offer(profile), tuple(refusals))


def _place(out: Path, statement: Statement, refusals: Sequence[Path]) -> Path:
    """A file that was not taken is answered beside the one that counts, never in its place."""
    if statement.state is not ReceiptState.REFUSED:
        return out / f"{statement.judge}.qcreceipt"
    tails = ["", *(f"-{n}" for n in range(2, len(refusals) + 2))]
    return next(p for tail in tails if (p := out / f"{statement.judge}-refused{tail}.qcreceipt") not in refusals)


def return_sheet(profile: Profile, judge: str, reason: str, out: Path, *, round_number: int | None = None) -> tuple[Issued, Changes]:
    """退回修改: unlocks the judge's round; the reason is required and stays on the receipt."""
    panel, reason = panels.load(profile, round_number), tidy(reason).strip()
    arrived = panel.counted().get(judge)
    if arrived is None:
        raise UsageError(
            say("没有计入“{judge}”的评分文件，无从退回。", "No file of “{judge}” counts, so there is nothing to return.", judge=judge[:40]),
            say("收到谁的文件见 chair board。", "chair board says whose files are here."),
            reason="no-file",
        )
    if not reason:
        raise UsageError(
            say("没有写退回的理由。", "The return has no reason."),
            say("请用一句话写明为什么退回。", "Say in a sentence why."),
            reason="no-reason",
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


def _refusals(panel: Panel, files: Sequence[Checked]) -> list[Statement]:
    """Asked again: what may count by now, since the season was synced meanwhile, is no refusal any more."""
    found = {}
    for file in files:
        if file.known is None or not file.answerable:
            continue  # whose it is cannot be told, or it is for another chair to say; the preview has named the file
        try:
            check(panel, file.known)
        except AppError as error:
            found[file.known.payload] = Statement(
                file.known.judge.id, file.known.payload, ReceiptState.REFUSED, file.known.parts, str(error)
            )
    return list(found.values())


def _frame(profile: Profile, panel: Panel) -> Frame:
    with profile.database.read() as tx:
        return Frame(panel, (identity.keys(tx).seal,))


def _sealed(
    profile: Profile, panel: Panel, statement: Statement, key: SigningKey, live: KeyEpoch, before: Sequence[str]
) -> tuple[str, bytes]:
    """(payload digest, sealed receipt). It names what was said before: a clock that was set back makes no receipt an older one."""
    manifest = panel.desk.manifest
    value = Receipt(
        season=manifest.season, round=panel.desk.round, panel=manifest.panel, judge=statement.judge, chair=manifest.judge,
        payload=statement.payload, state=statement.state, sheets=len(statement.found.points), recused=len(statement.found.recusals),
        total=total(statement.found), at=whole_second(profile.clock.now()), reason=statement.reason, panel_result=statement.panel_result,
        finals=statement.finals,
    )  # fmt: skip
    organisers = [k.seal for o in panel.roster.organisers for k in o.keys if k.ended is None]
    readers, line = list(dict.fromkeys([live.seal, *organisers])), digest_line.ext(digest_line.AFTER, before)
    envelope, sealed = sealed_documents.seal(documents.RECEIPT, value, key, readers, line)
    return dsse.parse(envelope).payload_digest, sealed


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
