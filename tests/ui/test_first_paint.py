"""What may not be loaded before the first picture: each name here once cost a person waiting time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "sqlalchemy", "reportlab", "vlc", "pypdfium2", "keyring", "tuf", "openpyxl", "numpy", "logging.handlers", "dataclasses", "PySide6.QtNetwork",
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


def test_the_first_picture_waits_for_nothing_heavy(tmp_path: Path) -> None:
    """Neither a library, nor `QtCore.Qt`: its 100 enumerations take 18 ms, and Qt builds them when the name is first used."""
    done = subprocess.run(
        [sys.executable, "-c", PAINT, str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stdout.splitlines() == ["[] False", "True"]
