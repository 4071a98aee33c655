"""How deep a text nests: as a reader would count it, in pieces of any length."""

from __future__ import annotations

import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.json_depth import TURN, too_deep

_TEXT = st.text(st.sampled_from('[]{}"\\,:a好\n'), max_size=12)
_JSON = st.recursive(
    st.integers(0, 9) | _TEXT, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=3), max_leaves=30
)


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0


@given(_JSON, st.integers(1, 50), st.integers(0, 6), st.booleans())
def test_it_is_the_depth_of_what_is_read(value: Any, turn: int, most: int, ascii_only: bool) -> None:
    data = json.dumps(value, ensure_ascii=ascii_only).encode()
    assert too_deep(data, most, turn) is (_depth(value) > most)


@pytest.mark.parametrize("turn", range(1, 12))
@pytest.mark.parametrize("data", [rb'["\\\\",["\"[[[["],"[[\\\"[[\\"]', rb'["\\\\\\\\\\",[[]],"\\\\\\\""]', b'["' + b"[" * 30])
def test_a_piece_never_ends_within_an_escape(data: bytes, turn: int) -> None:
    assert not too_deep(data, 3, turn)


@pytest.mark.parametrize("data", [b"[{" + b'"[",' * (1 << 20), b"[[" + b'"' + rb"\"[" * (1 << 20), b"[]," * (1 << 20)])
def test_megabytes_are_looked_at_in_pieces(data: bytes) -> None:
    tracemalloc.start()
    try:
        assert not too_deep(data, 2)
        assert tracemalloc.get_traced_memory()[1] < 100 * TURN  # a list of a piece's texts; of all of them it would be a hundred megabytes
    finally:
        tracemalloc.stop()
