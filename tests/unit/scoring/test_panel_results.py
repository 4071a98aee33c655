"""The whole view of a panel: what the chair sees, what moved, and which decisions need a second look."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import InvalidEntry, Malformed
from app.core.words import set_language
from app.models.decision import DecisionKind
from app.models.points import of
from app.models.season import Quota, QuotaScope
from app.models.sheet import ScoreSheet
from app.scoring.aggregate import Rule
from app.scoring.results import PanelRow, PanelView, entry_basis, moves, panel_results
from tests.fakes.scoring_values import MEAN, TRIM_3, decision, entry, marks, one_item_rubric, rubric_file, season, sheet, together

PROBLEM = rubric_file("tcaq-10201-2020-problem")


def _row(view: PanelView, code: str) -> PanelRow:
    row = view.row(code)
    assert row is not None
    return row


def test_a_small_panel_from_sheets_to_levels() -> None:
    entries = [entry("Z-1"), entry("Z-2", "SVC"), entry("Z-3"), entry("Z-4")]
    sheets = together(
        marks("Z-1", "90", "88", "87", "86", "72"),
        marks("Z-2", "90", "回避", "87", "86", "72"),
        marks("Z-3", "95", "95", "95", "95", None),
        marks("Z-4", None, "回避"),
    )
    view = panel_results(season(), entries, sheets)
    assert [(r.code, r.official, r.rank, r.rank_in_field, r.level, r.reads, r.rule) for r in view.rows] == [
        ("Z-3", of(95), 1, 1, "BENCHMARK", 4, Rule.MEAN),
        ("Z-1", of(87), 2, 2, "EXCELLENT", 5, Rule.TRIM),
        ("Z-2", of("83.75"), 3, 1, "EXCELLENT", 4, Rule.MEAN),
        ("Z-4", None, None, None, None, 0, Rule.NONE),
    ]
    assert _row(view, "Z-1").dropped == ("J1", "J5")
    assert _row(view, "Z-2").score_texts() == {"J1": "90.00", "J2": "回避", "J3": "87.00", "J4": "86.00", "J5": "72.00"}
    assert _row(view, "Z-3").score_texts()["J5"] is None
    assert (_row(view, "Z-1").spread.range, _row(view, "Z-1").spread.flag) == (1800, True)
    assert [m.entries for m in view.mixed] == [{Rule.TRIM: ("Z-1",), Rule.MEAN: ("Z-2", "Z-3")}]


def test_practice_and_withdrawn_entries_are_shown_and_not_counted() -> None:
    entries = [entry("Z-1"), entry("Z-2", practice=True), entry("Z-3", withdrawn=True)]
    quota = Quota("BENCHMARK", QuotaScope.SEASON, 1)
    view = panel_results(season(quotas=(quota,)), entries, together(*(marks(c, "99", "98") for c in ("Z-1", "Z-2", "Z-3"))))
    assert [(r.code, r.counted, r.official, r.rank, r.level, r.spread.range) for r in view.rows[1:]] == [
        ("Z-2", False, None, None, None, None),
        ("Z-3", False, None, None, None, None),
    ]
    assert view.meters[0].taken == 1
    assert _row(view, "Z-3").scores == {"J1": of(99), "J2": of(98)}


def test_ties_use_the_chain_of_the_policy() -> None:
    full = {i.code: str(i.max // 100) for i in PROBLEM.items}
    sheets = {
        "J1": {
            "A": sheet("A", **{**full, "CAUSE": "29"}),
            "B": sheet("B", **{**full, "ACTION": "19"}),
            "C": sheet("C", **{**full, "ACTION": "19"}),
        }
    }
    view = panel_results(season(rubrics=(PROBLEM,)), [entry(c, rubric="CAQ-PROBLEM") for c in "ABC"], sheets)
    assert [(r.code, r.official, r.rank) for r in view.rows] == [("B", of(99), 1), ("C", of(99), 1), ("A", of(99), 3)]
    assert _row(view, "A").separations[0].step == ("CAUSE", "SCHEME")
    assert _row(view, "B").items["ACTION"] == of(19)
    places = [decision(DecisionKind.TIE, f"tie{c}", entry=c, after=p) for c, p in (("B", "2"), ("C", "1"))]
    decided = panel_results(season(rubrics=(PROBLEM,)), [entry(c, rubric="CAQ-PROBLEM") for c in "ABC"], sheets, places)
    assert [r.code for r in decided.rows] == ["C", "B", "A"]


def test_points_changed_in_consensus_keep_the_independent_ones_beside() -> None:
    sheets = marks("Z-1", "90", "80", "40")
    before = panel_results(season(aggregation=MEAN), [entry("Z-1")], sheets)
    change = decision(
        DecisionKind.POINTS, "change", entry="Z-1", judge="J3", item="ALL", before="40.00", after="70.00", basis=_row(before, "Z-1").basis
    )
    after = panel_results(season(aggregation=MEAN), [entry("Z-1")], sheets, [change])
    row = _row(after, "Z-1")
    assert (row.official, row.scores["J3"], row.independent["J3"]) == (of(80), of(70), of(40))
    assert row.stale == ()
    undone = panel_results(
        season(aggregation=MEAN), [entry("Z-1")], sheets, [change, decision(DecisionKind.KEEP, "undo", 1, entry="Z-1", undoes="change")]
    )
    assert _row(undone, "Z-1").official == of(70)


def test_a_late_file_makes_a_decision_stale_and_loses_none() -> None:
    sheets = marks("Z-1", "90", "80")
    basis = entry_basis({j: own["Z-1"] for j, own in sheets.items()}, one_item_rubric())
    level = decision(DecisionKind.LEVEL, "level", entry="Z-1", after="BENCHMARK", basis=basis)
    assert _row(panel_results(season(), [entry("Z-1")], marks("Z-1", "90", "80", None, "回避"), [level]), "Z-1").stale == ()
    late = _row(panel_results(season(), [entry("Z-1")], marks("Z-1", "90", "80", "70"), [level]), "Z-1")
    assert (late.stale, late.level) == ((level.id,), "BENCHMARK")


def test_deferred_until_kept() -> None:
    wait, keep = decision(DecisionKind.DEFER, "wait", entry="Z-1"), decision(DecisionKind.KEEP, "keep", 1, entry="Z-1")
    states = [_row(panel_results(season(), [entry("Z-1")], marks("Z-1", "90"), d), "Z-1").deferred for d in ((), (wait,), (keep, wait))]
    assert states == [False, True, False]


def test_moves_are_said_in_ranks_and_levels() -> None:
    quota = Quota("BENCHMARK", QuotaScope.SEASON, 1)
    rules, entries = season(quotas=(quota,)), [entry("Z-1"), entry("Z-2"), entry("Z-3")]
    before = panel_results(rules, entries, together(marks("Z-1", "95", "95"), marks("Z-2", "93", "93"), marks("Z-3", "60")))
    after = panel_results(rules, entries[:2], together(marks("Z-1", "95", "95", "80"), marks("Z-2", "93", "93", "93")))
    found = {m.code: (m.from_rank, m.to_rank, m.from_level, m.to_level, m.words) for m in moves(before, after)}
    assert found["Z-1"] == (1, 2, "BENCHMARK", "EXCELLENT", "Z-1 第1→第2，退出标杆级名额（优秀级）")
    assert found["Z-2"] == (2, 1, "EXCELLENT", "BENCHMARK", "Z-2 第2→第1，进入标杆级名额")
    assert found["Z-3"] == (3, None, None, None, "Z-3 第3→无名次")
    assert moves(before, before) == ()
    raised = panel_results(
        rules,
        entries,
        together(marks("Z-1", "95"), marks("Z-2", "93"), marks("Z-3", "60")),
        [decision(DecisionKind.LEVEL, "up", entry="Z-3", after="EXCELLENT")],
    )
    assert [m.words for m in moves(before, raised)] == ["Z-3 无等级→优秀级"]
    set_language("en")
    assert "no. 1→no. 2" in next(m.words for m in moves(before, after) if m.code == "Z-1")


def test_several_panels_keep_their_own_common_rule() -> None:
    sheets = together(marks("Z-1", "90", "80", "70"), marks("Z-2", "90", "80"), marks("Z-3", "90", "80", "10"))
    panels = {"Z-1": "P1", "Z-2": "P1", "Z-3": "P2"}
    rules = season(aggregation=TRIM_3, uniform_within_panel=True, quotas=(Quota("EXCELLENT", QuotaScope.PANEL, 1),))
    view = panel_results(rules, [entry(c) for c in panels], sheets, panel_of=panels)
    assert {r.code: r.rule for r in view.rows} == {"Z-1": Rule.MEAN, "Z-2": Rule.MEAN, "Z-3": Rule.TRIM}
    assert view.mixed == ()
    assert {r.code: r.level for r in view.rows} == {"Z-2": "EXCELLENT", "Z-1": None, "Z-3": "EXCELLENT"}


@pytest.mark.parametrize(
    ("kind", "more", "error"),
    [
        (DecisionKind.TIE, {"after": "first"}, InvalidEntry), (DecisionKind.TIE, {"after": "0"}, InvalidEntry), (DecisionKind.LEVEL, {"after": "PLATINUM"}, InvalidEntry),
        (DecisionKind.POINTS, {"after": "26", "judge": "J1", "item": "ALL"}, Malformed),
    ],
)  # fmt: skip
def test_decisions_that_cannot_be_read_are_refused_in_words(kind: DecisionKind, more: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        panel_results(season(), [entry("Z-1")], marks("Z-1", "90"), [decision(kind, "bad", entry="Z-1", **more)])


def test_an_entry_without_its_rubric_is_refused() -> None:
    with pytest.raises(InvalidEntry, match="CAQ-PROBLEM"):
        panel_results(season(), [entry("Z-1", rubric="CAQ-PROBLEM")], {})


TOTALS = st.lists(st.none() | st.sampled_from(["95", "90", "85.5", "60", "回避"]), max_size=7)
PANELS = st.lists(TOTALS, min_size=1, max_size=6)


def _table(panel: list[list[str | None]]) -> dict[str, dict[str, ScoreSheet]]:
    return together(*(marks(f"Z-{n}", *totals) for n, totals in enumerate(panel)))


@given(PANELS, st.booleans(), st.randoms(use_true_random=False))
def test_the_view_is_free_of_order(panel: list[list[str | None]], uniform: bool, random: object) -> None:
    rules = season(uniform_within_panel=uniform, quotas=(Quota("BENCHMARK", QuotaScope.SEASON, 2),))
    entries, sheets = [entry(f"Z-{n}", "MFG" if n % 2 else "SVC") for n in range(len(panel))], _table(panel)
    shuffled = dict(sorted(sheets.items(), key=lambda _: random.random()))  # type: ignore[attr-defined]
    assert panel_results(rules, entries[::-1], shuffled) == panel_results(rules, entries, sheets)


@given(PANELS, st.booleans())
def test_a_judge_who_stands_aside_or_is_missing_moves_nothing(panel: list[list[str | None]], uniform: bool) -> None:
    rules, entries = season(uniform_within_panel=uniform), [entry(f"Z-{n}") for n in range(len(panel))]
    before, after = (panel_results(rules, entries, _table([[*totals, *more] for totals in panel])) for more in ([], ["回避", None]))
    assert moves(before, after) == ()
    assert [(r.official, r.rule, r.basis, r.spread) for r in before.rows] == [(r.official, r.rule, r.basis, r.spread) for r in after.rows]
