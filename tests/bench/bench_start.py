"""Starting on a real batch: 400 entries in the store, until the first page of one is on the screen.

Two comparisons: with an empty window, and with one that has imported the libraries the first page stands on and does nothing
with them. The second says how much of the wait is ours to take away.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.bench.bench_window import AGAINST, BARE, bare_window
from tests.bench.measure import Line, median, timed
from tests.fakes import desk_profile
from tests.fakes.desk_profile import Plan
from tests.fakes.qcdesk import ROOT, Desk

ENTRIES, TIMES = 400, 5
LIBRARIES = "an empty QMainWindow, SQLAlchemy, sqlcipher3, cryptography and pypdfium2 imported"
_IMPORTS = """
import gc
gc.disable()
import sqlalchemy, sqlalchemy.dialects.sqlite, sqlcipher3.dbapi2, pypdfium2.internal, pypdfium2.raw
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf import argon2
"""


def measure(folder: Path) -> list[Line]:
    desk_profile.make(folder / "home", Plan(entries=ENTRIES)).close()
    desk = Desk(folder / "home", desk_profile.PASSPHRASE)
    rounds = [(timed(lambda: desk.run("--quit-after-ready")), timed(bare_window), timed(_libraries)) for _ in range(TIMES + 1)][1:]
    ours, bare, libraries = (median(times) for times in zip(*rounds, strict=True))
    what = f"the desk ready with {ENTRIES} entries"
    return [Line(what, ours, AGAINST, bare, 4.0), Line(what, ours, LIBRARIES, libraries, 2.5)]


def _libraries() -> None:
    subprocess.run([sys.executable, "-c", _IMPORTS + BARE], check=True, cwd=ROOT, capture_output=True)
