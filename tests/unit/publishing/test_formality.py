"""形式审查: verdicts and reasons, with files really opened."""

from __future__ import annotations

import functools
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.core.errors import MediaError
from app.media.pdf_check import check_pdf
from app.models.entry import DocumentRole
from app.models.organising import EntryVerdict, ImportedEntry, Recommender, Severity, Verdict
from app.models.rubric import Bilingual, Rubric, TopicType
from app.models.season import EntryField, Policy, Round, Season, SeasonWords
from app.models.shape import Points
from app.packages import codec
from app.publishing.formality import FormalityRules, check_entries
from app.publishing.formality_files import Checks
from app.publishing.materials import match_materials

WORD = Bilingual("甲", "a")
RUBRIC = Rubric("INNO", WORD, "T/CAQ", "2020", (TopicType.INNOVATION,), (), Points(10000), 1)
SEASON = Season(
    "qc" + "0" * 16, 1, "2022", "市质协", 2022, datetime(2026, 1, 1, tzinfo=UTC), SeasonWords(), (EntryField("MFG", WORD),), (),
    (Round(1, WORD, ("INNO",)), Round(2, WORD, ("INNO",), video_required=True)), (RUBRIC,), Policy(), {},
)  # fmt: skip
FILES = ("成果报告", "申报表", "推荐表", "现场评价表")


def entry(code: str = "Z-001", **other: object) -> ImportedEntry:
    base = ImportedEntry(code, "课题", f"{code}小组", TopicType.INNOVATION, "MFG", "制造类", f"{code}厂", "乙协会", 1, 2, sealed=True)
    return replace(base, **other)  # type: ignore[arg-type]


def pdf(path: Path, text: str = "text") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    canvas = Canvas(str(path))
    canvas.drawString(72, 720, text)
    canvas.save()


def video_fails(path: Path, reason: str = "video-truncated") -> object:
    raise MediaError(f"{path.name}打不开。", reason=reason)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        pdf(tmp_path / "Z-001" / f"{name}.pdf")
    return tmp_path


def checked(
    folder: Path, *entries: ImportedEntry, rules: FormalityRules | None = None, video: object = lambda path: path
) -> list[EntryVerdict]:
    checks = Checks(folder, check_pdf, video)  # type: ignore[arg-type]
    return list(check_entries(entries, match_materials(entries, folder), SEASON, checks, rules))


def codes(verdict: EntryVerdict) -> list[str]:
    return [f.code for f in verdict.findings]


def test_everything_in_order_is_admitted(folder: Path) -> None:
    [verdict] = checked(folder, entry())
    assert (verdict.verdict, verdict.findings, verdict.takes_part) == (Verdict.ADMITTED, (), True)
    assert codec.check(verdict) == verdict


@pytest.mark.parametrize(
    ("change", "code"),
    [({"sealed": False}, "seal-missing"), ({"recommender": ""}, "recommender-missing"), ({"recommender": "野协会"}, "recommender-unknown")],
)
def test_what_can_be_mended_is_a_warning(folder: Path, change: dict[str, object], code: str) -> None:
    rules = FormalityRules((Recommender("乙协会"),))
    [verdict] = checked(folder, entry(**change), rules=rules)
    assert (verdict.verdict, codes(verdict), verdict.takes_part) == (Verdict.COMPLETE_FIRST, [code], True)


def test_the_recommender_of_those_without_one_is_always_listed(folder: Path) -> None:
    [verdict] = checked(folder, entry(recommender="其他-市质协会员现场部"), rules=FormalityRules((Recommender("乙协会"),)))
    assert verdict.verdict is Verdict.ADMITTED


def test_a_missing_optional_file_is_a_warning_and_a_missing_report_waits(folder: Path) -> None:
    (folder / "Z-001/现场评价表.pdf").unlink()
    assert [(v.verdict, codes(v)) for v in checked(folder, entry())] == [(Verdict.COMPLETE_FIRST, ["onsite-missing"])]
    (folder / "Z-001/成果报告.pdf").unlink()
    [verdict] = checked(folder, entry())
    assert (verdict.verdict, codes(verdict), verdict.takes_part) == (Verdict.DEFERRED, ["report-missing", "onsite-missing"], False)


@pytest.mark.parametrize("content", [b"", b"not a pdf", None])
def test_unreadable_files(folder: Path, content: bytes | None) -> None:
    for name in ("成果报告", "申报表"):
        path = folder / "Z-001" / f"{name}.pdf"
        path.write_bytes(path.read_bytes()[:-300] if content is None else content)
    [verdict] = checked(folder, entry())
    assert verdict.verdict is Verdict.DEFERRED
    assert codes(verdict) == ["report-unreadable", "form-unreadable"]


def test_a_report_only_as_ppt_waits(folder: Path) -> None:
    (folder / "Z-001/成果报告.pdf").rename(folder / "Z-001/成果报告.pptx")
    [verdict] = checked(folder, entry())
    assert (verdict.verdict, codes(verdict)) == (Verdict.DEFERRED, ["report-unreadable"])


def test_a_scan_is_only_noted(folder: Path) -> None:
    pdf(folder / "Z-001/成果报告.pdf", "")
    [verdict] = checked(folder, entry())
    assert (verdict.verdict, [(f.code, f.severity) for f in verdict.findings]) == (Verdict.ADMITTED, [("scanned", Severity.NOTE)])


def test_videos(folder: Path) -> None:
    (folder / "Z-001/发表视频.mp4").write_bytes(b"video")
    assert checked(folder, entry())[0].verdict is Verdict.ADMITTED
    [broken] = checked(folder, entry(), video=video_fails)
    assert (broken.verdict, codes(broken)) == (Verdict.COMPLETE_FIRST, ["video-unreadable"])
    [unchecked] = checked(folder, entry(), video=functools.partial(video_fails, reason="no-libvlc"))
    assert (unchecked.verdict, codes(unchecked)) == (Verdict.ADMITTED, ["video-unchecked"])


def test_round_two_expects_a_video(folder: Path) -> None:
    [verdict] = checked(folder, entry(round=2))
    assert (verdict.verdict, codes(verdict)) == (Verdict.COMPLETE_FIRST, ["video-missing"])


@pytest.mark.parametrize(
    ("change", "code"),
    [({"withdrawn": True}, "withdrawn"), ({"field": "OLD"}, "field-unknown"), ({"topic_type": TopicType.PROBLEM_SELF}, "topic-type-unfit")],
)
def test_what_cannot_be_judged_is_rejected(folder: Path, change: dict[str, object], code: str) -> None:
    [verdict] = checked(folder, entry(**change))
    assert (verdict.verdict, codes(verdict), verdict.takes_part) == (Verdict.REJECTED, [code], False)


def test_at_most_two_per_unit_with_exemption_by_recommender(tmp_path: Path) -> None:
    units = ("甲乙股份有限公司", "甲乙公司", " 甲乙有限公司")
    entries = tuple(entry(f"Z-00{n}", unit=unit) for n, unit in enumerate(units, start=1))
    for e in entries:
        for name in FILES:
            pdf(tmp_path / e.code / f"{name}.pdf")
    assert [codes(v) for v in checked(tmp_path, *entries)] == [["too-many-per-unit"]] * 3
    assert [codes(v) for v in checked(tmp_path, *entries[:2])] == [[], []]
    exempt = FormalityRules((Recommender("乙协会", exempt=True),))
    assert [codes(v) for v in checked(tmp_path, *entries, rules=exempt)] == [[], [], []]
    assert [codes(v) for v in checked(tmp_path, replace(entries[0], exempt=True), *entries[1:])] == [[], [], []]


def test_two_reports_that_fit_wait_for_a_person(folder: Path) -> None:
    pdf(folder / "Z-001/成果报告(1).pdf")
    [verdict] = checked(folder, entry())
    assert (verdict.verdict, codes(verdict)) == (Verdict.DEFERRED, ["report-missing"])
    assert "2 个文件都像" in verdict.findings[0].words
    assert verdict.findings[0].words.startswith("成果报告")
    assert DocumentRole.REPORT.value in verdict.findings[0].code
