"""Pages under each other, as wide as the view or as the reader chose, drawn in the pool; what lies over them is painted here too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.core.errors import AppError
from app.core.words import now
from app.media.geometry import Rect
from app.media.values import PageImage, SearchHit
from app.models.sheet import Note
from app.ui.judge import page_badge
from app.ui.judge.document_model import DocumentModel, Wish
from app.ui.judge.empty_state import EmptyState
from app.ui.judge.page_badge import PageBadge
from app.ui.judge.page_cache import limit_for
from app.ui.judge.page_layout import MARGIN, PageLayout, arrange
from app.ui.judge.page_marks import PageMarks, Sheetlet
from app.ui.judge.page_painter import paint_page
from app.ui.judge.page_stand_ins import PagePictures
from app.ui.judge.page_turning import Spot, page_point, shown_size
from app.ui.theme import LIGHT, Colours

ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_SETTLE_MS = 120


class PageArea(QAbstractScrollArea):
    """`page_changed(zero-based)`. Showing only: keys and mouse are the `DocumentView`'s."""

    page_changed = Signal(int)

    def __init__(self, model: DocumentModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewport(QWidget())  # Qt's own is none of our making: asking for it makes PySide build every class of widget (14 ms)
        self._model, self._pictures = model, PagePictures()
        self._layout: PageLayout = arrange((), 100, 1.0)
        self._colours: Colours = LIGHT
        self._errors: dict[int, str] = {}
        self._notes: tuple[Note, ...] = ()
        self.words = EmptyState(self)
        self.marks = PageMarks()
        self.zoom, self.page, self.night, self.rotation = 1.0, 0, False, 0
        self.whole = False
        """The page is kept as large as shows whole."""
        self._first = self._covered = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # bed and pages fill all of it
        self.badge = PageBadge(self)
        self.badge.chosen.connect(self.choose)
        self._sharpen = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._sharpen.timeout.connect(self._model.draw)
        model.wanted = self._most_needed
        model.ready.connect(self._ready)
        model.closed.connect(self._closed)
        model.drawn.connect(self._drawn)
        model.small.connect(self._pictures.put_small)
        model.failed_page.connect(self._failed)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.viewport().update())

    def dress(self, colours: Colours) -> None:
        """The theme was changed."""
        self._colours = colours
        self.viewport().update()

    def tell(self, message: str, offer: str = "", way: Callable[[], object] | None = None) -> None:
        """Words in place of pages (downloading, recused, cannot be shown), and the one thing to do about it."""
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if message else policy.ScrollBarAlwaysOn)  # nothing to scroll
        self.words.say(message, offer, way)
        self.setAccessibleDescription(message)

    def go_to(self, page: int) -> None:
        """Show a page's top."""
        if self._layout.tops:
            page = max(0, min(page, len(self._layout.tops) - 1))
            self.verticalScrollBar().setValue(self._layout.tops[page] - MARGIN)

    def begin_at(self, page: int) -> None:
        """The document that is being opened starts at this page."""
        self._first = page

    def start_as(self, page: int, zoom: float, *, whole: bool, rotation: int) -> None:
        """The document that is being opened is shown as it was left."""
        self._first, self.zoom, self.whole, self.rotation = page, zoom, whole, rotation

    def turn(self, by: int) -> None:
        """One page on or back."""
        self.go_to(self.page + by)

    def turn_screen(self, by: int) -> None:
        """One screen on or back, with a little of the old one left."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + by * max(40, self.viewport().height() - 60))

    def set_zoom(self, zoom: float) -> None:
        """1.0 is fit width; the page in view stays in view."""
        if zoom != self.zoom or self.whole:
            self.zoom, self.whole = zoom, False
            self._arrange()

    def zoom_by(self, steps: int) -> None:
        """To the next of the fixed sizes."""
        larger, smaller = [z for z in ZOOMS if z > self.zoom + 0.01], [z for z in ZOOMS if z < self.zoom - 0.01]
        for _ in range(abs(steps)):
            self.set_zoom((larger[0] if larger else ZOOMS[-1]) if steps > 0 else (smaller[-1] if smaller else ZOOMS[0]))

    def choose(self, what: str) -> None:
        """A line of the badge's menu, or its key."""
        if what in (page_badge.LARGER, page_badge.SMALLER):
            self.zoom_by(1 if what == page_badge.LARGER else -1)
        elif what == page_badge.WIDTH:
            self.set_zoom(1.0)
        else:
            self.whole ^= what == page_badge.WHOLE
            self.night ^= what == page_badge.NIGHT
            self.rotation = (self.rotation + 90 * (what == page_badge.TURN)) % 360
            self.zoom = 1.0 if what == page_badge.WHOLE and not self.whole else self.zoom
            self._arrange()

    def mark(self, hits: tuple[SearchHit, ...], now: SearchHit | None = None) -> None:
        """Show finds on their pages, one of them as the one in hand."""
        self.marks.find(hits)
        self.marks.hit = now
        self.viewport().update()

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """The notes that lie on this document; told with each key of scoring, so the pages are painted again for other ones only."""
        if notes != self._notes:
            self._notes = notes
            self.marks.note(notes)
            self.viewport().update()

    def lead_to(self, page: int, box: Rect | None, *, frame: bool = True) -> None:
        """Bring a place into view and outline it; a page without a box is shown from its top."""
        if not self._layout.tops:
            return
        page = max(0, min(page, len(self._layout.tops) - 1))
        self.marks.led_to = (page, box) if frame else None
        self.go_to(page)
        if box is not None:
            on = self.sheetlet(page).on_screen(box)
            bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
            bar.setValue(round(bar.value() + on.top() - self.viewport().height() / 6))
            beyond = round(on.right()) + 8 - self.viewport().width()
            hidden = self._covered + 28 - round(on.left())
            across.setValue(across.value() - hidden if hidden > 0 else across.value() + max(0, min(beyond, -hidden)))
        self.viewport().update()

    def cover(self, width: int) -> None:
        """So many pixels at the left lie under a panel: pages do not move, but a jump may shift them aside."""
        self._covered = width
        self._arrange()

    def pictured(self) -> bool:
        """Whether every page in view is shown sharp."""
        return bool(self._layout.tops) and all(self._wish(p) in self._pictures or p in self._errors for p in self.in_view())

    def blank(self) -> bool:
        """Whether a page in view shows nothing of itself yet."""
        return any(self._picture(p) is None and p not in self._errors for p in self.in_view())

    def sizeHint(self) -> QSize:
        return QSize(902, 627)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ratio, room = self.devicePixelRatioF(), self.viewport().size()
        self._pictures.allow(limit_for(round(room.width() * ratio), round(room.height() * ratio)))
        self._arrange()
        self._place_badge()
        self.words.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._colours.bed))
        for page in self.in_view():
            self._paint_page(painter, page)

    def _paint_page(self, painter: QPainter, page: int) -> None:
        sheet = self.sheetlet(page)
        picture = self._picture(page)
        words = now(self._errors.get(page, "")) or self.tr("第 {n} 页").format(n=page + 1)
        paint_page(painter, sheet, picture, words, self.devicePixelRatioF())
        self.marks.paint(painter, sheet)

    def _picture(self, page: int) -> QImage | None:
        """The page as it should be, or as it is held at another size, or small."""
        return self._pictures.best(self._wish(page))

    def sheetlet(self, page: int) -> Sheetlet:
        return Sheetlet(page, self._area(page), self._model.sizes[page], self.rotation, self.night)

    def spot(self, at: QPointF) -> Spot | None:
        """The place on a page under a point of the view."""
        if not self._layout.tops:
            return None
        page = self._layout.page_at(round(at.y()) + self.verticalScrollBar().value())
        sheet = self.sheetlet(page)
        if not sheet.area.contains(at.toPoint()):
            return None
        scale = shown_size(sheet.size, self.rotation)[0] / sheet.area.width()
        x, y = (at.x() - sheet.area.left()) * scale, (at.y() - sheet.area.top()) * scale
        return Spot(page, *page_point(x, y, sheet.size, self.rotation))

    def _area(self, page: int) -> QRect:
        left = max(MARGIN, (self.viewport().width() - self._layout.width) // 2) - self.horizontalScrollBar().value()
        return QRect(left, self._layout.tops[page] - self.verticalScrollBar().value(), self._layout.width, self._layout.heights[page])

    def in_view(self) -> range:
        return self._layout.visible(self.verticalScrollBar().value(), self.viewport().height())

    def _wish(self, page: int) -> Wish:
        return Wish(page, round(self._layout.width * self.devicePixelRatioF()), self.night, self.rotation)

    def _most_needed(self) -> Wish | None:
        """Pages in view first, then the next one, then the one before."""
        if not self._layout.tops:
            return None
        seen = self.in_view()
        around = (*seen, seen.stop, seen.start - 1)
        wishes = (self._wish(p) for p in around if 0 <= p < len(self._layout.tops) and p not in self._errors)
        return next((w for w in wishes if w not in self._pictures), None)

    def _ready(self) -> None:
        self.tell("")
        self._pictures.begin(self._model.document.sha256 if self._model.document is not None else "")
        self._errors.clear()
        self.marks.find(())
        self.page = first = self._first
        self._first = 0
        self._arrange()
        self.go_to(first)
        self._scrolled()

    def _closed(self) -> None:
        self._pictures.end(self._wish(p) for p in self.in_view())
        self._layout = arrange((), 100, 1.0)
        self.verticalScrollBar().setRange(0, 0)
        self.badge.hide()
        self.viewport().update()

    def _drawn(self, wish: Wish, image: PageImage) -> None:
        self._pictures.put(wish, image)
        self.viewport().update()

    def _failed(self, page: int, error: BaseException) -> None:
        self._errors[page] = str(error) if isinstance(error, AppError) else self.tr("这一页无法显示。")
        self.viewport().update()

    def _arrange(self) -> None:
        kept = self.page
        shown = [shown_size(size, self.rotation) for size in self._model.sizes]
        if self.whole and shown:
            wide, high = shown[min(kept, len(shown) - 1)]
            full = self.viewport().width() - 2 * MARGIN
            self.zoom = max(0.2, min(1.0, (self.viewport().height() - 2 * MARGIN) * wide / (high * max(1, full))))
        self._layout = arrange(shown, self.viewport().width(), self.zoom)
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setRange(0, max(0, self._layout.total - self.viewport().height()))
        bar.setPageStep(max(40, self.viewport().height() - 60))
        bar.setSingleStep(48)
        wider = self._layout.width + 2 * MARGIN > self.viewport().width()
        # room to shift aside from under a panel is no reason for a bar that would take height from the page
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded if wider else Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across.setRange(-self._covered, max(0, self._layout.width + 2 * MARGIN - self.viewport().width()))
        if self._layout.tops and kept != self._layout.current(bar.value(), self.viewport().height()):
            self.go_to(kept)
        self._scrolled()
        self._sharpen.start()

    def _scrolled(self, _value: int = 0) -> None:
        if self._layout.tops:
            page = self._layout.current(self.verticalScrollBar().value(), self.viewport().height())
            self.badge.show_place(page, len(self._layout.tops), night=self.night, whole=self.whole)
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
