"""A long table of scores from any system: one row for each read, with columns for entry, judge and score.

A column of criteria and one of panels or halls may be there too; further columns mean nothing here. Blank is not zero: a row without a score
(or with 回避, NA, —) is a read that did not happen. One row that cannot be understood refuses the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from app.core.errors import InvalidEntry
from app.core.words import say
from app.publishing import csv_table
from app.publishing.columns import Column
from app.publishing.header import Header, find_table
from app.publishing.spreadsheet import load, refuse_others
from app.publishing.tables import HEADER_WITHIN, Grid, Row, clean, make_row
from app.publishing.xlsx_table import read_xlsx

COLUMNS = (
    Column("submission", "成果编号", ("编号", "成果", "课题编号", "课题", "项目编号", "作品编号", "作品", "序号", "entry", "entry code", "code", "paper",
                                "candidate", "subject", "submission id"), required=True),
    Column("judge", "评委编号", ("评委", "评委姓名", "专家", "评审专家", "评审员", "judge id", "rater", "reviewer", "assessor", "referee"), required=True),
    Column("score", "得分", ("分数", "总分", "评分", "成绩", "points", "mark", "marks", "rating", "total", "value"), required=True),
    Column("criterion", "评审项目", ("项目", "指标", "评分项", "一级指标", "criteria", "item")),
    Column("panel", "专业组", ("组别", "评审组", "会场", "hall")),
)  # fmt: skip
_ABSENT = {
    "",
    "na",
    "n/a",
    "nan",
    "null",
    "none",
    ".",
    "-",
    "—",
    "–",
    "/",
    "回避",
    "缺",
    "缺评",
    "缺席",
    "未评",
    "弃权",
    "recused",
    "absent",
    "missing",
}
_NUMBER = re.compile(r"[+-]?(\d{1,12}(\.\d*)?|\.\d+)(e(-\d{1,2}|\+?\d{1,3}))?")
_COMMA = re.compile(r"[+-]?\d{1,12},\d+")
_LARGEST = 1e9


@dataclass(frozen=True)
class LongTable:
    """`reads`: (submission, judge, score) in the file's order; `absent` rows had no score; `criteria` as found, sorted. `panels`: judge →
    panel, of judges who are named in one panel only. `kinds`: the criterion of each read, "" where there is none.
    """

    reads: tuple[tuple[str, str, float], ...]
    absent: int
    criteria: tuple[str, ...]
    panels: Mapping[str, str] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()


@dataclass
class _Line:
    """One row's cells."""

    number: int
    submission: str
    judge: str
    score: str
    criterion: str
    panel: str


def read_long_table(path: Path, criterion: str | None = None) -> LongTable:
    """Read `path` (CSV in any usual encoding and separator, or XLSX); with `criterion` only its rows.

    Raises FormatError, TooLarge; InvalidEntry without a header, for the first row that cannot be read (named by its
    number), for a criterion that is not there, or when nothing was scored.
    """
    data = load(path)
    if data.startswith(b"PK"):
        table = _of_grids(path.name, read_xlsx(path.name, data), criterion)
    else:
        refuse_others(path.name, data)
        table = _of_text(path.name, csv_table.decode(path.name, data), criterion)
    if not table.reads:
        raise InvalidEntry(
            say("“{name}”里没有一个分数。", "“{name}” holds no score.", name=path.name),
            say("每次评分一行：成果编号、评委编号、得分。", "One row for each read: submission, judge, score."),
            reason="no-rows",
        )
    return table


def _of_text(name: str, text: str, criterion: str | None) -> LongTable:
    delimiter = csv_table.separator(text)
    rows = csv_table.records(name, text, delimiter)
    first = list(islice(rows, HEADER_WITHIN))
    top = tuple(row for number, record in first if (row := make_row(number, record)) is not None)
    header = _header(name, [Grid(name, top)])
    lines = (_line(number, record, header.columns) for number, record in chain(first, rows) if number > header.row)
    return _collect(name, lines, criterion, comma=delimiter != ",")


def _of_grids(name: str, grids: Iterable[Grid], criterion: str | None) -> LongTable:
    held = list(grids)
    header = _header(name, held)
    rows = next(g.rows for g in held if any(r.number == header.row and _named(r, header) for r in g.rows))
    below = (r for r in rows if r.number > header.row)
    return _collect(name, (_of_row(name, r, header.columns) for r in below), criterion, comma=False)


def _named(row: Row, header: Header) -> bool:
    return all(row.text(index)[:60] == header.names[key] for key, index in header.columns.items())


def _header(name: str, grids: Iterable[Grid]) -> Header:
    try:
        found, _ = find_table(name, grids, COLUMNS)
    except InvalidEntry as error:
        hint = say(
            "每次评分一行，表头写“成果编号、评委编号、得分”（或 submission, judge, score）。",
            "One row for each read, under the headers submission, judge, score (or 成果编号, 评委编号, 得分).",
        )
        raise InvalidEntry(error.message, hint, reason=error.reason) from error
    return found


def _line(number: int, record: list[str], columns: Mapping[str, int]) -> _Line:
    def cell(key: str) -> str:
        index = columns.get(key, len(record))
        return record[index] if index < len(record) else ""

    return _Line(number, cell("submission"), cell("judge"), cell("score"), cell("criterion"), cell("panel"))


def _of_row(name: str, row: Row, columns: Mapping[str, int]) -> _Line:
    if any(index in row.faults for index in columns.values()):
        raise _bad(name, row.number, say("有公式、错误值或过长的内容", "a formula, an error value or a text too long"))
    return _line(row.number, list(row.cells), columns)


def _collect(name: str, lines: Iterator[_Line], criterion: str | None, *, comma: bool) -> LongTable:
    names = _Names()
    wanted = None if criterion is None else names.of(criterion)
    reads, kinds, absent, criteria = [], [], 0, set()
    panels: dict[str, set[str]] = {}
    for line in lines:
        kind = names.of(line.criterion)
        criteria.add(kind)
        if wanted is not None and kind != wanted:
            continue
        submission, judge, score = names.of(line.submission), names.of(line.judge), names.of(line.score)
        if score.casefold() in _ABSENT:
            absent += bool(submission or judge)
            continue
        if not submission or not judge:
            raise _bad(name, line.number, say("有分数而没有成果或评委", "a score without a submission or a judge"))
        value = _number(score, comma=comma)
        if value is None:
            raise _bad(name, line.number, say("分数“{text}”不是数", "the score “{text}” is not a number", text=score[:20]))
        if abs(value) > _LARGEST:
            raise _bad(name, line.number, say("分数“{text}”太大", "the score “{text}” is too large", text=score[:20]))
        reads.append((submission, judge, value))
        kinds.append(kind)
        panels.setdefault(judge, set()).add(names.of(line.panel))
    _require(wanted, criteria, name)
    of_one = {judge: panel for judge, found in panels.items() if len(found) == 1 for panel in found if panel}
    return LongTable(tuple(reads), absent, tuple(sorted(criteria - {""})), of_one, tuple(kinds))


def _require(wanted: str | None, criteria: set[str], name: str) -> None:
    if wanted is not None and wanted not in criteria:
        known = say("、", ", ").join(sorted(criteria - {""})[:12]) or say("（没有评审项目一列）", "(there is no column of criteria)")
        raise InvalidEntry(
            say("“{name}”里没有评审项目“{wanted}”。", "“{name}” has no criterion “{wanted}”.", name=name, wanted=wanted[:40]),
            say("有的是：{known}", "It has: {known}", known=known),
        )


class _Names:
    """Cells made comparable, each distinct text once: hundreds of thousands of rows repeat few of them."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, text: str) -> str:
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = unicodedata.normalize("NFKC", clean(text)).strip()
        return found


def _number(text: str, *, comma: bool) -> float | None:
    """The score; a comma is a decimal point where it cannot be taken for thousands."""
    if _COMMA.fullmatch(text) and (comma or len(text.partition(",")[2]) != 3):
        text = text.replace(",", ".")
    return float(text) if _NUMBER.fullmatch(text.casefold()) else None


def _bad(name: str, number: int, why: str) -> InvalidEntry:
    return InvalidEntry(
        say("“{name}”第 {row} 行：{why}。", "“{name}”, row {row}: {why}.", name=name, row=number, why=why),
        say("请改正这一行后再试；没有评的留空。", "Mend that row and try again; leave a score that was not given blank."),
        reason="bad-row",
    )
