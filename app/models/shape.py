"""The vocabulary of constraints: what a text, a code, a digest or a number of points may be.

The frozen values of this package are at the same time the shape of the files that travel: the codec in
`app.packages.codec` reads these annotations, so a limit is written once, beside the field it limits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, NewType

from app.core.ids import ID_PATTERN, SEASON_PATTERN

LINE = 300
"""Characters of a text that is one line: a name, a reason."""

Points = NewType("Points", int)
"""Points in integer hundredths: 8650 is 86.50. Blank is None, which is not zero."""


@dataclass(frozen=True)
class Text:
    """A text of `low`…`high` characters, matching `pattern` when there is one."""

    high: int
    low: int = 0
    pattern: str = ""


@dataclass(frozen=True)
class Count:
    """An integer in `low`…`high`."""

    low: int
    high: int


@dataclass(frozen=True)
class Many:
    """At most `high` members."""

    high: int


Id = Annotated[str, Text(32, 1, ID_PATTERN)]
SeasonId = Annotated[str, Text(18, 18, SEASON_PATTERN)]
Digest = Annotated[str, Text(64, 64, "[0-9a-f]{64}")]
KeyHex = Annotated[str, Text(64, 64, "[0-9a-f]{64}")]
Salt = Annotated[str, Text(32, 32, "[0-9a-f]{32}")]
NoteId = Annotated[str, Text(32, 32, "[0-9a-f]{32}")]
CriterionId = Annotated[str, Text(1, 1, "[a-z]")]
Line = Annotated[str, Text(LINE)]
WORDS = 20_000
"""The most characters of a remark, a note or a reason: what is typed is held to it before it is stored."""
Words = Annotated[str, Text(WORDS)]
Kept = Annotated[str, Text(16 << 20)]
"""The JSON of what was once saved. Escapes make it longer than its words, and earlier versions stored longer words than may be handed in."""
Address = Annotated[str, Text(1000, 1)]
Version = Annotated[int, Count(1, 1_000_000_000)]
Size = Annotated[int, Count(0, 1 << 40)]
Small = Annotated[int, Count(0, 100_000)]
