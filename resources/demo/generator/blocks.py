"""Paragraphs, tables, notes and captions in one look per report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color, white
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer, Table, TableStyle

from .fonts import BOLD, REGULAR, markup
from .theme import INK, LINE, Layout, Palette

_NUMERIC = set("0123456789.,-+%‰")


class Blocks:
    """Builds the flowables of one report; counts its tables and figures."""

    def __init__(self, layout: Layout, colours: Palette) -> None:
        self.layout, self.colours = layout, colours
        self.tables = self.figures = 0
        size = layout.body
        self.body = ParagraphStyle(
            "body",
            fontName=REGULAR,
            fontSize=size,
            leading=size * 1.62,
            textColor=INK,
            wordWrap="CJK",
            spaceAfter=5,
            firstLineIndent=size * 2,
            uriWasteReduce=0,
        )
        self.flat = ParagraphStyle("flat", parent=self.body, firstLineIndent=0)
        self.cell = ParagraphStyle("cell", parent=self.flat, fontSize=size - 1.5, leading=(size - 1.5) * 1.4, spaceAfter=0)
        self.middle = ParagraphStyle("middle", parent=self.cell, alignment=TA_CENTER)
        self.header = ParagraphStyle("header", parent=self.middle, fontName=BOLD, textColor=white)
        self.caption_style = ParagraphStyle(
            "caption", parent=self.middle, fontName=BOLD, fontSize=size - 1.5, spaceBefore=2, spaceAfter=4, textColor=colours.main
        )
        self.h1 = ParagraphStyle(
            "H1", fontName=BOLD, fontSize=size + 6, leading=size + 13, textColor=colours.main, spaceBefore=10, spaceAfter=7, wordWrap="CJK"
        )
        self.h2 = ParagraphStyle(
            "H2", parent=self.h1, fontSize=size + 1.5, leading=size + 7, spaceBefore=5, spaceAfter=4, textColor=INK, keepWithNext=1
        )

    def text(self, words: str) -> Flowable:
        """A paragraph with the two-character indent."""
        return Paragraph(markup(words), self.body)

    def texts(self, words: str | Sequence[str]) -> list[Flowable]:
        """One paragraph or several."""
        return [self.text(line) for line in ([words] if isinstance(words, str) else words)]

    def numbered(self, words: Sequence[str]) -> list[Flowable]:
        """Steps with a number each."""
        style = ParagraphStyle("step", parent=self.flat, leftIndent=18, firstLineIndent=-18)
        return [
            Paragraph(f'<font color="#{_hex(self.colours.accent)}">（{number}）</font>' + markup(line), style)
            for number, line in enumerate(words, 1)
        ]

    def note(self, words: str, title: str = "") -> Flowable:
        """A conclusion in a tinted box."""
        head = f'<font name="{BOLD}" color="#{_hex(self.colours.accent)}">{title}：</font>' if title else ""
        table = Table([[Paragraph(head + markup(words), self.flat)]], colWidths=[self.layout.width])
        table.setStyle(
            TableStyle(
                [
                    ("BACKGROUND", (0, 0), (-1, -1), self.colours.soft),
                    ("LINEBEFORE", (0, 0), (0, -1), 3, self.colours.accent),
                    ("LEFTPADDING", (0, 0), (-1, -1), 10),
                    ("TOPPADDING", (0, 0), (-1, -1), 4),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
                ]
            )
        )
        return KeepTogether([Spacer(1, 4), table, Spacer(1, 5)])

    def table(self, title: str, header: Sequence[str], lines: Sequence[Sequence[str]], *, width: float | None = None) -> list[Flowable]:
        """A captioned table with a repeated header row and columns as wide as their words need."""
        self.tables += 1
        full = width or self.layout.width
        cells: list[list[Any]] = [[Paragraph(markup(cell, BOLD), self.header) for cell in header]]
        styles = [self.middle if all(_short(cell) for cell in column) else self.cell for column in zip(*lines)]
        cells += [[Paragraph(markup(cell), style) for cell, style in zip(line, styles)] for line in lines]
        table = Table(cells, colWidths=_widths([header, *lines], full, self.cell.fontSize), repeatRows=1)
        table.setStyle(self._grid(len(lines)))
        caption = Paragraph(markup(f"表{self.tables}　{title}", BOLD), self.caption_style)
        if len(lines) <= 9:
            return [KeepTogether([caption, table, Spacer(1, 7)])]
        caption.keepWithNext = 1
        return [caption, table, Spacer(1, 7)]

    def _grid(self, count: int) -> TableStyle:
        style: list[Any] = [
            ("BACKGROUND", (0, 0), (-1, 0), self.colours.main),
            ("GRID", (0, 0), (-1, -1), 0.5, LINE),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ]
        style += [("BACKGROUND", (0, row), (-1, row), self.colours.soft) for row in range(2, count + 1, 2)]
        return TableStyle(style)

    def figure(self, title: str, drawing: Drawing) -> list[Flowable]:
        """A drawing centred over its caption."""
        self.figures += 1
        drawing.hAlign = "CENTER"
        return [KeepTogether([drawing, Paragraph(markup(f"图{self.figures}　{title}", BOLD), self.caption_style)])]

    def beside(self, left: Sequence[Flowable], right: Sequence[Flowable], share: float = 0.5) -> Flowable:
        """Two columns, for wide pages."""
        full = self.layout.width
        table = Table([[flat(left), flat(right)]], colWidths=[full * share, full * (1 - share)])
        table.setStyle(
            TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 6)])
        )
        return table


def flat(flowables: Iterable[Any]) -> list[Flowable]:
    """KeepTogether draws nothing inside a cell: hand over what it holds."""
    groups: list[Any] = [vars(item)["_content"] if isinstance(item, KeepTogether) else [item] for item in flowables]
    return [inner for group in groups for inner in group]


def _short(words: str) -> bool:
    return len(words) <= 10 or all(character in _NUMERIC for character in words)


def _hex(colour: Color) -> str:
    return str(colour.hexval())[2:]


def _widths(lines: Sequence[Sequence[str]], full: float, size: float) -> list[float]:
    columns = list(zip(*lines))
    longest = [max(stringWidth(cell, REGULAR, size) for cell in column) for column in columns]
    least = [min(max(stringWidth(str(column[0]), BOLD, size) + 10, 30), 76.0) for column in columns]
    least = [
        max(low, width + 9.5) if width < 62 and all(len(cell) <= 10 for cell in column) else low
        for low, width, column in zip(least, longest, columns)
    ]
    wanted = [max(low, min(width + 12, 70 + (width - 70) * 0.55 if width > 70 else width + 12)) for width, low in zip(longest, least)]
    spare = full - sum(least)
    extra = [max(want - low, 0.1) for want, low in zip(wanted, least)]
    return [low + spare * more / sum(extra) for low, more in zip(least, extra)] if spare > 0 else [full / len(columns)] * len(columns)
