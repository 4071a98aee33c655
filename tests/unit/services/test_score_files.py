"""Scores as a spreadsheet: exported, filled in by other programs, imported all or nothing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from app.core.errors import FormatError, InvalidEntry, UsageError
from app.core.words import set_language
from app.models.shape import Points
from app.services.judge import own_table, recuse, score, score_files
from app.services.profile import Profile
from tests.fakes import desk_profile


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = desk_profile.make(tmp_path / "home", desk_profile.Plan(entries=8, reports=(b"%PDF",)))
    yield made
    made.close()


def filled(profile: Profile) -> dict[str, tuple[int | None, ...]]:
    return {row.code: row.points for row in own_table.table(profile).rows if any(p is not None for p in row.points)}


def book(folder: Path, *sheets: list[list[object]]) -> Path:
    made = Workbook()
    made.remove(made.active)  # type: ignore[arg-type]
    for number, rows in enumerate(sheets, 1):
        page = made.create_sheet(f"表{number}")
        for row in rows:
            page.append(row)
    place = folder / "scores.xlsx"
    made.save(place)
    return place


def test_exported_names_are_texts_points_are_numbers(profile: Profile, tmp_path: Path) -> None:
    score.set_points(profile, "Z-001", {"TOPIC": Points(1350), "CAUSE": Points(0)})
    recuse.recuse(profile, "Z-002", "亲属")
    made = score_files.export_scores(profile, tmp_path / "out" / "评分.xlsx")
    assert made.entries == 8
    sheets: Any = load_workbook(made.file)
    assert sheets.sheetnames == ["问题解决型课题成果评审表", "创新型课题成果评审表"]
    page = sheets.worksheets[0]
    assert [c.value for c in page[2]][:5] == ["编号", "课题名称", "小组名称", "选题（15）", "原因分析（30）"]
    assert [c.value for c in page[3]][:6] == ["Z-001", desk_profile.TITLES[0], "启明星1QC小组", 13.5, 0, None]
    assert {c.value for c in page[4][3:]} == {"回避"}
    assert (page.freeze_panes, page[3][9].data_type) == ("D3", "f")
    assert len(page.data_validations.dataValidation) == 6
    assert "<=30" in page.data_validations.dataValidation[1].formula1


def test_a_title_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    from app.reports.own_table_xlsx import OwnItem, OwnLine, OwnSheet, own_table_xlsx
    from app.reports.values import Imprint

    line = OwnLine("Z-001", "=HYPERLINK(1)", "@圈", (100,))
    sheets = [OwnSheet("一/张*表", (OwnItem("选题", 0, 1500, 50),), (line,)), OwnSheet("一 张 表", (), (OwnLine("Z-002", "", "", ()),))]
    data = own_table_xlsx("=1+1", sheets, Imprint("评委", desk_profile.NOON))
    page: Any = load_workbook(io.BytesIO(data))
    assert [(c.value, c.data_type) for c in page.worksheets[0][3][1:3]] == [("=HYPERLINK(1)", "s"), ("@圈", "s")]
    assert page.sheetnames == ["一 张 表", "一 张 表 2"]
    assert data == own_table_xlsx("=1+1", sheets, Imprint("评委", desk_profile.NOON))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_export_filled_in_comes_back_and_again_changes_nothing(profile: Profile, tmp_path: Path, language: str) -> None:
    score.set_points(profile, "Z-001", {"TOPIC": Points(1350)})
    recuse.recuse(profile, "Z-002", "亲属")
    set_language(language)  # type: ignore[arg-type]
    place = score_files.export_scores(profile, tmp_path / "s.xlsx").file
    assert score_files.preview_import(profile, place).changes == ()
    sheets: Any = load_workbook(place)
    for column, value in zip("DEFGHI", (13.5, 26, 18.5, "１７", "4.5", 8), strict=True):
        sheets.worksheets[0][f"{column}3"] = value
    sheets.worksheets[1]["D3"] = 19.5
    sheets.save(place)
    preview, changes = score_files.import_scores(profile, place)
    assert (len(preview.changes), changes.entries) == (6, {"Z-001", "Z-004"})
    assert filled(profile) == {"Z-001": (1350, 2600, 1850, 1700, 450, 800), "Z-004": (1950, None, None, None, None, None)}
    assert score_files.import_scores(profile, place)[0].changes == ()
    score.undo(profile)
    assert filled(profile) == {"Z-001": (1350, None, None, None, None, None)}


def test_a_file_from_another_tool(profile: Profile, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["某市评审打分表"],
        [],
        ["Total", "Effect", "entry code", "1. 选题 15分", "评语", "CAUSE"],
        ["=B4+D4", 17, "z-001 ", 13.0, "好", 13.1 + 12.9],
        [30, None, "Z-002", "13", None, "17"],
        [None, None, None, None, "平均", None],
    ]
    preview, _ = score_files.import_scores(profile, book(tmp_path, [["说明"]], rows))
    assert len(preview.changes) == 5
    assert filled(profile) == {"Z-001": (1300, 2600, None, 1700, None, None), "Z-002": (1300, 1700, None, None, None, None)}


def test_one_bad_cell_and_nothing_is_imported(profile: Profile, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["编号", "选题", "原因分析", "总分"],
        ["Z-001", 13, 31, None],
        ["Z-002", "=1+1", 12, None],
        ["Z-003", 13, 26, 40],
        ["Z-001", 14, 26, None],
        ["Z-777", 1, 1, None],
        [None, 1, None, None],
        ["Z-004", 13, 20, None],
    ]
    file = book(tmp_path, rows)
    assert [c.reason for c in score_files.preview_import(profile, file).problems] == [
        "C2: “原因分析”最高 30",
        "B3: 是公式，请“选择性粘贴”为数值",
        "D4: 总分 40 与各项之和 39 不符",
        "B5: Z-001 的这一项在表中出现两次",
        "C5: Z-001 的这一项在表中出现两次",
        "A6: 您的名单里没有“Z-777”",
        "B7: 这一行没有编号",
        "C8: Z-004 的评分表没有这一项",
    ]
    with pytest.raises(InvalidEntry, match="有 8 处不能导入，一项也没有保存：C2: “原因分析”最高 30"):
        score_files.import_scores(profile, file)
    assert filled(profile) == {}


def test_blank_never_clears_unless_asked(profile: Profile, tmp_path: Path) -> None:
    score.set_points(profile, "Z-001", {"TOPIC": Points(1350), "CAUSE": Points(2600)})
    file = book(tmp_path, [["code", "选题", "原因分析"], ["Z-001", None, 25]], [["编号", "选题"], ["Z-004", 20]])
    assert [(c.place, c.after) for c in score_files.preview_import(profile, file).changes] == [("表1!C2", 2500), ("表2!B2", 2000)]
    score_files.import_scores(profile, file, clear_blanks=True)
    assert filled(profile)["Z-001"] == (None, 2500, None, None, None, None)


def test_files_that_are_none(profile: Profile, tmp_path: Path) -> None:
    with pytest.raises(InvalidEntry) as raised:
        score_files.preview_import(profile, book(tmp_path, [["编号", "备注"], ["Z-001", 3]]))
    assert raised.value.reason == "no-header"
    with pytest.raises(InvalidEntry, match="同一项"):
        score_files.preview_import(profile, book(tmp_path, [["编号", "选题", "1选题"], ["Z-001", 3, 4]]))
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(FormatError):
        score_files.preview_import(profile, tmp_path / "broken.xlsx")
    with pytest.raises(UsageError, match="找不到"):
        score_files.preview_import(profile, tmp_path / "none.xlsx")
    with pytest.raises(UsageError, match=r"\.xlsx"):
        score_files.export_scores(profile, tmp_path / "scores.csv")


def test_a_csv_is_as_good(profile: Profile, tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_bytes("编号,选题\nZ-001,１３．５\n".encode("utf-8-sig"))
    score_files.import_scores(profile, tmp_path / "scores.csv")
    assert filled(profile)["Z-001"][0] == 1350
