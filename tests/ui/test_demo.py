"""The demonstration, made small: one entry, a panel of two, and the desk that opens on it; whole: tests/stories/test_demo_command.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.cli import run
from app.ui.desktop import Desktop
from tests.fakes import demo_results
from tests.fakes.put_away import put_away


def opened(home: Path, *, passphrase: str, quit_after_ready: bool, picture: Path) -> int:
    """As `app.main.open_desk`, in the application of the tests."""
    desktop = Desktop(home)
    ended = desktop.run(passphrase, None, quit_after_first_paint=False, quit_after_ready=quit_after_ready, picture=picture)
    put_away(desktop)
    return ended


def test_the_road_of_one_entry_ends_on_a_desk_with_its_papers(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    out = tmp_path / "demo"
    words = ["--lang", "zh", "demo", "--headless", "--entries", "1", "--judges", "2", "--out", str(out)]
    assert run(words, open_desk=opened) == 0
    assert "汇总表" in capsys.readouterr().out
    assert len(demo_results.codes(out)) == 1
    assert len(demo_results.judges(out)) == 2
    assert demo_results.pages(out) >= 5
    assert set(demo_results.codes(out)) <= demo_results.in_matrix(out)
    assert demo_results.colours(out / "desk.png") > 40
