"""A row whose code is one entry's and whose title is another's: one column was sorted without the rest, and every score in it is somebody else's.

A title that is no entry's at all says nothing: people shorten titles and mend them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.core.text import fold
from app.core.words import say
from app.publishing.columns import ENTRY_COLUMNS, bare_key, name_key
from app.publishing.tables import Row

_TITLE = next(c for c in ENTRY_COLUMNS if c.key == "title")


@dataclass(frozen=True)
class Titles:
    """The titles as they compare, by code, and which column of this sheet holds them."""

    column: int
    by_code: Mapping[str, str]
    code_of: Mapping[str, str]

    def fault(self, row: Row, code: str) -> str:
        """Whose title stands beside this code, in words; empty where nothing is wrong."""
        key = fold(row.text(self.column))
        other = self.code_of.get(key, code)
        if other == code or key == self.by_code.get(code):
            return ""
        return say("编号 {code}，课题是 {other} 的", "code {code}, title of {other}", code=code, other=other)


def titles_in(row: Row, titles: Mapping[str, str] | None, taken: Iterable[int]) -> Titles | None:
    """By the header of this sheet; None where no column holds titles, or none are known. `taken`: columns that hold something else."""
    names, used = _TITLE.exact() | _TITLE.others(), set(taken)
    column = next((n for n, text in enumerate(row.cells) if text and n not in used and {name_key(text), bare_key(text)} & names), None)
    if column is None or not titles:
        return None
    by_code = {code: fold(title) for code, title in titles.items()}
    return Titles(column, by_code, {title: code for code, title in by_code.items() if title})
