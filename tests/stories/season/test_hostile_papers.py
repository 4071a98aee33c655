"""Papers and names as they come: unreadable ones put an entry off and say why; what looks like a formula stays text."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.fakes.desk_profile import small_pdf
from tests.fakes.published_season import (
    CHAIR,
    COUNTING,
    ENTRY_HEADER,
    ENTRY_ROWS,
    JUDGE_HEADER,
    JUDGE_ROWS,
    ORGANISER,
    World,
    score,
    write_papers,
    write_sheet,
)

PLAIN = "=1+1"


def _row(number: int, **changes: str) -> tuple[str, ...]:
    return tuple(changes.get(name, value) for name, value in zip(ENTRY_HEADER, ENTRY_ROWS[number], strict=True))


def test_two_chairs_of_one_panel_are_named(synced: World) -> None:
    write_sheet(synced.judges, JUDGE_HEADER, [*JUDGE_ROWS, ("J-09", "某某", "某单位", "P1", "评审组长")])
    assert any("2 位评审组长" in note for note in synced.import_lists()["judges"]["notes"])


def test_a_folder_above_is_never_read(synced: World) -> None:
    """A cell that names a file outside the materials folder finds nothing there."""
    (synced.root / "secret.pdf").write_bytes(small_pdf(9))
    header = (*ENTRY_HEADER, "成果报告")
    rows = [(*r, "../secret.pdf" if r[0] == "Z-001" else "") for r in ENTRY_ROWS]
    write_sheet(synced.entries, header, rows)
    said = synced.run(
        ORGANISER, "organizer", "import", synced.repository, "--entries", synced.entries, "--judges", synced.judges, "--materials",
        synced.materials, "--json", code=None,
    )  # fmt: skip
    assert "Traceback" not in said.err
    if said.code == 0:
        verdict = next(v for v in said.json["verdicts"] if v["code"] == "Z-001")
        assert verdict["verdict"] == "缓评", verdict
    else:
        assert "Z-001" in said.line or "secret" in said.line


def _huge_page() -> bytes:
    return small_pdf(1).replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 0 0 300000 300000 ]")


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


REPORTS: dict[str, tuple[bytes, str]] = {
    "a text file": ("成果报告：一切顺利".encode(), "PDF"),
    "cut in half": (_cut(small_pdf(30)), ""),
    "a page of 300,000 points": (_huge_page(), ""),
    "nothing": (b"", ""),
    "zeros": (bytes(10_000), "PDF"),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_that_cannot_be_read_puts_the_entry_off(synced: World, name: str) -> None:
    """By the contract `check` and `assign` exit 0 and say it; the entry is 缓评 and is not published."""
    data, words = REPORTS[name]
    write_papers(synced.materials, ["Z-009"])
    (synced.materials / "Z-009" / "成果报告.pdf").write_bytes(data)
    write_sheet(synced.entries, ENTRY_HEADER, [*ENTRY_ROWS, _row(0, 编号="Z-009", 小组名称="新小组", 完成单位="上海新来有限公司")])
    imported = synced.import_lists()["verdicts"]
    assert synced.organise("check")["verdicts"] == imported
    verdict = next(v for v in imported if v["code"] == "Z-009")
    findings = "；".join(f["words"] for f in verdict["findings"] if f["severity"] == "blocking")
    print(f"{name}: {findings}")
    assert verdict["verdict"] == "缓评"
    assert words in findings
    assert findings
    plan = synced.organise("assign")["rounds"][0]
    assert "Z-009" not in {code for j in plan["judges"] for code in j["entries"]}
    assert any("Z-009" in u for u in plan["unmet"]), plan["unmet"]


def test_an_empty_video_is_a_warning(synced: World) -> None:
    (synced.materials / "Z-001" / "发表视频.mp4").write_bytes(b"")
    verdict = next(v for v in synced.organise("check")["verdicts"] if v["code"] == "Z-001")
    assert verdict["verdict"] == "完善后参评"
    findings = [f["words"] for f in verdict["findings"] if "视频" in f["words"]]
    print(findings)
    assert findings
    synced.organise("assign")
    assert synced.organise("publish")["entries"] == 5


@pytest.fixture
def plain_names(synced: World) -> World:
    """A title, a circle and a judge's name that look like formulas, as plain text in a CSV."""
    rows = [_row(0, 课题名称=PLAIN, 小组名称='=HYPERLINK("http://x","y")', 完成单位="@SUM(A1)"), *ENTRY_ROWS[1:]]
    write_sheet(synced.entries, ENTRY_HEADER, rows)
    write_sheet(synced.judges, JUDGE_HEADER, [(CHAIR, "=2+2", "+cmd|' /C calc'!A0", "P1", "评审组长"), *JUDGE_ROWS[1:]])
    synced.import_lists()
    synced.organise("assign")
    synced.organise("publish")
    return synced


def test_names_like_formulas_are_plain_text_on_the_way_in_and_out(plain_names: World) -> None:
    world = plain_names
    world.run(CHAIR, "judge", "sync")
    world.run(CHAIR, "judge", "declare", code=None)
    titles = {e["code"]: e["title"] for e in world.ask(CHAIR, "judge", "entries")["entries"]}
    assert titles["Z-001"] == PLAIN
    score(world, CHAIR, COUNTING)
    world.run(CHAIR, "judge", "submit")
    files = [Path(f) for f in world.ask(CHAIR, "chair", "report", "--out", world.root / "papers")["files"]]
    book = openpyxl.load_workbook(next(f for f in files if f.suffix == ".xlsx"))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert any(c.value == PLAIN for c in cells)
    assert not [c for c in cells if c.data_type == "f" and "HYPERLINK" in str(c.value)]
    assert next(c for c in cells if c.value == PLAIN).data_type == "s"
    text = next(f for f in files if f.suffix == ".csv").read_text("utf-8-sig")
    assert not [cell for line in text.splitlines() for cell in line.split(",") if cell.strip('"').startswith(("=", "@", "+cmd"))], text
