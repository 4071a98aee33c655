"""What a preview says holds at the moment it is taken: a step taken back meanwhile changes it before anybody presses the button."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.tasks import Context
from app.services.chair import merge, results
from app.ui.chair.board_view import BoardView
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ChairPanel, marks_of
from tests.ui.chair_window import board
from tests.ui.conftest import ChairOpener

TOTALS = {"Z-001": ("86", "84", "60"), "Z-002": ("80", "99", "81"), "Z-003": ("91", "90", "92")}


@pytest.fixture
def panel(tmp_path: Path) -> ChairPanel:
    made = chair_panel.make(tmp_path / "panel", judges=3, entries=3, own=marks_of(TOTALS, 0))
    with made.open() as profile:
        merge.merge(profile, [made.package("J-02", marks_of(TOTALS, 1))], Context())
        results.results(profile)
    return made


def two_came(open_chair: ChairOpener, panel: ChairPanel) -> BoardView:
    view = board(open_chair(panel.season))
    assert view.model.board is not None
    assert view.model.board.received == 2
    return view


def test_a_step_taken_back_while_a_preview_is_open(qtbot: QtBot, open_chair: ChairOpener, panel: ChairPanel) -> None:
    view = two_came(open_chair, panel)
    model = view.model
    model.take([panel.package("J-03", marks_of(TOTALS, 2))])
    qtbot.waitUntil(lambda: model.preview is not None, timeout=20_000)
    assert model.preview is not None
    before = model.preview.moves
    assert [a.judge for a in model.preview.missing] == []
    QTest.keyClick(view.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: model.preview is not None and [a.judge for a in model.preview.missing] == ["J-02"], timeout=20_000)
    assert model.preview.moves != before
    assert len(model.preview.chosen) == 1, "what was ticked stays ticked"
    assert not view.incoming.isHidden()
