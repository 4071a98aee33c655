"""What may not be loaded before the first picture, nor before the first page: each name here once cost a person waiting time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "sqlalchemy", "reportlab", "vlc", "pypdfium2", "keyring", "tuf", "openpyxl", "numpy", "logging.handlers", "dataclasses", "PySide6.QtNetwork",
    "ctypes",
)  # fmt: skip
PAINT = f"""
import gc, sys
from pathlib import Path
gc.disable()
from app.main import open_desk
open_desk(Path(sys.argv[1]), quit_after_first_paint=True)
from PySide6 import QtCore
print([name for name in {HEAVY!r} if name in sys.modules], "Qt" in vars(QtCore))
QtCore.Qt
print("Qt" in vars(QtCore))
"""

UNREAD = (
    "reportlab", "PIL", "xlsxwriter", "openpyxl", "docx", "urllib3", "tuf", "securesystemslib", "alembic", "keyring", "vlc", "numpy", "scipy",
    "pyqtgraph", "app.sync", "app.reports", "app.models.result", "app.models.draft", "app.models.decision", "app.services.judge.sync",
    "app.services.judge.submit", "app.services.judge.receipts", "app.services.judge.sheets", "app.ui.chair", "app.ui.judge.entries_drawer",
    "app.ui.judge.note_panel", "app.ui.judge.find_panel", "app.ui.judge.outline_panel", "app.ui.judge.own_table_view", "app.ui.judge.preview_view",
    "app.ui.judge.submit_view", "app.ui.judge.settings_panel", "app.ui.judge.care_panel", "app.ui.judge.key_sheet", "app.ui.judge.phrases_box",
    "app.ui.judge.still_export",
)  # fmt: skip
UNBUILT = ("QCalendarWidget", "QDial", "QFontDialog", "QMdiArea", "QWizard")
PAGE = f"""
import gc, sys
from pathlib import Path
gc.disable()
from PySide6 import QtWidgets
from PySide6.QtCore import QTimer
from app.ui.desktop import Desktop
desktop = Desktop(Path(sys.argv[1]))
def look():
    if desktop.window.room is not None and desktop.window.room.first_page_is_drawn():
        loaded = set(sys.modules)
        print([name for name in {UNREAD!r} if any(m == name or m.startswith(name + ".") for m in loaded)], "pypdfium2" in loaded)
        print([name for name in {UNBUILT!r} if name in vars(QtWidgets)])
        QtWidgets.QDial
        print("QDial" in vars(QtWidgets))
        timer.stop()
        desktop.window.close()
timer = QTimer(interval=0)
timer.timeout.connect(look)
timer.start()
desktop.run(sys.argv[2], None, quit_after_first_paint=False, quit_after_ready=False)
"""


def test_the_first_page_waits_for_nothing_that_it_does_not_show(tmp_path: Path) -> None:
    """Nor for a class of widget that no window of ours has: PySide builds all of them when it is asked for a widget that Qt made."""
    desk_profile.make(tmp_path / "home", Plan(entries=3)).close()
    assert _said(PAGE, str(tmp_path / "home"), desk_profile.PASSPHRASE) == ["[] True", "[]", "True"]


def test_the_first_picture_waits_for_nothing_heavy(tmp_path: Path) -> None:
    """Neither a library, nor `QtCore.Qt`: its 100 enumerations take 18 ms, and Qt builds them when the name is first used."""
    assert _said(PAINT, str(tmp_path)) == ["[] False", "True"]


def _said(program: str, *words: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout.splitlines()
