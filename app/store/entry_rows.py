"""The line of an entry as lists show it, and how rows become values again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, case, func, select

from app.core import text
from app.models.entry import Document, DocumentRole, Entry
from app.models.rubric import TopicType
from app.models.shape import Points
from app.models.sheet import SheetState
from app.store.documents import BlobState
from app.store.tables import BLOBS, DOCUMENTS, ENTRIES, OPENINGS, SUMMARIES

_DIGEST, _STATEMENTS = 64, 64


class Order(StrEnum):
    """What a list is sorted by; equal ones stay in reading order. POSITION is this judge's own reading order."""

    POSITION = "position"
    NUMBER = "number"
    PRESENTATION = "presentation"
    CODE = "code"
    TITLE = "title"
    CIRCLE = "circle"
    UNIT = "unit"
    TOPIC_TYPE = "topic_type"
    FIELD = "field"
    STATE = "state"
    TOTAL = "total"
    FILLED = "filled"


@dataclass(frozen=True)
class EntryRow:
    """One line of the judge's list. `total` in hundredths, None while nothing is filled; `position` counts from 1.

    Documents superseded by a newer one are not counted in `documents_total`.
    """

    code: str
    number: int
    position: int
    title: str
    circle: str
    topic_type: TopicType
    field: str
    rubric: str
    unit: str | None
    presentation: int | None
    lead: str | None
    recusal: str | None
    practice: bool
    withdrawn: bool
    state: SheetState
    total: Points | None
    filled: int
    items: int
    documents_ready: int
    documents_total: int
    has_video: bool
    opened: bool


_FIELDS = tuple(field.name for field in fields(EntryRow))
# looked up, not called: enums are constructed 800 times for a list of 400
_CONVERTED: tuple[tuple[int, Callable[[Any], object]], ...] = (
    (_FIELDS.index("topic_type"), {kind.value: kind for kind in TopicType}.__getitem__),
    (_FIELDS.index("state"), {state.value: state for state in SheetState}.__getitem__),
    *((_FIELDS.index(name), bool) for name in ("practice", "withdrawn", "has_video", "opened")),
)
_state = func.coalesce(SUMMARIES.c.state, SheetState.UNTOUCHED.value)
_total = case((SUMMARIES.c.state != SheetState.RECUSED.value, SUMMARIES.c.total))
"""Points given before a recusal stay in the log and count for nothing."""
_LIFE = {state.value: place for place, state in enumerate(SheetState)}


@cache
def base() -> Select[Any]:
    """Every line of the round `:round`, unsorted. Made once: building it takes longer than running it."""
    ready = func.sum(case((BLOBS.c.state == BlobState.READY.value, 1), else_=0))
    papers = (
        select(
            DOCUMENTS.c.code,
            func.count().label("documents_total"),
            func.coalesce(ready, 0).label("documents_ready"),
            func.max(DOCUMENTS.c.role == DocumentRole.VIDEO.value).label("has_video"),
        )
        .select_from(DOCUMENTS.outerjoin(BLOBS, DOCUMENTS.c.sealed_sha256 == BLOBS.c.sealed_sha256))
        .where(DOCUMENTS.c.round == bindparam("round"), DOCUMENTS.c.superseded == 0)
        .group_by(DOCUMENTS.c.code)
        .subquery()
    )
    mine = ENTRIES.outerjoin(SUMMARIES, (SUMMARIES.c.round == ENTRIES.c.round) & (SUMMARIES.c.entry == ENTRIES.c.code))
    mine = mine.outerjoin(papers, papers.c.code == ENTRIES.c.code)
    mine = mine.outerjoin(OPENINGS, (OPENINGS.c.round == ENTRIES.c.round) & (OPENINGS.c.entry == ENTRIES.c.code))
    shown = {
        **{column.name: column for column in ENTRIES.c if column.name in _FIELDS},
        "state": _state,
        "total": _total,
        "filled": func.coalesce(SUMMARIES.c.filled, 0),
        "documents_ready": func.coalesce(papers.c.documents_ready, 0),
        "documents_total": func.coalesce(papers.c.documents_total, 0),
        "has_video": func.coalesce(papers.c.has_video, 0),
        "opened": OPENINGS.c.at.is_not(None),
    }
    return select(*(shown[name].label(name) for name in _FIELDS)).select_from(mine).where(ENTRIES.c.round == bindparam("round"))


def query(
    round_number: int, *, state: SheetState | None, field: str | None, words: str | None, order: Order, descending: bool
) -> tuple[Select[Any], dict[str, Any]]:
    """The list, filtered and sorted: the statement and what it is to be run with."""
    sought = dict(enumerate(text.fold(words or "").split()))
    wanted: dict[str, Any] = {"round": round_number} | {f"word{n}": word for n, word in sought.items()}
    if state is not None:
        wanted["state"] = state.value
    if field is not None:
        wanted["field"] = field
    return _query(state is not None, field is not None, len(sought), order, descending), wanted


@lru_cache(_STATEMENTS)
def _query(state: bool, field: bool, words: int, order: Order, descending: bool) -> Select[Any]:
    found = base()
    if state:
        found = found.where(_state == bindparam("state"))
    if field:
        found = found.where(ENTRIES.c.field == bindparam("field"))
    for n in range(words):
        found = found.where(func.instr(ENTRIES.c.folded, bindparam(f"word{n}")) > 0)
    wanted = _sorted_by(order)
    return found.order_by(wanted.is_(None), wanted.desc() if descending else wanted, ENTRIES.c.position)


def _sorted_by(order: Order) -> ColumnElement[Any]:
    if order is Order.STATE:
        return case(_LIFE, value=_state)
    if order in (Order.TOTAL, Order.FILLED):
        return _total if order is Order.TOTAL else SUMMARIES.c[order.value]
    return ENTRIES.c[order.value]


def row_of(row: Row[Any]) -> EntryRow:
    """A database row, in the order of `EntryRow`'s fields, as the frozen line."""
    values = list(row)
    for place, convert in _CONVERTED:
        values[place] = convert(values[place])
    return EntryRow(*values)


def entry_of(row: Row[Any], documents: tuple[Document, ...]) -> Entry:
    """A database row and its documents as the field's frozen value."""
    return Entry(
        code=row.code,
        number=row.number,
        title=row.title,
        circle=row.circle,
        topic_type=TopicType(row.topic_type),
        field=row.field,
        rubric=row.rubric,
        documents=documents,
        unit=row.unit,
        recommender=row.recommender,
        recommender_opinion=row.recommender_opinion,
        recommender_rank=row.recommender_rank,
        presentation=row.presentation,
        lead=row.lead,
        recusal=row.recusal,
        practice=bool(row.practice),
        withdrawn=bool(row.withdrawn),
    )


def document_of(row: Row[Any]) -> Document:
    """A database row as the field's frozen value."""
    return Document(
        role=DocumentRole(row.role),
        title=row.title,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        sealed_size=row.sealed_size,
        sealed_sha256=row.sealed_sha256,
        chunks=tuple(row.chunks[start : start + _DIGEST] for start in range(0, len(row.chunks), _DIGEST)),
        identity=row.identity,
        supersedes=row.supersedes,
    )
