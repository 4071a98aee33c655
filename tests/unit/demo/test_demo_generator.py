"""The sample season must be what the code makes, agree with itself, and stay small."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from reportlab import rl_config
from reportlab.pdfbase import ttfonts

from resources.demo.generator import fonts, season, sheets, story
from resources.demo.generator.__main__ import write_entry

ROOT = Path(__file__).parents[3]
SEASON = ROOT / "resources" / "demo" / "season"
MATERIALS = SEASON / "materials"
PLAN = season.read()
CODES = [entry.code for entry in PLAN.entries]


@pytest.fixture(scope="module", autouse=True)
def faces() -> Iterator[None]:
    """The generator sets ReportLab up for its own process; here other papers are made in the same one afterwards."""
    with pytest.MonkeyPatch.context() as kept:
        for place, name in ((rl_config, "useA85"), (ttfonts, "makeToUnicodeCMap")):
            kept.setattr(place, name, getattr(place, name))
        fonts.register(ROOT / "resources" / "fonts")
        yield


def _table(path: Path) -> list[list[str]]:
    page = openpyxl.load_workbook(path).worksheets[0]
    return [["" if cell is None else str(cell) for cell in row] for row in page.iter_rows(min_row=2, values_only=True)]


def test_same_bytes_twice_and_as_committed(tmp_path: Path) -> None:
    for run in ("a", "b"):
        write_entry(PLAN, "Z-007", tmp_path / run)
    for file in (sheets.REPORT, sheets.FORM, sheets.RECOMMENDATION):
        first = (tmp_path / "a" / "Z-007" / file).read_bytes()
        assert first == (tmp_path / "b" / "Z-007" / file).read_bytes()
        assert first == (MATERIALS / "Z-007" / file).read_bytes()


def test_the_season_has_what_the_demonstration_needs() -> None:
    assert len(CODES) == len(set(CODES)) == 24
    assert all(re.fullmatch(r"[A-Z0-9][A-Z0-9-]{0,31}", code) for code in CODES)
    assert {entry.topic_type for entry in PLAN.entries} == {story.SELF, story.ASSIGNED, story.INNOVATION}
    assert len({entry.field for entry in PLAN.entries}) == 5
    assert [sum(entry.panel == panel for entry in PLAN.entries) for panel in ("第1组", "第2组")] == [12, 12]
    assert sum(entry.video for entry in PLAN.entries) == 2
    units = [entry.unit for entry in PLAN.entries]
    assert max(units.count(unit) for unit in units) == 2


def test_judges_one_conflict_one_absent_a_chair_each() -> None:
    def plain(unit: str) -> str:
        return re.sub(r"(股份|集团|有限|公司|\s)", "", unit)

    judges = PLAN.judges
    assert len(judges) == 7
    assert [(j[3], j[4]) for j in judges].count(("第1组", "评审组长")) == [(j[3], j[4]) for j in judges].count(("第2组", "评审组长")) == 1
    assert [judge[0] for judge in judges if judge[5] == "缺席"] == ["PW-04"]
    conflicts = [(j[0], e.code) for j in judges for e in PLAN.entries if plain(j[2]) in (plain(e.unit), plain(e.recommender))]
    assert conflicts == [("PW-02", "Z-001")]
    assert next(j[2] for j in judges if j[0] == "PW-02") != PLAN.entries[0].unit


def test_spreadsheets_agree_with_the_files_on_disk() -> None:
    table = _table(SEASON / "entries.xlsx")
    assert tuple(table[0]) == sheets.ENTRY_HEADER
    assert [row[0] for row in table[1:]] == CODES
    with (SEASON / "entries.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == table
    assert (SEASON / "entries.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    named = {cell for row in table[1:] for cell in row[8:13] if cell}
    assert named == {path.relative_to(MATERIALS).as_posix() for path in MATERIALS.rglob("*") if path.is_file()}
    assert _table(SEASON / "judges.xlsx")[1:] == [list(judge) for judge in PLAN.judges]


@pytest.mark.parametrize("code", CODES)
def test_report_pages_text_outline_and_numbers(code: str) -> None:
    tale = PLAN.story(code)
    document = pypdfium2.PdfDocument(MATERIALS / code / sheets.REPORT)
    assert 12 <= len(document) <= 30
    words = "".join(page.get_textpage().get_text_range() for page in document)
    flat = re.sub(r"\s", "", words)
    for wanted in (tale.data["speaker"], tale.entry.circle, "效果检查"):
        assert wanted in flat
    outline = [mark.get_title() for mark in document.get_toc()]
    assert any("对策实施" in title for title in outline)
    assert (MATERIALS / code / sheets.REPORT).stat().st_size < 260_000
    document.close()


def test_faults_are_listed_and_real() -> None:
    faults = json.loads((SEASON / "faults.json").read_text(encoding="utf-8"))["faults"]
    assert {fault["code"] for fault in faults} == {"Z-006", "Z-007", "X-002", "X-003", "F-002", "G-002", "J-002", "J-003"}
    assert all("goal" not in measure for measure in PLAN.story("G-002").items("measure"))
    assert "feasibility" not in PLAN.story("J-003").data
    assert "survey" not in PLAN.story("X-003").data
    assert "survey" in PLAN.story("X-002").data


def test_a_story_that_does_not_add_up_is_refused(tmp_path: Path) -> None:
    text = (season.HERE / "stories" / "Z-001.toml").read_text(encoding="utf-8")
    broken = tmp_path / "Z-001.toml"
    for old, new in (("71908内圈|291", "71908内圈|292"), ("after = 1.29", "after = 1.2"), ('end = "磁极端面跳动大"', 'end = "磁极跳动大"')):
        assert old in text
        broken.write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(story.Contradiction):
            story.load(broken, PLAN.entries[0])


@pytest.mark.parametrize("code", [entry.code for entry in PLAN.entries if entry.video])
def test_videos_are_small_h264_with_sound(code: str) -> None:
    vlc = pytest.importorskip("vlc")
    path = MATERIALS / code / sheets.VIDEO
    assert path.stat().st_size <= 1_400_000
    instance = vlc.Instance("--quiet", "--no-video", "--no-audio")
    media = instance.media_new_path(str(path))
    media.parse()
    assert 20_000 <= media.get_duration() <= 60_000
    data = path.read_bytes()
    assert data[4:8] == b"ftyp"
    assert {name for name in (b"avc1", b"mp4a") if name in data} == {b"avc1", b"mp4a"}
