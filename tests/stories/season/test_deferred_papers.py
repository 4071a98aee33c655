"""暂缓: what is decided later is proposed at no level, on paper, in a command's answer and on the screen alike, and is named with its reason."""

from __future__ import annotations

import csv
from pathlib import Path

import docx
import openpyxl
import pytest

from app.core.tasks import Context
from app.services.chair import merge, one_entry
from app.services.chair import results as panel_results
from app.ui.chair import score_sheet
from tests.fakes import chair_panel
from tests.fakes.chair_panel import ChairPanel, Pristine
from tests.fakes.published_season import run_command
from tests.fakes.report_values import pages_of, squeezed
from tests.fakes.season import CHAIR

TOTALS = {"Z-001": ("95", "94", "93"), "Z-002": ("88", "88", "88"), "Z-003": ("85", "85", "85")}
WHY = "等补充材料"


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Pristine:
    own = chair_panel.marks_of(TOTALS, 0)
    made = chair_panel.make(tmp_path_factory.mktemp("deferred") / "now", judges=3, entries=3, own=own)
    with made.open() as profile:
        merge.merge(profile, [made.package(f"J-0{n + 1}", chair_panel.marks_of(TOTALS, n)) for n in (1, 2)], Context())
    made.ask("decide", "Z-002", "--defer", "--reason", WHY)
    return Pristine.of(made)


@pytest.fixture
def panel(pristine: Pristine) -> ChairPanel:
    return pristine.lay_out()


def printed(panel: ChairPanel, which: str) -> dict[str, Path]:
    files = panel.ask("report", "--out", panel.season.folder / "papers", "--which", which)["files"]
    return {Path(f).suffix: Path(f) for f in files}


def text_of(file: Path) -> str:
    return squeezed(pages_of(file.read_bytes()))


def test_the_list_of_proposals_names_it_at_no_level(panel: ChairPanel) -> None:
    files = printed(panel, "awards")
    said = f"暂缓，不列入等级：Z-002《{title(panel)}》（{WHY}）。"
    listed, _, below = text_of(files[".pdf"]).partition("暂缓，")
    assert squeezed([title(panel)]) not in listed
    assert squeezed([said]).removeprefix("暂缓，") in below
    written = docx.Document(str(files[".docx"]))
    cells = {cell.text for table in written.tables for row in table.rows for cell in row.cells}
    assert title(panel) not in cells
    assert said in [p.text for p in written.paragraphs]
    sheet = openpyxl.load_workbook(files[".xlsx"]).active
    assert sheet is not None
    values = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "Z-002" not in values
    assert said in values


def title(panel: ChairPanel) -> str:
    return next(r["title"] for r in panel.ask("results")["entries"] if r["code"] == "Z-002")


def test_the_approval_form_and_the_statistics_count_it_apart(panel: ChairPanel) -> None:
    form = text_of(printed(panel, "approval")[".pdf"])
    assert f"暂缓Z-002《{squeezed([title(panel)])}》（{WHY}）" in form
    assert "未定暂缓合计" in form
    assert "未定暂缓合计" in text_of(printed(panel, "statistics")[".pdf"])


def test_the_tables_of_the_panel_say_it_where_the_level_stands(panel: ChairPanel) -> None:
    matrix = next(
        row for row in csv.DictReader(printed(panel, "matrix")[".csv"].read_text("utf-8-sig").splitlines()) if row["编号"] == "Z-002"
    )
    assert (matrix["建议等级"], matrix["备注"]) == ("", f"暂缓：{WHY}")
    with panel.open() as profile:
        _, view = panel_results.results(profile)
        desk = one_entry.entry_desk(profile, "Z-002")
    row = view.row("Z-002")
    assert row is not None
    assert (row.level, row.settled_level, view.level_of(row)) == ("EXCELLENT", None, "暂缓")
    assert score_sheet.header(desk).endswith("· 暂缓")
    assert "暂缓" in text_of(printed(panel, "opinions")[".pdf"])


def test_commands_keep_its_place_and_name_no_level(panel: ChairPanel) -> None:
    row = next(r for r in panel.ask("results")["entries"] if r["code"] == "Z-002")
    assert (row["level"], row["deferred"], row["level_kept"]) == (None, True, "EXCELLENT")
    line = next(x for x in run_command(panel.season.home(CHAIR), "chair", "results").out.splitlines() if "Z-002" in x)
    assert "暂缓" in line
    assert "优秀级" not in line
    panel.ask("decide", "Z-002", "--keep")
    kept = next(r for r in panel.ask("results")["entries"] if r["code"] == "Z-002")
    assert (kept["level"], kept["deferred"], kept["level_kept"]) == ("EXCELLENT", False, None)
