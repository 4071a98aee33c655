"""What a file's own name and folders say: whose it is (code, else circle) and what it is (keyword, else type)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from app.models.entry import DocumentRole
from app.models.organising import ImportedEntry
from app.publishing.columns import name_key
from app.publishing.material_files import FoundFile

VIDEO_TYPES = frozenset({".mp4", ".m4v", ".mov", ".mkv", ".avi", ".wmv", ".flv", ".mpg", ".mpeg", ".webm"})
OFFICE_TYPES = frozenset({".ppt", ".pptx", ".pps", ".ppsx", ".doc", ".docx", ".dps", ".wps", ".odp", ".odt", ".xls", ".xlsx"})
DOCUMENT_TYPES = OFFICE_TYPES | {".pdf"}
# Videos are told by their type, not by a word. The more telling word first: 现场评价表 and 申报表 of a 成果 are not its report.
_KEYWORDS = (
    (DocumentRole.ONSITE, ("现场", "onsite", "on-site")),
    (DocumentRole.RECOMMENDATION, ("推荐", "recommendation", "recommend")),
    (DocumentRole.FORM, ("申报表", "申报书", "登记表")),
    (DocumentRole.REPORT, ("报告", "report")),
    (DocumentRole.FORM, ("申报", "form")),
    (DocumentRole.REPORT, ("成果", "ppt")),
)
_SHORTEST_CIRCLE = 2


def suffix(path: str) -> str:
    """The file's type by name, lower case: `.pdf`."""
    return PurePosixPath(path).suffix.casefold()


class Owners:
    """Whose a file may be, for many files: codes and circles are prepared once."""

    def __init__(self, entries: Iterable[ImportedEntry]) -> None:
        self._entries = tuple((e, name_key(e.circle)) for e in entries)

    def of(self, file: FoundFile) -> tuple[ImportedEntry, ...]:
        """The entries named by the file's name, else by the nearest folder that names one: by code, else by circle."""
        for place in (PurePosixPath(file.path).stem, *file.folders):
            if found := self._by_code(place) or self._by_circle(place):
                return found
        return ()

    def _by_code(self, place: str) -> tuple[ImportedEntry, ...]:
        text = unicodedata.normalize("NFKC", place).upper()
        return _longest([(e, len(e.code)) for e, _ in self._entries if e.code in text and _is_word(e.code, text)])

    def _by_circle(self, place: str) -> tuple[ImportedEntry, ...]:
        key = name_key(place)
        return _longest([(e, len(circle)) for e, circle in self._entries if len(circle) >= _SHORTEST_CIRCLE and circle in key])


def _longest(found: list[tuple[ImportedEntry, int]]) -> tuple[ImportedEntry, ...]:
    """The longest match wins: Z-1-2 is not Z-1, 晨光二组 is not 晨光."""
    most = max((length for _, length in found), default=0)
    return tuple(e for e, length in found if length == most)


def _is_word(code: str, text: str) -> bool:
    """Whether the code stands alone: Z-1 is not in Z-10."""
    return re.search(rf"(?<![A-Z0-9]){re.escape(code)}(?![A-Z0-9])", text) is not None


def role_of(file: FoundFile, entry: ImportedEntry) -> DocumentRole | None:
    """What a file is, by its name without code, circle and title, then by its folders; None when nothing tells."""
    if suffix(file.path) in VIDEO_TYPES:
        return DocumentRole.VIDEO
    if suffix(file.path) not in DOCUMENT_TYPES:
        return None
    stem = unicodedata.normalize("NFKC", PurePosixPath(file.path).stem)
    for own in sorted((entry.code, entry.circle, entry.title), key=len, reverse=True):
        stem = stem.replace(unicodedata.normalize("NFKC", own), " ")
    return next((role for place in (stem, *file.folders) if (role := _keyword(place))), None)


def _keyword(text: str) -> DocumentRole | None:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return next((role for role, words in _KEYWORDS if any(w in folded for w in words)), None)
