"""Diagrams of thought: cause trees, fishbones, process flows, plans and the growth radar."""

from __future__ import annotations

import math
from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing, Line, Polygon
from reportlab.lib.colors import white

from ..theme import GREY, INK, LINE, Palette
from .axes import SMALL, block, legend, rect, text, wrap

Path = tuple[str, ...]


def tree(width: float, height: float, root: str, paths: Sequence[Path], colours: Palette, marked: Sequence[str] = ()) -> Drawing:
    """A left-to-right tree: each path is one end node with its ancestors; `marked` end nodes are filled."""
    drawing = Drawing(width, height)
    depth = max(len(path) for path in paths) + 1
    gap = 20.0
    shares = [1.0] + [0.8 if level == 0 and depth > 3 else 1.35 for level in range(depth - 1)]
    room = (width - gap * (depth - 1)) / sum(shares)
    lefts = [sum(shares[:level]) * room + gap * level for level in range(depth)]
    step = height / len(paths)
    middle = [height - step * (row + 0.5) for row in range(len(paths))]
    parents: dict[Path, float] = {}
    for level in range(depth - 1, -1, -1):
        groups: dict[Path, list[float]] = {}
        for row, path in enumerate(paths):
            if len(path) >= level:
                groups.setdefault(path[:level], []).append(middle[row])
        for key, ys in groups.items():
            y = (max(ys) + min(ys)) / 2
            leaf = len(ys) == 1 and key in paths
            x = lefts[level]
            box = shares[level] * room
            if level:
                _elbow(drawing, x, y, gap, _centre(paths, middle, key[:-1]))
            parents[key] = y
            words = key[-1] if key else root
            tall = step * 0.8 if leaf else min(step * len(ys) * 0.8, 46)
            _node(drawing, x, y, box, tall, words, colours, 0 if not key else (3 if words in marked else 2 if leaf else 1))
    return drawing


def _centre(paths: Sequence[Path], middle: Sequence[float], key: Path) -> float:
    ys = [y for path, y in zip(paths, middle) if path[: len(key)] == key]
    return (max(ys) + min(ys)) / 2


def _elbow(drawing: Drawing, x: float, y: float, gap: float, parent: float) -> None:
    half = x - gap / 2
    for x1, y1, x2, y2 in ((x - gap, parent, half, parent), (half, parent, half, y), (half, y, x, y)):
        drawing.add(Line(x1, y1, x2, y2, strokeColor=GREY, strokeWidth=0.8))


def _node(drawing: Drawing, x: float, y: float, box: float, tall: float, words: str, colours: Palette, kind: int) -> None:
    size = 9.0 if kind in (0, 1) else 8.4
    lines = wrap(words, box - 10, size, bold=kind != 2)
    while len(lines) * size * 1.28 > tall and size > 6.6:
        size -= 0.4
        lines = wrap(words, box - 10, size, bold=kind != 2)
    tall = max(tall if kind > 1 else len(lines) * size * 1.28 + 8, len(lines) * size * 1.28 + 3)
    tall = min(tall, max(len(lines) * size * 1.28 + 10, 18))
    fill = (colours.main, colours.soft, white, colours.accent)[kind]
    drawing.add(
        rect(
            x,
            y - tall / 2,
            box,
            tall,
            rx=3,
            ry=3,
            fillColor=fill,
            strokeColor=colours.main if kind != 3 else colours.accent,
            strokeWidth=0.8,
        )
    )
    block(drawing, x + box / 2, y, lines, size=size, colour=white if kind in (0, 3) else INK, bold=kind != 2)


def fishbone(width: float, height: float, head: str, paths: Sequence[Path], colours: Palette) -> Drawing:
    """Categories above and below a spine; each twig carries an end cause with what leads to it underneath."""
    drawing = Drawing(width, height)
    spine = height / 2
    box = 92.0
    drawing.add(Line(8, spine, width - box, spine, strokeColor=colours.main, strokeWidth=3))
    drawing.add(rect(width - box, spine - 34, box, 68, fillColor=colours.main, strokeColor=None, rx=4, ry=4))
    block(drawing, width - box / 2, spine, wrap(head, box - 12, 9, bold=True), size=9, colour=white, bold=True)
    groups: dict[str, list[Path]] = {}
    for path in paths:
        groups.setdefault(path[0], []).append(path)
    columns = math.ceil(len(groups) / 2)
    room = (width - box - 14) / columns
    for number, (name, members) in enumerate(groups.items()):
        up = 1 if number % 2 == 0 else -1
        foot = 10 + room * (number // 2 + 1)
        _rib(drawing, foot, spine, up, room, name, members, colours)
    return drawing


def _rib(drawing: Drawing, foot: float, spine: float, up: int, room: float, name: str, members: Sequence[Path], colours: Palette) -> None:
    length = spine - 30
    lean = 34.0
    drawing.add(Line(foot - lean, spine + up * length, foot - 4, spine, strokeColor=colours.main, strokeWidth=1.6))
    drawing.add(
        rect(foot - lean - 34, spine + up * length - (0 if up > 0 else 18), 68, 18, fillColor=colours.soft, strokeColor=colours.main)
    )
    text(drawing, foot - lean, spine + up * length + (5 if up > 0 else -13), name, size=9, bold=True)
    for number, path in enumerate(members):
        share = (number + 0.72) / (len(members) + 0.25)
        y = spine + up * length * (1 - share)
        x = foot - lean * (1 - share) - 4 * share
        start = x - room + lean + 12
        drawing.add(Line(start, y, x, y, strokeColor=GREY, strokeWidth=0.8))
        for row, line in enumerate(reversed(wrap(path[-1], x - start - 6, SMALL, bold=True))):
            text(drawing, start + 2, y + 3 + row * 10, line, bold=True, anchor="start", colour=INK)
        for row, line in enumerate(wrap("←".join(path[1:-1]), x - start - 6, 7)[:2] if len(path) > 2 else []):
            text(drawing, start + 2, y - 9 - row * 8, line, size=7, anchor="start", colour=GREY)


def flow(width: float, steps: Sequence[str], colours: Palette) -> Drawing:
    """Process boxes with arrows, five or six a row; a step ending in * is the one under study."""
    per = min(6, max(4, math.ceil(len(steps) / math.ceil(len(steps) / 6))))
    rows = math.ceil(len(steps) / per)
    room = width / per
    drawing = Drawing(width, rows * 46.0)
    for number, step in enumerate(steps):
        x, y = room * (number % per), drawing.height - 46 * (number // per) - 23
        hot = step.endswith("*")
        drawing.add(
            rect(
                x + 2,
                y - 15,
                room - 22,
                30,
                rx=3,
                ry=3,
                fillColor=colours.accent if hot else colours.soft,
                strokeColor=colours.main,
                strokeWidth=0.7,
            )
        )
        block(drawing, x + 2 + (room - 22) / 2, y, wrap(step.rstrip("*"), room - 28, 8.6), size=8.6, colour=white if hot else INK, bold=hot)
        if number < len(steps) - 1:
            tip = x + room - 3
            drawing.add(Line(x + room - 19, y, tip - 4, y, strokeColor=colours.main, strokeWidth=1.2))
            drawing.add(Polygon([tip - 5, y + 3.4, tip - 5, y - 3.4, tip + 1, y], fillColor=colours.main, strokeColor=None))
    return drawing


def gantt(width: float, tasks: Sequence[tuple[str, str, int, int, int, int]], months: Sequence[str], colours: Palette) -> Drawing:
    """Plan (hollow) and actual (filled) per step; a task is (stage, name, plan from, plan to, actual from, actual to) in month numbers."""
    row = 19.0
    drawing = Drawing(width, row * len(tasks) + 40)
    side = 150.0
    room = (width - side - 4) / len(months)
    base = drawing.height - 34
    for number, month in enumerate(months):
        text(drawing, side + room * (number + 0.5), base + 6, month, size=7.6 if room > 30 else 6.4)
    for number in range(len(months) + 1):
        drawing.add(Line(side + room * number, base, side + room * number, base - row * len(tasks), strokeColor=LINE, strokeWidth=0.4))
    for number, (stage, name, plan_from, plan_to, real_from, real_to) in enumerate(tasks):
        y = base - row * (number + 1)
        drawing.add(Line(0, y, width - 4, y, strokeColor=LINE, strokeWidth=0.4))
        text(drawing, 10, y + 6, stage, bold=True, colour=colours.main)
        text(drawing, 26, y + 6, name, size=8.4, anchor="start")
        drawing.add(
            rect(
                side + room * plan_from + 2,
                y + 10.5,
                room * (plan_to - plan_from + 1) - 4,
                5.5,
                fillColor=white,
                strokeColor=colours.main,
                strokeWidth=0.8,
                strokeDashArray=[2, 1.5],
            )
        )
        drawing.add(
            rect(side + room * real_from + 2, y + 3, room * (real_to - real_from + 1) - 4, 5.5, fillColor=colours.second, strokeColor=None)
        )
    legend(drawing, [("虚线框：计划", colours.soft), ("实心条：实际", colours.second)])
    return drawing


def radar(width: float, height: float, rows: Sequence[tuple[str, float, float]], colours: Palette, top: float = 10) -> Drawing:
    """Self-rating before and after the activity on a ten-point scale."""
    drawing = Drawing(width, height)
    x0, y0, reach = width / 2, height / 2 - 6, height / 2 - 34
    angles = [math.pi / 2 - 2 * math.pi * number / len(rows) for number in range(len(rows))]

    def at(angle: float, value: float) -> tuple[float, float]:
        return x0 + math.cos(angle) * reach * value / top, y0 + math.sin(angle) * reach * value / top

    for ring in (2, 4, 6, 8, 10):
        drawing.add(Polygon([part for angle in angles for part in at(angle, ring)], fillColor=None, strokeColor=LINE, strokeWidth=0.5))
    for angle, (name, _, _) in zip(angles, rows):
        x, y = at(angle, top)
        drawing.add(Line(x0, y0, x, y, strokeColor=LINE, strokeWidth=0.5))
        side = "middle" if abs(math.cos(angle)) < 0.2 else "start" if math.cos(angle) > 0 else "end"
        text(drawing, x + 6 * math.cos(angle), y + 7 * math.sin(angle) - 3, name, size=8.6, anchor=side)
    for column, colour in ((1, colours.second), (2, colours.accent)):
        drawing.add(
            Polygon(
                [part for angle, line in zip(angles, rows) for part in at(angle, float(line[column]))],
                fillColor=None,
                strokeColor=colour,
                strokeWidth=1.8,
            )
        )
    legend(drawing, [("活动前", colours.second), ("活动后", colours.accent)])
    return drawing
