"""From what panels signed to ranks and official levels: order-free, inside the ranges the policy declares, under the panels' ceilings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import UsageError
from app.models.decision import Decision, DecisionKind, OfficialScore
from app.models.points import of
from app.models.season import Quota, QuotaScope
from app.models.shape import Points
from app.scoring.carried import combined
from app.scoring.season_standing import Closed, SeasonView, season_view
from app.scoring.statistics.islands import islands
from tests.fakes.scoring_values import decision, entry, season

FIELD, PANEL, SEASON, BOTH = QuotaScope.FIELD, QuotaScope.PANEL, QuotaScope.SEASON, QuotaScope.FIELD_PANEL


def closed(code: str, official: str | None, panel: str = "P-1", field: str = "MFG", level: str | None = None, **more: Any) -> Closed:
    items = {k: of(v) for k, v in more.pop("items", {}).items()}
    scores = {} if official is None else {"J1": official}
    score = OfficialScore(
        code,
        field,
        "mean" if official else "no-reads",
        len(scores),
        scores,
        (),
        None if official is None else of(official),
        level=level,
        **more,
    )
    return Closed(entry(code, field), panel, score, items)


def levels(view: SeasonView) -> dict[str, str | None]:
    return {r.code: r.level for r in view.view.rows}


def ranks(view: SeasonView) -> dict[str, int | None]:
    return {r.code: r.rank for r in view.view.rows}


def test_ranks_are_made_within_what_the_policy_declares() -> None:
    entries = [closed("A", "95.00"), closed("B", "90.00", "P-2"), closed("C", "85.00", "P-1", "SVC"), closed("D", "92.00", "P-2", "SVC")]
    assert ranks(season_view(season(), entries)) == {"A": 1, "D": 2, "B": 3, "C": 4}
    assert ranks(season_view(season(rank_within=FIELD), entries)) == {"A": 1, "B": 2, "D": 1, "C": 2}
    assert ranks(season_view(season(rank_within=PANEL), entries)) == {"A": 1, "C": 2, "D": 1, "B": 2}
    assert set(ranks(season_view(season(rank_within=BOTH), entries)).values()) == {1}


@pytest.mark.parametrize(
    ("within", "scope", "fine"),
    [
        (None, SEASON, True), (None, FIELD, True), (None, BOTH, True), (FIELD, FIELD, True), (FIELD, BOTH, True), (FIELD, SEASON, False),
        (FIELD, PANEL, False), (PANEL, PANEL, True), (PANEL, BOTH, True), (PANEL, FIELD, False), (BOTH, BOTH, True), (BOTH, PANEL, False),
    ],
)  # fmt: skip
def test_places_need_one_order(within: QuotaScope | None, scope: QuotaScope, fine: bool) -> None:
    entries = [closed(f"{p}{f}", "95.00", p, f) for p in ("P-1", "P-2") for f in ("MFG", "SVC")]
    rules = season(quotas=(Quota("EXCELLENT", scope, 1),), rank_within=within)
    if fine:
        assert season_view(rules, entries).view.rows
        return
    with pytest.raises(UsageError) as refused:
        season_view(rules, entries)
    assert refused.value.reason == "quota-crosses-ranking"


def test_the_places_of_two_fields_do_not_meet() -> None:
    entries = [closed("A", "95.00"), closed("B", "94.00"), closed("C", "85.00", "P-2", "SVC"), closed("D", "84.00", "P-2", "SVC")]
    view = season_view(season(quotas=(Quota("EXCELLENT", FIELD, 1),), rank_within=FIELD), entries)
    assert levels(view) == {"A": "BENCHMARK", "B": None, "C": "EXCELLENT", "D": None}


def test_a_panels_decision_is_a_ceiling_and_lets_the_next_one_up() -> None:
    entries = [closed("A", "95.00"), closed("B", "85.00"), closed("C", "84.00", "P-2")]
    rules = season(quotas=(Quota("EXCELLENT", SEASON, 2),))
    assert levels(season_view(rules, entries)) == {"A": "BENCHMARK", "B": "EXCELLENT", "C": None}
    down = decision(DecisionKind.LEVEL, "down", entry="B", before="EXCELLENT", after=None)
    held = season_view(rules, entries, [down])
    assert (levels(held), held.held) == ({"A": "BENCHMARK", "B": None, "C": "EXCELLENT"}, ("B",))
    lifted = season_view(rules, entries, [down], [decision(DecisionKind.LEVEL, "up", 5, entry="B", after="EXCELLENT")])
    assert (levels(lifted), lifted.held) == ({"A": "BENCHMARK", "B": "EXCELLENT", "C": None}, ())


def test_a_panel_cannot_lift_an_entry_or_give_itself_a_place() -> None:
    entries = [closed("A", "95.00"), closed("B", "70.00", level="EXCELLENT"), closed("C", "84.00", level="EXCELLENT")]
    rules = season(quotas=(Quota("EXCELLENT", SEASON, 1),))
    up = decision(DecisionKind.LEVEL, "up", entry="B", after="EXCELLENT")
    asked = decision(DecisionKind.EXTRA_PLACE, "asked", entry="C", after="EXCELLENT")
    view = season_view(rules, entries, [up, asked])
    assert levels(view) == {"A": "BENCHMARK", "C": None, "B": None}
    assert (view.requested, view.differing) == ({"C": "EXCELLENT"}, ("A", "C", "B"))
    granted = season_view(rules, entries, [up, asked], [decision(DecisionKind.EXTRA_PLACE, "granted", 5, entry="C", after="EXCELLENT")])
    assert (levels(granted)["C"], granted.requested, granted.view.meters[0].over) == ("EXCELLENT", {}, 0), (
        "the season's extra place is granted"
    )
    meeting = season_view(rules, entries, [up, asked], [decision(DecisionKind.ASK_PLACE, "asked above", 5, entry="C", after="EXCELLENT")])
    assert (levels(meeting)["C"], meeting.requested, meeting.view.meters[0].over) == ("EXCELLENT", {}, 1), "its meeting only asks for one"
    assert (meeting.asking, meeting.wanting, granted.asking) == ({"C": "EXCELLENT"}, {"C": "EXCELLENT"}, {}), "and whom it asks for is told"
    kept = season_view(rules, entries, [up, asked], [decision(DecisionKind.KEEP, "kept", 5, entry="C")])
    assert (levels(kept)["C"], kept.requested) == (None, {})


def test_a_tie_settled_downwards_in_the_panel_stays_down() -> None:
    tied = [closed("A", "85.00"), closed("B", "85.00")]
    rules = season(quotas=(Quota("EXCELLENT", SEASON, 2),))
    down = [decision(DecisionKind.TIE, f"down {c}", entry=c, before="EXCELLENT") for c in "AB"]
    assert levels(season_view(rules, tied, down)) == {"A": None, "B": None}


def test_ties_between_panels_by_chain_then_by_the_seasons_places() -> None:
    one, other = closed("A", "88.00", items={"ALL": "20"}), closed("B", "88.00", "P-2", items={"ALL": "21"})
    chain = (("ALL",),)
    assert ranks(season_view(season(tie_break=chain), [one, other])) == {"B": 1, "A": 2}
    bare = replace(other, items={})
    shared = season_view(season(tie_break=chain), [one, bare])
    assert (ranks(shared), shared.unordered) == ({"A": 1, "B": 1}, ("A", "B"))
    places = [decision(DecisionKind.TIE, "b", 1, entry="B", after="1"), decision(DecisionKind.TIE, "a", 1, entry="A", after="2")]
    assert ranks(season_view(season(tie_break=chain), [one, bare], (), places)) == {"B": 1, "A": 2}


def test_a_panel_without_items_keeps_its_own_order() -> None:
    tied = [closed("A", "88.00", rank=2), closed("B", "88.00", rank=1)]
    assert ranks(season_view(season(rank_within=PANEL), tied)) == {"B": 1, "A": 2}
    assert ranks(season_view(season(), [*tied, closed("C", "70.00", "P-2", rank=1)])) == {"A": 1, "B": 1, "C": 3}


_panels = st.lists(
    st.tuples(st.integers(60, 99), st.sampled_from(["P-1", "P-2", "P-3"]), st.sampled_from(["MFG", "SVC"])), min_size=1, max_size=9
)


@given(_panels, st.randoms(use_true_random=False), st.sampled_from([None, FIELD, PANEL, BOTH]))
def test_the_order_in_which_panels_come_is_nothing(found: list[tuple[int, str, str]], chance: Any, within: QuotaScope | None) -> None:
    scope = within or SEASON
    rules = season(quotas=(Quota("EXCELLENT", scope, 2), Quota("BENCHMARK", scope, 1)), rank_within=within)
    entries = [closed(f"Z-{n}", f"{total}.00", panel, field) for n, (total, panel, field) in enumerate(found)]
    decisions = [decision(DecisionKind.LEVEL, f"d{n}", n, entry=f"Z-{n}", after="EXCELLENT") for n in range(0, len(found), 3)]
    first = season_view(rules, entries, decisions)
    chance.shuffle(entries)
    chance.shuffle(decisions)
    assert season_view(rules, entries, decisions) == first
    assert all(m.taken <= m.quota.places for m in first.view.meters)


def test_islands_are_joined_by_reads_alone() -> None:
    apart = {"P-1": {"A": ["J1", "J2"]}, "P-2": {"B": ["J3"]}, "P-3": {"C": ["J4"]}}
    assert islands(apart) == (("P-1",), ("P-2",), ("P-3",))
    assert islands({**apart, "P-2": {"B": ["J3", "J2"]}}) == (("P-1", "P-2"), ("P-3",))
    chain = {"P-1": {"A": ["J1"]}, "P-2": {"B": ["J1"], "C": ["J2"]}, "P-3": {"D": ["J2"]}}
    assert islands(chain) == (("P-1", "P-2", "P-3"),)
    assert islands({"P-1": {"A": ["J1"], "B": ["J2"]}}) == (("P-1",),), "a panel's own order is its own affair"
    assert islands({"P-1": {"A": []}}) == ()


@pytest.mark.parametrize(
    ("own", "carried", "percent", "expected"),
    [("90", "80", 40, "84.00"), ("90", "80", 100, "90.00"), ("90", "80", 0, "80.00"), ("85.55", "85.56", 50, "85.56"), ("90", None, 40, "90.00"), (None, "80", 40, None)],
)  # fmt: skip
def test_carried_scores_by_weight(own: str | None, carried: str | None, percent: int, expected: str | None) -> None:
    def points(text: str | None) -> Points | None:
        return None if text is None else of(text)

    assert combined(points(own), points(carried), percent) == points(expected)


def test_what_a_panel_left_deferred_is_no_proposal_of_it() -> None:
    entries = [closed("A", "95.00", level="BENCHMARK"), closed("B", "85.00", level="EXCELLENT")]
    waits = decision(DecisionKind.DEFER, "wait", entry="B")
    found = season_view(season(), entries, [waits])
    assert (found.proposed, set(found.put_off)) == ({"A": "BENCHMARK", "B": None}, {"B"})
    assert levels(found)["B"] == "EXCELLENT", "the season ranks it like every other and keeps its place"
    ended = season_view(season(), entries, [waits, decision(DecisionKind.KEEP, "keep", 1, entry="B")])
    assert (ended.proposed["B"], ended.put_off) == ("EXCELLENT", {})


def test_what_a_panel_put_off_is_undecided_until_the_season_decides() -> None:
    entries = [closed("A", "95.00", level="BENCHMARK"), closed("B", "85.00", level="EXCELLENT")]
    below = [decision(DecisionKind.DEFER, "wait", entry="B")]

    def waits(*above: Decision) -> dict[str, str]:
        found = season_view(season(), entries, below, above)
        assert {r.code for r in found.view.rows if r.deferred} == set(found.undecided)
        return dict(found.undecided)

    kept = decision(DecisionKind.KEEP, "keep", 2, entry="B")
    assert set(waits()) == {"B"}
    assert waits(kept) == {}
    assert waits(decision(DecisionKind.LEVEL, "level", 2, entry="B", after="BENCHMARK")) == {}
    assert set(waits(decision(DecisionKind.VOTE, "vote", 2, entry="B"))) == {"B"}, "a lost vote decides nothing"
    assert set(waits(kept, decision(DecisionKind.DEFER, "again", 3, entry="B"))) == {"B"}
    undone = decision(DecisionKind.KEEP, "undo", 3, entry="B", undoes="keep")
    assert set(waits(kept, undone)) == {"B"}
