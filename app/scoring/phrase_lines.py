"""Phrases as plain text: one a line, with its kind and item in brackets before it: `[不足 CAUSE] 文字`."""

from __future__ import annotations

import re

from app.core.errors import InvalidEntry
from app.core.ids import is_id
from app.core.words import say
from app.models.sheet import NoteKind

LONGEST = 500
"""Characters of one phrase."""
_WORDS = {NoteKind.STRENGTH: ("优点", "strength"), NoteKind.WEAKNESS: ("不足", "weakness"), NoteKind.SUGGESTION: ("改进建议", "suggestion")}
_NONE = "-"
"""Stands in brackets before a phrase that fits everywhere and itself begins with brackets."""
_HEAD = re.compile(r"^[\[【]([^\]】]{1,60})[\]】]\s*")


def clean(text: str) -> str:
    """The phrase on one line. Raises InvalidEntry when it is blank or too long."""
    plain = " ".join(text.split())
    if not plain:
        raise InvalidEntry(say("评语是空的。", "The phrase is blank."))
    if len(plain) > LONGEST:
        raise InvalidEntry(say("一条评语最多 {n} 字。", "A phrase has at most {n} characters.", n=LONGEST))
    return plain


def parsed(written: str) -> tuple[str, NoteKind | None, str | None]:
    """(text, kind, item) of a line; a bracket that names neither is part of the text."""
    head = _HEAD.match(written.strip())
    if head is None:
        return written, None, None
    kind, item = None, None
    for word in head[1].split():
        named = next((k for k, names in _WORDS.items() if word.casefold() in names), None)
        if word == _NONE:
            continue
        if named is not None and kind is None:
            kind = named
        elif is_id(word.upper()) and item is None:
            item = word.upper()
        else:
            return written, None, None
    return written.strip()[head.end() :], kind, item


def line(text: str, kind: NoteKind | None, item: str | None) -> str:
    """What `parsed` reads back."""
    words = [say(*_WORDS[kind])] if kind else []
    words += [item] if item else []
    if not words and parsed(text) != (text, None, None):
        words = [_NONE]
    return f"[{' '.join(words)}] {text}" if words else text
