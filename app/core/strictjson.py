"""JSON as a judge of evidence reads it: UTF-8, no duplicate keys, no NaN, limits before parsing.

Python's own reader takes the last of two equal keys, which lets one file say two things to two
readers. What we write is one line, sorted keys, no spaces: equal values are equal bytes.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

from app.core import json_turns
from app.core.errors import Malformed, TooLarge
from app.core.json_depth import too_deep
from app.core.text import plain
from app.core.words import say

MAX_BYTES = 64 << 20
MAX_DEPTH = 24
MAX_VALUES = 1_000_000
"""Members of lists and objects in all: 64 MiB of `[],` would become gigabytes of empty lists."""

_HALF_CHARACTER = re.compile(rb"\\u[dD][89a-fA-F]")


def dumps(value: Any) -> bytes:
    """Canonical bytes: sorted keys, no spaces, UTF-8, finite numbers only. Raises Malformed for half a character (a lone surrogate)."""
    try:
        return b"".join([piece.encode() for piece in json_turns.pieces(value)])
    except UnicodeEncodeError as error:
        raise Malformed(
            say("文字里有半个字符，写不进文件。", "The text has half a character, which no file can hold."),
            say("请删除显示为方框或问号的字符。", "Delete the character shown as a box or a question mark."),
        ) from error


def loads(data: bytes, *, limit: int = MAX_BYTES) -> Any:
    """Parse strictly. Raises TooLarge or Malformed with one sentence."""
    if len(data) > limit:
        raise TooLarge(say("文件内容太大，最多 {limit} 字节。", "The content is too large; the limit is {limit} bytes.", limit=limit))
    _check_count(data)
    if too_deep(data, MAX_DEPTH):
        raise Malformed(say("文件内容嵌套太深。", "The content is nested too deeply."))
    try:
        value = _READER.decode(data.decode("utf-8"))
        if _HALF_CHARACTER.search(data):
            dumps(value)
        return value
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Malformed(
            say("文件内容不完整或不是本程序写的。", "The content is damaged or was not written by this program."),
            say("请重新索取这个文件。", "Ask for the file again."),
        ) from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(k for k, _ in pairs if k in seen or seen.add(k))  # type: ignore[func-returns-value]
        raise Malformed(
            say(
                "文件里“{key}”写了两次，不能判断以哪个为准。",
                "The file says “{key}” twice; which one counts cannot be told.",
                key=plain(twice[:40]),
            ),
            say("请让对方重新导出。", "Ask the sender to export it again."),
            reason="duplicate-key",
        )
    return found


def _refuse(name: str) -> Any:
    raise Malformed(say("文件里有不允许的数字 {name}。", "The file has a forbidden number: {name}.", name=name))


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse(text[:20])


_READER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse, parse_float=_finite)
"""Made once: a season's panel is tens of thousands of small documents."""


def _check_count(data: bytes) -> None:
    """Marks inside texts count too: that errs on the safe side, and no document of ours comes near."""
    if len(data) <= MAX_VALUES:  # a value takes a byte
        return
    values = data.count(b",") + data.count(b"[") + data.count(b"{")
    if values > MAX_VALUES or data.count(b'"') > 4 * MAX_VALUES:
        raise TooLarge(
            say("文件内容的项目太多，最多 {limit} 项。", "The content has too many items; the limit is {limit}.", limit=MAX_VALUES)
        )
