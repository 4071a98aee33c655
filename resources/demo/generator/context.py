"""What every section needs: the story, the look, and a source of repeatable samples."""

from __future__ import annotations

import random
from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer

from .blocks import Blocks, flat
from .charts import bars as bar_charts
from .charts import lines
from .document import Heading
from .story import Story
from .theme import LAYOUTS, PALETTES


class Context:
    """One report in the making."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.layout = LAYOUTS[story.data["layout"]]
        self.colours = PALETTES[story.data["theme"]]
        self.blocks = Blocks(self.layout, self.colours)
        self.chapter = 0
        self.wide = self.layout.width
        self.tall = 205.0 if self.layout.name == "slide" else 265.0 if self.layout.name == "board" else 190.0

    def h1(self, words: str, stage: str, room: float = 0.3) -> list[Flowable]:
        """A chapter heading; on slides it opens a page."""
        self.chapter += 1
        silent = self.layout.head == "band"
        head = Heading(f"{self.chapter}　{words}", self.blocks.h1, 0, stage, silent=silent)
        lead: Flowable = PageBreak() if self.layout.slides else CondPageBreak(self.layout.height * room)
        return [lead, head]

    def h2(self, words: str, *, room: float = 0.5) -> list[Flowable]:
        """A section heading with room for what follows."""
        return [CondPageBreak(self.layout.height * (room if self.layout.slides else room * 0.5)), Heading(words, self.blocks.h2, 1)]

    def chart(self, recipe: str, width: float, height: float) -> Drawing:
        """Draw the chart a recipe names; measured samples come from a seed of the entry and the recipe."""
        kind, *rest = [part.strip() for part in recipe.split("|")]
        dice = random.Random(f"{self.story.entry.code}:{recipe}")
        if kind == "bars" or kind == "line":
            return self._plain(kind, rest, width, height)
        if kind == "hist":
            mean, sd, count = float(rest[1]), float(rest[2]), int(rest[3])
            edges = (float(rest[4]) if rest[4] else None, float(rest[5]) if rest[5] else None)
            return lines.histogram(width, height, [dice.gauss(mean, sd) for _ in range(count)], edges, rest[6], self.colours)
        if kind == "control":
            return lines.control(
                width, height, [dice.gauss(float(rest[1]), float(rest[2])) for _ in range(int(rest[3]))], rest[4], self.colours
            )
        if kind == "scatter":
            return self._scatter(rest, dice, width, height)
        raise ValueError(f"{self.story.entry.code}: no chart {kind}")

    def _plain(self, kind: str, rest: Sequence[str], width: float, height: float) -> Drawing:
        unit, edge, pairs = rest[1], rest[2], [pair.split("=") for pair in rest[3].split(";")]
        labels, values = [name.strip() for name, _ in pairs], [float(value) for _, value in pairs]
        limits = [(edge.split("=")[0], float(edge.split("=")[1]))] if edge else []
        if kind == "bars":
            return bar_charts.bars(width, height, labels, [(rest[0], values)], unit, self.colours, limits)
        return lines.trend(width, height, labels, [(rest[0], values)], unit, self.colours, limits)

    def _scatter(self, rest: Sequence[str], dice: random.Random, width: float, height: float) -> Drawing:
        low, high, start, slope, noise, count = (float(part) for part in rest[2:8])
        xs = [low + (high - low) * (number + dice.random() * 0.6) / count for number in range(int(count))]
        ys = [start + slope * x + dice.gauss(0, noise) for x in xs]
        return lines.scatter(width, height, xs, ys, (rest[0], rest[1]), self.colours)

    def chart_name(self, recipe: str) -> str:
        """The caption of a recipe's chart."""
        kind, *rest = [part.strip() for part in recipe.split("|")]
        return (
            f"{rest[0]}与{rest[1]}散布图"
            if kind == "scatter"
            else rest[0] + {"hist": "直方图", "control": "控制图"}.get(kind, "对比图" if kind == "bars" else "变化图")
        )

    def group(self, flowables: Sequence[Flowable]) -> list[Flowable]:
        """On slides what belongs together stays on one page; tall pages may break it."""
        if not self.layout.slides:
            return list(flowables)
        return [KeepTogether(flat(item for item in flowables if not isinstance(item, CondPageBreak)))]

    def with_chart(self, words: Sequence[Flowable], recipe: str, less: float = 0) -> list[Flowable]:
        """Words beside a chart on wide pages, above it on tall ones."""
        if self.layout.slides:
            figure = self.blocks.figure(self.chart_name(recipe), self.chart(recipe, self.wide * 0.52, self.tall - less))
            return [self.blocks.beside(words, figure, 0.46), Spacer(1, 4)]
        return [*words, *self.blocks.figure(self.chart_name(recipe), self.chart(recipe, self.wide * 0.92, self.tall))]
