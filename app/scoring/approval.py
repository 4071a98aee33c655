"""Rules of the bodies on the 审定表: no two of one name (nobody would know whose seal is missing), and labels to sign beside as one line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from app.core.text import fold, one_line

NEW = "单位意见"
"""As it stands on the paper, which is Chinese whatever the window speaks, until it has its name."""
MOST_SIGNS = 4
_NUMBERS = "一二三四五六七八九十"
_BETWEEN = re.compile("[、，,；;]")


def doubled(names: Iterable[str]) -> tuple[str, ...]:
    """Names that stand more than once, each as it stands first; spelled otherwise is the same."""
    seen: dict[str, list[str]] = {}
    for name in names:
        seen.setdefault(fold(name), []).append(name)
    return tuple(same[0] for same in seen.values() if len(same) > 1)


def fresh_name(taken: Collection[str]) -> str:
    """A name for a new body that no other has."""
    held = {fold(name) for name in taken}
    offers = (NEW, *(f"{NEW}（{n}）" for n in (*_NUMBERS[1:], "十一", "十二", "十三")))
    return next(name for name in offers if fold(name) not in held)


def signs_of(text: str) -> tuple[str, ...]:
    """Labels to sign beside, as a person writes them in one line; the form prints a colon of its own."""
    return tuple(sign for part in _BETWEEN.split(text) if (sign := one_line(part).rstrip("：:").strip()))


def signs_text(signs: Iterable[str]) -> str:
    """The same line again."""
    return "、".join(signs)
