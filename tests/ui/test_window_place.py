"""The window stands where it stood, fills what it filled, and is never on a screen that is gone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.ui import preferences as prefs
from tests.fakes.qcdesk import ROOT

ACT = """
import gc, json, sys
from pathlib import Path
gc.disable()
from PySide6.QtCore import QTimer
from app.ui import theme
from app.ui.desktop import Desktop
dressed, apply = [], theme.apply
theme.apply = lambda *how: (dressed.append(how), apply(*how))
home, act = Path(sys.argv[1]), sys.argv[2]
desktop = Desktop(home)
window = desktop.window
def look():
    if act != "look":
        window.showNormal()
        window.setGeometry(1600, 120, 1200, 700)
    if act == "fill":
        window.showMaximized()
    QTimer.singleShot(0, window, report)
def report():
    seen = window.frameGeometry().intersected(window.screen().availableGeometry())
    whole = window.frameGeometry().width() * window.frameGeometry().height()
    print(json.dumps({"screen": window.screen().name(), "filled": window.isMaximized(), "seen": seen.width() * seen.height() / whole,
                      "size": [window.width(), window.height()], "dressed": len(dressed)}))
    window.close()
window.model.staged.connect(lambda stage: look())
desktop.run(None, None, quit_after_first_paint=False, quit_after_ready=False)
"""


def screens(folder: Path, *sizes: tuple[int, int]) -> str:
    """The platform with screens of these sizes beside each other, from the left."""
    left, made = 0, []
    for number, (width, height) in enumerate(sizes):
        made.append(
            {"name": f"s{number}", "x": left, "y": 0, "width": width, "height": height, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        )
        left += width
    place = folder / f"{len(sizes)}-{sizes[0][0]}.json"
    place.write_text(json.dumps({"screens": made}))
    return f"offscreen:configfile={place}"


def run(home: Path, platform: str, act: str = "look") -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", ACT, str(home), act], cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": platform}, capture_output=True, text=True,
        timeout=120, check=True,
    )  # fmt: skip
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_a_small_screen_is_filled_at_the_first_start_and_a_large_one_is_not(tmp_path: Path) -> None:
    assert run(tmp_path / "a", screens(tmp_path, (1366, 768)))["filled"] is True
    large = run(tmp_path / "b", screens(tmp_path, (1920, 1080)))
    assert (large["filled"], large["size"]) == (False, [1366, 697])


@pytest.mark.parametrize(("act", "filled"), [("right", False), ("fill", True)])
def test_it_comes_back_to_its_screen_and_to_the_other_when_that_is_gone(tmp_path: Path, act: str, filled: bool) -> None:
    both, one = screens(tmp_path, (1366, 768), (1920, 1080)), screens(tmp_path, (1366, 768))
    run(tmp_path / "home", both, act)
    again = run(tmp_path / "home", both)
    assert (again["screen"], again["filled"]) == ("s1", filled)
    if not filled:
        assert again["size"] == [1200, 700]
    alone = run(tmp_path / "home", one)
    assert alone["screen"] == "s0"
    assert alone["seen"] == pytest.approx(1.0)


def test_a_window_that_filled_a_screen_fills_the_next_one(tmp_path: Path) -> None:
    run(tmp_path / "home", screens(tmp_path, (1366, 768), (2560, 1440)), "fill")
    assert run(tmp_path / "home", screens(tmp_path, (1920, 1080)))["filled"] is True


def test_a_damaged_place_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    prefs.save(tmp_path / "home", prefs.Preferences(geometry="AdnQywADAAAA////"))
    assert run(tmp_path / "home", screens(tmp_path, (1920, 1080)))["size"] == [1366, 697]


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1092, 614), (1920, 1080)])
def test_what_is_in_the_window_is_styled_once_before_it_is_seen(tmp_path: Path, width: int, height: int) -> None:
    """A first window that turns out smaller than it was built for is styled anew, with everything in it, before anybody sees it."""
    assert run(tmp_path / "home", screens(tmp_path, (width, height)))["dressed"] == 1
