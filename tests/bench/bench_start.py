"""Starting on a real batch: 400 entries in the store, until they are on the screen."""

from __future__ import annotations

from pathlib import Path

from tests.bench.bench_window import AGAINST, bare_window
from tests.bench.measure import Line, alternately, median
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.fakes.qcdesk import Desk

ENTRIES = 400


def measure(folder: Path) -> list[Line]:
    desk_profile.make(folder / "home", Plan(entries=ENTRIES)).close()
    desk = Desk(folder / "home", desk_profile.PASSPHRASE)
    ours, bare = alternately(lambda: desk.run("--quit-after-ready"), bare_window, 5)
    return [Line(f"the desk ready with {ENTRIES} entries", median(ours), AGAINST, median(bare), 4.0)]
