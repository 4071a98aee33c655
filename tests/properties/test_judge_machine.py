"""A judge's desk against plain dicts: scoring, notes, recusals, undo, handing in, kills and restarts, in any order.

The store alone has its own machine (`test_store_machine`). Here the services run over a real encrypted profile, and
after every step what the desk shows of each entry must be what the judge remembers, also when the program was killed.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from app.core.clock import Clock
from app.core.errors import AppError, UsageError
from app.core.text import tidy
from app.models.sheet import Audience, EventKind, Note, NoteKind, Recusal, RecusalReason, ScoreSheet, SheetState
from app.services import profile as profiles
from app.services.judge import read_entries, receipts, recuse, score, submit
from app.services.judge.workspace import current
from app.services.profile import Profile
from tests.fakes import desk_template
from tests.fakes.desk_profile import NOON
from tests.fakes.remembered import CODES, ITEMS, Content, Remembered, put, put_points

pytestmark = pytest.mark.slow

NOTES = tuple(f"{n:032x}" for n in range(3))
Saved = tuple[ScoreSheet, Any]

codes = st.sampled_from(CODES)
words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).map(tidy) | st.sampled_from(
    ("措施可检查。", "—— “引号” \\ \n 换行")
)


class JudgeMachine(RuleBasedStateMachine):
    """Every rule is one thing a judge does, done to the profile and to what is remembered."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.homes = (Path(self.folder.name) / f"home-{number}" for number in count())
        self.memory = Remembered()

    @initialize()
    def start(self) -> None:
        self.template = desk_template.made(len(CODES))
        self.rubric = self.template.rubric
        self._open(self._copy(self.template.profile.home))

    @rule(code=codes, data=st.data(), by_number=st.booleans(), remark=st.none() | words)
    def score(self, code: str, data: st.DataObject, by_number: bool, remark: str | None) -> None:
        """One item or several at once, given or cleared; perhaps the 总体评价 with them."""
        chosen = data.draw(st.lists(st.sampled_from(self.rubric.items), min_size=1, max_size=3, unique_by=lambda i: i.code))
        given = {i.code: data.draw(st.none() | st.integers(0, i.max // i.step).map(lambda n, i=i: n * i.step)) for i in chosen}
        names = {str(ITEMS.index(item) + 1) if by_number else item.lower(): value for item, value in given.items()}

        def change(held: Content) -> None:
            put_points(held, given)
            held.remark = held.remark if remark is None else remark

        self._save(code, lambda p: score.set_points(p, code, names, remark=remark), change, accepts=tuple(given))

    @rule(full=st.booleans())
    def fill_the_rest(self, full: bool) -> None:
        """What is blank in all entries, so that the round can be handed in at all."""
        for code, held in self.memory.content.items():
            blank = {i.code: i.max if full else i.min for i in self.rubric.items if i.code not in held.points}
            self._save(code, partial(score.set_points, code=code, points=blank), partial(put_points, given=blank), accepts=tuple(blank))

    @rule(code=codes, item=st.sampled_from(ITEMS), over=st.booleans())
    def score_against_the_rubric(self, code: str, item: str, over: bool) -> None:
        """Nothing of it is saved, the legal half neither."""
        line = next(i for i in self.rubric.items if i.code == item)
        other = next(i for i in ITEMS if i != item)
        self._refused(
            "over-maximum" if over else "off-step", lambda p: score.set_points(p, code, {other: 50, item: line.max + 50 if over else 25})
        )

    @rule(code=codes, item=st.sampled_from(ITEMS), text=st.sampled_from(("", "2", "26.", "-")))
    def half_type(self, code: str, item: str, text: str) -> None:
        typed = self.memory.half_typed[code]
        if self._saved(code, lambda p: score.set_half_typed(p, code, item, text), idle=not text and item not in typed):
            put(typed, item, text or None)

    @rule(
        code=codes,
        id_=st.sampled_from(NOTES),
        kind=st.sampled_from(NoteKind),
        audience=st.sampled_from(Audience),
        text=words,
        data=st.data(),
    )
    def write_note(self, code: str, id_: str, kind: NoteKind, audience: Audience, text: str, data: st.DataObject) -> None:
        """A new one, or another text for one that stands; an id that was taken away may come back."""
        item = data.draw(st.none() | st.sampled_from(ITEMS))
        note = Note(id_, kind, text, item, audience=audience)
        self._save(code, lambda p: score.put_note(p, code, note), lambda c: c.notes.update({id_: note}), note=id_)

    @rule(code=codes, data=st.data(), audience=st.sampled_from(Audience))
    def change_audience(self, code: str, data: st.DataObject, audience: Audience) -> None:
        if held := self._content(code).notes:
            note = replace(held[data.draw(st.sampled_from(sorted(held)))], audience=audience)
            self._save(code, lambda p: score.put_note(p, code, note), lambda c: c.notes.update({note.id: note}), note=note.id)

    @rule(code=codes, id_=st.sampled_from(NOTES))
    def delete_note(self, code: str, id_: str) -> None:
        self._save(code, lambda p: score.remove_note(p, code, id_), lambda c: c.notes.pop(id_, None), note=id_)

    @rule(code=codes, text=words)
    def remark(self, code: str, text: str) -> None:
        self._save(code, lambda p: score.set_remark(p, code, text), lambda c: setattr(c, "remark", text))

    @rule(code=codes, level=st.sampled_from((None, "EXCELLENT")))
    def propose_level(self, code: str, level: str | None) -> None:
        self._save(code, lambda p: score.set_level(p, code, level), lambda c: setattr(c, "level", level))

    @rule(code=codes, reason=st.sampled_from(RecusalReason))
    def recuse(self, code: str, reason: RecusalReason) -> None:
        value = Recusal(reason, "曾辅导该小组", NOON)
        self._save(code, lambda p: recuse.recuse(p, code, " 曾辅导该小组 ", reason), lambda c: setattr(c, "recusal", value), aside=True)

    @rule(code=codes)
    def take_recusal_back(self, code: str) -> None:
        self._save(code, lambda p: recuse.take_back(p, code), lambda c: setattr(c, "recusal", None), aside=True)

    @precondition(lambda self: self.memory.done)
    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self._reverse(score.undo, self.memory.done, self.memory.undone)

    @precondition(lambda self: self.memory.undone)
    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            self._reverse(score.redo, self.memory.undone, self.memory.done)

    @rule()
    def finish(self) -> None:
        self.fill_the_rest(full=True)
        self.hand_in()

    @rule()
    def hand_in(self) -> None:
        """Refused while anything is blank; done again it is the same package."""
        if not self.memory.complete():
            return self._refused("incomplete", submit.submit)
        made, _ = submit.submit(self.profile)
        assert made.repeated == (self.memory.payload is not None)
        assert self.memory.payload in (None, made.payload)
        assert made.recused == sum(c.recusal is not None for c in self.memory.content.values()) == len(CODES) - made.sheets
        self.memory.payload = made.payload
        self.memory.returned.clear()
        return None

    @precondition(lambda self: self.memory.payload is not None)
    @rule()
    def get_returned(self) -> None:
        """The chair returns the package: the same points are open again, marked until they are touched."""
        scored = [list(held.points.values()) for held in self.memory.content.values() if held.recusal is None]
        receipts.accept(self.profile, self.template.returned(self.profile, self.memory.payload or "", scored))
        self.memory.payload = None
        self.memory.returned = {code for code in CODES if self.memory.state(code) is SheetState.DONE}

    @rule()
    def reopen(self) -> None:
        self.profile.close()
        self._open(self.profile.home)

    @rule()
    def be_killed(self) -> None:
        """What lay on the disk while the program ran is all that is left."""
        self._go_on_from(self._copy(self.profile.home))

    @rule(code=codes)
    def be_killed_in_a_save(self, code: str) -> None:
        """A save that was not acknowledged leaves nothing."""
        left: list[Path] = []
        try:
            with self.profile.database.write() as tx:
                desk = current(self.profile, tx)
                if not tx.events.is_locked(desk.round, code):
                    score.append(self.profile, tx, desk, code, (EventKind.REMARK, "", '"never saved"'))
                    score.refresh_summary(tx, desk, desk.entry(code))
                left.append(self._copy(self.profile.home))
                raise UsageError("killed")
        except UsageError:
            self._go_on_from(left[0])

    @invariant()
    def desk_equals_memory(self) -> None:
        rows = {row.code: row for row in read_entries.rows(self.profile)}
        for code in CODES:
            seen, held = read_entries.view(self.profile, code), self._content(code)
            assert seen.sheet == self.memory.sheet(code)
            assert seen.locked == (self.memory.payload is not None)
            assert (seen.total, seen.filled) == (sum(held.points.values()), len(held.points))
            assert (rows[code].state, rows[code].filled) == (self.memory.state(code), len(held.points))
            counts = held.points and self.memory.sheet(code).recusal is None
            assert rows[code].total == (sum(held.points.values()) if counts else None)
        head = read_entries.desk_state(self.profile)
        assert head.submitted == self.memory.payload
        assert bool(submit.problems(self.profile)) != self.memory.complete()

    def teardown(self) -> None:
        if hasattr(self, "profile"):
            self.profile.close()
        self.folder.cleanup()

    def _content(self, code: str) -> Content:
        return self.memory.content[code]

    def _save(
        self,
        code: str,
        do: Callable[[Profile], Saved],
        change: Callable[[Content], object],
        *,
        accepts: tuple[str, ...] = (),
        note: str = "",
        aside: bool = False,
    ) -> None:
        """One action of the judge. `accepts` are items whose half-typed digits it ends; an action that changes nothing is no step."""
        before = deepcopy(self.memory.content)
        wanted = deepcopy(self._content(code))
        change(wanted)
        ends = [item for item in accepts if item in self.memory.half_typed[code]]
        idle = wanted == self._content(code)
        if not self._saved(code, do, idle=idle and not ends, aside=aside):
            return
        for item in ends:
            del self.memory.half_typed[code][item]
        self.memory.content[code] = wanted
        if not idle:
            if note and (code, note) not in self.memory.written:
                self.memory.written.append((code, note))
            self.memory.done.append(before)
            self.memory.undone.clear()

    def _saved(self, code: str, do: Callable[[Profile], Saved], *, idle: bool, aside: bool = False) -> bool:
        """Whether it was accepted, as it must be unless the entry is recused or the round handed in."""
        recused = self._content(code).recusal is not None and not aside
        if recused or (self.memory.payload is not None and not idle):
            self._refused("recused" if recused else "locked", do)
            return False
        sheet, _ = do(self.profile)
        self.memory.returned.discard(code)
        assert sheet == read_entries.view(self.profile, code).sheet
        return True

    def _refused(self, reason: str, do: Callable[[Profile], object]) -> None:
        with pytest.raises(AppError) as refusal:
            do(self.profile)
        assert refusal.value.reason == reason

    def _reverse(
        self, do: Callable[[Profile], tuple[str | None, Any]], steps: list[dict[str, Content]], back: list[dict[str, Content]]
    ) -> None:
        if steps and self.memory.payload is not None:
            return self._refused("locked", do)
        code, changes = do(self.profile)
        assert (code is None) == (not steps)
        if steps:
            back.append(self.memory.content)
            self.memory.content = steps.pop()
            changed = {c for c in CODES if self.memory.content[c] != back[-1][c]}
            assert changed == set(changes.entries)
            self.memory.returned -= changed
        return None

    def _copy(self, home: Path) -> Path:
        return Path(shutil.copytree(home, next(self.homes)))

    def _go_on_from(self, home: Path) -> None:
        self.profile.close()
        shutil.rmtree(self.profile.home)
        self._open(home)

    def _open(self, home: Path) -> None:
        self.profile = profiles.open_profile(home, unlocked=lambda: self.template.profile.vault, clock=Clock(lambda: NOON))


def test_the_desk_equals_what_the_judge_remembers() -> None:
    # not shrunk: every try is a real profile, and thirty steps can be read as they are
    found = (Phase.explicit, Phase.reuse, Phase.generate)
    calm = settings(max_examples=20, stateful_step_count=30, deadline=None, phases=found, suppress_health_check=[HealthCheck.too_slow])
    run_state_machine_as_test(JudgeMachine, settings=calm)
