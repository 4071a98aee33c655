"""One entry beside 汇总, for as many judges as there are: its table asks for what is seen, and measures as Qt would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from app.models.shape import Points
from app.services.chair.one_entry import EntryDesk, JudgeCell
from app.ui import theme
from app.ui.chair.entry_panel import EntryPanel
from app.ui.columns import RowsModel
from tests.fakes import chair_season
from tests.fakes.season import Season
from tests.ui.conftest import ChairOpener
from tests.ui.test_chair_matrix import matrix

CHANGED = 5


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Season:
    season, packages = chair_season.make(tmp_path_factory.mktemp("panel"), entries=2, judges=3)
    chair_season.merged(season, packages)
    return season


@pytest.fixture
def beside(qtbot: QtBot, open_chair: ChairOpener, panel: Season) -> EntryPanel:
    view = matrix(open_chair(panel))
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not view.entry.isHidden(), timeout=20_000)
    return view.entry


def judged(desk: EntryDesk, judges: int) -> EntryDesk:
    """The same entry by so many judges; one had all their points changed in discussion."""
    names = {f"J-{n}": f"王建国{n}" for n in range(judges)}
    items = tuple(replace(i, cells=tuple(_cell(judge, n, i.max) for n, judge in enumerate(names))) for i in desk.items)
    return replace(desk, judges=names, items=items)


def columns_fit(panel: EntryPanel) -> None:
    """All but the items', as Qt would make them."""
    table = panel.table
    for at in range(1, panel.rows.columnCount()):
        needed = max(table.sizeHintForColumn(at), table.horizontalHeader().sectionSizeHint(at))
        assert needed <= table.columnWidth(at) <= needed + 2, at


def _cell(judge: str, n: int, most: Points) -> JudgeCell:
    own = Points(most - 50 * (n % 7))
    return JudgeCell(judge, Points(own - 25) if n == CHANGED else own, own)


def test_opening_an_entry_asks_no_more_of_many_judges_than_of_few(beside: EntryPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    """A delegate asks a model a dozen things of each cell: with 500 judges the window stood still for a second."""
    asked: list[object] = []
    data: Callable[..., object] = RowsModel.data

    def spied(*told: object) -> object:
        asked.append(told)
        return data(*told)

    monkeypatch.setattr(RowsModel, "data", spied)

    def questions(judges: int) -> int:
        assert beside.desk is not None
        asked.clear()
        beside.show_entry(judged(beside.desk, judges))
        return len(asked)

    few, many = questions(40), questions(200)
    assert 0 < many < 2 * few, "rows are measured again where a bar came below them"


def test_its_columns_and_rows_are_what_qt_would_make_them(beside: EntryPanel) -> None:
    assert beside.desk is not None
    beside.show_entry(judged(beside.desk, 12))
    columns_fit(beside)
    table = beside.table
    for row in range(beside.rows.rowCount()):
        assert table.sizeHintForRow(row) == QTableView.sizeHintForRow(table, row)
    assert "→" in beside.rows.index(0, 2 + CHANGED).data()


def test_letters_of_another_size_give_other_columns(qtbot: QtBot, beside: EntryPanel) -> None:
    assert beside.desk is not None
    beside.show_entry(judged(beside.desk, 12))
    before = beside.table.columnWidth(2 + CHANGED)
    app = cast(QApplication, QApplication.instance())
    theme.apply(app, "light", theme.metrics(1366, 697, 150))
    try:
        qtbot.waitUntil(lambda: beside.table.columnWidth(2 + CHANGED) > before, timeout=20_000)
        columns_fit(beside)
    finally:
        theme.apply(app, "light", theme.metrics(1366, 697))
