"""评审承诺书: signed once per round before any document opens, with the conflicts a judge knows of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from app.core.clock import whole_second
from app.core.errors import UsageError
from app.core.text import tidy
from app.core.words import say
from app.models.changes import Changes, Topic, changed
from app.models.entry import Entry
from app.models.shape import LINE, Line, Many, Words
from app.models.sheet import EventKind, Recusal, RecusalReason
from app.packages import codec
from app.scoring import hidden_units
from app.services.judge import workspace
from app.services.judge.score import append, group_of, refresh_summary
from app.services.judge.workspace import Workspace
from app.services.profile import Profile
from app.store import values
from app.store.database import Transaction

PLEDGE = (
    "本人承诺：客观公正，依据评审标准独立评分；保守秘密，不泄露评审资料、分数和讨论内容；"
    "主动回避，凡与成果单位或小组有利害关系的一律不评；廉洁自律，不接受任何可能影响公正的好处。"
)
PLEDGE_EN = (
    "I pledge to judge fairly and independently by the rubric; to keep materials, points and discussions confidential; "
    "to stand aside wherever I have an interest in the unit or the circle; and to accept no favour that could affect my judgement."
)


@dataclass(frozen=True)
class Declaration:
    """What was signed: the words, the typed name, and conflicts (entry code or unit → reason)."""

    words: Words
    name: Line
    at: datetime
    conflicts: Annotated[Mapping[str, Line], Many(2000)]


def declare(
    profile: Profile, conflicts: Mapping[str, str], *, name: str | None = None, round_number: int | None = None
) -> tuple[Declaration, Changes]:
    """Sign the pledge; each conflict that names an entry becomes a recusal from it. One transaction.

    Raises UsageError when the typed name is not the judge's, an entry is unknown or a reason has no or too many words.
    """
    conflicts = {code: tidy(reason) for code, reason in conflicts.items()}
    with profile.database.write() as tx:
        desk = workspace.current(profile, tx, round_number)
        typed = (name or desk.manifest.name).strip()
        _require_own(typed, desk.manifest.name)
        _require_reasons(conflicts)
        now = whole_second(profile.clock.now())
        known = {e.code: e for e in desk.manifest.entries}
        normal = {
            (k.upper() if k.upper() in known else k): v.strip() or say("利害关系", "conflict of interest") for k, v in conflicts.items()
        }
        _require_unnamed(desk, normal)
        meant = {entry.code: (entry, reason) for code, reason in normal.items() for entry in _meant(desk, code)}
        changes = {c: (EventKind.RECUSAL, "", values.recusal_value(Recusal(RecusalReason.OTHER, r, now))) for c, (_, r) in meant.items()}
        group = group_of(changes.values())
        for entry, _ in meant.values():
            append(profile, tx, desk, entry.code, changes[entry.code], group)
            refresh_summary(tx, desk, entry)
        made = Declaration(say(PLEDGE, PLEDGE_EN), typed, now, normal)
        tx.records.put("declaration", str(desk.round), codec.to_bytes(codec.check(made)).decode())
    return made, changed(Topic.ENTRIES, Topic.SHEETS, Topic.DOCUMENTS)


def _require_own(typed: str, name: str) -> None:
    if typed != name:
        raise UsageError(
            say("签名“{typed}”与名单上的姓名不一致。", "The name “{typed}” is not the one on the list.", typed=typed[:40]),
            say("请输入 {name}。", "Type {name}.", name=name),
            reason="wrong-name",
        )


def _require_reasons(conflicts: Mapping[str, str]) -> None:
    for code, reason in conflicts.items():
        if not reason.strip():
            raise UsageError(
                say("没有写明与“{name}”的利害关系。", "The conflict with “{name}” has no reason.", name=code[:40]),
                say("例：--conflict Z-001=曾辅导该小组", "E.g. --conflict Z-001=coached the circle"),
            )
        require_short(code, reason)


def _require_unnamed(desk: Workspace, conflicts: Mapping[str, str]) -> None:
    """A reason beside an entry does not tell whose it is; beside a hidden unit it may say what it likes but an entry's code."""
    for name, reason in conflicts.items():
        if desk.manifest.entry(name) is not None:
            hidden_units.require_unnamed(desk.hidden_units, say("“{code}”的理由", "The reason for “{code}”", code=name), reason)


def require_short(name: str, reason: str) -> None:
    """Refuse a reason that its field does not hold, in words. Raises UsageError."""
    if len(reason.strip()) > LINE:
        raise UsageError(
            say(
                "“{name}”的回避原因最多 {most} 字，现在 {n} 字。",
                "The reason for standing aside from “{name}” may have {most} characters; it has {n}.",
                name=name[:40],
                most=LINE,
                n=len(reason.strip()),
            ),
            say("请写短一些。", "Please shorten it."),
            reason="too-long",
        )


def find(tx: Transaction, round_number: int) -> Declaration | None:
    """The pledge of a round, or None."""
    text = tx.records.get("declaration", str(round_number))
    return codec.from_bytes(Declaration, text.encode()) if text else None


def require(tx: Transaction, round_number: int) -> Declaration:
    """The pledge of a round. Raises UsageError before it is signed."""
    found = find(tx, round_number)
    if found is None:
        raise UsageError(
            say("请先签署评审承诺书，再打开资料或提交。", "Sign the declaration before opening or submitting anything."),
            say("运行 judge declare，如有利害关系请一并注明。", "Run judge declare; name conflicts of interest with it."),
            reason="not-declared",
        )
    return found


def _meant(desk: Workspace, name: str) -> list[Entry]:
    """The entries a declared conflict is about: one by code, those of a unit where units are shown.

    When units are hidden the unit stays in the declaration, and which entries are its own is for the organiser to look up.
    """
    if (entry := desk.manifest.entry(name)) is not None:
        return [entry]
    if name not in desk.manifest.units:
        raise UsageError(
            say("名单里没有成果或单位“{name}”。", "There is no entry or unit “{name}” in the list.", name=name[:40]),
            say("请用成果编号或名单中的单位全称。", "Use an entry's code or a unit's full name from the list."),
            reason="unknown-entry",
        )
    return [e for e in desk.manifest.entries if e.unit == name]
