"""Pareto charts and plain bars: where the loss sits, and by how much it fell."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics.shapes import Circle, Drawing, PolyLine
from reportlab.lib.colors import Color, white

from ..theme import GREY, INK, Palette
from .axes import SMALL, Plot, figure, legend, limit, names, plot, rect, text


def pareto(width: float, height: float, items: Sequence[tuple[str, float]], unit: str, colours: Palette) -> Drawing:
    """Bars by size with the cumulative share; the left axis ends at the total so that both scales agree."""
    drawing = Drawing(width, height)
    total = sum(value for _, value in items)
    area = plot(drawing, 0, total, unit, right=46, top=30)
    top = area.y(total)
    room = area.width / len(items)
    for share in range(0, 101, 20):
        text(
            drawing,
            area.left + area.width + 6,
            area.bottom + (top - area.bottom) * share / 100 - 3,
            f"{share}%",
            colour=GREY,
            anchor="start",
        )
    points: list[float] = []
    running = 0.0
    for number, (_, value) in enumerate(items):
        x = area.left + room * number
        colour = colours.accent if number == 0 else colours.second
        drawing.add(rect(x + room * 0.14, area.bottom, room * 0.72, area.y(value) - area.bottom, fillColor=colour, strokeColor=None))
        running += value
        points += [x + room / 2, area.y(running)]
    drawing.add(PolyLine(points, strokeColor=colours.main, strokeWidth=1.4))
    _pareto_values(drawing, items, points, area, colours)
    names(drawing, area, [name for name, _ in items])
    legend(drawing, [("频数", colours.second), ("累计百分比", colours.main)])
    return drawing


def _pareto_values(drawing: Drawing, items: Sequence[tuple[str, float]], points: list[float], area: Plot, colours: Palette) -> None:
    total = sum(value for _, value in items)
    running = 0.0
    for number, (_, value) in enumerate(items):
        x, y = points[2 * number], points[2 * number + 1]
        running += value
        drawing.add(Circle(x, y, 2.4, fillColor=colours.main, strokeColor=None))
        text(drawing, x, y + 5, f"{running / total * 100:.1f}%", colour=colours.main)
        bar = area.y(value)
        inside = number == 0 or bar + 12 > y - 3
        text(
            drawing,
            x,
            bar - 11 if inside and value / total > 0.06 else bar + 3,
            figure(value),
            colour=INK if not inside else _on_bar(number),
            bold=True,
        )


def _on_bar(number: int) -> Color:
    return white if number == 0 else INK


def bars(
    width: float,
    height: float,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[float]]],
    unit: str,
    colours: Palette,
    limits: Sequence[tuple[str, float]] = (),
) -> Drawing:
    """Grouped bars with values; limits are dashed lines."""
    drawing = Drawing(width, height)
    peak = max([value for _, values in series for value in values] + [value for _, value in limits])
    area = plot(drawing, 0, peak * 1.12, unit)
    shades = [colours.second, colours.accent, colours.main]
    room = area.width / len(labels)
    each = min(room * 0.7 / len(series), 46)
    for number, (_, values) in enumerate(series):
        shade = shades[number % 3] if len(series) > 1 else colours.second
        for slot, value in enumerate(values):
            x = area.slot(slot, len(labels)) + (number - len(series) / 2) * each
            last = len(series) == 1 and slot == len(values) - 1 and len(values) < 4
            drawing.add(
                rect(
                    x, area.bottom, each * 0.92, area.y(value) - area.bottom, fillColor=colours.accent if last else shade, strokeColor=None
                )
            )
            text(drawing, x + each * 0.46, area.y(value) + 3, figure(value), size=SMALL if each > 18 else 7, bold=True)
    for name, value in limits:
        limit(drawing, area, value, name, colours.accent)
    names(drawing, area, labels)
    if len(series) > 1:
        legend(drawing, [(name, shades[number % 3]) for number, (name, _) in enumerate(series)])
    return drawing
