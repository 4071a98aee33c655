"""Where things are: the profile's home and the resources that came with the program."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VAULT = "vault.json"
"""The file that makes a folder a profile."""


def default_home() -> Path:
    """`$QCDESK_HOME`, else the platform's data folder."""
    if chosen := os.environ.get("QCDESK_HOME"):
        return Path(chosen)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "qcdesk"


def resources() -> Path:
    """The folder with rubrics, fonts, catalogues and the sample season."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) / "resources" if frozen else Path(__file__).resolve().parents[2] / "resources"
