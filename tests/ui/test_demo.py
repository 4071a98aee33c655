"""The demonstration, made small: one entry, a panel of two, and the desk that opens on it; whole: tests/stories/test_demo_command.py."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.cli import run
from app.core.paths import resources
from app.services import demo
from app.ui.desktop import Desktop
from tests.fakes import demo_results
from tests.fakes.put_away import put_away

FIRST = "Z-001"
"""The entry that is left when one is asked for: only its papers are looked at."""


@pytest.fixture
def one_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample season without the other entries' papers."""
    whole, less = resources() / "demo" / "season", tmp_path / "resources" / "demo" / "season"
    less.mkdir(parents=True)
    for name in ("entries.xlsx", "judges.xlsx"):
        shutil.copy(whole / name, less)
    shutil.copytree(whole / "materials" / FIRST, less / "materials" / FIRST)
    monkeypatch.setattr(demo, "resources", lambda: tmp_path / "resources")


def opened(home: Path, *, passphrase: str, quit_after_ready: bool, picture: Path) -> int:
    """As `app.main.open_desk`, in the application of the tests."""
    desktop = Desktop(home)
    ended = desktop.run(passphrase, None, quit_after_first_paint=False, quit_after_ready=quit_after_ready, picture=picture)
    put_away(desktop)
    return ended


@pytest.mark.usefixtures("one_entry")
def test_the_road_of_one_entry_ends_on_a_desk_with_its_papers(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    out = tmp_path / "demo"
    words = ["--lang", "zh", "demo", "--headless", "--entries", "1", "--judges", "2", "--out", str(out)]
    assert run(words, open_desk=opened) == 0
    assert "汇总表" in capsys.readouterr().out
    assert demo_results.codes(out) == [FIRST]
    assert len(demo_results.judges(out)) == 2
    assert demo_results.pages(out) >= 4
    assert FIRST in demo_results.in_matrix(out)
    assert demo_results.colours(out / "desk.png") > 40
