"""Where things are: the profile's home and the resources that came with the program."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VAULT = "vault.json"
"""The file that makes a folder a profile."""


def default_home() -> Path:
    """`$QCDESK_HOME`, else the profile in the platform's data folder that was opened last."""
    from app.core import homes

    return named_home() or homes.chosen(own_base())


def named_home() -> Path | None:
    """`$QCDESK_HOME`, where a person named the place: then it is that profile and no other."""
    named = os.environ.get("QCDESK_HOME")
    return Path(named) if named else None


def own_base() -> Path:
    """Where the first season's profile of this person lies, and beside it those of the others."""
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
