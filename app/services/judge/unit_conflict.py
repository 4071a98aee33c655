"""利害关系 with a unit that is found after the pledge: all its entries of the batch at once, one step to undo.

Where the season hides units, nobody here knows which entries are the unit's. Then the one that gave it away is stood aside from, and the
unit's name goes beside those of the pledge, tied to no entry, for the organiser to change entries by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.clock import whole_second
from app.core.errors import UsageError
from app.core.text import fold
from app.core.words import say
from app.models.changes import Changes, Topic, changed
from app.models.entry import Entry
from app.models.sheet import EventKind, Recusal, RecusalReason, ScoreSheet
from app.scoring import hidden_units
from app.services.judge import declare, recuse, workspace
from app.services.judge.score import Change, append, group_of, refresh_summary, stands
from app.services.judge.workspace import Workspace
from app.services.profile import Profile
from app.store import values
from app.store.database import Transaction


@dataclass(frozen=True)
class UnitLook:
    """What standing aside from an entry, or taking that back, could reach besides it: `others` of its `unit`; or, where units are
    `hidden`, a name out of these. `told`: the hidden unit that was named with this entry."""

    unit: str = ""
    others: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def look(profile: Profile, code: str) -> UnitLook:
    """For the entry as it stands."""
    with profile.database.read() as tx:
        desk = workspace.current(profile, tx)
        entry, told = desk.entry(code), tx.sheets.unit_conflicts(desk.round)
        if desk.season.policy.blind_units:
            pledge = declare.find(tx, desk.round)
            known = {fold(u) for u in (*(unit for _, unit in told), *(pledge.conflicts if pledge is not None else ()))}
            own = tuple(unit for code_, unit in told if code_ == entry.code)
            return UnitLook(hidden=tuple(sorted(u for u in desk.manifest.units if fold(u) not in known)), told=own)
        return UnitLook(entry.unit or "", tuple(e.code for e in _reached(tx, desk, entry) if e != entry))


def stand_aside(
    profile: Profile, code: str, words: str, reason: RecusalReason = RecusalReason.OTHER, *, unit: str = "", round_number: int | None = None
) -> tuple[tuple[ScoreSheet, ...], Changes]:
    """From the entry and all others of its unit; those one stands aside from keep their reason. `code` may be empty where the unit is
    named and shown; where units are hidden both are wanted. Raises UsageError (no reason, unknown entry or unit, handed in)."""
    words = recuse.require_reason(words)
    with profile.database.write() as tx:
        desk = workspace.current(profile, tx, round_number)
        declare.require_short(code or unit, words)
        value = values.recusal_value(Recusal(reason, words, whole_second(profile.clock.now())))
        if desk.season.policy.blind_units:
            entry, name = _given(desk, code), _hidden_unit(desk, unit)
            hidden_units.require_unnamed(desk.hidden_units, say("理由", "The reason"), words)
            return _save(profile, tx, desk, [(entry, [(EventKind.RECUSAL, "", value), (EventKind.RECUSAL, name, value)])])
        first = _first(desk, code, unit)
        return _save(profile, tx, desk, [(e, [(EventKind.RECUSAL, "", value)]) for e in _reached(tx, desk, first, again=True)])


def take_back(profile: Profile, code: str, *, round_number: int | None = None) -> tuple[tuple[ScoreSheet, ...], Changes]:
    """Of the entry and of all others of its unit that were stood aside from with the same words."""
    with profile.database.write() as tx:
        desk = workspace.current(profile, tx, round_number)
        found = _reached(tx, desk, desk.entry(code))
        return _save(profile, tx, desk, [(e, recuse.cleared(tx, desk, e)) for e in found])


def _reached(tx: Transaction, desk: Workspace, entry: Entry, *, again: bool = False) -> list[Entry]:
    """The entry, and the others of its unit that would go the same way: aside, or back. `again`: aside, even if the entry is already."""
    now = tx.sheets.content(desk.round, entry.code).recusal

    def goes(other: Entry) -> bool:
        theirs = tx.sheets.content(desk.round, other.code).recusal
        return theirs is None if now is None or again else theirs is not None and theirs.words == now.words

    same = [
        e for e in desk.manifest.entries if e != entry and e.unit and entry.unit and fold(e.unit) == fold(entry.unit) and not e.withdrawn
    ]
    return [*([entry] if not again or now is None else []), *(e for e in same if goes(e))]


def _given(desk: Workspace, code: str) -> Entry:
    """The entry, which has to be named where the unit's own are not known."""
    if not code:
        raise UsageError(
            say("本季隐去单位名，请写明是从哪份成果看出来的。", "Units are hidden this season: name the entry that gave it away."),
            say("请加上成果编号。", "Add the entry's code."),
        )
    return desk.entry(code)


def _first(desk: Workspace, code: str, unit: str) -> Entry:
    """The entry that stands for its unit."""
    if not code:
        found = next((e for e in desk.manifest.entries if e.unit and fold(e.unit) == fold(unit) and not e.withdrawn), None)
        if found is None:
            raise _unknown(unit)
        return found
    entry = desk.entry(code)
    if not entry.unit or (unit and fold(unit) != fold(entry.unit)):
        raise UsageError(
            say("{code} 不是“{unit}”的成果。", "{code} is not an entry of “{unit}”.", code=entry.code, unit=unit[:40] or "—"),
            say("请核对编号和单位。", "Check the code and the unit."), reason="unknown-unit",
        )  # fmt: skip
    return entry


def _hidden_unit(desk: Workspace, unit: str) -> str:
    if not unit:
        raise UsageError(
            say("本季隐去单位名，请写明单位全称。", "Units are hidden this season: name the unit in full."),
            say(
                "例：judge recuse Z-001 --unit 某某有限公司 --reason 曾在该单位任职",
                'E.g. judge recuse Z-001 --unit "…" --reason "worked there"',
            ),
        )
    found = next((u for u in desk.manifest.units if fold(u) == fold(unit)), None)
    if found is None:
        raise _unknown(unit)
    return found


def _unknown(unit: str) -> UsageError:
    return UsageError(
        say("名单里没有单位“{unit}”。", "There is no unit “{unit}” in the list.", unit=unit[:40]),
        say("请用名单中的单位全称。", "Use its full name as in the list."), reason="unknown-unit",
    )  # fmt: skip


def _save(
    profile: Profile, tx: Transaction, desk: Workspace, wanted: Sequence[tuple[Entry, list[Change]]]
) -> tuple[tuple[ScoreSheet, ...], Changes]:
    """All in one group: what is one act to a person is one step to take back."""
    fresh = [(e, [c for c in changes if c[1] or not stands(tx.sheets.content(desk.round, e.code), c)]) for e, changes in wanted]
    group = group_of(change for _, changes in fresh for change in changes)
    for entry, changes in fresh:
        for change in changes:
            append(profile, tx, desk, entry.code, change, group)
    sheets = tuple(refresh_summary(tx, desk, entry) for entry, _ in fresh)
    return sheets, changed(Topic.SHEETS, Topic.DOCUMENTS, entries=tuple(e.code for e, _ in fresh))
