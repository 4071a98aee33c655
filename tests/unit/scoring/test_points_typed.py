"""What a score box understands, and what a rubric or a sheet is refused for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import InvalidEntry
from app.core.words import set_language
from app.models.points import of
from app.models.rubric import Criterion
from app.models.shape import Points
from app.scoring.typed import TypedKind, read_typed
from app.scoring.validate import InvalidPoints, check_points, check_rubric, check_sheet, require_points, require_rubric
from tests.fakes.scoring_values import item, one_item_rubric, rubric_file, two

CAUSE = item()
VALUES = [
    ("26", 2600), ("26.5", 2650), ("26.50", 2650), ("26.", 2650), ("２６", 2600), ("２６．５", 2650), ("26。5", 2650), ("26，5", 2650), ("26,5", 2650), ("26。", 2650),
    ("-4", 2600), ("－4", 2600), ("－４", 2600), ("−4.5", 2550), ("-4.", 2550), ("-0", 3000), ("-30", 0), ("0", 0), ("30", 3000), (" 8 ", 800), (".5", 50), ("026", 2600),
]  # fmt: skip


@pytest.mark.parametrize(("text", "points"), VALUES)
def test_typed_points_are_understood(text: str, points: int) -> None:
    typed = read_typed(text, CAUSE)
    assert (typed.kind, typed.value) == (TypedKind.VALUE, points)
    assert typed.deduction == (text.strip()[0] in "-－−")


@pytest.mark.parametrize(
    ("text", "reason", "offer"),
    [
        ("26.3", "off-step", (2600, 2650)), ("26.26", "off-step", (2600, 2650)), ("26.501", "off-step", (2650, 2700)), ("-4.2", "off-step", (2550, 2600)), ("0.1", "off-step", (0, 50)),
        ("31", "over-maximum", (3000,)), ("30.", "over-maximum", (3000,)), ("30.001", "over-maximum", (3000,)), ("9999", "over-maximum", (3000,)),
        ("-31", "negative", (0,)), ("-30.001", "negative", (0,)), ("二十六", "not-points", ()), ("2 6", "not-points", ()), ("26..5", "not-points", ()), ("--4", "not-points", ()),
        ("26½", "not-points", ()), ("1e1", "not-points", ()), ("٢٦", "not-points", ()), ("12345", "over-maximum", (3000,)), ("1234567890", "not-points", ()),
    ],
)  # fmt: skip
def test_wrong_points_are_refused_in_words_with_what_to_offer(text: str, reason: str, offer: tuple[int, ...]) -> None:
    typed = read_typed(text, CAUSE)
    assert (typed.kind, typed.value, typed.neighbours) == (TypedKind.PROBLEM, None, offer)
    assert typed.problem is not None
    assert typed.problem.reason == reason
    assert typed.words


def test_words_name_the_limit_and_the_two_buttons() -> None:
    assert "最高 30" in read_typed("31", CAUSE).words
    assert "26.0 | 26.5" in read_typed("26.3", CAUSE).words
    assert "最低 1" in read_typed("0.5", item("TEAM", "4", "0.1", "1")).words
    set_language("en")
    assert "At most 30" in read_typed("31", CAUSE).words


@pytest.mark.parametrize("text", ["-", "－", ".", "。", "-."])
def test_half_typed_is_neither_a_value_nor_wrong(text: str) -> None:
    assert read_typed(text, CAUSE).kind is TypedKind.INCOMPLETE


@pytest.mark.parametrize("text", ["", "  ", "　"])
def test_an_emptied_box_is_blank_again_and_not_zero(text: str) -> None:
    typed = read_typed(text, CAUSE)
    assert (typed.kind, typed.value) == (TypedKind.EMPTY, None)


def test_a_bare_point_completes_only_when_the_step_leaves_one_choice() -> None:
    assert read_typed("3.", item(step="0.1")).kind is TypedKind.INCOMPLETE
    assert read_typed("3.", item(step="0.25")).kind is TypedKind.INCOMPLETE
    assert read_typed("3.", item(step="1")).value == 300


def test_fractional_maxima_and_hundredth_steps() -> None:
    assert read_typed("8.5", item(most="8.5")).value == 850
    assert read_typed("3.47", item(most="3.5", step="0.01")).value == 347
    assert read_typed("9", item(most="8.5")).neighbours == (850,)
    assert read_typed("8.6", item(most="8.7")).neighbours == (850,)


@given(st.integers(0, 3000), st.sampled_from(["0.5", "0.1", "0.01", "1", "0.25"]), st.booleans())
def test_reading_agrees_with_exact_arithmetic(hundredths: int, step: str, off: bool) -> None:
    box = item(step=step)
    exact = Decimal(hundredths) / 100
    typed = read_typed(f"{'-' if off else ''}{exact}", box)
    wanted = 3000 - hundredths if off else hundredths
    if Decimal(wanted) / 100 % Decimal(step) == 0:
        assert typed.value == wanted
    else:
        low, high = typed.neighbours
        assert low < wanted < high == low + box.step


@given(st.text(max_size=12))
def test_any_text_is_read_without_an_error_and_a_value_is_always_allowed(text: str) -> None:
    typed = read_typed(text, CAUSE)
    assert (typed.value is not None) == (typed.kind is TypedKind.VALUE)
    assert (typed.problem is not None) == (typed.kind is TypedKind.PROBLEM)
    assert typed.value is None or check_points(typed.value, CAUSE) is None
    assert all(check_points(p, CAUSE) is None for p in typed.neighbours)


def test_points_from_elsewhere_are_checked_alike() -> None:
    assert require_points(2650, CAUSE) == 2650
    for wrong in (-1, 3001, 2625):
        with pytest.raises(InvalidPoints) as refused:
            require_points(wrong, CAUSE)
        assert refused.value.item == "CAUSE"


def test_a_sheet_lists_blank_items_and_wrong_ones() -> None:
    rubric = rubric_file("tcaq-10201-2020-problem")
    check = check_sheet({"TOPIC": of(13), "CAUSE": of("26.3"), "EFFECT": of(0), "NOSUCH": of(1)}, rubric)
    assert check.blank == ("ACTION", "REPORT", "FEATURE")
    assert [(p.item, p.reason) for p in check.problems] == [("CAUSE", "off-step"), ("NOSUCH", "unknown-item")]
    assert not check.complete
    assert check_sheet({i.code: i.max for i in rubric.items}, rubric).complete


RUBRIC_FAULTS = {
    "rubric-total": {"total": of(99)},
    "rubric-empty": {"items": ()},
    "rubric-duplicate": {"items": (item(most="50"), item(most="50"))},
}
ITEM_FAULTS = {
    "rubric-max": [{"max": Points(0)}],
    "rubric-min": [{"min": of(101)}, {"min": Points(-50)}],
    "rubric-step": [{"step": Points(0)}, {"step": of(101)}, {"step": of(3)}, {"min": Points(1), "step": of(1)}],
    "rubric-duplicate": [{"criteria": (Criterion("a", two("甲")), Criterion("a", two("乙")))}],
}


@pytest.mark.parametrize(("reason", "change"), RUBRIC_FAULTS.items())
def test_a_rubric_that_does_not_add_up_is_refused(reason: str, change: dict[str, object]) -> None:
    faults = check_rubric(replace(one_item_rubric(), **change))  # type: ignore[arg-type]
    assert reason in [f.reason for f in faults]


@pytest.mark.parametrize(("reason", "change"), [(r, c) for r, many in ITEM_FAULTS.items() for c in many])
def test_an_item_that_cannot_be_scored_is_refused(reason: str, change: dict[str, object]) -> None:
    good = one_item_rubric()
    bad = replace(good, items=(replace(good.items[0], **change),))  # type: ignore[arg-type]
    assert reason in [f.reason for f in check_rubric(bad)]
    with pytest.raises(InvalidEntry):
        require_rubric(bad)
    assert require_rubric(good) is good
