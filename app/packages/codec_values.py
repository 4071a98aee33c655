"""One small reader for each kind of value that has no parts: text, number, yes or no, points, moment, a word of a list."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.core import clock
from app.models import points
from app.models.shape import Count, Points, Text

Reader = Callable[[Any], Any]
FIRST_YEAR, LAST_YEAR = 1970, 2999
"""Moments outside have no local time on every computer: one file signed in the year 9999 would keep a whole folder from being merged."""
KEPT, _SHORT = 4096, 64
"""Texts remembered by each rule that has a pattern, and how long they may be: codes and digests come back ten thousand times in one panel."""
# NUL: a library in C would stop there and show another text than was signed. Lone surrogates: no file can hold them.
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


class Unfit(Exception):
    """A value against its rule. Its place is put together on the way out: a document that fits costs no words."""

    def __init__(self, zh: str, en: str, place: str = "") -> None:
        super().__init__(en)
        self.zh, self.en, self.place = zh, en, place

    def within(self, step: str) -> Unfit:
        self.place = step + self.place
        return self


def text(rule: Text) -> Reader:
    fits = re.compile(rule.pattern).fullmatch if rule.pattern else None
    low, high, unwritable = rule.low, rule.high, _UNWRITABLE.search

    known: dict[str, str] = {}

    def read(value: Any) -> str:
        if not isinstance(value, str):
            raise Unfit("应为文字", "must be a text")
        if (held := known.get(value)) is not None:
            return held
        if not low <= len(value) <= high:
            raise Unfit(f"长度应在 {low}–{high} 之间", f"must have {low}–{high} characters")
        if fits and not fits(value):
            raise Unfit("写法不对", "is not written as it must be")
        if ("\0" in value) if value.isascii() else unwritable(value):
            raise Unfit("含有无效字符", "has an invalid character")
        if fits and len(value) <= _SHORT and len(known) < KEPT:
            known[value] = value
        return value

    return read


def count(rule: Count) -> Reader:
    low, high = rule.low, rule.high

    def read(value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            raise Unfit(f"应为 {low}–{high} 的整数", f"must be a whole number in {low}–{high}")
        return int(value)

    return read


def read_bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Unfit("应为是或否", "must be true or false")
    return bool(value)


def read_points(value: Any) -> Points:
    if not isinstance(value, str):
        raise Unfit("应为 86.50 这样的分数", "must be points like 86.50")
    return points.from_text(value)


def read_time(value: Any) -> datetime:
    if not isinstance(value, str):
        raise Unfit("应为时间", "must be a time")
    moment = clock.from_text(value)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise Unfit(f"的年份应在 {FIRST_YEAR}–{LAST_YEAR} 之间", f"must be in the years {FIRST_YEAR}–{LAST_YEAR}")
    return moment


def enum(kind: type[StrEnum]) -> Reader:
    def read(value: Any) -> StrEnum:
        try:
            return kind(value)
        except ValueError:
            raise Unfit("不是已知的取值", "is not a known value") from None

    return read
