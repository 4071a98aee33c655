"""Whoever comes when the files are here reads the state, whoever came before is told: between the two there is no moment."""

from __future__ import annotations

from typing import Any

from pytestqt.qtbot import QtBot

from app.ui.bus import ChangesBus
from app.ui.judge import load_model
from app.ui.judge.load_model import LoadModel
from app.ui.tasks import Runner


class _Plan:
    """So many files wait."""

    def __init__(self, waiting: int) -> None:
        self.stopped = False
        self.waiting = self.fitting = (object(),) * waiting


class _Season:
    """Two files that come one pass after the other."""

    def __init__(self) -> None:
        self.left = 2

    def plan(self) -> _Plan:
        return _Plan(self.left)

    def load(self, _context: object, _board: object) -> int:
        self.left -= 1
        return 1


class _Stopped(_Season):
    """An earlier window was told to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.stopped = True

    def plan(self) -> _Plan:
        made = super().plan()
        made.stopped = self.stopped
        return made

    def stop_loading(self, on: bool) -> _Plan:
        self.stopped = on
        return self.plan()


def test_what_was_read_before_somebody_went_on_stops_nothing(qtbot: QtBot) -> None:
    runner = Runner()
    season: Any = _Stopped()
    load = LoadModel(season, runner, ChangesBus())
    load.look()
    qtbot.waitUntil(lambda: load.state == load_model.STOPPED, timeout=20_000)
    old: Any = season.plan()
    load.resume()
    load._seen(old)  # the answer of a look that was asked for earlier
    qtbot.waitUntil(lambda: load.state == load_model.DONE, timeout=20_000)
    runner.close()


def test_the_end_is_told_once_and_when_the_state_says_so(qtbot: QtBot) -> None:
    runner = Runner()
    season: Any = _Season()
    load = LoadModel(season, runner, ChangesBus())
    told: list[str] = []
    load.finished.connect(lambda: told.append(load.state))
    load.begin()
    qtbot.waitUntil(lambda: load.state == load_model.DONE, timeout=20_000)
    runner.close()
    assert told == [load_model.DONE]
