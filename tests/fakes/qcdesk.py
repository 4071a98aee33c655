"""The command line as others meet it: a process of its own, its own home, its words on two streams.

Tests of whole stories use nothing else, so that what they see is what a person or a script sees.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "app")
_PERSONAL = ("QCDESK_HOME", "QCDESK_PASSPHRASE", "QCDESK_RECOVERY", "QCDESK_LANG", "DISPLAY", "WAYLAND_DISPLAY")


@dataclass(frozen=True)
class Said:
    """What one command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)

    @property
    def line(self) -> str:
        """The one line on stderr; more than one, none, or a traceback fails the test."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        return lines[0]


@dataclass(frozen=True)
class Desk:
    """One person's command line: a profile folder and how it is opened. None for `passphrase` leaves it to the keyring.

    `more` sets further variables; None takes one away.
    """

    home: Path
    passphrase: str | None = "demo"
    more: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """Only what this person has set, on top of the test's own surroundings."""
        kept = {k: v for k, v in os.environ.items() if k not in _PERSONAL}
        own = {"QCDESK_HOME": str(self.home), "QCDESK_LANG": "zh", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        if self.passphrase is not None:
            own["QCDESK_PASSPHRASE"] = self.passphrase
        return {k: v for k, v in {**kept, **own, **self.more}.items() if v is not None}

    def start(self, *words: object, **options: Any) -> subprocess.Popen[bytes]:
        """Begin a command and leave it running (to be killed, or talked to)."""
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL} | options
        return subprocess.Popen([*COMMAND, *map(str, words)], env=self.environment, cwd=ROOT, **options)

    def run(self, *words: object, code: int | None = 0, seconds: float = 120) -> Said:
        """Run a command to its end; `code` is the exit code it must have (None: any)."""
        done = subprocess.run(
            [*COMMAND, *map(str, words)], env=self.environment, cwd=ROOT, capture_output=True, stdin=subprocess.DEVNULL, timeout=seconds
        )  # fmt: skip
        said = Said(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert code is None or said.code == code, f"{words}: exit {said.code}\n{said.out[-2000:]}\n{said.err[-2000:]}"
        return said

    def ask(self, *words: object, code: int | None = 0, seconds: float = 120) -> Any:
        """As `run`, with `--json`: the document."""
        return self.run(*words, "--json", code=code, seconds=seconds).json

    def python(self, script: str) -> str:
        """What a few lines of Python print in this person's surroundings."""
        done = subprocess.run([sys.executable, "-c", script], env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout
