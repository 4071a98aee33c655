"""Phrases as lines of text: what is written is read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import InvalidEntry
from app.models.sheet import NoteKind
from app.scoring import phrase_lines

texts = st.lists(st.sampled_from(("[", "]", "【不足】", "PDCA", "[PDCA] ", "-", "好", " ", "优点", "A1")), min_size=1, max_size=8).map(
    "".join
)


@given(texts, st.none() | st.sampled_from(list(NoteKind)), st.sampled_from((None, "CAUSE", "A-1")))
def test_what_is_written_is_read_back(text: str, kind: NoteKind | None, item: str | None) -> None:
    try:
        clean = phrase_lines.clean(text)
    except InvalidEntry:
        clean = "空"
    assert phrase_lines.parsed(phrase_lines.line(clean, kind, item)) == (clean, kind, item)


@pytest.mark.parametrize(
    ("written", "parsed"),
    [
        ("【不足】没有数据", ("没有数据", NoteKind.WEAKNESS, None)),
        ("[cause Weakness] x", ("x", NoteKind.WEAKNESS, "CAUSE")),
        ("[注意 事项] x", ("[注意 事项] x", None, None)),
        ("没有括号", ("没有括号", None, None)),
    ],
)
def test_lines_of_other_people(written: str, parsed: tuple[str, NoteKind | None, str | None]) -> None:
    assert phrase_lines.parsed(written) == parsed
