"""Which of the three layouts is in force: a pure rule, so that it can be tested without a window.

评分栏 is the rubric beside the page, 评分条 a strip under it; Ctrl+B goes round. A window with fewer than 1000 logical
pixels for text of 100 % has no room for both side by side, and a video or a presentation wants the whole width.
"""

from __future__ import annotations

COLUMN, STRIP, HIDDEN = "column", "strip", "hidden"
_NARROW = 1000


def offered(width: int, text_percent: int, *, wide: bool) -> tuple[str, ...]:
    """The layouts that Ctrl+B goes through. `width` in logical pixels; `wide`: what is shown wants the whole width."""
    if wide or width * 100 < _NARROW * text_percent:
        return STRIP, HIDDEN
    return COLUMN, STRIP, HIDDEN


def in_force(chosen: str, choices: tuple[str, ...]) -> str:
    """The chosen layout, or the nearest one that there is room for."""
    return chosen if chosen in choices else choices[0]


def following(chosen: str, choices: tuple[str, ...]) -> str:
    """What Ctrl+B makes of it."""
    return choices[(choices.index(in_force(chosen, choices)) + 1) % len(choices)]
