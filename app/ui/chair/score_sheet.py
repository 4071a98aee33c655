"""One entry as a sheet to look at: items × judges, in words only. What may be projected is built here, so nothing else can slip in.

With the judges' names it stands on the chair's own page, with letters in the hall: the same value, the same widget.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.core.words import say
from app.models import points
from app.models.decision import Scope
from app.models.shape import Points
from app.ui.chair.hall_bar import entry_bar
from app.ui.chair.meter_lines import meter_words

if TYPE_CHECKING:
    from app.scoring.view import PanelView
    from app.services.chair.lines import LineRow, QuotaLine
    from app.services.chair.one_entry import EntryDesk, ItemRow, JudgeCell
    from app.services.chair.ties import LineTie

_LETTER = re.compile(r"^(.*?)([A-Z][0-9]*)$")


@dataclass(frozen=True)
class Cell:
    """`text` as it counts; `old`: the original of a point changed in discussion, shown before it (26→24); `marked`: outlined;
    `struck`: left out by trimming."""

    text: str
    old: str = ""
    marked: bool = False
    struck: bool = False

    @property
    def words(self) -> str:
        """As it is shown."""
        return f"{self.old}→{self.text}" if self.old else self.text

    @property
    def is_points(self) -> bool:
        """Whether a number is in it, or the sign that there is none."""
        return self.text == "—" or self.text.strip("▲▽").replace(".", "", 1).isdecimal()


@dataclass(frozen=True)
class Sheet:
    """`header` in one line (编号 课题 最终 名次 等级), column heads, rows of cells, lines below; `over`: lines in red, each with a sign.
    `judges`: how many columns between title and final score are one judge's each, at a line."""

    code: str
    title: str
    header: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    below: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    judges: int = 0
    bar: tuple[str, ...] = ()


def entry_sheet(desk: EntryDesk, shown: Mapping[str, str], unit: str = "") -> Sheet:
    """Items × judges with 极差; `shown`: judge → heading. No name comes from anywhere else; `unit` stands behind the title."""
    row = desk.row
    judges = tuple(desk.judges)
    heads = (say("评审项目", "Item"), say("配分", "Full"), *(shown.get(j, "") for j in judges), say("极差", "Range"))
    body = [*(_item(i) for i in desk.items), _totals(desk, judges)]
    title = f"{row.title} · {unit}" if unit else row.title
    below = (*_mixed(desk), *filter(None, (desk.carried,)), *unsigned_words(bool(desk.unsigned)))
    return Sheet(row.code, title, header(desk), heads, tuple(body), below, bar=entry_bar(desk))


def narrowed(sheet: Sheet) -> Sheet:
    """The same with the judges' letters alone above their columns, so that it leaves room for a page beside it."""
    heads = tuple(_LETTER.sub(r"\2", head) if 1 < n < len(sheet.heads) - 1 else head for n, head in enumerate(sheet.heads))
    return replace(sheet, heads=heads)


def header(desk: EntryDesk) -> str:
    """最终 86.50 · 第3名 · 建议优秀级."""
    row = desk.row
    parts = [say("最终 {x}", "Final {x}", x=points.to_text(row.official) if row.official is not None else "—")]
    parts.append(say("第{n}名", "rank {n}", n=row.rank) if row.rank else say("未排名", "not ranked"))
    level = desk.level_name or say("无等级", "no level")
    if not row.deferred:
        season = desk.scope is Scope.SEASON
        level = say("等级{level}", "level: {level}", level=level) if season else say("建议{level}", "proposed: {level}", level=level)
    parts.append(level)
    return " · ".join(parts)


def _item(item: ItemRow) -> tuple[Cell, ...]:
    spread = _text(item.range) + (" !" if item.flag else "")
    return (
        Cell(item.name),
        Cell(points.short(item.max)),
        *(_cell(c) for c in item.cells),
        Cell(spread, marked=item.widest and bool(item.range)),
    )


def _cell(cell: JudgeCell) -> Cell:
    return Cell(_text(cell.points), _text(cell.independent) if cell.changed else "")


def _totals(desk: EntryDesk, judges: tuple[str, ...]) -> tuple[Cell, ...]:
    row = desk.row
    marks = {row.dropped_high: "▲", row.dropped_low: "▽"}
    cells = []
    for judge in judges:
        now, own = row.scores.get(judge), row.independent.get(judge)
        mark, changed = marks.get(judge, ""), now != own and judge not in row.recused
        text = say("回避", "recused") if judge in row.recused else _text(now) if changed else mark + _text(now)
        cells.append(Cell(text, mark + _text(own) if changed else "", struck=judge in row.dropped))
    full = sum(i.max for i in desk.items)
    spread = row.spread.range
    return (Cell(say("合计", "Total")), Cell(_text(full)), *cells, Cell(_text(spread)))


def _mixed(desk: EntryDesk) -> tuple[str, ...]:
    """计算口径不一: by which rule this entry's scores became one, since others' did otherwise. It names nobody."""
    return (
        (say("计算口径不一，本份{rule}", "Rules differ inside the panel; here {rule}", rule=desk.rule),) if desk.mixed and desk.rule else ()
    )


def unsigned_words(copied: bool) -> tuple[str, ...]:
    """Where something is marked 代录: nobody signed it, and the hall is told so."""
    return (say("代录：未签名，组长代录", "copied: unsigned, copied by the chair"),) if copied else ()


def line_sheet(line: QuotaLine, view: PanelView, shown: Mapping[str, str], unsigned: Collection[str] = ()) -> Sheet:
    """名额线 at a panel: between title and final score every judge's total."""
    judges = tuple(shown)

    def middle(near: LineRow) -> tuple[Cell, ...]:
        row = view.row(near.code)
        scores = row.scores if row is not None else {}
        return tuple(Cell(_score(judge, row, scores), struck=row is not None and judge in row.dropped) for judge in judges)

    below = (*(m.brief for m in view.mixed), *unsigned_words(bool(unsigned)))
    columns = LineColumns(tuple(shown[j] for j in judges), middle, say("建议等级", "Level"), below)
    return replace(drawn_line(line, view, columns), judges=len(judges))


@dataclass(frozen=True)
class LineColumns:
    """What stands between title and final score, how the level's column is headed, and words under the rows."""

    heads: tuple[str, ...]
    cells: Callable[[LineRow], tuple[Cell, ...]]
    level: str
    below: tuple[str, ...] = ()


def drawn_line(line: QuotaLine, view: PanelView, columns: LineColumns) -> Sheet:
    """名额线: rows around the line, best first; the line itself is a row of one cell, ties carry a bracket."""
    heads = (
        say("排名", "Rank"), say("编号", "Code"), say("课题", "Title"), *columns.heads, say("最终", "Final"), columns.level, say("备注", "Note"),
    )  # fmt: skip
    body: list[tuple[Cell, ...]] = []
    sides = [str(r.side) for r in line.rows]
    for at, near in enumerate(line.rows):
        if sides[at] != "above" and (at == 0 or sides[at - 1] == "above"):
            body.append(_drawn(line))
        marks = ((near.deferred, say("暂缓", "deferred")), (near.stale, say("待复核", "confirm")), (near.asks, say("申请增额", "asks")))
        notes = [_bracket(sides, at), *(words for there, words in marks if there)]
        body.append((
            Cell(str(near.rank or "—")), Cell(near.code), Cell(near.title), *columns.cells(near), Cell(_text2(near.official)),
            Cell("" if near.deferred else view.level_name(near.level)), Cell(" ".join(filter(None, notes))),
        ))  # fmt: skip
    if not sides or sides[-1] == "above":
        body.append(_drawn(line))
    return Sheet("", say("名额线", "The line"), line.words, heads, tuple(body), *_below(line, columns.below))


def _below(line: QuotaLine, marks: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The meter, in red while it is over; and what explains the marks."""
    words = (meter_words(line.meter),)
    return (marks, words) if line.meter.over else ((*words, *marks), ())


def _drawn(line: QuotaLine) -> tuple[Cell, ...]:
    """The line itself: one cell as wide as the table."""
    return (Cell(line.words, marked=True),)


def _score(judge: str, row: object, scores: Mapping[str, Points | None]) -> str:
    if judge in getattr(row, "recused", ()):
        return say("回避", "recused")
    mark = {getattr(row, "dropped_high", None): "▲", getattr(row, "dropped_low", None): "▽"}.get(judge, "")
    return mark + _text(scores.get(judge))


def _bracket(sides: list[str], at: int) -> str:
    """One bracket along the tied block."""
    if sides[at] != "tied":
        return ""
    first, last = at == 0 or sides[at - 1] != "tied", at == len(sides) - 1 or sides[at + 1] != "tied"
    return ("┐" if first else "┘" if last else "│") + say("并列", "tied")


def _text(value: int | None) -> str:
    return "—" if value is None else points.short(Points(value))


def _text2(value: Points | None) -> str:
    return "—" if value is None else points.to_text(value)


def chain_lines(tie: LineTie) -> list[str]:
    """同分: who competes for how many places, then each step of the chain side by side."""
    head = say("{who} 争 {n} 个名额", "{who} for {n} {n:place|places}", who=" ".join(tie.entries), n=tie.seats)
    told = [f"{tie.meter} {head}" + (say("（{what}）", " ({what})", what=tie.settled) if tie.settled else "")]
    for step in tie.chain:
        values = " · ".join(f"{code} {_text(v[0] if (v := step.values.get(code)) else None)}" for code in tie.entries)
        told.append(f"{step.name}{say('：', ': ')}{values}")
    return told
