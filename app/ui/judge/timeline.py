"""The video's timeline: what has been played, the judge's notes as tags over it, where it was left, the time under the pointer.

It is a slider to whoever cannot see it (name, value, range in seconds); its keys are those of the video.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QToolTip

from app.core.text import minutes
from app.models.sheet import Note, NoteKind
from app.ui.judge.page_marks import ink_of
from app.ui.judge.timeline_layout import Line, spread
from app.ui.theme import LIGHT, Colours
from app.ui.tips import tip

_TAG, _TRACK, _KNOB, _FOOT = 22, 8, 9, 11
_LEAST_LETTER = 13


class Timeline(QSlider):
    """`sought(ms)` by click or drag, `note_chosen(id)` by a click on a tag. `letters`: the one-character tag of each kind."""

    sought = Signal(int)
    note_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.letters: dict[NoteKind, str] = {}
        self._colours: Colours = LIGHT
        self._notes: tuple[Note, ...] = ()
        self._place = self._length = self._left_at = 0
        self._pointer: float | None = None
        self.dragging = False

    def dress(self, colours: Colours) -> None:
        self._colours = colours
        self.update()

    def show_place(self, place: int, length: int, left_at: int) -> None:
        """Milliseconds: where it is, how long it is, where it was left last time (0 for nowhere)."""
        self._place, self._length, self._left_at = place, length, left_at
        self.setEnabled(length > 0)
        if self.maximum() != length // 1000:
            self.setRange(0, length // 1000)
        self.setValue(place // 1000)
        self.update()

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Those that lie on this video, by moment."""
        if notes != self._notes:
            self._notes = notes
            self.update()

    def retranslate(self) -> None:
        self.letters = {NoteKind.STRENGTH: self.tr("优"), NoteKind.WEAKNESS: self.tr("缺"), NoteKind.SUGGESTION: self.tr("建")}
        self.speak()

    def speak(self) -> None:
        """Its name with the time in words: a bare number of seconds says little."""
        name = self.tr("视频进度 {time}，共 {length}").format(time=minutes(self._place), length=minutes(self._length))
        if self.accessibleName() != name:
            self.setAccessibleName(name)

    def tags(self) -> list[tuple[Note, QRectF]]:
        """Each note's tag; close ones stand side by side, in the order of their moments."""
        line, side = self._line(), self._tag_side()
        middles = spread(
            [line.x(_moment(n)) for n in self._notes], side + 2, line.left - _KNOB + side / 2, line.right + _KNOB - side / 2
        )  # fmt: skip
        return [(note, QRectF(x - side / 2, 1, side, side)) for note, x in zip(self._notes, middles, strict=True)]

    def x_of(self, moment: int) -> float:
        """Where a moment lies, in the widget's pixels."""
        return self._line().x(moment)

    def sizeHint(self) -> QSize:
        return QSize(420, self._tag_side() + _TRACK + 2 * _FOOT)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, line = QPainter(self), self._line()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self._middle()
        self._paint_track(painter, line, middle)
        tags = self.tags()
        for note, tag in tags:
            self._paint_tag(painter, note, tag, line.x(_moment(note)), middle)
        if self._length:
            ink = QColor(self._colours.accent)
            painter.setPen(QPen(QColor(self._colours.surface), 2))
            painter.setBrush(ink)
            painter.drawEllipse(QPointF(line.x(self._place), middle), _KNOB, _KNOB)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        self._paint_time(painter, line, tags)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self._length:
            event.ignore()
            return
        if (note := self._note_at(event.position())) is not None:
            self.note_chosen.emit(note.id)
            return
        self.dragging = True
        self._seek(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position().x()
        if self.dragging:
            self._seek(self._pointer)
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.dragging = False
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The video's own keys, whoever of it has the focus."""
        event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip:
            at = self.mapFromGlobal(self.cursor().pos())
            note = self._note_at(QPointF(at))
            words = f"{minutes(_moment(note))}  {note.text}" if note is not None else ""
            QToolTip.showText(self.cursor().pos(), tip(words), self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() is QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _seek(self, x: float) -> None:
        self.sought.emit(self._line().moment(x))

    def _note_at(self, at: QPointF) -> Note | None:
        """A tag reaches from the top of the widget down to the track."""
        reach = self._middle() - _TRACK
        return next((n for n, tag in self.tags() if tag.left() - 1 <= at.x() <= tag.right() + 1 and at.y() <= reach), None)

    def _line(self) -> Line:
        return Line(_KNOB + 3.0, max(_KNOB + 4.0, self.width() - _KNOB - 3.0), self._length)

    def _middle(self) -> float:
        return self._tag_side() + _FOOT + _TRACK / 2

    def _tag_side(self) -> int:
        return max(_TAG, self.fontMetrics().height() - 1)

    def _face(self) -> QFont:
        face = QFont(self.font())
        face.setPixelSize(max(_LEAST_LETTER, self._tag_side() - 8))
        return face

    def _paint_track(self, painter: QPainter, line: Line, middle: float) -> None:
        c = self._colours
        track = QRectF(line.left, middle - _TRACK / 2, line.right - line.left, _TRACK)
        painter.setPen(QPen(QColor(c.edge), 1))
        painter.setBrush(QColor(c.window))
        painter.drawRoundedRect(track, _TRACK / 2, _TRACK / 2)
        played = QRectF(track.left(), track.top(), line.x(self._place) - line.left, _TRACK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.accent))
        painter.drawRoundedRect(played, _TRACK / 2, _TRACK / 2)
        if self._left_at and self._length:
            x, top = line.x(self._left_at), track.bottom() + 2
            flag = QPainterPath(QPointF(x, top))
            flag.lineTo(x + 5, top + 7)
            flag.lineTo(x - 5, top + 7)
            flag.closeSubpath()
            painter.setBrush(QColor(c.ink))
            painter.drawPath(flag)

    def _paint_tag(self, painter: QPainter, note: Note, tag: QRectF, x: float, middle: float) -> None:
        """Circle, square or pentagon with the kind's letter: no meaning rests on the colour; a line leads to the moment."""
        ink = QColor(ink_of(note.kind, dark=self._colours.dark))
        painter.setPen(QPen(ink, 1.5))
        painter.drawLine(QPointF(tag.center().x(), tag.bottom()), QPointF(x, middle - _TRACK / 2))
        painter.setBrush(ink)
        if note.kind is NoteKind.STRENGTH:
            painter.drawEllipse(tag)
        elif note.kind is NoteKind.WEAKNESS:
            painter.drawRect(tag)
        else:
            painter.drawPath(_pentagon(tag))
        painter.setPen(QColor(self._colours.surface))
        painter.setFont(self._face())
        painter.drawText(tag, int(Qt.AlignmentFlag.AlignCenter), self.letters.get(note.kind, ""))

    def _paint_time(self, painter: QPainter, line: Line, tags: list[tuple[Note, QRectF]]) -> None:
        """The time under the pointer, above the track; over a tag the tag itself speaks."""
        if self._pointer is None or not self._length:
            return
        x = max(line.left, min(self._pointer, line.right))
        if any(tag.left() - 1 <= x <= tag.right() + 1 for _, tag in tags) and not self.dragging:
            return
        words = minutes(line.moment(x))
        painter.setFont(self._face())
        wide = painter.fontMetrics().horizontalAdvance(words) + 12.0
        box = QRectF(max(0.0, min(x - wide / 2, self.width() - wide)), 0, wide, self._tag_side() + 2)
        painter.setPen(QPen(QColor(self._colours.ink), 1))
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x, self._middle()))
        painter.setBrush(QColor(self._colours.ink))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(self._colours.surface))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)


def _moment(note: Note) -> int:
    return note.anchor.moment or 0 if note.anchor is not None else 0


def _pentagon(tag: QRectF) -> QPainterPath:
    """A house standing on its roof: it points down to its moment."""
    shoulder = tag.top() + tag.height() * 0.72
    path = QPainterPath(tag.topLeft())
    for x, y in ((tag.right(), tag.top()), (tag.right(), shoulder), (tag.center().x(), tag.bottom() + 3), (tag.left(), shoulder)):
        path.lineTo(x, y)
    path.closeSubpath()
    return path
