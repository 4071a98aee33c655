"""For the judge's eyes alone, beside the way to a note: a short hint on the item, and how their own points lie so far.

Nothing here is kept, sent or printed, and it never changes a score; it can be switched off in the settings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.words import say
from app.models.points import short
from app.models.rubric import RubricItem
from app.models.sheet import ScoreSheet
from app.scoring import hints
from app.scoring.hints import Hint, HintKind
from app.ui.judge.sheet_model import SheetModel
from app.ui.judge.step_hints import StepHints
from app.ui.tasks import Runner
from app.ui.widgets import Elided

if TYPE_CHECKING:
    from app.models.shape import Points
    from app.scoring.distribution import Strip
    from app.ui.judge.paper_services import PaperServices

_PAUSE_MS = 300
_FIRST_MS = 1_500
_LEAST = 3
"""Entries from which a picture of the points says anything."""


class MarksModel(QObject):
    """Reads the strips of the open entry's rubric after it opened and after each save. `changed` when they are here.

    `hints` are those over all entries, first what concerns several of them, read when a place that shows them asks; `hinted` when they are here.
    """

    changed = Signal()
    hinted = Signal()

    def __init__(self, services: PaperServices, runner: Runner, sheet: SheetModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner, self._sheet = services, runner, sheet
        self.on = True
        self.steps = StepHints(services, runner, sheet, self)
        self.steps.changed.connect(self.changed)
        self.strips: dict[str, Strip] = {}
        self.hints: tuple[Hint, ...] = ()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._read)
        sheet.saved.connect(self._pause.start)
        sheet.moved.connect(lambda _at: self._pause.start())

    def begin(self, on: bool) -> None:
        """At the start: the hints over all entries are read when the first page is there, strips when an entry is."""
        self.on = on
        self.steps.switch(on)
        QTimer.singleShot(_FIRST_MS, self, self.look)

    def switch(self, on: bool) -> None:
        self.on = on
        self.steps.switch(on)
        self._pause.start()
        self.changed.emit()
        self.look()

    def look(self) -> None:
        """Read the hints over all entries; none are left when they are switched off."""
        if self.on:
            self._runner.database(self._services.hints, then=self._hinted)
        else:
            self._hinted(())

    def _hinted(self, found: tuple[Hint, ...]) -> None:
        self.hints = tuple(sorted((*found, *self.steps.all()), key=lambda h: len(h.entries) == 1)) if self.on else ()
        self.hinted.emit()

    def _read(self) -> None:
        view = self._sheet.view
        if self.on and view is not None:
            self._runner.database(self._services.strips, view.rubric.id, then=self._take)

    def _take(self, found: tuple[Strip, ...]) -> None:
        self.strips = {s.item: s for s in found if s.item is not None}
        self.changed.emit()


class StripPicture(QWidget):
    """Bars of one item's own points; the bar of what stands is filled, the others are outlined."""

    def __init__(self) -> None:
        super().__init__()
        self._strip: Strip | None = None
        self._points: Points | None = None
        self.setFixedSize(112, 24)

    def sizeHint(self) -> QSize:
        return QSize(112, 24)

    def show_strip(self, strip: Strip, points: Points | None) -> None:
        self._strip, self._points = strip, points
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        strip = self._strip
        if strip is None or not strip.highest:
            return
        painter = QPainter(self)
        ink, accent = self.palette().color(QPalette.ColorRole.PlaceholderText), self.palette().color(QPalette.ColorRole.Accent)
        wide = self.width() / len(strip.buckets)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), ink)
        for at, bucket in enumerate(strip.buckets):
            high = (self.height() - 3) * bucket.count / strip.highest
            bar = QRectF(at * wide + 0.5, self.height() - 1 - high, max(1.0, wide - 1.5), high)
            stands = self._points is not None and bucket.low <= self._points <= bucket.high
            if bucket.count and stands:
                painter.fillRect(bar, accent)
            elif bucket.count:
                painter.setPen(ink)
                painter.drawRect(bar)


class OwnMarks(QWidget):
    """One line: hint words, then the strip. Empty until it is bound, and when it is switched off."""

    def __init__(self, sheet: SheetModel) -> None:
        super().__init__()
        self._sheet = sheet
        self._model: MarksModel | None = None
        self._item: RubricItem | None = None
        self.words, self.strip = Elided("small"), StripPicture()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.strip)
        self.strip.hide()

    def bind(self, model: MarksModel) -> None:
        self._model = model
        model.changed.connect(self.refresh)

    def show_item(self, item: RubricItem) -> None:
        self._item = item
        self.refresh()

    def refresh(self) -> None:
        item, model, view = self._item, self._model, self._sheet.view
        strip = model.strips.get(item.code) if model is not None and item is not None and model.on else None
        shown = strip is not None and strip.filled >= _LEAST
        self.strip.setVisible(shown)
        if strip is not None and strip.median is not None and item is not None:
            self.strip.show_strip(strip, self._sheet.points.get(item.code))
            said = self.tr("本人已评 {n} 份，中位 {m} 分；仅自己可见").format(n=strip.filled, m=short(strip.median))
            self.strip.setToolTip(said)
            self.strip.setAccessibleName(said)
        on = model is not None and model.on and item is not None and view is not None
        said, whole = self._hint(item) if on and item is not None else ("", "")
        self.words.whole = whole
        self.words.setText(said)
        self.words.setAccessibleDescription(whole)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    def _hint(self, item: RubricItem) -> tuple[str, str]:
        """In few words, and in all where there is more to say."""
        view, sheet = self._sheet.view, self._sheet
        if view is None or not sheet.editable:
            return "", ""
        now = ScoreSheet(view.entry.code, points=sheet.points, notes=sheet.notes)
        found = hints.of_item(now, item)
        if found is not None:
            return (self.tr("扣分未写不足") if found.kind is HintKind.DEDUCTION else self.tr("0 分未写理由")), ""
        against = self._model.steps.of_open() if self._model is not None and item.code == view.rubric.items[0].code else ()
        if not against:
            return "", ""
        return self.tr("类型与步骤不符，见“步骤”"), self.tr("仅自己可见，不影响评分：{words}").format(
            words=say("；", "; ").join(h.words for h in against)
        )
