"""代录 from a file says what nobody sees in it: a 0, rows that are hidden, sheets that were not read."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.core.tasks import Context
from app.models.points import of
from app.services.chair import merge, record, record_file
from app.services.judge import score_files
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ITEMS, ChairPanel, Pristine
from tests.fakes.published_season import run_command
from tests.fakes.season import CHAIR

OWN = {"Z-001": "90", "Z-002": "85", "Z-003": "80"}
POINTS = (13, 26, 17, 18, 4, 8)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    panel = chair_panel.make(tmp_path_factory.mktemp("told") / "now", judges=3, entries=3, own=OWN)
    with panel.open() as profile:
        merge.merge(profile, [panel.package("J-02", dict.fromkeys(OWN, "84"))], Context())
    return Pristine.of(panel)


@pytest.fixture
def made(pristine: Pristine) -> ChairPanel:
    return pristine.lay_out()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Rows 2 and 3 and three columns of points hidden, a 0 in the first, a sheet of points without a header, one that is hidden, one that is empty."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "评分"
    sheet.append(["编号", *ITEMS])
    for code in OWN:
        sheet.append([code, *(POINTS if code != "Z-001" else (0, *POINTS[1:]))])
    sheet.row_dimensions[2].hidden = sheet.row_dimensions[3].hidden = sheet.row_dimensions[9].hidden = True
    book.create_sheet("补充").append(["Z-001", 1, 1, 1, 1, 1, 1])
    for letter in ("C", "D", "F", "K"):
        sheet.column_dimensions[letter].hidden = True
    aside = book.create_sheet("旧的")
    aside.append(["编号", *ITEMS])
    aside.sheet_state = "hidden"
    book.create_sheet("空表")
    book.save(tmp_path / "own.xlsx")
    return tmp_path / "own.xlsx"


UNREAD = ("第 3 个工作表没有读：是隐藏的。", "第 2 个工作表没有读：没有“编号”和评审项目的表头。")
HIDDEN = "“评分”有 2 行是隐藏的，也读了：第 2、3 行。"
FOLDED = "“评分”有 3 列是隐藏的，也读了：C、D、F 列。"
ZERO = "请核对，这 1 项是 0 分：Z-001 TOPIC (B2)"


def test_the_command_names_zeros_hidden_rows_and_sheets_left_out(made: ChairPanel, table: Path) -> None:
    words = ("chair", "record", table, "--judge", "J-03", "--reason", "本人的表格", "--dry-run")
    said = run_command(made.season.home(CHAIR), *words).out
    assert all(line in said.splitlines() for line in (*UNREAD, HIDDEN, FOLDED, ZERO, "读出 3 份"))
    assert said.count(ZERO) == 1
    found = run_command(made.season.home(CHAIR), *words, "--json").json
    assert found["zeros"] == [{"file": str(table), "cell": "B2", "entry": "Z-001", "item": "TOPIC"}]
    assert found["notes"] == {str(table): [*UNREAD, HIDDEN, FOLDED]}
    other = table.with_name("again.xlsx")
    again = load_workbook(table)
    again.properties.creator = "second typist"  # typed on its own: no copy of the first
    again.save(other)
    twice = run_command(made.season.home(CHAIR), *words[:3], other, *words[3:]).out
    assert f"own.xlsx: {ZERO}" in twice
    assert f"again.xlsx: {ZERO}" in twice
    assert "两遍一致：3 份" in twice


def test_the_preview_asks_about_zeros_and_says_the_same(made: ChairPanel, table: Path) -> None:
    with made.open() as profile:
        seen = record_file.preview(profile, "J-03", 2, table)
        assert [(c.place, c.entry, c.item) for c in seen.zeros] == [("B2", "Z-001", "TOPIC")]
        assert all(line in seen.note for line in (*UNREAD, HIDDEN, FOLDED))


def test_a_judge_who_reads_a_file_in_is_told_too(made: ChairPanel, table: Path) -> None:
    with made.open() as profile:
        assert score_files.preview_import(profile, table).note == "".join((*UNREAD, HIDDEN, FOLDED))


def test_one_file_is_not_two_passes(made: ChairPanel, table: Path) -> None:
    words = ("chair", "record", table, table.parent / "." / table.name, "--judge", "J-03", "--reason", "纸质")
    said = run_command(made.season.home(CHAIR), *words)
    assert said.code == 1
    assert "第一遍和第二遍是同一个文件或它的副本" in said.err
    with made.open() as profile:
        assert record.candidates(profile) == ("J-03",)
        assert record.compare(profile, "J-03").unfinished == tuple(OWN)


def test_looking_and_a_refusal_leave_what_was_typed(made: ChairPanel, table: Path) -> None:
    with made.open() as profile:
        record.type_points(profile, "J-03", 1, "Z-002", {"CAUSE": of("26")})
    words = ("chair", "record", table, "--reason", "本人的表格", "--judge")
    assert run_command(made.season.home(CHAIR), *words, "J-03", "--dry-run").code == 0
    assert run_command(made.season.home(CHAIR), *words, "J-02", "--dry-run", "--json").json["error"]["reason"] == "signed"
    with made.open() as profile:
        assert {r.code: r.points for r in record.grid(profile, "J-03", 1)} == {"Z-001": {}, "Z-002": {"CAUSE": of("26")}, "Z-003": {}}
