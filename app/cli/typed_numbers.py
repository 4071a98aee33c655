"""Numbers as people type them at a terminal: with a Chinese input method on, digits and signs come full-width."""

from __future__ import annotations

import re
import unicodedata

from app.models.decision import Votes

_VOTES = re.compile(r"([0-9]{1,4})[/,、]([0-9]{1,4})[/,、]([0-9]{1,4})")


def half_width(text: str) -> str:
    """The same number in plain digits."""
    return unicodedata.normalize("NFKC", text).replace("。", ".").strip()


def read_votes(text: str) -> Votes | None:
    """同意/反对/弃权 ("4/1/0", "4,1,0"), or None when it is not three numbers."""
    match = _VOTES.fullmatch(half_width(text).replace(" ", ""))
    return Votes(int(match[1]), int(match[2]), int(match[3])) if match else None
