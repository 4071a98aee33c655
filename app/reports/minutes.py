"""Why: 合议记录: who met, who stood aside, what was decided by which vote and why, signed by all who were there.

Made from decisions, or without them as a form to be filled in by hand.
"""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.units import mm

from app.reports.flow import PORTRAIT, Flow
from app.reports.grid import TIGHT, Cell, LaidRow, lay
from app.reports.meeting_values import Minutes, Resolution
from app.reports.pages import book
from app.reports.signatures import panel_signs
from app.reports.styles import HEAD, LABEL, NUMBER, TEXT, TITLE, VALUE
from app.reports.values import Imprint

_BLANK_LEAST = 4
_BLANK_HEIGHT = 17 * mm
_LEAST = 11 * mm
_WIDTHS = tuple(size * mm for size in (10, 48, 42, 24, 50))
_HEADS = ("序号", "成果", "决定", "表决", "理由")


def minutes_pdf(minutes: Minutes, imprint: Imprint) -> bytes:
    """A4 portrait; signatures on a page with at least one decision."""
    target = BytesIO()
    with book(target, minutes.title, imprint) as made:
        made.add(lay_out(minutes), left=f"{minutes.panel} 合议记录")
    return target.getvalue()


def lay_out(minutes: Minutes) -> Flow:
    """The record's pages."""
    flow = Flow(PORTRAIT, margin=18 * mm, top=16 * mm)
    flow.text(minutes.title, TITLE)
    flow.gap(3 * mm)
    flow.mark("会议情况")
    flow.table((), _facts(flow.width, minutes))
    flow.gap(4 * mm)
    header = [lay(_WIDTHS, [Cell(head, HEAD, shaded=True) for head in _HEADS], 8 * mm)]
    signs = panel_signs(flow.width, "到会人员签字", _signing(minutes), minutes.review, each=4)
    body = [_row(number, made) for number, made in enumerate(minutes.resolutions, 1)]
    body = body or _blank(flow.room - header[0].height - signs.height)
    confirmed = [lay([flow.width], [Cell(f"其余成果：{minutes.confirmed}", VALUE)], _LEAST)] if minutes.confirmed else []
    flow.mark("决定")
    flow.table(header, body, closing=sum(row.height for row in confirmed) + signs.height)
    flow.table((), confirmed, closing=signs.height)
    signs.place(flow)
    return flow


def _signing(minutes: Minutes) -> list[str]:
    """Everybody has a place; whoever was absent is said to be, for a record that names them so is not signed as of those who came."""
    return [f"{name}\n（缺席）" if name in minutes.absent else name for name in minutes.signers]


def _blank(room: float) -> list[LaidRow]:
    """Rows to write in, as many as leave the signatures on the same page."""
    count = max(_BLANK_LEAST, int(room // _BLANK_HEIGHT))
    return [lay(_WIDTHS, [Cell()] * len(_HEADS), _BLANK_HEIGHT) for _ in range(count)]


def _facts(width: float, minutes: Minutes) -> list[LaidRow]:
    widths = [22 * mm, width / 2 - 22 * mm, 22 * mm, width / 2 - 22 * mm]

    def pair(*texts: str) -> LaidRow:
        return lay(widths, [Cell(text, VALUE if index % 2 else LABEL, shaded=not index % 2) for index, text in enumerate(texts)], 8.5 * mm)

    def line(label: str, text: str) -> LaidRow:
        return lay(widths, [Cell(label, LABEL, shaded=True), Cell(text, VALUE, span=3)], 8.5 * mm)

    return [
        pair("会议", minutes.meeting, "专业组", minutes.panel),
        pair("时间", minutes.time, "地点", minutes.place),
        pair("主持", minutes.host, "记录", minutes.recorder),
        line("出席", "、".join(minutes.present)),
        line("缺席", "、".join(minutes.absent)),
        line("回避", "\n".join(minutes.recusals)),
    ]


def _row(number: int, made: Resolution) -> LaidRow:
    aside = f"（{'、'.join(made.recused)} 回避）" if made.recused else ""
    entry = "\n".join(text for text in (made.code, made.topic) if text) or "本组"
    standing = f"【{made.standing}】" if made.standing else ""
    votes = "\n".join(text for text in (made.votes, aside) if text)
    texts = (entry, standing + made.outcome, votes, made.reason)
    return lay(_WIDTHS, [Cell(str(number), NUMBER, pad=TIGHT), *(Cell(text, TEXT) for text in texts)], _LEAST)
