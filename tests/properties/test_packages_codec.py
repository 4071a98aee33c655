"""Every document, whatever it holds: what is written reads back, and nothing else does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.core import strictjson
from app.core.errors import Malformed
from app.models import organising
from app.models.entry import Entry
from app.models.result import LogLine
from app.models.rubric import Rubric
from app.packages import codec, documents, parts
from app.packages.backup import BackupHead
from tests.fakes.values import hints, places, put, required, values

KINDS = [kind for kind in vars(documents).values() if isinstance(kind, documents.Kind)]
PARTS = list(parts._KINDS)
OTHERS = [BackupHead, Rubric, Entry, LogLine]
PRIVATE = [
    cls for cls in vars(organising).values() if isinstance(cls, type) and is_dataclass(cls) and cls.__module__ == organising.__name__
]
VALUES = [*(k.shape() for k in KINDS), *PARTS, *OTHERS, *PRIVATE]
every_value = pytest.mark.parametrize("cls", VALUES, ids=lambda cls: cls.__name__)
every_document = pytest.mark.parametrize("cls", [k.shape() for k in KINDS], ids=lambda cls: cls.__name__)
thrifty = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def test_every_kind_is_here() -> None:
    assert {k.name for k in KINDS} - {documents.APPEAL.name} == set(documents.READS)
    assert len(PARTS) == len(parts.PartKind)


@every_value
@thrifty
@given(data=st.data())
def test_what_is_written_reads_back_as_the_same_value_and_the_same_bytes(cls: type, data: st.DataObject) -> None:
    value = data.draw(values(cls))

    written = codec.to_bytes(codec.check(value))

    again = codec.from_bytes(cls, written)
    assert again == value
    assert codec.to_bytes(again) == written


@pytest.mark.parametrize("cls", PARTS, ids=lambda cls: cls.__name__)
@thrifty
@given(data=st.data())
def test_a_part_reads_back_as_its_own_kind(cls: type, data: st.DataObject) -> None:
    value = data.draw(values(cls))

    again = parts.decode(parts.encode(value))

    assert again == value
    assert type(again) is cls


@every_value
@thrifty
@given(data=st.data())
def test_values_are_equal_exactly_when_their_bytes_are(cls: type, data: st.DataObject) -> None:
    value = data.draw(values(cls))
    name = data.draw(st.sampled_from([f.name for f in fields(cls)]))

    other = replace(value, **{name: data.draw(values(hints(cls)[name]))})

    assert (other == value) is (codec.to_bytes(other) == codec.to_bytes(value))


@every_value
@thrifty
@given(data=st.data())
def test_the_order_of_keys_in_memory_does_not_show(cls: type, data: st.DataObject) -> None:
    value = data.draw(values(cls))

    assert codec.to_bytes(_turned(value)) == codec.to_bytes(value)


@every_value
@thrifty
@given(data=st.data())
def test_an_unknown_field_is_refused_at_every_depth(cls: type, data: st.DataObject) -> None:
    form = codec.to_json(data.draw(values(cls)))
    place = data.draw(st.sampled_from([p for p in places(cls, form) if p.is_object]))
    name = data.draw(st.text(min_size=1, max_size=5).filter(lambda n: n not in hints(place.kind)))

    with pytest.raises(Malformed, match="不是已知的字段"):
        codec.from_json(cls, put(form, place.way, {**place.value, name: 1}))


@every_value
@thrifty
@given(data=st.data())
def test_a_missing_field_is_refused_at_every_depth(cls: type, data: st.DataObject) -> None:
    form = codec.to_json(data.draw(values(cls)))
    found = [(p, name) for p in places(cls, form) if p.is_object for name in required(p.kind)]
    assume(found)
    place, name = data.draw(st.sampled_from(found))

    with pytest.raises(Malformed, match=f"{name} 缺少"):
        codec.from_json(cls, put(form, place.way, {k: v for k, v in place.value.items() if k != name}))


@every_value
@thrifty
@given(data=st.data())
def test_a_duplicate_key_is_refused_at_every_depth(cls: type, data: st.DataObject) -> None:
    form = codec.to_json(data.draw(values(cls)))
    found = [p for p in places(cls, form) if isinstance(p.value, dict) and p.value]
    assume(found)
    place = data.draw(st.sampled_from(found))
    name = data.draw(st.sampled_from(sorted(place.value)))
    inside = strictjson.dumps(place.value)
    twice = b"{" + strictjson.dumps(name) + b":" + strictjson.dumps(place.value[name]) + b"," + inside[1:]

    spoilt = strictjson.dumps(put(form, place.way, "\ufdd0")).replace(strictjson.dumps("\ufdd0"), twice)

    assert json.loads(spoilt) == form
    with pytest.raises(Malformed) as refused:
        codec.from_bytes(cls, spoilt)
    assert refused.value.reason == "duplicate-key"


@every_value
@thrifty
@given(data=st.data())
def test_another_type_of_json_is_refused_at_every_place(cls: type, data: st.DataObject) -> None:
    form = codec.to_json(data.draw(values(cls)))
    place = data.draw(st.sampled_from(list(places(cls, form))))
    stranger = data.draw(st.sampled_from([None, True, 1, 1.0, "\ufdd0" * 400, [], [[]], {}, {"\ufdd0": 1}]))
    assume(type(stranger) is not type(place.value))

    with pytest.raises(Malformed):
        codec.from_bytes(cls, strictjson.dumps(put(form, place.way, stranger)))


@every_document
@thrifty
@given(data=st.data())
def test_ext_is_tolerated_at_the_top_only(cls: type, data: st.DataObject) -> None:
    value = data.draw(values(cls))
    form = codec.to_json(value)
    place = data.draw(st.sampled_from([p for p in places(cls, form) if p.is_object]))

    assert codec.from_bytes(cls, strictjson.dumps({**form, "ext": {"any": [1, {"thing": None}]}})) == value
    if place.way:
        with pytest.raises(Malformed):
            codec.from_bytes(cls, strictjson.dumps(put(form, place.way, {**place.value, "ext": {}})))


def _turned(value: Any) -> Any:
    """The same value with every mapping in the opposite order."""
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _turned(getattr(value, f.name)) for f in fields(value)})
    if isinstance(value, tuple):
        return tuple(_turned(v) for v in value)
    if isinstance(value, Mapping):
        return {k: _turned(v) for k, v in reversed(value.items())}
    return value
