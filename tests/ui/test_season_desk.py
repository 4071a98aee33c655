"""评审组长合议会 on the screen: an organiser's profile opens it; files are previewed, decisions carry a reason and are taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.models.season import Quota, QuotaScope
from app.services.organiser.season_papers import Order
from app.ui import preferences as prefs
from app.ui.chair.season_view import SeasonView
from tests.fakes import panel_season
from tests.fakes.panel_season import PanelSeason
from tests.ui.conftest import Desk

FIELD = QuotaScope.FIELD


class SeasonDesk(Desk):
    """The organiser's window."""

    @property
    def view(self) -> SeasonView:
        assert self.window.season is not None
        return self.window.season.view

    def opened(self) -> SeasonDesk:
        self.qtbot.waitUntil(lambda: self.window.season is not None and self.view.model.picture is not None, timeout=60_000)
        return self

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=10_000)

    def level(self, code: str) -> str | None:
        row = next(r for r in self.view.rows.rows if r.code == code)
        return row.level


@pytest.fixture
def season(tmp_path: Path) -> PanelSeason:
    return panel_season.make(tmp_path, panels=3, quotas=(Quota("BENCHMARK", FIELD, 1), Quota("EXCELLENT", FIELD, 2)), rank_within=FIELD)


@pytest.fixture
def desk(qtbot: QtBot, season: PanelSeason) -> Iterator[SeasonDesk]:
    prefs.save(season.home, prefs.Preferences())
    made = SeasonDesk(qtbot, season.home)
    made.start(passphrase=panel_season.PASSPHRASE)
    yield made.opened()
    made.close()


def test_files_are_previewed_and_taken_when_confirmed(desk: SeasonDesk, season: PanelSeason) -> None:
    view = desk.view
    assert "拖到这里" in view.notes.text()
    view.model.take(season.close_all())
    desk.until(lambda: not view.preview.isHidden())
    assert view.preview.title.text() == "将收入 3 份，已有 0 份，不收 0 份"
    assert view.rows.rows == ()
    desk.qtbot.keyClick(view, Qt.Key.Key_Escape)
    desk.until(view.preview.isHidden)
    view.model.take(list(season.files.values()))
    desk.until(lambda: not view.preview.isHidden())
    desk.qtbot.mouseClick(view.preview.accept, Qt.MouseButton.LeftButton)
    desk.until(lambda: len(view.rows.rows) == 9)
    assert "已收 3/3 组" in view.title.text()
    assert "暂定" not in view.title.text()


def merged(desk: SeasonDesk, season: PanelSeason) -> SeasonView:
    view = desk.view
    view.model.take(season.close_all())
    desk.until(lambda: not view.preview.isHidden())
    view.preview.accept.click()
    desk.until(lambda: len(view.rows.rows) == 9)
    return view


def test_a_decision_needs_its_reason_and_is_taken_back(desk: SeasonDesk, season: PanelSeason) -> None:
    view = merged(desk, season)
    at = next(n for n, r in enumerate(view.rows.rows) if r.code == "Z1-001")
    view.table.selectRow(at)
    before = desk.level("Z1-001")
    view.entry.level.setCurrentIndex(view.entry.level.findData("PROMOTED"))
    view.entry.set.click()
    desk.until(lambda: "需要写明理由" in view.words.text())
    view.entry.reason.setText("合议会复看后调整")
    view.entry.set.click()
    desk.until(lambda: desk.level("Z1-001") == "PROMOTED")
    assert view.entry.log.count() == 1
    assert "合议会复看后调整" in view.entry.log.item(0).text()
    desk.qtbot.keyClick(view.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: desk.level("Z1-001") == before)
    desk.until(lambda: view.entry.log.count() == 2)


def test_papers_are_written(desk: SeasonDesk, season: PanelSeason, tmp_path: Path) -> None:
    view = merged(desk, season)
    view.model.write(tmp_path / "papers", Order())
    desk.until(lambda: "写出 12 个文件" in view.words.text())
    assert len(list((tmp_path / "papers").iterdir())) == 12


def test_what_the_policy_does_not_allow_is_said(desk: SeasonDesk, season: PanelSeason) -> None:
    files = season.close_all()
    season.run("policy", "--rank-within", "season")
    view = desk.view
    view.model.take(files)
    desk.until(lambda: "没有共同的评委" in view.words.text())
    assert view.preview.isHidden()
    assert "organizer policy" in view.words.text()


def test_both_languages_and_sizes(desk: SeasonDesk, season: PanelSeason) -> None:
    view = merged(desk, season)
    for size in ((1366, 697), (1092, 543), (1024, 540)):
        desk.window.resize(*size)
        desk.until(lambda: view.width() == desk.window.width())
        assert view.table.width() > 400
        for control in (view.files, view.folder, view.inbox, view.back, view.papers, view.entry.set, view.entry.grant):
            assert control.width() >= control.sizeHint().width() - 1, control.text()
            assert control.height() >= 36
    desk.desktop.languages.switch("en")
    desk.until(lambda: view.files.text() == "Take panel results…")
    assert view.rows.headerData(0, Qt.Orientation.Horizontal) == "Rank"
