"""Where the video is seen, and the still that covers it while it stands.

Where libVLC can draw into a window of ours it does (`native`); else its pictures come through memory and are painted.
What lies over a native picture is native too (Qt sees to that for all children of one parent): it covers the picture.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.media.values import PageImage

_NATIVE = ("xcb", "windows", "cocoa")
_BLACK = QColor("#101216")


class Picture(QWidget):
    """`clicked` once it is sure that no double click follows; `double_clicked`."""

    clicked = Signal()
    double_clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.image: QImage | None = None
        self.shape = (16, 9)
        self.native = QGuiApplication.platformName() in _NATIVE
        self._double = False
        self._single = QTimer(self, singleShot=True, interval=QGuiApplication.styleHints().mouseDoubleClickInterval())
        self._single.timeout.connect(self.clicked)

    def window_id(self) -> int:
        """The native window for libVLC, made at the first asking."""
        self.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)
        return int(self.winId())

    def show_frame(self, frame: PageImage, shape: tuple[int, int]) -> None:
        """A picture that fills its whole size; it is shown in the video's own shape."""
        self.shape = shape
        self.image = QImage(frame.data, frame.width, frame.height, frame.stride, QImage.Format.Format_RGB32).copy()
        self.update()

    def forget(self) -> None:
        self.image = None
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 90)

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint(QPainter(self), self.rect(), self.image, self.shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._double = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A double click ends in a release of its own."""
        if event.button() is Qt.MouseButton.LeftButton and not self._double:
            self._single.start()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._single.stop()
            self._double = True
            self.double_clicked.emit()


class Cover(QWidget):
    """The picture of the moment at which the video stands, over the player's own; clicks go through to that."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.image: QImage | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_still(self, still: PageImage) -> None:
        self.image = QImage(still.data, still.width, still.height, still.stride, QImage.Format.Format_RGB32).copy()
        self.setVisible(True)
        self.update()

    def forget(self) -> None:
        self.image = None
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.image is not None:
            _paint(QPainter(self), self.rect(), self.image, self.image.size().toTuple())


def _paint(painter: QPainter, place: QRect, image: QImage | None, shape: object) -> None:
    """In the video's own shape on black."""
    painter.fillRect(place, _BLACK)
    if image is not None and isinstance(shape, tuple):
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = QSize(*shape).scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (place.width() - size.width()) // 2, (place.height() - size.height()) // 2
        painter.drawImage(QRect(left, top, size.width(), size.height()), image)
