"""Points as text and back: `86.50` in files, whole or half points on screen."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from app.core.errors import Malformed
from app.core.text import plain
from app.core.words import say
from app.models.shape import Points

_KEPT = 4096
"""Texts and values remembered: a panel writes the same few hundred tens of thousands of times."""
_POINTS = re.compile(r"(0|[1-9][0-9]{0,3})\.[0-9]{2}")


@lru_cache(_KEPT)
def to_text(points: Points) -> str:
    """Hundredths as files carry them: 8650 → "86.50"."""
    if points < 0:
        raise RuntimeError("negative points")
    return f"{points // 100}.{points % 100:02d}"


@lru_cache(_KEPT)
def from_text(text: str) -> Points:
    """Read `to_text`'s form and no other. Raises Malformed."""
    if not _POINTS.fullmatch(text):
        raise Malformed(say("分数“{text}”写法不对，应为 86.50 这样。", "“{text}” is not points like 86.50.", text=plain(text[:20])))
    return Points(int(text.replace(".", "")))


def short(points: Points) -> str:
    """As people write it: 26, 18.5, 8.25."""
    return to_text(points).rstrip("0").rstrip(".") if points else "0"


def of(value: Decimal | int | str) -> Points:
    """Exact points → hundredths, ROUND_HALF_UP at two decimals."""
    return Points(int((Decimal(value) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)))
