"""What lies over the pages: finds, the judge's own notes, what is selected, and the place a jump led to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from app.media.geometry import Rect
from app.media.values import SearchHit
from app.models.sheet import Anchor, Box, Note, NoteKind
from app.ui.judge.page_turning import Size, shown_rect, shown_size

_TAG = 20
# drawn on paper, which is white or night grey whatever the theme: deep on white, light on grey
_INK = {False: {NoteKind.STRENGTH: "#0A5333", NoteKind.WEAKNESS: "#921616", NoteKind.SUGGESTION: "#0A4A96"},
        True: {NoteKind.STRENGTH: "#9BE3BE", NoteKind.WEAKNESS: "#FFB8B3", NoteKind.SUGGESTION: "#A5CDFF"}}  # fmt: skip
_FIND, _FIND_NOW, _PICKED = QColor(255, 200, 0, 90), QColor(255, 140, 0, 150), QColor(10, 74, 150, 60)


def ink_of(kind: NoteKind, *, dark: bool) -> str:
    """The colour of a kind of note on a light or dark ground."""
    return _INK[dark][kind]


@dataclass(frozen=True)
class Sheetlet:
    """One page as it is shown now: where, its size in points, its rotation, light or night."""

    page: int
    area: QRect
    size: Size
    rotation: int
    night: bool

    def on_screen(self, box: Rect) -> QRectF:
        """A rectangle of the page in the view's pixels."""
        shown, scale = shown_rect(box, self.size, self.rotation), self.area.width() / shown_size(self.size, self.rotation)[0]
        left, top = self.area.left() + shown.left * scale, self.area.top() + shown.top * scale
        return QRectF(left, top, (shown.right - shown.left) * scale, (shown.bottom - shown.top) * scale)


class PageMarks:
    """Rectangles are in points of the unturned page. `letters` gives each kind of note its one-character tag."""

    def __init__(self) -> None:
        self.letters: dict[NoteKind, str] = {}
        self.hits: dict[int, list[SearchHit]] = {}
        self.hit: SearchHit | None = None
        self.notes: dict[int, list[Note]] = {}
        self.picked: tuple[int, tuple[Rect, ...]] | None = None
        self.drawn: tuple[int, Rect] | None = None
        self.led_to: tuple[int, Rect | None] | None = None

    def find(self, hits: Iterable[SearchHit]) -> None:
        self.hits, self.hit = {}, None
        for hit in hits:
            self.hits.setdefault(hit.page, []).append(hit)

    def note(self, notes: Iterable[Note]) -> None:
        """The notes of the document in front."""
        self.notes = {}
        for note in notes:
            if note.anchor is not None and note.anchor.page is not None:
                self.notes.setdefault(note.anchor.page - 1, []).append(note)

    def forget(self) -> bool:
        """Drop selection and the outline of a jump; whether there was any."""
        had = self.picked is not None or self.drawn is not None or self.led_to is not None
        self.picked = self.drawn = self.led_to = None
        return had

    def note_at(self, at: QPointF, sheet: Sheetlet) -> str | None:
        """The id of the note whose tag is under a point."""
        return next((n.id for n, tag in self._tags(sheet) if tag.contains(at)), None)

    def paint(self, painter: QPainter, sheet: Sheetlet) -> None:
        """Everything of one page, tags on top."""
        for hit in self.hits.get(sheet.page, ()):
            for box in hit.rectangles:
                painter.fillRect(sheet.on_screen(box), _FIND_NOW if hit is self.hit else _FIND)
        if self.picked is not None and self.picked[0] == sheet.page:
            for box in self.picked[1]:
                painter.fillRect(sheet.on_screen(box), _PICKED)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_notes(painter, sheet)
        edge = QColor("#A5CDFF" if sheet.night else "#0A4A96")
        if self.drawn is not None and self.drawn[0] == sheet.page:
            _frame(painter, sheet.on_screen(self.drawn[1]), edge, 2.0, Qt.PenStyle.DashLine)
        if self.led_to is not None and self.led_to[0] == sheet.page:
            place = self.led_to[1]
            _frame(painter, QRectF(sheet.area) if place is None else sheet.on_screen(place).adjusted(-4, -4, 4, 4), edge, 4.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_notes(self, painter: QPainter, sheet: Sheetlet) -> None:
        for note, tag in self._tags(sheet):
            ink = QColor(_INK[sheet.night][note.kind])
            if note.anchor is not None and note.anchor.box is not None:
                _frame(painter, sheet.on_screen(rect_of(note.anchor.box)), ink, 1.5)
            painter.fillRect(tag, ink)
            painter.setPen(QColor("#14171C" if sheet.night else "#FFFFFF"))
            face = QFont(painter.font())
            face.setPixelSize(13)
            painter.save()
            painter.setFont(face)
            painter.drawText(tag, int(Qt.AlignmentFlag.AlignCenter), self.letters.get(note.kind, ""))
            painter.restore()

    def _tags(self, sheet: Sheetlet) -> list[tuple[Note, QRectF]]:
        """A small square at the left of each box; notes on the page as a whole stand down its right edge."""
        placed, down = [], sheet.area.top() + 6.0
        for note in self.notes.get(sheet.page, ()):
            box = note.anchor.box if note.anchor is not None else None
            if box is None:
                placed.append((note, QRectF(sheet.area.right() - _TAG - 3.0, down, _TAG, _TAG)))
                down += _TAG + 4
            else:
                on = sheet.on_screen(rect_of(box))
                placed.append((note, QRectF(max(sheet.area.left() + 1.0, on.left() - _TAG), on.top(), _TAG, _TAG)))
        return placed


def rect_of(box: Box) -> Rect:
    return Rect(box.left, box.top, box.left + box.width, box.top + box.height)


def box_of(area: Rect) -> Box:
    """Whole points, never outside what a note may hold."""
    left, top = max(0, round(area.left)), max(0, round(area.top))
    return Box(left, top, max(1, round(area.right) - left), max(1, round(area.bottom) - top))


def box_in(anchor: Anchor | None) -> Rect | None:
    """The rectangle of an anchor, if it has one."""
    return rect_of(anchor.box) if anchor is not None and anchor.box is not None else None


def _frame(painter: QPainter, area: QRectF, colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
    painter.setPen(QPen(colour, width, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area)
