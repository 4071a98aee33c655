"""Hundreds of tests share one application: each begins as if it were the first."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.ui import style, theme
from tests.ui.conftest import CORNER

_let_go: list[QObject] = []


@pytest.mark.parametrize("_again", range(2))
def test_nothing_of_the_one_before_is_left(qapp: QApplication, _again: int) -> None:
    usual = theme.metrics(1366, 697)
    assert (qapp.styleSheet(), qapp.font()) == (style.sheet(theme.LIGHT, usual), theme.font(usual.base))
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
    assert QCursor.pos() == CORNER
    assert [w for w in qapp.topLevelWidgets() if w.isVisible()] == []
    assert not [gone for gone in _let_go if shiboken6.isValid(gone)]
    theme.apply(qapp, "dark", theme.metrics(1092, 543, 175))
    QTest.keyClick(QWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QCursor.setPos(30, 10)
    _let_go.append(QObject())
    _let_go[-1].deleteLater()
