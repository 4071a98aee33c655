"""Two versions of one judge's file that wait for the chair are neither received nor missing: the counts say 待定."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.core.tasks import Context
from app.services.chair import merge
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ChairPanel
from tests.ui.chair_window import board
from tests.ui.conftest import ChairOpener

TOTALS = {"Z-001": ("95", "94", "93"), "Z-002": ("88", "88", "88")}


@pytest.fixture
def panel(tmp_path: Path) -> ChairPanel:
    """Three judges: the chair's own is in, of J-02 two versions wait, of J-03 nothing has come."""
    made = chair_panel.make(tmp_path / "panel", judges=3, entries=2, own=chair_panel.marks_of(TOTALS, 0))
    marks = chair_panel.marks_of(TOTALS, 1)
    with made.open() as profile:
        merge.merge(profile, [made.package("J-02", marks), made.package("J-02", {**marks, "Z-002": "70"})], Context())
    return made


def test_the_title_and_the_head_count_what_waits(qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel) -> None:
    opened = open_chair(panel.season)
    view = board(opened)
    desk = opened.room.chair_room().desk
    qtbot.waitUntil(lambda: view.title.text() != "", timeout=20_000)
    assert view.title.text() == "已收 1/3 份，待定 1 份，还缺 1 份"
    qtbot.waitUntil(lambda: "已收 1/3，待定 1" in desk.title.text(), timeout=20_000)
