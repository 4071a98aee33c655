"""JSON that can be believed: one spelling out, no second meaning in, and no file that keeps the reader busy without end."""

from __future__ import annotations

import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import strictjson
from app.core.errors import FormatError, Malformed, TooLarge

WITHOUT_END = 30
"""Seconds. What grows with the square of ten megabytes takes hours; what does not is through in one, on the slowest machine in ten."""
MIB10 = 10 << 20
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(_JSON)
def test_what_is_written_reads_back(value: Any) -> None:
    data = strictjson.dumps(value)
    assert strictjson.loads(data) == value
    assert strictjson.dumps(strictjson.loads(data)) == data
    assert b"\n" not in data


@given(st.binary(max_size=200) | st.text('[]{}",:\\u0dD8 1e-.truefalsn', max_size=60).map(str.encode))
def test_any_bytes_read_like_the_standard_library_or_not_at_all(data: bytes) -> None:
    try:
        value = strictjson.loads(data)
    except FormatError:
        return
    assert json.loads(data) == value


def test_keys_are_sorted_and_nothing_is_spaced_or_escaped() -> None:
    assert strictjson.dumps({"b": [1, None, True], "a": {"质": "评"}, "B": "\u2028\x7f\x00"}) == (
        '{"B":"\u2028\x7f\\u0000","a":{"质":"评"},"b":[1,null,true]}'.encode()
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_no_number_that_json_has_not(value: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        strictjson.dumps(value)


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\ude00\ud83d"])
def test_half_characters_are_neither_written_nor_read(text: str) -> None:
    with pytest.raises(Malformed, match="半个字符"):
        strictjson.dumps({"a": text})
    with pytest.raises(Malformed):
        strictjson.dumps({text: 1})
    for spoilt in (json.dumps([text]), json.dumps({text: 1})):
        with pytest.raises(Malformed):
            strictjson.loads(spoilt.encode())


def test_whole_characters_in_halves_and_backslashes_before_them_are_fine() -> None:
    assert strictjson.loads(b'["\\ud83d\\ude00","\\\\ud800","\\uD7FF"]') == ["\U0001f600", "\\ud800", "\ud7ff"]


@pytest.mark.parametrize("data", [b'{"a":1,"a":1}', b'[{"x":{"\\u0061":1,"a":2}}]'])
def test_a_key_twice(data: bytes) -> None:
    with pytest.raises(Malformed) as refused:
        strictjson.loads(data)
    assert refused.value.reason == "duplicate-key"


def test_the_refusal_of_a_key_does_not_steer_the_terminal() -> None:
    with pytest.raises(Malformed) as refused:
        strictjson.loads(b'{"\\u001b[2J\\u202ea":1,"\\u001b[2J\\u202ea":1}')
    assert "\x1b" not in refused.value.message
    assert "\u202e" not in refused.value.message


@pytest.mark.parametrize(
    "data",
    [
        b"", b" ", b"NaN", b"[Infinity]", b"-Infinity", b"1e400", b"[-1e999]", b"01", b"1.", b".5", b"+1", b"0x1", b"'a'", b'"\t"', b'"\\x41"', b"[1,]", b'{"a":1,}',
        b"{1:1}", b"[1] []", b"tru", b"\xff", b'"\xc3\x28"', b'"\xed\xa0\x80"', b"\xef\xbb\xbf[]", b'\x00"a"', "[1]".encode("utf-16"), b"9" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_json(data: bytes) -> None:
    with pytest.raises(Malformed):
        strictjson.loads(data)


def test_numbers_at_their_edges() -> None:
    assert strictjson.loads(b"[1e308,-0,5e-324,1e-400]") == [1e308, 0, 5e-324, 0.0]
    assert strictjson.loads(b"9" * 4000) == int("9" * 4000)


def test_depth() -> None:
    deepest = b"[" * strictjson.MAX_DEPTH + b"]" * strictjson.MAX_DEPTH
    assert strictjson.loads(deepest)
    assert strictjson.loads(b"[" + deepest[1:-1] + b',"' + b"[{" * 100 + b'"]')
    assert strictjson.loads(b"[" + b"[],{}," * 50 + b'"\\"[[[["]')[0] == []
    for opening, closing in ((b"[", b"]"), (b'{"a":', b"}")):
        deep = opening * (strictjson.MAX_DEPTH + 1) + b"1" + closing * (strictjson.MAX_DEPTH + 1)
        with pytest.raises(Malformed, match="嵌套"):
            strictjson.loads(deep)
    with pytest.raises(Malformed, match="嵌套"):
        strictjson.loads(b'["\\\\",' + b"[" * 30 + b"]" * 30 + b"]")


def test_too_many_bytes() -> None:
    assert strictjson.loads(b"[1]", limit=3) == [1]
    with pytest.raises(TooLarge):
        strictjson.loads(b"[1]", limit=2)
    with pytest.raises(TooLarge):
        strictjson.loads(b"1" * (strictjson.MAX_BYTES + 1))


def test_a_million_items_and_one_more() -> None:
    most = strictjson.MAX_VALUES
    assert len(strictjson.loads(b"[" + b"1," * (most - 1) + b"1]")) == most
    with pytest.raises(TooLarge, match="1000000"):
        strictjson.loads(b"[" + b"1," * most + b"1]")


BRACKETS = b"[]," * 30
BOMBS = {
    "nested lists": b"[" * MIB10,
    "nested objects": b'{"a":' * (MIB10 // 5),
    "closing": BRACKETS + b"]" * MIB10,
    "a text of escaped quotes without an end": b"[" + BRACKETS + b'"' + b'\\"' * (MIB10 // 2),
    "a text of backslashes without an end": b"[" + BRACKETS + b'"' + b"\\" * MIB10,
    "texts without ends": b"[" + BRACKETS + b'"\\' * (MIB10 // 2),
    "many texts": b"[" + BRACKETS + b'"",' * (MIB10 // 3),
    "quotes": b"[" + BRACKETS + b'"' * MIB10,
    "a million quotes": b"[" + BRACKETS + b'"' * 1_000_000,
    "empty lists": b"[" + b"[]," * (MIB10 // 3) + b"[]]",
    "empty objects": b"[" + b"{}," * (MIB10 // 3) + b"{}]",
    "numbers": b"[" + b"1," * (MIB10 // 2) + b"1]",
    "one long number": b"[" + BRACKETS + b"9" * MIB10,
    "a long exponent": b"[" + BRACKETS + b"1e" + b"9" * MIB10,
    "keys": b"{" + b'"a":1,' * (MIB10 // 6) + b'"a":1}',
    "one long fraction": b"[" + BRACKETS + b"0." + b"7" * MIB10,
    "blanks": b"[" + BRACKETS + b" " * MIB10,
    "zeros": b"\0" * MIB10,
}


@pytest.mark.timeout(WITHOUT_END)
@pytest.mark.parametrize("name", BOMBS)
def test_ten_megabytes_of_malice_are_refused_at_once(name: str) -> None:
    with pytest.raises(FormatError):
        strictjson.loads(BOMBS[name])


def test_no_more_than_what_the_parser_would_reach_counts_as_depth() -> None:
    with pytest.raises(Malformed, match="不完整"):
        strictjson.loads(b"[" + BRACKETS + b"]]" + b"[" * (strictjson.MAX_DEPTH + 1))


@pytest.mark.timeout(WITHOUT_END)
def test_a_long_honest_text_costs_no_more_than_a_few_times_its_size() -> None:
    data = b"[" + BRACKETS + b'"' + b"a" * MIB10 + b'"]'
    tracemalloc.start()
    try:
        assert len(strictjson.loads(data)[-1]) == MIB10
        assert tracemalloc.get_traced_memory()[1] < 5 * MIB10
    finally:
        tracemalloc.stop()
