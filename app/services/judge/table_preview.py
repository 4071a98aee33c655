"""Many scores at once, seen before they count: what each cell would change, and why some cannot be taken.

A preview is judged against the rubrics and the sheets as they stand, applied whole in one transaction, and is one
step of undo. It holds only as long as nothing it would change has changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.core.errors import InvalidEntry, UsageError
from app.core.words import say, strung
from app.models import points as written
from app.models.changes import NOTHING, Changes, Topic, changed
from app.models.entry import Entry
from app.models.rubric import Rubric
from app.models.shape import Points
from app.models.sheet import EventKind, ScoreSheet
from app.publishing.score_table import TOTAL, ScoreCell
from app.scoring.cells import CellKind, read_cell
from app.services.judge import workspace
from app.services.judge.score import Change, append, group_of, refresh_summary, stands
from app.services.judge.workspace import Workspace
from app.services.profile import Profile
from app.store import values
from app.store.database import Transaction

RECUSAL = "recusal"
"""In place of an item: the cell says of the whole entry that it is 回避, or is so no longer; its text says which."""


class CellState(StrEnum):
    NEW = "new"
    UNCHANGED = "unchanged"
    PROBLEM = "problem"


@dataclass(frozen=True)
class CellPreview:
    """One cell: the points that stand, those that would stand (hundredths, None blank), or what is wrong in words."""

    place: str
    entry: str
    item: str
    text: str
    state: CellState
    before: Points | None = None
    after: Points | None = None
    words: str = ""

    @property
    def reason(self) -> str:
        """The problem with its place: "C7: 最高 30"."""
        return f"{self.place}: {self.words}" if self.words else ""

    @property
    def zero(self) -> bool:
        """Whether it would newly say 0, which nobody should give by a slip."""
        return self.state is CellState.NEW and self.after == 0


@dataclass(frozen=True)
class Preview:
    """All cells in the order given, for one round."""

    round: int
    cells: tuple[CellPreview, ...]
    note: str = ""
    """How the cells found their places, where that is not by the row they were pasted over."""
    whole: bool = False
    """Taken whole or not at all: a problem is corrected where it stands, not passed over."""

    @property
    def changes(self) -> tuple[CellPreview, ...]:
        return tuple(c for c in self.cells if c.state is CellState.NEW)

    @property
    def problems(self) -> tuple[CellPreview, ...]:
        return tuple(c for c in self.cells if c.state is CellState.PROBLEM)

    @property
    def unchanged(self) -> int:
        return sum(c.state is CellState.UNCHANGED for c in self.cells)

    @property
    def zeros(self) -> tuple[CellPreview, ...]:
        """Changes that would newly say 0."""
        return tuple(c for c in self.cells if c.zero)

    def without_problems(self, *, zeros: bool = True) -> Preview:
        """Only what can be taken, for a person who saw the problems and goes on; without the `zeros` that nobody confirmed."""
        return replace(self, cells=tuple(c for c in self.cells if c.state is not CellState.PROBLEM and (zeros or not c.zero)))


def judge_cells(tx: Transaction, desk: Workspace, cells: Iterable[ScoreCell], *, clear_blanks: bool = False) -> Preview:
    """Read every cell against its rubric and sheet. A blank cell changes nothing unless `clear_blanks`."""
    sheets = {sheet.entry: sheet for sheet in tx.sheets.all_sheets(desk.round)}
    rubrics = {entry.code: desk.rubric(entry) for entry in desk.manifest.entries}
    barred = {e.code: words for e in desk.manifest.entries if (words := _barred(tx, desk, e))}
    return preview_of(desk.round, cells, rubrics, sheets, barred, clear_blanks=clear_blanks)


def preview_of(
    round_number: int,
    cells: Iterable[ScoreCell],
    rubrics: Mapping[str, Rubric],
    sheets: Mapping[str, ScoreSheet],
    barred: Mapping[str, str] | None = None,
    *,
    clear_blanks: bool = False,
) -> Preview:
    """As `judge_cells`, of rubrics and sheets at hand: also for sheets that somebody else copies. `barred`: entry → why it takes no change."""
    table = _Judging(rubrics, sheets, barred or {}, clear_blanks)
    listed = list(cells)
    judged = {n: table.cell(c) for n, c in enumerate(listed) if c.fault or c.item != TOTAL}
    judged |= {n: table.total(c) for n, c in enumerate(listed) if n not in judged}
    return Preview(round_number, tuple(judged[n] for n in range(len(listed))))


def apply(profile: Profile, preview: Preview) -> tuple[int, Changes]:
    """Save every new value in one transaction that is one step of undo; (cells changed, changes).

    Raises InvalidEntry(reason="problems") when the preview has any, UsageError(reason="changed") when the sheets
    are no longer as previewed, UsageError(reason="locked") after submission: then nothing is saved.
    """
    if preview.problems:
        raise problems_in_words(preview)
    with profile.database.write() as tx:
        desk = workspace.current(profile, tx, preview.round)
        sheets = {sheet.entry: sheet for sheet in tx.sheets.all_sheets(desk.round)}
        fresh = [(c.entry, change) for c in preview.changes for change in _changes(sheets.get(c.entry) or ScoreSheet(c.entry), c)]
        group = group_of(change for _, change in fresh)
        for entry, change in fresh:
            append(profile, tx, desk, entry, change, group)
        entries = tuple(dict.fromkeys(entry for entry, _ in fresh))
        for entry in entries:
            refresh_summary(tx, desk, desk.entry(entry))
    return len(preview.changes), changed(Topic.SHEETS, entries=entries) if entries else NOTHING


def problems_in_words(preview: Preview) -> InvalidEntry:
    """One sentence that names up to three cells, for a refusal."""
    reasons = strung(say("；", "; "), (c.reason for c in preview.problems[:3]))
    more = len(preview.problems) - 3
    rest = say("；还有 {n} 处", "; and {n} more", n=more) if more > 0 else ""
    return InvalidEntry(
        say(
            "有 {n} 处不能导入，一项也没有保存：{what}。",
            "{n} {n:cell|cells} cannot be taken; nothing was saved: {what}.",
            n=len(preview.problems),
            what=(reasons + rest).rstrip("。."),
        ),
        say("请改正这些单元格后再试。", "Correct these cells and try again."),
        reason="problems",
    )


def _changes(sheet: ScoreSheet, cell: CellPreview) -> list[Change]:
    if sheet.points.get(cell.item) != cell.before or sheet.recusal is not None:
        raise UsageError(
            say(
                "{code} 的分数在预览之后又改过，没有保存。",
                "The scores of {code} changed after the preview; nothing was saved.",
                code=cell.entry,
            ),
            say("请重新粘贴或导入。", "Paste or import again."),
            reason="changed",
        )
    text = None if cell.after is None else values.points_value(cell.after)
    made: list[Change] = [(EventKind.POINTS, cell.item, text), (EventKind.HALF_TYPED, cell.item, None)]
    return [change for change in made if not stands(sheet, change)]


@dataclass
class _Judging:
    """The state of one `judge_cells` call: `after` are the points as they would stand, `refused` entries with a problem."""

    rubrics: Mapping[str, Rubric]
    sheets: Mapping[str, ScoreSheet]
    barred: Mapping[str, str]
    clear_blanks: bool
    after: dict[str, dict[str, Points]] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)

    def cell(self, cell: ScoreCell) -> CellPreview:
        judged = self._judged(cell)
        if judged.state is CellState.PROBLEM:
            self.refused.add(cell.entry)
        return judged

    def _judged(self, cell: ScoreCell) -> CellPreview:
        if cell.fault:
            return _refused(cell, cell.fault)
        sheet, item = self._sheet(cell.entry), self.rubrics[cell.entry].item(cell.item)
        if item is None:
            raise RuntimeError("a cell for an item that its rubric does not have")
        before = sheet.points.get(item.code)
        read = read_cell(cell.text, item)
        if (cell.entry, cell.item) in self.seen:
            return _refused(cell, say("{code} 的这一项在表中出现两次", "this item of {code} stands twice in the table", code=cell.entry))
        self.seen.add((cell.entry, cell.item))
        if read.kind is CellKind.PROBLEM:
            return _refused(cell, read.words, before)
        if read.kind is CellKind.RECUSED and sheet.recusal is None:
            return _refused(
                cell, say("回避不能在表格里填，请在该成果上声明并写明理由", "declare the recusal on the entry, with its reason"), before
            )
        keeps = read.kind is CellKind.RECUSED or (read.kind is CellKind.BLANK and (sheet.recusal is not None or not self.clear_blanks))
        if keeps or read.value == before:
            return _seen(cell, CellState.UNCHANGED, before, before)
        if barrier := self._barrier(sheet):
            return _refused(cell, barrier, before)
        self._stand(cell.entry, item.code, read.value)
        return _seen(cell, CellState.NEW, before, read.value)

    def total(self, cell: ScoreCell) -> CellPreview:
        """The total's column is never taken; a number in it must be the sum of what would stand."""
        try:
            given = written.of(cell.text.strip()) if cell.text.strip().replace(".", "", 1).isdecimal() else None
        except ArithmeticError:
            given = None
        points = self.after.get(cell.entry) or self._sheet(cell.entry).points
        found = Points(sum(points[i.code] for i in self.rubrics[cell.entry].items if i.code in points))
        skipped = cell.entry in self.refused or self._sheet(cell.entry).recusal is not None
        if given is None or given == found or skipped:
            return _seen(cell, CellState.UNCHANGED, None, None)
        shown, summed = written.short(given), written.short(found)
        return _refused(cell, say("总分 {total} 与各项之和 {sum} 不符", "the total {total} is not the sum {sum}", total=shown, sum=summed))

    def _sheet(self, entry: str) -> ScoreSheet:
        return self.sheets.get(entry) or ScoreSheet(entry)

    def _stand(self, entry: str, item: str, value: Points | None) -> None:
        points = self.after.setdefault(entry, dict(self._sheet(entry).points))
        if value is None:
            points.pop(item, None)
        else:
            points[item] = value

    def _barrier(self, sheet: ScoreSheet) -> str:
        if sheet.recusal is not None:
            return say("{code} 已回避，不能评分", "you stand aside from {code}; it cannot be scored", code=sheet.entry)
        return self.barred.get(sheet.entry, "")


def _barred(tx: Transaction, desk: Workspace, entry: Entry) -> str:
    if entry.withdrawn:
        return say("{code} 已撤出，不计分", "{code} was taken out and is not scored", code=entry.code)
    if tx.events.is_locked(desk.round, entry.code):
        return say("{code} 已提交，不能再改", "{code} is submitted and cannot be changed", code=entry.code)
    return ""


def _seen(cell: ScoreCell, state: CellState, before: Points | None, after: Points | None) -> CellPreview:
    return CellPreview(cell.place, cell.entry, cell.item, cell.text, state, before, after)


def _refused(cell: ScoreCell, words: str, before: Points | None = None) -> CellPreview:
    return CellPreview(cell.place, cell.entry, cell.item, cell.text, CellState.PROBLEM, before, before, words)
