"""The order with its intervals on the screen, drawn by pyqtgraph. Only who opens the plot imports this module.

Nothing has to be pointed at: every entry has its name and its score beside its bar. Above and below the line differ by filled
and hollow marks; the band at the line is an area with an edge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QImageWriter, QPainter

from app.ui.theme import LIGHT

if TYPE_CHECKING:
    from app.reports.chart_values import IntervalChart
    from app.ui.theme import Colours, Metrics

_ROW, _AXES, _NAME = 30, 84, 16
_TWICE, _CAP = 2, 0.16


class OrderPlot(pyqtgraph.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """One `IntervalChart`; it neither moves nor zooms, and leaves the wheel to the page."""

    def __init__(self, colours: Colours, sizes: Metrics) -> None:
        super().__init__()
        self._colours, self._sizes = colours, sizes
        self._chart: IntervalChart | None = None
        self._line_words = ""
        self.setAntialiasing(True)
        self.getPlotItem().layout.setContentsMargins(2, 4, 10, 2)
        self.setMenuEnabled(False)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def draw(self, chart: IntervalChart) -> None:
        """Show this one."""
        self._chart = chart
        self._again()

    def dress(self, colours: Colours, sizes: Metrics) -> None:
        """Another theme, or another size of text."""
        self._colours, self._sizes = colours, sizes
        self._again()

    def png(self) -> bytes:
        """The picture twice as fine as the screen, always on white."""
        worn = self._colours
        self.dress(LIGHT, self._sizes)
        image = QImage(self.size() * _TWICE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_TWICE)
        image.fill(QColor(LIGHT.surface))
        painter = QPainter(image)
        self.render(painter, QRectF(self.rect()), self.rect())
        painter.end()
        self.dress(worn, self._sizes)
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, b"PNG").write(image)
        return bytes(data.data())

    def _again(self) -> None:
        chart, colours = self._chart, self._colours
        if chart is None:
            return
        self.clear()
        self.setBackground(colours.surface)
        high = self._sizes.scaled(_ROW) * len(chart.entries) + self._sizes.scaled(_AXES)
        self.setFixedHeight(high)
        self._band(chart)
        self._line(chart)
        self._marks(chart)
        self._axes(chart)

    def _band(self, chart: IntervalChart) -> None:
        if chart.band is None:
            return
        low, high = (v / 100 for v in chart.band)
        pale = QColor(self._colours.warn)
        pale.setAlpha(36)
        self.addItem(
            pyqtgraph.LinearRegionItem(
                (low, high), movable=False, brush=pale, pen=pyqtgraph.mkPen(self._colours.warn, style=Qt.PenStyle.DotLine)
            )
        )

    def _marks(self, chart: IntervalChart) -> None:
        ink = pyqtgraph.mkPen(self._colours.ink, width=2)
        rows = list(enumerate(chart.entries))
        ends = [end for at, e in rows if e.low is not None and e.high is not None for end in _bar(at, e.low / 100, e.high / 100)]
        self.addItem(pyqtgraph.PlotCurveItem([x for x, _ in ends], [y for _, y in ends], connect="pairs", pen=ink))
        for above in (True, False):
            here = [(at, e) for at, e in rows if (chart.cut is None or e.official >= chart.cut) is above]
            fill = self._colours.accent if above else self._colours.surface
            self.addItem(
                pyqtgraph.ScatterPlotItem(
                    [e.official / 100 for _, e in here], [at for at, _ in here], size=self._sizes.scaled(11),
                    pen=pyqtgraph.mkPen(self._colours.accent, width=2), brush=pyqtgraph.mkBrush(fill),
                )
            )  # fmt: skip

    def _line(self, chart: IntervalChart) -> None:
        if chart.cut is None:
            return
        pen = pyqtgraph.mkPen(self._colours.bad, width=2, style=Qt.PenStyle.DashLine)
        self.addItem(pyqtgraph.InfiniteLine(chart.cut / 100, angle=90, pen=pen))
        low, high = _span(chart)
        at_left = chart.cut / 100 > (low + high) / 2
        words = pyqtgraph.TextItem(
            f"{chart.cut_words} {chart.cut / 100:.2f}",
            color=self._colours.bad,
            fill=self._colours.surface,
            anchor=(1 if at_left else 0, 0.5),
        )  # on a ground of its own: the edge of the band runs through it else
        words.setFont(self._small())
        words.setPos(chart.cut / 100, len(chart.entries) - 0.2)
        self.addItem(words, ignoreBounds=True)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._sizes.px(14))
        return font

    def _axes(self, chart: IntervalChart) -> None:
        """Names at the left, scores at the right, points above."""
        item = self.getPlotItem()
        count = len(chart.entries)
        names = [(at, _name(e.code, e.title)) for at, e in enumerate(chart.entries)]
        scores = [(at, f"{e.official / 100:.2f}") for at, e in enumerate(chart.entries)]
        for side, ticks in (("left", names), ("right", scores), ("top", None), ("bottom", None)):
            item.showAxis(side, show=side != "bottom")
            axis = item.getAxis(side)
            axis.setTickFont(self._small())
            axis.setPen(self._colours.edge)
            axis.setTextPen(self._colours.ink)
            axis.setStyle(tickTextOffset=8, autoExpandTextSpace=True, hideOverlappingLabels=False)
            if ticks is not None:
                axis.setTicks([ticks])
        item.showGrid(x=True, y=False, alpha=0.15)
        item.getViewBox().setYRange(-0.6, count + (0.3 if chart.cut is not None else -0.4), padding=0)
        item.invertY(True)
        item.getViewBox().setXRange(*_span(chart), padding=0.04)


def _bar(at: int, low: float, high: float) -> tuple[tuple[float, float], ...]:
    """Three strokes as pairs of ends: the bar and its two caps."""
    caps = [(x, at + y) for x in (low, high) for y in (-_CAP, _CAP)]
    return (low, at), (high, at), *caps


def _name(code: str, title: str) -> str:
    return f"{code} {title[:_NAME]}{'…' if len(title) > _NAME else ''}"


def _span(chart: IntervalChart) -> tuple[float, float]:
    values = [v for e in chart.entries for v in (e.official, e.low, e.high) if v is not None]
    return min(values) / 100, max(values) / 100
