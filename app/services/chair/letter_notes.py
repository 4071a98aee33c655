"""What a letter to a circle can be made of: the judges' notes on one entry by item, and each note's place in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.words import say
from app.models.rubric import Rubric
from app.models.sheet import Anchor, Audience, Note, NoteKind
from app.services.chair import panel as panels
from app.services.chair.panel import Panel

_LATE = 1 << 30
"""Behind every page and second."""


@dataclass(frozen=True)
class NoteOffer:
    """One judge's note, for the screen: who wrote it, where it points, whether it is in the letter, whether it is new since the last save."""

    note: str
    judge: str
    name: str
    kind: NoteKind
    text: str
    item: str | None
    step: str
    anchor: Anchor | None
    audience: Audience
    ticked: bool
    fresh: bool
    place: str = ""
    """Where it belongs, as the letter says it."""


@dataclass(frozen=True)
class ItemNotes:
    """Notes under one item of the rubric (item "": about the whole), feedback ones first."""

    item: str
    name: str
    notes: tuple[NoteOffer, ...]


def of_entry(panel: Panel, code: str) -> tuple[tuple[str, Note], ...]:
    """(judge, note) of every counted package's notes on the entry, by judge, then by page or second, then as they were written (a package
    has them in that order; an id says nothing). Private ones never leave their laptops; should another
    program have sent one, it is not shown here either."""
    return tuple(
        (judge, note)
        for judge, arrived in sorted(panel.counted().items())
        for comments in arrived.parts.comments
        if comments.entry == code
        for note in sorted(comments.notes, key=where)
        if note.audience is not Audience.PRIVATE
    )


def where(note: Note) -> tuple[int, int]:
    """For sorting: pages before the video, what points nowhere last."""
    anchor = note.anchor
    return (anchor.page or _LATE, anchor.moment or 0) if anchor else (_LATE, _LATE)


def remarks(panel: Panel, code: str) -> dict[str, str]:
    """Judge's name → 总体评价."""
    names = panels.names(panel.members)
    return {
        names.get(judge, judge): c.remark
        for judge, arrived in sorted(panel.counted().items())
        for c in arrived.parts.comments
        if c.entry == code and c.remark
    }


def by_item(panel: Panel, code: str, ticked: Iterable[str], seen: Iterable[str]) -> tuple[ItemNotes, ...]:
    """The notes under each item in the rubric's order; those about no item last."""
    rubric, names, chosen, known = panel.rubric_of(code), panels.names(panel.members), set(ticked), set(seen)
    found: dict[str, list[NoteOffer]] = {code: [] for code in (*(i.code for i in rubric.items), "")}
    for judge, note in of_entry(panel, code):
        place = note.item if note.item in found else ""
        found[place or ""].append(
            NoteOffer(
                note.id, judge, names.get(judge, judge), note.kind, note.text, note.item, note.step or "", note.anchor, note.audience, note.id in chosen,
                note.id not in known, place_words(rubric, note),
            )
        )  # fmt: skip
    kinds = list(NoteKind)
    titles = {i.code: say(i.name.zh, i.name.en) for i in rubric.items} | {"": say("总体", "overall")}
    ordered = {c: sorted(n, key=lambda o: (o.audience is not Audience.FEEDBACK, kinds.index(o.kind), o.judge)) for c, n in found.items()}
    return tuple(ItemNotes(code, titles[code], tuple(notes)) for code, notes in ordered.items() if notes)


def place_words(rubric: Rubric, note: Note) -> str:
    """Where a note belongs, as the letter says it: "原因分析 · 第12页". In Chinese, as the letter is, whatever the window speaks."""
    item = rubric.item(note.item) if note.item else None
    parts = [item.name.zh if item else "", note.step or "" if item is None else "", _anchor_words(note.anchor)]
    return " · ".join(p for p in parts if p)


def _anchor_words(anchor: Anchor | None) -> str:
    if anchor is None:
        return ""
    if anchor.page is not None:
        return f"第{anchor.page}页"
    return f"{anchor.moment // 60_000:02d}:{anchor.moment // 1000 % 60:02d}" if anchor.moment is not None else ""
