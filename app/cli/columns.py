"""Plain text in columns on a terminal, where a Chinese character is two cells wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Terminal cells that `text` takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def columns(head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = (), indent: str = "  ") -> list[str]:
    """Lines of aligned cells under `head`; columns whose index is in `right` end flush, no line ends in spaces.

    A column in which no row has anything is left out.
    """
    kept = [n for n in range(len(head)) if not rows or any(row[n] for row in rows)]
    lines = [list(head), *map(list, rows)]
    widths = {n: max(width(line[n]) for line in lines) for n in kept}
    return [(indent + "  ".join(_cell(line[n], widths[n], n in right) for n in kept)).rstrip() for line in lines]


def _cell(text: str, cells: int, flush: bool) -> str:
    space = " " * (cells - width(text))
    return space + text if flush else text + space
