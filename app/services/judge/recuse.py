"""Standing aside from an entry (回避): before or after opening it, with a reason; its files stay shut from then on."""

from __future__ import annotations

from app.core.clock import whole_second
from app.core.errors import UsageError
from app.core.text import tidy
from app.core.words import say
from app.models.changes import Changes, Topic, changed
from app.models.entry import Entry
from app.models.sheet import EventKind, Recusal, RecusalReason, ScoreSheet
from app.scoring import hidden_units
from app.services.judge import declare, workspace
from app.services.judge.score import Change, save_fresh
from app.services.judge.workspace import Workspace
from app.services.profile import Profile
from app.store import values
from app.store.database import Transaction


def recuse(
    profile: Profile, code: str, words: str, reason: RecusalReason = RecusalReason.OTHER, *, round_number: int | None = None
) -> tuple[ScoreSheet, Changes]:
    """Declare the recusal. Points typed before stay in the log and never count. Raises UsageError without a reason in words, with one of too many, or one that names a hidden unit."""
    words = require_reason(words)
    declare.require_short(code, words)
    with profile.database.write() as tx:
        desk = workspace.current(profile, tx, round_number)
        entry = desk.entry(code)
        hidden_units.require_unnamed(desk.hidden_units, say("理由", "The reason"), words)
        value = Recusal(reason, words, whole_second(profile.clock.now()))
        return _save(profile, tx, desk, entry, [(EventKind.RECUSAL, "", values.recusal_value(value))])


def take_back(profile: Profile, code: str, *, round_number: int | None = None) -> tuple[ScoreSheet, Changes]:
    """Undo a recusal made by mistake; the log keeps both."""
    with profile.database.write() as tx:
        desk = workspace.current(profile, tx, round_number)
        entry = desk.entry(code)
        return _save(profile, tx, desk, entry, cleared(tx, desk, entry))


def require_reason(words: str) -> str:
    """The reason as it is kept. Raises UsageError without one."""
    if not (words := tidy(words).strip()):
        raise UsageError(
            say("回避需要写明理由。", "A recusal needs a reason in words."),
            say("请简短说明，例如“曾辅导该小组”。", "Say it briefly, e.g. “coached the circle”."),
        )
    return words


def cleared(tx: Transaction, desk: Workspace, entry: Entry) -> list[Change]:
    """What takes a recusal back, with the hidden unit that was named with it."""
    units = [unit for code, unit in tx.sheets.unit_conflicts(desk.round) if code == entry.code]
    return [(EventKind.RECUSAL, key, None) for key in ("", *units)]


def _save(profile: Profile, tx: Transaction, desk: Workspace, entry: Entry, changes: list[Change]) -> tuple[ScoreSheet, Changes]:
    sheet = save_fresh(profile, tx, desk, tx.sheets.content(desk.round, entry.code), changes)
    return sheet, changed(Topic.SHEETS, Topic.DOCUMENTS, entries=(entry.code,))
