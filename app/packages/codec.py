"""Frozen values ↔ canonical JSON, strictly, from the annotations of `app.models`.

A limit is written once, beside the field it limits, and holds for writing and for reading. Unknown
fields are refused; `ext` (an object of at most 64 KiB) is tolerated at the top of a document only and
left alone. Absent optional fields are omitted, so equal values are equal bytes. What has parts is put together here; what has
none is read in codec_values.py.
"""

from __future__ import annotations

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
from app.packages.codec_values import KEPT, Reader, Unfit, count, enum, read_bool, read_points, read_time, text

T = TypeVar("T")
Writer = Callable[[Any], Any]
EXT_LIMIT = 64 << 10
DEFAULT_TEXT = 20_000
DEFAULT_MANY = 10_000
_FEW = 64
"""Sets of names remembered by each kind of mapping: the same codes come back ten thousand times in one panel."""


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
    except Unfit as unfit:
        _refuse(cls.__name__ + unfit.place, unfit.zh, unfit.en)


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
        return read_points, points.to_text
    if kind is str:
        return text(Text(DEFAULT_TEXT)), _same
    if kind is int:
        return count(Count(-(1 << 53), 1 << 53)), _same
    if kind is bool:
        return read_bool, _same
    if kind is datetime:
        return read_time, clock.to_text
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return enum(kind), str
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind)
    raise RuntimeError(f"no codec for {kind!r}")


def _same(value: Any) -> Any:
    return value


def _annotated(kind: Any) -> tuple[Reader, Writer]:
    base, rules = kind.__origin__, kind.__metadata__
    rule = rules[-1]
    if isinstance(rule, Text):
        return text(rule), _same
    if isinstance(rule, Count):
        return count(rule), _same
    if isinstance(rule, Many):
        args = get_args(base)
        return _list(args[0], rule.high) if get_origin(base) is tuple else _mapping(args[0], args[1], rule.high)
    raise RuntimeError(f"unknown rule {rule!r}")


def _optional(kind: Any) -> tuple[Reader, Writer]:
    inner = next(a for a in get_args(kind) if a is not type(None))
    read, write = _codec(inner)
    return read, lambda v: None if v is None else write(v)


def _list(kind: Any, most: int) -> tuple[Reader, Writer]:
    read_one, write_one = _codec(kind)

    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > most:
            raise Unfit(f"应为最多 {most} 项的列表", f"must be a list of at most {most}")
        found: list[Any] = []
        try:
            found.extend(map(read_one, value))
        except Unfit as unfit:
            raise unfit.within(f"[{len(found)}]") from None
        return tuple(found)

    return read, lambda v: [write_one(x) for x in v]


def _mapping(name_kind: Any, kind: Any, most: int) -> tuple[Reader, Writer]:
    read_key, read_one, write_one = _codec(name_kind)[0], _codec(kind)[0], _codec(kind)[1]
    known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def read(value: Any) -> Mapping[str, Any]:
        if not isinstance(value, dict) or len(value) > most:
            raise Unfit(f"应为最多 {most} 项的对象", f"must be an object of at most {most}")
        names = tuple(value)
        fine = known.get(names)
        if fine is None:
            fine = tuple(map(read_key, names))
            if len(known) < _FEW and sum(map(len, fine)) < KEPT:
                known[names] = fine
        try:
            return dict(zip(fine, map(read_one, value.values()), strict=True))
        except Unfit:
            raise _misfit(value, read_one) from None

    return read, lambda v: {k: write_one(x) for k, x in v.items()}


def _misfit(value: Mapping[str, Any], read_one: Reader) -> Unfit:
    """The first member that does not fit, with its name."""
    for name, member in value.items():
        try:
            read_one(member)
        except Unfit as unfit:
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
            raise Unfit("应为对象", "must be an object")
        names = value.keys()
        if not names <= known:
            raise Unfit("不是已知的字段", "is not a known field", f".{min(names - known)[:40]}")
        if not required <= names:
            raise Unfit("缺少", "is missing", f".{min(required - names)}")
        found: dict[str, Any] = dict(absent)
        name = ""
        try:
            for name, reader in readers:
                if name in value:
                    found[name] = reader(value[name])
        except Unfit as unfit:
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
