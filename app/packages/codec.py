"""Frozen values ↔ canonical JSON, strictly, from the annotations of `app.models`.

A limit is written once, beside the field it limits, and holds for writing and for reading. Unknown
fields are refused; `ext` (an object of at most 64 KiB) is tolerated at the top of a document only and
left alone. Absent optional fields are omitted, so equal values are equal bytes. Longer than other files by a line or two: one
small reader for each kind of annotation.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, NoReturn, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from app.core import clock, strictjson
from app.core.errors import FormatError, Malformed
from app.core.text import plain
from app.core.words import say
from app.models import points
from app.models.shape import Count, Many, Points, Text

T = TypeVar("T")
Reader = Callable[[Any], Any]
Writer = Callable[[Any], Any]
EXT_LIMIT = 64 << 10
DEFAULT_TEXT = 20_000
DEFAULT_MANY = 10_000
FIRST_YEAR, LAST_YEAR = 1970, 2999
"""Moments outside have no local time on every computer: one file signed in the year 9999 would keep a whole folder from being merged."""
_KEPT, _SHORT, _FEW = 4096, 64, 64
"""Texts remembered by each rule that has a pattern, and how long they may be, and sets of names by each kind of mapping: codes and digests come back ten thousand times in one panel."""
# NUL: a library in C would stop there and show another text than was signed. Lone surrogates: no file can hold them.
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def to_bytes(value: Any) -> bytes:
    """Canonical bytes of a frozen value."""
    return strictjson.dumps(to_json(value))


def to_json(value: Any) -> Any:
    """The JSON form of a frozen value (dicts, lists, texts, integers, booleans)."""
    return _codec(cast(Any, type(value)))[1](value)


def from_bytes(cls: type[T], data: bytes, *, limit: int = strictjson.MAX_BYTES, top: bool = True) -> T:
    """Read a document strictly. Raises TooLarge or Malformed; `top` allows an `ext` object."""
    return from_json(cls, strictjson.loads(data, limit=limit), top=top)


def from_json(cls: type[T], value: Any, *, top: bool = False) -> T:
    """Read one frozen value of type `cls` from its JSON form."""
    if top and isinstance(value, dict) and "ext" in value:
        if not isinstance(value["ext"], dict) or len(strictjson.dumps(value["ext"])) > EXT_LIMIT:
            _refuse("ext", "不是对象或超过 64 KiB", "is no object or exceeds 64 KiB")
        value = {k: v for k, v in value.items() if k != "ext"}
    try:
        return cast(T, _codec(cast(Any, cls))[0](value))
    except _Unfit as unfit:
        _refuse(cls.__name__ + unfit.place, unfit.zh, unfit.en)


class _Unfit(Exception):
    """A value against its rule. Its place is put together on the way out: a document that fits costs no words."""

    def __init__(self, zh: str, en: str, place: str = "") -> None:
        super().__init__(en)
        self.zh, self.en, self.place = zh, en, place

    def within(self, step: str) -> _Unfit:
        self.place = step + self.place
        return self


def _refuse(where: str, zh: str, en: str) -> NoReturn:
    raise Malformed(
        say(
            "文件内容不符合格式：{where} {why}。",
            "The content does not fit the format: {where} {why}.",
            where=plain(where[:120]),
            why=say(zh, en),
        ),
        say("请让对方用最新版重新导出。", "Ask the sender to export it again with the current version."),
    )


@cache
def _codec(kind: Any) -> tuple[Reader, Writer]:
    origin = get_origin(kind)
    if origin is Annotated:
        return _annotated(kind)
    if origin in (Union, types.UnionType):
        return _optional(kind)
    if origin is tuple:
        return _list(get_args(kind)[0], DEFAULT_MANY)
    if origin is Mapping:
        key, member = get_args(kind)
        return _mapping(key, member, DEFAULT_MANY)
    if kind is Points:
        return _read_points, points.to_text
    if kind is str:
        return _text(Text(DEFAULT_TEXT)), _same
    if kind is int:
        return _count(Count(-(1 << 53), 1 << 53)), _same
    if kind is bool:
        return _read_bool, _same
    if kind is datetime:
        return _read_time, clock.to_text
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _enum(kind), str
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind)
    raise RuntimeError(f"no codec for {kind!r}")


def _same(value: Any) -> Any:
    return value


def _annotated(kind: Any) -> tuple[Reader, Writer]:
    base, rules = kind.__origin__, kind.__metadata__
    rule = rules[-1]
    if isinstance(rule, Text):
        return _text(rule), _same
    if isinstance(rule, Count):
        return _count(rule), _same
    if isinstance(rule, Many):
        args = get_args(base)
        return _list(args[0], rule.high) if get_origin(base) is tuple else _mapping(args[0], args[1], rule.high)
    raise RuntimeError(f"unknown rule {rule!r}")


def _optional(kind: Any) -> tuple[Reader, Writer]:
    inner = next(a for a in get_args(kind) if a is not type(None))
    read, write = _codec(inner)
    return read, lambda v: None if v is None else write(v)


def _text(rule: Text) -> Reader:
    fits = re.compile(rule.pattern).fullmatch if rule.pattern else None
    low, high, unwritable = rule.low, rule.high, _UNWRITABLE.search

    known: dict[str, str] = {}

    def read(value: Any) -> str:
        if not isinstance(value, str):
            raise _Unfit("应为文字", "must be a text")
        if (held := known.get(value)) is not None:
            return held
        if not low <= len(value) <= high:
            raise _Unfit(f"长度应在 {low}–{high} 之间", f"must have {low}–{high} characters")
        if fits and not fits(value):
            raise _Unfit("写法不对", "is not written as it must be")
        if ("\0" in value) if value.isascii() else unwritable(value):
            raise _Unfit("含有无效字符", "has an invalid character")
        if fits and len(value) <= _SHORT and len(known) < _KEPT:
            known[value] = value
        return value

    return read


def _count(rule: Count) -> Reader:
    low, high = rule.low, rule.high

    def read(value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            raise _Unfit(f"应为 {low}–{high} 的整数", f"must be a whole number in {low}–{high}")
        return int(value)

    return read


def _read_bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Unfit("应为是或否", "must be true or false")
    return bool(value)


def _read_points(value: Any) -> Points:
    if not isinstance(value, str):
        raise _Unfit("应为 86.50 这样的分数", "must be points like 86.50")
    return points.from_text(value)


def _read_time(value: Any) -> datetime:
    if not isinstance(value, str):
        raise _Unfit("应为时间", "must be a time")
    moment = clock.from_text(value)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise _Unfit(f"的年份应在 {FIRST_YEAR}–{LAST_YEAR} 之间", f"must be in the years {FIRST_YEAR}–{LAST_YEAR}")
    return moment


def _enum(kind: type[StrEnum]) -> Reader:
    def read(value: Any) -> StrEnum:
        try:
            return kind(value)
        except ValueError:
            raise _Unfit("不是已知的取值", "is not a known value") from None

    return read


def _list(kind: Any, most: int) -> tuple[Reader, Writer]:
    read_one, write_one = _codec(kind)

    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > most:
            raise _Unfit(f"应为最多 {most} 项的列表", f"must be a list of at most {most}")
        found: list[Any] = []
        try:
            found.extend(map(read_one, value))
        except _Unfit as unfit:
            raise unfit.within(f"[{len(found)}]") from None
        return tuple(found)

    return read, lambda v: [write_one(x) for x in v]


def _mapping(name_kind: Any, kind: Any, most: int) -> tuple[Reader, Writer]:
    read_key, read_one, write_one = _codec(name_kind)[0], _codec(kind)[0], _codec(kind)[1]
    known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def read(value: Any) -> Mapping[str, Any]:
        if not isinstance(value, dict) or len(value) > most:
            raise _Unfit(f"应为最多 {most} 项的对象", f"must be an object of at most {most}")
        names = tuple(value)
        fine = known.get(names)
        if fine is None:
            fine = tuple(map(read_key, names))
            if len(known) < _FEW and sum(map(len, fine)) < _KEPT:
                known[names] = fine
        try:
            return dict(zip(fine, map(read_one, value.values()), strict=True))
        except _Unfit:
            raise _misfit(value, read_one) from None

    return read, lambda v: {k: write_one(x) for k, x in v.items()}


def _misfit(value: Mapping[str, Any], read_one: Reader) -> _Unfit:
    """The first member that does not fit, with its name."""
    for name, member in value.items():
        try:
            read_one(member)
        except _Unfit as unfit:
            return unfit.within(f".{name[:40]}")
    raise RuntimeError("it fitted the second time")


def _dataclass(kind: type[Any]) -> tuple[Reader, Writer]:
    hints = get_type_hints(kind, include_extras=True)
    members = [(f.name, *_codec(hints[f.name])) for f in fields(kind)]
    readers = [(name, reader) for name, reader, _ in members]
    without_default = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]
    # absent is how None is written, also where the field has no default of its own
    absent = {name: None for name in without_default if type(None) in get_args(hints[name])}
    required, known = set(without_default) - set(absent), {name for name, _ in readers}

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise _Unfit("应为对象", "must be an object")
        names = value.keys()
        if not names <= known:
            raise _Unfit("不是已知的字段", "is not a known field", f".{min(names - known)[:40]}")
        if not required <= names:
            raise _Unfit("缺少", "is missing", f".{min(required - names)}")
        found: dict[str, Any] = dict(absent)
        name = ""
        try:
            for name, reader in readers:
                if name in value:
                    found[name] = reader(value[name])
        except _Unfit as unfit:
            raise unfit.within(f".{name}") from None
        return kind(**found)

    def write(value: Any) -> dict[str, Any]:
        pairs = ((name, getattr(value, name), writer) for name, _, writer in members)
        return {name: writer(v) for name, v, writer in pairs if v is not None}

    return read, write


def check(value: T) -> T:
    """The value itself, after proving that it reads back as written: called before anything is signed.

    Raises FormatError with the field's name when a limit is exceeded.
    """
    checked(value)
    return value


def checked(value: Any) -> bytes:
    """Canonical bytes of a value, proved as by `check`: what is long is not written twice."""
    written = to_bytes(value)
    if from_bytes(type(value), written, top=False) != value:
        raise FormatError(say("内容不能原样写入文件。", "The content cannot be written unchanged."))
    return written
