"""Why: 复议改分单: points changed in consensus count only with the judge's own signature, and the original stays beside them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.units import mm

from app.reports.flow import PORTRAIT, Flow
from app.reports.fonts import Face
from app.reports.grid import Cell, LaidRow, lay
from app.reports.meeting_values import ChangedItem, PointChange
from app.reports.pages import book
from app.reports.signatures import DAY, SignBlock, signature_row
from app.reports.styles import HEAD, LABEL, NUMBER, STRONG, TEXT, TITLE, VALUE
from app.reports.text import Style
from app.reports.values import Imprint, score_text, total_text

_WIDTHS = tuple(size * mm for size in (11, 38, 15, 20, 20, 70))
_HEADS = ("序号", "评审项目", "配分", "原分", "改后", "理由")
_STATEMENT = Style(Face.SERIF, 11, 19, "justify")


def point_changes_pdf(changes: Sequence[PointChange], imprint: Imprint, *, title: str = "复议改分单") -> bytes:
    """One page or more for each judge and entry, a bookmark each."""
    target = BytesIO()
    with book(target, title, imprint) as made:
        for change in changes:
            code = f"　原评分文件校验码 {change.check_code}" if change.check_code else ""
            made.add(lay_out(change), left=f"{change.panel} {change.code}{code}", bookmark=f"{change.code} {change.judge}", right=True)
    return target.getvalue()


def lay_out(change: PointChange) -> Flow:
    """The sheet's pages."""
    flow = Flow(PORTRAIT, margin=18 * mm, top=16 * mm)
    flow.text(change.title, TITLE)
    flow.gap(3 * mm)
    flow.table((), _facts(flow.width, change))
    flow.gap(4 * mm)
    heads = [head.replace("评审", change.review) for head in _HEADS]
    header = [lay(_WIDTHS, [Cell(head, HEAD, shaded=True) for head in heads], 8 * mm)]
    body = [_item(number, item) for number, item in enumerate(change.items, 1)]
    statement = "　　本人经合议，同意将上列“改后”各项作为本人的评分。原评分表不作改动，与本单一并归档。"
    row = signature_row(flow.width, ("评委签名", "", "日期", DAY), (28, 0, 20, 58))
    chair = signature_row(flow.width, (f"{change.review}组长签字", "", "日期", DAY), (28, 0, 20, 58))
    signs = SignBlock(flow.width, statement, (row, chair), _STATEMENT, gap=5 * mm)
    flow.mark("改动")
    flow.table(header, [*body, _total(change)], closing=signs.height)
    if change.effect:
        flow.gap(4 * mm)
        flow.text(f"　　{change.effect}", _STATEMENT, closing=signs.height)
    signs.place(flow)
    return flow


def _facts(width: float, change: PointChange) -> list[LaidRow]:
    widths = [24 * mm, width / 2 - 24 * mm, 24 * mm, width / 2 - 24 * mm]

    def pair(*texts: str) -> LaidRow:
        return lay(widths, [Cell(text, VALUE if index % 2 else LABEL, shaded=not index % 2) for index, text in enumerate(texts)], 8 * mm)

    def line(label: str, text: str) -> LaidRow:
        return lay(widths, [Cell(label, LABEL, shaded=True), Cell(text, VALUE, span=3)], 8 * mm)

    rows = [pair("编号", change.code, "评委", change.judge), line("课题名称", change.topic)]
    rows.append(pair("小组名称", change.circle, "专业组", change.panel))
    if change.unit is not None:
        rows.append(line("完成单位", change.unit))
    if change.votes or change.decided_on:
        rows.append(pair("表决", change.votes or "—", "合议日期", change.decided_on))
    return rows


def _item(number: int, item: ChangedItem) -> LaidRow:
    changed = item.after is not None
    after = Cell(score_text(item.after), STRONG) if changed else Cell("不变", NUMBER)
    cells = [
        Cell(str(number), NUMBER),
        Cell(item.name, LABEL),
        Cell(score_text(item.full), NUMBER),
        Cell(score_text(item.before, "—"), NUMBER),
    ]
    return lay(_WIDTHS, [*cells, after, Cell(item.reason if changed else "", TEXT)], 9.5 * mm)


def _total(change: PointChange) -> LaidRow:
    before, now = _sum([item.before for item in change.items]), _sum([item.now for item in change.items])
    full = sum(item.full for item in change.items)
    cells = [Cell("总　分", STRONG, span=2, shaded=True), Cell(score_text(full), NUMBER)]
    return lay(_WIDTHS, [*cells, Cell(total_text(before, "—"), STRONG), Cell(total_text(now, "—"), STRONG), Cell()], 10 * mm)


def _sum(points: Sequence[int | None]) -> int | None:
    """None when an item is blank: blank is not zero."""
    known = [value for value in points if value is not None]
    return sum(known) if len(known) == len(points) else None
