"""Scoring one entry: every accepted change is one durable event, and can be undone.

Points are checked against the rubric before anything is saved; a call with several items is one transaction:
all or none, and one step of undo. The summary that lists show is computed here by the rules and saved with the event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.core.errors import UsageError
from app.core.ids import new_event_id
from app.core.text import tidy
from app.core.words import say
from app.models.changes import NOTHING, Changes, Topic, changed
from app.models.entry import Entry
from app.models.rubric import Rubric, RubricItem
from app.models.season import Level, Requirement
from app.models.shape import WORDS, Points
from app.models.sheet import EventKind, Note, ScoreEvent, ScoreSheet
from app.scoring import lengths, totals
from app.scoring.validate import require_points
from app.services.judge import workspace
from app.services.judge.workspace import Workspace
from app.services.profile import Profile
from app.store import values
from app.store.database import Transaction

Change = tuple[EventKind, str, str | None]


def set_points(
    profile: Profile, code: str, points: Mapping[str, Points | None], *, remark: str | None = None, level: str | None = None,
    round_number: int | None = None,
) -> tuple[ScoreSheet, Changes]:  # fmt: skip
    """Accept points (hundredths) by item code, None clears an item; optionally 总体评价 and 建议等级 with them ("" clears).

    Raises InvalidPoints (nothing saved), UsageError (unknown item or entry, recused, taken out, submitted), DiskFull.
    """
    with profile.database.write() as tx:
        desk = workspace.current(profile, tx, round_number)
        entry = desk.entry(code)
        _require_scored(entry)
        rubric = desk.rubric(entry)
        changes: list[Change] = []
        for key, value in points.items():
            item = find_item(rubric, key)
            text = None if value is None else values.points_value(require_points(value, item))
            changes += [(EventKind.POINTS, item.code, text), (EventKind.HALF_TYPED, item.code, None)]
        if remark is not None:
            changes.append((EventKind.REMARK, "", values.text_value(remark) if remark else None))
        if level is not None:
            changes.append(_level_change(desk, level))
        return save_changes(profile, tx, desk, entry, changes)


def set_remark(profile: Profile, code: str, remark: str, *, round_number: int | None = None) -> tuple[ScoreSheet, Changes]:
    """Save the 总体评价; empty clears it."""
    return _one(profile, code, round_number, (EventKind.REMARK, "", values.text_value(remark) if remark else None))


def set_half_typed(profile: Profile, code: str, item: str, text: str, *, round_number: int | None = None) -> tuple[ScoreSheet, Changes]:
    """Keep digits that are typed and not yet accepted, so that a kill gives them back as half-typed, never as a score."""
    return _one(profile, code, round_number, (EventKind.HALF_TYPED, item, values.text_value(text[:300]) if text else None))


def put_note(profile: Profile, code: str, note: Note, *, round_number: int | None = None) -> tuple[ScoreSheet, Changes]:
    """Add a note, or replace the one with its id."""
    return _one(profile, code, round_number, (EventKind.NOTE, note.id, values.note_value(note)))


def remove_note(profile: Profile, code: str, note_id: str, *, round_number: int | None = None) -> tuple[ScoreSheet, Changes]:
    """Take a note away; undo brings it back."""
    return _one(profile, code, round_number, (EventKind.NOTE, note_id, None))


def set_level(profile: Profile, code: str, level: str | None, *, round_number: int | None = None) -> tuple[ScoreSheet, Changes]:
    """Propose a level (建议等级) by code or name, None takes it back. Raises UsageError where the policy wants none, or for an unknown one."""
    with profile.database.write() as tx:
        desk = workspace.current(profile, tx, round_number)
        entry = desk.entry(code)
        _require_scored(entry)
        return save_changes(profile, tx, desk, entry, [_level_change(desk, level or "")])


def undo(profile: Profile, *, round_number: int | None = None) -> tuple[str | None, Changes]:
    """Take back the newest step, across restarts; (entry code, changes), or (None, NOTHING) when there is none.

    A step may concern several entries (a pasted block): the code is one of them, `Changes.entries` names all.
    """
    return _reverse(profile, round_number, redo_=False)


def redo(profile: Profile, *, round_number: int | None = None) -> tuple[str | None, Changes]:
    """Do again what was undone last."""
    return _reverse(profile, round_number, redo_=True)


def refresh_summary(tx: Transaction, desk: Workspace, entry: Entry) -> ScoreSheet:
    """Recompute and save the line that lists show; to be called in the transaction of the change."""
    sheet, rubric = tx.sheets.content(desk.round, entry.code), desk.rubric(entry)
    state = totals.content_state(sheet, rubric, desk.season.policy, leads=desk.leads(entry))
    total = totals.sheet_total(sheet.points, rubric) if sheet.points else None
    tx.sheets.set_summary(desk.round, entry.code, state, total, totals.filled_count(sheet.points, rubric))
    return replace(sheet, state=state)


def append(profile: Profile, tx: Transaction, desk: Workspace, entry: str, change: Change, group: str | None = None) -> bool:
    """Append one event. Events of one `group` (made by `group_of`) are undone together."""
    kind, key, value = change
    event = ScoreEvent(new_event_id(), profile.clock.now(), desk.round, entry, kind, key, value, group=group)
    return tx.events.append(event)


def group_of(changes: Iterable[Change]) -> str | None:
    """A fresh group when there is more than one step among the changes; half-typed digits are none."""
    steps = sum(kind is not EventKind.HALF_TYPED for kind, _, _ in changes)
    return new_event_id() if steps > 1 else None


def _one(profile: Profile, code: str, round_number: int | None, change: Change) -> tuple[ScoreSheet, Changes]:
    with profile.database.write() as tx:
        desk = workspace.current(profile, tx, round_number)
        return save_changes(profile, tx, desk, desk.entry(code), [change])


def save_changes(profile: Profile, tx: Transaction, desk: Workspace, entry: Entry, changes: Sequence[Change]) -> tuple[ScoreSheet, Changes]:
    """Append what is new of `changes` as one step and refresh the summary. Raises UsageError when the entry is recused, InvalidEntry for words too long."""
    before = tx.sheets.content(desk.round, entry.code)
    if before.recusal is not None:
        raise UsageError(
            say("本份已回避，不能评分。", "You stand aside from this entry; it cannot be scored."),
            say("如回避有误，请先撤销回避。", "If that was a mistake, take the recusal back first."),
            reason="recused",
        )
    changes = [_tidied(change) for change in changes]
    for change in changes:
        _require_fits(before, change)
    return save_fresh(profile, tx, desk, before, changes), changed(Topic.SHEETS, entries=(entry.code,))


def _tidied(change: Change) -> Change:
    """Words as they are kept, whatever they were pasted from: they go to papers, letters and terminals."""
    kind, key, value = change
    if value is not None and kind is EventKind.REMARK:
        return kind, key, values.text_value(tidy(values.text_of(value)))
    if value is not None and kind is EventKind.NOTE:
        note = values.note_of(value)
        return kind, key, values.note_value(replace(note, text=tidy(note.text), step=tidy(note.step) if note.step else note.step))
    return change


def _require_scored(entry: Entry) -> None:
    """Points of an entry that was taken out would stand nowhere. Words typed when the news came are still kept."""
    if entry.withdrawn:
        raise UsageError(
            say("本份已撤出，不计分。", "This entry was taken out and is not scored."),
            say("原来的评分原样保留，不必再评。", "What was scored before is kept; nothing more is asked for."),
            reason="withdrawn",
        )


def _require_fits(before: ScoreSheet, change: Change) -> None:
    """Words that could not be handed in are refused before they are stored. Most values are short, and are not read again."""
    kind, key, value = change
    if value is None or len(value) <= WORDS:
        return
    if kind is EventKind.REMARK:
        lengths.require_fits(before.entry, lengths.remark_name(), values.text_of(value), before.remark)
    if kind is EventKind.NOTE:
        held = next((note.text for note in before.notes if note.id == key), "")
        lengths.require_fits(before.entry, say("记录", "A note"), values.note_of(value).text, held)


def save_fresh(profile: Profile, tx: Transaction, desk: Workspace, before: ScoreSheet, changes: Sequence[Change]) -> ScoreSheet:
    """Append what `before` does not say yet as one step, and refresh the summary; with nothing new, what is handed in stays handed in."""
    fresh = [change for change in changes if not stands(before, change)]
    if not fresh and tx.events.is_locked(desk.round, before.entry):
        return tx.sheets.sheet(desk.round, before.entry)
    group = group_of(fresh)
    for change in fresh:
        append(profile, tx, desk, before.entry, change, group)
    return refresh_summary(tx, desk, desk.entry(before.entry))


def stands(sheet: ScoreSheet, change: Change) -> bool:
    """Whether the sheet already says so: then there is nothing to save, and no step that undo would take back unseen."""
    kind, key, value = change
    if kind is EventKind.REMARK:
        return sheet.remark == (values.text_of(value) if value else "")
    if kind is EventKind.HALF_TYPED:
        return value is None and key not in sheet.half_typed
    return value == _standing(sheet, kind, key)


def _standing(sheet: ScoreSheet, kind: EventKind, key: str) -> str | None:
    if kind is EventKind.POINTS:
        return values.points_value(sheet.points[key]) if key in sheet.points else None
    if kind is EventKind.NOTE:
        return next((values.note_value(note) for note in sheet.notes if note.id == key), None)
    if kind is EventKind.LEVEL:
        return values.text_value(sheet.proposed_level) if sheet.proposed_level else None
    if key:
        return ""  # a hidden unit, which the sheet knows nothing of: always news
    return values.recusal_value(sheet.recusal) if sheet.recusal else None


def _reverse(profile: Profile, round_number: int | None, *, redo_: bool) -> tuple[str | None, Changes]:
    with profile.database.write() as tx:
        desk = workspace.current(profile, tx, round_number)
        step = tx.events.last_redoable(desk.round) if redo_ else tx.events.last_undoable(desk.round)
        if step is None:
            return None, NOTHING
        events = step.events(profile.clock.now())
        for event in events:
            tx.events.append(event)
        entries = tuple(dict.fromkeys(event.entry for event in events))
        for code in entries:
            if (entry := desk.manifest.entry(code)) is not None:
                refresh_summary(tx, desk, entry)
        topics = [Topic.SHEETS, *([Topic.DOCUMENTS] if any(e.kind is EventKind.RECUSAL for e in events) else [])]
        return step.target.entry, changed(*topics, entries=entries)


def find_item(rubric: Rubric, key: str) -> RubricItem:
    """The item by code, number in the list (1…) or name. Raises UsageError that lists the codes."""
    found = rubric.item(key.upper()) or _by_name_or_number(rubric, key)
    if found is None:
        codes = ", ".join(f"{n}={i.code}" for n, i in enumerate(rubric.items, 1))
        raise UsageError(
            say("评分表里没有“{key}”这一项。", "The rubric has no item “{key}”.", key=key[:40]),
            say("项目代号：{codes}", "Its items: {codes}", codes=codes),
            reason="unknown-item",
        )
    return found


def _level_change(desk: Workspace, level: str) -> Change:
    return EventKind.LEVEL, "", values.text_value(_find_level(desk, level).code) if level else None


def _find_level(desk: Workspace, key: str) -> Level:
    if desk.season.policy.proposed_level is Requirement.OFF:
        raise UsageError(
            say("本季不填建议等级。", "This season asks for no proposed level."),
            say("等级由排名和名额产生。", "Levels follow from the order and the places."),
            reason="no-proposals",
        )
    found = desk.season.level(key)
    if found is None:
        codes = ", ".join(f"{v.code}={say(v.name.zh, v.name.en)}" for v in desk.season.levels)
        raise UsageError(
            say("本季没有“{key}”这一等级。", "The season has no level “{key}”.", key=key[:40]),
            say("等级代号：{codes}", "Its levels: {codes}", codes=codes),
            reason="unknown-level",
        )
    return found


def _by_name_or_number(rubric: Rubric, key: str) -> RubricItem | None:
    if key.isdecimal() and 1 <= int(key) <= len(rubric.items):
        return rubric.items[int(key) - 1]
    return next((i for i in rubric.items if key in (i.name.zh, i.name.en)), None)
