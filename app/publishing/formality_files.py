"""The files of one entry in the formality check: all there, and each opens as it will at the judge's desk.

How a PDF or a video is opened is handed in from above, so that this package knows no media library.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from app.core.errors import AppError
from app.core.files import inside, translated
from app.core.words import say
from app.models.entry import DocumentRole
from app.models.organising import FileIssue, FormalityFinding, Material, Severity
from app.models.season import Round
from app.publishing.material_names import suffix

NO_PLAYER = "no-libvlc"
"""The reason of an AppError that blames this machine, not the video."""


class PdfOpened(Protocol):
    """What a PDF check tells of a file that opens."""

    @property
    def pages(self) -> int: ...

    @property
    def has_text(self) -> bool: ...


PdfCheck = Callable[[BinaryIO], PdfOpened]
"""Opens a PDF and loads its pages; raises an AppError in words when it cannot."""
VideoCheck = Callable[[Path], object]
"""Parses a video file; raises an AppError in words when it cannot."""


@dataclass(frozen=True)
class Checks:
    """How files are opened, and where they are."""

    folder: Path
    pdf: PdfCheck
    video: VideoCheck


def warning(code: str, words: str) -> FormalityFinding:
    """To be completed; the entry takes part."""
    return FormalityFinding(code, Severity.WARNING, words[:300])


def blocking(code: str, words: str) -> FormalityFinding:
    """Keeps the entry out."""
    return FormalityFinding(code, Severity.BLOCKING, words[:300])


def absent(files: tuple[Material, ...], issues: tuple[FileIssue, ...], current: Round | None) -> list[FormalityFinding]:
    """Files of one entry that the round expects and that have no certain place: missing, or several that fit."""
    have = {m.role for m in files}
    why = {i.role: i.words for i in issues if i.role}
    expected = set(why) | {DocumentRole.REPORT} | ({DocumentRole.VIDEO} if current and current.video_required else set())
    return [_absent_one(role, why.get(role) or say("没有找到文件", "no file was found")) for role in _in_order(expected - have)]


def _in_order(roles: set[DocumentRole]) -> list[DocumentRole]:
    return [r for r in DocumentRole if r in roles]


def role_name(role: DocumentRole) -> str:
    """成果报告, 申报表 … in the reader's language."""
    names = {
        DocumentRole.REPORT: ("成果报告", "result report"),
        DocumentRole.FORM: ("申报表", "entry form"),
        DocumentRole.RECOMMENDATION: ("推荐表", "recommendation form"),
        DocumentRole.ONSITE: ("现场评价表", "on-site form"),
        DocumentRole.VIDEO: ("视频", "video"),
        DocumentRole.ORIGINAL: ("原件", "original"),
    }
    return say(*names[role])


def _absent_one(role: DocumentRole, words: str) -> FormalityFinding:
    text = say("{role}：{words}", "{role}: {words}", role=role_name(role), words=words)
    return blocking("report-missing", text) if role is DocumentRole.REPORT else warning(f"{role.value}-missing", text)


def opened(material: Material, checks: Checks) -> list[FormalityFinding]:
    """Open one file as the judges' program will."""
    if material.role is DocumentRole.ORIGINAL:
        return []
    try:
        if material.problem:
            return [_unreadable(material, material.problem)]
        path = inside(checks.folder, material.path)
        if material.role is DocumentRole.VIDEO:
            checks.video(path)
            return []
        return _pdf_findings(material, path, checks)
    except AppError as error:
        if error.reason == NO_PLAYER:
            return [FormalityFinding("video-unchecked", Severity.NOTE, error.message[:300])]
        return [_unreadable(material, error.message)]


def _pdf_findings(material: Material, path: Path, checks: Checks) -> list[FormalityFinding]:
    if suffix(material.path) != ".pdf":
        return [_unreadable(material, say("不是 PDF，请另存为 PDF", "it is not a PDF; save it as PDF"))]
    with translated(path), path.open("rb") as source:
        facts = checks.pdf(source)
    if facts.has_text:
        return []
    words = say("{role}是扫描件，不能检索文字", "the {role} is a scan; its text cannot be searched", role=role_name(material.role))
    return [FormalityFinding("scanned", Severity.NOTE, words)]


def _unreadable(material: Material, why: str) -> FormalityFinding:
    words = say("{role}“{path}”：{why}", "{role} “{path}”: {why}", role=role_name(material.role), path=material.path[-80:], why=why)
    if material.role is DocumentRole.REPORT:
        return blocking("report-unreadable", words)
    return warning(f"{material.role.value}-unreadable", words)
