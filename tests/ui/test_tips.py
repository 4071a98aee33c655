"""Words from outside are text in every tool tip: no bold, no link, no picture."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from app.ui.columns import Column, RowsModel
from app.ui.judge import rail
from app.ui.judge.own_table_grid import TOPIC
from app.ui.tips import tip
from app.ui.widgets import Elided
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.ui.conftest import Opener

UI = Path(__file__).resolve().parents[2] / "app" / "ui"
EVIL = '<b>粗</b><a href="https://example.org">链</a><img src="file:///x.png">'
OWN = {"fields.py", "own_marks.py", "rail.py", "video_controls.py"}
"""Files whose tips are made of the program's own words before they are set."""


def shown(tooltip: str) -> str:
    """What Qt shows of it: markup is obeyed where there is any."""
    document = QTextDocument()
    document.setHtml(tooltip) if tooltip.startswith("<") else document.setPlainText(tooltip)
    return document.toPlainText()


def test_every_character_of_it_is_shown() -> None:
    assert shown(tip(EVIL)) == EVIL
    assert tip("A & B，3 > 2") == "A & B，3 > 2"
    assert shown(tip("一\n<i>二</i>")) == "一\n<i>二</i>"
    assert len(shown(tip("长" * 20_000))) == 601


def test_tables_and_lines_that_end_early(qtbot: QtBot) -> None:
    rows: RowsModel[str] = RowsModel((Column("title", lambda: "", lambda row: row),))
    rows.show((EVIL,))
    assert shown(rows.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)) == EVIL
    line = Elided()
    qtbot.addWidget(line)
    line.setText(EVIL)
    line.resize(60, 20)
    line.grab()
    assert shown(line.toolTip()) == EVIL


def test_the_own_table(open_desk: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_profile, "TITLES", (EVIL,))
    desk = open_desk(Plan(entries=1, deadline=desk_profile.NOON))  # a plan of its own: profiles are kept by plan
    desk.room.choose(rail.TABLE)
    grid = desk.room.papers.table.grid
    desk.qtbot.waitUntil(lambda: grid.rowCount() == 1, timeout=20_000)
    assert EVIL in shown(grid.index(0, TOPIC).data(Qt.ItemDataRole.ToolTipRole))


def test_no_tip_is_set_from_data_as_it_is() -> None:
    """Every argument of setToolTip is the program's own words, or goes through `tip`."""
    found = []
    for file in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "setToolTip":
                said = ast.unparse(node.args[-1])
                if not (isinstance(node.args[-1], ast.Constant) or "tip(" in said or "self.tr(" in said or file.name in OWN):
                    found.append(f"{file.name}: {said}")
    assert found == []
