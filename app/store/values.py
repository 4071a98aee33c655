"""What stands in the `value` of a score event: canonical JSON, the same words as in the files that travel.

points → "26.00" · half-typed, remark, level → text · note and recusal → object without empty members.
None is not a value: it clears. Services make values here, the sheet is read back here, nobody else knows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from enum import Enum
from typing import Any

from app.core import clock, strictjson
from app.core.errors import Malformed
from app.core.words import say
from app.models import points as written
from app.models.shape import Points
from app.models.sheet import Anchor, Audience, Box, EventKind, Note, NoteKind, Recusal, RecusalReason, ScoreEvent


def points_value(points: Points) -> str:
    """Hundredths → value of an event of kind points."""
    return text_value(written.to_text(points))


def text_value(text: str) -> str:
    """Half-typed digits, a remark or a level's code → value of the event."""
    return strictjson.dumps(text).decode()


def note_value(note: Note) -> str:
    """A note → value of the event whose key is the note's id."""
    return strictjson.dumps(_bare(asdict(note))).decode()


def recusal_value(recusal: Recusal) -> str:
    """A recusal → value of the event of kind recusal."""
    plain = {"reason": recusal.reason.value, "words": recusal.words, "at": clock.to_text(recusal.at)}
    return strictjson.dumps(plain).decode()


def points_of(value: str) -> Points:
    """Inverse of `points_value`. Raises Malformed."""
    return written.from_text(text_of(value))


def text_of(value: str) -> str:
    """Inverse of `text_value`."""
    return str(strictjson.loads(value.encode()))


def note_of(value: str) -> Note:
    """Inverse of `note_value`."""
    raw = strictjson.loads(value.encode())
    anchor = raw.get("anchor")
    return Note(
        id=raw["id"],
        kind=NoteKind(raw["kind"]),
        text=raw["text"],
        item=raw.get("item"),
        criterion=raw.get("criterion"),
        step=raw.get("step"),
        anchor=_anchor(anchor) if anchor else None,
        audience=Audience(raw.get("audience", Audience.FEEDBACK.value)),
        answers=raw.get("answers"),
    )


def recusal_of(value: str) -> Recusal:
    """Inverse of `recusal_value`."""
    raw = strictjson.loads(value.encode())
    return Recusal(RecusalReason(raw["reason"]), raw["words"], clock.from_text(raw["at"]))


def require_readable(event: ScoreEvent) -> None:
    """Raises Malformed for a value that came with a copy and is none: once saved, no sheet could be read with it."""
    if event.value is None:
        return
    try:
        found = _READERS[event.kind](event.value)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise unreadable() from error
    if isinstance(found, Note | Recusal) and not isinstance(getattr(found, "text", getattr(found, "words", "")), str):
        raise unreadable()


def unreadable() -> Malformed:
    """The sentence for a copy with such a value."""
    return Malformed(
        say("这份副本里有读不出来的内容，什么也没有取回。", "The copy holds something that cannot be read; nothing was brought back."),
        say("请换另一份副本。", "Use another copy."),
    )


_READERS: dict[EventKind, Callable[[str], object]] = {
    EventKind.POINTS: points_of,
    EventKind.HALF_TYPED: text_of,
    EventKind.REMARK: text_of,
    EventKind.NOTE: note_of,
    EventKind.RECUSAL: recusal_of,
    EventKind.LEVEL: text_of,
}


def _anchor(raw: dict[str, Any]) -> Anchor:
    box = raw.get("box")
    return Anchor(raw["document"], raw.get("page"), Box(**box) if box else None, raw.get("moment"))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(inner) for name, inner in value.items() if inner is not None}
    return value.value if isinstance(value, Enum) else value
