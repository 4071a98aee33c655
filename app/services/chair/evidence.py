"""Evidence side by side: of one entry every judge's points by item, and the notes with the places they point at.

Only what travelled in the packages: 私记 never left its laptop, and one in a forged file is left out here. Whoever stands
aside from an entry is shown none of it, the chair too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.core.errors import UsageError
from app.core.words import say
from app.models.rubric import Rubric, RubricItem
from app.models.shape import Points
from app.models.sheet import Audience, Note, NoteKind
from app.scoring.view import PanelRow
from app.services.chair import leading, letter_notes
from app.services.chair import panel as panels
from app.services.chair.evidence_places import Held, Medium, Place, held, place_of
from app.services.chair.no_entry import row_of
from app.services.chair.panel import Panel
from app.services.chair.results import results
from app.services.chair.spread_list import item_limit
from app.services.judge import open_document as opening
from app.services.judge.open_document import OpenDocument
from app.services.judge.read_entries import DocumentView
from app.services.profile import Profile

__all__ = ["WHOLE", "Clue", "EntryEvidence", "ItemEvidence", "JudgeEvidence", "Medium", "Place", "evidence", "open_place"]

WHOLE = ""
"""The code under which totals, and notes about no single item, stand."""


@dataclass(frozen=True)
class Clue:
    """One judge's note on the item. `group` is 组内 or 反馈, never 私记; a remark on the whole has no kind and no place."""

    id: str
    judge: str
    kind: NoteKind | None
    text: str
    group: Audience
    place: Place | None = None


@dataclass(frozen=True)
class JudgeEvidence:
    """One judge on one item. `points` as they count, `independent` as handed in (hundredths, None: missing); `mark` ▲ ▽ when the
    judge's total is left out by trimming; `recused` shows nothing else; `unsigned`: copied by the chair, without notes."""

    judge: str
    points: Points | None
    independent: Points | None
    mark: str
    recused: bool
    unsigned: bool
    clues: tuple[Clue, ...]


@dataclass(frozen=True)
class ItemEvidence:
    """One item (code WHOLE: totals and what is about no single item): full points, 极差 and its limit in hundredths, the judges."""

    item: str
    name: str
    full: Points
    range: Points | None
    limit: Points
    flag: bool
    judges: tuple[JudgeEvidence, ...]


@dataclass(frozen=True)
class EntryEvidence:
    """`names`: judge → heading in the panel's order. `avoid`: "请顾长青回避", and then there are no items.

    `first`: the item to look at first, where the judges differ most by share of its full points. `documents`: what is open to the chair.
    """

    code: str
    title: str
    names: Mapping[str, str]
    items: tuple[ItemEvidence, ...]
    first: str
    avoid: str = ""
    documents: tuple[DocumentView, ...] = ()

    def item(self, code: str) -> ItemEvidence | None:
        """The item with this code, or None."""
        return next((i for i in self.items if i.item == code), None)

    def named(self, text: str) -> ItemEvidence:
        """The item by code, number in the list (1…) or name, as judges call it. Raises UsageError that lists the codes."""
        key = text.strip()
        numbered = {str(n): i for n, i in enumerate(self.items, 1)}
        found = self.item(key.upper()) or numbered.get(key) or next((i for i in self.items if i.name == key), None)
        if found is None:
            raise UsageError(
                say("评分表里没有“{key}”这一项。", "The rubric has no item “{key}”.", key=key[:40]),
                say("项目：{all}", "Its items: {all}", all="、".join(f"{n}={i.name}" for n, i in numbered.items())), reason="unknown-item",
            )  # fmt: skip
        return found


def evidence(profile: Profile, code: str, *, round_number: int | None = None) -> EntryEvidence:
    """Behind the gate. Raises UsageError for an unknown entry."""
    panel, view = results(profile, round_number=round_number)
    row = row_of(view, code)
    names = {j: h for j, h in panels.headings(panel).items() if j in row.scores}
    widest = row.spread.widest
    first = widest.item if widest else WHOLE
    if avoid := leading.avoid_words(panel, row):
        return EntryEvidence(row.code, row.title, names, (), first, avoid)
    with profile.database.read() as tx:
        documents = held(tx, panel.desk.manifest.entry(row.code))
    items = _items(panel, row, tuple(names), _clues(panel, documents, row))
    return EntryEvidence(row.code, row.title, names, tuple(items), first, documents=tuple((documents or {}).values()))


def open_place(profile: Profile, code: str, document: str, *, round_number: int | None = None) -> OpenDocument:
    """The document a note points at, for its picture; opening it is no reading of the chair's own review.

    Behind the gate. Raises UsageError when the chair stands aside (`recused`) or the file is not here, TrustError when it was changed.
    """
    panels.require_open(panels.load(profile, round_number))
    return opening.open_document(profile, code, document, round_number=round_number, note_opening=False)


def _items(panel: Panel, row: PanelRow, judges: tuple[str, ...], clues: Mapping[str, Iterable[Clue]]) -> Iterable[ItemEvidence]:
    rubric, limits = panel.rubric_of(row.code), panel.desk.season.policy.spread
    spreads = {s.item: s for s in row.spread.items}
    for item in rubric.items:
        found = spreads.get(item.code)
        yield ItemEvidence(
            item.code, say(item.name.zh, item.name.en), item.max, found.range if found else None, item_limit(item.max, limits),
            bool(found and found.flag), tuple(_judge(panel, row, j, item, clues.get(item.code, ())) for j in judges),
        )  # fmt: skip
    yield ItemEvidence(
        WHOLE, say("总体", "Overall"), Points(sum(i.max for i in rubric.items)), row.spread.range, limits.range, row.spread.wide,
        tuple(_judge(panel, row, j, None, clues.get(WHOLE, ())) for j in judges),
    )  # fmt: skip


def _judge(panel: Panel, row: PanelRow, judge: str, item: RubricItem | None, clues: Iterable[Clue]) -> JudgeEvidence:
    mark = {row.dropped_high: "▲", row.dropped_low: "▽"}.get(judge, "")
    if item is None:
        points, own = row.scores.get(judge), row.independent.get(judge)
    else:
        points = row.by_judge.get(judge, {}).get(item.code)
        own = _handed_in(panel, judge, row.code).get(item.code, points)
    aside = judge in row.recused
    shown = () if aside else tuple(c for c in clues if c.judge == judge)
    return JudgeEvidence(judge, points, own, mark, aside, judge in panel.unsigned(), shown)


def _handed_in(panel: Panel, judge: str, code: str) -> Mapping[str, Points]:
    arrived = panel.counted().get(judge)
    parts = arrived.parts.points if arrived is not None else ()
    return next((p.points for p in parts if p.entry == code), {})


def _clues(panel: Panel, documents: Held | None, row: PanelRow) -> dict[str, list[Clue]]:
    """Item → what was noted about it, in the order of kinds; the remarks last under the whole."""
    rubric, found = panel.rubric_of(row.code), dict[str, list[Clue]]()
    kinds = list(NoteKind)
    notes = sorted(letter_notes.of_entry(panel, row.code), key=lambda n: (kinds.index(n[1].kind), letter_notes.where(n[1])))
    for judge, note in notes:
        if note.audience is not Audience.PRIVATE:
            place = place_of(documents, note.anchor) if note.anchor is not None else None
            found.setdefault(_item_of(note, rubric), []).append(Clue(note.id, judge, note.kind, note.text, note.audience, place))
    for judge, arrived in sorted(panel.counted().items()):
        for comments in arrived.parts.comments:
            if comments.entry == row.code and comments.remark:
                found.setdefault(WHOLE, []).append(Clue(f"remark {judge}", judge, None, comments.remark, Audience.PANEL))
    return found


def _item_of(note: Note, rubric: Rubric) -> str:
    return note.item if note.item and rubric.item(note.item) is not None else WHOLE
