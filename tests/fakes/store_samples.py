"""Values that the store's tests put in: small, real in shape, made without randomness."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from itertools import count

from app.core.clock import Clock
from app.core.ids import new_event_id
from app.models.assignment import Manifest
from app.models.entry import Document, DocumentRole, Entry
from app.models.roster import PanelRole
from app.models.rubric import TopicType
from app.models.shape import Points
from app.models.sheet import EventKind, ScoreEvent
from app.store.values import points_value

KEY = bytes(range(32))
NOON = datetime(2026, 7, 9, 4, 0, tzinfo=UTC)
_TITLES = ("降低注塑件飞边不良率", "缩短客户投诉响应时间", "提高焊接一次合格率", "新型快换工装的研制")


class SteppingClock(Clock):
    """Every look at it is one second later."""

    def __init__(self, start: datetime = NOON) -> None:
        seconds = count()
        super().__init__(lambda: start + timedelta(seconds=next(seconds)))


def digest(text: str) -> str:
    """A digest that names `text`."""
    return hashlib.sha256(text.encode()).hexdigest()


def scored(points: int | None, item: str = "CAUSE", entry: str = "Z-001", round_number: int = 1) -> ScoreEvent:
    """A fresh event that sets (or clears) the points of one item."""
    value = None if points is None else points_value(Points(points))
    return ScoreEvent(new_event_id(), NOON, round_number, entry, EventKind.POINTS, item, value)


def paper(entry: str, role: DocumentRole = DocumentRole.REPORT, edition: str = "", supersedes: str | None = None) -> Document:
    """A document whose digests come from its name."""
    name = f"{entry}-{role}{edition}"
    media_type = "video/mp4" if role is DocumentRole.VIDEO else "application/pdf"
    chunks = tuple(digest(f"{name}-{n}") for n in range(3))
    return Document(
        role, f"{name}.pdf", media_type, 1000, digest(name), 1200, digest(name + "-sealed"), chunks, digest(name + "-key"), supersedes
    )


def entry(number: int, **changes: object) -> Entry:
    """Entry Z-<number> with a report and, every fourth, a video."""
    code = f"Z-{number:03}"
    documents = (paper(code), paper(code, DocumentRole.VIDEO)) if number % 4 == 0 else (paper(code),)
    values: dict[str, object] = {
        "code": code,
        "number": number,
        "title": f"{_TITLES[number % 4]}之{number}",
        "circle": f"启明星{number}QC小组",
        "topic_type": list(TopicType)[number % 3],
        "field": ("MFG", "SERVICE")[number % 2],
        "rubric": "PROBLEM",
        "documents": documents,
        "unit": f"上海第{number}机械有限公司",
    }
    return Entry(**{**values, **changes})  # type: ignore[arg-type]


def manifest(*entries: Entry, start: int = 0, sequence: int = 1) -> Manifest:
    """An assignment of these entries to judge J-01."""
    return Manifest(
        season="qc0123456789abcdef",
        round=1,
        judge="J-01",
        assignment="A-01",
        sequence=sequence,
        published=NOON,
        name="王工",
        judge_unit="某某研究所",
        panel="P-3",
        role=PanelRole.JUDGE,
        entries=entries,
        units=(),
        start=start,
        inboxes=(),
    )
