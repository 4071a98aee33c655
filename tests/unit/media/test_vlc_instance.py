"""Every way libVLC can be missing ends in one sentence; each is tried in a process of its own."""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.media.vlc_instance import vlc_instance

_ASK = """
from app.core.errors import MediaError
from app.media.vlc_instance import vlc_instance
for _ in range(2):
    try:
        vlc_instance(silent=True)
    except MediaError as error:
        print(error.reason, "libvlc" in error.hint.lower() or "VLC" in error.hint)
"""


def _answer(**environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _ASK], env={**os.environ, **environment}, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize("library", ["/nonexistent/libvlc.so.5", ctypes.util.find_library("m") or ""])
def test_a_missing_or_wrong_library_is_said_in_words(library: str) -> None:
    assert _answer(PYTHON_VLC_LIB_PATH=library) == ["no-libvlc True"] * 2


def test_a_library_without_plugins_is_said_in_words(tmp_path: Path) -> None:
    vlc_instance(silent=True)
    loaded = {line.split()[-1] for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines() if "libvlc" in line}
    for path in loaded:
        shutil.copy(path, tmp_path / ".".join(Path(path).name.split(".")[:3]))
    library = next(str(path) for path in tmp_path.iterdir() if path.name.startswith("libvlc.so"))
    answer = _answer(PYTHON_VLC_LIB_PATH=library, LD_LIBRARY_PATH=str(tmp_path), VLC_PLUGIN_PATH=str(tmp_path))
    assert answer == ["no-libvlc True"] * 2


def test_instances_are_shared() -> None:
    assert vlc_instance(silent=True) is vlc_instance(silent=True)
