"""Profiles to look at: the sample season's first panel as one judge holds it, half way through, done, handed in, answered.

Nothing of a person's own is in them; times are fixed, so that the same screen gives the same picture.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from app.core.clock import Clock, whole_second
from app.core.paths import resources
from app.models import points
from app.models.entry import DocumentRole, Entry
from app.models.result import Receipt, ReceiptState
from app.models.rubric import TopicType
from app.models.season import Policy, Requirement
from app.models.shape import Points
from app.models.sheet import Note, NoteKind, RecusalReason
from app.packages import documents, sealed_documents
from app.publishing.spreadsheet import read_grids
from app.services import backup
from app.services.judge import free_space, identity, read_entries, receipts, recuse, score, submit, workspace
from app.services.profile import DATABASE, Profile
from tests.fakes import desk_profile
from tests.fakes.desk_profile import People, Plan

SEASON = resources() / "demo" / "season"
NOW = datetime(2026, 7, 9, 6, 5, tzinfo=UTC)
"""14:05 in Shanghai, nine days before the deadline."""
DEADLINE = NOW + timedelta(days=9, hours=5)
ENTRIES = 12
HALF, DONE, SUBMITTED, COUNTED, RETURNED, MISSING, NO_VIDEO = "half", "done", "submitted", "counted", "returned", "missing", "no-video"
FREED, DAMAGED, ASKED, BLIND = "freed", "damaged", "asked", "blind"
ASKS = Policy(proposed_level=Requirement.REQUIRED, remarks_required=Requirement.REQUIRED, remarks_minimum=20, remarks_by_lead=True)
HIDES = Policy(blind_units=True)
SHOWN_CODE = "7KQ2M-XW9TP-4HRCD-N8VJB-3FYGA-6EZS5"
"""A code that is no profile's."""
VIDEO_ENTRY, DRAFT_ENTRY, RECUSED_ENTRY, FREED_ENTRY, TWICE_ENTRY = "Z-005", "Z-004", "X-004", "Z-002", "Z-003"
_ROLES = {
    "成果报告.pdf": DocumentRole.REPORT, "申报表.pdf": DocumentRole.FORM, "推荐表.pdf": DocumentRole.RECOMMENDATION,
    "现场评价表.pdf": DocumentRole.ONSITE, "发表视频.mp4": DocumentRole.VIDEO,
}  # fmt: skip
_KINDS = {
    "问题解决型·自定目标": TopicType.PROBLEM_SELF,
    "问题解决型·指令性目标": TopicType.PROBLEM_ASSIGNED,
    "创新型": TopicType.INNOVATION,
}
_REMARK = "优点：\n1. 选题紧扣现场，理由用数据说明（第4页）\n2. 因果图层次清楚，分析到末端（第8页）\n不足：\n1. 效果检查缺少活动期后的跟踪数据（第21页）\n改进建议：\n1. 补充巩固期数据，并说明推广条件"


def make(home: Path, state: str = HALF) -> None:
    """A profile in `home`, in one of the states above."""
    people = People("龚䶮", "上海计量与测试研究会")
    missing = frozenset(_codes()[:1]) if state == MISSING else frozenset()
    plan = Plan(
        deadline=DEADLINE,
        missing=missing,
        policy={ASKED: ASKS, BLIND: HIDES}.get(state, Policy()),
        units=tuple(line[6] for line in lines()),
    )
    clock = Clock(lambda: NOW - timedelta(minutes=2))
    made = desk_profile.make(
        home,
        plan,
        clock,
        entries_of=lambda profile: _entries(profile, broken=state == NO_VIDEO, led=state == ASKED, blind=state == BLIND),
        people=people,
    )
    _work(made, whole=state in (DONE, SUBMITTED, COUNTED, RETURNED))
    if state == FREED:
        free_space.free(made, (FREED_ENTRY,))
    with made.database.write() as tx:
        backup.note_off_disk(tx, NOW - timedelta(minutes=1), tx.events.mark())  # after the work: nothing asks for a copy
    if state in (SUBMITTED, COUNTED, RETURNED):
        submit.submit(made)
    if state in (COUNTED, RETURNED):
        receipts.accept(made, _receipt(made, people, ReceiptState.COUNTED if state == COUNTED else ReceiptState.RETURNED))
    if state == DAMAGED:
        backup.on_disk(made, "desk")
    made.close()
    if state == DAMAGED:
        store = home / DATABASE
        store.write_bytes(store.read_bytes()[: store.stat().st_size // 2])


@cache
def lines() -> tuple[tuple[str, ...], ...]:
    """The first panel's lines of the sample season's list: code, topic, circle, kind, field, panel, unit, …"""
    grid = next(iter(read_grids(SEASON / "entries.xlsx")))
    return tuple(cells for row in grid.rows if len(cells := tuple(str(c or "") for c in row.cells)) > 6 and cells[5] == "第1组")[:ENTRIES]


def _codes() -> tuple[str, ...]:
    return tuple(line[0] for line in lines())


def _entries(profile: Profile, *, broken: bool, led: bool, blind: bool) -> tuple[Entry, ...]:
    """`led`: each has a 主评, every other one this judge. `blind`: units are hidden."""
    made = tuple(_entry(profile, number, line, broken) for number, line in enumerate(lines(), 1))
    if blind:
        return tuple(replace(e, unit=None) for e in made)
    return tuple(replace(e, lead=desk_profile.JUDGE if e.number % 2 else "J-05") for e in made) if led else made


def _entry(profile: Profile, number: int, line: tuple[str, ...], broken: bool) -> Entry:
    code, title, circle, kind, field, _panel, unit = line[:7]
    papers = []
    for name, role in _ROLES.items():
        if (place := SEASON / "materials" / code / name).exists():
            content = place.read_bytes()[:4000] if broken and role is DocumentRole.VIDEO else place.read_bytes()
            media = "video/mp4" if role is DocumentRole.VIDEO else "application/pdf"
            papers.append(desk_profile.paper(profile, role, name, media, content))
    topic = _KINDS[kind]
    rubric = "CAQ-INNOVATION" if topic is TopicType.INNOVATION else "CAQ-PROBLEM"
    return Entry(code, number, title, circle, topic, "MFG" if field == "制造类" else "SERVICE", rubric, tuple(papers), unit=unit)


def _work(profile: Profile, *, whole: bool) -> None:
    """Five entries scored, one begun, one stood aside from; or all of them scored."""
    recuse.recuse(profile, RECUSED_ENTRY, "原任该公司质量顾问", RecusalReason.OTHER)
    for number, code in enumerate(_codes()):
        if code == RECUSED_ENTRY:
            continue
        items = read_entries.view(profile, code).rubric.items
        if whole or number in (1, 2, 5, 7, 8):
            less = {i.code: Points(i.max - 50 * (1 + (number * 3 + n * 2) % 7)) for n, i in enumerate(items)}
            score.set_points(profile, code, less, remark=_REMARK)
        elif code == DRAFT_ENTRY:
            score.set_points(profile, code, {i.code: Points(i.max - 150) for i in items[:3]})
            score.put_note(profile, code, Note("n-draft-1", NoteKind.STRENGTH, "分层找到症结，逻辑清楚", items[0].code))


def _receipt(profile: Profile, people: People, state: ReceiptState) -> bytes:
    """What the chair says about what was handed in."""
    desk = workspace.load(profile)
    with profile.database.read() as tx:
        snapshot, keys = tx.snapshots.latest(desk.round), identity.keys(tx)
    if snapshot is None:
        raise RuntimeError("nothing was handed in")
    sheets = [read_entries.view(profile, code).sheet for code in _codes() if code != RECUSED_ENTRY]
    total = points.to_text(Points(sum(v for s in sheets for v in s.points.values())))
    reason = "Z-003 的“效果”与总体评价不一致，请核对后再交。" if state is ReceiptState.RETURNED else ""
    receipt = Receipt(
        desk_profile.SEASON,
        1,
        "P-3",
        desk_profile.JUDGE,
        "J-01",
        snapshot.payload_digest,
        state,
        len(sheets),
        1,
        total,
        whole_second(NOW),
        reason,
    )
    return sealed_documents.seal(documents.RECEIPT, receipt, people.chair, [keys.seal.public_hex])[1]
