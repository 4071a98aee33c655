"""How deep a JSON text nests, told before it is parsed: a parser that calls itself must not meet a million brackets.

It is looked at in pieces, and no piece costs more than a few times its size, whatever it holds: the window's
thread waits for each call into C.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, chain

TURN = 64 << 10
"""Bytes looked at in one go."""
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_OTHERS = bytes(set(range(256)) - set(_STEPS))


def too_deep(data: bytes, most: int, turn: int = TURN) -> bool:
    """Whether a parser of `data` would come deeper than `most`. Where one bracket too many is closed it stops, and so does this."""
    if data.count(b"[") + data.count(b"{") <= most:
        return False
    for depth in accumulate(map(_STEPS.__getitem__, chain.from_iterable(_brackets(data, turn)))):
        if depth > most:
            return True
        if depth < 0:
            return False
    return False


def _brackets(data: bytes, turn: int) -> Iterator[bytes]:
    """Those outside of texts. A text without an end goes to the end."""
    at = inside = 0
    while at < len(data):
        piece = _whole_escapes(data, at, turn)
        at += len(piece)
        between = piece.replace(rb"\\", b"").replace(rb"\"", b"").split(b'"')
        yield b"".join(between[inside::2]).translate(None, _OTHERS)
        inside ^= 1 - len(between) % 2


def _whole_escapes(data: bytes, at: int, turn: int) -> bytes:
    """The next piece, which ends behind an escape, never within one."""
    piece = data[at : at + turn]
    cut = (len(piece) - len(piece.rstrip(b"\\"))) % 2
    return data[at : at + turn + 1] if cut else piece
