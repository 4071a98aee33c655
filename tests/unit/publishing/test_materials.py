"""Files find their entry by cell, code, circle and keyword; a doubtful match is shown, never chosen."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.core.errors import UsageError
from app.models.entry import DocumentRole
from app.models.organising import FileCell, FileIssueKind, ImportedEntry
from app.models.rubric import TopicType
from app.publishing.materials import hash_materials, match_materials

REPORT, FORM, ONSITE, VIDEO = DocumentRole.REPORT, DocumentRole.FORM, DocumentRole.ONSITE, DocumentRole.VIDEO


def entry(code: str, circle: str = "", *cells: tuple[DocumentRole, str], round_number: int = 1, title: str = "降低返修率") -> ImportedEntry:
    files = tuple(FileCell(role, path) for role, path in cells)
    return ImportedEntry(
        code, title, circle or f"{code}小组", TopicType.INNOVATION, "MFG", "制造类", "甲厂", "甲协会", round_number, 2, files=files
    )


def folder_of(tmp_path: Path, *paths: str) -> Path:
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(path.encode())
    return tmp_path


def placed(folder: Path, *entries: ImportedEntry) -> dict[str, tuple[str, str]]:
    return {m.path: (m.entry, m.role.value) for m in match_materials(entries, folder).matched}


def test_cells_win_and_bear_backslashes_case_and_bare_names(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "A/Report.PDF", "B/深/申报.pdf")
    found = placed(folder, entry("Z-001", "", (REPORT, "a\\report.pdf"), (FORM, "申报.pdf")))
    assert found == {"A/Report.PDF": ("Z-001", "report"), "B/深/申报.pdf": ("Z-001", "form")}


def test_a_missing_path_is_never_filled_by_another_entrys_file(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "Z-002/成果报告.pdf", "Z-003/申报表.pdf", "Z-001/深/申报表.pdf")
    found = placed(
        folder, entry("Z-001", "", (REPORT, "Z-001/成果报告.pdf"), (FORM, "申报表.pdf"), (ONSITE, "成果报告.pdf")), entry("Z-002")
    )
    assert found == {"Z-002/成果报告.pdf": ("Z-002", "report"), "Z-001/深/申报表.pdf": ("Z-001", "form")}


def test_codes_are_words_and_keywords_tell_the_role(tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path,
        "Z-1成果报告.pdf",
        "Z-10 成果报告.pdf",
        "Z-1/申报表.pdf",
        "现场评价表/z-1.pdf",
        "Z-1.mp4",
        "Z-1成果报告.pptx",
        "Z-1推荐表.pdf",
    )
    assert placed(folder, entry("Z-1"), entry("Z-10")) == {
        "Z-1成果报告.pdf": ("Z-1", "report"),
        "Z-10 成果报告.pdf": ("Z-10", "report"),
        "Z-1/申报表.pdf": ("Z-1", "form"),
        "现场评价表/z-1.pdf": ("Z-1", "onsite"),
        "Z-1.mp4": ("Z-1", "video"),
        "Z-1成果报告.pptx": ("Z-1", "original"),
        "Z-1推荐表.pdf": ("Z-1", "recommendation"),
    }


def test_words_of_the_circle_and_title_do_not_tell_the_role(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "现场先锋小组-缩短报告时间-申报表.pdf")
    assert placed(folder, entry("Z-001", "现场先锋小组", title="缩短报告时间")) == {
        "现场先锋小组-缩短报告时间-申报表.pdf": ("Z-001", "form")
    }


def test_longest_circle_wins_and_equal_circles_are_ambiguous(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "晨光二组报告.pdf", "晨光报告.pdf", "同名小组报告.pdf")
    report = match_materials((entry("A", "晨光"), entry("B", "晨光二组"), entry("C", "同名小组"), entry("D", "同名小组")), folder)
    assert {m.path: m.entry for m in report.matched} == {"晨光二组报告.pdf": "B", "晨光报告.pdf": "A"}
    assert [i.paths for i in report.of_kind(FileIssueKind.AMBIGUOUS)] == [("同名小组报告.pdf",)]


def test_two_that_fit_are_shown_not_chosen(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "Z-001报告.pdf", "Z-001报告(1).pdf")
    report = match_materials((entry("Z-001"),), folder)
    assert report.matched == ()
    [issue] = report.of_kind(FileIssueKind.AMBIGUOUS)
    assert (issue.role, set(issue.paths)) == (REPORT, {"Z-001报告.pdf", "Z-001报告(1).pdf"})
    assert REPORT not in {i.role for i in report.of_kind(FileIssueKind.MISSING)}


def test_missing_extra_litter_and_empty(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "Z-001.pdf", "notes.txt", ".DS_Store", "~$Z-001报告.docx", "__MACOSX/Z-001报告.pdf")
    (folder / "Z-001现场.pdf").write_bytes(b"")
    report = match_materials((entry("Z-001", "", (FORM, "gone.pdf")),), folder)
    assert [(m.path, m.role, bool(m.problem)) for m in report.matched] == [("Z-001.pdf", REPORT, False), ("Z-001现场.pdf", ONSITE, True)]
    assert [i.paths for i in report.of_kind(FileIssueKind.EXTRA)] == [("notes.txt",)]
    assert {(i.role, i.paths) for i in report.of_kind(FileIssueKind.MISSING)} == {
        (FORM, ("gone.pdf",)),
        (DocumentRole.RECOMMENDATION, ()),
    }


def test_a_video_is_missed_only_where_the_round_has_videos(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "Z-001.mp4")
    missing = match_materials((entry("Z-001"), entry("Z-002"), entry("Z-003", round_number=2)), folder).of_kind(FileIssueKind.MISSING)
    assert [i.entry for i in missing if i.role is VIDEO] == ["Z-002"]


def test_one_report_for_two_entries_is_in_doubt(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "r.pdf")
    report = match_materials((entry("A1", "", (REPORT, "r.pdf")), entry("A2", "", (REPORT, "r.pdf"))), folder)
    assert [m.entry for m in report.matched] == ["A1"]
    assert [i.entry for i in report.of_kind(FileIssueKind.AMBIGUOUS)] == ["A2"]


@pytest.mark.parametrize("path", ["../secret.pdf", "/etc/passwd", "a/../../secret.pdf"])
def test_paths_do_not_leave_the_folder(tmp_path: Path, path: str) -> None:
    folder = folder_of(tmp_path / "materials", "a/x.pdf")
    (tmp_path / "secret.pdf").write_bytes(b"secret")
    with pytest.raises(UsageError, match="不在材料文件夹内"):
        match_materials((entry("Z-001", "", (REPORT, path)),), folder)


def test_links_that_lead_out_are_not_seen(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "materials", "x.txt")
    (tmp_path / "secret.pdf").write_bytes(b"secret")
    (folder / "Z-001报告.pdf").symlink_to(tmp_path / "secret.pdf")
    assert match_materials((entry("Z-001"),), folder).matched == ()


def test_hashes_are_those_of_the_files_and_a_lost_file_is_a_problem(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "Z-001报告.pdf", "Z-001申报表.pdf")
    matched = match_materials((entry("Z-001"),), folder).matched
    (folder / "Z-001申报表.pdf").unlink()
    report, form = hash_materials(matched, folder)
    assert report.sha256 == hashlib.sha256("Z-001报告.pdf".encode()).hexdigest()
    assert form.sha256 is None
    assert form.problem is not None
    assert "找不到" in form.problem


def test_no_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="不存在"):
        match_materials((entry("Z-001"),), tmp_path / "nowhere")
