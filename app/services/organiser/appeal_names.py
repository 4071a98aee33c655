"""Whom and what an appeal pack must not name: other entries, and judges other than by their number.

People write as they speak: a reason says "赵晓东漏看附表" or "不如上海某厂那份". Texts are searched as they read, not as JSON writes them
(a title with quotation marks looks different there), and codes however they were typed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.core.words import say
from app.models.organising import ImportedEntry, ImportedJudge

ANOTHER = "〔另一项成果〕"
_SOMEBODY = "〔评委〕"
_SHORTEST, _SHORTEST_UNIT = 2, 4
_DASHES = "-－‐‑‒–—− \u3000"
"""What people type between letters and number, a space included."""


class Unnamed:
    """The names of one season's round as the pack of one entry may not show them."""

    def __init__(self, own: ImportedEntry, rows: Iterable[ImportedEntry], judges: Iterable[ImportedJudge]) -> None:
        rest = [r for r in rows if r.code != own.code]
        mine = f"{own.title}\n{own.circle}\n{own.unit}\n{own.applicant}"
        codes = "|".join(_typed(r.code) for r in sorted(rest, key=lambda r: -len(r.code)))
        found = [n for r in rest for n in _names(r) if n not in mine]
        self._entries = _pattern([rf"(?<![A-Z0-9-])(?:{codes})(?![A-Z0-9-])"] if codes else [], found)
        self._numbers = _numbers(j for j in judges if j.name not in mine)
        self._judges = _pattern([], self._numbers)

    def entries_in(self, text: str) -> bool:
        """Whether another entry is named, by code, topic, circle or unit."""
        return self._entries is not None and self._entries.search(text) is not None

    def judges_in(self, text: str) -> bool:
        """Whether a judge is named other than by number."""
        return self._judges is not None and self._judges.search(text) is not None

    def named_in(self, text: str) -> bool:
        """Whether the text names what it may not."""
        return self.entries_in(text) or self.judges_in(text)

    def without(self, text: str) -> str:
        """The text with other entries left out and judges by number."""
        text = self._entries.sub(ANOTHER, text) if self._entries else text
        return self._judges.sub(lambda m: self._numbers.get(m.group(), _SOMEBODY), text) if self._judges else text

    def why_not(self, judge: str, part: str) -> str:
        """In a sentence, why this part of a judge's file cannot be enclosed; empty when it can."""
        text = "\n".join(_texts(json.loads(part)))
        if self.entries_in(text):
            return say(
                "{judge} 的评语提到其他成果，整份不附。", "A remark of {judge} names other entries and is not enclosed.", judge=judge
            )
        if self.judges_in(text):
            return say("{judge} 的评语提到评委姓名，整份不附。", "A remark of {judge} names a judge and is not enclosed.", judge=judge)
        return ""


def _names(row: ImportedEntry) -> Iterator[str]:
    yield from (n for n in (row.title, row.circle) if len(n) >= _SHORTEST)
    yield from (n for n in (row.unit, row.applicant) if len(n) >= _SHORTEST_UNIT)


def _numbers(judges: Iterable[ImportedJudge]) -> Mapping[str, str]:
    """Name → number; of two who share a name, neither."""
    found: dict[str, str] = {}
    for judge in judges:
        if len(judge.name) >= _SHORTEST:
            found[judge.name] = _SOMEBODY if judge.name in found else judge.id
    return found


def _typed(code: str) -> str:
    """A code however it was typed: full-width, with another dash, or, where a letter still tells it from a number, with a space or none."""
    dash = f"[{_DASHES}]?" if code[0].isalpha() else f"[{_DASHES.strip()}]"
    return "".join(dash if c == "-" else f"[{c}{chr(ord(c) + 0xFEE0)}]" for c in code)


def _pattern(patterns: list[str], names: Iterable[str]) -> re.Pattern[str] | None:
    """The longest name first: one may stand in another."""
    every = [*patterns, *(re.escape(n) for n in sorted(set(names), key=lambda n: (-len(n), n)))]
    return re.compile("|".join(every), re.IGNORECASE) if every else None


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
