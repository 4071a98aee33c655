"""The C library's heaps stay few. Watched failing: without the rule the same program has a heap for every thread."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

_PROGRAM = """
import ctypes, sys, threading
if sys.argv[1] == "rule":
    from app.core import memory
    memory.keep_little()
libc = ctypes.CDLL(None)
together = threading.Barrier(8)

def work():
    together.wait()
    for _ in range(200):
        libc.malloc(5_000)
    together.wait()

threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""


def _heaps(rule: str) -> int:
    said = subprocess.run([sys.executable, "-c", _PROGRAM, rule], capture_output=True, text=True, check=True, timeout=60).stdout
    return said.count("<heap nr=")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library keeps its memory otherwise")
def test_eight_threads_share_two_heaps() -> None:
    assert _heaps("rule") <= 2 < _heaps("none")
