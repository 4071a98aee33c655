"""Judges without names: 评委A–G in the panel's order, for everything the hall may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.core.words import say


def letters(judges: Sequence[str]) -> dict[str, str]:
    """Judge → 评委A, 评委B …; from the 27th on 评委A2 …"""
    return {j: say("评委{x}", "Judge {x}", x=chr(65 + n % 26) + (str(n // 26 + 1) if n >= 26 else "")) for n, j in enumerate(judges)}


def veiled(text: str, names: Mapping[str, str], shown: Mapping[str, str]) -> str:
    """The text with every judge's id and name replaced; the longest first, so that 评委11 is not read as 评委1."""
    found = {word: shown[j] for j, name in names.items() if j in shown for word in (name, name.split("（")[0], f"{j} {name}", j)}
    marks = {word: f"\x00{n}\x00" for n, word in enumerate(sorted(found, key=len, reverse=True)) if word}
    for word, mark in marks.items():
        text = text.replace(word, mark)
    for word, mark in marks.items():
        text = text.replace(mark, found[word])
    return text
