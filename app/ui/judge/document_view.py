"""The report as the judge reads it: pages under each other, as wide as the view, drawn in the pool.

Keys go to two places only: turning pages here, digits to the score box of the current item. The input method is
off, because with it on the digits of a Chinese keyboard end in a composition window.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.core.errors import AppError
from app.media.values import PageImage, SearchHit
from app.ui.judge.document_model import DocumentModel, Wish
from app.ui.judge.page_cache import PageCache
from app.ui.judge.page_layout import MARGIN, PageLayout, arrange
from app.ui.theme import LIGHT, Colours
from app.ui.widgets import label

ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
SCORE_KEYS = frozenset("0123456789-.０１２３４５６７８９－．。")
_SETTLE_MS = 120


class DocumentView(QAbstractScrollArea):
    """`page_changed(zero-based)`; `typed(text)` for a digit meant for the score box; `accepted`/`dropped` for Enter and Esc."""

    page_changed = Signal(int)
    typed = Signal(str)
    accepted = Signal()
    dropped = Signal()

    def __init__(self, model: DocumentModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._cache = model, PageCache()
        self._layout: PageLayout = arrange((), 100, 1.0)
        self._colours: Colours = LIGHT
        self._errors: dict[int, str] = {}
        self._message = ""
        self._hits: dict[int, list[SearchHit]] = {}
        self.zoom, self.page, self.night = 1.0, 0, False
        self._first = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.badge = label()
        self.badge.setObjectName("pageBadge")
        self.badge.setParent(self)
        self.badge.hide()
        self._sharpen = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._sharpen.timeout.connect(self._model.draw)
        model.wanted = self._most_needed
        model.ready.connect(self._ready)
        model.closed.connect(self._closed)
        model.drawn.connect(self._drawn)
        model.failed_page.connect(self._failed)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.viewport().update())

    def dress(self, colours: Colours) -> None:
        """The theme was changed."""
        self._colours = colours
        self.viewport().update()

    def tell(self, message: str) -> None:
        """Words in place of pages: downloading, recused, cannot be shown."""
        self._message = message
        self.setAccessibleDescription(message)
        self.viewport().update()

    def go_to(self, page: int) -> None:
        """Show a page's top."""
        if self._layout.tops:
            page = max(0, min(page, len(self._layout.tops) - 1))
            self.verticalScrollBar().setValue(self._layout.tops[page] - MARGIN)

    def begin_at(self, page: int) -> None:
        """The document that is being opened starts at this page."""
        self._first = page

    def turn(self, by: int) -> None:
        """One page on or back."""
        self.go_to(self.page + by)

    def turn_screen(self, by: int) -> None:
        """One screen on or back, with a little of the old one left."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + by * max(40, self.viewport().height() - 60))

    def set_zoom(self, zoom: float) -> None:
        """1.0 is fit width; the page in view stays in view."""
        if zoom != self.zoom:
            self.zoom = zoom
            self._arrange()

    def zoom_by(self, steps: int) -> None:
        """To the next of the fixed sizes."""
        at = min(range(len(ZOOMS)), key=lambda n: abs(ZOOMS[n] - self.zoom))
        self.set_zoom(ZOOMS[max(0, min(len(ZOOMS) - 1, at + steps))])

    def mark(self, hits: tuple[SearchHit, ...]) -> None:
        """Show finds on their pages."""
        self._hits = {}
        for hit in hits:
            self._hits.setdefault(hit.page, []).append(hit)
        self.viewport().update()

    def pictured(self) -> bool:
        """Whether every page in view is shown sharp."""
        return bool(self._layout.tops) and all(self._wish(p) in self._cache or p in self._errors for p in self._in_view())

    def sizeHint(self) -> QSize:
        return QSize(902, 627)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._place_badge()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        text, key = event.text(), event.key()
        if plain and text and text in SCORE_KEYS:
            self.typed.emit(text)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif plain and key == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif plain and key in (Qt.Key.Key_Space, Qt.Key.Key_Backspace):
            self.turn_screen(1 if key == Qt.Key.Key_Space else -1)
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if key == Qt.Key.Key_Home else len(self._layout.tops) - 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._colours.bed))
        if self._message or not self._layout.tops:
            painter.setPen(QColor(self._colours.ink))
            painter.drawText(
                self.viewport().rect().adjusted(40, 40, -40, -40),
                int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap),
                self._message,
            )
            return
        for page in self._in_view():
            self._paint_page(painter, page)

    def _paint_page(self, painter: QPainter, page: int) -> None:
        area = self._area(page)
        picture = self._cache.get(self._wish(page)) or self._cache.nearest(self._wish(page))
        if picture is not None:
            painter.setRenderHint(
                QPainter.RenderHint.SmoothPixmapTransform, picture.width() != round(area.width() * self.devicePixelRatioF())
            )
            painter.drawImage(area, picture)
        else:
            painter.fillRect(area, QColor("#FFFFFF"))
            painter.setPen(QColor("#424957"))
            text = self._errors.get(page) or self.tr("第 {n} 页").format(n=page + 1)
            painter.drawText(area.adjusted(30, 30, -30, -30), int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), text)
        self._paint_hits(painter, page, area)

    def _paint_hits(self, painter: QPainter, page: int, area: QRect) -> None:
        scale = area.width() / self._model.sizes[page][0] if page < len(self._model.sizes) else 1.0
        for hit in self._hits.get(page, ()):
            for r in hit.rectangles:
                box = QRect(QPoint(round(r.left * scale), round(r.top * scale)), QPoint(round(r.right * scale), round(r.bottom * scale)))
                painter.fillRect(box.translated(area.topLeft()), QColor(255, 200, 0, 90))

    def _area(self, page: int) -> QRect:
        left = max(MARGIN, (self.viewport().width() - self._layout.width) // 2) - self.horizontalScrollBar().value()
        return QRect(left, self._layout.tops[page] - self.verticalScrollBar().value(), self._layout.width, self._layout.heights[page])

    def _in_view(self) -> range:
        return self._layout.visible(self.verticalScrollBar().value(), self.viewport().height())

    def _wish(self, page: int) -> Wish:
        return Wish(page, round(self._layout.width * self.devicePixelRatioF()), self.night)

    def _most_needed(self) -> Wish | None:
        """Pages in view first, then the next one, then the one before."""
        if not self._layout.tops:
            return None
        seen = self._in_view()
        around = (*seen, seen.stop, seen.start - 1)
        wishes = (self._wish(p) for p in around if 0 <= p < len(self._layout.tops) and p not in self._errors)
        return next((w for w in wishes if w not in self._cache), None)

    def _ready(self) -> None:
        self._message = ""
        self._cache.clear()
        self._errors.clear()
        self._hits.clear()
        self.page = first = self._first
        self._first = 0
        self._arrange()
        self.go_to(first)
        self._scrolled()

    def _closed(self) -> None:
        self._cache.clear()
        self._layout = arrange((), 100, 1.0)
        self.badge.hide()
        self.viewport().update()

    def _drawn(self, wish: Wish, image: PageImage) -> None:
        self._cache.put(wish, image)
        self.viewport().update()

    def _failed(self, page: int, error: BaseException) -> None:
        self._errors[page] = str(error) if isinstance(error, AppError) else self.tr("这一页无法显示。")
        self.viewport().update()

    def _arrange(self) -> None:
        kept = self.page
        self._layout = arrange(self._model.sizes, self.viewport().width(), self.zoom)
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setRange(0, max(0, self._layout.total - self.viewport().height()))
        bar.setPageStep(max(40, self.viewport().height() - 60))
        bar.setSingleStep(48)
        across.setRange(0, max(0, self._layout.width + 2 * MARGIN - self.viewport().width()))
        if self._layout.tops and kept != self._layout.current(bar.value(), self.viewport().height()):
            self.go_to(kept)
        self._scrolled()
        self._sharpen.start()

    def _scrolled(self, _value: int = 0) -> None:
        if self._layout.tops:
            page = self._layout.current(self.verticalScrollBar().value(), self.viewport().height())
            self.badge.setText(f"{page + 1}/{len(self._layout.tops)}")
            self.badge.setAccessibleName(self.tr("第 {n} 页，共 {all} 页").format(n=page + 1, all=len(self._layout.tops)))
            self.badge.adjustSize()
            self._place_badge()
            self.badge.show()
            if page != self.page:
                self.page = page
                self.page_changed.emit(page)
        self.viewport().update()
        self._model.draw()

    def _place_badge(self) -> None:
        corner = self.viewport().geometry().bottomRight()
        self.badge.move(corner.x() - self.badge.width() - 14, corner.y() - self.badge.height() - 12)
