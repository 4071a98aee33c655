"""The log of scores: idempotent, undoable across restarts, closed after submission; sheets read from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.clock import Clock
from app.core.errors import UsageError
from app.core.ids import new_event_id
from app.models.shape import Points
from app.models.sheet import Anchor, Audience, Box, EventKind, Note, NoteKind, Recusal, RecusalReason, ScoreEvent, ScoreSheet, SheetState
from app.store import values
from app.store.database import Database
from app.store.sheets import Summary
from tests.fakes.store_samples import KEY, NOON, digest, scored

NOTE = Note(
    id="0" * 32,
    kind=NoteKind.WEAKNESS,
    text="末端原因③未用数据确认",
    item="CAUSE",
    criterion="c",
    step="原因分析",
    anchor=Anchor(digest("report"), page=12, box=Box(1, 2, 30, 40)),
    audience=Audience.PANEL,
)
PLAIN_NOTE = Note("1" * 32, NoteKind.SUGGESTION, "建议补充验证", answers=NOTE.id)
RECUSAL = Recusal(RecusalReason.COACHED, "辅导过该小组", NOON)


def event(kind: EventKind, key: str, value: str | None, entry: str = "Z-001") -> ScoreEvent:
    return ScoreEvent(new_event_id(), NOON, 1, entry, kind, key, value)


def points(database: Database, entry: str = "Z-001") -> dict[str, int]:
    with database.read() as tx:
        return {key: int(value) for key, value in tx.sheets.sheet(1, entry).points.items()}


def step(database: Database, direction: str) -> bool:
    with database.write() as tx:
        found = tx.events.last_undoable(1) if direction == "undo" else tx.events.last_redoable(1)
        return found is not None and all(tx.events.append(event) for event in found.events(NOON))


def save(database: Database, *events: ScoreEvent) -> None:
    with database.write() as tx:
        for one in events:
            assert tx.events.append(one)


def test_a_retried_save_is_the_same_save(database: Database) -> None:
    once = scored(1300)
    with database.write() as tx:
        assert [tx.events.append(once), tx.events.append(once)] == [True, False]
    with database.write() as tx:
        assert not tx.events.append(once)
        assert tx.events.history(1) == (once,)


def test_one_id_for_two_events_is_our_bug(database: Database) -> None:
    once = scored(1300)
    save(database, once)
    with pytest.raises(RuntimeError, match="one event id"), database.write() as tx:
        tx.events.append(replace(once, value=values.points_value(Points(1400))))
    assert points(database) == {"CAUSE": 1300}


def test_a_sheet_holds_all_that_was_saved(database: Database) -> None:
    save(
        database,
        scored(2600),
        scored(0, "EFFECT"),
        event(EventKind.HALF_TYPED, "ACTION", values.text_value("18.")),
        event(EventKind.REMARK, "", values.text_value("总体评价：“优秀”\n第二行")),
        event(EventKind.NOTE, NOTE.id, values.note_value(NOTE)),
        event(EventKind.NOTE, PLAIN_NOTE.id, values.note_value(PLAIN_NOTE)),
        event(EventKind.NOTE, NOTE.id, values.note_value(replace(NOTE, text="改过"))),
        event(EventKind.RECUSAL, "", values.recusal_value(RECUSAL)),
        event(EventKind.LEVEL, "", values.text_value("BENCHMARK")),
    )
    with database.write() as tx:
        tx.sheets.set_summary(1, "Z-001", SheetState.DRAFT, Points(2600), 2)
    with database.read() as tx:
        assert tx.sheets.sheet(1, "Z-001") == ScoreSheet(
            entry="Z-001",
            state=SheetState.DRAFT,
            points={"CAUSE": Points(2600), "EFFECT": Points(0)},
            remark="总体评价：“优秀”\n第二行",
            notes=(replace(NOTE, text="改过"), PLAIN_NOTE),
            recusal=RECUSAL,
            proposed_level="BENCHMARK",
            half_typed={"ACTION": "18."},
        )


def test_cleared_is_blank_and_blank_is_not_zero(database: Database) -> None:
    save(database, scored(0), scored(500, "EFFECT"), scored(None, "EFFECT"), scored(700, "ACTION", "Z-002"))
    with database.read() as tx:
        assert [(sheet.entry, dict(sheet.points)) for sheet in tx.sheets.all_sheets(1)] == [
            ("Z-001", {"CAUSE": 0}),
            ("Z-002", {"ACTION": 700}),
        ]
        assert tx.sheets.sheet(1, "Z-009") == ScoreSheet("Z-009")


def test_one_code_in_two_rounds_is_two_sheets(database: Database) -> None:
    save(database, scored(100), scored(200, round_number=2))
    with database.read() as tx:
        assert [dict(tx.sheets.sheet(number, "Z-001").points) for number in (1, 2)] == [{"CAUSE": 100}, {"CAUSE": 200}]
        assert tx.events.last_undoable(3) is None


def test_undo_and_redo_go_on_after_a_restart(database: Database, home: Path) -> None:
    save(database, scored(1), scored(2), scored(3, entry="Z-002"))
    assert step(database, "undo")
    database.close()
    again = Database.open(home / "desk.db", KEY, clock=Clock())
    seen = []
    for direction in ("undo", "undo", "undo", "redo", "redo", "redo", "redo", "undo"):
        seen.append((step(again, direction), points(again), points(again, "Z-002")))
    again.close()
    one, two, three = {"CAUSE": 1}, {"CAUSE": 2}, {"CAUSE": 3}
    assert seen == [
        (True, one, {}),
        (True, {}, {}),
        (False, {}, {}),
        (True, one, {}),
        (True, two, {}),
        (True, two, three),
        (False, two, three),
        (True, two, {}),
    ]


def test_a_new_step_ends_redoing_but_half_typed_digits_do_not(database: Database) -> None:
    save(database, scored(1), scored(2))
    assert step(database, "undo")
    save(database, event(EventKind.HALF_TYPED, "CAUSE", values.text_value("2")))
    assert step(database, "redo")
    assert step(database, "undo")
    save(database, scored(9, "EFFECT"))
    assert not step(database, "redo")
    assert step(database, "undo")
    assert points(database) == {"CAUSE": 1}


def test_a_group_is_one_step_back_and_one_step_forward(database: Database, home: Path) -> None:
    group = new_event_id()
    together = [
        replace(one, group=group)
        for one in (scored(1), scored(2, "EFFECT"), scored(3), event(EventKind.HALF_TYPED, "CAUSE", None), scored(4, entry="Z-002"))
    ]
    save(database, scored(9), *together)
    assert step(database, "undo")
    database.close()
    again = Database.open(home / "desk.db", KEY, clock=Clock())
    seen = [(points(again), points(again, "Z-002"))]
    for direction in ("redo", "redo", "undo", "undo", "undo", "redo", "redo"):
        moved = step(again, direction)
        seen.append((points(again), points(again, "Z-002")) if moved else ({}, {"stayed": 1}))
    with again.read() as tx:
        history = tx.events.history(1)
    again.close()
    before, after, none = ({"CAUSE": 9}, {}), ({"CAUSE": 3, "EFFECT": 2}, {"CAUSE": 4}), ({}, {"stayed": 1})
    assert seen == [before, after, none, before, ({}, {}), none, before, after]
    assert [e.group for e in history[:6]] == [None, *[group] * 5]
    assert len({e.group for e in history[6:10]}) == 1
    assert history[6].group not in (None, group)


def test_a_group_with_a_locked_entry_is_undone_not_at_all(database: Database) -> None:
    group = new_event_id()
    save(database, replace(scored(1), group=group), replace(scored(2, entry="Z-002"), group=group))
    with database.write() as tx:
        tx.events.lock(1, digest("payload"))
        tx.events.unlock(1, ["Z-002"])
        assert [tx.events.is_locked(1, code) for code in ("Z-001", "Z-002")] == [True, False]
    with pytest.raises(UsageError, match="已提交"):
        step(database, "undo")
    assert (points(database), points(database, "Z-002")) == ({"CAUSE": 1}, {"CAUSE": 2})


def _undo_unknown(first: ScoreEvent) -> ScoreEvent:
    return replace(scored(None), undoes="f" * 32)


def _undo_another_value(first: ScoreEvent) -> ScoreEvent:
    return replace(scored(None, "EFFECT"), undoes=first.id)


@pytest.mark.parametrize("wrong", [_undo_unknown, _undo_another_value])
def test_an_undo_that_fits_nothing_is_our_bug(database: Database, wrong: Callable[[ScoreEvent], ScoreEvent]) -> None:
    first = scored(1)
    save(database, first)
    with pytest.raises(RuntimeError, match="undoing"), database.write() as tx:
        tx.events.append(wrong(first))
    assert points(database) == {"CAUSE": 1}


def test_nothing_is_undone_twice(database: Database) -> None:
    first = scored(1)
    save(database, first, replace(scored(None), undoes=first.id))
    with pytest.raises(RuntimeError, match="twice"), database.write() as tx:
        tx.events.append(replace(scored(None), undoes=first.id))


def test_after_submission_nothing_is_appended_until_it_is_returned(database: Database) -> None:
    before = scored(1)
    save(database, before)
    with database.write() as tx:
        tx.events.lock(1, digest("payload"))
        assert tx.events.locked(1) == digest("payload")
    with pytest.raises(UsageError, match="已提交") as raised, database.write() as tx:
        tx.events.append(scored(2))
    assert raised.value.reason == "locked"
    with database.write() as tx:
        assert not tx.events.append(before)  # a late retry of what is saved is no change
        assert tx.events.append(scored(5, round_number=2))
        tx.events.unlock(1)
        assert tx.events.append(scored(2))
    assert points(database) == {"CAUSE": 2}


def test_an_entry_added_after_submission_opens_alone(database: Database) -> None:
    with database.write() as tx:
        tx.events.lock(1, digest("payload"))
        tx.events.unlock(1, ["Z-009"])
        assert tx.events.append(scored(2, entry="Z-009"))
        with pytest.raises(UsageError):
            tx.events.append(scored(2))
        tx.events.lock(1, digest("second payload"))
        with pytest.raises(UsageError):
            tx.events.append(scored(3, entry="Z-009"))


def test_history_of_one_entry_or_all(database: Database) -> None:
    mine, other = scored(1), scored(2, entry="Z-002")
    save(database, mine, other)
    with database.read() as tx:
        assert tx.events.history(1) == (mine, other)
        assert tx.events.history(1, "Z-002") == (other,)
        assert tx.events.count(1) == 2


def test_summaries(database: Database) -> None:
    with database.write() as tx:
        tx.sheets.set_summary(1, "Z-001", SheetState.DRAFT, None, 0)
        tx.sheets.set_summary(1, "Z-001", SheetState.DONE, Points(8650), 6)
    with database.read() as tx:
        assert tx.sheets.summary(1, "Z-001") == Summary("Z-001", SheetState.DONE, Points(8650), 6)
        assert tx.sheets.summary(2, "Z-001").state is SheetState.UNTOUCHED
