"""JSON in turns: the bytes of one call, made by many short ones.

Python's encoder is one call into C that lets no other thread run before its end: for a judge's whole work
that is tens of milliseconds in which the window stands still. What fits into one turn is still one call.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

TURN = 48 << 10
"""What one call is given, in characters: a millisecond at most, on a slow machine."""
EACH = 32
"""Characters whose encoding takes as long as a value's own beginning and end."""

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def pieces(value: Any, turn: int = TURN) -> Iterator[str]:
    """The text of `value` (sorted keys, no spaces, finite numbers), no call into C being given more than `turn`."""
    if _left(value, turn) >= 0 or not value:
        yield _encode(value)
    elif isinstance(value, str):
        yield from _text(value, turn)
    elif isinstance(value, dict):
        yield from _object(value, turn)
    elif isinstance(value, (list, tuple)):
        yield from _list(value, turn)
    else:
        yield _encode(value)


def _left(value: Any, room: int) -> int:
    """What is left of `room` beside `value`; below zero, without looking further, once it is too small."""
    room -= EACH
    if isinstance(value, str):
        return room - len(value)
    if isinstance(value, dict):
        for key, member in value.items():
            if isinstance(key, str):
                room -= len(key)
            room = room - EACH - len(member) if isinstance(member, str) else _left(member, room)
            if room < 0:
                break
    elif isinstance(value, (list, tuple)):
        for member in value:
            room = room - EACH - len(member) if isinstance(member, str) else _left(member, room)
            if room < 0:
                break
    return room


def _text(value: str, turn: int) -> Iterator[str]:
    yield '"'
    for at in range(0, len(value), turn):
        yield _encode(value[at : at + turn])[1:-1]
    yield '"'


def _list(value: list[Any] | tuple[Any, ...], turn: int) -> Iterator[str]:
    mark = "["
    for few in _together(value, turn):
        yield mark
        if len(few) > 1:
            yield _encode(few)[1:-1]
        else:
            yield from pieces(few[0], turn)
        mark = ","
    yield "]"


def _object(value: dict[Any, Any], turn: int) -> Iterator[str]:
    mark = "{"
    for few in _together(sorted(value.items()), turn):
        yield mark
        if len(few) > 1:
            yield _encode(dict(few))[1:-1]
        else:
            key, member = few[0]
            yield from _pair(key, member, turn)
        mark = ","
    yield "}"


def _pair(key: Any, member: Any, turn: int) -> Iterator[str]:
    """A name may be a number, which the encoder turns into a text."""
    if isinstance(key, str):
        yield from pieces(key, turn)
        yield ":"
    else:
        yield _encode({key: 0})[1:-2]
    yield from pieces(member, turn)


def _together(members: list[Any] | tuple[Any, ...], turn: int) -> Iterator[list[Any]]:
    """Neighbours that fit into one turn; one that is too large for it stands alone."""
    few: list[Any] = []
    room = turn
    for member in members:
        left = _left(member, room)
        if left < 0 and few:
            yield few
            few, left = [], _left(member, turn)
        few.append(member)
        room = left
    yield few
