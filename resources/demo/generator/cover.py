"""Cover pages: the first thing a judge sees, and where the sample says that it is one."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import white
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from .charts.axes import wrap
from .document import draw
from .fonts import BOLD, REGULAR
from .story import Story
from .theme import GREY, INK, Layout, Palette

NOTICE = "样例数据：人物、单位与数值均为虚构，仅供软件演示"


class Cover(Flowable):
    """A full page drawn on the canvas."""

    def __init__(self, story: Story, layout: Layout, colours: Palette, season: str) -> None:
        super().__init__()
        self.story, self.layout, self.colours, self.season = story, layout, colours, season

    def wrap(self, *_: Any) -> tuple[float, float]:
        """Takes the whole page."""
        return self.layout.size[0], self.layout.size[1] - 0.1

    def draw(self) -> None:
        """Paint by the kind of layout."""
        {"slide": self._slide, "board": self._board, "portrait": self._portrait}[self.layout.name]()

    def _title(self, x: float, y: float, width: float, size: float, colour: Any) -> float:
        lines = wrap(self.story.entry.title, width, size, bold=True)
        self.canv.setFillColor(colour)
        for number, line in enumerate(lines):
            draw(self.canv, x, y - number * size * 1.4, line, BOLD, size)
        return y - len(lines) * size * 1.4

    def _facts(self, x: float, y: float, size: float, colour: Any) -> None:
        entry = self.story.entry
        lines = (
            f"小组名称：{entry.circle}",
            f"课题类型：{entry.topic_type}",
            f"完成单位：{entry.unit}",
            f"发 布 人：{self.story.data['speaker']}",
            f"活动时间：{_span(self.story)}",
        )
        self.canv.setFillColor(colour)
        for number, line in enumerate(lines):
            draw(self.canv, x, y - number * size * 1.9, line, REGULAR, size)

    def _notice(self, colour: Any) -> None:
        self.canv.setFillColor(colour)
        draw(self.canv, self.layout.margin, 18, NOTICE, REGULAR, 8)

    def _slide(self) -> None:
        width, height = self.layout.size
        self.canv.setFillColor(self.colours.main)
        self.canv.rect(0, 0, width, height, stroke=0, fill=1)
        self.canv.setFillColor(self.colours.second)
        path = self.canv.beginPath()
        for number, (x, y) in enumerate(((width * 0.72, 0), (width, 0), (width, height), (width * 0.86, height))):
            path.moveTo(x, y) if number == 0 else path.lineTo(x, y)
        path.close()
        self.canv.drawPath(path, stroke=0, fill=1)
        self.canv.setFillColor(self.colours.accent)
        self.canv.rect(56, height - 128, 46, 5, stroke=0, fill=1)
        self.canv.setFillColor(white)
        draw(self.canv, 56, height - 104, self.season, REGULAR, 13)
        self._facts(56, self._title(56, height - 178, 520, 30, white) - 22, 12.5, white)
        self._notice(white)

    def _board(self) -> None:
        width, height = self.layout.size
        self.canv.setFillColor(self.colours.soft)
        self.canv.rect(0, 0, width, height, stroke=0, fill=1)
        self.canv.setFillColor(self.colours.main)
        self.canv.rect(0, height * 0.40, width, height * 0.34, stroke=0, fill=1)
        self.canv.setFillColor(self.colours.accent)
        self.canv.rect(0, height * 0.40 - 6, width, 6, stroke=0, fill=1)
        self.canv.setFillColor(self.colours.main)
        draw(self.canv, 70, height - 96, self.season, BOLD, 16)
        lines = wrap(self.story.entry.title, width - 140, 34, bold=True)
        self._title(70, height * 0.57 - 12 + (len(lines) - 1) * 24, width - 140, 34, white)
        self._facts(70, height * 0.40 - 52, 13, INK)
        self._notice(GREY)

    def _portrait(self) -> None:
        width, height = self.layout.size
        self.canv.setFillColor(self.colours.main)
        self.canv.rect(0, height - 26, width, 26, stroke=0, fill=1)
        self.canv.setFillColor(GREY)
        season = self.season
        draw(self.canv, (width - stringWidth(season, REGULAR, 15)) / 2, height - 150, season, REGULAR, 15)
        y = height - 260
        self.canv.setFillColor(self.colours.main)
        for line in wrap(self.story.entry.title, width - 150, 28, bold=True):
            draw(self.canv, (width - stringWidth(line, BOLD, 28)) / 2, y, line, BOLD, 28)
            y -= 42
        self.canv.setStrokeColor(self.colours.accent)
        self.canv.setLineWidth(2)
        self.canv.line(width / 2 - 60, y + 10, width / 2 + 60, y + 10)
        self._facts(140, 300, 13, INK)
        self._notice(GREY)


def _span(story: Story) -> str:
    first, last = story.months()[0], story.months()[-1]
    return f"{first[0]}年{first[1]}月—{last[0]}年{last[1]}月"
