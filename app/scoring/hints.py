"""Private hints on a judge's own work: they stay on the laptop, point at a place, and never change a score.

They ask what a careful colleague would ask: why so many points off without a note, why zero, was this remark meant
for that entry, are all entries really alike, does the topic type fit the steps.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.core.words import say, strung
from app.models.points import short
from app.models.rubric import Rubric, RubricItem
from app.models.shape import Points
from app.models.sheet import NoteKind, ScoreSheet
from app.scoring import hidden_units, totals

if TYPE_CHECKING:
    from app.scoring.steps import Checklist

LARGE_PERCENT = 20
"""Points off, in per cent of an item's full points, from which a note is expected."""
FLAT_FROM = 5
"""Complete sheets of one rubric from which equal totals are remarkable."""
_PASTED_FROM = 15
_OPEN = (NoteKind.WEAKNESS, NoteKind.SUGGESTION)


class HintKind(StrEnum):
    DEDUCTION = "deduction-without-note"
    ZERO = "zero-without-reason"
    PASTED = "pasted-remark"
    FLAT = "flat-scores"
    STEPS = "type-against-steps"
    UNIT = "hidden-unit-named"


@dataclass(frozen=True)
class Hint:
    """One hint: the entries concerned (the first is where to go), the item when there is one, and words."""

    kind: HintKind
    entries: tuple[str, ...]
    words: str
    item: str | None = None


def needs_reason(points: Points | None, item: RubricItem) -> bool:
    """Whether these points ask the judge for a reason: zero where more was possible. Blank is not zero."""
    return points == 0 and item.max > 0


def of_sheet(sheet: ScoreSheet, rubric: Rubric) -> tuple[Hint, ...]:
    """Zero without a reason, and large deductions without a weakness or suggestion on the item; none for a recused sheet."""
    return tuple(hint for item in rubric.items if (hint := of_item(sheet, item)) is not None)


def of_item(sheet: ScoreSheet, item: RubricItem) -> Hint | None:
    """The one of a single item, at most: asked for with each key."""
    return None if totals.is_recused(sheet) else _of_item(sheet, item, sheet.points.get(item.code))


def of_unit(sheet: ScoreSheet, units: Sequence[str]) -> tuple[Hint, ...]:
    """A remark, or a note that others read, that names a unit the season hides; a recused sheet's go nowhere."""
    unit = None if totals.is_recused(sheet) else hidden_units.in_sheet(units, sheet)
    words = say("{code} 的文字里写出了单位“{unit}”，本季隐去单位名", "The words on {code} name the unit “{unit}”; this season hides units",
                code=sheet.entry, unit=unit or "")  # fmt: skip
    return (Hint(HintKind.UNIT, (sheet.entry,), words),) if unit else ()


def pasted(sheets: Iterable[ScoreSheet]) -> tuple[Hint, ...]:
    """The same remark, or the same feedback note, in several entries; differences of marks and spaces do not count."""
    found: dict[str, dict[str, None]] = {}
    for sheet in sheets:
        if not totals.is_recused(sheet):
            for key in {_key(text) for text in (sheet.remark, *(n.text for n in sheet.notes))}:
                if len(key) >= _PASTED_FROM:
                    found.setdefault(key, {})[sheet.entry] = None
    return tuple(_pasted(tuple(entries), key) for key, entries in _largest(found).items())


def flat(sheets: Sequence[ScoreSheet], rubric: Rubric) -> tuple[Hint, ...]:
    """All complete sheets of one rubric have the same total; `sheets` are those scored with it."""
    found = {s.entry: t for s in sheets if not totals.is_recused(s) and (t := totals.complete_total(s.points, rubric)) is not None}
    if len(found) < FLAT_FROM or len(set(found.values())) > 1:
        return ()
    total = short(next(iter(found.values())))
    words = say(
        "{n} 份成果的总分都是 {total}，确认没有拉开差距吗？",
        "All {n} entries have {total} points: are they really alike?",
        n=len(found),
        total=total,
    )
    return (Hint(HintKind.FLAT, tuple(found), words),)


def of_steps(entry: str, checklist: Checklist) -> tuple[Hint, ...]:
    """The report's headings against its topic type; nothing is said of a report that cannot be read."""
    absent = [
        say(
            "按课题类型应有“{step}”，报告里没有找到",
            "the topic type needs “{step}”, which was not found in the report",
            step=_name(s.name.zh, s.name.en),
        )
        for s in checklist.missing
    ]
    strange = [
        say("报告第{page}页有“{step}”，与课题类型不符", "page {page} has “{step}”, which does not fit the topic type", page=p.pages[0], step=_name(p.step.name.zh, p.step.name.en))
        for p in checklist.foreign
    ]  # fmt: skip
    return tuple(Hint(HintKind.STEPS, (entry,), words) for words in (*absent, *strange))


def _of_item(sheet: ScoreSheet, item: RubricItem, points: Points | None) -> Hint | None:
    notes = [n for n in sheet.notes if n.item == item.code and n.text.strip()]
    name = _name(item.name.zh, item.name.en)
    if needs_reason(points, item):
        words = say("“{name}”记 0 分，还没有写理由", "“{name}” has 0 points and no reason", name=name)
        return None if notes else Hint(HintKind.ZERO, (sheet.entry,), words, item.code)
    if points is None or not _large(points, item) or any(n.kind in _OPEN for n in notes):
        return None
    words = say(
        "“{name}”扣 {off} 分，还没有记不足",
        "“{name}” has {off} {off:point|points} off and no weakness noted",
        name=name,
        off=short(Points(item.max - points)),
    )
    return Hint(HintKind.DEDUCTION, (sheet.entry,), words, item.code)


def _large(points: Points, item: RubricItem) -> bool:
    return (item.max - points) * 100 >= LARGE_PERCENT * item.max


def _pasted(entries: tuple[str, ...], key: str) -> Hint:
    shown = strung(say("、", ", "), entries)
    words = say("{entries} 的文字相同：“{text}…”", "{entries} have the same text: “{text}…”", entries=shown, text=key[:12])
    return Hint(HintKind.PASTED, entries, words)


def _largest(found: Mapping[str, dict[str, None]]) -> dict[str, dict[str, None]]:
    """One hint for one set of entries, by its longest text."""
    by_entries: dict[tuple[str, ...], str] = {}
    for key, entries in found.items():
        if len(entries) > 1 and len(key) > len(by_entries.get(tuple(entries), "")):
            by_entries[tuple(entries)] = key
    return {key: found[key] for key in by_entries.values()}


def _key(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def _name(zh: str, en: str) -> str:
    return say(zh, en)
