"""The sheets as they stand now, read from the newest value of every key, and their summaries for lists.

A summary (state, total, filled) is what the scoring rules make of a sheet. The service that appends an event
writes it in the same transaction, so a list never has to compute.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select
from sqlalchemy import text as sql

from app.models.shape import Points
from app.models.sheet import EventKind, ScoreSheet, SheetState
from app.store import values
from app.store.tables import CURRENT, SUMMARIES

# as text, because SQLAlchemy compiles every ON CONFLICT anew (0.25 ms of a save)
_SET_SUMMARY = sql("""
    INSERT INTO summaries (round, entry, state, total, filled) VALUES (:round, :entry, :state, :total, :filled)
    ON CONFLICT (round, entry) DO UPDATE SET state = excluded.state, total = excluded.total, filled = excluded.filled
""")

# made once: building a statement costs more than running it
_CURRENT = select(CURRENT).where(CURRENT.c.round == bindparam("round")).order_by(CURRENT.c.entry, CURRENT.c.first)
_SUMMARIES = select(SUMMARIES).where(SUMMARIES.c.round == bindparam("round"))
_STATES = select(SUMMARIES.c.entry, SUMMARIES.c.state).where(SUMMARIES.c.round == bindparam("round"))
_RECUSED = select(CURRENT.c.entry).where(
    CURRENT.c.round == bindparam("round"), CURRENT.c.kind == EventKind.RECUSAL.value, CURRENT.c.key == "", CURRENT.c.value.is_not(None)
)
_UNITS = select(CURRENT.c.entry, CURRENT.c.key, CURRENT.c.value).where(
    CURRENT.c.round == bindparam("round"), CURRENT.c.kind == EventKind.RECUSAL.value, CURRENT.c.key != "", CURRENT.c.value.is_not(None)
)
_CURRENT_OF_ONE = _CURRENT.where(CURRENT.c.entry == bindparam("entry"))
_STATE_OF_ONE = _STATES.where(SUMMARIES.c.entry == bindparam("entry"))


@dataclass(frozen=True)
class Summary:
    """A sheet in one line: `total` in hundredths (None while blank), `filled` items."""

    entry: str
    state: SheetState
    total: Points | None
    filled: int


class Sheets:
    """Sheets by (round, entry)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sheet(self, round_number: int, entry: str) -> ScoreSheet:
        """The sheet as it stands; an untouched one when nothing was ever saved."""
        return next(iter(self._sheets(round_number, entry)), ScoreSheet(entry))

    def content(self, round_number: int, entry: str) -> ScoreSheet:
        """As `sheet`, with its state left at UNTOUCHED: for those who work the state out from what is in it."""
        rows = self._connection.execute(_CURRENT_OF_ONE, {"round": round_number, "entry": entry}).all()
        return _sheet(entry, SheetState.UNTOUCHED, list(rows))

    def all_sheets(self, round_number: int) -> tuple[ScoreSheet, ...]:
        """Every sheet of the round with anything in it, by entry code."""
        return self._sheets(round_number, None)

    def recused(self, round_number: int) -> frozenset[str]:
        """Codes of the entries that the judge stands aside from."""
        return frozenset(self._connection.scalars(_RECUSED, {"round": round_number}))

    def unit_conflicts(self, round_number: int) -> dict[tuple[str, str], str]:
        """(entry, unit) → reason: units that a season hides, named when the judge stood aside from an entry after the pledge."""
        rows = self._connection.execute(_UNITS, {"round": round_number})
        return {(row.entry, row.key): values.recusal_of(row.value).words for row in rows}

    def set_summary(self, round_number: int, entry: str, state: SheetState, total: Points | None, filled: int) -> None:
        """Write what the rules made of the sheet, in the transaction of the event that changed it."""
        new = {"round": round_number, "entry": entry, "state": state.value, "total": total, "filled": filled}
        self._connection.execute(_SET_SUMMARY, new)

    def summary(self, round_number: int, entry: str) -> Summary:
        """One summary; UNTOUCHED when none was written."""
        return self.summaries(round_number).get(entry, Summary(entry, SheetState.UNTOUCHED, None, 0))

    def summaries(self, round_number: int) -> dict[str, Summary]:
        """All summaries of the round by entry code."""
        rows = self._connection.execute(_SUMMARIES, {"round": round_number})
        return {row.entry: Summary(row.entry, SheetState(row.state), row.total, row.filled) for row in rows}

    def _sheets(self, round_number: int, entry: str | None) -> tuple[ScoreSheet, ...]:
        which: dict[str, int | str] = {"round": round_number}
        current, states = _CURRENT, _STATES
        if entry is not None:
            current, states, which = _CURRENT_OF_ONE, _STATE_OF_ONE, which | {"entry": entry}
        state = {row.entry: SheetState(row.state) for row in self._connection.execute(states, which)}
        parts: dict[str, list[Row[Any]]] = {code: [] for code in state}
        for row in self._connection.execute(current, which):
            parts.setdefault(row.entry, []).append(row)
        return tuple(_sheet(code, state.get(code, SheetState.UNTOUCHED), parts[code]) for code in sorted(parts))


def _sheet(entry: str, state: SheetState, rows: list[Row[Any]]) -> ScoreSheet:
    held: dict[str, dict[str, str]] = {kind.value: {} for kind in EventKind}
    for row in rows:
        if row.value is not None:
            held[row.kind][row.key] = row.value
    remark, recusal, level = (held[kind.value].get("") for kind in (EventKind.REMARK, EventKind.RECUSAL, EventKind.LEVEL))
    return ScoreSheet(
        entry=entry,
        state=state,
        points={key: values.points_of(value) for key, value in held[EventKind.POINTS.value].items()},
        remark=values.text_of(remark) if remark else "",
        notes=tuple(map(values.note_of, held[EventKind.NOTE.value].values())),
        recusal=values.recusal_of(recusal) if recusal else None,
        proposed_level=values.text_of(level) if level else None,
        half_typed={key: values.text_of(value) for key, value in held[EventKind.HALF_TYPED.value].items()},
    )
