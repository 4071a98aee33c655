"""The order with its intervals as PNG, for commands: what the 参考 page saves from its plot. Private: readable by its owner alone."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from app.core.errors import UsageError
from app.core.exports import export
from app.core.words import say
from app.media.pages import PdfDocument
from app.reports.chart_values import IntervalChart
from app.reports.interval_picture import interval_picture, png

_FINE = 2.5
"""Pixels a point: as fine as the picture that the page saves."""


def write(chart: IntervalChart | None, target: Path) -> None:
    """Write the picture. Raises UsageError `nothing-ranked` without a chart."""
    if chart is None:
        raise UsageError(
            say("还没有得分，没有次序可画。", "Nothing is ranked yet; there is no order to draw."),
            say("收到评分以后再画。", "Draw it when scores have come."), reason="nothing-ranked",
        )  # fmt: skip
    export(target, picture(chart), mode=0o600)


def picture(chart: IntervalChart) -> bytes:
    """The same as bytes."""
    signs = say("● 线上（含线）　○ 线下　├─┤ 区间　┆ 名额线", "● above the line (or on it)　○ below　├─┤ interval　┆ the line")
    with PdfDocument(BytesIO(interval_picture(chart, signs))) as made:
        image = made.render(0, scale=_FINE)
    return png(image.width, image.height, bytes(image.data), image.stride)
