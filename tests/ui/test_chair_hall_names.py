"""Names before the hall by the season's declared policy alone: letters unless it says so; units never where it forbids them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.core.tasks import Context
from app.models.season import Policy
from app.services.judge import sync
from app.services.organiser import publish, season_policy
from app.ui.chair.meeting_view import MeetingView
from app.ui.chair.veil import Veil
from tests.fakes import chair_season
from tests.fakes.season import CHAIR, Season
from tests.ui.conftest import ChairOpener
from tests.ui.screen_texts import texts
from tests.ui.test_chair_hall import settle
from tests.ui.test_chair_meeting import meeting

NAMES = ("评委1", "评委2", "评委3")
UNIT = "第1机械有限公司"
Declare = Callable[..., Season]


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return chair_season.make_merged(tmp_path_factory.mktemp("panel"), entries=2, judges=3)


@pytest.fixture
def declare(panel: Season) -> Declare:
    """The season with these fields of its policy, published and received by the chair."""

    def declared(**fields: bool | None) -> Season:
        with panel.open("organiser") as organiser:
            season_policy.change(organiser, panel.repository, fields)
            publish.publish(organiser, panel.repository, Context())
        with panel.open(CHAIR) as profile:
            sync.sync(profile, Context())
        return panel

    return declared


def pushed(view: MeetingView, qtbot: QtBot) -> str:
    """Everything the hall can read after a push."""
    view.model.go("Z-001")
    qtbot.waitUntil(
        lambda: view.model.table is not None and view.model.table.entry is not None and view.model.table.entry.row.code == "Z-001",
        timeout=20_000,
    )
    view.projector.push()
    settle(qtbot, view)
    assert view.projector.window is not None
    return "\n".join(t.text for t in texts(view.projector.window))


def test_the_hall_sees_names_and_units_only_as_declared(qtbot: QtBot, open_chair: ChairOpener, declare: Declare) -> None:
    view = meeting(open_chair(declare(names_in_hall=True, units_in_hall=False)))
    veil = view.model.chair.veil
    veil.show_units(True)
    shown = pushed(view, qtbot)
    assert all(name in shown for name in NAMES)
    assert "评委A" not in shown
    assert not view.units.isEnabled()
    assert UNIT not in shown
    veil.draw(True)
    assert [veil.said("请评委2回避"), veil.avoid_words("请评委1回避")] == ["请评委2回避", "请评委1回避"]


def test_letters_when_the_policy_says_letters(qtbot: QtBot, open_chair: ChairOpener, declare: Declare) -> None:
    view = meeting(open_chair(declare(names_in_hall=False, units_in_hall=True)))
    view.model.chair.veil.show_units(True)
    shown = pushed(view, qtbot)
    assert not [n for n in NAMES if n in shown]
    assert "评委A" in shown
    assert view.units.isEnabled()
    assert UNIT in shown
    view.model.chair.veil.draw(True)
    assert not [t.text for t in texts(view) for n in NAMES if n in t.text]


def test_nothing_declared_is_letters() -> None:
    assert (Policy().names_in_hall, Policy().units_in_hall) == (None, None)
    veil = Veil()
    veil.know({"J-01": "顾长青", "J-02": "戚文堃（未签名，组长代录）"}, ["J-02"])
    veil.draw(True)
    assert list(veil.headings.values()) == ["评委A", "评委B 代录"]
    veil.allow(names=True, units=True)
    assert list(veil.headings.values()) == ["顾长青", "戚文堃 代录"]
    assert list(veil.unmarked.values()) == ["顾长青", "戚文堃"]
    assert not veil.units
