"""The cyclic collector stays in the window's thread. Watched failing: with "automatic" the same program dies (rc < 0)."""

from __future__ import annotations

import gc
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent, QObject
from pytestqt.qtbot import QtBot

from app.ui.collector import Collector

_PROGRAM = """
import gc, sys, threading
sys.setswitchinterval(0.0002)
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout
rule = sys.argv[1] == "rule"
if rule:
    gc.disable()
app = QApplication([])
app.setQuitOnLastWindowClosed(False)
if rule:
    from app.ui.collector import Collector
    keeper = Collector()
    keeper._timer.setInterval(20)
stop = threading.Event()

def allocate():
    while not stop.is_set():
        rows = [{"self": None} for _ in range(200)]
        for row in rows:
            row["self"] = row

worker = threading.Thread(target=allocate, daemon=True)
worker.start()
left = 500

class Box(QDialog):
    def __init__(self):
        super().__init__()
        self.column = QVBoxLayout(self)
        self.button = QPushButton("x")
        self.column.addWidget(self.button)
        self.cycle = [self]

def step():
    global left
    box = Box()
    box.open()
    box.close()
    left -= 1
    if not left:
        stop.set()
        app.quit()

timer = QTimer(interval=0)
timer.timeout.connect(step)
timer.start()
app.exec()
worker.join()
print("done")
"""


def _run(rule: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", _PROGRAM, rule], env=os.environ.copy(), capture_output=True, text=True, timeout=60)


def test_dialogs_with_cycles_live_beside_a_worker_that_allocates() -> None:
    found = _run("rule")
    assert (found.returncode, found.stdout.strip()) == (0, "done"), found.stderr[-500:]


@pytest.mark.slow
def test_without_the_rule_the_same_program_dies() -> None:
    """If this ever passes quietly the rule may go."""
    assert any(_run("automatic").returncode != 0 for _ in range(3))


def test_automatic_collection_must_be_off() -> None:
    gc.enable()
    try:
        with pytest.raises(RuntimeError):
            Collector()
    finally:
        gc.disable()


def test_everything_is_collected_only_in_a_pause(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda generation=2: collected.append(generation) or 0)
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 0))
    keeper = Collector()
    for _ in range(10):
        keeper.collect()
    assert collected == [0] * 9 + [1]
    keeper._input -= 31
    keeper.collect()
    keeper.collect()
    assert collected[10:] == [2]
    keeper.eventFilter(QObject(), QEvent(QEvent.Type.KeyPress))
    keeper.collect()
    assert collected[11:] == [0]
    keeper._timer.stop()
    keeper._look.stop()


def test_while_the_program_is_being_imported_nothing_is_relieved(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred thousand new objects that all stay: looking through them again and again was a fifth of the start."""
    frozen: list[bool] = []
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(True))
    keeper = Collector()
    assert not keeper._look.isActive()
    keeper.settle()
    assert keeper._look.isActive()
    assert frozen == [True]
    keeper._timer.stop()
    keeper._look.stop()


def test_many_young_objects_do_not_wait_for_the_tick(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second's worth of 500 score files is 50 ms in one turn."""
    collected: list[int] = []
    young = [0]
    monkeypatch.setattr(gc, "collect", lambda generation=2: collected.append(generation) or 0)
    monkeypatch.setattr(gc, "get_count", lambda: (young[0], 0, 0))
    keeper = Collector()
    keeper._timer.stop()
    keeper._look.stop()
    keeper.relieve()
    assert collected == []
    young[0] = 6_000
    keeper.collect()  # the first generation goes into the second
    keeper.relieve()
    assert collected == [0, 1], "what was left in the second generation counts too"
    keeper.relieve()
    assert collected == [0, 1]
    young[0] = 50_000
    keeper.relieve()
    assert collected == [0, 1, 1]
