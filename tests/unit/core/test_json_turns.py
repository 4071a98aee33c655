"""JSON in turns: the same bytes as in one call, and no call that keeps the window waiting."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import IntEnum, StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import json_turns, strictjson
from app.core.errors import Malformed
from tests.fakes import encoder_calls

_TEXT = st.text(st.characters(), max_size=40)
_NAMES = (_TEXT, st.integers(), st.floats(allow_nan=False, allow_infinity=False))
_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | _TEXT
_ANY = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=6)
        | st.lists(inner, max_size=6).map(tuple)
        | st.one_of(*(st.dictionaries(names, inner, max_size=6) for names in _NAMES))
    ),
    max_leaves=40,
)
_TURNS = st.integers(1, 400)


class _Word(StrEnum):
    LONG = "“长”\n" * 50


class _Number(IntEnum):
    SEVEN = 7


def _one_call(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _outcome(encode: Callable[[], str | bytes]) -> bytes | type[Exception]:
    try:
        text = encode()
        return text.encode() if isinstance(text, str) else text
    except (ValueError, TypeError) as error:  # a lone surrogate is a UnicodeEncodeError, which is a ValueError
        return type(error)


@given(_ANY, _TURNS)
def test_turns_of_any_length_make_what_one_call_makes_and_refuse_what_it_refuses(value: Any, turn: int) -> None:
    assert _outcome(lambda: b"".join(p.encode() for p in json_turns.pieces(value, turn))) == _outcome(lambda: _one_call(value))


@pytest.mark.parametrize(
    "value",
    [
        {True: 1, 2: [None] * 30, -1.5: {}}, {None: "x" * 200}, {"b" * 90: 1, "a" * 90: {"d": (), "c": []}}, [[[["深" * 70]]]], "", [], {}, (1, (2,)), _Word.LONG, {_Word.LONG: 1},
        [_Number.SEVEN] * 40, {"1": 1, "10": 2, "2": 3, "\U0001f600": 4, "\uffff": 5}, ["\x00\x1f\"\\\u2028\x7f"] * 20, [10**300, -0.0, 5e-324, 1e308],
    ],
)  # fmt: skip
@pytest.mark.parametrize("turn", [1, 33, 70, 100, json_turns.TURN])
def test_what_is_written_in_odd_ways(value: Any, turn: int) -> None:
    assert "".join(json_turns.pieces(value, turn)) == _one_call(value)


@pytest.mark.parametrize("turn", [1, 100, json_turns.TURN])
@pytest.mark.parametrize("value", [float("nan"), [0, float("inf")], {"a": [1] * 50 + [{1}]}, {1: 1, "1": 2}, {(1,): 2}, object()])
def test_what_has_no_json_is_refused_in_turns_too(value: Any, turn: int) -> None:
    with pytest.raises((ValueError, TypeError)) as one_call:
        _one_call(value)
    with pytest.raises(one_call.type):
        list(json_turns.pieces(value, turn))


@pytest.mark.parametrize("text", ["\ud800", "\ude00\ud83d", "\ud83d" + "\ude00"])
def test_half_a_character_anywhere_in_a_long_text_is_refused(text: str) -> None:
    long = "好" * (json_turns.TURN - 1)
    for spoilt in ([long + text + long], {long + text: 1}, {"a": {"b": text + long}}):
        with pytest.raises(Malformed, match="半个字符"):
            strictjson.dumps(spoilt)


_EVENT = {"at": "2026-07-09T04:00:00Z", "entry": "Z-001", "key": "CAUSE", "id": "ab" * 16, "kind": "points", "value": "12.50"}
_WORK = {
    "events of a season": {"rounds": [{"events": [_EVENT] * 4_000, "round": 1}], "season": "qc"},
    "numbers": list(range(40_000)),
    "many names": {f"{n:06}": n for n in range(10_000)},
    "one text": {"private": "A" * (4 << 20)},
    "texts": ["好" * 1000] * 2000,
    "lists of lists": [[[n, n] for n in range(100)]] * 60,
    "a long name": {"a" * (1 << 20): 1, "b": [{"c" * (1 << 20): 2}]},
}


@pytest.mark.parametrize("name", _WORK)
def test_no_call_encodes_more_than_one_turn(name: str) -> None:
    made = encoder_calls.lengths(lambda: strictjson.dumps(_WORK[name]))

    assert strictjson.dumps(_WORK[name]) == _one_call(_WORK[name]).encode()
    assert 0 < max(made) <= json_turns.TURN * 1.5  # marks and quotes come on top of what was given
