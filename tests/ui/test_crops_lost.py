"""A window that closes while a place is being fetched leaves no file open, whichever thread had it."""

from __future__ import annotations

import io
import threading
from types import SimpleNamespace
from typing import Any

from pytestqt.qtbot import QtBot

from app.ui.chair.crops import Clip, Crops
from app.ui.tasks import Runner

CLIP = Clip("Z-001", "ab" * 32, 1, None)


class Opened:
    """Hands out one reader, and remembers it."""

    def __init__(self) -> None:
        self.reader = io.BytesIO(b"%PDF-")
        self.asked = threading.Event()

    def open_document(self, _code: str, _sha256: str, /) -> Any:
        self.asked.set()
        return SimpleNamespace(reader=self.reader)


def test_closed_before_the_database_has_answered(qapp: object) -> None:
    runner, opened = Runner(), Opened()
    assert Crops(opened, runner).get(CLIP) is None
    runner.close()
    assert (opened.asked.is_set(), opened.reader.closed) == (True, True)


def test_closed_while_the_pool_has_other_work(qtbot: QtBot) -> None:
    runner, opened, go = Runner(threads=1), Opened(), threading.Event()
    runner.patience = 0.0
    runner.pool(go.wait)
    try:
        assert Crops(opened, runner).get(CLIP) is None
        qtbot.waitUntil(lambda: [d.work.pooled for d in runner._underway] == [True, True], timeout=20_000)
        runner.close()
    finally:
        go.set()
    assert (opened.asked.is_set(), opened.reader.closed) == (True, True)
