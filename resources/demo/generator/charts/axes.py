"""What all charts share: text that knows its width, axes with round steps, legends."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth

from ..fonts import BOLD, REGULAR
from ..theme import GREY, INK, LINE

SMALL = 8.0


def text(
    drawing: Drawing,
    x: float,
    y: float,
    words: str,
    *,
    size: float = SMALL,
    colour: Color = INK,
    anchor: Any = "middle",
    bold: bool = False,
) -> None:
    """Draw one line of words with its baseline at y."""
    drawing.add(String(x, y, words, fontName=BOLD if bold else REGULAR, fontSize=size, fillColor=colour, textAnchor=anchor))


def rect(x: float, y: float, width: float, height: float, **look: Any) -> Rect:
    """A rectangle; the published types of ReportLab refuse its own colours."""
    return Rect(x, y, width, height, **look)


def wrap(words: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break words into lines of at most `width` points; Latin words and numbers stay whole where they fit."""
    font = BOLD if bold else REGULAR
    lines, line = [], ""
    for token in _tokens(words):
        if line and stringWidth(line + token, font, size) > width:
            lines.append(line)
            line = token
        else:
            line += token
    return [*lines, line] if line else lines


def _tokens(words: str) -> list[str]:
    tokens: list[str] = []
    for character in words:
        latin = character.isascii() and not character.isspace()
        joins = latin and tokens and tokens[-1][-1].isascii() and not tokens[-1][-1].isspace()
        if joins or (tokens and character in "，。、；：）》”%℃"):
            tokens[-1] += character
        else:
            tokens.append(character)
    return tokens


def block(
    drawing: Drawing,
    x: float,
    y: float,
    lines: Sequence[str],
    *,
    size: float = SMALL,
    colour: Color = INK,
    bold: bool = False,
    anchor: str = "middle",
) -> None:
    """Draw lines centred around y."""
    step = size * 1.28
    top = y + step * (len(lines) - 1) / 2 - size * 0.36
    for number, line in enumerate(lines):
        text(drawing, x, top - number * step, line, size=size, colour=colour, bold=bold, anchor=anchor)


def figure(value: float) -> str:
    """A number as people write it: no needless zeros, thousands separated."""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.4f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{value:.2f}".rstrip("0").rstrip(".")


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round steps covering [low, high]."""
    raw = max(high - low, 1e-9) / count
    power = 10 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


@dataclass(frozen=True)
class Plot:
    """The plotting rectangle and its value range."""

    left: float
    bottom: float
    width: float
    height: float
    low: float
    high: float

    def y(self, value: float) -> float:
        """Height of a value on the page."""
        return self.bottom + (value - self.low) / (self.high - self.low) * self.height

    def slot(self, number: int, count: int) -> float:
        """Centre of one of `count` equal slots."""
        return self.left + self.width * (number + 0.5) / count


def plot(drawing: Drawing, low: float, high: float, unit: str, *, right: float = 14, bottom: float = 34, top: float = 26) -> Plot:
    """Draw the value axis with its grid and return the plot."""
    marks = ticks(low, high)
    area = Plot(44, bottom, drawing.width - 44 - right, drawing.height - bottom - top, marks[0], marks[-1])
    for mark in marks:
        y = area.y(mark)
        drawing.add(Line(area.left, y, area.left + area.width, y, strokeColor=LINE, strokeWidth=0.4))
        text(drawing, area.left - 5, y - 3, figure(mark), colour=GREY, anchor="end")
    drawing.add(Line(area.left, area.bottom, area.left + area.width, area.bottom, strokeColor=GREY, strokeWidth=0.8))
    if unit:
        text(drawing, area.left - 5, drawing.height - 10, unit, colour=GREY, anchor="end" if len(unit) < 5 else "middle")
    return area


def names(drawing: Drawing, area: Plot, labels: Sequence[str]) -> None:
    """Category names under the axis, wrapped to their slot."""
    room = area.width / len(labels)
    size = SMALL if room > 34 else 7.0
    for number, label in enumerate(labels):
        lines = wrap(label, room - 3, size)[:3]
        for row, line in enumerate(lines):
            text(drawing, area.slot(number, len(labels)), area.bottom - 11 - row * size * 1.25, line, size=size)


def limit(drawing: Drawing, area: Plot, value: float, name: str, colour: Color, *, left: bool = False) -> None:
    """A dashed line across the plot with its name at the right end, or at the left where the right is crowded."""
    y = area.y(value)
    drawing.add(Line(area.left, y, area.left + area.width, y, strokeColor=colour, strokeWidth=1, strokeDashArray=[4, 3]))
    x = area.left + 3 if left else area.left + area.width - 2
    text(drawing, x, y + 3, f"{name} {figure(value)}", colour=colour, anchor="start" if left else "end")


def legend(drawing: Drawing, entries: Sequence[tuple[str, Color]]) -> None:
    """Names of series, top right."""
    x = drawing.width - 12
    for name, colour in reversed(entries):
        text(drawing, x, drawing.height - 10, name, anchor="end")
        x -= stringWidth(name, REGULAR, SMALL) + 12
        drawing.add(rect(x, drawing.height - 10, 8, 7, fillColor=colour, strokeColor=None))
        x -= 10
