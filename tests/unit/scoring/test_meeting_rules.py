"""The rules of a meeting without any store: votes, agenda, lines, double entry, ties settled, decisions that undo."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import InvalidEntry
from app.models.chairing import PaperSheet
from app.models.decision import DecisionKind, Votes
from app.models.points import of
from app.models.season import AbsentRule, Level, Quota, QuotaScope
from app.models.shape import Points
from app.models.sheet import ScoreSheet
from app.scoring import agenda, ballot, double_entry, lines
from app.scoring.agenda import Heading
from app.scoring.decisions import acting, decided_levels, given_up, tie_places
from app.scoring.lines import Side
from app.scoring.merge import MergeState, PayloadRef, standing
from app.scoring.results import panel_results
from tests.fakes.scoring_values import MEAN, decision, entry, marks, one_item_rubric, rubric_file, season, together, two

ONE_PLACE = Quota("EXCELLENT", QuotaScope.SEASON, 1)
ONE_LEVEL = (Level("EXCELLENT", two("优秀级"), of(80)), Level("PROMOTED", two("推进级"), of(60)))


@pytest.mark.parametrize(
    ("votes", "present", "fits"),
    [
        ((3, 1, 1), "ABCDE", True),
        ((3, 1, 0), "ABCDE", False),
        ((0, 0, 0), "", False),
        ((-1, 1, 1), "A", False),
        ((6, 0, 0), "ABCDE", False),
    ],
)
def test_counts_must_fit_those_present(votes: tuple[int, int, int], present: str, fits: bool) -> None:
    if fits:
        ballot.check_votes(Votes(*votes), list(present))
    else:
        with pytest.raises(InvalidEntry) as wrong:
            ballot.check_votes(Votes(*votes), list(present))
        assert wrong.value.reason == "votes"


@pytest.mark.parametrize(("present", "word"), [(["A", "X"], "不在本组"), (["A", "B"], "回避"), (["A", "A"], "两次")])
def test_who_may_sit_at_the_table(present: list[str], word: str) -> None:
    with pytest.raises(InvalidEntry, match=word):
        ballot.check_present(present, {"A", "B", "C"}, {"B"})


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_carried_by_more_than_half_of_those_present(agree: int, against: int, abstain: int) -> None:
    assert ballot.carried(Votes(agree, against, abstain)) == (agree > against + abstain)


def test_a_decision_that_undoes_does_nothing_else() -> None:
    up = decision(DecisionKind.LEVEL, "up", entry="Z-1", after="EXCELLENT")
    undo = decision(DecisionKind.LEVEL, "undo", 1, entry="Z-1", undoes="up")
    redo = decision(DecisionKind.LEVEL, "redo", 2, entry="Z-1", undoes="undo")
    assert decided_levels([up]) == ({"Z-1": "EXCELLENT"}, frozenset())
    assert decided_levels([up, undo]) == ({}, frozenset()), "the undo is no decision for no level"
    assert decided_levels([up, undo, redo])[0] == {"Z-1": "EXCELLENT"}
    assert acting([up, undo, redo]) == (up,)


def test_a_tie_settled_downwards_keeps_its_place_empty() -> None:
    rules = season(quotas=(ONE_PLACE,), levels=ONE_LEVEL, aggregation=MEAN)
    entries = [entry("Z-1"), entry("Z-2"), entry("Z-3")]
    sheets = together(marks("Z-1", "85"), marks("Z-2", "85"), marks("Z-3", "83"))
    down = [decision(DecisionKind.TIE, c, entry=c, before="EXCELLENT") for c in ("Z-1", "Z-2")]
    open_, settled = panel_results(rules, entries, sheets), panel_results(rules, entries, sheets, down)
    assert [(t.entries, t.settled) for t in open_.ties] == [(("Z-1", "Z-2"), False)]
    assert [(t.entries, t.settled) for t in settled.ties] == [(("Z-1", "Z-2"), True)]
    assert {r.code: r.level for r in settled.rows} == dict.fromkeys(("Z-1", "Z-2", "Z-3"), "PROMOTED"), "nobody below passes"
    assert (open_.meters[0].tied, settled.meters[0].tied) == (2, 0)
    assert {r.code: r.at_line for r in settled.rows} == dict.fromkeys(("Z-1", "Z-2", "Z-3"), ())
    half = panel_results(rules, entries, sheets, down[:1])
    assert not half.ties[0].settled, "one of two is not settled"
    later = decision(DecisionKind.TIE, "place", 5, entry="Z-1", after="1")
    assert given_up([*down, later]) == {"Z-2": frozenset({"EXCELLENT"})}
    assert tie_places([*down, later])["Z-1"][0] == 1


@pytest.mark.parametrize(
    ("scores", "places", "floor", "line"),
    [
        ((95, 94, 88, 88, 70), 3, None, 88), ((95, 94, 88, 88, 70), 2, None, 94), ((70, 88, 95, 94), 2, None, 94),
        ((95, 94, 88), 2, 96, 96), ((95, 94, 88), 3, None, None), ((95, 94, 88), 3, 90, 90), ((95,), 0, None, None), ((), 2, None, None),
    ],
)  # fmt: skip
def test_a_line_is_drawn_at_the_score_of_the_last_place(scores: tuple[int, ...], places: int, floor: int | None, line: int | None) -> None:
    assert lines.at_score([Points(s) for s in scores], places, None if floor is None else Points(floor)) == line


def test_who_is_moved_over_the_line_moves_no_line() -> None:
    rules = season(quotas=(Quota("EXCELLENT", QuotaScope.SEASON, 2),), levels=ONE_LEVEL, aggregation=MEAN)
    totals = {"Z-1": "95", "Z-2": "94", "Z-3": "88", "Z-4": "70"}
    sheets = together(*(marks(c, t) for c, t in totals.items()))
    up = decision(DecisionKind.EXTRA_PLACE, "up", entry="Z-4", after="EXCELLENT")
    for made in ((), (up,)):
        view = panel_results(rules, [entry(c) for c in totals], sheets, made)
        assert {a.row.code: a.gap for a in lines.around(view, rules.levels, view.meters[0], 4).rows} == {
            "Z-1": 100,
            "Z-2": 0,
            "Z-3": -600,
            "Z-4": -2400,
        }


def test_the_line_and_who_is_near_it() -> None:
    rules = season(quotas=(Quota("EXCELLENT", QuotaScope.SEASON, 3),), levels=ONE_LEVEL, aggregation=MEAN)
    totals = {"Z-1": "95", "Z-2": "94", "Z-3": "88", "Z-4": "88", "Z-5": "87.5", "Z-6": "70"}
    view = panel_results(rules, [entry(c) for c in totals], together(*(marks(c, t) for c, t in totals.items())))
    found = lines.around(view, rules.levels, view.meters[0], 1)
    assert [(a.row.code, a.side, a.gap) for a in found.rows] == [
        ("Z-2", Side.ABOVE, 600), ("Z-3", Side.TIED, 0), ("Z-4", Side.TIED, 0), ("Z-5", Side.BELOW, -50),
    ]  # fmt: skip
    assert (found.above, found.tied) == (2, 2)
    assert [a.row.code for a in lines.around(view, rules.levels, view.meters[0], 0).rows] == ["Z-3", "Z-4"]
    assert lines.tie_of(view, "EXCELLENT", ["Z-4", "Z-3"]) is not None
    assert lines.tie_of(view, "EXCELLENT", ["Z-3"]) is None


def test_each_entry_comes_up_once_in_the_order_of_the_meeting() -> None:
    rules = season(levels=ONE_LEVEL, aggregation=MEAN)
    entries = [entry(f"Z-{n}", number=n) for n in range(1, 7)] + [replace(entry("Z-9"), practice=True)]
    sheets = together(
        marks("Z-1", "95", "75"), marks("Z-2", "95", "60"), marks("Z-3", "88", "88"), marks("Z-4", "88", "88"), marks("Z-5", "70", None),
        marks("Z-6", "90", "90"), marks("Z-9", "90", "90"),
    )  # fmt: skip
    found = agenda.topics(panel_results(rules, entries, sheets), {"Z-6"})
    assert [(t.row.code, t.heading) for t in found] == [
        ("Z-2", Heading.SPREAD), ("Z-1", Heading.SPREAD), ("Z-6", Heading.LINE), ("Z-3", Heading.TIE), ("Z-4", Heading.TIE), ("Z-5", Heading.ABSENT),
    ]  # fmt: skip
    assert agenda.missing(found[-1].row) == ("J2",)
    absent = together(sheets, {"J3": {e.code: ScoreSheet(e.code) for e in entries}})
    goes_on = agenda.topics(panel_results(rules, entries, absent), {"Z-6"})
    assert [t.heading for t in goes_on] == [t.heading for t in found], "a judge who is not waited for is no reason to talk"
    waits = agenda.topics(panel_results(season(levels=ONE_LEVEL, aggregation=MEAN, absent=AbsentRule.WAIT), entries, absent), {"Z-6"})
    assert all(t.heading is Heading.ABSENT or Heading.ABSENT in t.also for t in waits)


def test_where_there_are_several_orders_only_one_of_them_makes_a_tie() -> None:
    rules = season(levels=ONE_LEVEL, aggregation=MEAN)
    sheets = together(marks("Z-1", "95", "75"), marks("Z-2", "88", "88"), marks("Z-3", "88", "88"), marks("Z-4", "70", "70"))
    view = panel_results(rules, [entry(f"Z-{n}", number=n) for n in range(1, 5)], sheets)
    assert [t.heading for t in agenda.topics(view, ())] == [Heading.SPREAD, Heading.TIE, Heading.TIE, Heading.REST]
    apart = agenda.topics(view, (), groups={"Z-1": "A", "Z-2": "A", "Z-3": "B", "Z-4": "B"}, talked={"Z-1"})
    assert {t.heading for t in apart} == {Heading.REST}, (
        "equal ranks in two orders are no tie, and a spread that was talked about no reason"
    )
    assert [t.row.code for t in apart] == ["Z-2", "Z-1", "Z-3", "Z-4"], "one order after the other"


def _paper(code: str, value: str | None = None, recused: str = "") -> dict[str, PaperSheet]:
    return {code: PaperSheet(code, {} if value is None else {"ALL": of(value)}, recused)}


def test_two_passes_agree_or_are_named_cell_by_cell() -> None:
    rubrics = {c: one_item_rubric() for c in ("A", "B", "C", "D", "E")}
    first = _paper("A", "80") | _paper("B", "80") | _paper("C", "80") | _paper("D", recused="回避") | _paper("E", "70")
    second = _paper("A", "80") | _paper("B", "81") | _paper("D", recused="曾辅导") | _paper("E", recused="回避")
    found = double_entry.compare(rubrics, first, second)
    assert [s.entry for s in found.agreed] == ["A", "D"]
    assert [(p.entry, p.item, p.first, p.second) for p in found.differences] == [("B", "ALL", 8000, 8100), ("E", "", 7000, None)]
    assert found.unfinished == ("C",)


@given(st.lists(st.integers(0, 60), min_size=6, max_size=6), st.lists(st.integers(0, 60), min_size=6, max_size=6))
def test_an_entry_counts_exactly_when_every_cell_is_the_same(a: list[int], b: list[int]) -> None:
    rubric = rubric_file("tcaq-10201-2020-problem")

    def sheet(steps: list[int]) -> PaperSheet:
        return PaperSheet("Z-1", {i.code: Points(min(i.max, n * i.step)) for i, n in zip(rubric.items, steps, strict=True)})

    found = double_entry.compare({"Z-1": rubric}, {"Z-1": sheet(a)}, {"Z-1": sheet(b)})
    assert bool(found.agreed) == (sheet(a) == sheet(b))
    assert bool(found.differences) == (sheet(a) != sheet(b))


ONE, TWO = PayloadRef("J1", 1, 1, "1" * 64), PayloadRef("J1", 1, 2, "2" * 64)


def test_what_is_set_aside_takes_no_part_and_is_not_forgotten() -> None:
    both = frozenset({ONE, TWO})
    assert standing(MergeState(both, aside=frozenset({TWO.payload}))).counted == {"J1": ONE}
    assert standing(MergeState(both, aside=frozenset({ONE.payload, TWO.payload}))).counted == {}
    seen = standing(MergeState(both, opened=frozenset({ONE.payload}), aside=frozenset({ONE.payload})))
    assert (seen.counted, seen.waiting, seen.aside) == ({}, {TWO}, {ONE})


def test_what_was_seen_by_choice_counts_by_that_choice_alone() -> None:
    take = decision(DecisionKind.CHOOSE_PACKAGE, "take", judge="J1", after=TWO.payload, before=ONE.payload)
    back = decision(DecisionKind.CHOOSE_PACKAGE, "back", 1, judge="J1", undoes="take")
    state = MergeState(frozenset({ONE, TWO}), frozenset({take}), frozenset({ONE.payload}), chosen=frozenset({TWO.payload}))
    assert standing(state).counted == {"J1": TWO}
    undone = standing(state | MergeState(decisions=frozenset({back})))
    assert (undone.counted, undone.waiting) == ({"J1": ONE}, {TWO})


REFS = [PayloadRef(f"J{j}", 1, s, f"{j}{s}{n}" * 21 + "0") for j in (1, 2) for s in (1, 2) for n in (1, 2)]
STATES = st.builds(
    lambda p, o, a, c: MergeState(p, frozenset(), frozenset(r.payload for r in o), frozenset(r.payload for r in a & p), frozenset(r.payload for r in c)),
    *(st.frozensets(st.sampled_from(REFS)) for _ in range(4)),
)  # fmt: skip


@given(STATES, STATES, STATES)
def test_the_laws_hold_with_imports_set_aside(a: MergeState, b: MergeState, c: MergeState) -> None:
    assert standing(a | b) == standing(b | a)
    assert standing((a | b) | c) == standing(a | (b | c))
    assert standing(a | a) == standing(a)
    taking_part = {r for s in (a, b) for r in s.payloads - standing(s).aside}
    assert (a | b).payloads - standing(a | b).aside == taking_part, "what takes part on either side takes part"
    now = standing(a)
    placed = [*now.counted.values(), *now.waiting, *now.superseded, *now.aside]
    assert (len(placed), set(placed)) == (len(a.payloads), a.payloads)
