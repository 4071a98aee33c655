"""Which input method Qt is told to ask on Linux: what it can serve stays, what it has no plugin for becomes ibus."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import input_method
from app.ui.widgets import Words


def test_our_qt_brings_ibus_and_no_fcitx() -> None:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    found = {p.name for p in folder.iterdir()}
    assert "libibusplatforminputcontextplugin.so" in found
    assert not [name for name in found if "fcitx" in name]


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "fcitx5"}, "ibus"),
        ({"QT_IM_MODULE": "xim"}, "ibus"),
        ({"QT_IM_MODULES": "wayland;fcitx", "QT_IM_MODULE": "compose"}, "ibus"),
        ({"XMODIFIERS": "@im=fcitx"}, "ibus"),
        ({"XMODIFIERS": "@im=ibus"}, "ibus"),
        ({"QT_IM_MODULE": "ibus"}, None),
        ({"QT_IM_MODULES": "wayland;ibus", "QT_IM_MODULE": "fcitx"}, None),
        ({"QT_IM_MODULE": "compose"}, None),
        ({"QT_IM_MODULE": ""}, None),
        ({"QT_IM_MODULE": "none", "XMODIFIERS": "@im=fcitx"}, None),
        ({"XMODIFIERS": "@im=none"}, None),
        ({}, None),
    ],
)
def test_a_name_without_a_plugin_becomes_ibus(environment: dict[str, str], expected: str | None) -> None:
    around = dict(environment)
    assert input_method.settle(around) == expected
    if expected is None:
        assert around == environment
    else:
        assert (around["QT_IM_MODULE"], "QT_IM_MODULES" in around) == (expected, False)


def test_a_plugin_of_the_person_s_own_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "platforminputcontexts"
    place.mkdir()
    (place / "libfcitx5platforminputcontextplugin.so").touch()
    assert input_method.settle({"QT_IM_MODULE": "fcitx", "QT_PLUGIN_PATH": f"/nowhere:{tmp_path}"}) is None


def compose(box: Words, words: str) -> None:
    QApplication.sendEvent(box, QInputMethodEvent(words, []))


def test_composed_words_that_are_thrown_away_by_leaving_are_kept(qtbot: QtBot) -> None:
    """As Qt's plugin for ibus does it: an empty event in the same turn of the loop in which the box loses the keyboard."""
    box = Words()
    qtbot.addWidget(box)
    box.setPlainText("")
    compose(box, "中文")
    compose(box, "")
    QApplication.sendEvent(box, QFocusEvent(QFocusEvent.Type.FocusOut))
    assert box.toPlainText() == "中文"


def test_composed_words_that_a_person_takes_back_are_gone(qtbot: QtBot) -> None:
    box = Words()
    qtbot.addWidget(box)
    compose(box, "中文")
    compose(box, "")
    QApplication.processEvents()
    QApplication.sendEvent(box, QFocusEvent(QFocusEvent.Type.FocusOut))
    assert box.toPlainText() == ""


def test_composed_words_that_are_handed_over_come_once(qtbot: QtBot) -> None:
    box = Words()
    qtbot.addWidget(box)
    compose(box, "中文")
    done = QInputMethodEvent("", [])
    done.setCommitString("中文")
    QApplication.sendEvent(box, done)
    QApplication.sendEvent(box, QFocusEvent(QFocusEvent.Type.FocusOut))
    assert box.toPlainText() == "中文"
