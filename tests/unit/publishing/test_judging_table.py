"""A long table as systems really export it: headers, marks, separators, decimals; a row that cannot be read is named."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from app.core.errors import AppError, InvalidEntry, Malformed
from app.publishing.judging_table import LongTable, read_long_table
from tests.fakes.judging_tables import LONG_TABLES, reads_of, text_of

READS = (("Z-001", "J1", 73.5), ("Z-001", "J2", 80.0), ("Z-002", "J1", 65.0))


def _read(tmp_path: Path, content: str | bytes, criterion: str | None = None) -> LongTable:
    file = tmp_path / "评分.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_long_table(file, criterion)


@pytest.mark.parametrize(
    "text",
    [
        "submission,judge,score\nZ-001,J1,73.5\nZ-001,J2,80\nZ-002,J1,65\n",
        "评委编号,得分,备注,成果编号\nJ1,73.5,好,Z-001\nJ2,80,,Z-001\nJ1,65.0,,Z-002\n",
        "评委;编号;分数\r\nJ1;Z-001;73,5\r\nJ2;Z-001;80,0\r\nJ1;Z-002;65\r\n",
        "Reviewer\tPaper\tPoints\nJ1\tZ-001\t73.50\nJ2\tZ-001\t80\nJ1\tZ-002\t65\n",
        "2022 年评审\n\n成果编号,评委编号,得分\nＺ－001,Ｊ1,７３．５\nZ-001,J2,80\nZ-002 , J1 ,65\n",
        'submission,judge,score\nZ-001,J1,"73,5"\nZ-001,J2,8e1\nZ-002,J1,+65\n',
        "submission,judge,score\nZ-001,J1,73.5\nZ-001,J2,80\nZ-001,J3,\nZ-002,J2,回避\nZ-002,J3,NA\n,,\nZ-002,J1,65\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_one_table_in_many_dresses(tmp_path: Path, text: str, encoding: str) -> None:
    assert _read(tmp_path, text.encode(encoding)).reads == READS


def test_a_comma_is_a_decimal_point_where_it_separates_nothing(tmp_path: Path) -> None:
    assert _read(tmp_path, "submission;judge;score\nA;J1;73,125\n").reads == (("A", "J1", 73.125),)


def test_absent_reads_are_counted(tmp_path: Path) -> None:
    assert _read(tmp_path, "submission,judge,score\nA,J1,\nA,J2,弃权\nA,J3,5\n,,\n").absent == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Z-003,J1,八十", "第 4 行：分数“八十”不是数"),
        ("Z-003,J1,inf", "第 4 行：分数“inf”不是数"),
        ("Z-003,J1,1e99", "第 4 行：分数“1e99”太大"),
        ("Z-003,J1,1e308", "第 4 行：分数“1e308”太大"),
        ("Z-003,J1,8e-299", "第 4 行：分数“8e-299”不是数"),
        ("Z-003,J1,9e999", "第 4 行：分数“9e999”太大"),
        ("Z-003,J1,80分", "第 4 行：分数“80分”不是数"),
        ('Z-003,J1,"1,234"', "第 4 行：分数“1,234”不是数"),
        ("Z-003,,80", "第 4 行：有分数而没有成果或评委"),
        (",J1,80", "第 4 行：有分数而没有成果或评委"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(InvalidEntry) as caught:
        _read(tmp_path, f"submission,judge,score\nZ-001,J1,1\nZ-002,J1,2\n{row}\nZ-004,J1,x\n")
    assert said in caught.value.message
    assert caught.value.reason == "bad-row"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a,b,c\n1,2,3\n", "no-header"),
        ("submission,judge\nA,J1\n", "missing-column"),
        ("submission,judge,score\n", "no-rows"),
        ("submission,judge,score\nA,J1,\n", "no-rows"),
        ("submission,judge,score,score\nA,J1,1,2\n", "duplicate-column"),
        ("", "empty"),
    ],
)
def test_what_is_no_such_table_says_what_is_missing(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(AppError) as caught:
        _read(tmp_path, text)
    assert caught.value.reason == reason
    assert caught.value.hint
    assert "--mapping" not in caught.value.hint


def test_a_torn_file_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(Malformed, match="第 3 行"):
        _read(tmp_path, 'submission,judge,score\nA,J1,1\nA,"J2,2\nB,J1,3\n')


def test_criteria(tmp_path: Path) -> None:
    text = "成果,评委,项目,得分\nA,J1,选题,10\nA,J1,效果,16\nA,J2,选题,12\nA,J2,效果,18\n"
    assert _read(tmp_path, text).criteria == ("效果", "选题")
    assert _read(tmp_path, text, "选题").reads == (("A", "J1", 10.0), ("A", "J2", 12.0))
    with pytest.raises(InvalidEntry, match="没有评审项目“逻辑”") as caught:
        _read(tmp_path, text, "逻辑")
    assert "效果、选题" in caught.value.hint


def test_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["第3组"],
        ["成果编号", "评委编号", "得分"],
        ["Z-001", "J1", 73.5],
        ["Z-001", "J2", 80],
        ["Z-002", "J1", 65],
        ["Z-002", "J2", None],
    ):
        sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    found = _read(tmp_path, held.getvalue())
    assert (found.reads, found.absent) == (READS, 1)
    sheet["C7"] = "=1+1"
    sheet["A7"], sheet["B7"] = "Z-003", "J1"
    held = io.BytesIO()
    book.save(held)
    with pytest.raises(InvalidEntry, match="第 7 行"):
        _read(tmp_path, held.getvalue())


@pytest.mark.parametrize("name", [*LONG_TABLES, "diving_sydney2000", "isu_worlds2017_components"])
def test_sample_tables(tmp_path: Path, name: str) -> None:
    """More rows than a season's spreadsheet may have."""
    assert _read(tmp_path, text_of(name)).reads == tuple(reads_of(name))
