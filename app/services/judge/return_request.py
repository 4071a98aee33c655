"""撤回申请: a judge asks the chair in words to return what was handed in. It has no document of its own (ADR 7).

What has an effect is the chair's receipt `returned`. The request is a text to paste into a chat, kept here with its
moment so that the desk can say “已申请退回”, and so that the entries it names come back marked when the return arrives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from app.core.clock import whole_second
from app.core.errors import UsageError
from app.core.text import tidy
from app.core.words import say
from app.models.changes import Changes, Topic, changed
from app.models.result import ReceiptState
from app.models.shape import Digest, Id, Line, Many
from app.packages import codec, documents
from app.services.judge import workspace
from app.services.judge.workspace import Workspace
from app.services.profile import Profile
from app.store.database import Transaction
from app.store.snapshots import Snapshot
from app.trust.fingerprint import fingerprint

_KIND = "return-request"


@dataclass(frozen=True)
class Asked:
    """What was asked of the chair: which package, when, for which entries (none: not said), and why."""

    payload: Digest
    at: datetime
    entries: Annotated[tuple[Id, ...], Many(2000)]
    reason: Line


@dataclass(frozen=True)
class Request:
    """A request, the 校验码 of the package it is about, and the text that carries it."""

    asked: Asked
    fingerprint: str
    text: str


def ask(profile: Profile, entries: Sequence[str], reason: str, *, round_number: int | None = None) -> tuple[Request, Changes]:
    """Keep the request and write its text; asking again replaces it.

    Raises UsageError: nothing is handed in, the panel is closed, an entry is unknown, or no reason is given.
    """
    with profile.database.write() as tx:
        desk = workspace.current(profile, tx, round_number)
        snapshot = _locked(tx, desk)
        _refuse_closed(profile, tx, snapshot)
        if not (reason := tidy(reason).strip()):
            raise UsageError(
                say("请写明为什么要改。", "Say why it has to be changed."),
                say("例：漏看附表。", "E.g. an appendix was overlooked."),
                reason="no-reason",
            )
        codes = tuple(desk.entry(code).code for code in dict.fromkeys(entries))
        made = codec.check(Asked(snapshot.payload_digest, whole_second(profile.clock.now()), codes, reason))
        tx.records.put(_KIND, snapshot.payload_digest, codec.to_bytes(made).decode())
    return _request(desk, snapshot, made), changed(Topic.SUBMISSION)


def standing(profile: Profile, *, round_number: int | None = None) -> Request | None:
    """The request about what is handed in now, or None."""
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx, round_number)
        payload = tx.events.locked(desk.round)
        snapshot, made = (tx.snapshots.get(payload), find(tx, payload)) if payload else (None, None)
    return _request(desk, snapshot, made) if snapshot and made else None


def find(tx: Transaction, payload: str) -> Asked | None:
    """What was asked about this package, or None."""
    text = tx.records.get(_KIND, payload)
    return codec.from_bytes(Asked, text.encode()) if text else None


def _locked(tx: Transaction, desk: Workspace) -> Snapshot:
    payload = tx.events.locked(desk.round)
    snapshot = tx.snapshots.get(payload) if payload else None
    if snapshot is None:
        raise UsageError(
            say("还没有提交，不用申请：分数现在就能改。", "Nothing is handed in; the points can be changed now."),
            say("改完再提交。", "Change them, then hand in."),
            reason="not-submitted",
        )
    return snapshot


def _refuse_closed(profile: Profile, tx: Transaction, snapshot: Snapshot) -> None:
    kept = (workspace.parsed(profile, documents.RECEIPT, e) for e in tx.evidence.of_kind("receipt", round_number=snapshot.round))
    if any((r.payload, r.state) == (snapshot.payload_digest, ReceiptState.FINAL) for r in kept):
        raise UsageError(
            say("本组已定稿，不能再申请退回。", "The panel is closed; nothing can be returned any more."),
            say("有异议请直接与组长或组织方联系。", "Speak to the chair or the organiser."),
            reason="closed",
        )


def _request(desk: Workspace, snapshot: Snapshot, asked: Asked) -> Request:
    code = fingerprint(snapshot.payload_digest)
    return Request(asked, code, _text(desk, snapshot, asked, code))


def _text(desk: Workspace, snapshot: Snapshot, asked: Asked, code: str) -> str:
    """Everything the chair needs to find the package and to answer, in few lines. The command names no word of the judge's: it may be pasted."""
    manifest = desk.manifest
    sent = snapshot.created.astimezone()
    which = "、".join(asked.entries) or say("（待说明）", "(not said)")
    return say(
        "【申请退回修改】{season} 第{round}轮 {panel}\n评委：{judge} {name}\n评分文件：第{n}次提交，{month}月{day}日 {time}，校验码 {code}\n"
        "要改的成果：{entries}\n原因：{reason}\n请组长退回（qcdesk chair return {judge} --reason 理由 --out 回执）。",
        "Request to return a score file: {season}, round {round}, {panel}\nJudge: {judge} {name}\nScore file: number {n}, handed in {date} {time}, check code {code}\n"
        "Entries to change: {entries}\nWhy: {reason}\nThe chair returns it (qcdesk chair return {judge} --reason WHY --out receipts).",
        season=desk.season.label, round=desk.round, panel=manifest.panel_shown, judge=manifest.judge, name=manifest.name,
        n=snapshot.sequence, month=sent.month, day=sent.day, date=sent.strftime("%Y-%m-%d"), time=sent.strftime("%H:%M"),
        code=code, entries=which, reason=asked.reason,
    )  # fmt: skip
