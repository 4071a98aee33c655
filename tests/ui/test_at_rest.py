"""Every panel of the judge's desk comes to rest: nothing lays itself out for ever while nobody touches it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from tests.fakes.at_rest import comes_to_rest
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Opener
from tests.ui.test_appearance import SIZES
from tests.ui.tour import Stop, tour


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("size", SIZES)
def test_every_panel_comes_to_rest(open_desk: Opener, size: tuple[int, int]) -> None:
    desk = open_desk(Plan(entries=4), *size)
    restless: list[str] = []

    def look(stop: Stop, _root: QWidget) -> None:
        try:
            comes_to_rest(desk.qtbot)
        except AssertionError as error:
            restless.append(f"{stop.name}: {error}")

    tour(desk, look)
    assert restless == []
