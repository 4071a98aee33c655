"""Ranks with shared ties and recorded separations; spread flags exactly beyond their limits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.models.points import of
from app.models.season import Policy, SpreadLimits
from app.models.shape import Points
from app.scoring.rank import CHAIR, Ranking, Separation, Standing, rank
from app.scoring.spread import Distance, spread
from tests.fakes.scoring_values import hundredths, rubric_file

CHAIN = Policy().tie_break
PROBLEM = rubric_file("tcaq-10201-2020-problem")


def _entry(code: str, official: str | None, field: str = "MFG", place: int | None = None, **items: str) -> Standing:
    full = {"CAUSE": 30, "SCHEME": 30, "ACTION": 20, "EFFECT": 20}
    values = {k: (of(v), of(full[k])) for k, v in items.items()}
    return Standing(code, field, None if official is None else of(official), values, (place, f"decided-{code}") if place else None)


def test_equal_totals_share_a_rank_and_the_next_is_skipped() -> None:
    ranking = rank([_entry("A", "80"), _entry("B", "90"), _entry("C", "80"), _entry("D", "70"), _entry("E", None)], CHAIN)
    assert ranking.ranks == {"B": 1, "A": 2, "C": 2, "D": 4}
    assert ranking.ties() == (("A", "C"),)
    assert ranking.separations == ()


def test_the_chain_separates_and_says_by_what() -> None:
    tied = [_entry("A", "80", CAUSE="24", ACTION="15"), _entry("B", "80", CAUSE="25"), _entry("C", "80", SCHEME="24", ACTION="16")]
    ranking = rank(tied, CHAIN)
    assert ranking.ranks == {"B": 1, "C": 2, "A": 3}
    assert ranking.separations == (Separation(("ACTION",), (("C",), ("A",))), Separation(("CAUSE", "SCHEME"), (("B",), ("A", "C"))))[::-1]
    assert [s.step for s in ranking.separated("A")] == [("CAUSE", "SCHEME"), ("ACTION",)]
    assert [s.step for s in ranking.separated("B")] == [("CAUSE", "SCHEME")]


def test_items_compare_by_share_of_their_full_points() -> None:
    of_15 = Standing("I", "MFG", of(80), {"EFFECT": (of(14), of(15))})
    of_20 = Standing("P", "MFG", of(80), {"EFFECT": (of(18), of(20))})
    assert rank([of_15, of_20], CHAIN).ranks == {"I": 1, "P": 2}


def test_a_step_that_one_entry_cannot_answer_separates_nobody() -> None:
    ranking = rank(
        [_entry("A", "80", CAUSE="30", ACTION="10"), _entry("B", "80", ACTION="11"), _entry("C", "80", CAUSE="1", ACTION="10")], CHAIN
    )
    assert ranking.ranks == {"B": 1, "A": 2, "C": 2}


def test_the_chair_decides_last_and_only_inside_the_tie() -> None:
    ranking = rank([_entry("A", "80", place=2), _entry("B", "80", place=1), _entry("C", "80"), _entry("D", "90", place=9)], CHAIN)
    assert ranking.ranks == {"D": 1, "B": 2, "A": 3, "C": 4}
    assert ranking.separations == (Separation((CHAIR,), (("B",), ("A",), ("C",)), ("decided-A", "decided-B")),)
    shared = rank([_entry("A", "80", place=1), _entry("B", "80", place=1), _entry("C", "80", place=2)], CHAIN)
    assert shared.ranks == {"A": 1, "B": 1, "C": 3}


def test_rank_in_field_counts_only_the_field() -> None:
    ranking = rank([_entry("A", "90"), _entry("B", "85", "SVC"), _entry("C", "80"), _entry("D", "80"), _entry("E", "70")], CHAIN)
    assert ranking.in_field == {"A": 1, "C": 2, "D": 2, "E": 4, "B": 1}


STANDINGS = st.lists(
    st.builds(
        lambda official, field, cause, place: (official, field, cause, place),
        st.none() | st.sampled_from(["80", "81", "82.5"]), st.sampled_from(["MFG", "SVC"]), st.none() | st.sampled_from(["20", "21"]), st.none() | st.integers(1, 3),
    ),
    max_size=12,
).map(lambda rows: [_entry(f"Z-{n}", o, f, p, **({"CAUSE": c} if c else {})) for n, (o, f, c, p) in enumerate(rows)])  # fmt: skip


def _better(ranking: Ranking, a: Standing, b: Standing) -> bool:
    return ranking.ranks[a.entry] < ranking.ranks[b.entry]


@given(STANDINGS, st.randoms(use_true_random=False))
def test_ranks_are_free_of_order_and_never_against_the_score(entries: list[Standing], random: object) -> None:
    ranking = rank(entries, CHAIN)
    assert rank(sorted(entries, key=lambda _: random.random()), CHAIN) == ranking  # type: ignore[attr-defined]
    scored = [e for e in entries if e.official is not None]
    assert ranking.ranks.keys() == {e.entry for e in scored} == ranking.in_field.keys()
    for a in scored:
        assert ranking.ranks[a.entry] == 1 + sum(_better(ranking, b, a) for b in scored)
        assert ranking.in_field[a.entry] == 1 + sum(_better(ranking, b, a) for b in scored if b.field == a.field)
        assert all(_better(ranking, a, b) for b in scored if (a.official or 0) > (b.official or 0))


@given(st.lists(st.sampled_from([of(80), of(85)]), min_size=1, max_size=10))
def test_without_a_chain_equal_totals_always_share(totals: list[Points]) -> None:
    ranking = rank([Standing(f"Z-{n}", "MFG", total, {}) for n, total in enumerate(totals)], ())
    assert len(set(ranking.ranks.values())) == len(set(totals))


LIMITS = SpreadLimits()


def test_spread_flags_only_beyond_the_limits() -> None:
    quiet = spread(hundredths(9000, 7500), {}, PROBLEM, LIMITS)
    assert (quiet.range, quiet.wide, quiet.far, quiet.flag) == (1500, False, (), False)
    wide = spread(hundredths(9001, 7500), {}, PROBLEM, LIMITS)
    assert (wide.range, wide.wide, wide.flag) == (1501, True, True)


def test_one_judge_far_from_the_mean_is_named() -> None:
    finding = spread(hundredths(8600, 8600, 8600, 7266), {}, PROBLEM, LIMITS)
    assert (finding.wide, finding.far) == (False, (Distance("J4", 7266 - 8267),))
    exactly = spread(hundredths(8600, 8600, 8600, 7000, 8200), {}, PROBLEM, SpreadLimits(Points(9999), Points(1200), 30))
    assert exactly.far == ()
    assert spread(hundredths(8600, 8600, 8600, 7000, 8200), {}, PROBLEM, SpreadLimits(Points(9999), Points(1199), 30)).far == (
        Distance("J4", -1200),
    )


def test_items_are_flagged_by_share_of_their_full_points() -> None:
    items = {"J1": {"CAUSE": of(28), "REPORT": of(5)}, "J2": {"CAUSE": of(19), "REPORT": of(3)}, "J3": {"CAUSE": of(0)}}
    finding = spread({**hundredths(8000, 8000), "J3": None}, items, PROBLEM, LIMITS)
    assert [(i.item, i.range, i.percent, i.flag) for i in finding.items] == [("CAUSE", 900, 30, False), ("REPORT", 200, 40, True)]
    assert finding.flag
    assert finding.widest is not None
    assert finding.widest.item == "REPORT"


def test_nothing_to_compare() -> None:
    assert spread({"J1": None}, {}, PROBLEM, LIMITS).range is None
    alone = spread(hundredths(8000), {"J1": {"CAUSE": of(1)}}, PROBLEM, LIMITS)
    assert (alone.range, alone.flag, alone.items, alone.widest) == (0, False, (), None)
