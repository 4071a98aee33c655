"""A pasted block without a header whose rows begin with entry codes: each row belongs to the entry it names, not to the row it is pasted over.

Columns of names beside the code (title, circle, unit) are passed over. What was done is said in the preview.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.core.text import fold
from app.core.words import say
from app.models.entry import Entry
from app.models.rubric import Rubric
from app.publishing.score_table import TOTAL, ScoreCell, code_of, place_of, unknown

_WITHIN = 3
"""The code stands in one of the first columns: perhaps after a running number."""
_CODE = re.compile(r"(?=.*[A-Z])(?=.*[0-9])[A-Z0-9][A-Z0-9_/-]*")
_NUMBER = re.compile(r"[-+]?[0-9]*[.,。]?[0-9]*分?")
_SHORT = 3
"""A slip of the keyboard in a score is shorter than this; a title is not."""

Block = Sequence[Sequence[str]]


@dataclass(frozen=True)
class CodedBlock:
    """Where the codes stand and where the points begin, columns of the block from 0."""

    cells: Block
    code: int
    first: int

    @property
    def width(self) -> int:
        """Columns of points."""
        return max(len(line) for line in self.cells) - self.first

    def laid(self, column: int, rubrics: Mapping[str, Rubric]) -> Iterator[ScoreCell]:
        """The cells, by code; points begin at item `column` of each entry's rubric."""
        for down, line in enumerate(self.cells, 1):
            code, points = code_of(_at(line, self.code)), line[self.first :]
            rubric = rubrics.get(code)
            if rubric is None and (code or any(text.strip() for text in points)):
                yield ScoreCell(place_of(down, self.code), "", TOTAL, _at(line, self.code), unknown(code))
            for right, text in enumerate(points if rubric is not None else ()):
                yield _cell(place_of(down, self.first + right), code, rubric, column + right, text)  # type: ignore[arg-type]

    def words(self, column: int, rubric: Rubric) -> str:
        """What will be done, for the preview."""
        item = rubric.items[column].name if column < len(rubric.items) else None
        shown = say(item.zh, item.en) if item is not None else say("总分", "total")
        passed = self.first - 1
        beside = say("，跳过名称等 {n} 列", ", {n} {n:other column|other columns} passed over", n=passed) if passed else ""
        return say("按编号对应成果{beside}，从“{item}”起", "Rows by entry code{beside}, from “{item}” on", beside=beside, item=shown)


def coded(cells: Block, entries: Mapping[str, Entry]) -> CodedBlock | None:
    """The block as rows with codes, or None when none of its first columns has any."""
    widest = max((len(line) for line in cells), default=0)
    counts = [sum(_is_code(_at(line, n), entries) for line in cells) for n in range(min(_WITHIN, widest))]
    if not any(counts):
        return None
    code = counts.index(max(counts))
    names = [n for n in range(code + 1, widest) if _is_name(cells, n, code, entries)]
    last = max(names, default=code)
    if last == widest - 1 and names:  # remarks after the points
        last = next((n - 1 for n in range(code + 1, widest) if n not in names), code)
    return CodedBlock(cells, code, last + 1)


def _at(line: Sequence[str], column: int) -> str:
    return line[column] if column < len(line) else ""


def _cell(place: str, code: str, rubric: Rubric, column: int, text: str) -> ScoreCell:
    if column < len(rubric.items):
        return ScoreCell(place, code, rubric.items[column].code, text)
    outside = column > len(rubric.items) and text.strip()
    return ScoreCell(place, code, TOTAL, text, say("超出了表格", "lies outside the table") if outside else "")


def _is_code(text: str, entries: Mapping[str, Entry]) -> bool:
    """A code has a letter; a list whose codes are bare numbers needs a header, for points look the same."""
    code = code_of(text)
    return _CODE.fullmatch(code) is not None or (code in entries and not _NUMBER.fullmatch(code))


def _is_name(cells: Block, column: int, code: int, entries: Mapping[str, Entry]) -> bool:
    """Whether most of what stands in the column are names: of the row's entry, or words too long for a slip."""
    filled = [(entries.get(code_of(_at(line, code))), _at(line, column).strip()) for line in cells]
    filled = [(entry, text) for entry, text in filled if text]
    return 2 * sum(_names(entry, text) for entry, text in filled) > len(filled)


def _names(entry: Entry | None, text: str) -> bool:
    if entry is not None and fold(text) in {fold(n) for n in (entry.title, entry.circle, entry.unit or "") if n}:
        return True
    return len(text) >= _SHORT and not _NUMBER.fullmatch(unicodedata.normalize("NFKC", text)) and any(c.isalpha() for c in text)
