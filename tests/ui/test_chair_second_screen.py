"""A laptop of 1366×768 with a projector of 1920×1080 beside it: what is pushed fills the second screen, and only that one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

_LAPTOP, _PROJECTOR = (0, 0, 1366, 768), (1366, 0, 1920, 1080)
_PROGRAM = """
from PySide6.QtWidgets import QApplication, QWidget
from app.ui.chair.projection_window import ProjectionWindow
from app.ui.chair.score_sheet import Cell, Sheet
app = QApplication([])
owner = QWidget()
owner.setGeometry(0, 0, 1366, 697)
owner.show()
owner.activateWindow()
app.processEvents()
window = ProjectionWindow(owner)
window.project(Sheet("Z-001", "课题", "最终 88.00", ("评审项目", "评委A"), ((Cell("选题"), Cell("13")), (Cell("合计"), Cell("88")))), line=False)
window.place()
app.processEvents()
print(window.isFullScreen(), *window.geometry().getRect(), window.title.font().pixelSize(), owner.screen() is window.screen(), owner.isActiveWindow())
"""


def _screens(folder: Path, *places: tuple[int, int, int, int]) -> str:
    """The offscreen platform with these screens."""
    screens = [
        {"name": f"screen {n}", "x": x, "y": y, "width": w, "height": h, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for n, (x, y, w, h) in enumerate(places)
    ]
    file = folder / "screens.json"
    file.write_text(json.dumps({"screens": screens}))
    return f"offscreen:configfile={file}"


def _run(platform: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        env={**os.environ, "QT_QPA_PLATFORM": platform},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.split()


def test_it_fills_the_projector_and_everything_is_larger_there(tmp_path: Path) -> None:
    assert _run(_screens(tmp_path, _LAPTOP, _PROJECTOR)) == ["True", "1366", "0", "1920", "1080", "42", "False", "True"], (
        "the keyboard stays with the chair"
    )


def test_with_one_screen_it_is_a_window_of_its_own(tmp_path: Path) -> None:
    full, _x, _y, width, height, title, same, keyboard = _run(_screens(tmp_path, _LAPTOP))
    assert (full, width, height, title, same, keyboard) == ("False", "1280", "720", "28", "True", "True")
