"""JSON as a judge of evidence reads it: UTF-8, no duplicate keys, no NaN, limits before parsing.

Python's own reader takes the last of two equal keys, which lets one file say two things to two
readers. What we write is one line, sorted keys, no spaces: equal values are equal bytes.
"""

from __future__ import annotations

import json
import re
from typing import Any

from app.core.errors import Malformed, TooLarge
from app.core.words import say

MAX_BYTES = 64 << 20
MAX_DEPTH = 24
_TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)


def dumps(value: Any) -> bytes:
    """Canonical bytes: sorted keys, no spaces, UTF-8, finite numbers only."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def loads(data: bytes, *, limit: int = MAX_BYTES) -> Any:
    """Parse strictly. Raises TooLarge or Malformed with one sentence."""
    if len(data) > limit:
        raise TooLarge(say("文件内容太大，最多 {limit} 字节。", "The content is too large; the limit is {limit} bytes.", limit=limit))
    _check_depth(data)
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_refuse)
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
                key=twice[:40],
            ),
            say("请让对方重新导出。", "Ask the sender to export it again."),
            reason="duplicate-key",
        )
    return found


def _refuse(name: str) -> Any:
    raise Malformed(say("文件里有不允许的数字 {name}。", "The file has a forbidden number: {name}.", name=name))


def _check_depth(data: bytes) -> None:
    if data.count(b"[") + data.count(b"{") <= MAX_DEPTH:
        return
    depth = 0
    for token in _TOKENS.finditer(data):
        mark = token.group()[:1]
        depth += 1 if mark in b"[{" else -1 if mark in b"]}" else 0
        if depth > MAX_DEPTH:
            raise Malformed(say("文件内容嵌套太深。", "The content is nested too deeply."))
