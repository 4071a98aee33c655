"""The plot's library is loaded a little at a time in the window's thread: between two turns the window goes on, and what failed begins anew."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

BEGIN = """
import gc, sys
gc.disable()
from PySide6.QtWidgets import QApplication
app = QApplication([])
from app.ui.chair import plot_library
def whole():
    turns = 1
    while not plot_library._loading.turn():
        turns += 1
    return turns
"""
IN_TURNS = """
turns = whole()
import pyqtgraph
plot = pyqtgraph.PlotWidget()
plot.plot([1, 2, 3])
print(turns > 5, plot_library.loaded(), plot.getPlotItem().listDataItems() != [], pyqtgraph.__spec__.origin == pyqtgraph.__file__)
"""
BROKEN = """
class Broken:
    def find_spec(self, name, path=None, target=None):
        if name == "pyqtgraph.graphicsItems":
            raise OSError("the disk is gone")
broken = Broken()
sys.meta_path.insert(0, broken)
try:
    whole()
except OSError as error:
    print(error, plot_library.loaded(), "pyqtgraph" in sys.modules)
sys.meta_path.remove(broken)
whole()
print(plot_library.loaded(), hasattr(sys.modules["pyqtgraph"], "PlotWidget"))
"""
WITHOUT_SOURCE = """
from importlib.machinery import SourceFileLoader
SourceFileLoader.get_source = lambda self, name: None
whole()
print(plot_library.loaded(), hasattr(sys.modules["pyqtgraph"], "PlotWidget"))
"""


def _said(script: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + script], cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True,
        timeout=120, check=True,
    )  # fmt: skip
    return done.stdout.splitlines()


def test_the_window_has_its_turn_between_and_then_all_of_it_is_there() -> None:
    assert _said(IN_TURNS) == ["True True True True"]


def test_what_failed_halfway_leaves_nothing_and_begins_anew() -> None:
    assert _said(BROKEN) == ["the disk is gone False False", "True True"]


def test_a_program_packed_without_source_loads_it_too() -> None:
    assert _said(WITHOUT_SOURCE) == ["True True"]
