"""Ending a process with kill -9, at a moment that chance or the disk chooses."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Callable
from time import monotonic

NEVER = 60.0


def kill(child: subprocess.Popen[bytes]) -> bool:
    """Kill it; False when it had already ended by itself."""
    if child.poll() is None:
        os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    return child.returncode == -signal.SIGKILL


def kill_after(child: subprocess.Popen[bytes], seconds: float) -> bool:
    """Kill it after this time, unless it ends before."""
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        return kill(child)
    return kill(child)


def kill_when(child: subprocess.Popen[bytes], moment: Callable[[], bool], delay: float = 0.0) -> bool:
    """Kill it as soon as `moment()` holds (looked at every half millisecond) and `delay` seconds have passed."""
    pause, end = threading.Event(), monotonic() + NEVER
    while child.poll() is None and not moment():
        assert monotonic() < end, "the moment to kill never came"
        pause.wait(0.0005)
    if delay:
        pause.wait(delay)
    return kill(child)
