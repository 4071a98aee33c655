"""The store against a dictionary: append (one, or a group), retry, undo, redo, submit, return, reopen, in any order."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from app.core.clock import Clock
from app.core.errors import UsageError
from app.core.ids import new_event_id
from app.models.shape import Points
from app.models.sheet import EventKind, ScoreEvent
from app.store.database import Database
from app.store.values import points_value, text_value
from tests.fakes.store_samples import KEY, NOON

Key = tuple[int, str, EventKind, str]
Step = list[tuple[Key, str | None, str | None]]
"""What one step changed, in order: key, value before, value after."""
ROUNDS = (1, 2)

keys = st.tuples(
    st.sampled_from(ROUNDS),
    st.sampled_from(("Z-001", "Z-002")),
    st.sampled_from((EventKind.POINTS, EventKind.HALF_TYPED)),
    st.sampled_from(("CAUSE", "EFFECT")),
)


class StoreMachine(RuleBasedStateMachine):
    """`values`, `done` and `undone` are what a person believes; the store must agree after every step."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.values: dict[Key, str] = {}
        self.done: dict[int, list[Step]] = {number: [] for number in ROUNDS}
        self.undone: dict[int, list[Step]] = {number: [] for number in ROUNDS}
        self.locked: set[int] = set()
        self.events: list[ScoreEvent] = []

    @initialize()
    def create(self) -> None:
        self.database = Database.open(self.path, KEY, clock=Clock())

    @property
    def path(self) -> Path:
        return Path(self.folder.name) / "desk.db"

    @rule(key=keys, points=st.none() | st.integers(0, 3000))
    def change(self, key: Key, points: int | None) -> None:
        self._change(key[0], [_event(key, points, None)])

    @rule(number=st.sampled_from(ROUNDS), cells=st.lists(st.tuples(keys, st.none() | st.integers(0, 3000)), min_size=2, max_size=5))
    def change_together(self, number: int, cells: list[tuple[Key, int | None]]) -> None:
        group = new_event_id()
        self._change(number, [_event((number, *key[1:]), points, group) for key, points in cells])

    @precondition(lambda self: self.events)
    @rule(data=st.data())
    def retry(self, data: st.DataObject) -> None:
        event = data.draw(st.sampled_from(self.events))
        with self.database.write() as tx:
            assert not tx.events.append(event)

    @rule(number=st.sampled_from(ROUNDS))
    def undo(self, number: int) -> None:
        with self.database.read() as tx:
            found = tx.events.last_undoable(number)
        assert (found is not None) == bool(self.done[number])
        if found and self._append(*found.events(NOON)):
            step = self.done[number].pop()
            assert [value for _, value in found.parts] == [before for _, before, _ in reversed(step)]
            for key, before, _ in reversed(step):
                self._set(key, before)
            self.undone[number].append(step)

    @rule(number=st.sampled_from(ROUNDS))
    def redo(self, number: int) -> None:
        with self.database.read() as tx:
            found = tx.events.last_redoable(number)
        assert (found is not None) == bool(self.undone[number])
        if found and self._append(*found.events(NOON)):
            step = self.undone[number].pop()
            assert [value for _, value in found.parts] == [after for _, _, after in step]
            for key, _, after in step:
                self._set(key, after)
            self.done[number].append(step)

    @rule(number=st.sampled_from(ROUNDS))
    def submit(self, number: int) -> None:
        self.locked.add(number)
        with self.database.write() as tx:
            tx.events.lock(number, "0" * 64)

    @precondition(lambda self: self.locked)
    @rule()
    def get_returned(self) -> None:
        with self.database.write() as tx:
            for number in self.locked:
                tx.events.unlock(number)
        self.locked.clear()

    @rule()
    def reopen(self) -> None:
        self.database.close()
        self.database = Database.open(self.path, KEY, clock=Clock())

    @rule(key=keys)
    def give_up_half_way(self, key: Key) -> None:
        number, entry, kind, item = key
        event = ScoreEvent(new_event_id(), NOON, number, entry, kind, item, None)
        try:
            with self.database.write() as tx:
                tx.events.append(event)
                raise UsageError("changed my mind")
        except UsageError:
            pass

    @invariant()
    def store_equals_memory(self) -> None:
        with self.database.read() as tx:
            for number in ROUNDS:
                found: dict[Key, str] = {}
                for sheet in tx.sheets.all_sheets(number):
                    found |= {(number, sheet.entry, EventKind.POINTS, item): points_value(value) for item, value in sheet.points.items()}
                    found |= {
                        (number, sheet.entry, EventKind.HALF_TYPED, item): text_value(text) for item, text in sheet.half_typed.items()
                    }
                assert found == {key: value for key, value in self.values.items() if key[0] == number}
                assert list(tx.events.history(number)) == [event for event in self.events if event.round == number]

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    def _change(self, number: int, events: list[ScoreEvent]) -> None:
        if not self._append(*events):
            return
        step: Step = []
        for event in events:
            key = (number, event.entry, event.kind, event.key)
            before = self._set(key, event.value)
            if event.kind is EventKind.POINTS:
                step.append((key, before, event.value))
        if step:
            self.done[number].append(step)
            self.undone[number].clear()

    def _append(self, *events: ScoreEvent) -> bool:
        """All of them in one transaction, or none."""
        refused, number = "", events[0].round
        try:
            with self.database.write() as tx:
                for event in events:
                    assert tx.events.append(event)
        except UsageError as error:
            refused = error.reason
        assert refused == ("locked" if number in self.locked else "")
        if not refused:
            self.events += events
        return not refused

    def _set(self, key: Key, value: str | None) -> str | None:
        before = self.values.pop(key, None)
        if value is not None:
            self.values[key] = value
        return before


def _event(key: Key, points: int | None, group: str | None) -> ScoreEvent:
    number, entry, kind, item = key
    shown = text_value(str(points)) if kind is EventKind.HALF_TYPED else points_value(Points(points or 0))
    return ScoreEvent(new_event_id(), NOON, number, entry, kind, item, None if points is None else shown, group=group)


def test_the_store_equals_a_dictionary() -> None:
    calm = settings(max_examples=25, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    run_state_machine_as_test(StoreMachine, settings=calm)
