"""Until the chair's own file is handed in, no service of the chair's desk tells a point: each one is walked, and none may be forgotten."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from app.core.errors import UsageError
from app.core.tasks import Context
from app.services.chair import (
    agenda,
    board,
    choose,
    close,
    deciding,
    decision_log,
    desk,
    evidence,
    fetch_inbox,
    incoming,
    letter_paper,
    letters,
    lines,
    merge,
    one_entry,
    panel,
    papers,
    receipts,
    record,
    record_grid,
    record_look,
    remind,
    results,
    spread_list,
    steps,
    ties,
)
from app.services.chair.actions import Keep
from app.services.chair.adjusted import Adjusted
from app.services.profile import Profile
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ChairPanel, Pristine

TELLING = {"TOPIC": "11.5", "CAUSE": "23.5", "ACTION": "13.5", "EFFECT": "17.5", "REPORT": "3.5", "FEATURE": "6.5"}
"""What J-02 gave: a total of 76.00. These digits stand nowhere else in the season."""
POINTS = [11.5, 23.5, 13.5, 17.5, 3.5, 6.5, 76.0]

Call = Callable[[Profile, ChairPanel], Any]
SHUT: dict[str, Call] = {
    "agenda.agenda": lambda p, w: agenda.agenda(p),
    "agenda.put_on_table": lambda p, w: agenda.put_on_table(p, "Z-001"),
    "deciding.decide": lambda p, w: deciding.decide(p, Keep("Z-001")),
    "deciding.foresee": lambda p, w: deciding.foresee(p, Keep("Z-001")),
    "decision_log.log": lambda p, w: decision_log.log(p),
    "desk.picture": lambda p, w: desk.picture(p),
    "letter_paper.sheet": lambda p, w: letter_paper.sheet(p, "Z-001"),
    "letters.as_it_stands": lambda p, w: letters.as_it_stands(p, "Z-001"),
    "evidence.evidence": lambda p, w: evidence.evidence(p, "Z-001"),
    "evidence.open_place": lambda p, w: evidence.open_place(p, "Z-001", "a" * 64),
    "letters.finals": lambda p, w: letters.finals(p),
    "letters.desk": lambda p, w: letters.desk(p, "Z-001"),
    "letters.letters": lambda p, w: letters.letters(p),
    "letters.move_to": lambda p, w: letters.move_to(p, "Z-001", letters.LetterState.FINAL),
    "letters.paper": lambda p, w: letters.paper(p, "Z-001"),
    "letters.save": lambda p, w: letters.save(p, "Z-001", []),
    "lines.meters": lambda p, w: lines.meters(p),
    "lines.near": lambda p, w: lines.near(p),
    "one_entry.entry_desk": lambda p, w: one_entry.entry_desk(p, "Z-001"),
    "record.adopt": lambda p, w: record.adopt(p, "J-03", "纸质"),
    "record.candidates": lambda p, w: record.candidates(p),
    "record.compare": lambda p, w: record.compare(p, "J-03"),
    "record.grid": lambda p, w: record.grid(p, "J-03", 1),
    "record.read_file": lambda p, w: record.read_file(p, "J-03", 1, Path("none.xlsx")),
    "record_look.look": lambda p, w: record_look.look(p, "J-03", [Path("none.xlsx")]),
    "record.type_points": lambda p, w: record.type_points(p, "J-03", 1, "Z-001", {}),
    "record.type_recusal": lambda p, w: record.type_recusal(p, "J-03", 1, "Z-001", "x"),
    "record_grid.copyists": lambda p, w: record_grid.copyists(p),
    "record_grid.keep_half": lambda p, w: record_grid.keep_half(p, "J-03", 1, None),
    "record_grid.pass_table": lambda p, w: record_grid.pass_table(p, "J-03", 1),
    "record_grid.paste_preview": lambda p, w: record_grid.paste_preview(p, "J-03", 1, "1", ("Z-001", 0), ("Z-001",)),
    "record_grid.put_sheets": lambda p, w: record_grid.put_sheets(p, "J-03", 1, ()),
    "record_grid.template": lambda p, w: record_grid.template(p, "J-03", 1),
    "results.results": lambda p, w: results.results(p),
    "spread_list.spread_list": lambda p, w: spread_list.spread_list(p),
    "ties.line_ties": lambda p, w: ties.line_ties(p),
    "ties.separated": lambda p, w: ties.separated(p),
    "papers.report": lambda p, w: papers.report(p, w.season.folder / "papers"),
    "close.ready": lambda p, w: close.ready(p),
    "close.close": lambda p, w: close.close(p, w.season.folder / "p.qcp"),
    "close.prepare": lambda p, w: close.prepare(p, w.season.folder / "p.qcp", Adjusted({}, {})),
}
QUIET: dict[str, Call] = {
    "agenda.keep_time": lambda p, w: agenda.keep_time(p, 1),
    "desk.head": lambda p, w: desk.head(p),
    "board.board": lambda p, w: board.board(p),
    "fetch_inbox.source": lambda p, w: fetch_inbox.source(p),
    "incoming.accept": lambda p, w: incoming.accept(p, _look(p, w)),
    "incoming.frame": lambda p, w: None,  # opaque to screens; `verify` and `preview` are what is shown
    "incoming.inboxes": lambda p, w: incoming.inboxes(p),
    "incoming.inbox_folders": lambda p, w: incoming.inbox_folders(p),
    "incoming.look": lambda p, w: _look(p, w).files,
    "incoming.preview": lambda p, w: incoming.preview(p, _look(p, w).checked),
    "merge.merge": lambda p, w: merge.merge(p, [w.season.folder / "packages"], Context()),
    "remind.reminders": lambda p, w: remind.reminders(p),
    "steps.history": lambda p, w: steps.history(p),
    "steps.undo": lambda p, w: steps.undo(p),
    "steps.redo": lambda p, w: steps.redo(p),
    "choose.choose": lambda p, w: choose.choose(p, _look(p, w).files[0].payload, "先选定"),
    "choose.foresee": lambda p, w: choose.foresee(p, _of_two(p, w)[0].payload),
    "choose.options": lambda p, w: [*_of_two(p, w)],
}
ELSEWHERE = {
    "close.record",  # keeps what `close.prepare` gave, which only an open gate gives
    "choose.open_early",  # opens the gate, with a reason that is printed
    "incoming.verify", "incoming.gather", "incoming.with_codes",  # take no profile
    "receipts.issue", "receipts.return_sheet", "receipts.send",  # go to the judge whose points they are, sealed
    "record.require_copied",  # tells who may be copied, to services behind the gate
    "panel.load", "panel.keep_own", "panel.mark_opened", "panel.keep", "panel.as_arrived", "steps.moment",  # what services are made of
}  # fmt: skip
MODULES: tuple[ModuleType, ...] = (
    agenda, board, choose, close, deciding, decision_log, desk, evidence, incoming, letter_paper, letters, lines, merge, one_entry, panel, papers, receipts,
    record, remind, results, spread_list, steps, ties, fetch_inbox, record_grid, record_look,
)  # fmt: skip


def _look(profile: Profile, world: ChairPanel) -> incoming.Preview:
    return incoming.look(profile, sorted((world.season.folder / "packages").glob("J-02*")), Context())


def _of_two(profile: Profile, world: ChairPanel) -> tuple[choose.Option, ...]:
    """Two different files of J-02 with one number, both of which move ranks."""
    twin = world.package("J-02", {"Z-001": "40", "Z-002": TELLING})
    merge.merge(profile, [twin], Context())
    found = choose.options(profile, "J-02")
    assert len(found) == 2
    return found


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    made = chair_panel.make(tmp_path_factory.mktemp("gate") / "now", judges=3, entries=2, own=None)
    made.package("J-02", {"Z-001": TELLING, "Z-002": TELLING})
    with made.open() as profile:
        merge.merge(profile, [made.season.folder / "packages"], Context())
    return Pristine.of(made)


@pytest.fixture
def world(pristine: Pristine) -> ChairPanel:
    return pristine.lay_out()


def test_every_service_is_walked() -> None:
    found = set()
    for module in MODULES:
        for name, function in inspect.getmembers(module, inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters), "")
            if not name.startswith("_") and function.__module__ == module.__name__ and first == "profile":
                found.add(f"{module.__name__.rpartition('.')[2]}.{name}")
    assert found <= SHUT.keys() | QUIET.keys() | ELSEWHERE, "a service that nobody holds against the gate"
    assert SHUT.keys() | QUIET.keys() <= found


@pytest.mark.parametrize("name", sorted(SHUT))
def test_behind_the_gate_it_refuses_and_keeps_nothing(world: ChairPanel, name: str) -> None:
    with world.open() as profile:
        before = panel.load(profile)
        with pytest.raises(UsageError) as shut:
            SHUT[name](profile, world)
        assert shut.value.reason == "own-first"
        after = panel.load(profile)
        assert (after.decisions, after.steps, after.opened) == (before.decisions, before.steps, frozenset())


@pytest.mark.parametrize("name", sorted(QUIET))
def test_what_answers_before_the_gate_tells_no_point(world: ChairPanel, name: str) -> None:
    with world.open() as profile:
        told = list(_numbers(QUIET[name](profile, world)))
        assert not [n for n in told if n in POINTS or n / 100 in POINTS or any(str(p) in str(n) for p in POINTS)]
        assert panel.load(profile).opened == frozenset()


def test_before_the_gate_no_file_that_comes_or_goes_tells_what_it_moves(world: ChairPanel) -> None:
    third = world.package("J-03", {"Z-001": "60", "Z-002": "95"})
    with world.open() as profile:
        seen = incoming.look(profile, [third], Context())
        assert len(seen.chosen) == 1
        assert (seen.moves, seen.touched, seen.mixed) == ((), (), ())
        done, _ = incoming.accept(profile, seen)
        made, _ = steps.undo(profile)
        assert made is not None
        assert (done.preview.moves, made.moves) == ((), ())
        assert panel.load(profile).opened == frozenset()


def test_the_walk_would_find_a_point(world: ChairPanel) -> None:
    with world.open() as profile:
        choose.open_early(profile, "组长因病不评分")
        told = list(_numbers(results.results(profile)[1]))
        assert any(n / 100 in POINTS for n in told)
    assert list(_numbers("合计 76.00")) == [76.0]


def _numbers(value: Any) -> Any:
    """Every number a value has, also inside texts; opaque fields are left out."""
    import re

    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in ("checked", "stamp", "preview") or isinstance(value, incoming.Imported):
                yield from _numbers(getattr(value, field.name))
    elif isinstance(value, dict):
        for pair in value.items():
            yield from _numbers(pair)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _numbers(one)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value
    elif isinstance(value, str) and not re.fullmatch("[0-9a-f]{32,64}", value):
        yield from (float(n) for n in re.findall(r"[0-9]+(?:\.[0-9]+)?", value))
