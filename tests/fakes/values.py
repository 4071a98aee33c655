"""Any value of any document, drawn from the same annotations that the codec reads.

A field that gets a new limit gets new test values without anybody thinking of it. `places` walks a value's
JSON form beside its class, so that a test can spoil any one place and know what stood there.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from app.models.shape import Count, Many, Points, Text
from app.packages.codec_values import FIRST_YEAR, LAST_YEAR

_FIRST, _LAST = datetime(FIRST_YEAR, 1, 1), datetime(LAST_YEAR, 12, 31)  # noqa: DTZ001  the strategy takes them so, and gives them their zone

FEW = 2
SHORT = 8
_HEX = re.compile(r"\[0-9a-f\]\{(\d+)\}")
_LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")


@cache
def values(kind: Any) -> st.SearchStrategy[Any]:
    """Values that `kind` (a class or an annotation) allows: small ones, and the limits of numbers."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _ruled(kind.__origin__, kind.__metadata__[-1])
    if origin in (Union, types.UnionType):
        return st.none() | values(_inner(kind))
    if origin in (tuple, Mapping):
        return _many(kind, 10_000)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(list(kind))
    if is_dataclass(kind) and isinstance(kind, type):
        return st.builds(kind, **{name: values(hint) for name, hint in hints(kind).items()})
    return _plain(kind)


def _plain(kind: Any) -> st.SearchStrategy[Any]:
    if kind is Points:
        return st.integers(0, 999_999)
    if kind is datetime:
        moments = st.datetimes(_FIRST, _LAST, timezones=st.just(UTC))
        return moments | moments.map(lambda t: t.replace(microsecond=0))
    if kind in (str, int, bool):
        return {str: st.text(_LETTERS, max_size=SHORT), int: st.integers(-(1 << 53), 1 << 53), bool: st.booleans()}[kind]
    raise RuntimeError(f"no values for {kind!r}")


def _ruled(base: Any, rule: object) -> st.SearchStrategy[Any]:
    if isinstance(rule, Text):
        return _text(rule)
    if isinstance(rule, Count):
        return st.sampled_from([rule.low, rule.high]) | st.integers(rule.low, rule.high)
    if isinstance(rule, Many):
        return _many(base, rule.high)
    raise RuntimeError(f"no values for {rule!r}")


def _text(rule: Text) -> st.SearchStrategy[str]:
    if found := _HEX.fullmatch(rule.pattern):
        digits = int(found[1])
        return st.integers(0, 16**digits - 1).map(lambda n: f"{n:0{digits}x}")
    if rule.pattern:
        return st.from_regex(rule.pattern, fullmatch=True).filter(lambda t: rule.low <= len(t) <= rule.high)
    return st.text(_LETTERS, min_size=rule.low, max_size=max(rule.low, min(rule.high, SHORT)))


def _many(base: Any, high: int) -> st.SearchStrategy[Any]:
    args, most = get_args(base), min(FEW, high)
    if get_origin(base) is tuple:
        return st.lists(values(args[0]), max_size=most).map(tuple)
    return st.dictionaries(values(args[0]), values(args[1]), max_size=most)


@cache
def hints(cls: type) -> dict[str, Any]:
    """Field name → annotation, in the order of the fields."""
    found = get_type_hints(cls, include_extras=True)
    return {f.name: found[f.name] for f in fields(cls)}


def required(cls: type) -> list[str]:
    """Fields that a file must have: no default, and not optional."""
    return [
        f.name
        for f in fields(cls)
        if f.default is MISSING and f.default_factory is MISSING and type(None) not in get_args(hints(cls)[f.name])
    ]


@dataclass(frozen=True)
class Place:
    """One place in the JSON form of a document: the way there, its annotation, and what stands there."""

    way: tuple[str | int, ...]
    kind: Any
    value: Any

    @property
    def is_object(self) -> bool:
        """Whether a frozen value of its own stands here (not a mapping)."""
        return is_dataclass(self.kind)


def places(kind: Any, value: Any, way: tuple[str | int, ...] = ()) -> Iterator[Place]:
    """Every place in the JSON form `value` of a `kind`, the whole first."""
    kind = _inner(kind) if get_origin(kind) in (Union, types.UnionType) else kind
    base = kind.__origin__ if get_origin(kind) is Annotated else kind
    yield Place(way, base, value)
    if is_dataclass(base) and isinstance(base, type):
        for name, member in value.items():
            yield from places(hints(base)[name], member, (*way, name))
    elif get_origin(base) is tuple:
        for n, member in enumerate(value):
            yield from places(get_args(base)[0], member, (*way, n))
    elif get_origin(base) is Mapping:
        for name, member in value.items():
            yield from places(get_args(base)[1], member, (*way, name))


def put(document: Any, way: tuple[str | int, ...], value: Any) -> Any:
    """A copy of a JSON form with `value` at `way`."""
    if not way:
        return value
    copy = list(document) if isinstance(document, list) else dict(document)
    copy[way[0]] = put(document[way[0]], way[1:], value)
    return copy


def _inner(kind: Any) -> Any:
    return next(a for a in get_args(kind) if a is not type(None))
