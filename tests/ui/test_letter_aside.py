"""A letter whose entry the chair is recused from: covered until somebody else is named, and covered again with the next letter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.core.tasks import Context
from app.models.sheet import NoteKind
from app.services.chair import merge
from app.ui.chair.letters_page import LettersPage
from tests.fakes import chair_panel
from tests.fakes.chair_panel import RECUSED, ChairPanel, note
from tests.ui.conftest import ChairOpener
from tests.ui.test_chair_letters_page import page, saved, shows

WEAK = note("末端原因没有逐条确认", "CAUSE", kind=NoteKind.WEAKNESS)


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> ChairPanel:
    made = chair_panel.make(tmp_path_factory.mktemp("aside") / "now", judges=3, entries=2, own={"Z-001": RECUSED, "Z-002": "90"})
    made.notes = {("J-02", "Z-001"): (WEAK,)}
    with made.open() as profile:
        merge.merge(profile, [made.package(j, {"Z-001": "85", "Z-002": "85"}) for j in ("J-02", "J-03")], Context())
    return made


def readable(view: LettersPage) -> str:
    """Every word on the page that can be seen."""
    labels = [w.text() for w in view.findChildren(QLabel) if w.isVisible()]
    lines = [w.text() for w in view.findChildren(QLineEdit) if w.isVisible()]
    return "\n".join(labels + lines + [w.toPlainText() for w in view.findChildren(QPlainTextEdit) if w.isVisible()])


def test_it_is_covered_until_somebody_sits_down_and_again_afterwards(open_chair: ChairOpener, panel: ChairPanel, qtbot: QtBot) -> None:
    view = page(open_chair(panel.season))
    view.model.go("Z-001")
    shows(qtbot, view, "Z-001")
    assert view.aside.isVisible()
    assert view.aside.avoid.text() == "请评委1回避"
    assert WEAK.text not in readable(view)
    assert not view.area.isVisible()
    assert not view.bar.isVisible()
    assert view.preview.sheet.pixmap().isNull()
    assert not view.aside.go.isEnabled()
    view.aside.who.setCurrentIndex(view.aside.who.findData("J-03"))
    QTest.mouseClick(view.aside.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.area.isVisible() and view.filled, timeout=20_000)
    assert WEAK.text in readable(view)
    view.model.add(NoteKind.STRENGTH, "CAUSE", "原因分析")
    view.model.type_text(view.model.drafts[-1].key, "数据完整")
    saved(qtbot, view)
    assert not view.model.failed
    view.model.go("Z-002")
    shows(qtbot, view, "Z-002")
    assert not view.aside.isVisible()
    qtbot.waitUntil(lambda: view.preview.place.text() == "第 1/1 页", timeout=20_000)
    view.model.go("Z-001")
    shows(qtbot, view, "Z-001")
    assert view.aside.isVisible()
    assert view.preview.place.text() == "", "there is no page"
    assert WEAK.text not in readable(view)
    view.model.sit_down("J-03")
    qtbot.waitUntil(lambda: "数据完整" in readable(view), timeout=20_000)
