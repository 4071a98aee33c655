"""From notes to paper: 成稿 writes a judge's notes into 总体评价, and later notes into a text that was edited since.

What a judge has written is never overwritten: a merge only inserts, or replaces a line that stands exactly as it was
composed and whose note has changed. Private notes never get in; notes for the panel only where the panel reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.core.text import minutes
from app.core.words import say
from app.models.rubric import Rubric
from app.models.sheet import Audience, Note, NoteKind
from app.scoring import remark_sections as sections

_NO_ACCIDENT = 8
_READERS = {Audience.FEEDBACK: (Audience.FEEDBACK,), Audience.PANEL: (Audience.FEEDBACK, Audience.PANEL), Audience.PRIVATE: tuple(Audience)}


@dataclass(frozen=True)
class Offer:
    """Notes that a text lacks, notes whose line stands as composed but has changed, and lines whose note is gone or no
    longer for this reader: those stay, the judge decides."""

    new: tuple[Note, ...] = ()
    changed: tuple[Note, ...] = ()
    withdrawn: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The question to ask, empty when there is nothing to merge."""
        if self.new:
            return say("新增 {n} 条，并入？", "{n} {n:new note|new notes}: merge them?", n=len(self.new))
        return say("{n} 条已修改，更新？", "{n} {n:note|notes} changed: update them?", n=len(self.changed)) if self.changed else ""


@dataclass(frozen=True)
class Merged:
    """The text after merging, and the line each merged note has in it, by note id."""

    text: str
    lines: Mapping[str, str] = field(default_factory=dict)


def for_reader(notes: Iterable[Note], reader: Audience = Audience.FEEDBACK) -> tuple[Note, ...]:
    """The notes this reader may see; a text for the circle has no notes of the panel, and nobody's has private ones."""
    return tuple(n for n in notes if n.audience in _READERS[reader] and n.text.strip())


def line_of(note: Note, documents: Mapping[str, str] | None = None) -> str:
    """The note on one line with its place: "…（第9页）", "…（视频 2:05）". `documents`: digest → name to show, "" for the report."""
    text = " ".join(note.text.split()).rstrip("。；;. ")
    place = _place(note, documents or {})
    return text + say("（{place}）", " ({place})", place=place) if place else text


def compose(
    notes: Iterable[Note], rubric: Rubric, *, reader: Audience = Audience.FEEDBACK, documents: Mapping[str, str] | None = None
) -> Merged:
    """A fresh text: 优点：1. … 2. …, 不足：…, 改进建议：… in the rubric's order, each suggestion naming the weakness it answers."""
    return merge("", merge_offer("", {}, notes, reader=reader, documents=documents), notes, rubric, documents=documents)


def merge_offer(
    existing: str,
    composed: Mapping[str, str],
    notes: Iterable[Note],
    *,
    reader: Audience = Audience.FEEDBACK,
    documents: Mapping[str, str] | None = None,
) -> Offer:
    """What could be merged into `existing`; `composed`: note id → line merged before (edited or deleted since, it stays so)."""
    seen = for_reader(notes, reader)
    lines = {n.id: line_of(n, documents) for n in seen}
    new = tuple(n for n in seen if n.id not in composed and not _stands(existing, n.kind, lines[n.id]))
    changed = tuple(n for n in seen if n.id in composed and lines[n.id] != composed[n.id] and existing.count(composed[n.id]) == 1)
    withdrawn = tuple(line for note_id, line in composed.items() if note_id not in lines and line in existing)
    return Offer(new, changed, withdrawn)


def merge(
    existing: str,
    offer: Offer,
    notes: Iterable[Note],
    rubric: Rubric,
    *,
    composed: Mapping[str, str] | None = None,
    documents: Mapping[str, str] | None = None,
) -> Merged:
    """Insert the new notes behind what stands in their sections and update changed lines; everything else stays as it is.

    `notes` are all notes of the sheet, for the order and for the weaknesses that suggestions answer.
    """
    text, lines, known = existing, dict[str, str](), {n.id: n for n in notes}
    for note in offer.changed:
        lines[note.id] = line_of(note, documents)
        text = text.replace((composed or {})[note.id], lines[note.id])
    standing = {**(composed or {}), **{n.id: line_of(n, documents) for n in known.values()}}
    for note in _ordered(offer.new, known, rubric):
        lines[note.id] = line_of(note, documents)
        number = sections.number_of(text, NoteKind.WEAKNESS, standing[note.answers]) if note.answers in standing else None
        answer = say("（针对不足{n}）", "(on weakness {n}) ", n=number) if number and note.kind is NoteKind.SUGGESTION else ""
        text = sections.insert(text, note.kind, answer + lines[note.id])
    return Merged(text, lines)


def _stands(text: str, kind: NoteKind, line: str) -> bool:
    """Whether a text already has a line as a point of its section, or anywhere when it is long enough to be no accident."""
    return sections.number_of(text, kind, line) is not None or (len(line) >= _NO_ACCIDENT and line in text)


def _ordered(new: Sequence[Note], known: Mapping[str, Note], rubric: Rubric) -> list[Note]:
    """Weaknesses before the suggestions that answer them; within a kind by item, then by page or second."""
    kinds, items = list(NoteKind), [i.code for i in rubric.items]

    def place(note: Note) -> tuple[int, int, int]:
        anchor = note.anchor
        item = items.index(note.item) if note.item in items else len(items)
        return item, (anchor.page or 0) if anchor else 0, (anchor.moment or 0) if anchor else 0

    return sorted(new, key=lambda n: (kinds.index(n.kind), place(known.get(n.answers or "", n)), place(n)))


def _place(note: Note, documents: Mapping[str, str]) -> str:
    anchor = note.anchor
    if anchor is None:
        return ""
    name = documents.get(anchor.document, "")
    if anchor.page is not None:
        return say("{name}第{n}页", "{name} p. {n}", name=name, n=anchor.page).strip()
    if anchor.moment is not None:
        return say("视频 {time}", "video {time}", time=minutes(anchor.moment))
    return name
