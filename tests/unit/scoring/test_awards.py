"""Levels by floor and quota: nobody passes a better one, no tie is split silently, people's word comes first."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import InvalidEntry
from app.models.points import of
from app.models.season import Level, Quota, QuotaScope
from app.scoring.awards import Awards, Candidate, award
from tests.fakes.scoring_values import two

BEST, GOOD, FAIR = Level("BEST", two("标杆级"), of(90)), Level("GOOD", two("优秀级"), of(80)), Level("FAIR", two("推进级"))
LEVELS = (BEST, GOOD, FAIR)


def _ranked(*rows: tuple[str, str, str] | tuple[str, str, str, str]) -> list[Candidate]:
    """(code, official, field[, panel]) → candidates ranked by official."""
    scores = [of(r[1]) for r in rows]
    return [
        Candidate(r[0], r[2], r[3] if len(r) > 3 else "P1", s, 1 + sum(x > s for x in scores)) for r, s in zip(rows, scores, strict=True)
    ]


def _season(level: str, places: int) -> Quota:
    return Quota(level, QuotaScope.SEASON, places)


def test_floors_alone() -> None:
    got = award(_ranked(("A", "95", "M"), ("B", "90", "M"), ("C", "89.99", "M"), ("D", "20", "M")), LEVELS)
    assert got.levels == {"A": "BEST", "B": "BEST", "C": "GOOD", "D": "FAIR"}
    assert award(_ranked(("A", "20", "M")), (BEST, GOOD)).levels == {"A": None}
    assert award([Candidate("A", "M", "P1", None, None)], LEVELS).levels == {"A": None}


def test_a_quota_cuts_and_the_meter_counts() -> None:
    got = award(_ranked(("A", "95", "M"), ("B", "94", "M"), ("C", "93", "M"), ("D", "70", "M")), LEVELS, [_season("BEST", 2)])
    assert got.levels == {"A": "BEST", "B": "BEST", "C": "GOOD", "D": "FAIR"}
    (meter,) = got.meters
    assert (meter.taken, meter.left, meter.over, meter.under_floor, meter.tied) == (2, 0, 0, 1, 0)
    assert got.ties == ()


def test_a_better_level_uses_the_places_of_those_below() -> None:
    got = award(_ranked(("A", "95", "M"), ("B", "94", "M"), ("C", "93", "M")), LEVELS, [_season("BEST", 1), _season("GOOD", 2)])
    assert got.levels == {"A": "BEST", "B": "GOOD", "C": "FAIR"}
    assert [m.taken for m in got.meters] == [1, 2]


def test_a_tie_at_the_line_waits_for_people_and_nobody_passes_it() -> None:
    rows = _ranked(("A", "95", "M"), ("B", "94", "M"), ("C", "94", "M"), ("D", "93", "M"))
    got = award(rows, LEVELS, [_season("BEST", 2)])
    assert got.levels == {"A": "BEST", "B": "GOOD", "C": "GOOD", "D": "GOOD"}
    (tie,) = got.ties
    assert (tie.quota.level, tie.entries, tie.seats) == ("BEST", ("B", "C"), 1)
    assert (got.at_line("B"), got.at_line("D")) == (("BEST",), ())
    assert (got.meters[0].left, got.meters[0].tied) == (1, 2)


def test_the_ways_out_of_a_tie() -> None:
    rows, quotas = _ranked(("A", "95", "M"), ("B", "94", "M"), ("C", "94", "M"), ("D", "93", "M")), [_season("BEST", 2)]
    up = award(rows, LEVELS, quotas, {"C": "BEST"})
    assert (up.levels["B"], up.levels["C"], up.ties) == ("GOOD", "BEST", ())
    both = award(rows, LEVELS, quotas, {"B": "BEST", "C": "BEST"}, frozenset({"C"}))
    assert (both.levels["B"], both.levels["C"], both.ties) == ("BEST", "BEST", ())
    assert (both.meters[0].taken, both.meters[0].extra, both.meters[0].left, both.meters[0].over) == (3, 1, 0, 1)
    down = award(rows, LEVELS, quotas, {"B": "GOOD", "C": "GOOD"})
    assert (down.levels["B"], down.levels["C"], down.levels["D"]) == ("GOOD", "GOOD", "BEST")
    assert award(rows, LEVELS, quotas, {"A": None}).levels["A"] is None


def test_decisions_about_unknown_levels_or_entries() -> None:
    rows = _ranked(("A", "95", "M"))
    with pytest.raises(InvalidEntry):
        award(rows, LEVELS, decided={"A": "PLATINUM"})
    with pytest.raises(InvalidEntry):
        award(rows, LEVELS, [_season("PLATINUM", 1)])
    assert award(rows, LEVELS, decided={"NOBODY": "BEST"}).levels == {"A": "BEST"}


def test_quotas_by_field_panel_and_both() -> None:
    rows = _ranked(("A", "96", "M", "P1"), ("B", "95", "M", "P2"), ("C", "94", "S", "P1"), ("D", "93", "S", "P2"), ("E", "92", "S", "P2"))
    by_field = [Quota("BEST", QuotaScope.FIELD, 1, field="M"), Quota("BEST", QuotaScope.FIELD, 2, field="S")]
    assert _best(award(rows, LEVELS, by_field)) == "ACD"
    assert _best(award(rows, LEVELS, [Quota("BEST", QuotaScope.PANEL, 1, panel="P1")])) == "ABDE"
    assert _best(award(rows, LEVELS, [Quota("BEST", QuotaScope.FIELD_PANEL, 1, field="S", panel="P2")])) == "ABCD"
    assert _best(award(rows, LEVELS, [*by_field, _season("BEST", 2)])) == "AC"


def test_a_quota_without_a_field_is_one_for_each_and_a_named_one_wins() -> None:
    rows = _ranked(("A", "96", "M"), ("B", "95", "M"), ("C", "94", "S"), ("D", "93", "S"))
    each = Quota("BEST", QuotaScope.FIELD, 1)
    assert _best(award(rows, LEVELS, [each])) == "AC"
    got = award(rows, LEVELS, [each, Quota("BEST", QuotaScope.FIELD, 2, field="S")])
    assert _best(got) == "ACD"
    assert sorted((m.quota.field, m.quota.places, m.taken) for m in got.meters) == [("M", 1, 1), ("S", 2, 2)]


def test_a_tie_in_a_field_keeps_its_place_in_the_season() -> None:
    rows = _ranked(("A1", "95", "M"), ("A2", "95", "M"), ("B1", "95", "S"), ("B2", "94", "S"))
    quotas = [Quota("BEST", QuotaScope.FIELD, 1, field="M"), _season("BEST", 2)]
    got = award(rows, LEVELS, quotas)
    assert _best(got) == "B1"
    assert [(t.entries, t.seats) for t in got.ties] == [(("A1", "A2"), 1)]
    assert award(rows, LEVELS, quotas, {"A2": "BEST"}).levels == {"A1": "GOOD", "A2": "BEST", "B1": "BEST", "B2": "GOOD"}
    tight = award(rows, LEVELS, [quotas[0], _season("BEST", 1)])
    assert _best(tight) == ""
    assert [t.entries for t in tight.ties] == [("A1", "A2"), ("A1", "A2", "B1")]
    spent = award(rows, LEVELS, [quotas[0], _season("BEST", 1)], {"B1": "BEST"})
    assert (_best(spent), spent.ties) == ("B1", ())


def _best(got: Awards) -> str:
    return "".join(e for e, level in got.levels.items() if level == "BEST")


ROWS = st.lists(
    st.tuples(st.sampled_from(["95", "94", "93", "85", "70"]), st.sampled_from("MS"), st.sampled_from(["P1", "P2"])), max_size=14
)
QUOTAS = st.lists(
    st.one_of(
        st.builds(_season, st.sampled_from(["BEST", "GOOD"]), st.integers(0, 5)),
        st.builds(lambda x, n, f: Quota(x, QuotaScope.FIELD, n, field=f), st.sampled_from(["BEST", "GOOD"]), st.integers(0, 4), st.none() | st.sampled_from("MS")),
        st.builds(lambda x, n, p: Quota(x, QuotaScope.PANEL, n, panel=p), st.sampled_from(["BEST", "GOOD"]), st.integers(0, 4), st.sampled_from(["P1", "P2"])),
    ),
    max_size=4,
)  # fmt: skip


@given(ROWS, QUOTAS, st.randoms(use_true_random=False))
def test_awards_keep_quotas_order_and_ties(rows: list[tuple[str, str, str]], quotas: list[Quota], random: object) -> None:
    candidates = _ranked(*[(f"Z-{n:02d}", *row) for n, row in enumerate(rows)])
    got = award(candidates, LEVELS, quotas)
    assert award(sorted(candidates, key=lambda _: random.random()), LEVELS, quotas) == got  # type: ignore[attr-defined]
    depth = {None: 3, "BEST": 0, "GOOD": 1, "FAIR": 2}
    assert all(m.taken <= m.quota.places for m in got.meters)
    for a in candidates:
        for b in candidates:
            if (a.field, a.panel) == (b.field, b.panel) and (a.rank or 0) <= (b.rank or 0):
                assert depth[got.levels[a.entry]] <= depth[got.levels[b.entry]]


@given(ROWS, QUOTAS)
def test_a_tie_is_reported_with_fewer_seats_than_entries(rows: list[tuple[str, str, str]], quotas: list[Quota]) -> None:
    candidates = _ranked(*[(f"Z-{n:02d}", *row) for n, row in enumerate(rows)])
    ranks = {c.entry: c.rank for c in candidates}
    for tie in award(candidates, LEVELS, quotas).ties:
        assert len({ranks[e] for e in tie.entries}) == 1
        assert 0 < tie.seats < len(tie.entries)
    assert Counter(award(candidates, LEVELS).levels.values())["BEST"] == sum((c.official or 0) >= 9000 for c in candidates)


@given(ROWS, QUOTAS)
def test_raising_tied_entries_one_by_one_never_exceeds_a_quota(rows: list[tuple[str, str, str]], quotas: list[Quota]) -> None:
    candidates = _ranked(*[(f"Z-{n:02d}", *row) for n, row in enumerate(rows)])
    decided: dict[str, str | None] = {}
    got = award(candidates, LEVELS, quotas)
    while got.ties:
        tie = min(got.ties, key=lambda t: t.seats)
        raised = tie.entries[0]
        assert decided.get(raised) != tie.quota.level
        decided[raised] = tie.quota.level
        got = award(candidates, LEVELS, quotas, decided)
        assert all(m.over == 0 for m in got.meters)
