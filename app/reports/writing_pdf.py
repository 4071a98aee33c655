"""Why: name lists and letters as PDF in the manner of official documents: a centred title, song face text, ruled tables, room for the seal."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from reportlab.lib.units import mm

from app.reports.flow import LANDSCAPE, PORTRAIT, Flow
from app.reports.fonts import Face
from app.reports.grid import Cell, LaidRow, lay
from app.reports.pages import book
from app.reports.styles import BODY, HEAD, NUMBER, TEXT
from app.reports.text import Style, draw, wrap
from app.reports.values import Imprint
from app.reports.writing import Block, Ending, Heading, Paragraph, Table, Writing, widths_of

TITLE = Style(Face.BOLD, 18, 28, "center")
_HEADINGS = {1: Style(Face.BOLD, 13, 22), 2: Style(Face.SANS, 11.5, 19)}
_ENDING = Style(Face.SERIF, 12, 22, "center")
_GAPS = {1: 4 * mm, 2: 2 * mm}
_SEAL = 12 * mm  # white above who issues it, so that a seal has a place
_MARGIN_PORTRAIT, _MARGIN_LANDSCAPE = 22 * mm, 16 * mm
_LEAST = 7.5 * mm


def writings_pdf(writings: Iterable[Writing], title: str, imprint: Imprint) -> bytes:
    """All of them in one file, a bookmark each, pages counted for each; the same bytes for the same values."""
    target = BytesIO()
    with book(target, title, imprint) as made:
        for writing in writings:
            made.add(lay_out(writing), left=writing.label, bookmark=writing.label or writing.title)
    return target.getvalue()


def lay_out(writing: Writing) -> Flow:
    """The paper's pages."""
    if writing.landscape:
        flow = Flow(LANDSCAPE, margin=_MARGIN_LANDSCAPE, top=16 * mm)
    else:
        flow = Flow(PORTRAIT, margin=_MARGIN_PORTRAIT, top=26 * mm, bottom=20 * mm)
    flow.text(writing.title, TITLE)
    flow.gap(5 * mm)
    for at, block in enumerate(writing.blocks):
        if at and isinstance(writing.blocks[at - 1], Table) and isinstance(block, Paragraph):
            flow.gap(2 * mm)
        _place(flow, block, writing.blocks[at + 1 :])
    return flow


def _place(flow: Flow, block: Block, after: tuple[Block, ...]) -> None:
    closing = _first(flow, after[:1]) if after and isinstance(after[0], Ending) else 0.0
    if isinstance(block, Heading):
        flow.together(_first(flow, (block, *after)))
        flow.gap(_GAPS[block.level])
        flow.mark(block.text)
        flow.text(block.text, _HEADINGS[block.level])
    elif isinstance(block, Paragraph):
        flow.text(_text(block), BODY, closing=closing)
    elif isinstance(block, Table):
        header, body = _rows(flow, block)
        flow.table(header, body, closing=closing)
    else:
        _ending(flow, block)


def _ending(flow: Flow, block: Ending) -> None:
    """One line centred below the other, two characters in from the right, in one piece."""
    lines = tuple(line for text in block.lines for line in wrap(text, _ENDING, flow.width)[:1])
    flow.together(_first(flow, (block,)))
    flow.gap(_SEAL)
    width = max((line.width for line in lines), default=0.0)
    left = max(flow.margin, flow.margin + flow.width - 2 * _ENDING.size - width)
    flow.put(len(lines) * _ENDING.leading, lambda canvas, top: draw(canvas, lines, _ENDING, left, top, width))


def _first(flow: Flow, blocks: tuple[Block, ...]) -> float:
    """Height of what must stand together at the beginning of `blocks`."""
    if not blocks:
        return 0.0
    block, after = blocks[0], blocks[1:]
    if isinstance(block, Heading):
        lines = len(wrap(block.text, _HEADINGS[block.level], flow.width))
        return _GAPS[block.level] + lines * _HEADINGS[block.level].leading + _first(flow, after)
    if isinstance(block, Paragraph):
        return min(3, len(wrap(_text(block), BODY, flow.width))) * BODY.leading
    if isinstance(block, Table):
        header, body = _rows(flow, Table(block.columns, block.rows[:3]))
        return flow.beginning(header, body, _first(flow, after[:1]) if after and isinstance(after[0], Ending) else 0.0)
    return _SEAL + len(block.lines) * _ENDING.leading


def _text(block: Paragraph) -> str:
    return f"　　{block.text}" if block.indented else block.text


def _rows(flow: Flow, table: Table) -> tuple[list[LaidRow], list[LaidRow]]:
    widths = [width * mm for width in widths_of(table, flow.width / mm)]
    header = [lay(widths, [Cell(column.name, HEAD, shaded=True) for column in table.columns], 8.5 * mm)]
    styles = [NUMBER if column.centred else TEXT for column in table.columns]
    body = [lay(widths, [Cell(text, style) for text, style in zip(row, styles, strict=True)], _LEAST) for row in table.rows]
    return header, body
