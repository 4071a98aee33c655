"""Receipts: what the chair states about a package, checked against what was really sent."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import AppError, NotForUs, TrustError, UsageError
from app.core.files import read_limited
from app.core.words import say
from app.models import points
from app.models.changes import Changes, Topic, changed
from app.models.result import Receipt, ReceiptState
from app.models.roster import EndReason, PanelRole, Roster
from app.models.shape import Points
from app.models.sheet import SheetState
from app.packages import documents, parts, sealed_documents, sealing
from app.services import receipt_order
from app.services.judge import identity, return_request, submission_parts, submit, workspace
from app.services.judge.score import refresh_summary
from app.services.judge.workspace import Workspace
from app.services.profile import Profile
from app.services.receipt_order import Said
from app.store.database import Transaction
from app.store.snapshots import Snapshot
from app.trust import envelope as dsse

if TYPE_CHECKING:
    from app.sync.sources import Source

LIMIT = 8 << 20


@dataclass(frozen=True)
class ReceiptView:
    """What a receipt says, in words; `agrees`: counts and sum equal what this laptop sent, which are `sent_sheets` and `sent_total`."""

    state: ReceiptState
    payload: str
    sheets: int
    recused: int
    total: str
    agrees: bool
    reason: str
    words: str
    at: datetime
    sent_sheets: int
    sent_total: str

    @property
    def settled(self) -> bool:
        """Nothing is left to be done: the chair has it, and both sides say the same."""
        return self.agrees and self.state in (ReceiptState.COUNTED, ReceiptState.FINAL)


def accept_file(profile: Profile, path: Path) -> tuple[ReceiptView, Changes]:
    """Verify and keep a receipt file. Raises TrustError, FormatError, UsageError (not ours, nothing was sent)."""
    return accept(profile, read_limited(path, LIMIT))


def accept(profile: Profile, data: bytes) -> tuple[ReceiptView, Changes]:
    """Verify a receipt under the chair's keys, compare it with the snapshot it names, keep it, settle the outbox."""
    with profile.database.write() as tx:
        who, keys, roster = identity.require(tx), identity.keys(tx), workspace.roster(profile, tx)
        verified, envelope = sealed_documents.open_sealed(documents.RECEIPT, data, [keys.seal], _chair_keys(roster))
        receipt = verified.value
        snapshot = tx.snapshots.get(receipt.payload)
        if (receipt.season, receipt.judge) != (who.season, who.judge) or snapshot is None:
            raise UsageError(
                say("这份回执不是给本机所交评分的。", "This receipt is not for anything this computer handed in."),
                say("请核对文件。", "Check the file."),
                reason="other-receipt",
            )
        _check_chair(roster, receipt, verified.signer, workspace.current(profile, tx, receipt.round).manifest.panel)
        fresh = tx.evidence.put(
            "receipt",
            verified.payload_digest,
            envelope,
            profile.clock.now(),
            season=who.season,
            round_number=receipt.round,
            judge=who.judge,
        )
        tx.outbox.settle(receipt.payload, verified.payload_digest)
        view = _view(receipt, snapshot)
        if fresh and receipt.state is ReceiptState.RETURNED and tx.events.locked(receipt.round) == receipt.payload:
            _unlock(profile, tx, receipt)
    return view, changed(Topic.SUBMISSION, Topic.SHEETS)


def collect(profile: Profile, sources: Sequence[Source]) -> tuple[ReceiptView, ...]:
    """Look for receipts of what has none yet, and for what was said since of what locks a round: what counts may be returned, or become
    final. Those found are accepted; one that only the laptop before this one could open says nothing, the chair's next one is for this."""
    found, waiting = [], _waiting(profile)
    for payload in dict.fromkeys((*waiting, *_locking(profile))):
        data = _first(sources, payload)
        with suppress(NotForUs):
            if data is not None and (payload in waiting or not _known(profile, data)):
                found.append(accept(profile, data)[0])
    return tuple(found)


def newest(profile: Profile, *, round_number: int | None = None) -> ReceiptView | None:
    """The newest receipt of the round's newest package, or None."""
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        snapshot = tx.snapshots.latest(desk.round)
        return newest_of(profile, tx, snapshot.payload_digest) if snapshot else None


def newest_of(profile: Profile, tx: Transaction, payload: str) -> ReceiptView | None:
    """The newest receipt of one package, or None."""
    snapshot = tx.snapshots.get(payload)
    if snapshot is None:
        return None
    kept = [(e, workspace.parsed(profile, documents.RECEIPT, e)) for e in tx.evidence.of_kind("receipt", round_number=snapshot.round)]
    mine = [Said.of(e.payload_digest, r, e.envelope) for e, r in kept if r.payload == payload]
    last = receipt_order.newest(mine, profile.clock.now())
    return _view(last.receipt, snapshot) if last else None


def _waiting(profile: Profile) -> tuple[str, ...]:
    with profile.database.read() as tx:
        return tuple(f.payload_digest for f in tx.outbox.pending() if f.payload_digest)


def _locking(profile: Profile) -> tuple[str, ...]:
    with profile.database.read() as tx:
        return tuple(payload for number in tx.entries.rounds() if (payload := tx.events.locked(number)) is not None)


def _known(profile: Profile, data: bytes) -> bool:
    """Whether this very receipt was believed before: it says nothing new, whoever is the panel's chair by now."""
    with profile.database.read() as tx:
        bundle = sealing.unseal(data, [identity.keys(tx).seal], limit=LIMIT)
        found = dsse.parse(bundle.envelope, limit=LIMIT)
        return tx.evidence.get("receipt", found.payload_digest) is not None


def _first(sources: Sequence[Source], payload: str) -> bytes | None:
    from app.sync.receipts import fetch_receipt

    for source in sources:
        try:
            data = fetch_receipt(source, payload)
        except AppError:
            continue  # the next source may have it; being offline is said by the sync itself
        if data is not None:
            return data
    return None


def _chair_keys(roster: Roster) -> list[str]:
    chairs = [j for j in roster.judges if any(r.role is PanelRole.CHAIR for r in j.roles)]
    return [k.sign for j in chairs for k in j.keys if k.ended is None or k.ended.why is EndReason.REPLACED]


def _check_chair(roster: Roster, receipt: Receipt, signer: str, panel: str) -> None:
    chair = roster.judge(receipt.chair)
    role = chair.role_in(receipt.round) if chair else None
    signed = chair is not None and any(k.sign == signer for k in chair.keys)
    if not signed or role is None or role.role is not PanelRole.CHAIR or {role.panel, receipt.panel} != {panel}:
        raise TrustError(
            say("回执不是本组组长签的。", "The receipt is not signed by this panel's chair."),
            say("请联系组织方。", "Ask the organiser."),
            reason="wrong-role",
        )


def _view(receipt: Receipt, snapshot: Snapshot) -> ReceiptView:
    found = parts.read(documents.peek(documents.RESULT, submit.parsed_envelope(snapshot)), submission_parts.bundle_of(snapshot).parts)
    total = points.to_text(Points(sum(v for p in found.points for v in p.points.values())))
    agrees = (len(found.points), len(found.recusals), total) == (receipt.sheets, receipt.recused, receipt.total)
    words = _words(receipt, agrees) + ("" if agrees else _difference(receipt, len(found.points), total))
    return ReceiptView(
        receipt.state, receipt.payload, receipt.sheets, receipt.recused, receipt.total, agrees, receipt.reason, words, receipt.at,
        len(found.points), total,
    )  # fmt: skip


def _difference(receipt: Receipt, sheets: int, total: str) -> str:
    return say(
        "组长那里是 {n} 份、合计 {theirs}，本机交的是 {m} 份、合计 {mine}。请打电话给组长，念校验码核对，再把评分文件发一次。",
        " The chair has {n} {n:sheet|sheets}, {theirs} in all; this computer handed in {m}, {mine} in all. Telephone the chair, compare the check code, and send the score file again.",
        n=receipt.sheets, theirs=receipt.total, m=sheets, mine=total,
    )  # fmt: skip


def _words(receipt: Receipt, agrees: bool) -> str:
    same = say("合计一致", "totals equal") if agrees else say("合计不一致", "totals differ")
    lines = {
        ReceiptState.COUNTED: say(
            "组长已收：{n} 份，{same}。", "The chair counted {n} {n:sheet|sheets}, {same}.", n=receipt.sheets, same=same
        ),
        ReceiptState.REFUSED: say("组长未收：{why}", "The chair refused it: {why}", why=receipt.reason),
        ReceiptState.RETURNED: say("退回修改：{why}", "Returned for changes: {why}", why=receipt.reason),
        ReceiptState.FINAL: say(
            "本组已定稿：{n} 份计入，{same}。", "Final: {n} {n:sheet|sheets} counted, {same}.", n=receipt.sheets, same=same
        ),
    }
    return lines[receipt.state]


def _unlock(profile: Profile, tx: Transaction, receipt: Receipt) -> None:
    """Open the round. What the judge asked for, else every sheet, is marked 退回修改 until it is touched."""
    desk: Workspace = workspace.current(profile, tx, receipt.round)
    tx.events.unlock(desk.round)
    asked = return_request.find(tx, receipt.payload)
    for entry in desk.manifest.entries:
        sheet = refresh_summary(tx, desk, entry)
        if sheet.state is SheetState.DONE and (asked is None or not asked.entries or entry.code in asked.entries):
            line = tx.sheets.summary(desk.round, entry.code)
            tx.sheets.set_summary(desk.round, entry.code, SheetState.RETURNED, line.total, line.filled)
