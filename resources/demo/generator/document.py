"""The running document: page furniture, outline, table of contents, reproducible bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportlab.lib.colors import white
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph
from reportlab.platypus.tableofcontents import TableOfContents

from .fonts import BOLD, REGULAR, markup, runs
from .theme import GREY, LINE, Layout, Palette

STAGES = (("P", "计划"), ("D", "实施"), ("C", "检查"), ("A", "处置"))


class Heading(Paragraph):
    """A heading that knows its outline level and PDCA stage."""

    def __init__(self, words: str, style: ParagraphStyle, level: int, stage: str = "", *, silent: bool = False) -> None:
        super().__init__(markup(words, BOLD), style)
        self.words, self.level, self.stage, self.silent = words, level, stage, silent

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """A silent heading takes no room: the page band shows its words."""
        return (0, 0) if self.silent else super().wrap(width, height)

    def draw(self) -> None:
        """Nothing to paint when silent."""
        if not self.silent:
            super().draw()

    def getSpaceBefore(self) -> float:
        """No room above a silent heading."""
        return 0 if self.silent else float(super().getSpaceBefore())

    def getSpaceAfter(self) -> float:
        """No room below a silent heading."""
        return 0 if self.silent else float(super().getSpaceAfter())


class Report(BaseDocTemplate):
    """A report with cover, contents and body pages; the stage of the page shows in its header."""

    def __init__(self, path: Path, layout: Layout, colours: Palette, title: str, author: str) -> None:
        super().__init__(
            str(path),
            pagesize=layout.size,
            invariant=1,
            title=title,
            author=author,
            creator="QC Review Desk sample season",
            pageCompression=1,
        )
        self.layout, self.colours, self.words, self.author_line = layout, colours, title, author
        self.stage, self.section, self._marks = "", "", 0
        frame = Frame(layout.margin, layout.bottom, layout.width, layout.height, 0, 0, 0, 0)
        whole = Frame(0, 0, layout.size[0], layout.size[1], 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate("cover", [whole]), PageTemplate("body", [frame], onPageEnd=self._furniture)])

    def beforeDocument(self) -> None:
        """Each pass counts its bookmarks anew."""
        self.stage, self.section, self._marks = "", "", 0

    def afterFlowable(self, flowable: Flowable) -> None:
        """Headings feed the outline and the contents."""
        if not isinstance(flowable, Heading):
            return
        if flowable.level == 0:
            self.stage, self.section = flowable.stage, flowable.words
        key = f"h{self._marks}"
        self._marks += 1
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(flowable.words, key, flowable.level, closed=flowable.level > 0)
        if flowable.level == 0 or not self.layout.slides:
            self.notify("TOCEntry", (flowable.level, markup(flowable.words), self.page, key))

    def _furniture(self, canvas: Canvas, _: Any) -> None:
        canvas.saveState()
        {"band": self._band, "rule": self._rule, "line": self._thin}[self.layout.head](canvas)
        width = self.layout.size[0]
        canvas.setFillColor(GREY)
        draw(canvas, self.layout.margin, 14, self.author_line, REGULAR, 8)
        canvas.setFont(REGULAR, 8)
        canvas.drawRightString(width - self.layout.margin, 14, f"第 {canvas.getPageNumber()} 页")
        canvas.restoreState()

    def _band(self, canvas: Canvas) -> None:
        width, height = self.layout.size
        canvas.setFillColor(self.colours.main)
        canvas.rect(0, height - 42, width, 42, stroke=0, fill=1)
        canvas.setFillColor(white)
        draw(canvas, self.layout.margin, height - 27, self.section or self.words, BOLD, 15)
        self._tracker(canvas, width - self.layout.margin, height - 31, True)

    def _rule(self, canvas: Canvas) -> None:
        width, height = self.layout.size
        canvas.setFillColor(self.colours.main)
        canvas.rect(0, 0, 12, height, stroke=0, fill=1)
        canvas.setFillColor(GREY)
        draw(canvas, self.layout.margin, height - 36, self.words, REGULAR, 9)
        canvas.setStrokeColor(self.colours.accent)
        canvas.setLineWidth(1.5)
        canvas.line(self.layout.margin, height - 46, width - self.layout.margin, height - 46)
        self._tracker(canvas, width - self.layout.margin, height - 40, False)

    def _thin(self, canvas: Canvas) -> None:
        width, height = self.layout.size
        canvas.setFillColor(GREY)
        draw(canvas, self.layout.margin, height - 42, self.words, REGULAR, 8.5)
        canvas.setStrokeColor(LINE)
        canvas.line(self.layout.margin, height - 50, width - self.layout.margin, height - 50)
        canvas.setFont(BOLD, 9)
        canvas.setFillColor(self.colours.accent)
        if self.stage:
            canvas.drawRightString(width - self.layout.margin, height - 42, f"{self.stage} 阶段")

    def _tracker(self, canvas: Canvas, right: float, y: float, dark: bool) -> None:
        for number, (letter, name) in enumerate(reversed(STAGES)):
            x = right - 48 * (number + 1) + 4
            here = letter == self.stage
            canvas.setFillColor(self.colours.accent if here else (self.colours.second if dark else self.colours.soft))
            canvas.roundRect(x, y, 44, 18, 3, stroke=0, fill=1)
            canvas.setFillColor(white if here or dark else GREY)
            canvas.setFont(BOLD, 8.5)
            canvas.drawCentredString(x + 22, y + 5.5, f"{letter} {name}")


def contents(layout: Layout, colours: Palette) -> TableOfContents:
    """Table of contents with two levels and dotted leaders."""
    toc = TableOfContents(dotsMinLevel=0)
    size = layout.body + (1 if layout.name == "slide" else 0)
    toc.levelStyles = [
        ParagraphStyle(
            "toc1", fontName=BOLD, fontSize=size, leading=size * (1.62 if layout.slides else 1.3), textColor=colours.main, spaceBefore=0
        ),
        ParagraphStyle("toc2", fontName=REGULAR, fontSize=size - 1.5, leading=size * 1.26, leftIndent=20),
    ]
    return toc


def draw(canvas: Canvas, x: float, y: float, words: str, font: str, size: float) -> None:
    """One line on the canvas, the rare face where needed."""
    for face, piece in runs(words, font):
        canvas.setFont(face, size)
        canvas.drawString(x, y, piece)
        x += canvas.stringWidth(piece, face, size)
