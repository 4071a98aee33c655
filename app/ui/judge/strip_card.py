"""The card of the 评分条: it opens upward over the page, holds what the column's open card holds, and never takes the page away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.core.words import say
from app.ui.judge.hall_model import HallModel
from app.ui.judge.hall_view import HallView
from app.ui.judge.rubric_pane import RubricPane
from app.ui.judge.score_strip import ScoreStrip
from app.ui.judge.sheet_model import SheetModel
from app.ui.panels import Panel
from app.ui.theme import Metrics
from app.ui.widgets import Elided, button

WIDTH = 470


class StripCard(Panel):
    """Hidden until an item is chosen or a digit is typed; Esc puts it away. `grown`: what it holds may need another height."""

    grown = Signal()

    def __init__(self, pane: RubricPane, model: SheetModel, parent: QWidget) -> None:
        super().__init__(parent, "stripCard")
        self._pane, self._model = pane, model
        self.title = Elided("title")
        self.shut = button("flat", self.hide, focus=False)
        self.inside = QWidget()
        self.inside.setObjectName("stripInside")
        self.inside.installEventFilter(self)
        self.head, self.column = QHBoxLayout(), QVBoxLayout(self.inside)
        self.head.setContentsMargins(14, 4, 14, 0)
        self.head.setSpacing(16)
        self.head.addWidget(self.title, 1)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.area = QScrollArea()
        self.area.setViewport(QWidget())  # ours: asking for Qt's own makes PySide build every class of widget, 7 ms before the first page
        self.area.setWidget(self.inside)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addLayout(self.head)
        outer.addWidget(self.area, 1)
        self._followed: set[QWidget] = set()
        self._look = QTimer(self, singleShot=True, interval=0)
        self._look.timeout.connect(self._keep_in_view)
        self.area.viewport().installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self.retranslate()
        self.hide()

    def take(self, parts: tuple[QWidget, ...], body: QWidget, remark: QWidget) -> None:
        """Hold the column's widgets while the strip is in force: small ones in the head, body and remark below."""
        for part in (*parts, self.shut):
            self.head.addWidget(part)
            part.show()
        for widget in (body, remark):
            self.column.addWidget(widget)
            widget.show()

    def wanted_height(self, width: int) -> int:
        """What all of it needs at this width."""
        inside = self.inside.layout()
        below = (
            inside.totalHeightForWidth(width - 2) if inside is not None and inside.hasHeightForWidth() else self.inside.sizeHint().height()
        )
        return below + self.head.sizeHint().height() + 6

    def retranslate(self) -> None:
        item = self._model.item
        self.title.setText(f"{self._model.current + 1} {say(item.name.zh, item.name.en)}" if item is not None else "")
        self.shut.setText(self.tr("收起"))
        self.shut.setAccessibleName(self.tr("收起评分卡"))
        self.setAccessibleName(self.tr("评分卡"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and watched is self.inside:
            self.grown.emit()
        elif event.type() is QEvent.Type.Resize:
            self._look.start()
        return super().eventFilter(watched, event)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.inside.isAncestorOf(now):
            if isinstance(now, QPlainTextEdit) and now not in self._followed:
                self._followed.add(now)
                now.cursorPositionChanged.connect(self._look.start)
            self._look.start()

    def _keep_in_view(self) -> None:
        """What has the keyboard is seen while it is typed in, however little room large text leaves: all of it, or else its cursor."""
        typing = QApplication.focusWidget()
        if self.isHidden() or typing is None or not self.inside.isAncestorOf(typing):
            return
        top = typing.mapTo(self.inside, typing.rect().topLeft()).y()
        self.area.ensureVisible(0, top + typing.height(), 0, 0)
        self.area.ensureVisible(0, top, 0, 0)
        self.area.ensureWidgetVisible(typing, 0, 4)  # of a text, the line of its cursor


class ReadingSide(QWidget):
    """Papers above, strip below them, the strip's card over the papers."""

    def __init__(self, papers: QWidget, pane: RubricPane, model: SheetModel, sizes: Metrics) -> None:
        super().__init__()
        self._pane, self._model, self._sizes = pane, model, sizes
        self.strip = ScoreStrip(model, sizes)
        self.strip.hide()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.hall = HallView(HallModel(self))
        self._strip_on = self._floating = self._resting = False
        self._front = QStackedWidget()
        self._front.addWidget(papers)
        self._front.addWidget(self.hall)
        column.addWidget(self._front, 1)
        column.addWidget(self.strip)
        self.card = StripCard(pane, model, self)
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self.place)
        self.card.grown.connect(self._settle.start)
        self.strip.chosen.connect(self._choose)
        self.strip.grown.connect(self._float)
        self.strip.grown.connect(self._settle.start)
        model.changed.connect(self._settle.start)
        model.moved.connect(self._moved)
        pane.begun.connect(self.open_card)
        self.strip.away.recuse_wanted.connect(pane.recuse_wanted)
        self.strip.away.next_wanted.connect(pane.next_wanted)
        pane.laid.connect(self._settle.start)

    @property
    def in_hall(self) -> bool:
        """Whether 发表现场 is in front of the papers."""
        return self._front.currentWidget() is self.hall

    def use_hall(self, on: bool) -> None:
        """发表现场 in front, or the papers."""
        self._front.setCurrentIndex(1 if on else 0)

    def strip_height(self) -> int:
        """What the strip takes from the foot of the page; 0 without it."""
        return 0 if self.strip.isHidden() else self.strip.height()

    def use_strip(self, on: bool) -> None:
        """Strip or no strip; the column's widgets move with it."""
        if on != self._strip_on:
            self._strip_on = on
            self.card.hide()
            self._pane.lend(self.card if on else None)
        self._show_strip()

    def float_strip(self, on: bool, *, resting: bool = False) -> None:
        """Over the foot of the papers instead of below them; `resting`: out of sight until it is wanted."""
        if on != self._floating:
            self._floating = on
            if on:
                self._column.removeWidget(self.strip)
            else:
                self._column.addWidget(self.strip)
        self._resting = on and resting
        self._show_strip()

    def _show_strip(self) -> None:
        self.strip.setVisible(self._strip_on and not self._resting)
        self._float()

    def _float(self) -> None:
        if self._floating:
            high = self.strip.height()
            self.strip.setGeometry(0, self.height() - high, self.width(), high)
            self.strip.raise_()
            self.card.raise_()

    def resize_to(self, sizes: Metrics) -> None:
        self._sizes = sizes
        self.strip.resize_to(sizes)
        self._float()
        self._settle.start()

    def open_card(self) -> None:
        """Show the card of the current item above its box."""
        if not self.strip.isHidden():
            self.card.retranslate()
            self.card.show()
            self.card.raise_()
            self.place()

    def place(self) -> None:
        """Above the box of the current item, inside the page."""
        if self._model.away:
            self.card.hide()
        if self.card.isHidden():
            return
        wide = min(self._sizes.scaled(WIDTH), self.width() - 12)
        room = self.height() - self.strip.height() - 8
        high = min(self.card.wanted_height(wide), room)
        box = self.strip.place_of(self._model.current)
        left = box.mapTo(self, box.rect().topLeft()).x() if box is not None else 6
        self.card.setGeometry(max(6, min(left, self.width() - wide - 6)), self.height() - self.strip.height() - high, wide, high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._float()
        self._settle.start()

    def _choose(self, index: int) -> None:
        self._model.go_to(index)
        self.open_card()
        self._pane.body.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pane.body.box.selectAll()

    def _moved(self, _index: int) -> None:
        self.card.retranslate()
        self._settle.start()
