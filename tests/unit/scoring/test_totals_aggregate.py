"""Sums and the official score: exact, free of order, and honest about what was dropped."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from statistics import median as middle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.points import of
from app.models.season import Aggregation, Policy, Requirement
from app.models.shape import Points
from app.models.sheet import SheetState
from app.scoring.aggregate import Rule, aggregate, aggregate_panel, item_official, mean, mixed_rules, rule_words
from app.scoring.totals import blank_items, complete_total, content_state, filled_count, filled_max, sheet_total, weighted
from tests.fakes.scoring_values import MEAN, MEDIAN, TRIM_3, TRIM_5, hundredths, rubric_file, sheet, stands_aside

PROBLEM = rubric_file("tcaq-10201-2020-problem")
FULL = {i.code: i.max for i in PROBLEM.items}
SCORES = st.dictionaries(st.sampled_from([f"J{n:02d}" for n in range(12)]), st.integers(0, 10_000).map(Points), min_size=1)
POLICIES = st.sampled_from(list(Aggregation))


def _oracle(values: list[int]) -> Decimal:
    return (Decimal(sum(values)) / 100 / len(values)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def test_a_half_filled_sheet_has_a_sum_but_no_total() -> None:
    points = {"TOPIC": of(13), "CAUSE": of(26), "ACTION": of("18.5")}
    assert (sheet_total(points, PROBLEM), filled_max(points, PROBLEM), filled_count(points, PROBLEM)) == (5750, 6500, 3)
    assert blank_items(points, PROBLEM) == ("EFFECT", "REPORT", "FEATURE")
    assert complete_total(points, PROBLEM) is None
    assert complete_total({**FULL, "TOPIC": Points(0)}, PROBLEM) == 8500


def test_the_state_of_a_sheet_follows_from_its_content() -> None:
    whole = replace(sheet("Z-1"), points=FULL)
    assert content_state(sheet("Z-1"), PROBLEM) is SheetState.UNTOUCHED
    assert content_state(sheet("Z-1", TOPIC="0"), PROBLEM) is SheetState.DRAFT
    assert content_state(replace(sheet("Z-1"), half_typed={"TOPIC": "1"}), PROBLEM) is SheetState.DRAFT
    assert content_state(whole, PROBLEM) is SheetState.DONE
    assert content_state(stands_aside("Z-1"), PROBLEM) is SheetState.RECUSED


def test_what_the_policy_requires_belongs_to_done() -> None:
    whole = replace(sheet("Z-1"), points=FULL)
    words = Policy(remarks_required=Requirement.REQUIRED, remarks_minimum=3)
    assert content_state(replace(whole, remark=" 很 "), PROBLEM, words) is SheetState.DRAFT
    assert content_state(replace(whole, remark="很好的"), PROBLEM, words) is SheetState.DONE
    lead = replace(words, remarks_by_lead=True)
    assert content_state(whole, PROBLEM, lead, leads=True) is SheetState.DRAFT
    assert content_state(whole, PROBLEM, lead, leads=False) is SheetState.DONE
    assert content_state(whole, PROBLEM, words, leads=False) is SheetState.DRAFT
    level = Policy(proposed_level=Requirement.REQUIRED)
    assert content_state(whole, PROBLEM, level) is SheetState.DRAFT
    assert content_state(replace(whole, proposed_level="EXCELLENT"), PROBLEM, level) is SheetState.DONE


def test_rounds_are_weighted_exactly() -> None:
    assert weighted([(of(80), 60), (of(91), 40)]) == of("84.40")
    assert weighted([(Points(1), 50), (Points(2), 50)]) == 2
    assert weighted([(of(80), 0)]) is None


def test_one_recusal_may_change_the_rule_and_that_is_said() -> None:
    marks = {"A": of(90), "B": of(88), "C": of(87), "D": of(86), "E": of(72)}
    five, four = aggregate(marks, TRIM_5), aggregate({**marks, "B": None}, TRIM_5)
    assert (five.official, five.rule, five.reads, five.dropped) == (of(87), Rule.TRIM, 5, ("A", "E"))
    assert (four.official, four.rule, four.reads, four.dropped) == (of("83.75"), Rule.MEAN, 4, ())
    mixed = mixed_rules({"Z-1": five, "Z-2": four, "Z-3": aggregate({}, TRIM_5)})
    assert mixed is not None
    assert mixed.entries == {Rule.TRIM: ("Z-1",), Rule.MEAN: ("Z-2",)}
    assert "计算口径不一" in mixed.words
    assert "Z-2" in mixed.words
    assert mixed_rules({"Z-1": five, "Z-3": aggregate({}, TRIM_5)}) is None


def test_uniform_panels_follow_the_fewest_reads() -> None:
    panel = {"Z-1": hundredths(9000, 8800, 8700, 8600, 7200), "Z-2": hundredths(9000, 8700, 8600, 7200), "Z-3": {}}
    uniform = aggregate_panel(panel, TRIM_5, uniform=True)
    assert (uniform["Z-1"].rule, uniform["Z-1"].official) == (Rule.MEAN, of("84.60"))
    assert (uniform["Z-3"].rule, uniform["Z-3"].official) == (Rule.NONE, None)
    assert mixed_rules(uniform) is None
    assert aggregate_panel(panel, TRIM_5)["Z-1"].rule is Rule.TRIM


@pytest.mark.parametrize(
    ("policy", "values", "official", "rule"),
    [
        (MEAN, (8000, 8001), 8001, Rule.MEAN), (TRIM_3, (8000, 8001), 8001, Rule.MEAN), (TRIM_3, (7000, 8000, 9900), 8000, Rule.TRIM), (TRIM_5, (7000, 8000, 9900), 8300, Rule.MEAN),
        (MEDIAN, (7000, 8000, 9900), 8000, Rule.MEDIAN), (MEDIAN, (8000, 8001), 8001, Rule.MEDIAN), (MEDIAN, (5,), 5, Rule.MEDIAN), (TRIM_3, (), None, Rule.NONE), (MEDIAN, (), None, Rule.NONE),
    ],
)  # fmt: skip
def test_every_policy_on_small_panels(policy: Aggregation, values: tuple[int, ...], official: int | None, rule: Rule) -> None:
    result = aggregate(hundredths(*values), policy)
    assert (result.official, result.rule, result.reads) == (official, rule, len(values))
    assert rule_words(result.rule) != result.rule.value


def test_equal_extremes_drop_the_smallest_ids() -> None:
    result = aggregate(hundredths(9000, 9000, 8000, 7000, 7000), TRIM_5)
    assert (result.dropped_high, result.dropped_low, result.kept) == ("J1", "J4", ("J2", "J3", "J5"))
    same = aggregate(hundredths(8000, 8000, 8000), TRIM_3)
    assert (same.dropped_high, same.dropped_low, same.official) == ("J1", "J2", 8000)


def test_item_values_come_from_the_judges_who_count() -> None:
    result = aggregate(hundredths(9000, 8000, 1000), TRIM_3)
    items = {"J1": {"CAUSE": of(30)}, "J2": {"CAUSE": of(20)}, "J3": {"CAUSE": of(1)}}
    assert item_official(result, items, "CAUSE") == of(20)
    assert item_official(aggregate(hundredths(9000, 8000, 1000), MEDIAN), items, "CAUSE") == of(20)
    assert item_official(aggregate(hundredths(9000, 8000, 1000), MEAN), items, "CAUSE") == of(17)
    assert item_official(result, items, "SCHEME") is None


@given(SCORES, POLICIES, st.randoms(use_true_random=False))
def test_the_order_of_judges_does_not_matter(scores: dict[str, Points], policy: Aggregation, random: object) -> None:
    shuffled = sorted(scores.items(), key=lambda _: random.random())  # type: ignore[attr-defined]
    assert aggregate(dict(shuffled), policy) == aggregate(scores, policy)


@given(SCORES, POLICIES)
def test_the_official_score_is_never_outside_what_judges_gave(scores: dict[str, Points], policy: Aggregation) -> None:
    result = aggregate(scores, policy)
    kept = [scores[j] for j in result.kept]
    assert result.official is not None
    assert min(scores.values()) <= min(kept) <= result.official <= max(kept) <= max(scores.values())
    assert len(result.dropped) == (2 if result.rule is Rule.TRIM else 0)


@given(SCORES, POLICIES)
def test_the_official_score_agrees_with_decimals(scores: dict[str, Points], policy: Aggregation) -> None:
    ordered = sorted(scores.values())
    least = {TRIM_3: 3, TRIM_5: 5}.get(policy, 99)
    kept = ordered[1:-1] if len(ordered) >= least else ordered
    wanted = (Decimal(str(middle(ordered))) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP) if policy is MEDIAN else _oracle(list(kept))
    official = aggregate(scores, policy).official
    assert official is not None
    assert Decimal(official) / 100 == wanted


@given(SCORES, POLICIES)
def test_a_recused_judge_changes_nothing(scores: dict[str, Points], policy: Aggregation) -> None:
    assert aggregate({**scores, "J99": None, "J00-X": None}, policy) == aggregate(scores, policy)


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=40))
def test_mean_rounds_half_up(values: list[int]) -> None:
    assert Decimal(mean(values)) / 100 == _oracle(values)
