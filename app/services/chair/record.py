"""代录: sheets that came on paper or as somebody's own table, copied twice, compared cell by cell, never mistaken for signed ones.

Only entries on which both passes agree, and which are complete, count. Wherever their points appear stands 未签名，组长代录. A
signed package of the same judge that comes later waits for the chair's choice. All of this is behind the gate: whoever copies
a colleague's points reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.core.clock import whole_second
from app.core.ids import new_event_id
from app.core.text import tidy
from app.core.words import say, to_keep
from app.models import points as written
from app.models.assignment import PanelMember
from app.models.chairing import PaperPass, PaperSheet, RecordedSheets, Step, StepKind
from app.models.changes import Changes, Topic, changed
from app.models.decision import Decision, DecisionKind, Scope
from app.models.rubric import Rubric
from app.models.shape import Points
from app.packages import documents
from app.scoring import double_entry, lengths
from app.scoring.double_entry import CellPair, Passes
from app.scoring.validate import require_points
from app.services.chair import one_meeting, paper_table, shelves, steps
from app.services.chair import panel as panels
from app.services.chair.panel import UNSIGNED, Panel
from app.services.chair.paper_passes import (
    FIRST,
    SECOND,
    member_of,
    open_panel,
    pass_key,
    pass_number,
    pass_of,
    refused,
    rubrics_of,
    sheets_of,
    source_of,
    unknown,
)
from app.services.chair.paper_table import ZeroCell
from app.services.profile import Profile


@dataclass(frozen=True)
class GridRow:
    """One entry of a pass: points by item as this pass typed them (never the other pass's), or the recusal's words."""

    code: str
    title: str
    rubric: str
    points: dict[str, Points]
    recused: str
    complete: bool


@dataclass(frozen=True)
class Difference:
    """One cell on which the passes disagree: each as text ("26", "", "回避"), and words ("Z-001 原因分析：第一遍 26，第二遍 24")."""

    entry: str
    item: str
    first: str
    second: str
    words: str


@dataclass(frozen=True)
class Comparison:
    """Both passes side by side: entries agreed and complete, differing cells, entries not finished in one of the passes, and of these in the
    first; `alone`: how many entries the first pass finishes by itself."""

    judge: str
    name: str
    agreed: tuple[str, ...]
    differences: tuple[Difference, ...]
    unfinished: tuple[str, ...]
    open_first: tuple[str, ...]
    alone: int


@dataclass(frozen=True)
class FileRead:
    """A pass that a table filled: how the passes compare now, its zeros, and what is to be said of the file (paper_table)."""

    comparison: Comparison
    zeros: tuple[ZeroCell, ...]
    said: tuple[str, ...]


@dataclass(frozen=True)
class Adopted:
    """What counts now: the step, the judge, how many sheets, the digest that stands for them, and the sentence that says so."""

    step: str
    judge: str
    name: str
    sheets: int
    recused: int
    payload: str
    words: str


def candidates(profile: Profile, *, round_number: int | None = None) -> tuple[str, ...]:
    """Judges whose sheets can be copied: members with something to score and no signed file. Behind the gate, as all of this."""
    panel = open_panel(profile, round_number)
    signed = {a.ref.judge for a in panel.arrived if a.ref.payload not in panel.aside} | {panel.desk.manifest.judge}
    return tuple(m.judge for m in panel.members if panels.assigned(m) and m.judge not in signed)


def grid(profile: Profile, judge: str, number: int, *, round_number: int | None = None) -> tuple[GridRow, ...]:
    """One pass (FIRST or SECOND) as typed so far, in the panel's order; durable, so a crash loses nothing."""
    panel = open_panel(profile, round_number)
    rubrics, typed = rubrics_of(panel, member_of(panel, judge)), sheets_of(pass_of(profile, panel, judge, number))
    rows = []
    for code, rubric in rubrics.items():
        sheet = typed.get(code) or PaperSheet(code, {})
        rows.append(
            GridRow(code, panel.by_code[code].title, rubric.id, dict(sheet.points), sheet.recused, double_entry.finished(sheet, rubric))
        )
    return tuple(rows)


def type_points(
    profile: Profile, judge: str, number: int, entry: str, points: Mapping[str, Points | None], *, round_number: int | None = None
) -> Changes:
    """Keep what was typed for one entry in one pass (None clears an item). Raises InvalidPoints, UsageError."""
    panel = open_panel(profile, round_number)
    code, rubric = _entry(panel, judge, entry)
    held = sheets_of(pass_of(profile, panel, judge, number)).get(code) or PaperSheet(code, {})
    typed = dict(held.points)
    for key, value in points.items():
        item = rubric.item(key.strip().upper())
        if item is None:
            raise unknown(say("评分表里没有“{item}”这一项。", "The rubric has no item “{item}”.", item=key[:40]))
        if value is None:
            typed.pop(item.code, None)
        else:
            typed[item.code] = require_points(value, item)
    return _keep(profile, panel, judge, number, PaperSheet(code, typed))


def type_recusal(profile: Profile, judge: str, number: int, entry: str, words: str, *, round_number: int | None = None) -> Changes:
    """The paper says 回避 for this entry; empty words take it back."""
    panel = open_panel(profile, round_number)
    code, _ = _entry(panel, judge, entry)
    return _keep(profile, panel, judge, number, PaperSheet(code, {}, tidy(words).strip()[:300]))


def read_file(profile: Profile, judge: str, number: int, file: Path, *, round_number: int | None = None) -> tuple[FileRead, Changes]:
    """Take a whole pass from a table (XLSX or CSV: our template, or the judge's own); replaces what the pass held.

    Raises InvalidEntry naming the cells that cannot be read: nothing is kept. FormatError, TooLarge.
    """
    panel = open_panel(profile, round_number)
    member = member_of(panel, judge)
    table = paper_table.read(file, panel, member)
    made = PaperPass(member.judge, panel.desk.round, pass_number(number), file.name[:300], table.sheets)
    with profile.database.write() as tx:
        shelves.PASSES.put(tx, pass_key(panel, member.judge, number), made)
    found = compare(profile, member.judge, round_number=round_number)
    return FileRead(found, table.zeros, table.said), changed(Topic.PANEL)


def compare(profile: Profile, judge: str, *, round_number: int | None = None) -> Comparison:
    """Where the passes agree and where not."""
    panel = open_panel(profile, round_number)
    member = member_of(panel, judge)
    return comparison(panel, member, _compared(profile, panel, member))


def comparison(panel: Panel, member: PanelMember, found: Passes) -> Comparison:
    """The same for a screen."""
    told = tuple(_difference(panel, d) for d in found.differences)
    alone = len(rubrics_of(panel, member)) - len(found.open_first)
    return Comparison(member.judge, member.name, tuple(s.entry for s in found.agreed), told, found.unfinished, found.open_first, alone)


def adopt(
    profile: Profile, judge: str, reason: str, *, own_table: bool = False, round_number: int | None = None
) -> tuple[Adopted, Changes]:
    """Let the agreed sheets count, as one step to undo. `own_table`: the first pass is the judge's own table, which nobody copied,
    so it needs no second.

    Raises UsageError `deputy`, `no-reason`, `nothing-agreed`, `signed` (a signed file of this judge is held).
    """
    panel = open_panel(profile, round_number)
    member = require_copied(profile, panel, member_of(panel, judge))
    if not (reason := tidy(reason).strip()):
        raise refused("no-reason", say("代录需要写明理由。", "Copying sheets needs a reason."))
    lengths.require_within(say("理由", "The reason"), reason, beside=len(UNSIGNED) + 1)
    found = _compared(profile, panel, member, own_table=own_table)
    if not found.agreed:
        raise refused("nothing-agreed", say("没有一份成果两遍录入一致。", "The passes agree on no entry."))
    return _adopt(profile, panel, member, found, reason, own_table)


def require_copied(profile: Profile, panel: Panel, member: PanelMember) -> PanelMember:
    """The member, whose sheets can be copied here. Raises UsageError `deputy`, `signed`."""
    one_meeting.require(panel)
    if member.judge not in candidates(profile, round_number=panel.desk.round):
        raise refused(
            "signed",
            say("{name} 已有本人签名的评分文件，不能代录。", "There is a signed file of {name}; nothing is copied.", name=member.name),
        )
    return member


def _adopt(profile: Profile, panel: Panel, member: PanelMember, found: Passes, reason: str, own_table: bool) -> tuple[Adopted, Changes]:
    at, earlier = steps.moment(profile, panel), panel.unsigned().get(member.judge)
    sequence = max((r.value.sequence for r in panel.recorded if r.value.judge == member.judge), default=0) + 1
    source = source_of([pass_of(profile, panel, member.judge, n) for n in ((FIRST,) if own_table else (FIRST, SECOND))])
    made = RecordedSheets(member.judge, panel.desk.round, sequence, whole_second(at), panel.desk.manifest.judge, source, found.agreed)
    digest = documents.value_digest(made)
    choice = Decision(
        new_event_id(), at, Scope.PANEL, DecisionKind.CHOOSE_PACKAGE, f"{UNSIGNED}：{reason}", judge=member.judge,
        before=earlier.digest if earlier else None, after=digest, round=panel.desk.round,
    )  # fmt: skip
    recused = sum(bool(s.recused) for s in found.agreed)
    count = len(found.agreed) - recused
    words = say(
        "代录 {judge} {name} 的评分：{n} 份（未签名）",
        "copied sheets of {judge} {name}: {n} (unsigned)",
        judge=member.judge,
        name=member.name,
        n=count,
    )
    step = Step(new_event_id(), at, panel.desk.round, StepKind.RECORD, to_keep(words), decisions=(choice.id,), recorded=(digest,))
    with profile.database.write() as tx:
        shelves.RECORDED.put(tx, digest, made)
        steps.keep(tx, step, [choice])
    entries = tuple(s.entry for s in found.agreed)
    return Adopted(step.id, member.judge, member.name, count, recused, digest, words), changed(Topic.PANEL, entries=entries)


def _entry(panel: Panel, judge: str, entry: str) -> tuple[str, Rubric]:
    code, rubrics = entry.strip().upper(), rubrics_of(panel, member_of(panel, judge))
    if code not in rubrics:
        raise unknown(say("{judge} 的名单里没有成果 {code}。", "{code} is not on the list of {judge}.", judge=judge[:40], code=code[:40]))
    return code, rubrics[code]


def _keep(profile: Profile, panel: Panel, judge: str, number: int, sheet: PaperSheet) -> Changes:
    held = pass_of(profile, panel, judge, number)
    sheets = {**sheets_of(held), sheet.entry: sheet}
    with profile.database.write() as tx:
        shelves.PASSES.put(tx, pass_key(panel, held.judge, number), replace(held, sheets=tuple(sheets.values()), half=None))
    return changed(Topic.PANEL, entries=(sheet.entry,))


def _compared(profile: Profile, panel: Panel, member: PanelMember, *, own_table: bool = False) -> Passes:
    first = sheets_of(pass_of(profile, panel, member.judge, FIRST))
    second = first if own_table else sheets_of(pass_of(profile, panel, member.judge, SECOND))
    return double_entry.compare(rubrics_of(panel, member), first, second)


def _difference(panel: Panel, pair: CellPair) -> Difference:
    item = panel.rubric_of(pair.entry).item(pair.item)
    name = say(item.name.zh, item.name.en) if item else say("是否回避", "recused or not")
    first, second = _cell(pair, pair.first), _cell(pair, pair.second)
    words = say(
        "{code} {name}：第一遍 {a}，第二遍 {b}", "{code} {name}: first {a}, second {b}", code=pair.entry, name=name, a=first, b=second
    )
    return Difference(pair.entry, pair.item, first, second, words)


def _cell(pair: CellPair, value: int | None) -> str:
    if value is None:
        return "" if pair.item else say("回避", "recused")
    return written.short(Points(value))
