"""The composition root of the desktop: the one place that makes the parts and joins them.

The window is painted before the store, papers and video libraries are imported; they follow in the database's
thread. Python's cyclic collector is off from the first statement (app/ui/collector.py says why).
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import NoReturn

from app.core import claim, words
from app.core.claim import Claim
from app.core.errors import AppError
from app.core.words import say


def open_desk(
    home: Path,
    *,
    passphrase: str | None = None,
    language: str | None = None,
    file: Path | None = None,
    base: Path | None = None,
    quit_after_first_paint: bool = False,
    quit_after_ready: bool = False,
    picture: Path | None = None,
) -> int:
    """Show the judge's desk on the profile in `home` until it is closed; the process's exit code. `file`: what it was opened with.

    Where a desk has that profile already, it comes to the front and takes the file, and this process ends with 0.
    `base`: nobody named the place of the profile, so that the one open now opens next time (app/core/homes.py).
    `quit_after_first_paint` and `quit_after_ready` (the first page is drawn, or a page before the desk waits for a
    person) are for measuring. `picture`: save the ready desk as a PNG there.
    """
    gc.disable()
    if (problem := no_display()) is not None:
        print(problem, file=sys.stderr)  # noqa: T201  (there is no window to say it in)
        return 1
    try:
        own = claim.take(home) or _handed_over(home, file, language)
    except AppError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1 if quit_after_first_paint or quit_after_ready else _said_in_a_box(str(error))
    if own is None:
        return 0
    _settle_qt()
    from app.ui.desktop import Desktop

    desktop = Desktop(home, language, own, base)
    code = desktop.run(passphrase, file, quit_after_first_paint=quit_after_first_paint, quit_after_ready=quit_after_ready, picture=picture)
    if desktop.runner.hanging:
        _end_at_once(own, code)
    return code


def _settle_qt() -> None:
    """What Qt reads once, before the window's modules are imported."""
    if os.environ.get("QT_QPA_PLATFORM") == "xcb":
        from app.ui import input_method

        input_method.settle(os.environ)
    from app.ui import source_reading

    source_reading.spare()


def _end_at_once(own: Claim, code: int) -> NoReturn:
    """A stick or share does not answer, and Python would wait for the thread that asks it. The store is closed by now, what was being
    written elsewhere is whole there or not there."""
    import logging

    own.release()
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a program without a terminal
            stream.flush()
    os._exit(code)


def _handed_over(home: Path, file: Path | None, language: str | None) -> Claim | None:
    from app.ui import preferences
    from app.ui.handover import hand_over

    words.set_language("en" if (language or preferences.load(home).language) == "en" else "zh")
    return hand_over(home, file)


def _said_in_a_box(sentence: str) -> int:
    """For a person who double-clicked and sees no terminal."""
    from app.ui.desktop import say_and_end

    return say_and_end(sentence)


def no_display() -> str | None:
    """What is missing, in words: without a display Qt ends the process with a misleading text. None when all is well."""
    if sys.platform in ("win32", "darwin"):
        return None
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in ("offscreen", "minimal", "vnc", "linuxfb", "eglfs"):
        return None
    if os.environ.get("DISPLAY"):
        # libVLC 3 cannot draw into a Wayland window
        os.environ.setdefault("QT_QPA_PLATFORM", "xcb")
        return None
    if os.environ.get("WAYLAND_DISPLAY"):
        return None
    return say(
        "这里没有显示器（DISPLAY 和 WAYLAND_DISPLAY 都没有设置）。请在图形桌面里运行，或使用命令行：qcdesk --help",
        "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set). Run it on a desktop, or use the command line: qcdesk --help",
    )
