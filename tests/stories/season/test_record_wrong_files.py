"""代录 from the wrong file: another judge's table, one file for both passes, a column sorted without the rest, 回避 beside points."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.core.errors import AppError, InvalidEntry, UsageError
from app.core.tasks import Context
from app.services.chair import merge, paper_table, record, record_file, record_grid, record_look
from app.services.chair.paper_passes import member_of, open_panel
from app.services.judge import score_files
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ChairPanel
from tests.fakes.published_season import write_sheet

OWN = {"Z-001": "90", "Z-002": "85", "Z-003": "80"}
GOOD = (13, 26, 17, 18, 4, 8)
FIRST_ITEM, FIRST_ROW = 4, 3


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> ChairPanel:
    panel = chair_panel.make(tmp_path_factory.mktemp("wrong"), judges=4, entries=3, own=OWN)
    with panel.open() as profile:
        merge.merge(profile, [panel.package("J-02", dict.fromkeys(OWN, "84"))], Context())
    return panel


def template(made: ChairPanel, file: Path, judge: str = "J-03", number: int = 1, change: Callable[[Any], None] | None = None) -> Path:
    """The program's own table, filled in; `change` is done to its sheet."""
    with made.open() as profile:
        record_grid.write_template(record_grid.template(profile, judge, number), file)
    book = load_workbook(file)
    sheet = book.worksheets[0]
    for row in range(FIRST_ROW, FIRST_ROW + len(OWN)):
        for column, points in enumerate(GOOD, FIRST_ITEM):
            sheet.cell(row, column).value = points
    if change is not None:
        change(sheet)
    book.save(file)
    return file


def looked(made: ChairPanel, file: Path, judge: str = "J-03", number: int = 1) -> record_file.FilePreview:
    with made.open() as profile:
        return record_file.preview(profile, judge, number, file)


def test_the_table_of_another_judge_is_refused_by_its_title(made: ChairPanel, tmp_path: Path) -> None:
    other = template(made, tmp_path / "a.xlsx", "J-04")
    with pytest.raises(UsageError, match=r"“a\.xlsx”写明是 J-04 评委4 的评分，不是 J-03 评委3 的") as refused:
        looked(made, other)
    assert refused.value.reason == "other-judge"
    with made.open() as profile, pytest.raises(UsageError, match="J-04 评委4"):
        record_look.look(profile, "J-03", [other])
    assert looked(made, other, "J-04").problems == ()


@pytest.mark.parametrize(("above", "mine"), [
    ("2026年 评委4 我的评分表", False), ("2026年 评委3 我的评分表", True), ("2026 评委4: own scores", False),
    ("Scores of J-04 评委4, pass 1 (未签名，组长代录)", False), ("评委4 的评分 第1遍（未签名，组长代录）", False),
])  # fmt: skip
def test_tables_of_ours_in_either_language_say_whose_they_are(made: ChairPanel, tmp_path: Path, above: str, mine: bool) -> None:
    file = template(made, tmp_path / "own.xlsx", change=lambda sheet: sheet.__setitem__("A1", above))
    if mine:
        assert looked(made, file).problems == ()
    else:
        with pytest.raises(UsageError, match="评委4"):
            looked(made, file)


def test_of_somebodys_own_table_it_is_told_whom_it_names(made: ChairPanel, tmp_path: Path) -> None:
    named = template(made, tmp_path / "x.xlsx", change=lambda sheet: sheet.__setitem__("A1", "评分表　评委：评委4　组长：评委1"))
    assert "“x.xlsx”的表头提到 评委1、评委4，没有提到 评委3：请核对是不是这位评委的表格。" in looked(made, named).note
    assert "没有提到" not in looked(made, named, "J-04").note


def test_the_template_of_one_pass_read_as_the_other_is_told(made: ChairPanel, tmp_path: Path) -> None:
    first = template(made, tmp_path / "one.xlsx", number=1)
    assert "写明是第 1 遍，这里读作第 2 遍" in looked(made, first, number=2).note
    assert "写明是第" not in looked(made, first, number=1).note


def test_a_copy_of_the_first_pass_is_no_second_one(made: ChairPanel, tmp_path: Path) -> None:
    first = template(made, tmp_path / "one.xlsx")
    (tmp_path / "副本.xlsx").write_bytes(first.read_bytes())
    with made.open() as profile:
        with pytest.raises(UsageError) as by_command:
            record_look.look(profile, "J-03", [first, tmp_path / "副本.xlsx"])
        record_file.take(profile, record_file.preview(profile, "J-03", 1, first))
        with pytest.raises(UsageError) as by_window:
            record_file.preview(profile, "J-03", 2, tmp_path / "副本.xlsx")
        record_grid.put_sheets(profile, "J-03", 1, [s.__class__(s.entry, {}) for s in record_grid.pass_table(profile, "J-03", 1).sheets])
        assert record_file.preview(profile, "J-03", 2, first).problems == (), "the first pass is blank again"
    assert (by_command.value.reason, by_window.value.reason) == ("one-file", "one-file")


def test_plain_texts_of_two_people_who_read_the_same_are_the_same(made: ChairPanel, tmp_path: Path) -> None:
    heads = ["编号", "选题", "原因分析", "对策与实施", "效果", "成果报告", "特点"]
    files = [write_sheet(tmp_path / f"{n}.csv", heads, [[c, *map(str, GOOD)] for c in OWN]) for n in "12"]
    with made.open() as profile:
        assert record_look.look(profile, "J-03", files).comparison.agreed == tuple(OWN)


def test_a_column_of_codes_sorted_without_the_rest_is_found_out(made: ChairPanel, tmp_path: Path) -> None:
    def swap(sheet: Any) -> None:
        sheet["A3"], sheet["A4"] = "Z-002", "Z-001"

    seen = looked(made, template(made, tmp_path / "sorted.xlsx", change=swap))
    assert sorted(c.reason for c in seen.problems) == ["A3: 编号 Z-002，课题是 Z-001 的", "A4: 编号 Z-001，课题是 Z-002 的"]
    mended = looked(made, template(made, tmp_path / "title.xlsx", change=lambda sheet: sheet.__setitem__("B3", "降低故障率")))
    assert mended.problems == (), "a title that is nobody's was only written in another way"


def test_a_judges_own_table_sorted_so_is_not_imported(made: ChairPanel, tmp_path: Path) -> None:
    def swap(sheet: Any) -> None:
        sheet["A3"], sheet["A4"] = "Z-002", "Z-001"

    file = template(made, tmp_path / "sorted.xlsx", change=swap)
    with made.open() as profile:
        assert "A3: 编号 Z-002，课题是 Z-001 的" in [c.reason for c in score_files.preview_import(profile, file).problems]


@pytest.mark.parametrize("twice", [False, True])
def test_recused_in_one_cell_and_scored_in_the_others_is_a_slip(made: ChairPanel, tmp_path: Path, twice: bool) -> None:
    def aside(sheet: Any) -> None:
        row = FIRST_ROW + len(OWN) if twice else FIRST_ROW
        sheet.cell(row, 1).value = "Z-001"
        sheet.cell(row, FIRST_ITEM).value = "回避"

    file = template(made, tmp_path / "both.xlsx", change=aside)
    place = f"D{FIRST_ROW + (len(OWN) if twice else 0)}"
    seen = looked(made, file)
    assert f"{place}: Z-001 写了回避，别的格里又有分数" in [c.reason for c in seen.problems]
    with made.open() as profile:
        panel = open_panel(profile, None)
        with pytest.raises(InvalidEntry, match=f"{place}: Z-001 写了回避，别的格里又有分数"):
            paper_table.read(file, panel, member_of(panel, "J-03"))
        with pytest.raises(AppError):
            record.read_file(profile, "J-03", 1, file)


def test_recused_in_every_cell_is_recused(made: ChairPanel, tmp_path: Path) -> None:
    def aside(sheet: Any) -> None:
        for column in range(FIRST_ITEM, FIRST_ITEM + len(GOOD)):
            sheet.cell(FIRST_ROW, column).value = "回避"

    seen = looked(made, template(made, tmp_path / "aside.xlsx", change=aside))
    assert seen.problems == ()
    assert [s.entry for s in seen.sheets if s.recused] == ["Z-001"]
