"""Scores as events: appended, never overwritten, idempotent by an id that the client made.

A kill after the save and before its acknowledgement often leaves the save on disk; the retry then finds it.
Undo and redo are events too, so they work across restarts and the history tells what happened: an undo names
the event it undoes and restores the value before it, a redo names the undo. Events of one group are one step.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, exists, func, insert, select
from sqlalchemy import text as sql
from sqlalchemy.dialects.sqlite import insert as upsert

from app.core import clock
from app.core.errors import UsageError
from app.core.ids import new_event_id
from app.core.words import say
from app.models.sheet import EventKind, ScoreEvent
from app.store.tables import EVENTS, LOCK_OPENINGS, LOCKS

_DO, _UNDO, _REDO, _ASIDE = "do", "undo", "redo", "aside"

# `+round` keeps the planner off the index by key: the newest step is found at the end of the table
_NEWEST = """
    SELECT * FROM events AS e WHERE +round = :round AND step IN ({steps}) AND seq > {after}
    AND NOT EXISTS (SELECT 1 FROM events AS later WHERE later.undoes = e.id) ORDER BY seq DESC LIMIT 1
"""
_LAST_DONE = "coalesce((SELECT seq FROM events WHERE +round = :round AND step = 'do' ORDER BY seq DESC LIMIT 1), 0)"
_UNDOABLE = sql(_NEWEST.format(steps="'do', 'redo'", after="0"))
_REDOABLE = sql(_NEWEST.format(steps="'undo'", after=_LAST_DONE))
_BEFORE = sql(
    'SELECT value FROM events WHERE round = :round AND entry = :entry AND kind = :kind AND "key" = :key AND seq < :seq ORDER BY seq DESC LIMIT 1'
)
_TOGETHER = sql("""
    SELECT * FROM events AS e WHERE "group" = :group AND step <> 'aside'
    AND NOT EXISTS (SELECT 1 FROM events AS later WHERE later.undoes = e.id) ORDER BY seq DESC
""")
_LAST_AT = sql("SELECT at FROM events WHERE +round = :round ORDER BY seq DESC LIMIT 1")
_APPEND = insert(EVENTS)
_LOCK = select(LOCKS.c.payload).where(LOCKS.c.round == bindparam("round"))
_BY_ID = select(EVENTS).where(EVENTS.c.id == bindparam("id"))
# as text, because SQLAlchemy compiles every ON CONFLICT anew (0.25 ms of a save)
_SET_CURRENT = sql("""
    INSERT INTO current (round, entry, kind, "key", value, seq, first) VALUES (:round, :entry, :kind, :key, :value, :seq, :seq)
    ON CONFLICT (round, entry, kind, "key") DO UPDATE SET value = excluded.value, seq = excluded.seq
""")


@dataclass(frozen=True)
class Reversal:
    """The next step back (or forward): the events it takes back, newest first, each with the value that then stands again."""

    parts: tuple[tuple[ScoreEvent, str | None], ...]

    @property
    def target(self) -> ScoreEvent:
        """The newest event it takes back."""
        return self.parts[0][0]

    def events(self, at: datetime) -> tuple[ScoreEvent, ...]:
        """The events to append to do it, all in one transaction; together they are one step again."""
        group = new_event_id() if len(self.parts) > 1 else None
        return tuple(
            ScoreEvent(new_event_id(), at, t.round, t.entry, t.kind, t.key, value, undoes=t.id, group=group) for t, value in self.parts
        )


class Events:
    """The log of one profile, and the newest value of every (round, entry, kind, key)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, event: ScoreEvent) -> bool:
        """Save it; False when this very event is already saved.

        Raises UsageError(reason="locked") when the round is submitted and the entry was not opened again.
        """
        known = self._connection.execute(_BY_ID, {"id": event.id}).first()
        if known:
            if _event(known) != event:
                raise RuntimeError("one event id for two different events")
            return False
        self._refuse_locked(event)
        values = _values(event)
        rest = {"id": event.id, "at": clock.to_text(event.at), "undoes": event.undoes, "step": self._step(event), "group": event.group}
        saved = self._connection.execute(_APPEND, {**values, **rest})
        self._connection.execute(_SET_CURRENT, {**values, "seq": saved.lastrowid})
        return True

    def history(self, round_number: int, entry: str | None = None) -> tuple[ScoreEvent, ...]:
        """Every event of the round (or of one entry), oldest first."""
        query = select(EVENTS).where(EVENTS.c.round == round_number).order_by(EVENTS.c.seq)
        if entry is not None:
            query = query.where(EVENTS.c.entry == entry)
        return tuple(_event(row) for row in self._connection.execute(query))

    def last_at(self, round_number: int) -> datetime | None:
        """When the newest event of the round was saved, or None."""
        found = self._connection.scalar(_LAST_AT, {"round": round_number})
        return None if found is None else clock.from_text(found)

    def last_undoable(self, round_number: int) -> Reversal | None:
        """What undo would take back now, or None. Half-typed digits are no step."""
        return self._reversal(self._connection.execute(_UNDOABLE, {"round": round_number}).first())

    def last_redoable(self, round_number: int) -> Reversal | None:
        """What redo would bring back now, or None: a new step after an undo ends redoing."""
        return self._reversal(self._connection.execute(_REDOABLE, {"round": round_number}).first())

    def lock(self, round_number: int, payload: str) -> None:
        """The round is submitted with this payload: nothing is appended any more."""
        statement = upsert(LOCKS).values(round=round_number, payload=payload)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["round"], set_={"payload": payload}))
        self._connection.execute(delete(LOCK_OPENINGS).where(LOCK_OPENINGS.c.round == round_number))

    def unlock(self, round_number: int, entries: Iterable[str] | None = None) -> None:
        """Open the round again; with `entries` only these (an entry added after submission opens alone)."""
        if entries is None:
            for table in (LOCKS, LOCK_OPENINGS):
                self._connection.execute(delete(table).where(table.c.round == round_number))
            return
        for entry in entries:
            self._connection.execute(upsert(LOCK_OPENINGS).values(round=round_number, entry=entry).on_conflict_do_nothing())

    def locked(self, round_number: int) -> str | None:
        """The payload with which the round is locked, or None."""
        found = self._connection.scalar(_LOCK, {"round": round_number})
        return None if found is None else str(found)

    def count(self, round_number: int) -> int:
        """How many events the round has."""
        return int(self._connection.scalar(select(func.count()).select_from(EVENTS).where(EVENTS.c.round == round_number)) or 0)

    def mark(self) -> int:
        """A number that grows with every event; 0 before the first."""
        return int(self._connection.scalar(select(func.max(EVENTS.c.seq))) or 0)

    def entries_since(self, mark: int) -> int:
        """How many entries have changes later than `mark`; half-typed digits are none."""
        changed = select(EVENTS.c.round, EVENTS.c.entry).where(EVENTS.c.seq > mark, EVENTS.c.step != _ASIDE).distinct()
        return int(self._connection.scalar(select(func.count()).select_from(changed.subquery())) or 0)

    def opened_again(self, round_number: int) -> tuple[str, ...]:
        """Entries that may be changed although the round is submitted, by code."""
        query = select(LOCK_OPENINGS.c.entry).where(LOCK_OPENINGS.c.round == round_number).order_by(LOCK_OPENINGS.c.entry)
        return tuple(self._connection.scalars(query))

    def is_locked(self, round_number: int, entry: str) -> bool:
        """Whether the round is submitted and this entry was not opened again."""
        if self.locked(round_number) is None:
            return False
        opened = exists().where(LOCK_OPENINGS.c.round == round_number, LOCK_OPENINGS.c.entry == entry)
        return not self._connection.scalar(select(opened))

    def _refuse_locked(self, event: ScoreEvent) -> None:
        if self.is_locked(event.round, event.entry):
            raise UsageError(
                say("本轮评分已提交，不能再改。", "The scores of this round are submitted and cannot be changed."),
                say("如需修改，请联系评审组长退回。", "To change them, ask the panel chair to return them."),
                reason="locked",
            )

    def _step(self, event: ScoreEvent) -> str:
        if event.undoes is None:
            return _ASIDE if event.kind is EventKind.HALF_TYPED else _DO
        target = self._connection.execute(_BY_ID, {"id": event.undoes}).first()
        if target is None or target.step == _ASIDE or _values(_event(target)) | {"value": None} != _values(event) | {"value": None}:
            raise RuntimeError("undoing an event that is not there, or of another value")
        if self._connection.scalar(select(exists().where(EVENTS.c.undoes == event.undoes))):
            raise RuntimeError("undoing an event twice")
        return _REDO if target.step == _UNDO else _UNDO

    def _reversal(self, row: Row[Any] | None) -> Reversal | None:
        if row is None:
            return None
        rows = [row] if row.group is None else self._connection.execute(_TOGETHER, {"group": row.group}).all()
        return Reversal(tuple((_event(r), self._before(r)) for r in rows))

    def _before(self, row: Row[Any]) -> str | None:
        found = self._connection.scalar(_BEFORE, {**_values(_event(row)), "seq": row.seq})
        return None if found is None else str(found)


def _values(event: ScoreEvent) -> dict[str, Any]:
    return {"round": event.round, "entry": event.entry, "kind": event.kind.value, "key": event.key, "value": event.value}


def _event(row: Row[Any]) -> ScoreEvent:
    return ScoreEvent(row.id, clock.from_text(row.at), row.round, row.entry, EventKind(row.kind), row.key, row.value, row.undoes, row.group)
