"""How long a 总体评价 is and how many notes stand behind it: what the row under the rubric shows from the first page on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from app.models.sheet import Note, NoteKind

LIMIT = 300
"""字 that fit one A4 sheet (judge's desk); more is printed as 附页."""
_WESTERN = re.compile(r"[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—·]+")


@dataclass(frozen=True)
class Counter:
    """优 · 不足 · 建议 and the length of the text against one sheet of paper."""

    strengths: int
    weaknesses: int
    suggestions: int
    characters: int
    limit: int = LIMIT

    @property
    def over(self) -> int:
        """By how many 字 the text runs over to 附页."""
        return max(0, self.characters - self.limit)


def counted(text: str) -> int:
    """字数 as WPS and Word count: every Chinese character and mark is one, so is a word or number of western letters."""
    plain = unicodedata.normalize("NFC", text)
    words = len(_WESTERN.findall(plain))
    return words + sum(not c.isspace() for c in _WESTERN.sub("", plain))


def counter(text: str, notes: Iterable[Note]) -> Counter:
    """What the row under the rubric shows."""
    kinds = [n.kind for n in notes]
    strengths, weaknesses, suggestions = (kinds.count(kind) for kind in (NoteKind.STRENGTH, NoteKind.WEAKNESS, NoteKind.SUGGESTION))
    return Counter(strengths, weaknesses, suggestions, counted(text))
