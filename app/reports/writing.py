"""Why: a name list or a letter leaves the house as PDF and as a Word file that an officer completes: one content, two forms.

A `Writing` says what stands there in which order; `writing_pdf` and `writing_docx` set it.
"""

from __future__ import annotations

from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Heading:
    """`level` 1 or 2; it stays with what follows."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `indented` begins two characters in."""

    text: str
    indented: bool = True


@dataclass(frozen=True)
class Column:
    """One column of a table; `width` in millimetres, 0 shares what is left."""

    name: str
    width: int
    centred: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of texts in the columns' order; the header repeats on every page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Ending:
    """Who issues it and when, set to the right with room for a seal; it stays with what stands before."""

    lines: tuple[str, ...]


Block = Heading | Paragraph | Table | Ending


@dataclass(frozen=True)
class Writing:
    """A whole paper; `label` names it in the footer."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    label: str = ""


def widths_of(table: Table, whole: float) -> list[float]:
    """Widths in millimetres over a line of `whole` millimetres."""
    open_ = sum(1 for column in table.columns if not column.width)
    rest = (whole - sum(column.width for column in table.columns)) / max(1, open_)
    return [column.width or rest for column in table.columns]


def numeral(number: int) -> str:
    """1…99 as headings are numbered: 一, 十, 十二, 二十; larger ones in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")
