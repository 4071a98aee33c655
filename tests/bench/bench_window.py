"""How long a person waits for the window: ours against an empty one, each in a new process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.bench.measure import Line, alternately, median
from tests.fakes.qcdesk import ROOT, Desk

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, app.quit)
app = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
sys.exit(app.exec())
"""
WHAT, AGAINST = "the desk's first paint", "an empty QMainWindow"


def bare_window() -> None:
    """Start Python and Qt, paint an empty window, end."""
    subprocess.run([sys.executable, "-c", BARE], check=True, cwd=ROOT, capture_output=True)


def measure(folder: Path) -> list[Line]:
    desk = Desk(folder / "new")
    ours, bare = alternately(lambda: desk.run("--quit-after-first-paint"), bare_window, 9)
    return [Line(WHAT, median(ours), AGAINST, median(bare), 1.5)]
