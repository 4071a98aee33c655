"""复核 brings back no decision that a later one replaced, and of two about one entry the later still holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from app.core.errors import UsageError
from app.core.ids import new_event_id
from app.core.tasks import Context
from app.models.decision import Decision, DecisionKind, Scope
from app.scoring.stale import stale
from app.services.chair import deciding, merge, results, steps
from app.services.chair.actions import Confirm, Defer, Keep, SetLevel
from app.services.profile import Profile
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ChairPanel, Pristine, marks_of

TOTALS = {"Z-001": ("86", "84", "82"), "Z-002": ("80", "79", "85"), "Z-003": ("91", "90", "88")}
UP, DOWN = "BENCHMARK", "PROMOTED"
START = datetime(2026, 7, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    panel = chair_panel.make(tmp_path_factory.mktemp("order") / "now", judges=3, entries=3, own=marks_of(TOTALS, 0))
    with panel.open() as profile:
        merge.merge(profile, [panel.package("J-02", marks_of(TOTALS, 1))], Context())
        results.results(profile)
    return Pristine.of(panel)


@pytest.fixture
def panel(pristine: Pristine) -> ChairPanel:
    return pristine.lay_out()


def stands(profile: Profile, code: str = "Z-001") -> tuple[str | None, bool, int]:
    row = results.results(profile)[1].row(code)
    assert row is not None
    return row.level, row.deferred, len(row.stale)


def late(profile: Profile, panel: ChairPanel) -> None:
    merge.merge(profile, [panel.package("J-03", marks_of(TOTALS, 2))], Context())


def confirm_all(profile: Profile) -> None:
    deciding.decide(profile, Confirm(tuple(i for row in results.results(profile)[1].rows for i in row.stale)))


def test_a_level_decided_anew_on_the_late_file_is_not_taken_back_by_confirming_the_rest(panel: ChairPanel) -> None:
    with panel.open() as profile:
        deciding.decide(profile, SetLevel("Z-001", UP, "有推广价值"))
        deciding.decide(profile, Keep("Z-002"))
        late(profile, panel)
        assert (stands(profile), stands(profile, "Z-002")[2]) == ((UP, False, 1), 1)
        deciding.decide(profile, SetLevel("Z-001", DOWN, "补交的评分指出数据有误"))
        assert stands(profile) == (DOWN, False, 0), "nothing of the first is left to confirm"
        confirm_all(profile)
        assert (stands(profile), stands(profile, "Z-002")[2]) == ((DOWN, False, 0), 0)


@pytest.mark.parametrize("turn", range(6))
def test_what_is_confirmed_together_keeps_its_order(panel: ChairPanel, turn: int) -> None:
    """Made again at one moment they were ordered by their random ids: every other time the level came to nothing."""
    with panel.open() as profile:
        deciding.decide(profile, SetLevel("Z-001", UP, "有推广价值"))
        deciding.decide(profile, Defer("Z-001", "等现场材料"))
        late(profile, panel)
        assert stands(profile) == (UP, True, 2)
        confirm_all(profile)
        assert stands(profile) == (UP, True, 0), turn


def test_a_step_that_was_made_again_is_not_said_to_be_undone(panel: ChairPanel) -> None:
    with panel.open() as profile:
        first = deciding.decide(profile, SetLevel("Z-001", UP, "有推广价值"))[0].step
        late(profile, panel)
        confirm_all(profile)
        again = steps.history(profile)[0].id
        with pytest.raises(UsageError, match="这一步后来复核过，已重新作出：复核确认：Z-001 调整等级") as refused:
            steps.undo(profile, first)
        assert again[:8] in refused.value.hint
        assert stands(profile) == (UP, False, 0)
        steps.undo(profile, again)
        assert stands(profile) == (UP, False, 1), "as it was before it was confirmed"
        steps.undo(profile, first)
        assert stands(profile)[0] != UP


def made(kind: DecisionKind, minute: int, **more: str | None) -> Decision:
    return Decision(new_event_id(), START + timedelta(minutes=minute), Scope.PANEL, kind, "", entry="Z-001", basis="0" * 64, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("about", "left"), [
    ([made(DecisionKind.KEEP, 0), made(DecisionKind.LEVEL, 1)], [1]),
    ([made(DecisionKind.LEVEL, 0), made(DecisionKind.KEEP, 1)], [0, 1]),
    ([made(DecisionKind.DEFER, 0), made(DecisionKind.KEEP, 1)], [1]),
    ([made(DecisionKind.LEVEL, 0), made(DecisionKind.EXTRA_PLACE, 1)], [1]),
    ([made(DecisionKind.VOTE, 0), made(DecisionKind.LEVEL, 0)], [0, 1]),
    ([made(DecisionKind.OPINION, 0), made(DecisionKind.OPINION, 1), made(DecisionKind.KEEP, 2)], [1, 2]),
    ([made(DecisionKind.POINTS, 0, judge="J-02", item="A"), made(DecisionKind.POINTS, 1, judge="J-03", item="A"),
      made(DecisionKind.POINTS, 2, judge="J-02", item="A")], [1, 2]),
    ([made(DecisionKind.TIE, 0, before="X"), made(DecisionKind.TIE, 1, before="Y")], [0, 1]),
    ([made(DecisionKind.TIE, 0, before="X"), made(DecisionKind.TIE, 1, before="X", after="2")], [1]),
])  # fmt: skip
def test_what_a_later_decision_leaves_to_be_confirmed(about: Sequence[Decision], left: Sequence[int]) -> None:
    assert stale(about, lambda _decision: "1" * 64) == tuple(about[n].id for n in left)
    assert stale(about, lambda _decision: "0" * 64) == ()
