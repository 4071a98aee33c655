"""What choosing one of several files would do, in as few lines as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.words import say, strung, without_stop

_MOST = 5


def listed(lines: Sequence[str], most: int = _MOST) -> tuple[str, ...]:
    """The first lines; of the others how many there are."""
    more = len(lines) - most
    return (*lines[:most], *([say("……另有 {n} 项变化", "… and {n} {n:more change|more changes}", n=more)] if more > 0 else []))


def brief(lines: Sequence[str]) -> tuple[str, ...]:
    """The same as one sentence; nothing where nothing is told."""
    return (strung(say("；", "; "), map(without_stop, listed(lines))),) if lines else ()
