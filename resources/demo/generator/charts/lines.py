"""Trends, control charts, histograms and scatter plots: evidence over time and between two quantities."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import correlation, fmean, linear_regression, stdev

from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine
from reportlab.lib.colors import Color, white

from ..theme import GREY, LINE, Palette
from .axes import Plot, figure, legend, limit, names, plot, rect, text, ticks

Series = tuple[str, Sequence[float | None]]


def trend(
    width: float,
    height: float,
    labels: Sequence[str],
    series: Sequence[Series],
    unit: str,
    colours: Palette,
    limits: Sequence[tuple[str, float]] = (),
) -> Drawing:
    """Lines over months; None leaves a gap, so that before and after stand apart."""
    drawing = Drawing(width, height)
    values = [value for _, row in series for value in row if value is not None] + [value for _, value in limits]
    span = max(max(values) - min(values), abs(max(values)) * 0.02)
    low = 0.0 if min(values) < max(values) * 0.45 else min(values) - span * 0.4
    area = plot(drawing, low, max(values) + span * 0.18, unit)
    shades = [colours.second, colours.accent, colours.main]
    for number, (_, row) in enumerate(series):
        _line(drawing, area, row, shades[number % 3])
    for name, value in limits:
        first, last = (next(v for _, row in series[::step] for v in row[::step] if v is not None) for step in (1, -1))
        limit(drawing, area, value, name, colours.main, left=abs(first - value) > abs(last - value))
    names(drawing, area, labels)
    if len(series) > 1:
        legend(drawing, [(name, shades[number % 3]) for number, (name, _) in enumerate(series)])
    return drawing


def _line(drawing: Drawing, area: Plot, row: Sequence[float | None], shade: Color) -> None:
    points = [(area.slot(slot, len(row)), area.y(value), value) for slot, value in enumerate(row) if value is not None]
    drawing.add(PolyLine([part for x, y, _ in points for part in (x, y)], strokeColor=shade, strokeWidth=1.8))
    for x, y, value in points:
        drawing.add(Circle(x, y, 3, fillColor=white, strokeColor=shade, strokeWidth=1.4))
        text(drawing, x, y + 6, figure(value), bold=True)


def control(width: float, height: float, values: Sequence[float], unit: str, colours: Palette) -> Drawing:
    """Individuals chart; limits are the mean ± 2.66 times the mean moving range."""
    drawing = Drawing(width, height)
    mean = fmean(values)
    reach = 2.66 * fmean(abs(b - a) for a, b in pairwise(values))
    low, high = min([*values, mean - reach]), max([*values, mean + reach])
    area = plot(drawing, low - reach * 0.1, high + reach * 0.15, unit, right=20)
    points = [part for slot, value in enumerate(values) for part in (area.slot(slot, len(values)), area.y(value))]
    drawing.add(PolyLine(points, strokeColor=colours.second, strokeWidth=1.2))
    for slot, value in enumerate(values):
        out = abs(value - mean) > reach
        drawing.add(
            Circle(area.slot(slot, len(values)), area.y(value), 2.2, fillColor=colours.accent if out else colours.main, strokeColor=None)
        )
    for name, value in (("UCL", mean + reach), ("CL", mean), ("LCL", mean - reach)):
        limit(drawing, area, round(value, 3), name, colours.accent if name != "CL" else colours.main)
    text(drawing, area.left + area.width / 2, 10, f"样本序号 1–{len(values)}（单值图）", colour=GREY)
    return drawing


def histogram(
    width: float, height: float, values: Sequence[float], limits: tuple[float | None, float | None], unit: str, colours: Palette
) -> Drawing:
    """Nine classes with the fitted normal curve, specification limits, mean and Cpk where both limits exist."""
    drawing = Drawing(width, height)
    mean, spread = fmean(values), stdev(values)
    known = [value for value in limits if value is not None]
    low, high = min([*values, *known]), max([*values, *known])
    margin = (high - low) * 0.08
    low, high = low - margin, high + margin
    step = (max(values) - min(values)) / 8.999
    counts = [0] * 9
    for value in values:
        counts[int((value - min(values)) / step)] += 1
    area = plot(drawing, 0, max(counts) * 1.15, "频数")

    def across(value: float) -> float:
        return area.left + (value - low) / (high - low) * area.width

    for number, count in enumerate(counts):
        left = across(min(values) + number * step)
        drawing.add(
            rect(
                left, area.bottom, across(low + step) - area.left, area.y(count) - area.bottom, fillColor=colours.second, strokeColor=white
            )
        )
    curve = [low + (high - low) * number / 80 for number in range(81)]
    scale = len(values) * step / (spread * math.sqrt(2 * math.pi))
    drawing.add(
        PolyLine(
            [part for x in curve for part in (across(x), area.y(scale * math.exp(-(((x - mean) / spread) ** 2) / 2)))],
            strokeColor=colours.main,
            strokeWidth=1.3,
        )
    )
    for name, edge in (("下限", limits[0]), ("上限", limits[1])):
        if edge is not None:
            x = across(edge)
            drawing.add(
                Line(x, area.bottom, x, area.bottom + area.height, strokeColor=colours.accent, strokeWidth=1.2, strokeDashArray=[4, 3])
            )
            text(drawing, x, area.bottom + area.height + 4, f"{name} {figure(edge)}", colour=colours.accent)
    for mark in [value for value in ticks(low, high, 7) if low <= value <= high]:
        text(drawing, across(mark), area.bottom - 11, figure(mark))
    sides = [abs(edge - mean) / (3 * spread) for edge in known]
    ability = f"　Cpk={min(sides):.2f}" if len(sides) == 2 else ""
    text(drawing, area.left + area.width / 2, 8, f"n={len(values)}　均值={mean:.3f}{unit}　标准差={spread:.3f}{ability}", colour=GREY)
    return drawing


def scatter(width: float, height: float, xs: Sequence[float], ys: Sequence[float], axes: tuple[str, str], colours: Palette) -> Drawing:
    """Points with the least-squares line and the correlation coefficient."""
    drawing = Drawing(width, height)
    span = max(ys) - min(ys)
    area = plot(drawing, min(ys) - span * 0.1, max(ys) + span * 0.1, axes[1])
    low, high = min(xs) - (max(xs) - min(xs)) * 0.06, max(xs) + (max(xs) - min(xs)) * 0.06

    def across(value: float) -> float:
        return area.left + (value - low) / (high - low) * area.width

    slope, start = linear_regression(xs, ys)
    drawing.add(
        Line(across(min(xs)), area.y(start + slope * min(xs)), across(max(xs)), area.y(start + slope * max(xs)), strokeColor=colours.accent)
    )
    for x, y in zip(xs, ys):
        drawing.add(Circle(across(x), area.y(y), 2.6, fillColor=colours.main, strokeColor=None))
    for mark in [value for value in ticks(low, high, 7) if low <= value <= high]:
        text(drawing, across(mark), area.bottom - 11, figure(mark))
        drawing.add(Line(across(mark), area.bottom, across(mark), area.bottom - 3, strokeColor=LINE))
    text(drawing, area.left + area.width / 2, 8, f"{axes[0]}　　n={len(xs)}，r={correlation(xs, ys):.2f}", colour=GREY)
    return drawing
