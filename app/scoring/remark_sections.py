"""Where the sections of a remark are, however a judge has edited it, and where another point belongs in them.

A heading is 优点：, 不足：, 改进建议： or a common variant at the start of a line (一、优点, 【亮点】, 存在问题：); the three
names themselves also count within a line. A section ends at the next heading; what follows its last numbered point on
lines of its own is closing text and stays behind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.core.words import say
from app.models.sheet import NoteKind

_NAMES = {
    NoteKind.STRENGTH: ("优点", "主要优点", "亮点", "strengths", "strength"),
    NoteKind.WEAKNESS: ("不足", "主要不足", "不足之处", "存在不足", "存在问题", "存在的问题", "问题", "weaknesses", "weakness"),
    NoteKind.SUGGESTION: ("改进建议", "建议", "意见建议", "意见和建议", "suggestions", "suggestion"),
}
_TITLES = {
    NoteKind.STRENGTH: ("优点：", "Strengths: "),
    NoteKind.WEAKNESS: ("不足：", "Weaknesses: "),
    NoteKind.SUGGESTION: ("改进建议：", "Suggestions: "),
}
_KIND = {name: kind for kind, names in _NAMES.items() for name in names}
_ANY = "|".join(sorted(_KIND, key=len, reverse=True))
_HEADING = re.compile(
    rf"^[ \t\u3000]*(?:[一二三四五1-5][、.．][ \t]*|[（(][一二三四五1-5][)）][ \t]*)?(?:【(?P<a>{_ANY})】[:：]?|(?P<b>{_ANY})[ \t]*(?:[:：]|$))"
    r"|(?<=[\s。；;.!！])(?P<c>优点|不足|改进建议|strengths|weaknesses|suggestions)[ \t]*[:：]",
    re.MULTILINE | re.IGNORECASE,
)
_POINT = re.compile(r"(?:^|(?<=[\s。；;:：）)】]))([0-9]{1,2})[.．、](?![0-9])", re.MULTILINE)
_GAP = re.compile(r"\n[ \t\u3000]*\n")


@dataclass(frozen=True)
class _Section:
    kind: NoteKind
    start: int
    content: int
    end: int


def insert(text: str, kind: NoteKind, point: str) -> str:
    """`text` with one more numbered point in the section of `kind`, which is made where it is missing. Only inserts."""
    found = _sections(text)
    own = [s for s in found if s.kind is kind]
    if own:
        return _append(text, own[-1], point)
    fresh = say(*_TITLES[kind]) + f"1. {point}"
    order = list(NoteKind)
    later = [s for s in found if order.index(s.kind) > order.index(kind)]
    if later:
        at = min(s.start for s in later)
        return _joined(text, at, "" if at == 0 or text[at - 1] == "\n" else "\n", fresh, always="\n")
    at = _end_of_points(text, found[-1]) if found else len(text.rstrip())
    return _joined(text, at, "\n" if text[:at].strip() else "", fresh)


def number_of(text: str, kind: NoteKind, line: str) -> int | None:
    """The number before a line that stands unchanged in the section of `kind`, else None."""
    for section in _sections(text):
        if section.kind is kind:
            at = text.find(line, section.content, section.end)
            before = [m for m in _POINT.finditer(text, section.content, section.end) if m.end() <= at]
            if at >= 0 and before and not text[before[-1].end() : at].strip():
                return int(before[-1][1])
    return None


def _sections(text: str) -> list[_Section]:
    matches = list(_HEADING.finditer(text))
    ends = [*(m.start() for m in matches), len(text)][1:]
    kinds = [_KIND[(m["a"] or m["b"] or m["c"]).lower()] for m in matches]
    return [_Section(k, m.start(), m.end(), e) for k, m, e in zip(kinds, matches, ends, strict=False)]


def _append(text: str, section: _Section, point: str) -> str:
    points = list(_POINT.finditer(text, section.content, section.end))
    at = _end_of_points(text, section)
    number = max((int(m[1]) for m in points), default=0) + 1
    if points:
        listed = text[: points[-1].start()].rstrip(" \t\u3000")
        gap = "\n" if listed.endswith("\n") and points[-1].start() > section.content else " "
    else:
        gap = "" if text[at - 1] in "：:】" else "\n" if at == section.content else " "
    return _joined(text, at, gap, f"{number}. {point}")


def _end_of_points(text: str, section: _Section) -> int:
    """Behind the last numbered point's line, or behind the first paragraph of a section without numbers."""
    points = list(_POINT.finditer(text, section.content, section.end))
    if points:
        line = text.find("\n", points[-1].end(), section.end)
        end = section.end if line < 0 else line
    else:
        gap = _GAP.search(text, section.content, section.end)
        end = gap.start() if gap else section.end
    return max(section.content, len(text[:end].rstrip()))


def _joined(text: str, at: int, gap: str, piece: str, *, always: str = "") -> str:
    """`piece` put in at `at`, apart from what stands on both sides."""
    rest = text[at:]
    behind = always or ("\n" if rest and not rest[0].isspace() else "")
    return text[:at] + gap + piece + behind + rest
