"""A picture of a cited place, with the judge's rectangle outlined: in a column to be opened by click or Enter, in the hall only to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.theme import LIGHT, Colours

if TYPE_CHECKING:
    from app.media.geometry import Rect
    from app.media.values import PageImage

_MARK = "#921616"
"""On paper, which is white whatever the theme."""
_HIGHEST, _WAITING = 360, 72


def paint_part(painter: QPainter, place: QRectF, image: QImage, mark: Rect | None, thickness: float) -> QRectF:
    """The picture in its own shape, centred in `place`; where it lies is returned."""
    size = image.size().scaled(place.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    area = QRectF(place.left() + (place.width() - size.width()) / 2, place.top(), size.width(), size.height())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(area, image)
    if mark is not None:
        scale = area.width() / image.width()
        framed = QRectF(mark.left * scale, mark.top * scale, (mark.right - mark.left) * scale, (mark.bottom - mark.top) * scale)
        painter.setPen(QPen(QColor(_MARK), thickness))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(framed.translated(area.topLeft()).intersected(area.adjusted(1, 1, -1, -1)))
    return area


def borrowed(image: PageImage) -> QImage:
    """A QImage over the picture's bytes: keep both."""
    return QImage(image.data, image.width, image.height, image.stride, QImage.Format.Format_RGB32)


class CropPicture(QAbstractButton):
    """As wide as its column, as high as its picture needs; `say` puts words in its place."""

    def __init__(self) -> None:
        super().__init__()
        self._image: tuple[PageImage, QImage] | None = None
        self._mark: Rect | None = None
        self._words = ""
        self._colours: Colours = LIGHT
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def pictured(self) -> bool:
        """Whether there is a picture."""
        return self._image is not None

    @property
    def words(self) -> str:
        """What is said in its place."""
        return "" if self._image is not None else self._words

    def show_picture(self, image: PageImage, mark: Rect | None) -> None:
        self._image, self._mark = (image, borrowed(image)), mark
        self.updateGeometry()
        self.update()

    def say(self, words: str) -> None:
        """Words in place of a picture: it is coming, or why there is none."""
        self._image, self._words = None, words
        self.updateGeometry()
        self.update()

    def dress(self, colours: Colours) -> None:
        self._colours = colours
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._image is None:
            return _WAITING
        held = self._image[0]
        return max(40, min(_HIGHEST, round((width - 6) * held.height / held.width) + 6))

    def sizeHint(self) -> QSize:
        return QSize(220, self.heightForWidth(max(220, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 40)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # not every desktop presses a button by Enter
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = QPainter(self), self._colours
        painter.fillRect(self.rect(), QColor(c.bed if self._image is not None else c.window))
        if self._image is not None:
            paint_part(painter, QRectF(self.rect()).adjusted(3, 3, -3, -3), self._image[1], self._mark, 2.0)
        else:
            painter.setPen(QColor(c.ink))
            painter.drawText(
                self.rect().adjusted(10, 6, -10, -6), int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._words
            )
        painter.setPen(QPen(QColor(c.accent if self.hasFocus() else c.edge), 2 if self.hasFocus() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class HallPicture(QWidget):
    """The same for the projection: large, and nothing to press."""

    def __init__(self) -> None:
        super().__init__()
        self._image: tuple[PageImage, QImage] | None = None
        self._mark: Rect | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def pictured(self) -> bool:
        return self._image is not None

    def show_picture(self, image: PageImage, mark: Rect | None) -> None:
        self._image, self._mark = (image, borrowed(image)), mark
        self.update()

    def forget(self) -> None:
        self._image = None
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 200)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(LIGHT.surface))
        if self._image is not None:
            area = paint_part(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), self._image[1], self._mark, 4.0)
            painter.setPen(QPen(QColor(LIGHT.edge), 1))
            painter.drawRect(area)
