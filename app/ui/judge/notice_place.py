"""Where the notice bar lies: over the page, and never over what a judge is typing, scoring with, or has just been told.

At the foot of the page where that is free, else as low as it can be; beside what is in the way where no line is free. Where a
small window has no room beside an open panel either, the panel, whose contents scroll, gives it its foot until the notice goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from shiboken6 import isValid

from app.ui.panels import Panel

if TYPE_CHECKING:
    from app.ui.judge.desk import DeskWindow
    from app.ui.judge.seasons_list import SeasonsList

LEAST_WIDTH, LEAST_HEIGHT = 320, 48
_MOVES = (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize)


def find_place(room: QRect, taken: Sequence[QRect], high: Callable[[int], int]) -> QRect:
    """The lowest free place in `room`, as wide as it or beside what is taken; `high(width)` is what the words need. Pure.

    Where nothing is free, the place that covers least.
    """
    inside = [t.intersected(room) for t in taken if t.intersects(room)]
    tries = list(_tries(room, inside, high))
    free = [t for t in tries if not any(t.intersects(i) for i in inside)]
    if free:
        return max(free, key=lambda t: (t.width(), t.bottom()))
    return min(tries, key=lambda t: (sum(_area(t.intersected(i)) for i in inside), -t.bottom()))


def _tries(room: QRect, taken: Sequence[QRect], high: Callable[[int], int]) -> Iterator[QRect]:
    """Full width, then the strips left and right of each thing; in each at the foot, above and below each thing, at the head."""
    across = [(room.left(), room.width())]
    for one in taken:
        across += [(room.left(), one.left() - room.left()), (one.right() + 1, room.right() - one.right())]
    for left, wide in across:
        if wide >= min(LEAST_WIDTH, room.width()):
            tall = min(max(LEAST_HEIGHT, high(wide)), room.height())
            tops = [room.bottom() + 1 - tall, room.top(), *(t.top() - tall for t in taken), *(t.bottom() + 1 for t in taken)]
            yield from (QRect(left, y, wide, tall) for y in tops if room.top() <= y <= room.bottom() + 1 - tall)


def _area(rect: QRect) -> int:
    return max(0, rect.width()) * max(0, rect.height())


class NoticePlace(QObject):
    """Places the window's notice bar, and again whenever something it must not cover comes, goes or moves."""

    def __init__(self, window: DeskWindow, frame: QWidget) -> None:
        super().__init__(window)
        self._window, self._frame = window, frame
        self._watched: set[QWidget] = set()
        self._in_front: set[QWidget] = set()
        self._shortened = False
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._again)
        window.stack.currentChanged.connect(lambda _at: self._again())
        window.installEventFilter(self)
        window.notice.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def place(self) -> None:
        """Put it where it covers nothing that counts."""
        window, notice = self._window, self._window.notice
        left = 0 if window.rail.isHidden() else window.rail.width()
        head = 0 if window.top.isHidden() else window.top.height()
        foot = 0 if window.status.isHidden() else window.sizes.status
        rubric = window.room.bench.rubric if window.room is not None else None
        beside = rubric.width() if rubric is not None and rubric.isVisible() else 0
        wide = max(LEAST_WIDTH, self._frame.width() - left - beside)
        room = QRect(left, head, wide, max(LEAST_HEIGHT, self._frame.height() - head - foot))
        kept, rows = self._kept_free(), self._rows_in_front(window.start.others)
        spot = find_place(room, [*map(self._over, kept), *rows], notice.full_height)
        yielding = [w for w in kept if w in self._scrolled() and self._over(w).intersects(spot)]
        if yielding:
            spot = find_place(room, [*(self._over(w) for w in kept if w not in yielding), *rows], notice.full_height)
            for panel in yielding:
                self._shorten(panel, spot)
        if foot and any(spot.intersects(place) for place in (*map(self._over, kept), *rows)):
            # with large text in a small window nothing is free: one line over the status line covers no control of the page
            notice.squeeze(self._frame.width())
            notice.setGeometry(QRect(0, self._frame.height() - foot, self._frame.width(), foot))
            return
        if notice.squeezed:
            notice.squeeze(None)
        notice.setGeometry(spot)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            return self._escaped(event) or super().eventFilter(watched, event)
        if watched is self._window.notice:
            if event.type() is QEvent.Type.Hide:
                self._let_go()
        elif watched in self._in_front:
            if event.type() in _MOVES or event.type() is QEvent.Type.LayoutRequest:
                self._soon.start()  # a page lays out many
        elif event.type() in _MOVES and not self._window.notice.isHidden():
            self.place()
        return super().eventFilter(watched, event)

    def _escaped(self, event: QEvent) -> bool:
        """Esc that nothing in front of the window took puts the notice away."""
        mine = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if not mine or self._window.notice.isHidden():
            return False
        self._window.notice.dismiss()
        return True

    def _scrolled(self) -> list[QWidget]:
        """Open panels that lose nothing by being lower."""
        built = self._window.room.built().values() if self._window.room is not None else ()
        return [panel for panel in built if panel.findChild(QAbstractScrollArea) is not None]

    def _shorten(self, panel: QWidget, spot: QRect) -> None:
        where = self._over(panel)
        if where.intersects(spot) and spot.top() > where.top():
            self._shortened = True
            panel.resize(panel.width(), spot.top() - where.top())

    def _let_go(self) -> None:
        """The notice is gone: panels are as high as they were, and the page in front is not looked at."""
        self._watch(())
        if self._shortened:
            self._shortened = False
            if self._window.room is not None:
                self._window.room.resize_to(self._window.sizes)

    def _watch(self, in_front: Iterable[QWidget]) -> None:
        """The page and its buttons, which are made anew with what it shows; a layout shows them a turn later."""
        wanted = set(in_front)
        for part in filter(isValid, self._in_front - wanted):
            part.removeEventFilter(self)
        for part in wanted - self._in_front:
            part.installEventFilter(self)
        self._in_front = wanted

    def _kept_free(self) -> list[QWidget]:
        """What is on the screen now and must stay in view."""
        others, room = self._window.start.others, self._window.room
        parts: list[QWidget] = [others] if others is not None else []
        if room is not None:
            side = room.bench.side
            parts += [side.strip, room.bench.notice, room.bench.video.controls, *self._window.findChildren(Panel)]
        for part in parts:
            if part not in self._watched:
                self._watched.add(part)
                part.installEventFilter(self)
        found = [part for part in parts if part.isVisible() and part is not others]
        typing = QApplication.focusWidget()
        if isinstance(typing, (QLineEdit, QPlainTextEdit)) and self._frame.isAncestorOf(typing) and typing.isVisible():
            found.append(typing)
        return found

    def _rows_in_front(self, others: SeasonsList | None) -> list[QRect]:
        """Where the page in front has buttons, each row one place, and the ways to other seasons; at the papers only what is kept free by name."""
        front, room = self._window.stack.currentWidget(), self._window.room
        if front is None or (room is not None and front is room.bench):
            self._watch(())
            return []
        acts = [*front.findChildren(QPushButton), *(others.lines() if others is not None else ())]
        self._watch((front, *acts))
        rows: dict[tuple[QWidget | None, int], QRect] = {}
        for act in acts:
            if act.isVisible() and not (place := self._scrolled_to(act)).isEmpty():
                key = act.parentWidget(), place.center().y()
                rows[key] = rows[key].united(place) if key in rows else place
        return list(rows.values())

    def _scrolled_to(self, act: QWidget) -> QRect:
        """What of it is not scrolled out of sight. The notice over it changes nothing."""
        place, around = self._over(act), act.parentWidget()
        while around is not None and around is not self._frame:
            place, around = place.intersected(self._over(around)), around.parentWidget()
        return place

    def _over(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self._frame, widget.rect().topLeft()), widget.size())

    def _focus_moved(self, _old: QWidget | None, _now: QWidget | None) -> None:
        self._again()

    def _again(self) -> None:
        if not self._window.notice.isHidden():
            self.place()
