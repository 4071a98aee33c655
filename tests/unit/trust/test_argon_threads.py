"""Codes and passphrases computed in several threads at once come to an end: without the lock they wait for each other for ever."""

from __future__ import annotations

import subprocess
import sys

from tests.fakes.qcdesk import ROOT

AT_ONCE = """
import threading
from app.trust.fingerprint import fingerprint
made = []
def work():
    for _ in range(6):
        made.append(fingerprint("ab" * 32))
threads = [threading.Thread(target=work, daemon=True) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(made), len(set(made)))
"""


def test_many_codes_at_once_come_to_an_end() -> None:
    done = subprocess.run([sys.executable, "-c", AT_ONCE], cwd=ROOT, capture_output=True, text=True, timeout=100, check=True)
    assert done.stdout.split() == ["18", "1"]
