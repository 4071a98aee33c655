"""What the standard library's encoder was asked for, seen from outside: nothing is put in its place."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lengths(work: Callable[[], object]) -> list[int]:
    """Characters that each call made, in this thread, while `work` ran."""
    made: list[int] = []

    def look(frame: FrameType, event: str, returned: Any) -> None:
        if event == "return" and frame.f_code is json.JSONEncoder.encode.__code__:
            made.append(len(returned or ""))

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        work()
    finally:
        sys.setprofile(before)
    return made
