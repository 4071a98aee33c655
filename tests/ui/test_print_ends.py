"""报表 says what the last try came to: neither the files of an earlier one, nor its words in another language."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.chair.papers import PanelPaper
from app.ui.chair.papers_page import PapersPage
from tests.fakes import chair_season
from tests.fakes.season import Season
from tests.ui.conftest import ChairOpener
from tests.ui.test_chair_papers_page import recalled


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return chair_season.make_merged(tmp_path_factory.mktemp("panel"), entries=2, judges=3)


def written(qtbot: QtBot, view: PapersPage, folder: Path) -> None:
    QTest.mouseClick(view.none, Qt.MouseButton.LeftButton)
    view.ticks.ticks[PanelPaper.MATRIX].setChecked(True)
    view.write_to(folder)
    qtbot.waitUntil(lambda: view.model.papers is not None and not view.model.busy, timeout=60_000)
    assert (view.words.text(), view.files.count()) == ("已写好 3 个文件。", 3)


def test_a_write_that_failed_shows_no_files_of_an_earlier_one(qtbot: QtBot, open_chair: ChairOpener, panel: Season, tmp_path: Path) -> None:
    view = recalled(open_chair(panel))
    written(qtbot, view, tmp_path / "first")
    (tmp_path / "file").write_text("not a folder")
    with qtbot.waitSignal(view.model.runner.failure, timeout=60_000):
        view.write_to(tmp_path / "file")
    qtbot.waitUntil(lambda: view.words.text() == "没有写完。", timeout=20_000)
    assert (view.files.isVisible(), view.show_folder.isVisible()) == (False, False)
    assert view.write.isEnabled()
    written(qtbot, view, tmp_path / "second")


def test_what_was_cancelled_stays_so_in_another_language(qtbot: QtBot, open_chair: ChairOpener, panel: Season, tmp_path: Path) -> None:
    desk = open_chair(panel)
    view = recalled(desk)
    written(qtbot, view, tmp_path / "first")
    view.write_to(tmp_path / "second")
    view.model.cancel()
    qtbot.waitUntil(lambda: not view.model.busy, timeout=60_000)
    assert view.words.text().startswith("已取消")
    desk.desktop.languages.switch("en")
    qtbot.waitUntil(lambda: view.words.text().startswith("Cancelled"), timeout=20_000)
    assert not view.files.isVisible()
