"""One entry, and the rows around a line, at the season's meeting: columns are what its panel closed with. No judge appears in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import say
from app.models import points
from app.models.shape import Points
from app.ui.chair.hall_bar import entry_bar
from app.ui.chair.score_sheet import Cell, LineColumns, Sheet, drawn_line, header, unsigned_words

if TYPE_CHECKING:
    from app.scoring.view import PanelView
    from app.services.chair.assembly import PanelSays
    from app.services.chair.lines import LineRow, QuotaLine
    from app.services.chair.one_entry import EntryDesk, ItemRow


def panels_entry_sheet(desk: EntryDesk, unit: str = "") -> Sheet:
    """Items × what the panel gave and took off; under them what the panel proposes and decided. Without items the totals alone."""
    row, says = desk.row, desk.panel
    heads = (say("评审项目", "Item"), say("配分", "Full"), says.name if says else "", say("扣分", "Off"))
    full = Points(sum(i.max for i in desk.rubric.items)) if desk.rubric is not None else None
    carried = [_line(say("带入分", "Carried"), None, row.carried)] if row.carried is not None else []
    body = [*(_item(i) for i in desk.items), *carried, _line(say("最终", "Final") if carried else say("合计", "Total"), full, row.official)]
    title = f"{row.title} · {unit}" if unit else row.title
    return Sheet(row.code, title, header(desk), heads, tuple(body), says_words(says) if says else (), bar=entry_bar(desk))


def panels_line_sheet(line: QuotaLine, view: PanelView) -> Sheet:
    """名额线 over panels: whose entry it is, its place there, and what the panel proposes."""
    heads = (say("专业组", "Panel"), say("组内", "There"), say("组提", "Proposed"))
    copied = any(r.panel is not None and r.panel.unsigned for r in line.rows)
    return drawn_line(line, view, LineColumns(heads, _of_panel, say("等级", "Level"), unsigned_words(copied)))


def _of_panel(near: LineRow) -> tuple[Cell, ...]:
    says = near.panel
    if says is None:
        return (Cell("—"), Cell("—"), Cell("—"))
    mark = say("申请增额", "asks") + " " if says.requested else ""
    copied = say(" 代录", " copied") if says.unsigned else ""
    return (
        Cell(says.name + copied),
        Cell(_place(says.rank)),
        Cell(mark + (say("暂缓", "deferred") if says.put_off else says.level or "—")),
    )


def _item(item: ItemRow) -> tuple[Cell, ...]:
    return _line(item.name, item.max, item.official)


def _line(name: str, full: Points | None, given: Points | None) -> tuple[Cell, ...]:
    off = Points(full - given) if full is not None and given is not None else None
    return (Cell(name), Cell(_short(full)), Cell(_short(given)), Cell(_short(off)))


def says_words(says: PanelSays) -> tuple[str, ...]:
    """组内第2名，建议优秀级 · 5 位评委，极差 14 · what the panel decided."""
    place = say("{panel}：组内{rank}", "{panel}: {rank} there", panel=says.name, rank=_place(says.rank))
    level = say("建议{level}", "proposes {level}", level=says.level) if says.level else say("未建议等级", "no level proposed")
    level = say("组内暂缓", "deferred there") if says.put_off else level
    spread = "" if says.range is None else say("，极差 {r}", ", range {r}", r=points.short(says.range)) + (" !" if says.wide else "")
    told = [say("，", ", ").join((place, level)), say("{n} 位评委", "{n} {n:judge|judges}", n=says.reads) + spread]
    marks = [(says.requested, say("申请增额", "asks for an extra place")), (says.held, say("按组内决定不升", "held at its decision"))]
    told += [words for there, words in marks if there]
    if says.unsigned:
        told.append(say("{n} 位评委的评分未签名，组长代录", "{n} unsigned, copied by the chair", n=says.unsigned))
    if says.decided:
        told.append(say("组内决定：{what}", "decided there: {what}", what=say("；", "; ").join(says.decided)))
    return tuple(told)


def _place(rank: int | None) -> str:
    return say("第{n}名", "no. {n}", n=rank) if rank else "—"


def _short(value: Points | None) -> str:
    return "—" if value is None else points.short(value)
