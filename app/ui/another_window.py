"""The program started once more, on another profile: a process of its own that outlives this window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def wish(home: Path, base: Path | None, file: Path | None) -> list[str]:
    """The words to start it with. `base`: nobody named this profile's place, so nobody names the other's: it opens next time too."""
    where = ["--profile", home.name] if base is not None else ["--home", str(home)]
    return [*where, *([str(file.absolute())] if file is not None else [])]


def start(words: Sequence[str]) -> bool:
    """Whether the system started it; that it came up is another question."""
    from PySide6.QtCore import QProcess, QProcessEnvironment

    process, surroundings = QProcess(), QProcessEnvironment.systemEnvironment()
    if getattr(sys, "frozen", False):
        surroundings.insert("PYINSTALLER_RESET_ENVIRONMENT", "1")  # else it would live in this process's unpacked files
    process.setProcessEnvironment(surroundings)
    process.setProgram(sys.executable)
    process.setArguments([*([] if getattr(sys, "frozen", False) else ["-m", "app"]), *words])
    process.setStandardInputFile(QProcess.nullDevice())
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    started: object = process.startDetached()  # a tuple by its stub, a bool when it runs
    return bool(started[0]) if isinstance(started, tuple) else bool(started)
