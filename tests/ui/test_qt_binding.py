"""The binding itself: versions of it have lost references and ended the program after some thousand calls."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui import source_reading
from tests.fakes.qcdesk import ROOT


def test_void_calls_do_not_lose_references(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for number in range(2_000):
        label.setText(str(number))
        label.setEnabled(True)
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert after[0] >= before[0] - 50
    assert after[1] >= before[1] - 50


_READ = """
import linecache
import PySide6.QtCore
from app.ui import source_reading
if {spared}:
    source_reading.spare()
seen, kept = [], linecache.updatecache
linecache.updatecache = lambda file, *more: seen.append(file) or kept(file, *more)
import app.core.clock, app.ui.widgets
from PySide6.QtWidgets import QLabel
print(sum("/app/" in file.replace("\\\\", "/") for file in seen))
"""


@pytest.mark.parametrize("spared", [True, False])
def test_no_source_is_read_beside_its_import(spared: bool) -> None:
    """Without the call the binding still reads them all; if that ever ends, app/ui/source_reading.py may go."""
    done = subprocess.run([sys.executable, "-c", _READ.format(spared=spared)], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (int(done.stdout) == 0) is spared


def test_a_binding_that_asks_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, source_reading._SUPPORT, ModuleType("other"))
    source_reading.spare()
    assert not hasattr(sys.modules[source_reading._SUPPORT], source_reading._ASKED)
