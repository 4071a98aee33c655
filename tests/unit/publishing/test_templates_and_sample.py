"""Templates can be filled in and imported; the sample season goes through import, check and assignment."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.core.errors import InvalidEntry, UsageError
from app.media.pdf_check import check_pdf
from app.models.entry import DocumentRole
from app.models.organising import FileIssueKind
from app.models.rubric import Bilingual
from app.models.season import EntryField
from app.publishing.import_entries import import_entries
from app.publishing.import_judges import import_judges, panels_of
from app.publishing.import_rows import require_clean
from app.publishing.materials import match_materials
from app.publishing.plan import plan_assignment
from app.publishing.templates import write_templates

ROOT = Path(__file__).parents[3] / "resources"
SAMPLE = ROOT / "demo" / "season"
FIELDS = (EntryField("MFG", Bilingual("制造类", "Manufacturing")),)


def test_templates_are_four_files_with_headers_only(tmp_path: Path) -> None:
    assert [p.name for p in write_templates(tmp_path / "new")] == ["entries.xlsx", "entries.csv", "judges.xlsx", "judges.csv"]
    for name, reader in (("entries", lambda p: import_entries(p, FIELDS)), ("judges", import_judges)):
        for ending in (".xlsx", ".csv"):
            with pytest.raises(InvalidEntry, match="没有内容"):
                reader(tmp_path / "new" / f"{name}{ending}")


def test_a_filled_in_template_is_imported(tmp_path: Path) -> None:
    write_templates(tmp_path)
    book = load_workbook(tmp_path / "entries.xlsx")
    sheet: Any = book.worksheets[0]
    for column, text in enumerate(("Z-001", "降低返修率", "晨光", "创新型", "制造类", "甲厂", "乙协会"), start=1):
        sheet.cell(2, column, text)
    book.save(tmp_path / "entries.xlsx")
    with (tmp_path / "judges.csv").open("a", encoding="utf-8", newline="") as out:
        csv.writer(out).writerow(["J01", "张三", "丙大学", "第1组", "评审组长", ""])
    [entry] = import_entries(tmp_path / "entries.xlsx", FIELDS).rows
    [judge] = import_judges(tmp_path / "judges.csv").rows
    assert (entry.code, entry.field, judge.panel, judge.role.value) == ("Z-001", "MFG", "1", "chair")


def test_notes_stand_beside_the_rows(tmp_path: Path) -> None:
    write_templates(tmp_path)
    book = load_workbook(tmp_path / "entries.xlsx")
    assert [c.value for c in book.worksheets[0][1]][:7] == ["编号", "课题名称", "小组名称", "课题类型", "领域", "完成单位", "推荐单位"]
    assert "code" in [r[1].value for r in book.worksheets[1].iter_rows()]
    assert (tmp_path / "entries.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_filled_in_template_is_never_overwritten(tmp_path: Path) -> None:
    write_templates(tmp_path)
    (tmp_path / "judges.csv").write_text("filled in", encoding="utf-8")
    for name in ("entries.xlsx", "entries.csv", "judges.xlsx"):
        (tmp_path / name).unlink()
    with pytest.raises(UsageError, match=r"judges\.csv.*没有覆盖"):
        write_templates(tmp_path)
    assert (tmp_path / "judges.csv").read_text(encoding="utf-8") == "filled in"
    assert not (tmp_path / "entries.xlsx").exists()


def sample_fields() -> tuple[EntryField, ...]:
    season = json.loads((ROOT / "policies" / "season-template.json").read_text(encoding="utf-8"))
    return tuple(EntryField(f["code"], Bilingual(f["name"]["zh"], f["name"]["en"])) for f in season["fields"])


def test_the_sample_season_is_imported_matched_and_assigned() -> None:
    judges = import_judges(SAMPLE / "judges.xlsx")
    found = [import_entries(SAMPLE / name, sample_fields(), panels=panels_of(judges.rows)) for name in ("entries.xlsx", "entries.csv")]
    for imported in (judges, *found):
        require_clean(imported.report)
    assert [(e.code, e.files) for e in found[0].rows] == [(e.code, e.files) for e in found[1].rows]
    entries = found[0].rows
    report = match_materials(entries, SAMPLE / "materials")
    assert report.of_kind(FileIssueKind.AMBIGUOUS) == ()
    named = {(e.code, f.role, f.path) for e in entries for f in e.files}
    there = {n for n in named if (SAMPLE / "materials" / n[2]).is_file()}
    assert there
    assert {(m.entry, m.role, m.path) for m in report.matched} == there
    [first, *_] = sorted(path for _, role, path in there if role is DocumentRole.REPORT)
    with (SAMPLE / "materials" / first).open("rb") as source:
        assert check_pdf(source).pages >= 1
    plan = plan_assignment(entries, judges.rows)
    assert {p.entry for p in plan.places} == {e.code for e in entries}
    assert any(p.entries for p in plan.judges)
